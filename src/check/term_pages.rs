//! The rules on terms in the table and on the pages of the rules.

use std::fmt::Write as _;

use crate::glossary::{TERM_RULES, TermRule};

/// Returns the lines of `check --list`.
pub(super) fn list_text() -> String {
    let mut out = String::new();
    for rule in TERM_RULES {
        let _ = writeln!(out, "{:<22} {:<9} {:<9} {}", rule.id, rule.severity, "terms", rule.summary);
    }
    out
}

/// Returns the rows of the table of `docs/rules.md`.
pub(super) fn list_rows() -> String {
    let mut out = String::new();
    for rule in TERM_RULES {
        let _ = writeln!(out, "| [`{0}`](#{0}) | {1} | terms | all | – | {2} |", rule.id, rule.severity, rule.summary);
    }
    out
}

/// Returns what a rule looks for.
pub(super) fn summary(id: &str) -> Option<&'static str> {
    TERM_RULES.iter().find(|rule| rule.id == id).map(|rule| rule.summary)
}

/// Returns one rule's page as Markdown.
pub(super) fn explain(id: &str) -> Option<String> {
    TERM_RULES.iter().find(|rule| rule.id == id).map(page)
}

/// Returns all pages.
pub(super) fn pages() -> String {
    TERM_RULES.iter().map(|rule| format!("\n{}", page(rule))).collect()
}

fn page(rule: &TermRule) -> String {
    let [language, source, bad, good] = rule.example;
    format!(
        "## {}\n\n{}.\n\n{}\n\nSeverity: {}, or less where the match is less sure. Looks at: terms. Languages: all.\n\n\
         Reported ({language}):\n\n```text\n{source}\n{bad}\n```\n\nFine ({language}):\n\n```text\n{source}\n{good}\n```\n",
        rule.id, rule.summary, rule.why, rule.severity
    )
}
