//! Waivers outside any project: a ledger beside the file that `lint` reads.
//!
//! `page.md.po` has `page.md.ledger.jsonl`, as in a project, `work.xliff` has `work.xliff.ledger.jsonl`. Both kinds of names
//! that an entry can have in a ledger are understood: its `msgctxt` or English, which `lint` calls it by, and the name that
//! a project gives it.

use std::collections::HashSet;

use super::stale_waivers::{self, Place, Scope, Waived};
use super::{Decision, LintedFile};
use crate::exchange::xliff;
use crate::ledger::{Document, Evidence, Line};
use crate::model::{Failure, Finding, Fingerprint, UnitId};
use crate::po::{Catalogue, Entry};

/// One text of a file, as a ledger is bound to it.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// As findings call it.
    unit: UnitId,
    /// As a project calls it, where that is another name.
    hashed: Option<UnitId>,
    source: Fingerprint,
    target: Fingerprint,
}

impl Bound {
    /// Reads an entry; of a template the English stands for the translation.
    pub(super) fn of(entry: &Entry<'_>, is_template: bool) -> Self {
        let context = entry.context().filter(|context| !context.is_empty());
        let (id, plural) = (entry.id(), entry.id_plural());
        let source = Fingerprint::of(std::iter::once(id.as_ref()).chain(plural.as_deref()));
        let target = match is_template {
            true => source,
            false => Fingerprint::of(entry.forms().iter().map(AsRef::as_ref)),
        };
        let unit = UnitId::keyed(context.as_deref().unwrap_or(id.as_ref()));
        Self { unit, hashed: Some(UnitId::of(context.as_deref(), id.as_ref())), source, target }
    }

    /// Returns each name with the texts that a ledger's line about it is bound to.
    pub(super) fn names(&self) -> impl Iterator<Item = (&UnitId, Fingerprint, Fingerprint)> {
        std::iter::once(&self.unit).chain(&self.hashed).map(|name| (name, self.source, self.target))
    }
}

/// Returns the path of the ledger beside a file.
#[must_use]
pub fn ledger_beside(name: &str) -> String {
    format!("{}.ledger.jsonl", name.strip_suffix(".po").unwrap_or(name))
}

/// Takes out the findings on one file that its ledger accepts today, and adds what is stale about its waivers.
///
/// # Errors
/// When the file cannot be read again, or a line of the ledger cannot.
pub fn waive_linted(
    findings: &mut Vec<Finding>,
    file: LintedFile<'_>,
    ledger: Vec<u8>,
    today: &str,
) -> Result<(), Failure> {
    let path = ledger_beside(file.name);
    let document = Document::parse(ledger);
    let evidence = Evidence::of(document.lines());
    let waived: Vec<Waived> = bound(&file)?
        .into_iter()
        .flat_map(|one| {
            let standing = |(name, source, target)| evidence.standing(name, source, target);
            let waived = |standing| Waived::new(one.unit.clone(), standing, today);
            one.names().filter_map(standing).filter_map(waived).collect::<Vec<_>>()
        })
        .collect();
    let place = Place { scope: Scope::File(file.name, file.language), path: &path };
    stale_waivers::apply(findings, place, &waived);
    match document.torn().first() {
        Some(torn) => Err(Failure::from(torn.clone()).in_file(&path)),
        None => Ok(()),
    }
}

/// Returns the ledger of a file with a waiver of findings on one of its texts added, and what these say; `ledger` is empty
/// where there is none yet.
///
/// # Errors
/// When no text has the name, or the ledger has a line that cannot be read.
pub fn decide_linted(
    file: &LintedFile<'_>,
    ledger: Vec<u8>,
    unit: &UnitId,
    decision: &Decision,
) -> Result<(Vec<u8>, Vec<String>), Failure> {
    let waiver = |one: Bound| decision.waiver((one.unit, one.source, one.target), |_| true);
    let waivers = bound(file)?.into_iter().filter(|one| one.unit == *unit).filter_map(waiver);
    let (lines, said): (Vec<Line>, Vec<Vec<String>>) = waivers.unzip();
    if lines.is_empty() {
        return Err(Failure::new(format!("{} has no text `{unit}`", file.name)));
    }
    let ledger = Document::parse(ledger).append(&lines);
    let ledger = ledger.map_err(|torn| Failure::from(torn).in_file(ledger_beside(file.name)))?;
    Ok((ledger, said.concat()))
}

fn bound(file: &LintedFile<'_>) -> Result<Vec<Bound>, Failure> {
    if file.is_xliff {
        let segments = xliff::read(file.bytes)?.segments;
        let of = |segment: &xliff::Segment| Bound {
            unit: UnitId::keyed(segment.context.as_ref().unwrap_or(&segment.id)),
            hashed: None,
            source: Fingerprint::of([segment.source.as_str()]),
            target: Fingerprint::of([segment.target.as_deref().unwrap_or("")]),
        };
        return Ok(segments.iter().map(of).collect());
    }
    let catalogue = Catalogue::parse(file.bytes.to_vec()).map_err(|error| Failure::from(error).in_file(file.name))?;
    let is_template = file.name.ends_with(".pot");
    let mut all: HashSet<UnitId> = HashSet::new();
    let mut found = Vec::new();
    for entry in catalogue.entries().filter(|entry| !entry.is_obsolete()) {
        let bound = Bound::of(&entry, is_template);
        if all.insert(bound.unit.clone()) {
            found.push(bound);
        }
    }
    Ok(found)
}
