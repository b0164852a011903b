//! Texts from elsewhere, taken into a catalogue.
//!
//! Invariant: a translation that the catalogue has already is never replaced unless the caller says so.

use std::collections::HashMap;

use crate::po::{Catalogue, Message, Slot};

/// A text from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The `msgctxt` of its entry.
    pub context: String,
    /// The English, for an entry that the catalogue has not; none when only existing entries are meant.
    pub new_source: Option<String>,
    /// One text, or one per form in the order of the catalogue's header; never empty.
    pub forms: Vec<String>,
}

/// What to do with texts that the catalogue has, and with those that it takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakeInPolicy {
    /// Whether a different text in the catalogue is replaced.
    pub overwrites: bool,
    /// Whether taken texts are drafts.
    pub as_drafts: bool,
}

/// A catalogue with the texts taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// The whole file; equal to the old one when nothing was taken.
    pub bytes: Vec<u8>,
    /// The contexts of the entries that got a text.
    pub taken: Vec<String>,
    /// How many entries had the same text already.
    pub same: usize,
    /// The contexts of the entries that keep a different text of their own.
    pub kept: Vec<String>,
    /// The contexts that the catalogue has no entry for, or one with another number of forms.
    pub unplaced: Vec<String>,
}

/// Takes texts into a catalogue by context; an obsolete entry takes none.
#[must_use]
pub fn take_in(catalogue: &Catalogue, texts: &[Incoming], policy: TakeInPolicy) -> TakenIn {
    let mut waiting: HashMap<&str, &Incoming> = texts.iter().map(|text| (text.context.as_str(), text)).collect();
    let mut taken_in = TakenIn::default();
    let mut slots = Vec::with_capacity(catalogue.len() + 8);
    let mut obsolete = Vec::new();
    for (index, entry) in catalogue.entries().enumerate() {
        if entry.is_obsolete() {
            obsolete.push(Slot::Keep(index));
            continue;
        }
        let text = entry.context().and_then(|context| waiting.remove(context.as_ref()));
        slots.push(
            text.and_then(|text| taken_in.placed(entry.to_message(), text, policy))
                .map_or(Slot::Keep(index), Slot::Put),
        );
    }
    for text in texts.iter().filter(|text| waiting.contains_key(text.context.as_str())) {
        let Some(source) = &text.new_source else {
            taken_in.unplaced.push(text.context.clone());
            continue;
        };
        let mut message = Message::new(Some(text.context.clone()), source, None, 1);
        message.forms.clone_from(&text.forms);
        message.set_fuzzy(policy.as_drafts);
        slots.push(Slot::Put(message));
        taken_in.taken.push(text.context.clone());
    }
    slots.extend(obsolete);
    taken_in.bytes = if taken_in.taken.is_empty() { catalogue.bytes().to_vec() } else { catalogue.rebuild(&slots) };
    taken_in
}

impl TakenIn {
    /// Returns the entry with the text in it; none when it stays as it is.
    fn placed(&mut self, mut message: Message, text: &Incoming, policy: TakeInPolicy) -> Option<Message> {
        if message.forms.len() != text.forms.len() {
            self.unplaced.push(text.context.clone());
            return None;
        }
        let is_same = message.forms == text.forms;
        if is_same && (policy.as_drafts || !message.is_fuzzy()) {
            self.same += 1;
            return None;
        }
        if !is_same && message.has_text() && !message.is_fuzzy() && !policy.overwrites {
            self.kept.push(text.context.clone());
            return None;
        }
        message.forms.clone_from(&text.forms);
        message.previous = None;
        message.set_fuzzy(policy.as_drafts);
        self.taken.push(text.context.clone());
        Some(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "msgid \"\"\nmsgstr \"Language: da\\n\"\n\nmsgctxt \"a\"\nmsgid \"A\"\nmsgstr \"\"\n\n\
        msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"min\"\n\n#, fuzzy\nmsgctxt \"c\"\nmsgid \"C\"\nmsgstr \"udkast\"\n\n\
        #~ msgctxt \"d\"\n#~ msgid \"D\"\n#~ msgstr \"gammel\"\n";

    fn text(context: &str, form: &str) -> Incoming {
        Incoming { context: context.to_owned(), new_source: None, forms: vec![form.to_owned()] }
    }

    fn catalogue() -> Catalogue {
        Catalogue::parse(CATALOGUE.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn missing_and_drafted_entries_take_texts_and_translated_ones_keep_theirs() {
        let texts = [text("a", "ny"), text("b", "din"), text("c", "færdig"), text("d", "x")];
        let taken_in = take_in(&catalogue(), &texts, TakeInPolicy::default());
        assert_eq!(taken_in.taken, ["a", "c"]);
        assert_eq!(taken_in.kept, ["b"]);
        assert_eq!(taken_in.unplaced, ["d"]);
        let new = String::from_utf8(taken_in.bytes).unwrap();
        assert!(new.contains("msgid \"C\"\nmsgstr \"færdig\"") && !new.contains("fuzzy"), "{new}");
        assert!(new.ends_with("#~ msgstr \"gammel\"\n"), "{new}");
    }

    #[test]
    fn nothing_to_take_leaves_the_file_alone() {
        let taken_in = take_in(&catalogue(), &[text("b", "min")], TakeInPolicy::default());
        assert_eq!((taken_in.same, taken_in.bytes.as_slice()), (1, CATALOGUE.as_bytes()));
    }

    #[test]
    fn overwriting_and_drafts_are_asked_for() {
        let policy = TakeInPolicy { overwrites: true, as_drafts: true };
        let taken_in = take_in(&catalogue(), &[text("b", "din")], policy);
        let new = String::from_utf8(taken_in.bytes).unwrap();
        assert!(new.contains("#, fuzzy\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"din\""), "{new}");
    }

    #[test]
    fn new_entries_stand_before_the_obsolete_ones() {
        let extra = Incoming { new_source: Some("A".to_owned()), ..text("a.gender", "n") };
        let new = String::from_utf8(take_in(&catalogue(), &[extra], TakeInPolicy::default()).bytes).unwrap();
        let place = |part: &str| new.find(part).unwrap();
        assert!(place("a.gender") > place("udkast") && place("a.gender") < place("#~"), "{new}");
    }
}
