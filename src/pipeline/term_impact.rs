//! What a change of the termbase affects: units of the English, and translations.
//!
//! A unit is affected where its English names a concept that changed; it needs work where it does not agree with the new
//! termbase. Invariant: the English is judged like every other language, since editing it costs most.

use std::collections::{BTreeMap, BTreeSet};

use super::term_rows::{TermRow, check_terms, rename_rows, term_rows};
use super::{Source, Workspace};
use crate::glossary::{
    Checker, Concept, Matcher, Section, Term, TermUnit, Termbase, check_consistency, check_english, named_concepts,
};
use crate::language::Language;
use crate::model::{Failure, Finding, ModuleId, State, UnitId};

/// One affected unit in one language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AffectedUnit {
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// The file: the module for English, the catalogue else; relative to the project.
    pub path: String,
    /// The 1-based line in it; none where there is no entry.
    pub line: Option<usize>,
    /// The English words, as `status` counts them.
    pub words: u64,
    /// The English text.
    pub source: String,
    /// Whether it does not agree with the new termbase.
    pub work: bool,
    /// Why it needs work; empty where it needs none.
    pub reasons: Vec<String>,
}

/// What a change costs in one language.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TermImpact {
    /// The language code; `en` for the English itself.
    pub language: &'static str,
    /// The affected units in the order of the modules; only those with a fresh translation in other languages.
    pub places: Vec<AffectedUnit>,
}

impl TermImpact {
    /// Returns how many units and words are affected; with `work`, only those that need work.
    #[must_use]
    pub fn size(&self, work: bool) -> (usize, u64) {
        let counted = || self.places.iter().filter(|place| place.work || !work);
        (counted().count(), counted().map(|place| place.words).sum())
    }
}

/// Compares two termbases; returns the identifiers of the concepts that changed, sorted, and the cost in every given language,
/// which may be English, in their order.
#[must_use]
pub fn term_impact(
    workspace: &Workspace,
    languages: &[&'static Language],
    old: &Termbase,
    new: &Termbase,
) -> (Vec<String>, Vec<TermImpact>, Vec<Failure>) {
    // What either of the two calls by a name is named.
    let both = Termbase { concepts: new.concepts.iter().chain(&old.concepts).cloned().collect() };
    let targets: Vec<&'static Language> = languages.iter().copied().filter(|one| one.code != "en").collect();
    let (mut rows, failures) = term_rows(workspace, &targets, &both);
    if let Some(english) = languages.iter().find(|language| language.code == "en") {
        rows.extend(english_rows(workspace, english, &both));
    }
    let ids: BTreeSet<&str> = both.concepts.iter().map(|concept| concept.id.as_str()).collect();
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    let mut impacts = Vec::with_capacity(languages.len());
    for &language in languages {
        let here: BTreeSet<&str> = ids.iter().copied().filter(|id| is_changed(old, new, id, language.code)).collect();
        changed.extend(&here);
        let is_its = |at: &usize| both.concepts.get(*at).is_some_and(|concept| here.contains(concept.id.as_str()));
        let is_affected = |row: &&TermRow| {
            let is_named = row.named.iter().flat_map(|named| &named.concepts).any(is_its);
            row.language == language && is_named && row.state.is_fresh() && !row.targets.is_empty()
        };
        let rows: Vec<TermRow> = rows.iter().filter(is_affected).cloned().collect();
        impacts.push(impact(language, &only(new, &here), &rows));
    }
    (changed.into_iter().map(str::to_owned).collect(), impacts, failures)
}

fn impact(language: &'static Language, new: &Termbase, rows: &[TermRow]) -> TermImpact {
    let renamed = rename_rows(new, rows);
    let findings = match language.code {
        "en" => english_findings(new, language, &renamed),
        _ => check_terms(new, &renamed, false),
    };
    let mut reasons: BTreeMap<(&ModuleId, &UnitId), Vec<String>> = BTreeMap::new();
    for finding in &findings {
        if let (Some(module), Some(unit)) = (&finding.module, &finding.unit) {
            let hint = finding.hint.as_deref().map_or(String::new(), |hint| format!(": {hint}"));
            reasons.entry((module, unit)).or_default().push(format!("{}{hint}", finding.message));
        }
    }
    let place = |row: &TermRow| {
        let reasons = reasons.get(&(&row.module, &row.unit)).cloned().unwrap_or_default();
        AffectedUnit {
            module: row.module.clone(),
            unit: row.unit.clone(),
            path: row.path.clone(),
            line: row.line,
            words: row.words,
            source: row.source.clone(),
            work: !reasons.is_empty(),
            reasons,
        }
    };
    TermImpact { language: language.code, places: rows.iter().map(place).collect() }
}

/// Returns the units of the English that name a concept, as their own translation.
fn english_rows(workspace: &Workspace, english: &'static Language, base: &Termbase) -> Vec<TermRow> {
    let matcher = Matcher::new(base, english);
    let of_source = |source: &Source| -> Vec<TermRow> {
        let units = source.entries.iter().filter_map(|&index| source.document.units.get(index)).zip(source.words());
        let row = |(unit, words): (&crate::model::Unit, &u64)| TermRow {
            language: english,
            module: source.module.clone(),
            path: source.path.clone(),
            unit: unit.id(),
            line: Some(unit.line),
            state: State::Translated,
            words: *words,
            source: unit.source.clone(),
            named: named_concepts(base, &matcher, &unit.source),
            targets: vec![unit.source.clone()],
        };
        units.map(row).filter(|row| !row.named.is_empty()).collect()
    };
    workspace.sources.iter().flat_map(of_source).collect()
}

/// Returns what is wrong with the terms of the English.
fn english_findings(base: &Termbase, english: &'static Language, rows: &[TermRow]) -> Vec<Finding> {
    let of_row = |row: &TermRow| {
        let placed = |finding| Finding { module: Some(row.module.clone()), unit: Some(row.unit.clone()), ..finding };
        check_english(base, &row.source, &row.named).into_iter().map(placed).collect::<Vec<_>>()
    };
    let mut findings: Vec<Finding> = rows.iter().flat_map(of_row).collect();
    let units: Vec<TermUnit<'_>> = rows.iter().map(own_unit).collect();
    findings.extend(check_consistency(base, &Checker::new(base, english), english.code, &units));
    findings
}

/// Returns a unit of the English as its own translation.
fn own_unit(row: &TermRow) -> TermUnit<'_> {
    let TermRow { module, unit, named, source, .. } = row;
    TermUnit { module, unit, named, source, target: source }
}

/// Returns whether the terms of a concept differ in English or in one language, in anything that a check looks at.
fn is_changed(old: &Termbase, new: &Termbase, id: &str, language: &str) -> bool {
    let terms = |base: &Termbase, code: &str| -> Vec<Term> {
        let sections = base.concepts.iter().filter(|concept| concept.id == id).flat_map(|concept| &concept.sections);
        let checked = |term: &Term| Term {
            note: String::new(),
            source: String::new(),
            reliability: String::new(),
            gender: String::new(),
            ..term.clone()
        };
        let of = |section: &Section| section.terms.iter().map(checked).collect::<Vec<_>>();
        sections.filter(|section| section.language == code).flat_map(of).collect()
    };
    ["en", language].iter().any(|code| terms(old, code) != terms(new, code))
}

/// Returns the termbase with only these concepts.
fn only(base: &Termbase, ids: &BTreeSet<&str>) -> Termbase {
    let is_kept = |concept: &&Concept| ids.contains(concept.id.as_str());
    Termbase { concepts: base.concepts.iter().filter(is_kept).cloned().collect() }
}
