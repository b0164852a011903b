//! The state of every unit, derived from source, catalogue and ledger.

use crate::ledger::{Evidence, Standing};
use crate::model::{Fingerprint, State, Tally};
use crate::po::{Catalogue, Entry};
use crate::source::Document;
use crate::sync::{ChangePolicy, Edit, English, OldText, Step, follow};

/// The state of one unit in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// The index of the unit in `Document::units`: the first of those that share the entry.
    pub unit: usize,
    /// Where it stands.
    pub state: State,
    /// The index of its entry in the catalogue; of the first one when several were merged.
    pub entry: Option<usize>,
    /// What a stale translation has missed, and what a carried edit did: present when the English differs from what the
    /// translation was made from.
    pub lag: Option<Box<Edit>>,
    /// Somebody attested that the translation is still right.
    pub is_attested: bool,
    /// The translation was declared fresh without a change although its English had changed in meaning.
    pub is_suspicious: bool,
}

impl Assessed {
    /// Returns the English that the translation was made from, where it differs from the present one.
    #[must_use]
    pub fn old_source(&self) -> Option<&str> {
        self.lag.as_deref().map(|lag| lag.old.source.as_str())
    }
}

/// The states of all units of a module in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessment {
    /// One item per unit that has an entry of its own, in document order.
    pub units: Vec<Assessed>,
    /// How many entries have no unit: obsolete ones, and those that `sync` would make obsolete.
    pub obsolete: usize,
    /// Whether `sync` has nothing to do.
    pub is_in_sync: bool,
}

impl Assessment {
    /// Counts units per state.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for unit in &self.units {
            tally.add(unit.state, 1);
        }
        tally
    }
}

/// Assesses one module in one language; `catalogue` is none when the file does not exist.
#[must_use]
pub fn assess(
    document: &Document,
    catalogue: Option<&Catalogue>,
    evidence: &Evidence,
    policy: &ChangePolicy,
) -> Assessment {
    assess_shared(&English::new(document), catalogue, evidence, policy)
}

/// As [`assess`], for several languages of one module: English is compared once for catalogues with the same old texts.
#[must_use]
pub fn assess_shared(
    english: &English<'_>,
    catalogue: Option<&Catalogue>,
    evidence: &Evidence,
    policy: &ChangePolicy,
) -> Assessment {
    let Some(catalogue) = catalogue else {
        let missing = |&unit: &usize| Assessed {
            unit,
            state: State::Missing,
            entry: None,
            lag: None,
            is_attested: false,
            is_suspicious: false,
        };
        return Assessment {
            units: english.entries.iter().map(missing).collect(),
            obsolete: 0,
            is_in_sync: english.entries.is_empty(),
        };
    };
    let followed = follow(english, catalogue, policy, &|| evidence);
    let judge = Judge { english, catalogue, evidence };
    let mut is_in_sync = followed.is_in_order;
    let units = english
        .entries
        .iter()
        .zip(followed.steps)
        .map(|(&unit, step)| {
            is_in_sync &= judge.is_settled(&step);
            judge.assess(unit, step)
        })
        .collect();
    let removed = followed.removed.iter().filter_map(|&index| catalogue.entry(index)).filter(Entry::has_text);
    let obsolete = catalogue.entries().filter(Entry::is_obsolete).count() + removed.count();
    Assessment { units, obsolete, is_in_sync }
}

struct Judge<'a> {
    english: &'a English<'a>,
    catalogue: &'a Catalogue,
    evidence: &'a Evidence,
}

impl Judge<'_> {
    fn assess(&self, unit: usize, step: Step) -> Assessed {
        let index = step.entry();
        let entry = index.and_then(|index| self.catalogue.entry(index));
        let standing = entry.and_then(|entry| self.standing(unit, &entry, &step));
        let state = match &step {
            Step::Edited(edit) if edit.entries.len() > 1 => self.merged_state(edit),
            step => entry.map_or(State::Missing, |entry| state_of(&entry, step, standing)),
        };
        let is_attested = standing.is_some_and(|standing| standing.is_attested);
        let missed_meaning = standing.is_some_and(|standing| standing.missed_meaning);
        let lag = match step {
            Step::Edited(edit) if !matches!(state, State::Missing | State::Draft) => Some(edit),
            _ => None,
        };
        Assessed {
            unit,
            state,
            entry: index,
            lag,
            is_attested,
            is_suspicious: state.is_fresh()
                && !is_attested
                && (missed_meaning || entry.is_some_and(|entry| self.has_missed(unit, &entry))),
        }
    }

    /// Returns the state of a unit that was put together from several: as little as its parts are worth.
    fn merged_state(&self, edit: &Edit) -> State {
        let parts = || edit.entries.iter().filter_map(|&index| self.catalogue.entry(index)).filter(Entry::has_text);
        match () {
            () if parts().next().is_none() => State::Missing,
            () if parts().any(|entry| entry.is_fuzzy() && !entry.has_previous()) => State::Draft,
            () => State::Stale,
        }
    }

    /// Returns whether the translation became stale by a change of meaning, and was only touched up since.
    fn has_missed(&self, unit: usize, entry: &Entry<'_>) -> bool {
        if self.evidence.is_empty() {
            return false;
        }
        let Some((id, source)) = self.english.document.name(unit) else { return false };
        self.evidence.may_have_missed(id, *source) && {
            let forms = entry.forms();
            self.evidence.has_missed(id, *source, Fingerprint::of_core(forms.iter().map(AsRef::as_ref)))
        }
    }

    /// Returns whether `sync` would leave this entry as it is.
    fn is_settled(&self, step: &Step) -> bool {
        match step {
            Step::Kept(_) => true,
            Step::Edited(edit) => {
                let entry = edit.entries.first().and_then(|&index| self.catalogue.entry(index));
                !edit.is_carried && entry.is_some_and(|entry| entry.is_fuzzy() && entry.has_previous())
            }
            Step::Reverted(_) | Step::Revived(_) | Step::Renamed(_) | Step::Added { .. } => false,
        }
    }

    /// Finds what the ledger says about this very translation of this very English.
    fn standing(&self, unit: usize, entry: &Entry<'_>, step: &Step) -> Option<&Standing> {
        if self.evidence.is_empty() || !entry.is_translated() {
            return None;
        }
        let (id, source) = self.english.document.name(unit)?;
        if !self.evidence.knows(id) && !matches!(step, Step::Edited(_) | Step::Renamed(_)) {
            return None;
        }
        let forms = entry.forms();
        let target = Fingerprint::of(forms.iter().map(AsRef::as_ref));
        let here = self.evidence.standing(id, *source, target);
        // What a carried or renamed unit was granted under its old name goes along before `sync` writes it down.
        let inherited = match step {
            Step::Edited(edit) if edit.is_carried => self.inherited(&edit.old, target),
            Step::Renamed(_) => self.inherited(&OldText::of(entry), target),
            _ => None,
        };
        here.or(inherited)
    }

    fn inherited(&self, old: &OldText, target: Fingerprint) -> Option<&Standing> {
        let (id, source) = old.named(self.english.document.format);
        self.evidence.standing(&id, source, target)
    }
}

fn state_of(entry: &Entry<'_>, step: &Step, standing: Option<&Standing>) -> State {
    if !entry.is_translated() {
        return State::Missing;
    }
    let is_draft = entry.is_fuzzy() && !entry.has_previous();
    let is_stale = match step {
        Step::Edited(edit) => !edit.is_carried,
        Step::Reverted(_) => false,
        Step::Kept(_) | Step::Revived(_) | Step::Renamed(_) => entry.is_fuzzy() && entry.has_previous(),
        Step::Added { .. } => return State::Missing,
    };
    match standing {
        _ if is_draft => State::Draft,
        _ if is_stale && !standing.is_some_and(|standing| standing.is_attested) => State::Stale,
        Some(Standing { approver: Some(_), .. }) => State::Approved,
        Some(Standing { reviser: Some(_), .. }) => State::Revised,
        _ => State::Translated,
    }
}

#[cfg(test)]
#[path = "assess_tests.rs"]
mod tests;
