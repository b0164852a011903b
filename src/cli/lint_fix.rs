//! `concordia lint --fix`.

use std::path::Path;

use super::fix_text::{self, Shown};
use super::lint::{self, Args};
use super::{Outcome, OutputFormat, Session};
use crate::check::Settings;
use crate::language::Language;
use crate::model::Failure;
use crate::pipeline::{self, LintFix};
use crate::store;

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let language = lint::language(session)?;
    let settings = lint::settings(args.profile);
    let mut failures = Vec::new();
    let mut fixes: Vec<(String, LintFix)> = Vec::new();
    for file in lint::files(&args.files, session, &mut failures) {
        let name = file.to_string_lossy().replace('\\', "/");
        if name.ends_with(".pot") {
            continue;
        }
        match fix(&session.cwd.join(&file), &name, args, language, &settings) {
            Ok(found) => fixes.extend(found.into_iter().map(|fix| (name.clone(), fix))),
            Err(failure) => failures.push(failure),
        }
    }
    match format {
        OutputFormat::Json => session.print_json(&as_json(&fixes, args.dry_run))?,
        _ => {
            let shown = |(path, fix): &(String, LintFix)| Shown {
                path: path.clone(),
                line: fix.line,
                old: fix.old.clone(),
                new: fix.new.clone(),
                is_left: fix.is_signed,
            };
            session.print(&fix_text::text(&fixes.iter().map(shown).collect::<Vec<_>>(), args.dry_run))?;
        }
    }
    Ok(Outcome { passed: true, failures })
}

/// Puts one file right; nothing is written in a dry run, or where nothing changes.
fn fix(
    path: &Path,
    name: &str,
    args: &Args,
    language: Option<&'static Language>,
    settings: &Settings,
) -> Result<Vec<LintFix>, Failure> {
    let in_file = |failure: Failure| if failure.path.is_none() { failure.in_file(name) } else { failure };
    let bytes = store::read(path).map_err(|error| Failure::from(error).in_file(name))?;
    let (fixes, new) = if lint::is_xliff(name, &bytes) {
        pipeline::fix_xliff(&bytes, language, settings, args.signed).map_err(in_file)?
    } else {
        let beside = pipeline::ledger_beside(&path.to_string_lossy());
        let ledger = match store::read(Path::new(&beside)) {
            Err(error) if error.is_not_found() => Vec::new(),
            ledger => ledger.map_err(|error| Failure::from(error).in_file(pipeline::ledger_beside(name)))?,
        };
        pipeline::fix_po(bytes.clone(), name, ledger, language, settings, args.signed).map_err(in_file)?
    };
    if !args.dry_run && new != bytes {
        store::write_atomic(path, &new).map_err(|error| Failure::from(error).in_file(name))?;
    }
    Ok(fixes)
}

fn as_json(fixes: &[(String, LintFix)], is_dry: bool) -> serde_json::Value {
    let one = |(path, fix): &(String, LintFix)| {
        serde_json::json!({
            "path": path, "line": fix.line, "old": fix.old, "new": fix.new, "left": fix.is_signed,
        })
    };
    serde_json::json!({
        "schema": "concordia/lint-fix/1", "dry_run": is_dry, "fixes": fixes.iter().map(one).collect::<Vec<_>>(),
    })
}
