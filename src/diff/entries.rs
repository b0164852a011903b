//! What changed between two versions of a catalogue, entry by entry and not line by line.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::State;
use crate::po::{Catalogue, Entry};

/// How an entry changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryChange {
    /// It was not there before.
    Added,
    /// It is not there any more, or only as an obsolete one.
    Removed,
    /// Its translation or its state changed.
    Changed,
}

/// One entry before and after.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EntryDiff {
    /// What happened.
    pub change: EntryChange,
    /// The `msgctxt`.
    pub context: Option<String>,
    /// The English before; none for an added entry.
    pub old_source: Option<String>,
    /// The English after; none for a removed entry.
    pub new_source: Option<String>,
    /// The forms before; empty for an added entry.
    pub old_forms: Vec<String>,
    /// The forms after; empty for a removed entry.
    pub new_forms: Vec<String>,
    /// The state in the catalogue before.
    pub old_state: Option<State>,
    /// The state in the catalogue after.
    pub new_state: Option<State>,
}

/// Compares two versions of a catalogue; none stands for a file that does not exist. Comments, order, wrapping and
/// obsolete entries make no difference. An entry whose English changed is found again by its `#| msgid`. The result is
/// in the order of the new version, then removed entries in the order of the old one.
#[must_use]
pub fn compare(old: Option<&Catalogue>, new: Option<&Catalogue>) -> Vec<EntryDiff> {
    let olds: Vec<Entry<'_>> = active(old).collect();
    let mut places: HashMap<(Option<Cow<'_, str>>, Cow<'_, str>), usize> = HashMap::new();
    for (index, entry) in olds.iter().enumerate() {
        places.insert((entry.context(), entry.id()), index);
    }
    let mut used = vec![false; olds.len()];
    let mut found: Vec<EntryDiff> = Vec::new();
    let mut waiting = Vec::new();
    for entry in active(new) {
        match places.get(&(entry.context(), entry.id())) {
            Some(&index) => {
                if let (Some(slot), Some(before)) = (used.get_mut(index), olds.get(index)) {
                    *slot = true;
                    if before.forms() != entry.forms() || state(before) != state(&entry) {
                        found.push(diff(Some(before), Some(&entry)));
                    }
                }
            }
            None => {
                waiting.push((found.len(), entry));
                found.push(diff(None, Some(&entry)));
            }
        }
    }
    for (place, entry) in waiting {
        let Some(previous) = entry.previous() else { continue };
        let context = entry.previous_context(&previous);
        let Some(&index) = places.get(&(context, Cow::Owned(previous.id))) else { continue };
        if let (Some(slot @ false), Some(before), Some(item)) =
            (used.get_mut(index), olds.get(index), found.get_mut(place))
        {
            *slot = true;
            *item = diff(Some(before), Some(&entry));
        }
    }
    let removed = olds.iter().zip(&used).filter(|(_, used)| !**used).map(|(entry, _)| diff(Some(entry), None));
    found.extend(removed);
    found
}

fn active(catalogue: Option<&Catalogue>) -> impl Iterator<Item = Entry<'_>> {
    catalogue.into_iter().flat_map(Catalogue::entries).filter(|entry| !entry.is_obsolete())
}

fn diff(old: Option<&Entry<'_>>, new: Option<&Entry<'_>>) -> EntryDiff {
    let source = |entry: Option<&Entry<'_>>| entry.map(|entry| entry.id().into_owned());
    let forms = |entry: Option<&Entry<'_>>| {
        entry.map(|entry| entry.forms().into_iter().map(Cow::into_owned).collect()).unwrap_or_default()
    };
    EntryDiff {
        change: match (old, new) {
            (None, _) => EntryChange::Added,
            (Some(_), None) => EntryChange::Removed,
            (Some(_), Some(_)) => EntryChange::Changed,
        },
        context: new.or(old).and_then(Entry::context).map(Cow::into_owned),
        old_source: source(old),
        new_source: source(new),
        old_forms: forms(old),
        new_forms: forms(new),
        old_state: old.map(state),
        new_state: new.map(state),
    }
}

/// The state as far as the catalogue alone can say.
fn state(entry: &Entry<'_>) -> State {
    match (entry.is_translated(), entry.is_fuzzy(), entry.has_previous()) {
        (false, _, _) => State::Missing,
        (true, false, _) => State::Translated,
        (true, true, true) => State::Stale,
        (true, true, false) => State::Draft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(text: &str) -> Catalogue {
        Catalogue::parse(text.as_bytes().to_vec()).expect("valid")
    }

    #[test]
    fn only_entries_with_news_are_listed() {
        let old = catalogue("msgid \"a\"\nmsgstr \"x\"\n\nmsgid \"b\"\nmsgstr \"y\"\n\nmsgid \"c\"\nmsgstr \"z\"\n");
        let new = catalogue(
            "# moved\nmsgid \"b\"\nmsgstr \"\"\n\"y\"\n\nmsgid \"a\"\nmsgstr \"xx\"\n\n#, fuzzy\n#| msgid \"c\"\nmsgid \"d\"\nmsgstr \"z\"\n",
        );
        let found = compare(Some(&old), Some(&new));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].change, found[0].new_forms[0].as_str()), (EntryChange::Changed, "xx"));
        assert_eq!(found[1].old_source.as_deref(), Some("c"));
        assert_eq!(found[1].new_state, Some(State::Stale));
        assert_eq!(compare(None, Some(&old)).len(), 3);
        assert_eq!(compare(Some(&old), None)[0].change, EntryChange::Removed);
    }
}
