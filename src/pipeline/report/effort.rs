//! What is left per language in words, pages, days and money.

use super::super::Workspace;
use super::material::Material;
use crate::language::Language;
use crate::model::{Severity, State};
use crate::report::html::Effort;

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
    let words: u64 = workspace.sources.iter().flat_map(|source| source.words()).sum();
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
        let weighted_words = translating + unrevised as f64 * rates.weight_revision;
        Effort {
            weighted_words,
            pages: translating * per_word / f64::from(rates.characters_per_page.max(1)),
            days: weighted_words / f64::from(rates.words_per_day.max(1)),
            cost: translating * rates.translation_per_word.unwrap_or(0.0)
                + unrevised as f64 * rates.revision_per_word.unwrap_or(0.0),
            stale_units: row.units.get(State::Stale),
            findings: Severity::ALL.map(|severity| material.count(severity, Some(language.code))),
        }
    };
    languages.iter().map(effort).collect()
}
