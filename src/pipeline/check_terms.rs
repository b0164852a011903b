//! The termbase as `check` uses it.

use super::load_termbase;
use crate::glossary::{Checker, Matcher, Named, TermUnit, Termbase, audit, check_consistency, named_concepts};
use crate::language::{Language, find};
use crate::model::{Failure, Finding};
use crate::project::Project;

/// The termbase of a project with its English terms prepared.
pub(super) struct Terms {
    base: Termbase,
    english: Option<Matcher>,
}

impl Terms {
    /// Reads the termbase; the failures are files that cannot be read.
    pub(super) fn load(project: &Project) -> (Self, Vec<Failure>) {
        let (base, failures) = load_termbase(project);
        let english = find("en").map(|english| Matcher::new(&base, english));
        (Self { base, english }, failures)
    }

    /// Returns the concepts that an English text names.
    pub(super) fn named(&self, text: &str) -> Vec<Named> {
        self.english.as_ref().map(|english| named_concepts(english, text)).unwrap_or_default()
    }

    /// Prepares the terms of a language.
    pub(super) fn checker(&self, language: &'static Language) -> Checker<'_> {
        Checker::new(&self.base, language)
    }

    /// Returns what is wrong with the termbase itself.
    pub(super) fn audit(&self, languages: &[&'static Language]) -> Vec<Finding> {
        let codes: Vec<&str> = languages.iter().map(|language| language.code).collect();
        if self.base.concepts.is_empty() { Vec::new() } else { audit(&self.base, &codes) }
    }

    /// Reports concepts that one language renders by several terms.
    pub(super) fn consistency(
        &self,
        checker: &Checker<'_>,
        language: &'static Language,
        units: &[TermUnit<'_>],
    ) -> Vec<Finding> {
        check_consistency(&self.base, checker, language.code, units)
    }
}
