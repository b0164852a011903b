//! JUnit XML, for CI servers that show test results.
//!
//! One suite per file, one case per finding, and one case for the gate, so that a clean run is a green one and not an
//! empty one. Notes and warnings are cases that pass and say what was found.

use std::fmt::Write as _;

use super::checked::{Checked, language, path, sentence};
use crate::model::{Failure, Finding, Severity};

/// Returns one run as JUnit XML.
#[must_use]
pub fn junit(checked: Checked<'_>) -> String {
    let failures = checked.findings.iter().filter(|finding| is_failure(finding)).count() + usize::from(!checked.passed);
    let errors = checked.failures.len();
    let tests = checked.findings.len() + errors + 1;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ =
        writeln!(out, "<testsuites name=\"concordia\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">");
    let verdict = usize::from(!checked.passed);
    let _ = writeln!(out, "  <testsuite name=\"gate\" tests=\"1\" failures=\"{verdict}\" errors=\"0\" skipped=\"0\">");
    if checked.passed {
        out.push_str("    <testcase classname=\"gate\" name=\"verdict\"/>\n");
    } else {
        let reasons = checked.reasons.join("\n");
        let first = checked.reasons.first().map_or("the gate says no", String::as_str);
        out.push_str("    <testcase classname=\"gate\" name=\"verdict\">\n");
        let _ = writeln!(out, "      <failure message=\"{}\" type=\"gate\">{}</failure>", xml(first), xml(&reasons));
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
    if errors > 0 {
        unread(checked.failures, &mut out);
    }
    for (file, findings) in by_file(checked.findings) {
        let failures = findings.iter().filter(|finding| is_failure(finding)).count();
        let name = xml(if file.is_empty() { "project" } else { file });
        let tests = findings.len();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
        );
        let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for finding in findings {
            let number = seen.entry(case_name(finding)).or_default();
            *number += 1;
            case(finding, &name, *number, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// Writes one suite of what could not be read: errors, not failures, since nothing was tested there.
fn unread(failures: &[Failure], out: &mut String) {
    let number = failures.len();
    let _ = writeln!(
        out,
        "  <testsuite name=\"unreadable\" tests=\"{number}\" failures=\"0\" errors=\"{number}\" skipped=\"0\">"
    );
    for failure in failures {
        let name = xml(failure.path.as_deref().unwrap_or("project"));
        let _ = writeln!(out, "    <testcase classname=\"unreadable\" name=\"{name}\">");
        let (message, text) = (xml(&failure.message), xml(&failure.to_string()));
        let _ = writeln!(out, "      <error message=\"{message}\" type=\"unreadable\">{text}</error>");
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

/// Groups findings by file, files in the order of their first finding.
fn by_file(findings: &[Finding]) -> Vec<(&str, Vec<&Finding>)> {
    let mut places: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut files: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let place = *places.entry(path(finding)).or_insert(files.len());
        match files.get_mut(place) {
            Some((_, own)) => own.push(finding),
            None => files.push((path(finding), vec![finding])),
        }
    }
    files
}

fn case_name(finding: &Finding) -> String {
    let unit = finding.unit.as_ref().map_or(String::new(), |unit| format!(" · {unit}"));
    let line = finding.line.map_or(String::new(), |line| format!(" · line {line}"));
    format!("{}{unit}{line}", finding.rule)
}

/// Writes one case; `number` tells it from those of the same name.
fn case(finding: &Finding, class: &str, number: usize, out: &mut String) {
    let number = if number == 1 { String::new() } else { format!(" · {number}") };
    let name = xml(&format!("{}{number}", case_name(finding)));
    let mut details = format!("{}: {}", finding.severity, sentence(finding));
    for (label, text) in [("source", &finding.source), (language(finding), &finding.target)] {
        if let Some(text) = text {
            let _ = write!(details, "\n{label}: {text}");
        }
    }
    let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">");
    let details = xml(&details);
    let _ = if is_failure(finding) {
        let message = xml(&finding.message);
        writeln!(
            out,
            "      <failure message=\"{message}\" type=\"{}\">{details}</failure>",
            xml(finding.rule.as_str())
        )
    } else {
        writeln!(out, "      <system-out>{details}</system-out>")
    };
    out.push_str("    </testcase>\n");
}

fn is_failure(finding: &Finding) -> bool {
    match finding.severity {
        Severity::Note | Severity::Warning => false,
        Severity::Error | Severity::Critical => true,
    }
}

/// Escapes text for XML content and attributes; what XML 1.0 cannot hold becomes U+FFFD.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use quick_xml::events::Event;

    use super::super::checked::samples;
    use super::*;

    /// Reads the document and returns its start tags with attributes, and checks that it is well formed.
    fn tags(text: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut tags = Vec::new();
        let mut depth = 0_i32;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = AsRef::<str>::as_ref(&tag.name()).to_owned();
                    let attributes = tag
                        .attributes()
                        .map(|attribute| {
                            let attribute = attribute.unwrap();
                            let key = AsRef::<str>::as_ref(&attribute.key).to_owned();
                            (key, attribute.value.clone().into_owned())
                        })
                        .collect();
                    tags.push((name, attributes));
                }
                Event::Eof => break,
                _ => {}
            }
            depth += 1;
        }
        assert!(depth > 0);
        tags
    }

    #[test]
    fn a_clean_run_is_green() {
        let tags = tags(&junit(samples::checked(&[], &[])));
        let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["testsuites", "testsuite", "testcase"]);
        assert!(tags[0].1.contains(&("failures".to_owned(), "0".to_owned())));
    }

    #[test]
    fn findings_are_grouped_by_file_and_counted() {
        let findings = samples::findings();
        let text = junit(samples::checked(&findings, &["no".to_owned()]));
        let tags = tags(&text);
        let count = |name: &str| tags.iter().filter(|(own, _)| own == name).count();
        assert_eq!((count("testsuite"), count("testcase"), count("failure")), (4, 6, 4));
        assert!(tags[0].1.contains(&("tests".to_owned(), "6".to_owned())));
        assert!(tags[0].1.contains(&("failures".to_owned(), "4".to_owned())));
    }

    #[test]
    fn what_could_not_be_read_is_an_error_and_no_success() {
        let failures = [samples::failure()];
        let checked = super::super::Checked { failures: &failures, passed: false, ..samples::checked(&[], &[]) };
        let text = junit(checked);
        let tags = tags(&text);
        assert!(tags[0].1.contains(&("errors".to_owned(), "1".to_owned())), "{text}");
        assert_eq!(tags.iter().filter(|(name, _)| name == "error").count(), 1);
        assert_eq!(tags.iter().filter(|(name, _)| name == "failure").count(), 1, "the verdict is no");
    }

    #[test]
    fn hostile_text_stays_text() {
        let findings = samples::findings();
        let text = junit(samples::checked(&findings, &[]));
        assert!(!text.contains("]]></failure><x"), "{text}");
        assert!(!text.contains('\u{0}') && !text.contains('\u{1b}'));
    }
}
