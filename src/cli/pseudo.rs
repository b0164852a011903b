//! `concordia pseudo`.

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Pseudo};

/// Write pseudo-localised modules
///
/// Every text gets accents, grows by about a third and stands in brackets. What stays plain English on a page cannot
/// be translated; a missing bracket is a text that was cut or glued. The modules go to build/en-XA/.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia pseudo\n  concordia pseudo -m 3")]
pub struct Args {}

pub(super) fn run(_args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let workspace = session.workspace()?;
    let _lock = session.lock(&workspace.project)?;
    let (done, removed, failures) = pipeline::pseudo(&workspace);
    match format {
        OutputFormat::Json => session.print_json(&as_json(&done, &removed))?,
        _ => session.print(&as_text(&done, &removed, session.global.quiet))?,
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}

fn as_json(done: &[Pseudo], removed: &[String]) -> serde_json::Value {
    let one = |one: &Pseudo| {
        let refusals: Vec<_> = one
            .refusals
            .iter()
            .map(|refusal| serde_json::json!({"unit": refusal.unit, "reason": refusal.reason}))
            .collect();
        serde_json::json!({"path": one.path, "units": one.units, "written": one.is_new, "refusals": refusals})
    };
    serde_json::json!({"schema": "concordia/pseudo/1", "files": done.iter().map(one).collect::<Vec<_>>(), "removed": removed})
}

fn as_text(done: &[Pseudo], removed: &[String], quiet: bool) -> String {
    let mut out = String::new();
    for one in done {
        if !quiet {
            out.push_str(&format!("{}  {} units\n", one.path, one.units));
        }
        for refusal in &one.refusals {
            out.push_str(&format!("{}: {} stays English: {}\n", one.path, refusal.unit, refusal.reason));
        }
    }
    for path in removed.iter().filter(|_| !quiet) {
        out.push_str(&format!("{path}: removed, it has no source any more\n"));
    }
    out
}
