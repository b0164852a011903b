//! `concordia sync`.

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Synced};
use crate::report::{self, Align, Cell};
use crate::sync::Fates;

/// Bring the catalogues up to the English of today
///
/// New units are added, edited ones become stale with their previous English beside them, removed ones become obsolete
/// and keep their translation. Files are written only when their bytes differ.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia sync\n  concordia sync -l da --dry-run\n  concordia sync --check    exit code 1 when a catalogue is behind"
)]
pub struct Args {
    /// Show what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write nothing; exit code 1 when a catalogue that exists is behind the English
    #[arg(long)]
    pub check: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let is_dry = args.dry_run || args.check;
    let _lock = if is_dry { None } else { Some(session.lock(&workspace.project)?) };
    let (synced, failures) = pipeline::sync(&workspace, &languages, &session.today, is_dry);
    match format {
        OutputFormat::Json => session.print_json(&as_json(&synced, is_dry))?,
        _ => session.print(&as_text(&synced, is_dry, failures.len() + workspace.failures.len()))?,
    }
    session.remark_abandoned(&workspace, &languages);
    for (path, finding) in pipeline::english_faults(&workspace) {
        session.remark(&format!("{path}:{}: {}", finding.line.unwrap_or(1), finding.message));
    }
    let passed = !args.check || synced.iter().all(|one| !one.is_changed || one.is_new);
    Ok(Outcome { passed, failures: workspace.failures.into_iter().chain(failures).collect() })
}

fn as_json(synced: &[Synced], is_dry: bool) -> serde_json::Value {
    let one = |one: &Synced| {
        serde_json::json!({
            "language": one.language.code, "module": one.module, "path": one.path, "changed": one.is_changed,
            "entries": one.fates,
        })
    };
    serde_json::json!({
        "schema": "concordia/sync/1", "dry_run": is_dry, "catalogues": synced.iter().map(one).collect::<Vec<_>>(),
    })
}

/// Returns the table. `unread` counts what could not be read or written.
fn as_text(synced: &[Synced], is_dry: bool, unread: usize) -> String {
    let head = ["", "files", "new", "stale", "carried", "returned", "renamed", "obsolete"];
    let mut rows: Vec<Vec<Cell>> = vec![head.into_iter().map(Cell::plain).collect()];
    let mut codes: Vec<&str> = synced.iter().map(|one| one.language.code).collect();
    codes.dedup();
    let mut changed = 0;
    for code in codes {
        let mut fates = Fates::default();
        let mut files = 0;
        for one in synced.iter().filter(|one| one.language.code == code && one.is_changed) {
            fates.merge(&one.fates);
            files += 1;
        }
        if files == 0 {
            continue;
        }
        changed += files;
        let numbers = [files, fates.added, fates.stale, fates.carried, fates.returned, fates.renamed, fates.obsolete];
        let mut row = vec![Cell::plain(code)];
        row.extend(
            numbers
                .into_iter()
                .map(|number| Cell::plain(if number == 0 { "–".to_owned() } else { report::grouped(number as u64) })),
        );
        rows.push(row);
    }
    if changed == 0 && unread > 0 {
        let catalogues = if synced.len() == 1 { "catalogue is" } else { "catalogues are" };
        return format!(
            "{} {catalogues} up to the English of today; {unread} could not be brought up.\n",
            synced.len()
        );
    }
    if changed == 0 {
        return format!("All {} catalogues are up to the English of today.\n", synced.len());
    }
    let mut align = vec![Align::Left];
    align.extend([Align::Right; 7]);
    let verb = if is_dry { "would change" } else { "changed" };
    format!("{}\n{changed} of {} catalogues {verb}.\n", report::table(&align, &rows), synced.len())
}
