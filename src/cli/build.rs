//! `concordia build`.

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Build, Built, BuiltResult, ModuleFilter};
use crate::report::{self, Align, Cell};

/// Write the localised modules
///
/// Renders every module in every language to build/<lang>/ under its own path, and copies images and other files beside
/// them. What stands where no fresh translation exists is decided by [build] in concordia.toml. Files are written only
/// when their bytes differ; what an earlier build wrote and this one would not is removed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia build\n  concordia build -l pl -m 3\n\nExit code 1 when the policy refuses a module."
)]
pub struct Args {}

pub(super) fn run(_args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let project = session.project()?;
    let languages = session.languages(&project)?;
    let filter = ModuleFilter::new(&session.global.module)?;
    let _lock = session.lock(&project)?;
    let Build { pages: built, removed, failures } = pipeline::build(project, &filter, &languages, session.progress())?;
    match format {
        OutputFormat::Json => session.print_json(&as_json(&built, &removed))?,
        _ => session.print(&as_text(&built, &removed, session.global.quiet))?,
    }
    let passed = built.iter().all(|one| matches!(one.result, BuiltResult::Done { .. }));
    Ok(Outcome { passed, failures })
}

fn as_json(built: &[Built], removed: &[String]) -> serde_json::Value {
    let one = |one: &Built| match &one.result {
        BuiltResult::Done { is_new, page, findings } => serde_json::json!({
            "language": one.language.code, "module": one.module, "path": one.path, "written": is_new,
            "has_english": page.has_english, "has_stale": page.has_stale, "has_draft": page.has_draft,
            "findings": findings, "refused": null,
        }),
        BuiltResult::Refused(reason) => serde_json::json!({
            "language": one.language.code, "module": one.module, "path": one.path, "written": false,
            "findings": [], "refused": reason,
        }),
    };
    serde_json::json!({"schema": "concordia/build/1", "files": built.iter().map(one).collect::<Vec<_>>(), "removed": removed})
}

fn as_text(built: &[Built], removed: &[String], quiet: bool) -> String {
    let mut rows = Vec::new();
    let mut remarks = String::new();
    let mut languages: Vec<&str> = built.iter().map(|one| one.language.code).collect();
    languages.dedup();
    for code in languages {
        let of_language = || built.iter().filter(|one| one.language.code == code);
        let [mut whole, mut mixed, mut refused, mut written] = [0_u64; 4];
        for one in of_language() {
            match &one.result {
                BuiltResult::Done { is_new, page, findings } => {
                    whole += u64::from(*page == crate::build::PageState::default());
                    mixed += u64::from(*page != crate::build::PageState::default());
                    written += u64::from(*is_new);
                    for finding in findings {
                        let unit = finding.unit.as_ref().map_or("", crate::model::UnitId::as_str);
                        let path = finding.path.as_deref().unwrap_or(&one.path);
                        let line = finding.line.map_or(String::new(), |line| format!(":{line}"));
                        let message = &finding.message;
                        remarks.push_str(&format!("{path}{line}: {unit} stays English on the page: {message}\n"));
                    }
                }
                BuiltResult::Refused(reason) => {
                    refused += 1;
                    remarks.push_str(&format!("{}: not built: {reason}\n", one.path));
                }
            }
        }
        rows.push(
            [code.to_owned(), count(whole), count(mixed), count(refused), count(written)]
                .into_iter()
                .map(Cell::plain)
                .collect(),
        );
    }
    for path in removed.iter().filter(|_| !quiet) {
        remarks.push_str(&format!("{path}: removed, an earlier build wrote it\n"));
    }
    if quiet {
        return remarks;
    }
    let head = ["", "whole", "mixed", "refused", "written"].into_iter().map(Cell::plain).collect();
    rows.insert(0, head);
    let align = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Right];
    format!(
        "{}\nModules. Whole: all text is fresh. Mixed: some text is English, out of date or a draft.\n{remarks}",
        report::table(&align, &rows)
    )
}

fn count(number: u64) -> String {
    if number == 0 { "–".to_owned() } else { report::grouped(number) }
}
