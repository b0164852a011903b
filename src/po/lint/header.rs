//! What the header says.

use crate::language::{Language, of_tag};
use crate::model::{Finding, RuleId, Severity};
use crate::po::Catalogue;

pub(super) fn check(catalogue: &Catalogue, language: Option<&'static Language>, findings: &mut Vec<Finding>) {
    let line = catalogue.header_entry().map_or(1, |entry| entry.line());
    let mut report = |severity, message: String, hint: &str| {
        let mut finding = Finding::new(RuleId::new("header"), severity, message);
        finding.line = Some(line);
        finding.hint = Some(hint.to_owned());
        findings.push(finding);
    };
    let Some(entry) = catalogue.header_entry() else {
        let hint = "start the file with msgid \"\" and a msgstr that holds Language and Content-Type";
        return report(Severity::Warning, "the catalogue has no header".to_owned(), hint);
    };
    let header = catalogue.header();
    if entry.is_fuzzy() {
        let hint = "remove `fuzzy` above the header once its fields are right";
        report(Severity::Note, "the header is marked fuzzy".to_owned(), hint);
    }
    match (header.get("Content-Type"), header.charset()) {
        (None, _) => {
            let hint = "add Content-Type: text/plain; charset=UTF-8";
            report(Severity::Warning, "the header has no Content-Type".to_owned(), hint);
        }
        (Some(_), None) => {
            let hint = "write charset=UTF-8";
            report(Severity::Warning, "Content-Type names no character set".to_owned(), hint);
        }
        (Some(_), Some(_)) => {}
    }
    let Some(declared) = header.language() else {
        let hint = "add the Language field, for example Language: pl";
        return report(Severity::Warning, "the header names no language".to_owned(), hint);
    };
    if let Some(language) = language
        && of_tag(declared).is_none_or(|declared| declared.code != language.code)
    {
        let message = format!("the header names the language {declared}, but this should be {}", language.code);
        report(Severity::Error, message, "correct the Language field, or move the file");
    }
    if catalogue.entries().next().is_some_and(|entry| entry.line() < line) {
        report(Severity::Warning, "entries stand before the header".to_owned(), "move the header to the top");
    }
}
