//! `concordia identity`.

use std::path::PathBuf;

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Identity, Unread};
use crate::report;

/// Prove that rendering returns files byte for byte
///
/// Every file is cut into units and put together again with each unit unchanged. Works on any file or folder, outside
/// a project too; without a path it checks the project's English modules.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia identity\n  concordia identity docs/ README.md\n  \
    concordia identity --format json ~/src\n\nExit code 1 when a byte differs.")]
pub struct Args {
    /// Files, and folders with everything below them
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (checked, unread) = if args.paths.is_empty() {
        let project = session.project()?;
        pipeline::identity(&[project.root.join(&project.config.source)])
    } else {
        pipeline::identity(&args.paths)
    };
    match format {
        OutputFormat::Json => session.print_json(&as_json(&checked, &unread))?,
        _ => session.print(&as_text(&checked))?,
    }
    let passed = checked.iter().all(|one| one.difference.is_none());
    Ok(Outcome { passed, failures: unread.into_iter().map(|one| one.failure).collect() })
}

fn as_json(checked: &[Identity], unread: &[Unread]) -> serde_json::Value {
    let differing = checked.iter().filter_map(|one| {
        let offset = one.difference?;
        Some(serde_json::json!({"path": one.path, "offset": offset, "message": "the rendered file differs here"}))
    });
    let unread = unread
        .iter()
        .map(|one| serde_json::json!({"path": one.failure.path, "offset": one.offset, "message": one.failure.message}));
    serde_json::json!({
        "schema": "concordia/identity/1",
        "files": checked.len(),
        "units": checked.iter().map(|one| one.units).sum::<usize>(),
        "identical": checked.iter().filter(|one| one.difference.is_none()).count(),
        "failures": differing.chain(unread).collect::<Vec<_>>(),
    })
}

fn as_text(checked: &[Identity]) -> String {
    let units: usize = checked.iter().map(|one| one.units).sum();
    let mut out = String::new();
    for one in checked {
        if let Some(offset) = one.difference {
            out.push_str(&format!("{}: differs at byte {offset}\n", one.path));
        }
    }
    let identical = checked.iter().filter(|one| one.difference.is_none()).count();
    out.push_str(&format!(
        "{} of {} files identical, {} units\n",
        report::grouped(identical as u64),
        report::grouped(checked.len() as u64),
        report::grouped(units as u64)
    ));
    out
}
