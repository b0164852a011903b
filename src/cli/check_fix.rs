//! `concordia check --fix`.

use super::fix_text::{self, Shown};
use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Fix, ModuleFilter, Workspace};

pub(super) fn run(is_dry: bool, signed: bool, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let project = session.project()?;
    // Read under the lock: nobody else may write between reading and writing.
    let _lock = if is_dry { None } else { Some(session.lock(&project)?) };
    let workspace = Workspace::load(project, &ModuleFilter::default())?;
    let filter = ModuleFilter::new(&session.global.module)?;
    let languages = session.languages(&workspace.project)?;
    let (fixes, failures) =
        pipeline::fix(&workspace, &languages, &|module| filter.is_empty() || filter.accepts(module), signed, is_dry);
    match format {
        OutputFormat::Json => session.print_json(&as_json(&fixes, is_dry))?,
        _ => {
            let shown = |fix: &Fix| Shown {
                path: fix.path.clone(),
                line: fix.line,
                old: fix.old.clone(),
                new: fix.new.clone(),
                is_left: fix.is_signed,
            };
            session.print(&fix_text::text(&fixes.iter().map(shown).collect::<Vec<_>>(), is_dry))?;
        }
    }
    Ok(Outcome { passed: true, failures: workspace.failures.into_iter().chain(failures).collect() })
}

fn as_json(fixes: &[Fix], is_dry: bool) -> serde_json::Value {
    let one = |fix: &Fix| {
        serde_json::json!({
            "language": fix.language.code, "module": fix.module, "unit": fix.unit, "path": fix.path, "line": fix.line,
            "form": fix.form, "old": fix.old, "new": fix.new, "left": fix.is_signed,
        })
    };
    serde_json::json!({
        "schema": "concordia/check-fix/1", "dry_run": is_dry, "fixes": fixes.iter().map(one).collect::<Vec<_>>(),
    })
}
