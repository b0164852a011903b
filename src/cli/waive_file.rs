//! `concordia waive --file`: accepts what `lint` finds in a file outside any project.

use std::path::Path;

use super::waive::Args;
use super::{Outcome, Session, decisions, lint};
use crate::ledger::Act;
use crate::model::{Failure, UnitId};
use crate::pipeline::{self, Decision, LintedFile};
use crate::{git, store};

pub(super) fn run(file: &Path, args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let path = session.cwd.join(file);
    let name = file.to_string_lossy().replace('\\', "/");
    let found = lint::findings_of(&path, &name, session)?;
    let unit = UnitId::keyed(&args.unit);
    if !found.iter().any(|finding| finding.rule.as_str() == args.rule && finding.unit.as_ref() == Some(&unit)) {
        return Err(Failure::new(format!("`{unit}` has no finding of {} in {name}", args.rule))
            .hint("`concordia lint` names the units: by their `msgctxt`, else by their English"));
    }
    let decision = decision(args, session)?;
    let bytes = store::read(&path).map_err(|error| Failure::from(error).in_file(&name))?;
    let beside = session.cwd.join(pipeline::ledger_beside(&name));
    let ledger = match store::read(&beside) {
        Ok(ledger) => ledger,
        Err(error) if error.is_not_found() => Vec::new(),
        Err(error) => return Err(Failure::from(error).in_file(pipeline::ledger_beside(&name))),
    };
    let file = LintedFile { name: &name, bytes: &bytes, is_xliff: lint::is_xliff(&name), language: None };
    let ledger = pipeline::decide_linted(&file, ledger, &unit, &decision)?;
    store::write_atomic(&beside, &ledger)?;
    session.print(&format!("1 text waived by {} in {}.\n", decision.by, pipeline::ledger_beside(&name)))?;
    Ok(Outcome::fine())
}

fn decision(args: &Args, session: &Session) -> Result<Decision, Failure> {
    let identity = git::identity(&session.cwd);
    let by = args.by.as_deref().map(|by| by.trim().to_owned()).or_else(|| identity.clone()).unwrap_or_default();
    if by.is_empty() {
        return Err(Failure::new("nobody to sign the decision").hint("set `git config user.name`, or use --as NAME"));
    }
    decisions::is_name(&by)?;
    Ok(Decision {
        act: Act::Waive,
        via: identity.filter(|identity| *identity != by),
        by,
        is_from_form: false,
        today: session.today.clone(),
        reason: Some(args.reason.clone()),
        rule: Some(args.rule.clone()),
        until: Some(args.until.clone()),
    })
}
