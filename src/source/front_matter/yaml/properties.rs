//! Anchors, aliases and tags of YAML (1.2.2 sections 6.9 and 7.1): what a value may begin with.

use std::collections::{BTreeSet, HashMap};

use super::super::block::Repeat;

/// So many places of one name are told.
const MANY: usize = 16;

/// One word of them.
pub(super) enum Property<'a> {
    /// `&name`.
    Anchor(&'a str),
    /// `*name`.
    Alias(&'a str),
    /// The tag of a string, which makes one of whatever follows.
    OfString,
    /// The tag of a list or a mapping, which changes nothing.
    OfCollection,
}

/// Reads a word; none for one that is no property, and for a tag that gives its value a meaning of its own. That of `!` is not the
/// same for all readers.
pub(super) fn property(word: &str) -> Option<Property<'_>> {
    match word {
        "!!str" => return Some(Property::OfString),
        "!!seq" | "!!map" => return Some(Property::OfCollection),
        _ => {}
    }
    let name = word.get(1..).filter(|name| !name.is_empty())?;
    match word.bytes().next()? {
        b'&' => Some(Property::Anchor(name)),
        b'*' => Some(Property::Alias(name)),
        _ => None,
    }
}

/// Where names are given and where they are used: each name with the path of its field.
#[derive(Default)]
pub(super) struct Names {
    pub(super) anchors: Vec<(String, String)>,
    pub(super) aliases: Vec<(String, String)>,
}

impl Names {
    /// Takes in those of a collection that stands at a path.
    pub(super) fn extend(&mut self, path: &str, inner: Self) {
        let below = |(name, inner): (String, String)| (name, joined(path, &inner));
        self.anchors.extend(inner.anchors.into_iter().map(below));
        self.aliases.extend(inner.aliases.into_iter().map(below));
    }

    /// Returns which fields repeat which others; mostly none.
    pub(super) fn repeats(&self) -> Vec<Repeat> {
        // A name may be given again; which of them an alias means is not asked.
        let mut anchors: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (name, path) in &self.anchors {
            anchors.entry(name).or_default().insert(path);
        }
        let mut repeats = Vec::new();
        for (name, path) in &self.aliases {
            let path = path.strip_suffix("<<").map_or(path.as_str(), |merged| merged.trim_end_matches('.'));
            let repeat = |of: &&str| Repeat { of: (*of).to_owned(), path: path.to_owned() };
            repeats.extend(anchors.get(name.as_str()).into_iter().flatten().take(MANY).map(repeat));
        }
        repeats
    }
}

/// Returns the aliases in what is left alone, as if they stood in a field that is never listed.
pub(super) fn hidden(content: &str) -> Names {
    let alias = |at: usize| {
        let name = content.get(at + 1..)?.split(|c: char| c.is_whitespace() || ",[]{}".contains(c)).next()?;
        Some((name.to_owned(), "*".to_owned()))
    };
    Names { anchors: Vec::new(), aliases: memchr::memchr_iter(b'*', content.as_bytes()).filter_map(alias).collect() }
}

/// Joins two paths, either of which may be empty.
pub(super) fn joined(path: &str, inner: &str) -> String {
    match (path, inner) {
        ("", only) | (only, "") => only.to_owned(),
        (path, inner) => format!("{path}.{inner}"),
    }
}
