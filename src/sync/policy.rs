//! What a project does about each class of English edit.

use crate::model::ChangeClass;

/// What happens to a translation whose English was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The translation stays valid; the ledger records that it was carried.
    Carry,
    /// The translation is stale until somebody edits or attests it; many may be attested at once.
    Recheck,
    /// The translation is stale until somebody edits it, or attests it by name, one at a time.
    Retranslate,
}

/// The action for each class of English edit.
///
/// By default only edits that cannot reach a translation are carried: whitespace, the shape of marks and the stop at the
/// end, and spelling. A comma inside a sentence may turn it, and is wording or meaning. Markup must be set in the translation as well, so it is rechecked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ChangePolicy {
    /// Only spaces or line ends differ.
    pub whitespace: Action,
    /// Only inline markup differs.
    pub markup: Action,
    /// Only the shape of a mark, the stop at the end, or a capital letter differs.
    pub punctuation: Action,
    /// A misspelt word was corrected.
    pub typo: Action,
    /// Words changed that do not carry the meaning.
    pub wording: Action,
    /// The meaning changed, or nobody can tell.
    pub meaning: Action,
}

impl Default for ChangePolicy {
    fn default() -> Self {
        Self {
            whitespace: Action::Carry,
            markup: Action::Recheck,
            punctuation: Action::Carry,
            typo: Action::Carry,
            wording: Action::Recheck,
            meaning: Action::Retranslate,
        }
    }
}

impl ChangePolicy {
    /// Returns the action for a class.
    #[must_use]
    pub fn action(&self, class: ChangeClass) -> Action {
        match class {
            ChangeClass::Whitespace => self.whitespace,
            ChangeClass::Markup => self.markup,
            ChangeClass::Punctuation => self.punctuation,
            ChangeClass::Typo => self.typo,
            ChangeClass::Wording => self.wording,
            ChangeClass::Meaning => self.meaning,
        }
    }
}
