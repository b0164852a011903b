//! Merging three catalogues.

use std::collections::{HashMap, HashSet};

use super::message::Outcome;
use super::{conflict, header, message, order};
use crate::po::{Catalogue, Header, Message, Slot, writer};

/// A merged catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file; each conflict stands in it as three whole entries between markers.
    pub bytes: Vec<u8>,
    /// The context and id of each unit in conflict, in file order.
    pub conflicts: Vec<(Option<String>, String)>,
}

/// Context, id, and a number: 0 for the active entry, more for obsolete ones that repeat its name.
type Key = (Option<String>, String, u32);

/// One side: its messages by key, under the forms of the merged header.
struct Side {
    order: Vec<Key>,
    messages: HashMap<Key, Message>,
    /// The place in the side's catalogue, for entries whose bytes can be used as they are.
    places: HashMap<Key, usize>,
}

impl Side {
    fn of(catalogue: &Catalogue, merged: &Header) -> Self {
        let original: Vec<Message> = catalogue.entries().map(|entry| entry.to_message()).collect();
        let mut messages = original.clone();
        header::bring_under(&mut messages, catalogue.header(), merged);
        let active: HashSet<(Option<String>, String)> = original
            .iter()
            .filter(|message| !message.is_obsolete)
            .map(|message| (message.context.clone(), message.id.clone()))
            .collect();
        let mut side = Self { order: Vec::new(), messages: HashMap::new(), places: HashMap::new() };
        for (place, (message, old)) in messages.into_iter().zip(original).enumerate() {
            let pair = (message.context.clone(), message.id.clone());
            let first = u32::from(message.is_obsolete && active.contains(&pair));
            let mut key = (pair.0, pair.1, first);
            while side.messages.contains_key(&key) {
                key.2 += 1;
            }
            if message == old {
                side.places.insert(key.clone(), place);
            }
            side.order.push(key.clone());
            side.messages.insert(key, message);
        }
        side
    }

    fn get(&self, key: &Key) -> Option<&Message> {
        self.messages.get(key)
    }
}

/// Returns whether a catalogue may take part in a merge: one with a second header may not, because that entry could come
/// to stand first.
#[must_use]
pub fn is_mergeable(catalogue: &Catalogue) -> bool {
    catalogue.entries().all(|entry| entry.is_obsolete() || entry.has_context() || !entry.id_eq(""))
}

/// Merges three catalogues unit by unit; each [`is_mergeable`]. A unit is named by context and id; an entry whose previous source names a
/// unit that the same side removed is that unit after an edit of the English.
#[must_use]
pub fn merge(base: &Catalogue, ours: &Catalogue, theirs: &Catalogue) -> Merged {
    let header = header::merge(base.header(), ours.header(), theirs.header());
    let mut sides =
        Sides { base: Side::of(base, &header), ours: Side::of(ours, &header), theirs: Side::of(theirs, &header) };
    sides.follow_edits();
    let order = order::join(&sides.base.order, &sides.ours.order, &sides.theirs.order);
    let mut slots = Vec::with_capacity(order.len());
    let mut retired = Vec::new();
    let mut conflicts = Vec::new();
    for key in order {
        let slot = match message::merge(sides.base.get(&key), sides.ours.get(&key), sides.theirs.get(&key)) {
            Outcome::Gone => continue,
            Outcome::Conflict => {
                conflicts.push((key.0.clone(), key.1.clone()));
                Slot::Graft(sides.show(&key))
            }
            Outcome::Settled(message) => {
                let was_active = sides.ours.get(&key).is_some_and(|ours| !ours.is_obsolete);
                let is_late = message.is_obsolete && (was_active || sides.ours.get(&key).is_none());
                let slot = sides.slot(&key, message, theirs);
                if is_late {
                    retired.push(slot);
                    continue;
                }
                slot
            }
        };
        slots.push(slot);
    }
    slots.append(&mut retired);
    Merged { bytes: ours.rebuild_under(&header, &slots), conflicts }
}

struct Sides {
    base: Side,
    ours: Side,
    theirs: Side,
}

impl Sides {
    /// The merged entry, in the bytes of a side that has it like this.
    fn slot(&self, key: &Key, message: Message, theirs: &Catalogue) -> Slot {
        if self.ours.get(key) == Some(&message)
            && let Some(place) = self.ours.places.get(key)
        {
            return Slot::Keep(*place);
        }
        if self.theirs.get(key) == Some(&message)
            && let Some(entry) = self.theirs.places.get(key).and_then(|place| theirs.entry(*place))
        {
            return Slot::Graft(entry.bytes().to_vec());
        }
        Slot::Put(message)
    }

    fn show(&self, key: &Key) -> Vec<u8> {
        let text = |message: Option<&Message>| {
            let mut text = String::new();
            if let Some(message) = message {
                writer::write(&mut text, message);
            }
            text
        };
        conflict::show(&text(self.ours.get(key)), &text(self.base.get(key)), &text(self.theirs.get(key)))
    }

    /// Where one side's English moved on while the other side worked on the old unit, leads the other side's work to
    /// the new unit, as the edit would have done.
    fn follow_edits(&mut self) {
        let Self { base, ours, theirs } = self;
        let before = base.messages.clone();
        lead(&before, base, ours, theirs);
        lead(&before, base, theirs, ours);
        // A unit that both sides gained by the same edit has the old one as its base.
        let gained = ours.order.iter().filter(|key| !before.contains_key(key) && !base.messages.contains_key(key));
        for key in gained.cloned().collect::<Vec<_>>() {
            let (Some(mine), Some(other)) = (ours.get(&key), theirs.get(&key)) else { continue };
            let previous = match (&mine.previous, &other.previous) {
                (Some(one), Some(two)) if one != two => None,
                (one, two) => one.as_ref().or(two.as_ref()),
            };
            let old = previous.and_then(|previous| before.get(&old_key(&key, previous)));
            if let Some(moved) = old.map(|old| moved(old, mine)) {
                base.messages.insert(key, moved);
            }
        }
    }
}

fn old_key(key: &Key, previous: &crate::po::Previous) -> Key {
    (previous.context.clone().or_else(|| key.0.clone()), previous.id.clone(), 0)
}

/// The old unit's text under the new unit's English.
fn moved(old: &Message, new: &Message) -> Message {
    Message { forms: old.forms.clone(), ..new.clone() }
}

/// Leads what `worker` wrote for units that `mover` renamed to the new names.
fn lead(before: &HashMap<Key, Message>, base: &mut Side, mover: &Side, worker: &mut Side) {
    for key in &mover.order {
        let Some(new) = mover.messages.get(key) else { continue };
        let Some(old) = new.previous.as_ref().map(|previous| old_key(key, previous)) else { continue };
        let (Some(start), Some(work)) = (before.get(&old), worker.messages.get(&old)) else { continue };
        let was_renamed = !mover.messages.contains_key(&old) && !before.contains_key(key);
        if !was_renamed || worker.messages.contains_key(key) || work.forms == start.forms {
            continue;
        }
        let (start, work) = (moved(start, new), moved(work, new));
        base.messages.insert(key.clone(), start);
        worker.messages.insert(key.clone(), work);
        worker.messages.remove(&old);
        base.messages.remove(&old);
        for order in [&mut worker.order, &mut base.order] {
            if let Some(place) = order.iter().position(|other| *other == old)
                && let Some(name) = order.get_mut(place)
            {
                *name = key.clone();
            }
        }
    }
}
