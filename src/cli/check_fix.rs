//! `concordia check --fix`.

use super::{Outcome, OutputFormat, Session};
use crate::diff;
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
        _ => session.print(&as_text(&fixes, is_dry))?,
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

fn as_text(fixes: &[Fix], is_dry: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    let mut path = None;
    for fix in fixes.iter().filter(|fix| !fix.is_signed) {
        if path != Some(&fix.path) {
            path = Some(&fix.path);
            out.push_str(&format!("{bold}{}{bold:#}\n", fix.path));
        }
        out.push_str(&format!("  {}: {}\n", fix.line, shown(&diff::plain(&diff::words(&fix.old, &fix.new)))));
    }
    let done = fixes.iter().filter(|fix| !fix.is_signed).count();
    let left = fixes.len() - done;
    let verb = if is_dry { "would be put right" } else { "put right" };
    out.push_str(&match done {
        0 => "Nothing to put right.\n".to_owned(),
        1 => format!("\n1 text {verb}.\n"),
        _ => format!("\n{done} texts {verb}.\n"),
    });
    if left > 0 {
        out.push_str(&format!("{left} revised or approved left as they are; --signed changes them as well.\n"));
    }
    out
}

/// No-break spaces are shown, since they are what most fixes are about.
fn shown(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], "⍽").replace('\n', " ")
}
