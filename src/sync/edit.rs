//! What an English edit means for the translation of one unit.
//!
//! Whether a translation survives an edit is asked for every stale text by every command, and is answered cheaply. What
//! exactly the edit did is asked for where somebody reads it, and is found out then.

use std::borrow::Cow;

use super::classes::Classes;
use super::classify::is_beyond_typo;
use super::{Action, ChangePolicy, Role, Step, Text, classify};
use crate::ledger::{EnglishText, Evidence, Target};
use crate::model::{Change, ChangeClass, Fingerprint, Format, UnitId};
use crate::po::Entry;

/// An English text that a translation was made from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OldText {
    /// The context or key.
    pub context: Option<String>,
    /// The English; the singular of a plural unit.
    pub source: String,
    /// The English plural.
    pub plural: Option<String>,
    /// What it was on its page.
    pub role: Role,
}

impl From<Text<'_>> for OldText {
    fn from(text: Text<'_>) -> Self {
        Self {
            context: text.context.map(str::to_owned),
            source: text.source.to_owned(),
            plural: text.plural.map(str::to_owned),
            role: text.role,
        }
    }
}

impl OldText {
    /// Returns the English of an entry as it stands in the catalogue.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Self {
        Self {
            context: entry.context().map(Cow::into_owned),
            source: entry.id().into_owned(),
            plural: entry.id_plural().map(Cow::into_owned),
            role: Role::of_entry(entry),
        }
    }

    /// Returns what the translation of an entry was made from: the previous English where the catalogue names one.
    #[must_use]
    pub fn translated_from(entry: &Entry<'_>) -> Self {
        match entry.previous().filter(|_| entry.is_fuzzy()) {
            Some(previous) => Self {
                context: entry.previous_context(&previous).map(Cow::into_owned),
                source: previous.id,
                plural: previous.id_plural,
                role: Role::default(),
            },
            None => Self::of(entry),
        }
    }

    /// Returns its unit's name and its fingerprint, as ledgers record them.
    #[must_use]
    pub fn named(&self, format: Format) -> (UnitId, Fingerprint) {
        named(self.as_text(), format)
    }

    /// Returns it for comparing.
    #[must_use]
    pub fn as_text(&self) -> Text<'_> {
        let Self { context, source, plural, role } = self;
        Text { context: context.as_deref(), source, plural: plural.as_deref(), role: *role }
    }
}

/// How an edited unit relates to its old text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// One text became another.
    Edited,
    /// It is a part of the old text.
    Split,
    /// It was put together from several old texts.
    Merged,
}

/// What an English edit means for the translation of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The entries it inherits from, by index, in their order; never empty.
    pub entries: Vec<usize>,
    /// How it relates to them.
    pub relation: Relation,
    /// What the translation was made from; several texts are joined by an empty line.
    pub old: OldText,
    /// The English that somebody vouched for, where the translation was carried from it to `old`.
    pub origin: Option<EnglishText>,
    /// Whether an earlier change of meaning was passed over: the mark was taken off, and nobody vouched for the text.
    pub is_doubtful: bool,
    /// Whether the policy says that the translation stays valid.
    pub is_carried: bool,
}

/// What edits are held against: the policy, what is known of the edits themselves, and what the ledger says about earlier
/// ones, once somebody asks.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) policy: &'a ChangePolicy,
    pub(super) classes: &'a Classes,
    pub(super) evidence: &'a dyn Fn() -> &'a Evidence,
    pub(super) format: Format,
}

impl Edit {
    /// Follows a unit to old English; `text` is the English of today, `entry` the first of the entries.
    pub(super) fn step(
        entries: Vec<usize>,
        relation: Relation,
        old: OldText,
        text: Text<'_>,
        entry: &Entry<'_>,
        ground: Ground<'_>,
    ) -> Step {
        let is_whole = |text: &str| !text.contains(BETWEEN_MERGED);
        let relation = match relation {
            // A catalogue that was synced after a merge: its previous English is that of several units.
            Relation::Edited if !is_whole(&old.source) && is_whole(text.source) => Relation::Merged,
            relation => relation,
        };
        if old.as_text() == text
            && let [entry] = *entries
        {
            return Step::Reverted(entry);
        }
        // Parts are never carried: whether they still fit, somebody has to see.
        let is_carried = relation == Relation::Edited && ground.carries(old.as_text(), text);
        let edit = Self { entries, relation, old, origin: None, is_doubtful: false, is_carried };
        // A draft stays one, whatever its text was worth beside another English.
        let is_draft = entry.is_fuzzy() && !entry.has_previous();
        match relation == Relation::Edited && !is_draft && !(ground.evidence)().lineage().is_empty() {
            true => edit.with_past(text, entry, ground),
            false => Step::Edited(Box::new(edit)),
        }
    }

    /// Adds what the ledger knows: the catalogue names the English of today or the one before, not what lies behind it.
    fn with_past(mut self, text: Text<'_>, entry: &Entry<'_>, ground: Ground<'_>) -> Step {
        let lineage = (ground.evidence)().lineage();
        let forms = entry.forms();
        let target = Target::of(forms.iter().map(AsRef::as_ref));
        let (old_unit, old_print) = named(self.old.as_text(), ground.format);
        let (unit, print) = named(text, ground.format);
        let is_right =
            lineage.is_vouched(&unit, print, target) || lineage.stood_beside(&old_unit, old_print, target, print);
        if let (true, [entry]) = (is_right, self.entries.as_slice()) {
            return Step::Reverted(*entry);
        }
        self.is_doubtful = lineage.is_doubtful(&old_unit, old_print, target);
        let class = |old: &OldText| ground.classes.of(old.as_text(), text);
        for origin in lineage.carried_from(&old_unit, old_print, target) {
            let Some(origin) = origin else {
                // Which misspelling was put right before, an older ledger does not say.
                self.is_carried &= class(&self.old) <= ChangeClass::Punctuation;
                continue;
            };
            let whole = OldText { source: origin.source.clone(), plural: origin.plural.clone(), ..self.old.clone() };
            let is_carried = ground.carries(whole.as_text(), text);
            if !is_carried && (self.is_carried || class(&whole) > class(&self.old)) {
                self.old = whole;
            } else {
                self.origin = Some(origin.clone());
            }
            self.is_carried &= is_carried;
        }
        self.is_carried &= !self.is_doubtful;
        Step::Edited(Box::new(self))
    }

    /// Returns what the class of the change between the texts counts for: a doubtful change is one of meaning, and parts
    /// are never just the same.
    #[must_use]
    pub fn class(&self, between: ChangeClass, policy: &ChangePolicy) -> ChangeClass {
        match self.relation {
            _ if self.is_doubtful => between.max(ChangeClass::Meaning),
            Relation::Split | Relation::Merged if policy.action(between) == Action::Carry => {
                between.max(ChangeClass::Wording)
            }
            Relation::Edited | Relation::Split | Relation::Merged => between,
        }
    }

    /// Finds what the edit did and what the policy says about it; `text` is the English of today.
    #[must_use]
    pub fn judge(&self, text: Text<'_>, policy: &ChangePolicy) -> (Change, Action) {
        let mut change = classify(self.old.as_text(), text);
        if self.is_doubtful && change.class < ChangeClass::Meaning {
            change.tokens.insert(0, "nobody attested the change of meaning before this one".to_owned());
        }
        if self.relation != Relation::Edited && policy.action(change.class) == Action::Carry {
            let parts = |text: &str| text.split(BETWEEN_MERGED).count();
            change.tokens = vec![format!("paragraphs: {} → {}", parts(&self.old.source), parts(text.source))];
        }
        change.class = self.class(change.class, policy);
        let action = match policy.action(change.class) {
            Action::Carry if !self.is_carried => Action::Recheck,
            action => action,
        };
        (change, action)
    }
}

impl Ground<'_> {
    /// Returns whether the policy carries an edit.
    fn carries(&self, old: Text<'_>, new: Text<'_>) -> bool {
        let carries = |class| self.policy.action(class) == Action::Carry;
        let is_settled = !carries(ChangeClass::Wording) && !carries(ChangeClass::Meaning);
        !(is_settled && is_beyond_typo(old.source, new.source)) && carries(self.classes.of(old, new))
    }
}

/// Returns the name and fingerprint of an English text, as ledgers record them.
fn named(text: Text<'_>, format: Format) -> (UnitId, Fingerprint) {
    let unit = match format {
        Format::Fluent => UnitId::keyed(text.context.unwrap_or_default()),
        Format::Markdown => UnitId::of(text.context, text.source),
    };
    (unit, Fingerprint::of(std::iter::once(text.source).chain(text.plural)))
}

/// What stands between the old texts of a merged unit: an empty line, which no unit of one paragraph holds.
pub(super) const BETWEEN_MERGED: &str = "\n\n";
