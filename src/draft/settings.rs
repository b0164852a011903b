//! What `concordia.toml` says about machine drafts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// How drafts are made.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// The engine that `concordia draft` asks when none is named: `memory`, or a name under `[engines]`.
    pub engine: String,
    /// How near a text of the memory must be to be shown as a suggestion, in percent.
    pub suggest_from: u8,
    /// How near a text of the memory must be to be written as a draft, in percent; 100 for equal texts only.
    pub fill_from: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { engine: "memory".into(), suggest_from: 70, fill_from: 100 }
    }
}

/// The kinds of engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EngineKind {
    /// DeepL, or a server that speaks its API.
    DeepL,
    /// The Commission's eTranslation.
    ETranslation,
    /// LibreTranslate.
    LibreTranslate,
    /// A program that reads and writes JSON lines.
    Command,
}

impl EngineKind {
    /// Returns the kind that an engine's name says by itself.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "deepl" => Self::DeepL,
            "etranslation" => Self::ETranslation,
            "libretranslate" => Self::LibreTranslate,
            "command" => Self::Command,
            _ => return None,
        })
    }
}

/// The revision of eTranslation's interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Revision {
    /// REST v1, with digest authentication.
    V1,
    /// REST v2, with basic authentication.
    #[default]
    V2,
}

/// One engine. Keys never stand here: they come from the environment or from `key-file`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct EngineSettings {
    /// What it is; not needed when the name says it.
    pub kind: Option<EngineKind>,
    /// The base URL; the public service of the kind when absent. Plain `http` is for the own machine only.
    pub url: Option<String>,
    /// A file outside the repository that holds the key.
    pub key_file: Option<String>,
    /// The program and its arguments, of a command.
    pub command: Vec<String>,
    /// The model to ask for, as the engine calls it (DeepL `model_type`).
    pub model: Option<String>,
    /// The form of address (DeepL `formality`); `prefer_more` when absent.
    pub formality: Option<String>,
    /// The domain (eTranslation); `GEN` when absent.
    pub domain: Option<String>,
    /// The revision of the interface (eTranslation).
    pub revision: Revision,
    /// The public address at which deliveries arrive, without the secret (eTranslation).
    pub callback: Option<String>,
    /// The most texts in one request.
    pub max_texts: Option<usize>,
    /// The most characters in one text; longer units are cut at sentence ends.
    pub max_text_characters: Option<usize>,
    /// The most characters that one run may send.
    pub max_characters: Option<u64>,
    /// The most characters that one run may send for a language, by its code.
    pub budget: BTreeMap<String, u64>,
    /// The price of a million characters.
    pub price_per_million: Option<f64>,
    /// Requests at the same time, at most 16; 2 when absent.
    pub concurrency: Option<usize>,
    /// Seconds until a request is given up; 60 when absent.
    pub timeout: Option<u64>,
    /// How often a request is tried; 6 when absent.
    pub attempts: Option<u32>,
}
