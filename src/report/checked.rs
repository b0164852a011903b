//! What a check came to, for all formats that other programs read.

use std::collections::HashMap;

use crate::model::{Failure, Finding, Fingerprint};

/// What a check came to.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// The findings, in the order in which they are shown.
    pub findings: &'a [Finding],
    /// Whether the gate passed.
    pub passed: bool,
    /// Why it did not, one line each; empty when it passed.
    pub reasons: &'a [String],
    /// What could not be read; then the check did not pass, whatever the rest came to.
    pub failures: &'a [Failure],
    /// The folder of the project inside its repository, with a slash at its end; empty at the top.
    pub prefix: &'a str,
    /// The version of the program.
    pub version: &'a str,
    /// Returns the one-line summary of a rule, if there is one.
    pub summary: &'a dyn Fn(&str) -> Option<String>,
}

impl Checked<'_> {
    /// Returns a path of the project as the services see it that show it: relative to the repository.
    pub(super) fn placed(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Names each finding so that the name survives edits elsewhere in the file: no line number, and a number of its own
/// among equal ones. Parallel to `findings`; no two names are equal.
pub(super) fn names(findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    let name = |finding: &Finding| {
        let unit = finding.unit.as_ref().map_or("", |unit| unit.as_str());
        let module = finding.module.as_ref().map_or("", |module| module.as_str());
        let parts = [finding.rule.as_str(), path(finding), module, unit, language(finding), &finding.message];
        let print = Fingerprint::of(parts);
        let count = seen.entry(print).or_default();
        *count += 1;
        if *count == 1 {
            print.to_string()
        } else {
            Fingerprint::of([print.to_string().as_str(), &count.to_string()]).to_string()
        }
    };
    findings.iter().map(name).collect()
}

/// Returns the message, and the hint behind it.
pub(super) fn sentence(finding: &Finding) -> String {
    match &finding.hint {
        Some(hint) => format!("{} ({hint})", finding.message),
        None => finding.message.clone(),
    }
}

/// Returns the file, or an empty text.
pub(super) fn path(finding: &Finding) -> &str {
    finding.path.as_deref().unwrap_or("")
}

/// Returns the language code, or an empty text.
pub(super) fn language(finding: &Finding) -> &str {
    finding.language.as_deref().unwrap_or("")
}

#[cfg(test)]
pub(super) mod samples {
    //! Findings that a careless writer would stumble over.

    use super::*;
    use crate::model::{ModuleId, RuleId, Severity, UnitId};

    /// A finding with everything, two equal ones, one without a place and one full of markup.
    pub(in crate::report) fn findings() -> Vec<Finding> {
        let mut full = Finding::new(RuleId::new("numbers"), Severity::Error, "72 is missing");
        full.language = Some("da".to_owned());
        full.module = Some(ModuleId::new("rules.md"));
        full.path = Some("translations/da/rules & søn.md.po".to_owned());
        full.unit = Some(UnitId::keyed("nav-home"));
        full.line = Some(12);
        full.hint = Some("write the number".to_owned());
        full.source = Some("72 hours".to_owned());
        full.target = Some("timer".to_owned());
        let bare = Finding::new(RuleId::new("project"), Severity::Note, "nothing");
        let mut hostile = full.clone();
        hostile.severity = Severity::Critical;
        hostile.message = "]]></failure><x a=\"1\">&amp;\u{0}\u{1b}[31m\r\n::error::%0A, a:b \u{202e}".to_owned();
        hostile.path = Some("a,b:c%d\"<.po".to_owned());
        hostile.hint = None;
        let mut warning = full.clone();
        warning.severity = Severity::Warning;
        vec![full.clone(), full, bare, hostile, warning]
    }

    /// A file that could not be read.
    pub(in crate::report) fn failure() -> Failure {
        Failure::new("this string is not closed\n::error::x").in_file("translations/da/a,b.po").at_line(7)
    }

    /// A verdict over findings.
    pub(in crate::report) fn checked<'a>(findings: &'a [Finding], reasons: &'a [String]) -> Checked<'a> {
        let summary = &|rule: &str| (rule == "numbers").then(|| "Numbers agree".to_owned());
        Checked { findings, passed: reasons.is_empty(), reasons, failures: &[], prefix: "", version: "1.2.3", summary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_do_not_know_lines() {
        let mut findings = samples::findings();
        let before = names(&findings);
        let unique: std::collections::HashSet<&String> = before.iter().collect();
        assert_eq!(unique.len(), findings.len());
        findings.iter_mut().for_each(|finding| finding.line = finding.line.map(|line| line + 7));
        assert_eq!(names(&findings), before);
    }
}
