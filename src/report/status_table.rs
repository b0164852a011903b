//! Units and words in each state, per language and module: the numbers behind `status`.

use serde::Serialize;

use super::percent;
use crate::language::Language;
use crate::model::{ModuleId, Tally};

/// One module in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModuleTally {
    /// The module.
    pub module: ModuleId,
    /// Units in each state.
    pub units: Tally,
    /// English words in each state.
    pub words: Tally,
}

/// All modules in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageTally {
    /// The language.
    #[serde(serialize_with = "code")]
    pub language: &'static Language,
    /// The sum of the units.
    pub units: Tally,
    /// The sum of the English words.
    pub words: Tally,
    /// The modules in the order of their paths; those whose catalogue could not be read are left out.
    pub modules: Vec<ModuleTally>,
    /// The modules about which nothing is known, since their catalogue or ledger could not be read; mostly none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreadable: Vec<ModuleId>,
}

impl LanguageTally {
    /// Returns the share of fresh units or words; a question mark where a module could not be read, since nobody knows.
    #[must_use]
    pub fn share(&self, tally: &Tally) -> String {
        if self.unreadable.is_empty() { percent(tally.fresh(), tally.total()) } else { "?".to_owned() }
    }
}

/// Where every language stands, in protocol order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusTable {
    /// One row per language.
    pub languages: Vec<LanguageTally>,
}

impl StatusTable {
    /// Sums up modules language by language; `modules` is in the order of languages, then of module paths, and lacks what
    /// could not be read. `all` are the modules of the project.
    #[must_use]
    pub fn new(
        languages: &[&'static Language],
        modules: Vec<(&'static Language, ModuleTally)>,
        all: &[ModuleId],
    ) -> Self {
        let mut rows: Vec<LanguageTally> = languages
            .iter()
            .map(|&language| LanguageTally {
                language,
                units: Tally::default(),
                words: Tally::default(),
                modules: Vec::new(),
                unreadable: Vec::new(),
            })
            .collect();
        for (language, tally) in modules {
            if let Some(row) = rows.iter_mut().find(|row| row.language == language) {
                row.units.merge(&tally.units);
                row.words.merge(&tally.words);
                row.modules.push(tally);
            }
        }
        for row in &mut rows {
            let is_known = |module: &&ModuleId| row.modules.iter().any(|tally| tally.module == **module);
            row.unreadable = all.iter().filter(|module| !is_known(module)).cloned().collect();
        }
        Self { languages: rows }
    }
}

fn code<S: serde::Serializer>(language: &&'static Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.code)
}
