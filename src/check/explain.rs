//! The table of rules as text: `check --list`, `check --explain RULE`, and the page `docs/rules.md`.

use std::fmt::Write as _;

use super::rules::RULES;
use super::{Rule, Run, file_rules, find, term_pages};
use crate::model::Severity;

/// One line of the table of rules.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct RuleLine {
    /// The stable name.
    pub rule: &'static str,
    /// What its findings count as unless the settings say otherwise; the greatest where they differ.
    pub severity: Severity,
    /// What it looks at.
    pub looks_at: &'static str,
    /// What it finds.
    pub summary: &'static str,
}

/// Returns the table of all rules.
#[must_use]
pub fn list_lines() -> Vec<RuleLine> {
    let own = RULES.into_iter().map(|rule| RuleLine {
        rule: rule.id,
        severity: rule.severity,
        looks_at: scope(rule),
        summary: rule.summary,
    });
    own.chain(term_pages::lines()).chain(file_rules::lines()).collect()
}

/// Returns the table of rules as text, one line each.
#[must_use]
pub fn list_text() -> String {
    let lines = list_lines();
    let width = |of: fn(&RuleLine) -> &str| lines.iter().map(|line| of(line).len()).max().unwrap_or(0);
    let (rule, looks_at) = (width(|line| line.rule), width(|line| line.looks_at));
    let mut out = String::new();
    for line in &lines {
        let _ =
            writeln!(out, "{:<rule$}  {:<8}  {:<looks_at$}  {}", line.rule, line.severity, line.looks_at, line.summary);
    }
    out
}

/// Returns one rule's page as Markdown, or none for an unknown name.
#[must_use]
pub fn explain(id: &str) -> Option<String> {
    find(id).map(page).or_else(|| term_pages::explain(id)).or_else(|| file_rules::explain(id))
}

/// Returns what a rule looks for, in one line, or none for an unknown name.
#[must_use]
pub fn summary(id: &str) -> Option<String> {
    let own = find(id).map(|rule| rule.summary).or_else(|| term_pages::summary(id)).or_else(|| file_rules::summary(id));
    own.map(str::to_owned)
}

/// Returns all rules as one Markdown page.
#[must_use]
pub fn list_markdown() -> String {
    let mut out = String::from(
        "# Quality rules\n\nThis page is generated: `concordia check --list --format markdown`. Measured precision and \
         false-alarm rates are in [quality.md](quality.md).\n\n| rule | severity | looks at | languages | fixes | what it \
         finds |\n|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(
            out,
            "| [`{0}`](#{0}) | {1} | {2} | {3} | {4} | {5} |",
            rule.id,
            rule.severity,
            scope(rule),
            languages(rule),
            if rule.fixes { "yes" } else { "–" },
            rule.summary.replace('|', "\\|")
        );
    }
    out.push_str(&term_pages::list_rows());
    out.push_str(&file_rules::list_rows());
    for rule in RULES {
        let _ = write!(out, "\n{}", page(rule));
    }
    out.push_str(&term_pages::pages());
    out.push_str(&file_rules::pages());
    out
}

fn page(rule: &Rule) -> String {
    let mut out = format!("## {}\n\n{}\n\n{}\n\n", rule.id, sentence(rule.summary), rule.why);
    let _ = writeln!(
        out,
        "Severity: {}. Looks at: {}. Languages: {}.{}\n",
        rule.severity,
        scope(rule),
        languages(rule),
        match (rule.fixes, rule.opt_in) {
            (true, false) => " Safe fix with `--fix`.",
            (true, true) => " Safe fix with `--fix`. Off unless the settings give it a level.",
            (false, true) => " Off unless the settings give it a level.",
            (false, false) => "",
        }
    );
    for (label, example) in [("Reported", &rule.bad), ("Fine", &rule.good)] {
        let _ = writeln!(out, "{label} ({}):\n", example.language);
        let _ = writeln!(out, "```text\n{}\n{}\n```\n", shown(example.source), shown(example.target));
    }
    out
}

fn shown(text: &str) -> String {
    text.replace('\u{a0}', "⍽").replace('\u{200b}', "<U+200B>").replace('\u{202e}', "<U+202E>")
}

fn sentence(summary: &str) -> String {
    format!("{}.", summary.trim_end_matches('.'))
}

fn languages(rule: &Rule) -> String {
    if rule.languages.is_empty() { "all".to_owned() } else { rule.languages.join(", ") }
}

fn scope(rule: &Rule) -> &'static str {
    match rule.run {
        Run::Unit(_) => "unit",
        Run::Module(_) => "module",
        Run::Source(_) => "English",
        Run::Across(_) => "languages",
        Run::Findings(_) => "findings",
    }
}
