//! Follows every unit of a document into one catalogue, whether or not anybody ran `sync`.
//!
//! This is the one place that decides what became of a translation; `status` reads the answer, `sync` writes it down.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock};

use super::classes::Classes;
use super::edit::{BETWEEN_MERGED, Edit, Ground, OldText, Relation};
use super::{Alignment, ChangePolicy, Origin, Role, Text, align};
use crate::ledger::Evidence;
use crate::model::{ChangeClass, Format, Unit};
use crate::po::{Catalogue, Entry, Heads};
use crate::source::{Document, fluent};

/// The units of a document that have an entry of their own, with the alignments that its languages share.
///
/// English is aligned once for all catalogues that hold the same old texts, not once per language.
#[derive(Debug)]
pub struct English<'a> {
    /// The document.
    pub document: &'a Document,
    /// The indices of the units that have an entry: the first of each (context, source), ascending.
    pub entries: Cow<'a, [usize]>,
    alignments: Mutex<HashMap<u64, Arc<Alignment>>>,
    classes: Classes,
    /// How the entries of a catalogue begin that holds the units in their order. Where those of another begin alike, nothing needs
    /// to be decoded.
    heads: OnceLock<Heads>,
}

impl<'a> English<'a> {
    /// Finds the units that have an entry.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        let mut seen = std::collections::HashSet::with_capacity(document.units.len());
        let entries = document
            .units
            .iter()
            .enumerate()
            .filter(|(_, unit)| seen.insert((unit.context.as_deref(), unit.source.as_str())))
            .map(|(index, _)| index)
            .collect();
        Self {
            document,
            entries: Cow::Owned(entries),
            alignments: Mutex::default(),
            classes: Classes::default(),
            heads: OnceLock::new(),
        }
    }

    /// Uses units that were found before; `entries` must be what [`Self::new`] would find.
    #[must_use]
    pub fn with_entries(document: &'a Document, entries: &'a [usize]) -> Self {
        Self {
            document,
            entries: Cow::Borrowed(entries),
            alignments: Mutex::default(),
            classes: Classes::default(),
            heads: OnceLock::new(),
        }
    }

    /// Returns the English of each unit that has an entry.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = Text<'_>> {
        self.entries.iter().map(|&index| self.text(index))
    }

    /// Returns how the entries of catalogues probably begin, once one was followed that holds the units in their order.
    #[must_use]
    pub fn heads(&self) -> Option<&Heads> {
        self.heads.get()
    }

    /// Returns the class of an edit of a unit; found once for all catalogues that hold the same old text.
    #[must_use]
    pub fn class(&self, unit: &Unit, edit: &Edit, policy: &ChangePolicy) -> ChangeClass {
        edit.class(self.classes.of(edit.old.as_text(), unit.into()), policy)
    }

    fn text(&self, index: usize) -> Text<'_> {
        self.document.units.get(index).map_or(Text::plain(""), Text::from)
    }

    /// Returns whether an active entry is no unit's, but carries what only the target language has (a grammatical case
    /// of a Fluent term); such entries stay as they are.
    #[must_use]
    pub fn is_extra(&self, entry: &Entry<'_>) -> bool {
        self.document.format == Format::Fluent
            && !entry.is_obsolete()
            && entry.context().is_some_and(|context| fluent::accepts_extra(self.document, &context))
    }

    fn alignment(&self, catalogue: &Catalogue, active: &[usize]) -> Arc<Alignment> {
        let mut hasher = DefaultHasher::new();
        for entry in active.iter().filter_map(|&index| catalogue.entry(index)) {
            entry.key_hash().hash(&mut hasher);
            if entry.is_plural() {
                entry.id_plural().hash(&mut hasher);
            }
        }
        let key = hasher.finish();
        let known = |alignments: &HashMap<u64, Arc<Alignment>>| alignments.get(&key).map(Arc::clone);
        if let Some(alignment) = self.alignments.lock().ok().and_then(|alignments| known(&alignments)) {
            return alignment;
        }
        let old: Vec<OldText> =
            active.iter().filter_map(|&index| catalogue.entry(index)).map(|entry| OldText::of(&entry)).collect();
        let old: Vec<Text<'_>> = old.iter().map(OldText::as_text).collect();
        let new: Vec<Text<'_>> = self.texts().collect();
        let alignment = Arc::new(align(&old, &new, self.document.format == Format::Fluent));
        if let Ok(mut alignments) = self.alignments.lock() {
            alignments.insert(key, Arc::clone(&alignment));
        }
        alignment
    }
}

/// What became of one unit's translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The entry with this index stands for the unit as it is.
    Kept(usize),
    /// The entry stands for the unit, and its English is again what the translation was made from, or what somebody
    /// vouched for.
    Reverted(usize),
    /// The obsolete entry with this index has the unit's English: its translation comes back.
    Revived(usize),
    /// The same English under another key.
    Renamed(usize),
    /// The entry says that its translation was made from another English, or the English changed since.
    Edited(Box<Edit>),
    /// There is nothing to inherit.
    Added {
        /// The entry of a text that disappeared and looks alike.
        near: Option<usize>,
    },
}

impl Step {
    /// Returns the first entry that the unit inherits from.
    #[must_use]
    pub fn entry(&self) -> Option<usize> {
        match self {
            Self::Kept(entry) | Self::Reverted(entry) | Self::Revived(entry) | Self::Renamed(entry) => Some(*entry),
            Self::Edited(edit) => edit.entries.first().copied(),
            Self::Added { .. } => None,
        }
    }
}

/// All units of a document followed into one catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// What became of each unit; parallel to `English::entries`.
    pub steps: Vec<Step>,
    /// The active entries whose English left the document, ascending.
    pub removed: Vec<usize>,
    /// Whether the catalogue holds exactly the units of the document in their order.
    pub is_in_order: bool,
}

/// Follows the units of a document into a catalogue.
///
/// When the catalogue holds the units in their order, nothing is allocated per entry but the steps. The ledger's evidence
/// is asked for only where English was edited.
#[must_use]
pub fn follow<'a>(
    english: &'a English<'_>,
    catalogue: &Catalogue,
    policy: &'a ChangePolicy,
    evidence: &'a dyn Fn() -> &'a Evidence,
) -> Followed {
    let ground = Ground { policy, classes: &english.classes, evidence, format: english.document.format };
    if let Some(steps) = in_order(english, catalogue, ground) {
        return Followed { steps, removed: Vec::new(), is_in_order: true };
    }
    let active: Vec<usize> = catalogue
        .entries()
        .enumerate()
        .filter(|(_, entry)| !entry.is_obsolete() && !english.is_extra(entry))
        .map(|(index, _)| index)
        .collect();
    let alignment = english.alignment(catalogue, &active);
    let mut walk = Walk::new(catalogue, ground, &active, &alignment);
    let steps = english.texts().zip(&alignment.origins).map(|(text, origin)| walk.step(text, origin)).collect();
    Followed { steps, removed: walk.removed(&active), is_in_order: false }
}

fn in_order(english: &English<'_>, catalogue: &Catalogue, ground: Ground<'_>) -> Option<Vec<Step>> {
    let is_unit = |entry: &Entry<'_>| !entry.is_obsolete() && !english.is_extra(entry);
    let mut active = catalogue.entries().enumerate().filter(|(_, entry)| is_unit(entry));
    let mut steps = Vec::with_capacity(english.entries.len());
    let heads = english.heads.get();
    for (place, text) in english.texts().enumerate() {
        let (index, entry) = active.next()?;
        let is_known = heads.and_then(|heads| heads.key_bytes(place)) == Some(entry.key_bytes());
        if !is_known && !is_same(&entry, text) {
            return None;
        }
        steps.push(kept(index, &entry, text, ground));
    }
    if active.next().is_some() {
        return None;
    }
    english.heads.get_or_init(|| Heads::of(catalogue, &steps.iter().filter_map(Step::entry).collect::<Vec<usize>>()));
    Some(steps)
}

fn is_same(entry: &Entry<'_>, text: Text<'_>) -> bool {
    entry.id_eq(text.source) && entry.context_eq(text.context) && entry.id_plural_eq(text.plural)
}

/// Follows a unit whose entry already has its English.
fn kept(index: usize, entry: &Entry<'_>, text: Text<'_>, ground: Ground<'_>) -> Step {
    if entry.is_fuzzy() && entry.has_previous() && entry.has_text() {
        Edit::step(vec![index], Relation::Edited, OldText::translated_from(entry), text, entry, ground)
    } else {
        Step::Kept(index)
    }
}

/// The texts that wait for their unit: by hash of context, source and plural.
struct Walk<'a, 'g> {
    catalogue: &'a Catalogue,
    ground: Ground<'g>,
    active: &'a [usize],
    obsolete: HashMap<OldText, usize>,
    /// Stale entries that nothing inherits from, obsolete ones among them, by what they were translated from.
    stranded: HashMap<OldText, usize>,
    used: Vec<bool>,
}

impl<'a, 'g> Walk<'a, 'g> {
    fn new(catalogue: &'a Catalogue, ground: Ground<'g>, active: &'a [usize], alignment: &Alignment) -> Self {
        let obsolete = || catalogue.entries().enumerate().filter(|(_, entry)| entry.is_obsolete() && entry.has_text());
        let removed = alignment
            .removed
            .iter()
            .filter_map(|&place| active.get(place as usize).copied())
            .filter_map(|index| Some((index, catalogue.entry(index)?)));
        let stranded = obsolete()
            .chain(removed)
            .filter(|(_, entry)| entry.is_fuzzy() && entry.has_previous() && entry.has_text())
            .map(|(index, entry)| (OldText::translated_from(&entry), index))
            .collect();
        let obsolete = obsolete().map(|(index, entry)| (OldText::of(&entry), index)).collect();
        Self { catalogue, ground, active, obsolete, stranded, used: vec![false; catalogue.len()] }
    }

    fn step(&mut self, text: Text<'_>, origin: &Origin) -> Step {
        let step = self.choose(text, origin);
        let used = match &step {
            Step::Edited(edit) => edit.entries.as_slice(),
            Step::Kept(entry) | Step::Reverted(entry) | Step::Revived(entry) | Step::Renamed(entry) => {
                std::slice::from_ref(entry)
            }
            Step::Added { .. } => &[],
        };
        for &entry in used {
            if let Some(slot) = self.used.get_mut(entry) {
                *slot = true;
            }
        }
        step
    }

    fn choose(&mut self, text: Text<'_>, origin: &Origin) -> Step {
        let entries: Vec<usize> =
            origin.olds().iter().filter_map(|&place| self.active.get(place as usize).copied()).collect();
        let first = entries.first().and_then(|&index| Some((index, self.catalogue.entry(index)?)));
        match (origin, first) {
            (Origin::Same(_) | Origin::Moved(_), Some((index, entry))) => kept(index, &entry, text, self.ground),
            (Origin::Renamed(_), Some((index, entry))) if entry.is_fuzzy() && entry.has_previous() => {
                let old = OldText { context: text.context.map(str::to_owned), ..OldText::translated_from(&entry) };
                Edit::step(vec![index], Relation::Edited, old, text, &entry, self.ground)
            }
            (Origin::Renamed(_), Some((index, _))) => Step::Renamed(index),
            (Origin::Edited(_), Some((index, entry))) => {
                let old = OldText::translated_from(&entry);
                match self.returned(text) {
                    Some(step) if old.as_text() != text => step,
                    _ => Edit::step(vec![index], Relation::Edited, old, text, &entry, self.ground),
                }
            }
            (Origin::Split(_), Some((_, entry))) => {
                let old = OldText::translated_from(&entry);
                let ground = self.ground;
                let parted = || Edit::step(entries, Relation::Split, old, text, &entry, ground);
                self.returned(text).unwrap_or_else(parted)
            }
            (Origin::Merged(_), Some((_, entry))) => {
                let (old, ground) = (self.joined(&entries), self.ground);
                let merged = || Edit::step(entries, Relation::Merged, old, text, &entry, ground);
                self.returned(text).unwrap_or_else(merged)
            }
            (Origin::Added { near }, _) => {
                let near = near.and_then(|place| self.active.get(place as usize).copied());
                self.returned(text).unwrap_or(Step::Added { near })
            }
            (_, None) => Step::Added { near: None },
        }
    }

    /// Finds a translation of exactly this English that was set aside before.
    fn returned(&mut self, text: Text<'_>) -> Option<Step> {
        if self.obsolete.is_empty() && self.stranded.is_empty() {
            return None;
        }
        let key = OldText::from(text);
        let is_free = |index: &usize| self.used.get(*index) == Some(&false);
        let obsolete = self.obsolete.remove(&key).filter(is_free).map(Step::Revived);
        obsolete.or_else(|| self.stranded.remove(&key).filter(is_free).map(Step::Reverted))
    }

    fn joined(&self, entries: &[usize]) -> OldText {
        let olds: Vec<OldText> = entries
            .iter()
            .filter_map(|&index| self.catalogue.entry(index))
            .filter(Entry::has_text)
            .map(|entry| OldText::translated_from(&entry))
            .collect();
        let sources: Vec<&str> = olds.iter().map(|old| old.source.as_str()).collect();
        OldText {
            context: olds.first().and_then(|old| old.context.clone()),
            source: sources.join(BETWEEN_MERGED),
            plural: olds.first().and_then(|old| old.plural.clone()),
            role: Role::default(),
        }
    }

    fn removed(&self, active: &[usize]) -> Vec<usize> {
        active.iter().copied().filter(|&index| self.used.get(index) == Some(&false)).collect()
    }
}
