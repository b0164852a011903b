//! `concordia merge-repair`.

use std::path::{Path, PathBuf};

use super::merge_driver::{is_ledger, unit_name};
use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::po::merge::{Merged, Sides, is_mergeable, merge, split};
use crate::po::{Catalogue, PoError};
use crate::{git, ledger, store};

/// Merge a catalogue or ledger that Git left with conflict markers
///
/// Hosting sites never run merge drivers. This does the same work after the fact: it takes the marked file apart,
/// merges it unit by unit and writes it back. Exit code 1 when units remain that both sides changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia merge-repair translations/da/intro.md.po\n  \
    git diff --name-only --diff-filter=U | xargs concordia merge-repair")]
pub struct Args {
    /// The files with conflict markers
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// What became of one file.
#[derive(serde::Serialize)]
struct Repaired {
    path: String,
    /// Whether there were markers.
    marked: bool,
    conflicts: Vec<Conflict>,
}

#[derive(serde::Serialize)]
struct Conflict {
    context: Option<String>,
    source: String,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for file in &args.files {
        match repair(&session.cwd.join(file), &file.display().to_string()) {
            Ok(repaired) => files.push(repaired),
            Err(failure) => failures.push(failure.in_file(file.display().to_string())),
        }
    }
    match format {
        OutputFormat::Json => {
            session.print_json(&serde_json::json!({ "schema": "concordia/merge-repair/1", "files": files }))?;
        }
        _ => session.print(&files.iter().map(text).collect::<String>())?,
    }
    Ok(Outcome { passed: files.iter().all(|file| file.conflicts.is_empty()), failures })
}

fn repair(path: &Path, name: &str) -> Result<Repaired, Failure> {
    let bytes = store::read(path)?;
    let unsplit = |line| {
        Failure::new("this conflict marker does not fit the others").at_line(line).hint("resolve the file by hand")
    };
    let Some(sides) = split(&bytes).map_err(unsplit)? else {
        return Ok(Repaired { path: name.to_owned(), marked: false, conflicts: Vec::new() });
    };
    let (result, conflicts) = if is_ledger(name, &sides.ours) || is_ledger(name, &sides.theirs) {
        (ledger::join(&sides.ours, &sides.theirs), Vec::new())
    } else {
        let merged = catalogues(sides, path)?;
        (merged.bytes, merged.conflicts)
    };
    store::write_atomic(path, &result)?;
    let conflicts = conflicts.into_iter().map(|(context, source)| Conflict { context, source }).collect();
    Ok(Repaired { path: name.to_owned(), marked: true, conflicts })
}

fn catalogues(sides: Sides, path: &Path) -> Result<Merged, Failure> {
    let ours = read(sides.ours, "our")?;
    let theirs = read(sides.theirs, "their")?;
    // Without a base, a unit that the sides have in two versions was changed by both.
    let base = sides.base.or_else(|| git::staged_base(path)).and_then(|bytes| Catalogue::inspect(bytes).catalogue);
    let base = base.filter(is_mergeable);
    let merged = merge(&base.unwrap_or_else(Catalogue::empty), &ours, &theirs);
    if merged.conflicts.is_empty() {
        read(merged.bytes.clone(), "the merged")?;
    }
    Ok(merged)
}

fn read(bytes: Vec<u8>, whose: &str) -> Result<Catalogue, Failure> {
    let inspection = Catalogue::inspect(bytes);
    let explain = |problem: Option<&PoError>| {
        let reason = problem.map(ToString::to_string).unwrap_or_default();
        Failure::new(format!("{whose} version cannot be read without its markers: {reason}"))
            .hint("resolve this place by hand, then run merge-repair again; the file was left as it was")
    };
    inspection.catalogue.filter(is_mergeable).ok_or_else(|| explain(inspection.problems.first()))
}

fn text(file: &Repaired) -> String {
    if !file.marked {
        return format!("{}: no conflict markers\n", file.path);
    }
    if file.conflicts.is_empty() {
        return format!("{}: merged\n", file.path);
    }
    let names = file.conflicts.iter().map(|conflict| unit_name(conflict.context.as_deref(), &conflict.source));
    let lines: String = names.map(|name| format!("  both sides changed {name}\n")).collect();
    format!("{}: merged but for {} units\n{lines}", file.path, file.conflicts.len())
}
