//! What is left per language in words, pages, days and money, and what blocks publication.

use super::super::Workspace;
use super::material::Material;
use crate::language::Language;
use crate::model::{ModuleId, Severity, State};
use crate::report::html::{Effort, Readiness, blocks};

/// Returns what blocks each module in each language: by language as in the status, then by module as in the workspace.
pub(super) fn readiness(workspace: &Workspace, material: &Material) -> Vec<Vec<Readiness>> {
    let mut errors: std::collections::HashMap<(&str, &ModuleId), u64> = std::collections::HashMap::new();
    for finding in material.findings.iter().filter(|finding| blocks(finding.severity)) {
        if let (Some(language), Some(module)) = (&finding.language, &finding.module) {
            *errors.entry((language.as_str(), module)).or_default() += 1;
        }
    }
    let of_language = |row: &crate::report::LanguageTally| {
        let module = |source: &super::super::Source| {
            let tally = row.modules.iter().find(|tally| tally.module == source.module);
            Readiness {
                units: tally.map(|tally| tally.units).unwrap_or_default(),
                errors: errors.get(&(row.language.code, &source.module)).copied().unwrap_or_default(),
                is_unreadable: tally.is_none(),
            }
        };
        workspace.sources.iter().map(module).collect()
    };
    material.status.languages.iter().map(of_language).collect()
}

/// Returns the work left, in the order of the languages.
pub(super) fn efforts(workspace: &Workspace, languages: &[&'static Language], material: &Material) -> Vec<Effort> {
    let rates = &workspace.project.config.rates;
    // Typed characters without spaces per English word, over the whole source: pages follow from words.
    let units = || {
        workspace
            .sources
            .iter()
            .flat_map(|source| source.entries.iter().filter_map(|&at| source.document.units.get(at)))
    };
    let characters: usize = units().map(|unit| unit.source.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let words: u64 = workspace.sources.iter().flat_map(|source| &source.words).sum();
    let per_word = characters as f64 / (words.max(1) as f64);
    let weight = |state: State| match state {
        State::Missing => rates.weight_missing,
        State::Stale => rates.weight_stale,
        State::Draft => rates.weight_draft,
        State::Translated => rates.weight_revision,
        State::Revised | State::Approved => 0.0,
    };
    let effort = |&language: &&'static Language| {
        let Some(row) = material.status.languages.iter().find(|row| row.language == language) else {
            return Effort::default();
        };
        let sum =
            |states: &[State]| -> f64 { states.iter().map(|&state| row.words.get(state) as f64 * weight(state)).sum() };
        let translating = sum(&[State::Missing, State::Stale, State::Draft]);
        let unrevised = row.words.total() - row.words.get(State::Revised) - row.words.get(State::Approved);
        let of = |severity: Severity| {
            let is_ours = |finding: &&crate::model::Finding| {
                finding.severity == severity && finding.language.as_deref() == Some(language.code)
            };
            material.findings.iter().filter(is_ours).count() as u64
        };
        let weighted_words = translating + unrevised as f64 * rates.weight_revision;
        Effort {
            weighted_words,
            pages: translating * per_word / f64::from(rates.characters_per_page.max(1)),
            days: weighted_words / f64::from(rates.words_per_day.max(1)),
            cost: translating * rates.translation_per_word.unwrap_or(0.0)
                + unrevised as f64 * rates.revision_per_word.unwrap_or(0.0),
            stale_units: row.units.get(State::Stale),
            errors: of(Severity::Error) + of(Severity::Critical),
            warnings: of(Severity::Warning),
        }
    };
    languages.iter().map(effort).collect()
}
