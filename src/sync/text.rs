//! What the alignment sees of a unit or an entry.

use crate::model::Unit;

/// The English of one unit or entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<'a> {
    /// The key of a Fluent unit, or the author's context.
    pub context: Option<&'a str>,
    /// The English text; the singular of a plural unit.
    pub source: &'a str,
    /// The English plural.
    pub plural: Option<&'a str>,
}

impl<'a> Text<'a> {
    /// Wraps a text without context and plural.
    #[must_use]
    pub fn plain(source: &'a str) -> Self {
        Self { context: None, source, plural: None }
    }
}

impl<'a> From<&'a Unit> for Text<'a> {
    fn from(unit: &'a Unit) -> Self {
        Self { context: unit.context.as_deref(), source: &unit.source, plural: unit.plural.as_deref() }
    }
}
