//! Any bytes: reading never panics, writing gives the bytes back, editing one entry changes no other. Two files, with a byte
//! between that no text has: the second is read beside the first as it is read alone.
#![no_main]

use concordia::po::{Catalogue, Heads, Slot, lint};
use libfuzzer_sys::fuzz_target;

/// Reads a file beside the beginnings of all entries of another.
fn beside(other: &Catalogue, data: &[u8]) {
    let heads = Heads::of(other, &(0..other.len()).collect::<Vec<usize>>());
    let [alone, beside] = [None, Some(&heads)].map(|heads| Catalogue::parse_beside(data.to_vec(), heads));
    assert_eq!(format!("{alone:?}"), format!("{beside:?}"));
}

fuzz_target!(|data: &[u8]| {
    if let Some(at) = data.iter().position(|byte| *byte == 0xff)
        && let Ok(other) = Catalogue::parse(data[..at].to_vec())
    {
        return beside(&other, &data[at + 1..]);
    }
    let _ = lint::lint(data.to_vec(), None, false);
    let Ok(catalogue) = Catalogue::parse(data.to_vec()) else { return };
    beside(&catalogue, data);
    let keep: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    assert_eq!(catalogue.rebuild(&keep), data);
    let messages: Vec<_> = catalogue.entries().map(|entry| entry.to_message()).collect();
    for (entry, message) in catalogue.entries().zip(&messages) {
        assert!(entry.id_eq(&message.id));
        assert!(entry.context_eq(message.context.as_deref()));
        assert_eq!(entry.is_fuzzy(), message.is_fuzzy());
        assert_eq!(entry.is_translated(), message.is_translated());
        assert_eq!(entry.key_hash(), concordia::po::key_hash(message.context.as_deref(), &message.id));
    }
    let all: Vec<Slot> = messages.iter().cloned().map(Slot::Put).collect();
    let rewritten = Catalogue::parse(catalogue.rebuild(&all)).expect("what is written can be read");
    let again: Vec<_> = rewritten.entries().map(|entry| entry.to_message()).collect();
    assert_eq!(messages, again);
    let Some(place) = data.len().checked_rem(messages.len()) else { return };
    let mut edited = messages[place].clone();
    edited.forms[0].push_str("edited \"\\\n");
    let mut slots = keep;
    slots[place] = Slot::Put(edited.clone());
    let result = Catalogue::inspect(catalogue.rebuild(&slots)).catalogue.expect("an edited catalogue can be read");
    for (index, (entry, before)) in result.entries().zip(&messages).enumerate() {
        let expected = if index == place { &edited } else { before };
        assert_eq!(&entry.to_message(), expected);
    }
});
