//! What a project says about the rules.

use std::collections::BTreeMap;

use super::Rule;
use crate::model::Severity;

/// A style authority for typography.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The Interinstitutional Style Guide of the European Union.
    #[default]
    Isg,
    /// The Unicode CLDR, that is, national usage.
    Cldr,
}

/// How readers are addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Address {
    /// Sie, vous, usted, Pan or Pani, …
    Formal,
    /// du, tu, tú, ty, …
    Informal,
}

/// What a rule's findings count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not run.
    Off,
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
    /// Dangerous.
    Critical,
}

impl Level {
    /// Returns the severity, or none for a rule that is off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Critical => Some(Severity::Critical),
        }
    }
}

/// The `[check]` table of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The style authority for typography; `isg` unless told otherwise.
    pub profile: Profile,
    /// What a rule's findings count as, by rule: `off`, `note`, `warning`, `error` or `critical`.
    pub rules: BTreeMap<String, Level>,
    /// What differs in one language, by language code.
    pub languages: BTreeMap<String, LanguageSettings>,
    /// Hosts that a translation may link to although the English does not, for example `europa.eu`; a host stands for
    /// its subdomains too.
    pub link_hosts: Vec<String>,
    /// Words that stay English in every language, such as names of products; the rules on untranslated text pass over
    /// them.
    pub keep: Vec<String>,
    /// The number of words above which an English sentence is reported as overlong.
    pub sentence_words: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            rules: BTreeMap::new(),
            languages: BTreeMap::new(),
            link_hosts: Vec::new(),
            keep: Vec::new(),
            sentence_words: 45,
        }
    }
}

/// What differs in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LanguageSettings {
    /// The style authority for typography.
    pub profile: Option<Profile>,
    /// The form of address that the language keeps to; without it, the form that most units use.
    pub address: Option<Address>,
    /// What a rule's findings count as, by rule.
    pub rules: BTreeMap<String, Level>,
}

impl Settings {
    /// Returns what the findings of a rule count as in every language, or none for a rule that is off.
    #[must_use]
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.rules.get(rule.id).map_or(Some(rule.severity), |level| level.severity())
    }

    /// Returns the names under `rules` that no rule bears, in order; empty when all is well.
    #[must_use]
    pub fn unknown_rules(&self) -> Vec<&str> {
        let per_language = self.languages.values().flat_map(|language| language.rules.keys());
        self.rules.keys().chain(per_language).map(String::as_str).filter(|name| super::find(name).is_none()).collect()
    }
}
