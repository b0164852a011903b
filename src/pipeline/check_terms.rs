//! The termbase as `check` uses it.

use super::{load_termbase, term_faults};
use crate::check::{Settings, file_rule_severity};
use crate::glossary::{
    Checker, Matcher, Named, TERM_RULES, TermUnit, Termbase, check_consistency, check_english, named_concepts,
};
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
        self.english.as_ref().map(|english| named_concepts(&self.base, english, text)).unwrap_or_default()
    }

    /// Returns the English terms with their listed forms.
    pub(super) fn english(&self) -> Vec<String> {
        self.base.wordings("en")
    }

    /// Prepares the terms of a language.
    pub(super) fn checker(&self, language: &'static Language) -> Checker<'_> {
        Checker::new(&self.base, language)
    }

    /// Returns what is wrong with the termbase itself.
    pub(super) fn audit(&self, project: &Project, languages: &[&'static Language]) -> Vec<Finding> {
        let codes: Vec<&str> = languages.iter().map(|language| language.code).collect();
        term_faults(project, &self.base, &codes)
    }

    /// Returns what is wrong with the terms of the English itself. `units` are its own translation.
    pub(super) fn check_english(&self, units: &[TermUnit<'_>]) -> Vec<Finding> {
        let Some(english) = find("en") else { return Vec::new() };
        let mut findings = Vec::new();
        for unit in units {
            findings.extend(check_english(&self.base, unit.source, unit.named).into_iter().map(|mut finding| {
                finding.module = Some(unit.module.clone());
                finding.unit = Some(unit.unit.clone());
                finding
            }));
        }
        findings.extend(check_consistency(&self.base, &self.checker(english), english.code, units));
        for finding in &mut findings {
            finding.language = None;
            finding.target = None;
        }
        findings
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

/// Applies the levels of the configuration to findings on terms, on the termbase and on files: a rule may be off, raised or
/// lowered, in one language or in all. A level takes the place of the rule's greatest severity; findings that are less
/// sure stay milder. Other findings pass unchanged; they have their levels already.
pub(super) fn with_levels(findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    let level = |finding: &Finding| {
        let rule = finding.rule.as_str();
        let own = finding.language.as_ref().and_then(|code| settings.languages.get(code));
        own.and_then(|own| own.rules.get(rule)).or_else(|| settings.rules.get(rule)).copied()
    };
    findings
        .into_iter()
        .filter_map(|mut finding| {
            let rule = finding.rule.as_str();
            let of_files = file_rule_severity(rule);
            if (rule.starts_with("term") || of_files.is_some())
                && let Some(level) = level(&finding)
            {
                let greatest = level.severity()?;
                let own = TERM_RULES.iter().find(|term| term.id == rule).map(|term| term.severity).or(of_files);
                let is_sure = own.is_none_or(|own| finding.severity >= own);
                finding.severity = if is_sure { greatest } else { finding.severity.min(greatest) };
            }
            Some(finding)
        })
        .collect()
}
