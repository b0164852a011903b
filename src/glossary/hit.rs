//! A term found in a text, and how sure that is.

use std::fmt;
use std::ops::Range;

use super::TermPlace;

/// How a term was recognised. The order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// Not found.
    None,
    /// A word that could be a form of the term; a person should look.
    Probable,
    /// The term is the beginning or end of a longer word.
    Compound,
    /// An inflected form, by the endings of the language.
    Stem,
    /// The term itself or a listed form.
    Form,
}

impl Match {
    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Probable => "probable",
            Self::Compound => "compound",
            Self::Stem => "stem",
            Self::Form => "form",
        }
    }

    /// Returns whether a check may rely on it.
    #[must_use]
    pub fn is_sure(self) -> bool {
        self > Self::Probable
    }
}

impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// One occurrence of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The term.
    pub place: TermPlace,
    /// The bytes of all its words in the text; for a compound, of the whole compound.
    pub span: Range<usize>,
    /// How it was recognised; never [`Match::None`].
    pub level: Match,
}
