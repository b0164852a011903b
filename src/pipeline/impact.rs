//! What an English edit costs: units and words that become stale, per class and language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Workspace;
use crate::language::Language;
use crate::model::{ChangeClass, Failure, Format, ModuleId, UnitId, count_words};
use crate::sync::{Action, Origin, Text, align, classify};

/// One edited unit.
#[derive(Debug, Clone, Serialize)]
pub struct ImpactEdit {
    /// The module.
    pub module: ModuleId,
    /// The unit, by its new name.
    pub unit: UnitId,
    /// The English before; empty for a new unit.
    pub old: String,
    /// The English after.
    pub new: String,
    /// What the edit did; none for a new unit, which is missing everywhere.
    pub class: Option<ChangeClass>,
    /// The words that decided the class.
    pub tokens: Vec<String>,
    /// What the policy does about it.
    pub action: Option<Action>,
    /// The words of the English after.
    pub words: u64,
    /// The codes of the languages whose translation is touched: those that have one.
    pub languages: Vec<&'static str>,
}

/// Units and words, each counted once per language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Units of English.
    pub edits: u64,
    /// Units times languages.
    pub units: u64,
    /// English words times languages.
    pub words: u64,
}

impl Cost {
    fn add(&mut self, edit: &ImpactEdit) {
        let languages = edit.languages.len() as u64;
        self.edits += 1;
        self.units += languages;
        self.words += edit.words * languages;
    }
}

/// What all edits cost together.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Impact {
    /// The edits in the order of modules and units.
    pub edits: Vec<ImpactEdit>,
    /// What becomes stale.
    pub stale: Cost,
    /// What is carried.
    pub carried: Cost,
    /// What has to be translated for the first time.
    pub new: Cost,
    /// Everything per class of edit.
    pub by_class: BTreeMap<&'static str, Cost>,
    /// How many units left the English.
    pub removed: u64,
}

/// Compares the English of two workspaces of the same project.
#[must_use]
pub fn impact(base: &Workspace, now: &Workspace, languages: &[&'static Language]) -> (Impact, Vec<Failure>) {
    let (translated, failures) = now.pairs(languages, |pair| {
        let has_text = |entry: Option<usize>| {
            entry.and_then(|index| pair.catalogue.as_ref()?.entry(index)).is_some_and(|entry| entry.has_text())
        };
        let texts: Vec<bool> = pair.assess().units.iter().map(|unit| has_text(unit.entry)).collect();
        (pair.language.code, pair.source.module.clone(), texts)
    });
    let mut impact = Impact::default();
    for source in &now.sources {
        let before = base.sources.iter().find(|before| before.module == source.module);
        let units = |source: &'_ super::Source| -> Vec<usize> { source.entries.clone() };
        let text = |source, index: usize| text_of(source, index);
        let old: Vec<Text<'_>> =
            before.iter().flat_map(|before| units(before).into_iter().map(|at| text(*before, at))).collect();
        let new: Vec<Text<'_>> = source.entries.iter().map(|&at| text(source, at)).collect();
        let alignment = align(&old, &new, source.format == Format::Fluent);
        impact.removed += alignment.removed.len() as u64;
        for (rank, origin) in alignment.origins.iter().enumerate().filter(|(_, origin)| !origin.is_exact()) {
            let Some(unit) = source.entries.get(rank).and_then(|&at| source.document.units.get(at)) else { continue };
            let olds: Vec<Text<'_>> = origin.olds().iter().filter_map(|&at| old.get(at as usize).copied()).collect();
            let joined = olds.iter().map(|old| old.source).collect::<Vec<_>>().join(" ");
            let is_new = matches!(origin, Origin::Added { .. });
            let change = olds.first().map(|first| classify(Text { source: &joined, ..*first }, Text::from(unit)));
            let action =
                change.as_ref().map(|change| match (origin, now.project.config.changes.action(change.class)) {
                    (Origin::Split(_) | Origin::Merged(_), Action::Carry) => Action::Recheck,
                    (_, action) => action,
                });
            let codes = translated
                .iter()
                .filter(|(_, module, texts)| *module == source.module && (is_new || texts.get(rank) == Some(&true)));
            let edit = ImpactEdit {
                module: source.module.clone(),
                unit: unit.id(),
                old: joined,
                new: unit.source.clone(),
                class: change.as_ref().map(|change| change.class),
                tokens: change.map(|change| change.tokens).unwrap_or_default(),
                action,
                words: count_words(&unit.source),
                languages: codes.map(|(code, ..)| *code).collect(),
            };
            match edit.action {
                None => impact.new.add(&edit),
                Some(Action::Carry) => impact.carried.add(&edit),
                Some(Action::Recheck | Action::Retranslate) => impact.stale.add(&edit),
            }
            impact.by_class.entry(edit.class.map_or("new", ChangeClass::word)).or_default().add(&edit);
            impact.edits.push(edit);
        }
    }
    (impact, failures)
}

fn text_of(source: &super::Source, index: usize) -> Text<'_> {
    source.document.units.get(index).map_or(Text::plain(""), Text::from)
}
