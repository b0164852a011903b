//! Merging headers, field by field.

use crate::language::PluralForms;
use crate::po::{Header, Message};

/// Merges three headers. A field that both sides changed is taken from the side revised last, else from ours.
pub(super) fn merge(base: &Header, ours: &Header, theirs: &Header) -> Header {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    let revised = |header: &Header| header.get("PO-Revision-Date").unwrap_or("").to_owned();
    let theirs_is_later = revised(theirs) > revised(ours);
    let mut merged = ours.clone();
    for (name, value) in theirs.fields() {
        let (old, own) = (base.get(name), ours.get(name));
        if own == Some(value) || old == Some(value) {
            continue;
        }
        let later = match name {
            // Dates start with the year, so that the later one is the greater.
            "POT-Creation-Date" | "PO-Revision-Date" => own.is_none_or(|own| value > own),
            _ => own == old || theirs_is_later,
        };
        if later {
            merged.set(name, value);
        }
    }
    merged
}

/// Brings the forms of messages under a header that numbers them differently.
pub(super) fn bring_under(messages: &mut [Message], from: &Header, to: &Header) {
    let read = |header: &Header| header.plural_forms().and_then(|value| PluralForms::parse(value).ok());
    let (Some(from), Some(to)) = (read(from), read(to)) else { return };
    if from.is_equivalent(&to) {
        return;
    }
    let leading = from.led_to_forms(&to);
    for message in messages {
        message.remap_forms(&leading);
    }
}
