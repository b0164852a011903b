//! What only a target language has: keys of further variants and attributes.
//!
//! - `message.attribute`, `-term.attribute`: an attribute that the English entry has not (`-brand.gender`).
//! - `key[name]`, `key[7]`: a further variant of a selector that the English has.
//! - `key[$case=genitive]`, `key[-brand.gender=feminine]`: a variant of a selector that the English has not. The text
//!   of `key` itself becomes the default. A term may select on any parameter; a message only on what its English text
//!   mentions.

use super::skeleton::{Choice, EntrySlot, Form, Skeleton, Slot};
use crate::source::Document;

/// The key of an extra, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ExtraKey<'c> {
    /// The message or term.
    pub(super) entry: &'c str,
    /// The whole key without variant: the entry, or the entry and an attribute.
    pub(super) base: &'c str,
    /// The attribute's name.
    pub(super) attribute: Option<&'c str>,
    /// What is selected on, and the variant's key.
    pub(super) variant: Option<(Option<&'c str>, &'c str)>,
}

impl<'c> ExtraKey<'c> {
    /// Takes a catalogue key apart.
    pub(super) fn parse(context: &'c str) -> Option<Self> {
        let (base, variant) = match context.split_once('[') {
            Some((base, rest)) => {
                let inside = rest.strip_suffix(']')?;
                (base, Some(inside.split_once('=').map_or((None, inside), |(selector, key)| (Some(selector), key))))
            }
            None => (context, None),
        };
        let (entry, attribute) = base.split_once('.').map_or((base, None), |(entry, name)| (entry, Some(name)));
        let is_well_formed = is_name(entry.strip_prefix('-').unwrap_or(entry))
            && attribute.is_none_or(is_name)
            && variant.is_none_or(|(selector, key)| selector.is_none_or(is_selector) && is_variant_key(key));
        is_well_formed.then_some(Self { entry, base, attribute, variant })
    }
}

/// Returns whether a key that no unit of the document has may carry a text that only the target has.
///
/// Such an entry of a catalogue is kept by synchronisation and handed to the renderer in `Target::extras`.
#[must_use]
pub fn accepts_extra(document: &Document, context: &str) -> bool {
    let crate::source::Skeleton::Fluent(skeleton) = &document.skeleton else { return false };
    // A message or term of its own has no place; that tells nearly all keys.
    memchr::memchr2(b'.', b'[', context.as_bytes()).is_some()
        && ExtraKey::parse(context).is_some_and(|key| fits(skeleton, &key))
}

/// Returns whether a key has a place in the file.
pub(super) fn fits(skeleton: &Skeleton, key: &ExtraKey<'_>) -> bool {
    let Some(entry) = skeleton.by_key.get(key.entry).and_then(|&index| skeleton.entries.get(index)) else {
        return false;
    };
    let slots = skeleton.slots.get(entry.slots.clone()).unwrap_or(&[]);
    let is_new_attribute = key.attribute.is_some_and(|name| !entry.attributes.iter().any(|own| own == name));
    match key.variant {
        None => is_new_attribute,
        Some((Some(selector), _)) if is_new_attribute => may_select(entry, slots, selector),
        Some((selector, variant)) => {
            slots.iter().find(|slot| slot.key == key.base).is_some_and(|slot| match (&slot.form, selector) {
                (Form::Plain(_), Some(selector)) => may_select(entry, slots, selector),
                (Form::Select { choices, .. }, None) => takes(choices, variant),
                (Form::Plain(_), None) | (Form::Select { .. }, Some(_)) | (Form::Whole(..), _) => false,
            })
        }
    }
}

/// Returns whether choices may be joined by one more.
fn takes(choices: &[Choice], key: &str) -> bool {
    choices.iter().all(|choice| match choice {
        Choice::Number(own, _) => own != key && is_number(key),
        Choice::Plural(_) => is_number(key),
        Choice::Named { key: own, .. } => own != key,
    })
}

/// Returns whether an entry may be given a selector that its English has not.
fn may_select(entry: &EntrySlot, slots: &[Slot], selector: &str) -> bool {
    let mentioned = selector.split_once('.').map_or(selector, |(term, _)| term);
    let is_parameter = entry.key.starts_with('-') && selector.starts_with('$');
    is_parameter || slots.iter().any(|slot| slot.allowed.iter().any(|signature| signature == mentioned))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(whole) && fraction.is_none_or(is_digits)
}

fn is_variant_key(text: &str) -> bool {
    is_name(text) || is_number(text)
}

fn is_selector(text: &str) -> bool {
    match text.strip_prefix('$') {
        Some(variable) => is_name(variable),
        None => text
            .strip_prefix('-')
            .and_then(|term| term.split_once('.'))
            .is_some_and(|(term, name)| is_name(term) && is_name(name)),
    }
}
