//! Finds between two versions of a catalogue the translations that were declared fresh without being touched.
//!
//! The evidence is the catalogue alone: it needs no ledger, and sees an English text that was edited by hand in the
//! catalogue as well as a stale mark that was taken off.

use std::collections::{HashMap, HashSet};

use crate::model::{ChangeClass, Fingerprint, UnitId};
use crate::po::{Catalogue, Entry};
use crate::sync::{OldText, Origin, Text, align, classify};

/// A translation that was declared fresh although only its English changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refresh {
    /// The hash of context and English, see [`short`].
    pub unit: u64,
    /// The core of the translation, see [`Fingerprint::of_core`].
    pub core: Fingerprint,
    /// Whether the English had changed in meaning.
    pub is_meaning: bool,
}

/// Returns the hash under which a text is known in any module: that of its context and English.
#[must_use]
pub fn short(context: Option<&str>, source: &str) -> u64 {
    u64::from_str_radix(UnitId::of(context, source).as_str(), 16).unwrap_or(0)
}

/// Finds the refreshes that turned `old` into `new`.
#[must_use]
pub fn refreshes(old: &Catalogue, new: &Catalogue) -> Vec<Refresh> {
    let mut by_key: HashMap<OldText, Entry<'_>> = HashMap::new();
    let mut by_core: HashSet<Fingerprint> = HashSet::new();
    for entry in old.entries().filter(|entry| !entry.is_obsolete() && entry.has_text()) {
        by_core.insert(core(&entry));
        by_key.insert(OldText::of(&entry), entry);
    }
    let mut found = Vec::new();
    let mut strangers: Vec<(OldText, Fingerprint)> = Vec::new();
    for entry in new.entries().filter(|entry| !entry.is_obsolete() && entry.is_translated() && !entry.is_fuzzy()) {
        let text = OldText::of(&entry);
        match by_key.get(&text) {
            Some(before) if before.is_fuzzy() && before.has_previous() => {
                let now = core(&entry);
                if core(before) == now {
                    found.extend(refresh(&OldText::translated_from(before), &text, now));
                }
            }
            Some(_) => {}
            None => {
                let now = core(&entry);
                strangers.extend(by_core.contains(&now).then_some((text, now)));
            }
        }
    }
    if !strangers.is_empty() {
        found.extend(rewritten(old, new, &strangers));
    }
    found
}

/// Finds the entries whose English was exchanged under their translation, by the lineage of the English.
fn rewritten(old: &Catalogue, new: &Catalogue, strangers: &[(OldText, Fingerprint)]) -> Vec<Refresh> {
    let texts = |catalogue: &Catalogue| -> Vec<OldText> {
        catalogue.entries().filter(|entry| !entry.is_obsolete()).map(|entry| OldText::of(&entry)).collect()
    };
    let (old_texts, new_texts) = (texts(old), texts(new));
    let old_views: Vec<Text<'_>> = old_texts.iter().map(OldText::as_text).collect();
    let new_views: Vec<Text<'_>> = new_texts.iter().map(OldText::as_text).collect();
    let is_keyed = !new_texts.is_empty() && new_texts.iter().all(|text| text.context.is_some());
    let alignment = align(&old_views, &new_views, is_keyed);
    let wanted: HashMap<&OldText, Fingerprint> = strangers.iter().map(|(text, core)| (text, *core)).collect();
    let active: Vec<Entry<'_>> = old.entries().filter(|entry| !entry.is_obsolete()).collect();
    let of_origin = |(text, origin): (&OldText, &Origin)| {
        let (Origin::Edited(place), now) = (origin, *wanted.get(text)?) else { return None };
        let before = active.get(*place as usize)?;
        let from = OldText::translated_from(before);
        (before.has_text() && core(before) == now).then(|| refresh(&from, text, now)).flatten()
    };
    new_texts.iter().zip(&alignment.origins).filter_map(of_origin).collect()
}

/// Judges one refresh; none when the English is the one that the translation was made from.
fn refresh(from: &OldText, to: &OldText, core: Fingerprint) -> Option<Refresh> {
    if from.source == to.source && from.plural == to.plural {
        return None;
    }
    let plain = |text: &OldText| OldText { context: None, ..text.clone() };
    let class = classify(plain(from).as_text(), plain(to).as_text()).class;
    let is_harmless = class < ChangeClass::Wording;
    let unit = short(to.context.as_deref(), &to.source);
    (!is_harmless).then_some(Refresh { unit, core, is_meaning: class == ChangeClass::Meaning })
}

fn core(entry: &Entry<'_>) -> Fingerprint {
    let forms = entry.forms();
    Fingerprint::of_core(forms.iter().map(AsRef::as_ref))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &str, new: &str) -> Vec<bool> {
        let head = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
        let parse = |text: &str| Catalogue::parse(format!("{head}{text}").into_bytes()).unwrap();
        refreshes(&parse(old), &parse(new)).into_iter().map(|refresh| refresh.is_meaning).collect()
    }

    const STALE: &str =
        "#, fuzzy\n#| msgid \"You may leave the room.\"\nmsgid \"You must leave the room.\"\nmsgstr \"Gå.\"\n";

    #[test]
    fn a_stale_mark_taken_off_an_untouched_text_is_a_refresh() {
        let fresh = |text: &str| format!("msgid \"You must leave the room.\"\nmsgstr \"{text}\"\n");
        assert_eq!(found(STALE, &fresh("Gå.")), [true]);
        assert_eq!(found(STALE, &fresh("Gå ")), [true]);
        assert!(found(STALE, &fresh("Du skal gå.")).is_empty());
        assert!(found(STALE, STALE).is_empty());
        assert!(found(&fresh("Gå."), &fresh("Gå.")).is_empty());
    }

    #[test]
    fn an_english_text_exchanged_under_its_translation_is_a_refresh() {
        let of = |english: &str| format!("msgid \"{english}\"\nmsgstr \"Gå ud.\"\n");
        assert_eq!(found(&of("You may leave the room."), &of("You must leave the room.")), [true]);
        assert!(found(&of("You may leave teh room."), &of("You may leave the room.")).is_empty());
        assert!(found(&of("Coffee is served in the garden."), &of("You must leave the room.")).is_empty());
    }
}
