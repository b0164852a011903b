//! What an English edit did to a unit.

use std::fmt;

/// The class of an English edit, from harmless to dangerous; the order is the order of risk.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ChangeClass {
    /// Only spaces, tabs or line ends differ.
    Whitespace,
    /// Only inline markup differs.
    Markup,
    /// Only the shape of a mark, the stop at the end, or the capital of a first letter differs.
    Punctuation,
    /// A misspelt word was corrected.
    Typo,
    /// Words changed, but none that is known to carry the meaning; or a mark inside a sentence.
    Wording,
    /// A number, date, negation, modal verb, quantifier, name, link target or placeholder changed, or nobody can tell.
    Meaning,
}

impl ChangeClass {
    /// All classes, harmless first.
    pub const ALL: [Self; 6] =
        [Self::Whitespace, Self::Markup, Self::Punctuation, Self::Typo, Self::Wording, Self::Meaning];

    /// Returns the word used in reports and configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Whitespace => "whitespace",
            Self::Markup => "markup",
            Self::Punctuation => "punctuation",
            Self::Typo => "typo",
            Self::Wording => "wording",
            Self::Meaning => "meaning",
        }
    }
}

impl fmt::Display for ChangeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A classified English edit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The class that decides the policy.
    pub class: ChangeClass,
    /// The words that decided the class, as `old → new`, with a reason in front where one is known
    /// (`negation: – → not`); empty when the class needs no witness.
    pub tokens: Vec<String>,
}
