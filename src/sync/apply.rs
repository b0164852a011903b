//! Writes down what [`follow`] found: the new catalogue, and what the ledger must remember.
//!
//! Invariants: applying twice changes nothing; an entry that needs no change keeps its bytes; every text that somebody
//! wrote is in the new catalogue, as a translation, as a fuzzy one, or as an obsolete entry.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{ChangePolicy, Edit, English, Followed, OldText, Relation, Step, follow};
use crate::language::Language;
use crate::ledger::{Act, Evidence, Line, Lineage};
use crate::model::{Fingerprint, Unit};
use crate::po::{Catalogue, Entry, Header, Message, Previous, Slot, Template};

/// How many entries met each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Fates {
    /// New units without a translation.
    pub added: usize,
    /// Translations that became stale.
    pub stale: usize,
    /// Translations that stayed valid although the English was edited.
    pub carried: usize,
    /// Translations that are right again, because the English they were made from returned.
    pub returned: usize,
    /// Translations that follow a renamed key.
    pub renamed: usize,
    /// Entries whose English left the document.
    pub obsolete: usize,
    /// Entries whose comments were brought up to date.
    pub commented: usize,
}

impl Fates {
    /// Adds the numbers of another catalogue.
    pub fn merge(&mut self, other: &Self) {
        self.added += other.added;
        self.stale += other.stale;
        self.carried += other.carried;
        self.returned += other.returned;
        self.renamed += other.renamed;
        self.obsolete += other.obsolete;
        self.commented += other.commented;
    }
}

/// A catalogue brought up to the English of today.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied<'a> {
    /// The whole file; borrowed from the old one when there was nothing to do.
    pub bytes: Cow<'a, [u8]>,
    /// What the ledger must remember; empty when there was nothing to do.
    pub lines: Vec<Line>,
    /// What happened.
    pub fates: Fates,
}

/// Brings a catalogue up to a document; `catalogue` is none when the file does not exist. `today` is the day to write
/// into the ledger, `evidence` what the ledger comes to, asked for only where English was edited.
#[must_use]
pub fn apply<'a, 'e>(
    english: &'e English<'_>,
    catalogue: Option<&'a Catalogue>,
    language: &Language,
    policy: &'e ChangePolicy,
    evidence: &'e dyn Fn() -> &'e Evidence,
    today: &str,
) -> Applied<'a> {
    let empty = Catalogue::empty();
    let old = catalogue.unwrap_or(&empty);
    let followed = follow(english, old, policy, evidence);
    if let Some(catalogue) = catalogue
        && is_done(english, catalogue, &followed)
    {
        return Applied { bytes: Cow::Borrowed(catalogue.bytes()), ..Applied::default() };
    }
    let forms = old.header().form_count().unwrap_or(language.plural.categories.len());
    let mut writer = Writer {
        english,
        catalogue: old,
        policy,
        forms,
        today,
        applied: Applied::default(),
        set_aside: Vec::new(),
        parted: HashSet::new(),
    };
    let mut slots = Vec::with_capacity(old.len() + followed.steps.len());
    for (&unit, step) in english.entries.iter().zip(&followed.steps) {
        if let Some(unit) = english.document.units.get(unit) {
            slots.push(writer.slot(unit, step));
        }
    }
    let extras = old.entries().enumerate().filter(|(_, entry)| english.is_extra(entry));
    slots.extend(extras.map(|(index, _)| Slot::Keep(index)));
    let revived: Vec<usize> = followed
        .steps
        .iter()
        .filter_map(|step| if let Step::Revived(index) | Step::Reverted(index) = step { Some(*index) } else { None })
        .collect();
    let set_aside = std::mem::take(&mut writer.set_aside);
    let mut applied = writer.applied;
    for entry in followed.removed.iter().filter_map(|&index| old.entry(index)).filter(Entry::has_text) {
        applied.fates.obsolete += 1;
        slots.push(Slot::Put(Message { is_obsolete: true, ..entry.to_message() }));
    }
    applied.fates.obsolete += set_aside.len();
    slots.extend(set_aside.into_iter().map(Slot::Put));
    let obsolete = old.entries().enumerate().filter(|(index, entry)| entry.is_obsolete() && !revived.contains(index));
    slots.extend(obsolete.map(|(index, _)| Slot::Keep(index)));
    applied.bytes = match catalogue {
        Some(_) => old.rebuild(&slots),
        None if slots.is_empty() => Vec::new(),
        None => old.rebuild_under(&Header::new(language), &slots),
    }
    .into();
    applied
}

/// Returns whether a catalogue holds the units in their order, then what only the target has, then what is obsolete, and
/// every entry says all there is to say.
fn is_done(english: &English<'_>, catalogue: &Catalogue, followed: &Followed) -> bool {
    let units = english.entries.iter().filter_map(|&unit| english.document.units.get(unit));
    let mut places = 0..catalogue.len();
    let is_in_place = |(unit, step): (&Unit, &Step)| {
        let Some(index) = step.entry().filter(|index| places.next() == Some(*index)) else { return false };
        let Some(entry) = catalogue.entry(index) else { return false };
        let is_kept = match step {
            Step::Kept(_) => true,
            Step::Edited(edit) => is_settled(edit, &entry, unit),
            _ => false,
        };
        is_kept && is_told(&entry, unit)
    };
    followed.is_in_order && units.zip(&followed.steps).all(is_in_place) && {
        let mut rest = places.filter_map(|index| catalogue.entry(index)).skip_while(|entry| english.is_extra(entry));
        rest.all(|entry| entry.is_obsolete())
    }
}

/// Returns a gettext template: every unit of a document that has an entry, without translations.
#[must_use]
pub fn template(english: &English<'_>) -> String {
    let units = || english.entries.iter().filter_map(|&index| english.document.units.get(index));
    let mut template = Template::new(units().map(|unit| unit.source.len() + 64).sum());
    for unit in units() {
        template.push(comments(unit), unit.context.as_deref(), &unit.source, unit.plural.as_deref());
    }
    template.into_text()
}

struct Writer<'a> {
    english: &'a English<'a>,
    catalogue: &'a Catalogue,
    policy: &'a ChangePolicy,
    forms: usize,
    today: &'a str,
    applied: Applied<'static>,
    /// Old entries whose text does not fit their new place, and those that were joined or cut up; they are kept as
    /// obsolete, so that their English finds its own translation when it returns.
    set_aside: Vec<Message>,
    /// The joined and cut up entries among them, by index.
    parted: HashSet<usize>,
}

impl Writer<'_> {
    fn slot(&mut self, unit: &Unit, step: &Step) -> Slot {
        let entry = step.entry().and_then(|index| Some((index, self.catalogue.entry(index)?)));
        let Some((index, entry)) = entry else {
            self.applied.fates.added += 1;
            let mut message = Message::new(unit.context.clone(), &unit.source, unit.plural.clone(), self.forms);
            message.set_extracted_comments(comments(unit));
            return Slot::Put(message);
        };
        match step {
            Step::Kept(_) => self.kept(index, &entry, unit),
            Step::Edited(edit) if is_settled(edit, &entry, unit) => self.kept(index, &entry, unit),
            Step::Reverted(_) => {
                let mut message = self.renewed(&entry, unit);
                message.is_obsolete = false;
                message.set_fuzzy(false);
                message.previous = None;
                self.applied.fates.returned += 1;
                Slot::Put(message)
            }
            Step::Revived(_) => {
                let mut message = self.renewed(&entry, unit);
                message.is_obsolete = false;
                self.applied.fates.returned += 1;
                Slot::Put(message)
            }
            Step::Renamed(_) => {
                let message = self.renewed(&entry, unit);
                if message.is_translated() && !message.is_fuzzy() {
                    self.remember(Act::Carry, unit, &message, &OldText::of(&entry), "renamed");
                }
                self.applied.fates.renamed += 1;
                Slot::Put(message)
            }
            Step::Edited(edit) => self.edited(edit, &entry, unit),
            Step::Added { .. } => Slot::Keep(index),
        }
    }

    fn kept(&mut self, index: usize, entry: &Entry<'_>, unit: &Unit) -> Slot {
        if is_told(entry, unit) {
            return Slot::Keep(index);
        }
        let mut message = entry.to_message();
        message.set_extracted_comments(comments(unit));
        self.applied.fates.commented += 1;
        Slot::Put(message)
    }

    /// Returns the entry as a message that says the unit's English and comments.
    fn renewed(&mut self, entry: &Entry<'_>, unit: &Unit) -> Message {
        let mut message = entry.to_message();
        message.context.clone_from(&unit.context);
        message.id.clone_from(&unit.source);
        let count = if unit.plural.is_some() { self.forms } else { 1 };
        if message.id_plural.is_some() != unit.plural.is_some() || message.forms.len() != count {
            if message.has_text() && message.forms.len() > count {
                self.set_aside.push(Message { is_obsolete: true, ..entry.to_message() });
            }
            // The most general form comes last in every plural rule of the table.
            let general = message.forms.iter().rev().find(|form| !form.is_empty()).cloned().unwrap_or_default();
            message.forms = vec![general; count];
            message.set_fuzzy(message.has_text());
        }
        message.id_plural.clone_from(&unit.plural);
        message.set_extracted_comments(comments(unit));
        message
    }

    fn edited(&mut self, edit: &Edit, entry: &Entry<'_>, unit: &Unit) -> Slot {
        let mut sources = edit.entries.iter().filter_map(|&index| self.catalogue.entry(index));
        let is_draft = sources.any(|entry| entry.has_text() && entry.is_fuzzy() && !entry.has_previous());
        if edit.relation == Relation::Split || edit.entries.len() > 1 {
            self.part(&edit.entries);
        }
        let mut message = self.renewed(entry, unit);
        message.is_obsolete = false;
        if edit.relation == Relation::Merged {
            self.join(&mut message, edit);
        }
        if !message.has_text() {
            message.set_fuzzy(false);
            message.previous = None;
            self.applied.fates.added += 1;
            return Slot::Put(message);
        }
        if is_draft {
            // A draft is reviewed against the English of today in any case.
            message.previous = None;
            message.set_fuzzy(true);
            self.applied.fates.stale += 1;
            return Slot::Put(message);
        }
        let class = || self.english.class(unit, edit, self.policy).word();
        let fits = entry.is_translated() && entry.form_count() == message.forms.len();
        if edit.is_carried && fits {
            message.set_fuzzy(false);
            message.previous = None;
            self.remember(Act::Carry, unit, &message, &edit.old, class());
            self.spell_out(edit);
            self.applied.fates.carried += 1;
            return Slot::Put(message);
        }
        message.set_fuzzy(true);
        message.previous = Some(Previous {
            context: (edit.old.context != unit.context).then(|| edit.old.context.clone().unwrap_or_default()),
            id: edit.old.source.clone(),
            id_plural: edit.old.plural.clone(),
        });
        self.remember(Act::Other(Evidence::STALE.to_owned()), unit, &message, &edit.old, class());
        self.applied.fates.stale += 1;
        Slot::Put(message)
    }

    /// Keeps the entries that were joined or cut up, each once.
    fn part(&mut self, entries: &[usize]) {
        for &index in entries {
            let Some(entry) = self.catalogue.entry(index).filter(Entry::has_text) else { continue };
            if !entry.is_obsolete() && self.parted.insert(index) {
                self.set_aside.push(Message { is_obsolete: true, ..entry.to_message() });
            }
        }
    }

    /// Joins the translations of all merged entries, and their translators' comments.
    fn join(&self, message: &mut Message, edit: &Edit) {
        for entry in edit.entries.iter().skip(1).filter_map(|&index| self.catalogue.entry(index)) {
            for (index, form) in message.forms.iter_mut().enumerate() {
                let other: Cow<'_, str> =
                    if index < entry.form_count() { entry.form(index) } else { Cow::Borrowed("") };
                if !form.is_empty() && !other.is_empty() {
                    form.push(' ');
                }
                form.push_str(&other);
            }
            for comment in entry.translator_comments().collect::<Vec<_>>() {
                message.add_translator_comment(&comment);
            }
        }
    }

    fn remember(&mut self, act: Act, unit: &Unit, message: &Message, old: &OldText, class: &str) {
        let target = Fingerprint::of(message.forms.iter().map(String::as_str));
        let source = unit.source_print();
        let (was_unit, was) = old.named(self.english.document.format);
        let mut line = Line::new(act, unit.id(), source, Some(target), "", self.today);
        line.more.insert("class".into(), class.into());
        line.more.insert("was".into(), was.to_string().into());
        line.more.insert("was-unit".into(), was_unit.to_string().into());
        let core = Fingerprint::of_core(message.forms.iter().map(String::as_str));
        line.more.insert(Evidence::CORE.into(), core.to_string().into());
        self.applied.lines.push(line);
    }

    /// Adds to the last line the English that a carried translation was made from, which no catalogue names any more.
    fn spell_out(&mut self, edit: &Edit) {
        let Some(line) = self.applied.lines.last_mut() else { return };
        let (source, plural) = match &edit.origin {
            Some(origin) => (&origin.source, &origin.plural),
            None => (&edit.old.source, &edit.old.plural),
        };
        let [field, plural_field] = Lineage::FROM;
        line.more.insert(field.into(), source.as_str().into());
        line.more.extend(plural.iter().map(|plural| (plural_field.into(), plural.as_str().into())));
    }
}

/// Returns whether a stale entry already says everything about its edit.
fn is_settled(edit: &Edit, entry: &Entry<'_>, unit: &Unit) -> bool {
    !edit.is_carried
        && edit.entries.len() == 1
        && entry.is_fuzzy()
        && entry.has_previous()
        && !entry.is_obsolete()
        && entry.id_eq(&unit.source)
        && entry.context_eq(unit.context.as_deref())
        && entry.id_plural_eq(unit.plural.as_deref())
}

/// Returns whether the extracted comments of an entry say what the unit's do. Comments of other tools stay, unless the
/// author now tells translators something that is not there.
fn is_told(entry: &Entry<'_>, unit: &Unit) -> bool {
    let is_ours = entry.extracted_comments().next().is_some_and(|kind| kind == unit.kind.words());
    if is_ours {
        return entry.extracted_comments().eq(comments(unit));
    }
    let mut lines = unit.notes.iter().flat_map(|note| note.lines());
    lines.all(|line| entry.extracted_comments().any(|have| have == line))
}

/// Returns the extracted comments of a unit: what it is, its limit, then the author's notes.
fn comments(unit: &Unit) -> impl Iterator<Item = Cow<'_, str>> {
    let limit = unit.max_length.map(|length| Cow::Owned(format!("at most {length} characters")));
    let notes = unit.notes.iter().flat_map(|note| note.lines()).map(Cow::Borrowed);
    std::iter::once(Cow::Borrowed(unit.kind.words())).chain(limit).chain(notes)
}
