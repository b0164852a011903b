//! Printing what a check came to, in every format that `check` and `lint` share.

use super::{OutputFormat, Session};
use crate::check;
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
        let checked = Checked {
            findings: self.findings,
            passed: self.passed,
            reasons: &self.reasons,
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

    fn json(&self) -> serde_json::Value {
        let mut object = serde_json::json!({
            "schema": format!("concordia/{}/1", self.verb),
            "verdict": if self.passed { "pass" } else { "fail" },
            "reasons": self.reasons,
            "findings": self.findings,
        });
        if let Some(rules) = &self.rules {
            object["rules"] = rules.clone();
        }
        object
    }
}
