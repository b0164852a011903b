//! Findings about the English that somebody accepted.
//!
//! They stand in `translations/en/<module>.ledger.jsonl`, bound to the English text alone; an edit of it ends them.

use super::stale_waivers::Waived;
use super::{Decided, Decision, Selection, Source, Workspace};
use crate::ledger::{Document, Evidence, Line};
use crate::model::{Failure, Finding, ModuleId, Unit, UnitId};
use crate::store;

const ENGLISH: &str = "en";

/// Accepts a finding about the selected English units.
///
/// # Errors
/// When no unit bears the name, or a ledger cannot be read or written.
pub fn waive_english(
    workspace: &Workspace,
    selection: &Selection,
    decision: &Decision,
) -> Result<Vec<Decided>, Failure> {
    let mut decided = Vec::new();
    for source in &workspace.sources {
        let units: Vec<&Unit> = source
            .entries
            .iter()
            .filter_map(|&index| source.document.units.get(index))
            .filter(|unit| selection.names(&unit.id()))
            .collect();
        if units.is_empty() {
            continue;
        }
        let is_here = |finding: &Finding| finding.language.is_none() && finding.module.as_ref() == Some(&source.module);
        let waiver = |unit: &&Unit| {
            let (line, accepts) = decision.waiver((unit.id(), unit.source_print(), unit.source_print()), is_here)?;
            Some((line, decided_on(&source.module, unit.id(), &unit.source, accepts)))
        };
        let (lines, ours): (Vec<Line>, Vec<Decided>) = units.iter().filter_map(waiver).unzip();
        if lines.is_empty() {
            continue;
        }
        let path = workspace.project.ledger_path(ENGLISH, &source.module);
        let ledger = read(workspace, source)?.append(&lines).map_err(|torn| Failure::from(torn).in_file(&path))?;
        store::write_atomic(&store::confined(&workspace.project.root, path.as_ref())?, &ledger)?;
        decided.extend(ours);
    }
    match selection.units.first() {
        Some(name) if decided.is_empty() => {
            Err(Failure::new(format!("there is no English unit `{name}`")).hint("`concordia extract` shows the names"))
        }
        _ => Ok(decided),
    }
}

fn decided_on(module: &ModuleId, unit: UnitId, source: &str, accepts: Vec<String>) -> Decided {
    Decided { language: ENGLISH, module: module.clone(), unit, source: source.to_owned(), accepts }
}

/// Returns what was waived about the English of each module; a ledger that cannot be read waives nothing and is among the
/// failures.
pub(super) fn waived_english(workspace: &Workspace, today: &str) -> (Vec<(ModuleId, Vec<Waived>)>, Vec<Failure>) {
    let mut waived = Vec::new();
    let mut failures = Vec::new();
    for source in &workspace.sources {
        let ledger = match read(workspace, source) {
            Ok(ledger) => ledger,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        let evidence = Evidence::of(ledger.lines());
        let of_unit = |unit: &Unit| {
            let (id, print) = (unit.id(), unit.source_print());
            let standing = evidence.standing(&id, print, print)?;
            Waived::new(id, standing, today)
        };
        let units: Vec<Waived> =
            source.document.units.iter().filter(|_| !evidence.is_empty()).filter_map(of_unit).collect();
        if !units.is_empty() {
            waived.push((source.module.clone(), units));
        }
    }
    (waived, failures)
}

fn read(workspace: &Workspace, source: &Source) -> Result<Document, Failure> {
    let path = workspace.project.ledger_path(ENGLISH, &source.module);
    let file = workspace.project.root.join(&path);
    if !file.exists() {
        return Ok(Document::parse(Vec::new()));
    }
    Ok(Document::parse(store::read(&file).map_err(|error| Failure::from(error).in_file(&path))?))
}
