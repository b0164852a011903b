//! What is wrong with a termbase itself.

use std::collections::{BTreeMap, BTreeSet};

use super::morphology::fold;
use super::{Concept, TermStatus, Termbase};
use crate::model::{Finding, RuleId, Severity};

/// One thing that is wrong, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, with its language but without a file.
    pub finding: Finding,
    /// The identifier of the concept.
    pub concept: String,
    /// The term that the fault is about, if it is about one.
    pub term: Option<String>,
}

/// Checks a termbase. `languages` are the codes that every concept should have a usable term in; empty for none.
///
/// Rules: `termbase-duplicate` (an identifier or a term twice), `termbase-contradiction` (one term with two statuses,
/// several preferred terms, only forbidden ones), `termbase-gap` (a language without a usable term),
/// `termbase-homograph` (one term in two concepts of a language). Findings stand in the order of the termbase.
#[must_use]
pub fn audit(base: &Termbase, languages: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut owners: BTreeMap<(String, String), Vec<&Concept>> = BTreeMap::new();
    for concept in &base.concepts {
        *ids.entry(concept.id.as_str()).or_default() += 1;
        if ids.get(concept.id.as_str()) == Some(&2) {
            faults.push(found(
                "termbase-duplicate",
                Severity::Error,
                (concept, None, None),
                "the identifier occurs twice",
            ));
        }
        for section in &concept.sections {
            audit_section(concept, section, &mut faults);
            for term in section.terms.iter().filter(|term| !term.status.is_forbidden()) {
                let list = owners.entry((section.language.clone(), fold(&term.text))).or_default();
                if !list.iter().any(|known| known.id == concept.id) {
                    list.push(concept);
                }
            }
        }
        audit_gaps(concept, languages, &mut faults);
    }
    for ((language, _), concepts) in owners.iter().filter(|(_, concepts)| concepts.len() > 1) {
        let names: Vec<&str> = concepts.iter().map(|concept| concept.id.as_str()).collect();
        let term = concepts.first().and_then(|c| c.section(language)).and_then(|s| s.recommended());
        let text = term.map_or("a term", |term| term.text.as_str());
        let severity = if language == "en" { Severity::Warning } else { Severity::Note };
        if let Some(concept) = concepts.first() {
            let message = format!("“{text}” is a term of {}", names.join(" and "));
            let mut fault = found("termbase-homograph", severity, (concept, Some(language), Some(text)), &message);
            fault.finding.hint = Some("choose another term for one of them, or merge the concepts".to_owned());
            faults.push(fault);
        }
    }
    faults
}

/// Finds wordings that are listed twice.
fn audit_wordings(concept: &Concept, section: &super::Section, faults: &mut Vec<Fault>) {
    let language = Some(section.language.as_str());
    let mut statuses: BTreeMap<String, Vec<(TermStatus, &str)>> = BTreeMap::new();
    for term in &section.terms {
        statuses.entry(term.text.trim().to_owned()).or_default().push((term.status, &term.text));
    }
    for (text, uses) in statuses.iter().filter(|(_, uses)| uses.len() > 1) {
        let first = uses.first().map(|(status, _)| *status);
        if uses.iter().all(|(status, _)| Some(*status) == first) {
            let message = format!("“{text}” is listed twice");
            faults.push(found("termbase-duplicate", Severity::Warning, (concept, language, Some(text)), &message));
        } else {
            let words: Vec<&str> = uses.iter().map(|(status, _)| status.word()).collect();
            let message = format!("“{text}” is both {}", words.join(" and "));
            faults.push(found("termbase-contradiction", Severity::Error, (concept, language, Some(text)), &message));
        }
    }
}

fn audit_section(concept: &Concept, section: &super::Section, faults: &mut Vec<Fault>) {
    let language = Some(section.language.as_str());
    audit_wordings(concept, section, faults);
    let preferred: BTreeSet<&str> = section
        .terms
        .iter()
        .filter(|term| term.status == TermStatus::Preferred && term.kind == super::TermKind::FullForm)
        .map(|term| term.text.as_str())
        .collect();
    if preferred.len() > 1 {
        let message = format!("{} are all preferred", preferred.into_iter().collect::<Vec<_>>().join(", "));
        faults.push(found("termbase-contradiction", Severity::Warning, (concept, language, None), &message));
    }
    let usable = section.terms.iter().filter(|term| !term.status.is_forbidden());
    for term in section.terms.iter().filter(|term| term.status.is_forbidden()) {
        let is_listed = |other: &&super::Term| other.forms.contains(&term.text);
        if let Some(other) = usable.clone().find(is_listed) {
            let message = format!("“{}” is {} and also a form of “{}”", term.text, term.status, other.text);
            let place = (concept, language, Some(term.text.as_str()));
            faults.push(found("termbase-contradiction", Severity::Error, place, &message));
        }
    }
    if usable.count() == 0 && !section.terms.is_empty() {
        faults.push(found(
            "termbase-contradiction",
            Severity::Error,
            (concept, language, None),
            "every term is forbidden",
        ));
    }
}

fn audit_gaps(concept: &Concept, languages: &[&str], faults: &mut Vec<Fault>) {
    if concept.is_do_not_translate() {
        return;
    }
    let gaps: Vec<&str> = languages
        .iter()
        .copied()
        .filter(|code| concept.section(code).is_none_or(|section| section.terms.is_empty()))
        .collect();
    if !gaps.is_empty() {
        let message = format!("no term in {}", gaps.join(", "));
        faults.push(found("termbase-gap", Severity::Note, (concept, None, None), &message));
    }
}

/// The concept, the language and the term that a fault is about.
type Subject<'a> = (&'a Concept, Option<&'a str>, Option<&'a str>);

fn found(rule: &'static str, severity: Severity, (concept, language, term): Subject<'_>, what: &str) -> Fault {
    let mut finding = Finding::new(RuleId::new(rule), severity, format!("{}: {what}", concept.id));
    finding.language = language.map(str::to_owned);
    Fault { finding, concept: concept.id.clone(), term: term.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::read_csv;

    #[test]
    fn faults_of_a_termbase_are_found() {
        let base = read_csv(
            "concept,language,term,status,forms
a,en,facilitator,preferred,
a,de,Moderator,preferred,
a,de,Moderator,deprecated,
b,en,moderator,preferred,
b,de,Moderator,admitted,
b,de,Leiter,admitted,
b,de,Leiter,admitted,
c,en,plenary,preferred,
c,de,Plenum,deprecated,
",
        )
        .unwrap();
        let rules: Vec<String> = audit(&base, &["de", "fr"]).into_iter().map(|f| f.finding.rule.to_string()).collect();
        for rule in ["termbase-contradiction", "termbase-duplicate", "termbase-gap", "termbase-homograph"] {
            assert!(rules.iter().any(|found| found == rule), "{rule} {rules:?}");
        }
    }
}
