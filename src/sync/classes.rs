//! The classes of English edits, each found once for all languages of a module.
//!
//! The same edit waits in many catalogues. Invariant: an answer is that of `classify` for exactly these texts; hashes
//! only lead to it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

use super::{OldText, Text, classify};
use crate::model::ChangeClass;

/// The edits that were classified before, by a hash of both texts.
#[derive(Debug, Default)]
pub(super) struct Classes(Mutex<HashMap<u64, Vec<Known>>>);

/// One edit and its class.
#[derive(Debug)]
struct Known {
    old: OldText,
    new: OldText,
    class: ChangeClass,
}

impl Classes {
    /// Returns the class of an edit.
    pub(super) fn of(&self, old: Text<'_>, new: Text<'_>) -> ChangeClass {
        let mut hasher = DefaultHasher::new();
        (old.source, new.source).hash(&mut hasher);
        let key = hasher.finish();
        let is_it = |known: &&Known| known.old.as_text() == old && known.new.as_text() == new;
        if let Ok(known) = self.0.lock()
            && let Some(known) = known.get(&key).and_then(|known| known.iter().find(is_it))
        {
            return known.class;
        }
        let class = classify(old, new).class;
        if let Ok(mut known) = self.0.lock() {
            known.entry(key).or_default().push(Known { old: old.into(), new: new.into(), class });
        }
        class
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_told_apart_by_more_than_their_source() {
        let classes = Classes::default();
        let text = |context, source| Text { context, ..Text::plain(source) };
        let asked = || {
            [
                classes.of(text(None, "A vote."), text(None, "A vote!")),
                classes.of(text(Some("a"), "A vote."), text(Some("b"), "A vote!")),
                classes.of(text(None, "A vote."), text(None, "No vote.")),
            ]
        };
        let first = asked();
        assert_eq!(first, asked());
        assert_eq!(first[0], classify(text(None, "A vote."), text(None, "A vote!")).class);
        assert_eq!(first[1..], [ChangeClass::Meaning; 2]);
        assert!(first[0] < ChangeClass::Meaning);
    }
}
