//! GitHub workflow commands: annotations on the lines of a pull request.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step, so the gravest findings come first.

use std::fmt::Write as _;

use super::checked::{Checked, language, sentence};
use crate::model::{Failure, Finding, Severity};

/// Returns one command per finding, gravest first, then one for the verdict.
#[must_use]
pub fn github(checked: Checked<'_>) -> String {
    let mut order: Vec<&Finding> = checked.findings.iter().collect();
    order.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut out = String::new();
    for finding in order {
        command(checked, finding, &mut out);
    }
    for reason in checked.reasons {
        let _ = writeln!(out, "::error title=Concordia gate::{}", data(reason));
    }
    for failure in checked.failures {
        unread(checked, failure, &mut out);
    }
    if checked.reasons.is_empty() && checked.failures.is_empty() && !checked.passed {
        out.push_str("::error title=Concordia gate::the gate says no\n");
    }
    out
}

/// Says what could not be read, at its place.
fn unread(checked: Checked<'_>, failure: &Failure, out: &mut String) {
    let mut properties = Vec::new();
    if let Some(path) = &failure.path {
        properties.push(format!("file={}", property(&checked.placed(path))));
        properties.extend(failure.line.map(|line| format!("line={line}")));
    }
    properties.push("title=could not be checked".to_owned());
    let _ = writeln!(out, "::error {}::{}", properties.join(","), data(&failure.message));
}

fn command(checked: Checked<'_>, finding: &Finding, out: &mut String) {
    let level = match finding.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error | Severity::Critical => "error",
    };
    let mut properties = Vec::new();
    if let Some(path) = &finding.path {
        properties.push(format!("file={}", property(&checked.placed(path))));
        properties.extend(finding.line.map(|line| format!("line={line}")));
    }
    let place = match (language(finding), &finding.unit) {
        ("", None) => String::new(),
        ("", Some(unit)) => format!(" ({unit})"),
        (language, None) => format!(" ({language})"),
        (language, Some(unit)) => format!(" ({language}, {unit})"),
    };
    properties.push(format!("title={}", property(&format!("{}{place}", finding.rule))));
    let _ = writeln!(out, "::{level} {}::{}", properties.join(","), data(&sentence(finding)));
}

/// Escapes a command's message (`@actions/core`, `escapeData`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a command's property (`@actions/core`, `escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::checked::samples;
    use super::*;

    #[test]
    fn each_finding_is_one_line_and_the_gravest_comes_first() {
        let findings = samples::findings();
        let text = github(samples::checked(&findings, &["two errors".to_owned()]));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), findings.len() + 1);
        assert!(lines[0].starts_with("::error file=a%2Cb%3Ac%25d\"<.po,line=12,title=numbers (da%2C nav-home)::"));
        assert_eq!(
            lines[1],
            "::error file=translations/da/rules & søn.md.po,line=12,title=numbers (da%2C nav-home)::72 is missing (write the number)"
        );
        assert_eq!(lines[4], "::notice title=project::nothing");
        assert_eq!(lines[5], "::error title=Concordia gate::two errors");
    }

    #[test]
    fn paths_are_those_of_the_repository() {
        let (findings, failures) = (samples::findings(), [samples::failure()]);
        let text = github(Checked { failures: &failures, prefix: "docs/", ..samples::checked(&findings, &[]) });
        assert_eq!(text.matches("file=docs/").count(), text.matches("file=").count(), "{text}");
    }

    #[test]
    fn nothing_found_prints_nothing() {
        assert_eq!(github(samples::checked(&[], &[])), "");
    }

    #[test]
    fn what_could_not_be_read_is_shown_at_its_line() {
        let failures = [samples::failure()];
        let text = github(Checked { failures: &failures, passed: false, ..samples::checked(&[], &[]) });
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.starts_with("::error file=translations/da/a%2Cb.po,line=7,title="), "{text}");
    }

    #[test]
    fn hostile_text_cannot_start_a_command() {
        let findings = samples::findings();
        let text = github(samples::checked(&findings, &[]));
        assert!(text.lines().all(|line| line.starts_with("::")), "{text}");
        assert_eq!(text.lines().count(), findings.len());
        assert!(text.contains("%0D%0A::error::%250A"), "{text}");
    }
}
