//! The rules on terms over one file, outside any project.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::glossary::{Checker, Matcher, Named, TermUnit, Termbase, check_consistency, named_concepts};
use crate::language::{Language, find};
use crate::model::{Finding, ModuleId, UnitId};
use crate::po::Catalogue;

/// One translated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermPair {
    /// The unit.
    pub unit: UnitId,
    /// The English.
    pub source: String,
    /// The translation; of a plural the most general form.
    pub target: String,
    /// The 1-based line in the file.
    pub line: usize,
}

/// Returns what a catalogue has translated; fuzzy and obsolete entries are left out.
#[must_use]
pub fn term_pairs(catalogue: &Catalogue) -> Vec<TermPair> {
    catalogue
        .entries()
        .filter(|entry| !entry.is_obsolete() && !entry.is_fuzzy())
        .filter_map(|entry| {
            let target = entry.forms().into_iter().rev().find(|form| !form.trim().is_empty())?.into_owned();
            let source = entry.id().into_owned();
            let name = entry.context().filter(|context| !context.is_empty()).map(|context| context.into_owned());
            Some(TermPair {
                unit: UnitId::keyed(name.unwrap_or_else(|| source.clone())),
                source,
                target,
                line: entry.line(),
            })
        })
        .collect()
}

/// A termbase, prepared once for all files and languages.
#[derive(Debug)]
pub struct LintTerms<'b> {
    base: &'b Termbase,
    english: Option<Matcher>,
    checkers: RefCell<BTreeMap<&'static str, Checker<'b>>>,
}

impl<'b> LintTerms<'b> {
    /// Prepares the English terms.
    #[must_use]
    pub fn new(base: &'b Termbase) -> Self {
        Self { base, english: find("en").map(|english| Matcher::new(base, english)), checkers: RefCell::default() }
    }

    /// Returns the English terms with their listed forms.
    #[must_use]
    pub fn english_terms(&self) -> Vec<String> {
        self.base.wordings("en")
    }

    /// Checks the terms of one file, each text by itself and all together. Findings carry unit and line; the caller adds
    /// the path.
    #[must_use]
    pub fn lint(&self, language: &'static Language, pairs: &[TermPair]) -> Vec<Finding> {
        let Some(english) = &self.english else { return Vec::new() };
        let mut checkers = self.checkers.borrow_mut();
        let checker = checkers.entry(language.code).or_insert_with(|| Checker::new(self.base, language));
        lint_pairs(self.base, english, checker, language, pairs)
    }
}

fn lint_pairs(
    base: &Termbase,
    english: &Matcher,
    checker: &Checker<'_>,
    language: &'static Language,
    pairs: &[TermPair],
) -> Vec<Finding> {
    let named: Vec<Vec<Named>> = pairs.iter().map(|pair| named_concepts(base, english, &pair.source)).collect();
    let mut findings = Vec::new();
    for (pair, named) in pairs.iter().zip(&named) {
        for mut finding in checker.check(&pair.source, named, &pair.target) {
            finding.unit = Some(pair.unit.clone());
            finding.line = Some(pair.line);
            findings.push(finding);
        }
    }
    let module = ModuleId::new("");
    let units: Vec<TermUnit<'_>> = pairs
        .iter()
        .zip(&named)
        .map(|(pair, named)| TermUnit {
            module: &module,
            unit: &pair.unit,
            named,
            source: &pair.source,
            target: &pair.target,
        })
        .collect();
    let lines: std::collections::HashMap<&UnitId, usize> = pairs.iter().map(|pair| (&pair.unit, pair.line)).collect();
    for mut finding in check_consistency(base, checker, language.code, &units) {
        finding.module = None;
        finding.line = finding.unit.as_ref().and_then(|unit| lines.get(unit).copied());
        findings.push(finding);
    }
    findings
}
