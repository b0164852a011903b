//! Where the drafts of a catalogue come from, by its ledger.

use std::collections::HashMap;

use crate::diff;
use crate::ledger::{Act, Line};
use crate::model::{Fingerprint, Unit};
use crate::report::html::{DraftOrigin, MemoryOrigin};

/// The draft lines of one ledger by the fingerprint of their text, in the order of the file.
pub(super) struct Provenance<'a>(HashMap<Fingerprint, Vec<&'a Line>>);

impl<'a> Provenance<'a> {
    pub(super) fn of(lines: &'a [Line]) -> Self {
        let mut by_target: HashMap<Fingerprint, Vec<&Line>> = HashMap::new();
        for line in lines.iter().filter(|line| line.act == Act::Draft) {
            by_target.entry(line.target.unwrap_or(Fingerprint::of([]))).or_default().push(line);
        }
        Self(by_target)
    }

    /// Returns where a text comes from that stands as a draft; none when no ledger line knows it. A line about the unit
    /// and its English of today stands before one about another.
    pub(super) fn origin(&self, unit: &Unit, target: Fingerprint) -> Option<DraftOrigin<'a>> {
        let lines = self.0.get(&target)?;
        let (id, print) = (unit.id(), Some(unit.source_print()));
        let own = lines.iter().rev().find(|line| line.unit == id && line.source == print);
        let line = own.or_else(|| lines.iter().rev().find(|line| line.unit == id)).or(lines.last())?;
        Some(DraftOrigin { is_earlier: line.source != print, ..origin_of(line, unit) })
    }
}

/// Returns where the draft of a line comes from.
pub(super) fn origin_of<'a>(line: &'a Line, unit: &Unit) -> DraftOrigin<'a> {
    let memory = line.text("from").map(|module| MemoryOrigin {
        module,
        percent: line.more.get("percent").and_then(serde_json::Value::as_u64).unwrap_or(100),
        pieces: line.text("english").map(|english| diff::words(english, &unit.source)).unwrap_or_default(),
    });
    DraftOrigin {
        engine: line.by.strip_prefix("engine:").unwrap_or(&line.by),
        model: line.text("model"),
        date: &line.at,
        memory,
        is_earlier: false,
    }
}
