//! What a localised module shows where no fresh translation exists.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::Anchors;

/// What stands in a localised module instead of a missing translation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForMissing {
    /// The English text.
    #[default]
    English,
    /// The module is not built in that language.
    Refuse,
}

/// What stands in a localised module instead of a stale translation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForStale {
    /// The translation of the earlier English text.
    #[default]
    Previous,
    /// The English text of today.
    English,
    /// The module is not built in that language.
    Refuse,
}

/// What stands in a localised module instead of an unreviewed machine draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForDraft {
    /// The draft.
    Include,
    /// The English text.
    #[default]
    English,
    /// The module is not built in that language.
    Refuse,
}

/// What a localised module shows where no fresh translation exists.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Policy {
    /// For units without a translation.
    pub missing: ForMissing,
    /// For units whose English changed since.
    pub stale: ForStale,
    /// For units that nobody accepted.
    pub draft: ForDraft,
    /// Whether a page says, in its own language, that parts are in English, out of date or unreviewed.
    pub notices: bool,
    /// Whether a Markdown page gets a `lang` field in its front matter.
    pub lang_field: bool,
    /// How the anchors of translated headings are kept, so that links to the English ones lead to them.
    pub anchors: Anchors,
}
