//! Where every language stands.

use super::Workspace;
use crate::language::Language;
use crate::model::{Failure, ModuleId, Tally};
use crate::report::{ModuleTally, StatusTable};

/// Counts units and words per state, language and module.
#[must_use]
pub fn status(workspace: &Workspace, languages: &[&'static Language]) -> (StatusTable, Vec<Failure>) {
    let (modules, failures) = workspace.pairs(languages, |pair| {
        let mut units = Tally::default();
        let mut words = Tally::default();
        for (assessed, &count) in pair.assess().units.iter().zip(pair.source.words()) {
            units.add(assessed.state, 1);
            words.add(assessed.state, count);
        }
        (pair.language, ModuleTally { module: pair.source.module.clone(), units, words })
    });
    let all: Vec<ModuleId> = workspace.sources.iter().map(|source| source.module.clone()).collect();
    (StatusTable::new(languages, modules, &all), failures)
}
