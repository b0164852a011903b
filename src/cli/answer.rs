//! Printing what a check came to, in every format that `check` and `lint` share.

use super::{OutputFormat, Session};
use crate::check;
use crate::git;
use crate::model::{Failure, Finding};
use crate::report::{self, Checked};

/// The formats beside text.
pub(super) const FORMATS: [OutputFormat; 5] =
    [OutputFormat::Json, OutputFormat::Sarif, OutputFormat::Junit, OutputFormat::Github, OutputFormat::Gitlab];

/// What a check came to.
pub(super) struct Answer<'a> {
    /// The verb, for the schema's name.
    pub(super) verb: &'static str,
    /// The findings in the order of the report.
    pub(super) findings: &'a [Finding],
    /// Whether the gate passed.
    pub(super) passed: bool,
    /// Why it did not.
    pub(super) reasons: Vec<String>,
    pub(super) failures: &'a [Failure],
    /// The same with everything that the gate knows, for JSON.
    pub(super) rules: Option<serde_json::Value>,
}

impl Answer<'_> {
    /// Prints the answer; `text` is asked only when people read it.
    pub(super) fn print(
        &self,
        format: OutputFormat,
        session: &Session,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let is_shown_elsewhere = matches!(format, OutputFormat::Sarif | OutputFormat::Github | OutputFormat::Gitlab);
        let root = session.project().ok().filter(|_| is_shown_elsewhere).map(|project| project.root);
        let prefix = root.map(|root| git::prefix(&root)).unwrap_or_default();
        let checked = Checked {
            findings: self.findings,
            passed: self.passed(),
            reasons: &self.reasons,
            failures: self.failures,
            prefix: &prefix,
            version: env!("CARGO_PKG_VERSION"),
            summary: &check::summary,
        };
        match format {
            OutputFormat::Json => session.print_json(&self.json()),
            OutputFormat::Sarif => session.print_json(&report::sarif(checked)),
            OutputFormat::Junit => session.print(&report::junit(checked)),
            OutputFormat::Github => session.print(&report::github(checked)),
            OutputFormat::Gitlab => session.print_json(&report::gitlab(checked)),
            _ => session.print(&text()),
        }
    }

    /// What could not be read was not checked, so nobody may say that it passed.
    fn passed(&self) -> bool {
        self.passed && self.failures.is_empty()
    }

    fn all_reasons(&self) -> Vec<String> {
        let unread = self.failures.iter().map(|failure| format!("could not be checked: {failure}"));
        self.reasons.iter().cloned().chain(unread).collect()
    }

    fn json(&self) -> serde_json::Value {
        let mut object = serde_json::json!({
            "schema": format!("concordia/{}/1", self.verb),
            "verdict": if self.passed() { "pass" } else { "fail" },
            "reasons": self.all_reasons(),
            "findings": self.findings,
            "failures": self.failures,
        });
        if let Some(rules) = &self.rules {
            object["rules"] = rules.clone();
        }
        object
    }
}
