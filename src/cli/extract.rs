//! `concordia extract`.

use super::{Outcome, OutputFormat, Session};
use crate::model::{Failure, Unit};
use crate::pipeline::{self, Source, Workspace};
use crate::report::{self, Align, Cell};

/// List the units of the English modules
///
/// A unit is the smallest item that is translated as a whole: a paragraph, heading, list item, table cell, image
/// alternative, front-matter field, Fluent value or attribute.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia extract -m 3\n  concordia extract --explain -m 3     what is not translated, and why\n  \
    concordia extract --format json -o units.json\n  concordia extract --explain --format json   the same for machines\n  concordia extract --format pot -m 3   one gettext template\n  concordia extract --pot templates/"
)]
pub struct Args {
    /// Show what is kept untouched, and why
    #[arg(long)]
    pub explain: bool,
    /// Write one gettext template per module into this folder
    #[arg(long, value_name = "DIR")]
    pub pot: Option<std::path::PathBuf>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json, OutputFormat::Pot])?;
    if args.explain && (args.pot.is_some() || matches!(format, OutputFormat::Pot)) {
        return Err(Failure::new("a template cannot say what is not translated")
            .hint("run `concordia extract --explain`, with `--format json` for machines"));
    }
    let workspace = session.workspace()?;
    if let Some(folder) = &args.pot {
        let written = pipeline::write_templates(&workspace, &session.cwd.join(folder))?;
        session.remark(&format!("Wrote {written} templates to {}.", folder.display()));
        return Ok(Outcome::with(workspace.failures));
    }
    match format {
        OutputFormat::Json => session.print_json(&as_json(&workspace, args.explain))?,
        OutputFormat::Pot => session.print(&pot(&workspace)?)?,
        _ if args.explain => session.print(&explained(&workspace))?,
        _ => session.print(&listed(&workspace))?,
    }
    Ok(Outcome::with(workspace.failures))
}

/// Returns the template of the one module that is asked for.
fn pot(workspace: &Workspace) -> Result<String, Failure> {
    match workspace.sources.as_slice() {
        [one] => Ok(pipeline::template_of(one)),
        all => Err(Failure::new(format!("a template holds one module, and these are {}", all.len()))
            .hint("name one with -m, or write all of them with --pot DIR")),
    }
}

/// Returns the units of every module; with `explains` also what is kept, and what is wrong with the source.
fn as_json(workspace: &Workspace, explains: bool) -> serde_json::Value {
    let unit = |unit: &Unit| {
        serde_json::json!({
            "id": unit.id(), "kind": unit.kind, "context": unit.context, "source": unit.source, "plural": unit.plural,
            "line": unit.line, "start": unit.span.start, "end": unit.span.end, "heading": unit.heading.as_ref(),
            "note": if unit.notes.is_empty() { None } else { Some(unit.notes.join("\n")) },
            "max_length": unit.max_length,
        })
    };
    let module = |source: &Source| {
        let mut module = serde_json::json!({
            "module": source.module, "path": source.path,
            "units": source.document.units.iter().map(unit).collect::<Vec<_>>(),
        });
        if explains {
            let kept = source.document.opaque.iter().map(|opaque| {
                serde_json::json!({
                    "line": crate::model::line_of(&source.text, opaque.span.start), "start": opaque.span.start,
                    "end": opaque.span.end, "reason": opaque.reason, "text": source.text.get(opaque.span.clone()),
                })
            });
            module["kept"] = kept.collect();
            let findings = source.document.findings.iter().map(|finding| {
                serde_json::json!({
                    "rule": finding.rule.as_str(), "severity": finding.severity.to_string(), "line": finding.line,
                    "message": finding.message, "hint": finding.hint,
                })
            });
            module["findings"] = findings.collect();
        }
        module
    };
    serde_json::json!({
        "schema": "concordia/extract/1",
        "modules": workspace.sources.iter().map(module).collect::<Vec<_>>(),
    })
}

fn listed(workspace: &Workspace) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut out = String::new();
    for source in &workspace.sources {
        let words: u64 = source.words().iter().sum();
        out.push_str(&format!(
            "{bold}{}{bold:#}  {} units, {} words\n",
            source.path,
            source.entries.len(),
            report::grouped(words)
        ));
        let rows: Vec<Vec<Cell>> = source
            .document
            .units
            .iter()
            .map(|unit| {
                vec![
                    Cell::styled(unit.line.to_string(), dim),
                    Cell::styled(unit.id().to_string(), dim),
                    Cell::plain(unit.kind.words()),
                    Cell::plain(report::shorten(&unit.source, 80)),
                ]
            })
            .collect();
        out.push_str(&report::table(&[Align::Right, Align::Left, Align::Left, Align::Left], &rows));
        out.push('\n');
    }
    out
}

fn explained(workspace: &Workspace) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for source in &workspace.sources {
        out.push_str(&format!("{bold}{}{bold:#}\n", source.path));
        let rows: Vec<Vec<Cell>> = source
            .document
            .opaque
            .iter()
            .map(|opaque| {
                let sample = source.text.get(opaque.span.clone()).unwrap_or("");
                vec![
                    Cell::plain(crate::model::line_of(&source.text, opaque.span.start).to_string()),
                    Cell::plain(opaque.reason),
                    Cell::plain(report::shorten(sample.trim(), 70)),
                ]
            })
            .collect();
        out.push_str(&report::table(&[Align::Right, Align::Left, Align::Left], &rows));
        for finding in &source.document.findings {
            let line = finding.line.map_or(String::new(), |line| format!("{line}: "));
            out.push_str(&format!("  {}: {line}{}\n", finding.severity, finding.message));
        }
        out.push('\n');
    }
    out
}
