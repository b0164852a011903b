//! What all pages draw on, gathered once: states, findings, debts, terms.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::{Workspace, check, load_termbase, outdated, status};
use crate::git;
use crate::glossary::{Matcher, Termbase, named_concepts};
use crate::language::{Language, find};
use crate::model::{Failure, Finding, ModuleId, UnitId};
use crate::outdated::Item;
use crate::report::html::ReviewTerm;
use crate::report::{StatusTable, Wording};

/// What all pages draw on.
pub(super) struct Material {
    /// The numbers.
    pub(super) status: StatusTable,
    /// All findings.
    pub(super) findings: Vec<Finding>,
    /// All stale units, the most dangerous and oldest first.
    pub(super) debts: Vec<Item>,
    /// The termbase.
    pub(super) base: Termbase,
    /// The terms that each entry of each module names: the English words and the place of the concept.
    terms: HashMap<ModuleId, Vec<Vec<(String, usize)>>>,
    /// The commit that the report is made from.
    pub(super) commit: Option<String>,
    /// The words of the pages.
    pub(super) wording: Wording,
}

impl Material {
    /// Gathers everything; the failures are files that cannot be read, each once.
    pub(super) fn gather(workspace: &Workspace, languages: &[&'static Language], today: &str) -> (Self, Vec<Failure>) {
        let (status, mut failures) = status(workspace, languages);
        let (findings, more) = check(workspace, languages);
        failures.extend(more);
        let (debts, more) = outdated(workspace, languages, today);
        failures.extend(more);
        let (base, more) = load_termbase(&workspace.project);
        failures.extend(more);
        let mut once: Vec<Failure> = Vec::new();
        for failure in failures {
            if !once.contains(&failure) {
                once.push(failure);
            }
        }
        let terms = terms(workspace, &base);
        let commit = git::head(&workspace.project.root);
        (Self { status, findings, debts, base, terms, commit, wording: Wording::english() }, once)
    }

    /// Returns the terms of an entry with their renderings in a language; those without any rendering are left out.
    pub(super) fn terms_of(&self, module: &ModuleId, entry: usize, language: &Language) -> Vec<ReviewTerm> {
        let named =
            self.terms.get(module).and_then(|entries| entries.get(entry)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<ReviewTerm> = Vec::new();
        for (english, place) in named {
            let Some(concept) = self.base.concepts.get(*place) else { continue };
            let rendering = concept.section(language.code).and_then(|section| section.recommended());
            let term = match (concept.is_do_not_translate(), rendering) {
                (true, _) => ReviewTerm { english: english.clone(), rendering: None },
                (false, Some(term)) => ReviewTerm { english: english.clone(), rendering: Some(term.text.clone()) },
                (false, None) => continue,
            };
            if !found.contains(&term) {
                found.push(term);
            }
        }
        found
    }

    /// Returns the findings of a language by module and unit.
    pub(super) fn findings_by_unit(&self) -> HashMap<(&str, &ModuleId, &UnitId), Vec<&Finding>> {
        let mut map: HashMap<(&str, &ModuleId, &UnitId), Vec<&Finding>> = HashMap::new();
        for finding in &self.findings {
            if let (Some(language), Some(module), Some(unit)) = (&finding.language, &finding.module, &finding.unit) {
                map.entry((language.as_str(), module, unit)).or_default().push(finding);
            }
        }
        map
    }
}

fn terms(workspace: &Workspace, base: &Termbase) -> HashMap<ModuleId, Vec<Vec<(String, usize)>>> {
    let Some(english) = find("en").filter(|_| !base.concepts.is_empty()) else { return HashMap::new() };
    let matcher = Matcher::new(base, english);
    let named = |text: &str| -> Vec<(String, usize)> {
        let named = named_concepts(base, &matcher, text);
        let one = |named: crate::glossary::Named| {
            let english = text.get(named.span).unwrap_or("").to_owned();
            named.concepts.into_iter().map(move |concept| (english.clone(), concept))
        };
        named.into_iter().flat_map(one).collect()
    };
    let module = |source: &super::super::Source| {
        let units = source.entries.iter().filter_map(|&index| source.document.units.get(index));
        (source.module.clone(), units.map(|unit| named(&unit.source)).collect())
    };
    workspace.sources.par_iter().map(module).collect()
}
