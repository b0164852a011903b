//! `concordia.toml` as it is written: the accepted keys, their shapes and defaults, and nothing resolved yet.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::build;
use crate::check;
use crate::draft;
use crate::gate;
use crate::language::Category;
use crate::sync::ChangePolicy;

/// The configuration of a Concordia project.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ConfigFile {
    /// Names and folders.
    pub project: ProjectTable,
    /// The English sources; every file belongs to one entry at most.
    pub sources: Vec<SourceTable>,
    /// Groups of languages that are published together.
    pub waves: Vec<WaveTable>,
    /// Languages beyond the 24 official ones, by BCP 47 code.
    pub custom_languages: BTreeMap<String, CustomLanguage>,
    /// The termbase.
    pub glossary: GlossaryTable,
    /// What happens to a translation when its English is edited, per class of edit.
    pub changes: ChangePolicy,
    /// The quality rules.
    pub check: check::Settings,
    /// What the gate demands before a merge.
    pub gate: gate::Policy,
    /// How machine drafts are made.
    pub draft: draft::Settings,
    /// Machine translators, by a name of your own.
    pub engines: BTreeMap<String, draft::EngineSettings>,
    /// What a localised module shows where no fresh translation exists.
    pub build: build::Policy,
    /// What a report may say about work and money.
    pub rates: RatesTable,
}

/// Names and folders.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ProjectTable {
    /// The name shown in reports.
    pub name: String,
    /// The folder of the English modules.
    #[schemars(with = "String")]
    pub source: Spanned<String>,
    /// The folder of the catalogues and ledgers.
    #[schemars(with = "String")]
    pub translations: Spanned<String>,
    /// The folder of the localised modules.
    #[schemars(with = "String")]
    pub build: Spanned<String>,
    /// The folder of the reports.
    #[schemars(with = "String")]
    pub reports: Spanned<String>,
    /// The target languages; all 23 official ones when absent.
    #[schemars(with = "Option<Vec<String>>")]
    pub languages: Option<Vec<Spanned<String>>>,
}

impl Default for ProjectTable {
    fn default() -> Self {
        let at_start = |text: &str| Spanned::new(0..0, text.to_owned());
        Self {
            name: "Untitled".into(),
            source: at_start("source-en"),
            translations: at_start("translations"),
            build: at_start("build"),
            reports: at_start("reports"),
            languages: None,
        }
    }
}

/// One set of English files.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceTable {
    /// The files, as a glob below the source folder: `**/*.md`.
    #[schemars(with = "String")]
    pub files: Spanned<String>,
    /// Files that match `files` but are left out.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Vec<Spanned<String>>,
    /// The front-matter fields that are translated.
    #[serde(default)]
    pub front_matter: Vec<String>,
    /// How the files are read; by their extension when absent.
    #[serde(default)]
    pub flavour: Option<Flavour>,
}

/// How Markdown files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Flavour {
    /// As MDX, whatever their extension: the pages of Docusaurus.
    Mdx,
}

/// A group of languages that are published together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WaveTable {
    /// The name shown in reports.
    pub name: String,
    /// The languages of the group.
    #[schemars(with = "Vec<String>")]
    pub languages: Vec<Spanned<String>>,
    /// The modules of the group, as globs; all when absent.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub modules: Vec<Spanned<String>>,
    /// The day on which the group is due, as `2027-03-31`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub due: Option<Spanned<String>>,
}

/// A language that is not in the built-in table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustomLanguage {
    /// The language's own name for itself.
    pub endonym: String,
    /// The English name.
    pub english: String,
    /// The plural categories of the catalogue's forms, in order.
    pub categories: Vec<Category>,
    /// The C expression that maps a count `n` to the index of a form.
    pub formula: String,
    /// Whether the script runs from right to left.
    #[serde(default)]
    pub rtl: bool,
    /// The quotation marks, as pairs from the outer level inwards: `["„“", "‚‘"]`.
    #[serde(default)]
    pub quotes: Vec<String>,
}

/// The termbase.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct GlossaryTable {
    /// TBX and CSV files, as globs below the project folder.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
}

/// What a report may say about work and money.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct RatesTable {
    /// The currency shown before amounts.
    pub currency: String,
    /// The price of translating one English word.
    pub translation_per_word: Option<f64>,
    /// The price of revising one English word.
    pub revision_per_word: Option<f64>,
    /// English words that one person translates in a day.
    pub words_per_day: u32,
    /// The share of a full word that a missing unit costs.
    pub weight_missing: f64,
    /// The share that a stale unit costs.
    pub weight_stale: f64,
    /// The share that a draft costs.
    pub weight_draft: f64,
    /// The share that revising a translated unit costs.
    pub weight_revision: f64,
    /// Typed characters, without spaces, of a standard page.
    pub characters_per_page: u32,
}

impl Default for RatesTable {
    fn default() -> Self {
        Self {
            currency: "EUR".into(),
            translation_per_word: None,
            revision_per_word: None,
            words_per_day: 2000,
            weight_missing: 1.0,
            weight_stale: 0.5,
            weight_draft: 0.7,
            weight_revision: 0.33,
            characters_per_page: 1500,
        }
    }
}
