//! `concordia waive --file`: accepts what `lint` finds in a file outside any project.

use std::path::Path;

use super::waive::{self, Args};
use super::{Outcome, Session, decisions, lint};
use crate::model::{Failure, Finding, UnitId};
use crate::pipeline::{self, LintedFile};
use crate::store;

pub(super) fn run(file: &Path, args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let path = session.cwd.join(file);
    let name = file.to_string_lossy().replace('\\', "/");
    let found = lint::findings_of(&path, &name, session)?;
    let unit = UnitId::keyed(&args.unit);
    let is_meant = |finding: &Finding| finding.unit.as_ref() == Some(&unit) && waive::is_meant(args, finding);
    let accepted: Vec<Finding> = found.into_iter().filter(is_meant).collect();
    if accepted.is_empty() {
        let about = waive::about(args);
        return Err(Failure::new(format!("`{unit}` has no finding of {}{about} in {name}", args.rule))
            .hint("`concordia lint` names the units: by their `msgctxt`, else by their English"));
    }
    let decision = decisions::decision(&session.cwd, session, &waive::details(args, accepted))?;
    let bytes = store::read(&path).map_err(|error| Failure::from(error).in_file(&name))?;
    let beside = session.cwd.join(pipeline::ledger_beside(&name));
    let ledger = match store::read(&beside) {
        Ok(ledger) => ledger,
        Err(error) if error.is_not_found() => Vec::new(),
        Err(error) => return Err(Failure::from(error).in_file(pipeline::ledger_beside(&name))),
    };
    let file = LintedFile { name: &name, bytes: &bytes, is_xliff: lint::is_xliff(&name, &bytes), language: None };
    let (ledger, said) = pipeline::decide_linted(&file, ledger, &unit, &decision)?;
    store::write_atomic(&beside, &ledger)?;
    let (by, beside) = (&decision.by, pipeline::ledger_beside(&name));
    session.print(&format!("{}1 text waived by {by} in {beside}.\n", decisions::accepted(&said)))?;
    Ok(Outcome::fine())
}
