//! Anchors, aliases and tags of YAML (1.2.2 sections 6.9 and 7.1): what a value may begin with.

use std::collections::HashMap;

use super::super::block::Repeat;

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

/// Where names are given and where they are used, in the order of the text.
#[derive(Default)]
pub(super) struct Names(Vec<Use>);

/// A name with the path of the field that has it.
struct Use {
    name: String,
    path: String,
    is_alias: bool,
}

impl Names {
    pub(super) fn anchor(&mut self, name: &str, path: String) {
        self.0.push(Use { name: name.to_owned(), path, is_alias: false });
    }

    pub(super) fn alias(&mut self, name: &str, path: String) {
        self.0.push(Use { name: name.to_owned(), path, is_alias: true });
    }

    /// Takes in those of a collection that stands at a path.
    pub(super) fn extend(&mut self, path: &str, inner: Self) {
        self.0.extend(inner.0.into_iter().map(|one| Use { path: joined(path, &one.path), ..one }));
    }

    /// Returns which fields repeat which others; mostly none. An alias means the last anchor before it (YAML 1.2.2, section 7.1).
    pub(super) fn repeats(&self) -> Vec<Repeat> {
        let mut anchors: HashMap<&str, &str> = HashMap::new();
        let mut repeats = Vec::new();
        for Use { name, path, is_alias } in &self.0 {
            if !is_alias {
                anchors.insert(name, path);
            } else if let Some(of) = anchors.get(name.as_str()) {
                let path = path.strip_suffix("<<").map_or(path.as_str(), |merged| merged.trim_end_matches('.'));
                repeats.push(Repeat { of: (*of).to_owned(), path: path.to_owned() });
            }
        }
        repeats
    }
}

/// Returns the aliases in what is left alone, as if they stood in a field that is never listed.
pub(super) fn hidden(content: &str) -> Names {
    let mut names = Names::default();
    for at in memchr::memchr_iter(b'*', content.as_bytes()) {
        let rest = content.get(at + 1..).unwrap_or_default();
        let name = rest.split(|c: char| c.is_whitespace() || ",[]{}".contains(c)).next().unwrap_or_default();
        names.alias(name, "*".to_owned());
    }
    names
}

/// Joins two paths, either of which may be empty.
pub(super) fn joined(path: &str, inner: &str) -> String {
    match (path, inner) {
        ("", only) | (only, "") => only.to_owned(),
        (path, inner) => format!("{path}.{inner}"),
    }
}
