//! What the alignment sees of a unit or an entry.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use crate::model::{Unit, UnitKind};
use crate::po::Entry;

/// The English of one unit or entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<'a> {
    /// The key of a Fluent unit, or the author's context.
    pub context: Option<&'a str>,
    /// The English text; the singular of a plural unit.
    pub source: &'a str,
    /// The English plural.
    pub plural: Option<&'a str>,
    /// What it is on its page.
    pub role: Role,
}

impl<'a> Text<'a> {
    /// Wraps a text without context and plural.
    #[must_use]
    pub fn plain(source: &'a str) -> Self {
        Self { context: None, source, plural: None, role: Role::default() }
    }
}

impl<'a> From<&'a Unit> for Text<'a> {
    fn from(unit: &'a Unit) -> Self {
        let role = Role::of(unit.kind);
        Self { context: unit.context.as_deref(), source: &unit.source, plural: unit.plural.as_deref(), role }
    }
}

/// Whether a text is a heading or part of the running text, where that is known.
///
/// All roles are equal, so that it takes no part in comparing texts: a paragraph that becomes a heading is the same text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Role(Option<bool>);

impl Role {
    /// The kinds that are part of the running text.
    const RUNNING: [UnitKind; 5] =
        [UnitKind::Paragraph, UnitKind::ListItem, UnitKind::TableCell, UnitKind::Definition, UnitKind::Footnote];

    /// Returns the role of a unit.
    #[must_use]
    pub fn of(kind: UnitKind) -> Self {
        let is_running = Self::RUNNING.contains(&kind);
        Self((is_running || kind == UnitKind::Heading).then_some(!is_running))
    }

    /// Returns the role that the first extracted comment of an entry tells.
    #[must_use]
    pub fn of_entry(entry: &Entry<'_>) -> Self {
        let Some(words) = entry.extracted_comments().next() else { return Self::default() };
        let mut kinds = Self::RUNNING.into_iter().chain([UnitKind::Heading]);
        kinds.find(|kind| kind.words() == words).map_or(Self::default(), Self::of)
    }

    /// Returns whether one is known to be a heading and the other to be none.
    #[must_use]
    pub fn differs(self, other: Self) -> bool {
        self.0.zip(other.0).is_some_and(|(one, other)| one != other)
    }
}

impl PartialEq for Role {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Role {}

impl Hash for Role {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl PartialOrd for Role {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Role {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}
