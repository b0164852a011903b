//! Findings about the termbase itself that somebody accepted.
//!
//! They stand in `translations/termbase.ledger.jsonl` under the identifier of their concept. What a finding says is all that
//! binds them: it names the terms it is about.

use super::Decision;
use super::stale_waivers::{self, Place, Scope, Waived, is_of_termbase};
use crate::ledger::{Document, Evidence};
use crate::model::{Failure, Finding, Fingerprint, UnitId};
use crate::project::Project;
use crate::store;

/// Takes out the findings about the termbase that are accepted today, and adds what is stale about their waivers.
///
/// # Errors
/// When the ledger cannot be read.
pub fn waive_termbase(project: &Project, findings: &mut Vec<Finding>, today: &str) -> Result<(), Failure> {
    let concepts = findings.iter().filter(|finding| is_of_termbase(finding.rule.as_str()));
    let mut concepts: Vec<UnitId> = concepts.filter_map(|finding| finding.unit.clone()).collect();
    if concepts.is_empty() {
        return Ok(());
    }
    concepts.sort_unstable();
    concepts.dedup();
    let evidence = Evidence::of(read(project)?.lines());
    let waived = |concept: UnitId| {
        let print = print(&concept);
        let standing = evidence.standing(&concept, print, print)?;
        Waived::new(concept, standing, today)
    };
    let waived: Vec<Waived> = concepts.into_iter().filter_map(waived).collect();
    stale_waivers::apply(findings, Place { scope: Scope::Termbase, path: &path(project) }, &waived);
    Ok(())
}

/// Accepts findings about the termbase, and returns what they say, by concept.
///
/// # Errors
/// When the ledger cannot be read or written.
pub fn decide_termbase(project: &Project, decision: &Decision) -> Result<Vec<(UnitId, Vec<String>)>, Failure> {
    let mut concepts: Vec<&UnitId> = decision.accepted.iter().filter_map(|finding| finding.unit.as_ref()).collect();
    concepts.sort_unstable();
    concepts.dedup();
    let waiver = |concept: &UnitId| {
        let (line, said) = decision.waiver((concept.clone(), print(concept), print(concept)), |_| true)?;
        Some((line, (concept.clone(), said)))
    };
    let (lines, decided): (Vec<_>, Vec<_>) = concepts.into_iter().filter_map(waiver).unzip();
    let path = path(project);
    let ledger = read(project)?.append(&lines).map_err(|torn| Failure::from(torn).in_file(&path))?;
    store::write_atomic(&store::confined(&project.root, path.as_ref())?, &ledger)?;
    Ok(decided)
}

fn path(project: &Project) -> String {
    format!("{}/termbase.ledger.jsonl", project.config.translations)
}

fn print(concept: &UnitId) -> Fingerprint {
    Fingerprint::of([concept.as_str()])
}

fn read(project: &Project) -> Result<Document, Failure> {
    let path = path(project);
    match store::read(&project.root.join(&path)) {
        Ok(bytes) => Ok(Document::parse(bytes)),
        Err(error) if error.is_not_found() => Ok(Document::parse(Vec::new())),
        Err(error) => Err(Failure::from(error).in_file(path)),
    }
}
