//! The rules on terms in the table and on the pages of the rules.

use std::fmt::Write as _;

use super::explain::RuleLine;
use crate::glossary::{TERM_RULES, TermRule};

/// Returns the lines of the table of rules.
pub(super) fn lines() -> impl Iterator<Item = RuleLine> {
    TERM_RULES.into_iter().map(|rule| RuleLine {
        rule: rule.id,
        severity: rule.severity,
        looks_at: "terms",
        summary: rule.summary,
    })
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
