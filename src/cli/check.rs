//! `concordia check`.

use std::collections::BTreeMap;

use super::{Outcome, OutputFormat, Session};
use crate::check;
use crate::model::{Failure, Finding, Severity};
use crate::pipeline::{self, ModuleFilter, Workspace};
use crate::report;

/// Check quality and terminology, and ask the gate whether this may be merged
///
/// Exit code 1 when the gate says no.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia check\n  concordia check -l pl --format json\n  concordia check --list\n  \
    concordia check --explain numbers"
)]
pub struct Args {
    /// List the rules
    #[arg(long)]
    pub list: bool,
    /// Explain one rule: what, why, an example
    #[arg(long, value_name = "RULE")]
    pub explain: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if args.list {
        match session.format(&[OutputFormat::Markdown])? {
            OutputFormat::Markdown => session.print(&check::list_markdown())?,
            _ => session.print(&check::list_text())?,
        }
        return Ok(Outcome::fine());
    }
    if let Some(name) = &args.explain {
        let text = check::explain(name).ok_or_else(|| {
            Failure::new(format!("there is no rule `{name}`")).hint("`concordia check --list` lists them")
        })?;
        session.print(&text)?;
        return Ok(Outcome::fine());
    }
    let format = session.format(&[OutputFormat::Json])?;
    // Links lead to other modules, so all of them are read even when only some are asked about.
    let workspace = Workspace::load(session.project()?, &ModuleFilter::default())?;
    let filter = ModuleFilter::new(&session.global.module)?;
    let languages = session.languages(&workspace.project)?;
    let (mut findings, failures) = pipeline::check(&workspace, &languages);
    findings.retain(|finding| finding.module.as_ref().map_or(filter.is_empty(), |module| filter.accepts(module)));
    let passed = findings.iter().all(|finding| finding.severity < Severity::Error);
    let reasons: Vec<String> =
        if passed { Vec::new() } else { vec!["there are findings of severity error".to_owned()] };
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/check/1", "verdict": if passed { "pass" } else { "fail" }, "reasons": reasons,
            "findings": findings,
        }))?,
        _ => session.print(&text(&findings))?,
    }
    Ok(Outcome { passed, failures: workspace.failures.into_iter().chain(failures).collect() })
}

/// Returns the findings file by file, and their number per severity.
pub(super) fn text(findings: &[Finding]) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    let mut count: BTreeMap<Severity, u64> = BTreeMap::new();
    let mut path = None;
    for finding in findings {
        *count.entry(finding.severity).or_default() += 1;
        if path != Some(&finding.path) {
            path = Some(&finding.path);
            out.push_str(&format!("{bold}{}{bold:#}\n", finding.path.as_deref().unwrap_or("project")));
        }
        let line = finding.line.map_or(String::new(), |line| format!("{line}: "));
        let style = style(finding.severity);
        out.push_str(&format!("  {line}{style}{}{style:#} {}: {}\n", finding.severity, finding.rule, finding.message));
        if let Some(hint) = &finding.hint {
            out.push_str(&format!("      {hint}\n"));
        }
    }
    let numbers: Vec<String> =
        count.iter().rev().map(|(severity, count)| format!("{} {severity}", report::grouped(*count))).collect();
    if numbers.is_empty() {
        out.push_str("No findings.\n");
    } else {
        out.push_str(&format!("\n{}\n", numbers.join(", ")));
    }
    out
}

fn style(severity: Severity) -> anstyle::Style {
    use anstyle::AnsiColor::{Blue, Red, Yellow};
    match severity {
        Severity::Note => Blue.on_default(),
        Severity::Warning => Yellow.on_default(),
        Severity::Error => Red.on_default(),
        Severity::Critical => Red.on_default().bold(),
    }
}
