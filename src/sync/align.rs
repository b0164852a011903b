//! Aligns the old English of a module with its new English.
//!
//! Lineage, not search: a unit inherits from the text that stood in its place, never from a text that merely looks alike
//! elsewhere. Equal texts find each other wherever they moved; what is left is compared only between the same
//! neighbours. Invariants: the result depends on the two texts alone, an old text is given to one new unit (or to the
//! halves of a split), and the work grows nearly linearly with the number of units.

use std::collections::HashMap;

use super::Text;
use super::lineage_runs::{self, Run};

/// Where a new unit comes from. Numbers are indices into the old texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The same text in the same order.
    Same(u32),
    /// The same text, but it stands elsewhere now.
    Moved(u32),
    /// The same text under another key.
    Renamed(u32),
    /// The text was edited in place.
    Edited(u32),
    /// It is a part of the old text.
    Split(u32),
    /// It was put together from several old texts, in their old order.
    Merged(Vec<u32>),
    /// It is new. An old text that disappeared and looks alike may be suggested, never inherited.
    Added {
        /// The old text that looks alike.
        near: Option<u32>,
    },
}

impl Origin {
    /// Returns the old texts it inherits from.
    #[must_use]
    pub fn olds(&self) -> &[u32] {
        match self {
            Self::Same(old) | Self::Moved(old) | Self::Renamed(old) | Self::Edited(old) | Self::Split(old) => {
                std::slice::from_ref(old)
            }
            Self::Merged(olds) => olds,
            Self::Added { .. } => &[],
        }
    }

    /// Returns whether the text itself is unchanged.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Same(_) | Self::Moved(_) | Self::Renamed(_))
    }
}

/// Old and new English of one module side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Where each new unit comes from, in document order.
    pub origins: Vec<Origin>,
    /// The old texts that nothing inherits from, ascending.
    pub removed: Vec<u32>,
}

/// Aligns old with new texts, both in document order and without repeated (context, source) pairs.
///
/// `keyed` says that the context is the identity (Fluent): then a unit is edited when its key stayed, whatever its text
/// says now, and renamed when its text stayed under a key that is new. One that is new in key and text is taken for an
/// edit only when it stands alone between the same neighbours as the one that is gone, and looks like it.
#[must_use]
pub fn align(old: &[Text<'_>], new: &[Text<'_>], keyed: bool) -> Alignment {
    let mut origins: Vec<Option<Origin>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    exact(old, new, &mut origins, &mut taken);
    if keyed {
        by_key(old, new, &mut origins, &mut taken);
        renamed(old, new, &mut origins, &mut taken);
        let runs: Vec<Run> = lineage_runs::runs(&origins, &taken);
        lineage_runs::replaced(old, new, &runs, &mut origins, &mut taken);
    } else {
        let runs: Vec<Run> = lineage_runs::runs(&origins, &taken);
        lineage_runs::pair(old, new, &runs, &mut origins, &mut taken);
    }
    lineage_runs::suggest(old, new, &mut origins, &taken);
    mark_moves(&mut origins);
    Alignment {
        origins: origins.into_iter().map(|origin| origin.unwrap_or(Origin::Added { near: None })).collect(),
        removed: taken
            .iter()
            .enumerate()
            .filter(|(_, taken)| !**taken)
            .filter_map(|(index, _)| u32::try_from(index).ok())
            .collect(),
    }
}

fn exact(old: &[Text<'_>], new: &[Text<'_>], origins: &mut [Option<Origin>], taken: &mut [bool]) {
    let places: HashMap<&Text<'_>, u32> = old.iter().zip(0..).collect();
    for (unit, origin) in new.iter().zip(origins) {
        if let Some(&place) = places.get(unit)
            && let Some(taken) = taken.get_mut(place as usize)
            && !*taken
        {
            *taken = true;
            *origin = Some(Origin::Same(place));
        }
    }
}

fn by_key(old: &[Text<'_>], new: &[Text<'_>], origins: &mut [Option<Origin>], taken: &mut [bool]) {
    let keys: HashMap<&str, u32> =
        old.iter().zip(0..).filter_map(|(text, place)| text.context.map(|key| (key, place))).collect();
    for (unit, origin) in new.iter().zip(origins).filter(|(_, origin)| origin.is_none()) {
        if let Some(&place) = unit.context.and_then(|key| keys.get(key))
            && let Some(taken) = taken.get_mut(place as usize)
            && !*taken
        {
            *taken = true;
            *origin = Some(Origin::Edited(place));
        }
    }
}

fn renamed(old: &[Text<'_>], new: &[Text<'_>], origins: &mut [Option<Origin>], taken: &mut [bool]) {
    let mut texts: HashMap<(&str, Option<&str>), std::collections::VecDeque<u32>> = HashMap::new();
    for ((text, place), _) in old.iter().zip(0..).zip(taken.iter()).filter(|(_, taken)| !**taken) {
        texts.entry((text.source, text.plural)).or_default().push_back(place);
    }
    for (unit, origin) in new.iter().zip(origins).filter(|(_, origin)| origin.is_none()) {
        if let Some(place) = texts.get_mut(&(unit.source, unit.plural)).and_then(std::collections::VecDeque::pop_front)
        {
            if let Some(taken) = taken.get_mut(place as usize) {
                *taken = true;
            }
            *origin = Some(Origin::Renamed(place));
        }
    }
}

/// Turns `Same` into `Moved` for texts that are not part of the longest sequence whose order stayed.
fn mark_moves(origins: &mut [Option<Origin>]) {
    let places: Vec<(usize, u32)> = origins
        .iter()
        .enumerate()
        .filter_map(|(index, origin)| match origin {
            Some(Origin::Same(place)) => Some((index, *place)),
            _ => None,
        })
        .collect();
    if places.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a < b)) {
        return;
    }
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, &(_, place)) in places.iter().enumerate() {
        let at = tails.partition_point(|&tail| places.get(tail).is_some_and(|&(_, other)| other < place));
        if let Some(slot) = before.get_mut(index) {
            *slot = at.checked_sub(1).and_then(|at| tails.get(at).copied());
        }
        match tails.get_mut(at) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = tails.last().copied();
    while let Some(index) = next {
        if let Some(slot) = stays.get_mut(index) {
            *slot = true;
        }
        next = before.get(index).copied().flatten();
    }
    for (&(index, place), _) in places.iter().zip(&stays).filter(|(_, stays)| !**stays) {
        if let Some(slot) = origins.get_mut(index) {
            *slot = Some(Origin::Moved(place));
        }
    }
}

#[cfg(test)]
#[path = "align_tests.rs"]
mod tests;
