//! Every translated unit with the concepts that its English names.

use super::Workspace;
use crate::glossary::{Checker, Matcher, Named, TermUnit, Termbase, check_consistency, named_concepts};
use crate::language::{self, Language};
use crate::model::{Failure, Finding, ModuleId, State, UnitId};

/// One unit in one language. Units whose English names no concept have no row.
#[derive(Debug, Clone)]
pub struct TermRow {
    /// The target language.
    pub language: &'static Language,
    /// The module.
    pub module: ModuleId,
    /// The catalogue's path relative to the project.
    pub path: String,
    /// The unit.
    pub unit: UnitId,
    /// The 1-based line of the entry; none where there is no entry.
    pub line: Option<usize>,
    /// Where the translation stands.
    pub state: State,
    /// The English words, as `status` counts them.
    pub words: u64,
    /// The English text.
    pub source: String,
    /// The concepts it names.
    pub named: Vec<Named>,
    /// The filled forms of the translation; empty where there is none.
    pub targets: Vec<String>,
}

/// Collects the rows of the given languages, in the order of languages, modules and units.
#[must_use]
pub fn term_rows(
    workspace: &Workspace,
    languages: &[&'static Language],
    base: &Termbase,
) -> (Vec<TermRow>, Vec<Failure>) {
    let Some(english) = language::find("en").map(|english| Matcher::new(base, english)) else {
        return (Vec::new(), Vec::new());
    };
    let (rows, failures) = workspace.pairs(languages, |pair| {
        let mut rows = Vec::new();
        for (assessed, &words) in pair.assess().units.iter().zip(pair.source.words()) {
            let Some(unit) = pair.source.document.units.get(assessed.unit) else { continue };
            let source = unit.plural.as_deref().unwrap_or(&unit.source);
            let named = named_concepts(base, &english, source);
            if named.is_empty() {
                continue;
            }
            let entry = assessed.entry.zip(pair.catalogue.as_ref()).and_then(|(at, catalogue)| catalogue.entry(at));
            let forms = entry.as_ref().map(|entry| entry.forms()).unwrap_or_default();
            rows.push(TermRow {
                language: pair.language,
                module: pair.source.module.clone(),
                path: pair.catalogue_path.clone(),
                unit: unit.id(),
                line: entry.as_ref().map(|entry| entry.line()),
                state: assessed.state,
                words,
                source: source.to_owned(),
                named,
                targets: forms.into_iter().filter(|form| !form.trim().is_empty()).map(|f| f.into_owned()).collect(),
            });
        }
        rows
    });
    (rows.into_iter().flatten().collect(), failures)
}

/// Checks the terms of all rows; only `fresh` states are looked at unless `drafts` is set. Findings are in the order of
/// the rows, those on consistency at the end of each language.
#[must_use]
pub fn check_terms(base: &Termbase, rows: &[TermRow], drafts: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rows in rows.chunk_by(|a, b| a.language == b.language) {
        let Some(first) = rows.first() else { continue };
        let checker = Checker::new(base, first.language);
        let checked: Vec<&TermRow> =
            rows.iter().filter(|row| row.state.is_fresh() || (drafts && row.state == State::Draft)).collect();
        for row in &checked {
            let found = row.targets.iter().map(|target| checker.check(&row.source, &row.named, target));
            if let Some(worst) = found.max_by_key(Vec::len) {
                findings.extend(worst.into_iter().map(|finding| placed(finding, row)));
            }
        }
        let units: Vec<TermUnit<'_>> = checked
            .iter()
            .filter_map(|row| {
                let target = row.targets.first()?;
                Some(TermUnit { module: &row.module, unit: &row.unit, named: &row.named, source: &row.source, target })
            })
            .collect();
        for finding in check_consistency(base, &checker, first.language.code, &units) {
            let row = checked
                .iter()
                .find(|row| Some(&row.unit) == finding.unit.as_ref() && Some(&row.module) == finding.module.as_ref());
            findings.push(match row {
                Some(row) => placed(finding, row),
                None => finding,
            });
        }
    }
    findings
}

fn placed(mut finding: Finding, row: &TermRow) -> Finding {
    finding.module = Some(row.module.clone());
    finding.path = Some(row.path.clone());
    finding.unit = Some(row.unit.clone());
    finding.line = row.line;
    finding
}

/// Returns the rows with their concepts named anew from another termbase; rows that name none are left out.
#[must_use]
pub fn rename_rows(base: &Termbase, rows: &[TermRow]) -> Vec<TermRow> {
    let Some(english) = language::find("en").map(|english| Matcher::new(base, english)) else { return Vec::new() };
    rows.iter()
        .map(|row| TermRow { named: named_concepts(base, &english, &row.source), ..row.clone() })
        .filter(|row| !row.named.is_empty())
        .collect()
}
