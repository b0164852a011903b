//! A module whose catalogue another module takes over, but some of whose text stayed: a page that was divided.
//!
//! Only texts that stand there word for word keep their translation; the memory knows the others.

use std::collections::HashSet;

use super::Source;
use crate::ledger::{Document, Line};
use crate::model::UnitId;
use crate::po::{Catalogue, Slot};

/// Returns the entries of a module's former catalogue whose English the module still has; none where nothing of it stayed.
pub(super) fn staying(source: &Source, former: &Catalogue) -> Option<Catalogue> {
    let known: HashSet<u64> = source.keys.iter().copied().collect();
    let entries = former.entries().enumerate();
    let stay =
        entries.filter(|(_, entry)| !entry.is_obsolete() && entry.has_text() && known.contains(&entry.key_hash()));
    let slots: Vec<Slot> = stay.map(|(index, _)| Slot::Keep(index)).collect();
    if slots.is_empty() { None } else { Catalogue::parse(former.rebuild(&slots)).ok() }
}

/// Returns what the module's former ledger says about its units.
pub(super) fn staying_lines(source: &Source, former: &Document) -> Document {
    let units: HashSet<UnitId> = source.document.units.iter().map(crate::model::Unit::id).collect();
    let lines: Vec<Line> = former.lines().iter().filter(|line| units.contains(&line.unit)).cloned().collect();
    Document::default().append(&lines).map(Document::parse).unwrap_or_default()
}
