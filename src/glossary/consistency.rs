//! One concept, one term: how concepts are rendered over many units.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Checker;
use super::hit::Match;
use super::named::Named;
use super::rules::INCONSISTENT;
use super::{Term, TermKind, TermPlace, TermStatus, Termbase, wording};
use crate::model::{Finding, ModuleId, Severity, UnitId};

/// One translated unit, with what its English names.
#[derive(Debug, Clone, Copy)]
pub struct TermUnit<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// The unit.
    pub unit: &'a UnitId,
    /// The concepts named in the English.
    pub named: &'a [Named],
    /// The English text.
    pub source: &'a str,
    /// The translation.
    pub target: &'a str,
}

/// Where one wording was used.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Use {
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// The words of the translation, as they stand there, without markup; empty where the concept has no rendering.
    pub wording: String,
    /// How sure it is.
    pub level: Match,
    /// The term; none where the concept has no rendering.
    #[serde(skip)]
    pub place: Option<TermPlace>,
}

/// Returns every use of every concept, by the place of the concept, uses in the order of the units.
#[must_use]
pub fn uses(checker: &Checker<'_>, units: &[TermUnit<'_>]) -> BTreeMap<usize, Vec<Use>> {
    let mut found: BTreeMap<usize, Vec<Use>> = BTreeMap::new();
    for unit in units {
        for rendering in checker.renderings(unit.named, unit.target) {
            let hit = rendering.hit.as_ref();
            found.entry(rendering.concept).or_default().push(Use {
                module: unit.module.clone(),
                unit: unit.unit.clone(),
                wording: hit.and_then(|hit| unit.target.get(hit.span.clone())).map(wording).unwrap_or_default(),
                level: hit.map_or(Match::None, |hit| hit.level),
                place: hit.map(|hit| hit.place),
            });
        }
    }
    found
}

/// Reports concepts that are rendered by several usable terms. `units` are all units of one language.
#[must_use]
pub fn check_consistency(
    base: &Termbase,
    checker: &Checker<'_>,
    language: &str,
    units: &[TermUnit<'_>],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (concept, uses) in uses(checker, units) {
        let Some(concept) = base.concepts.get(concept) else { continue };
        let term_at = |place: TermPlace| concept.sections.get(place.section)?.terms.get(place.term);
        // An abbreviation or a short form stands beside its full form; it is no other term.
        let is_alternative = |term: &Term| {
            let is_short = matches!(term.kind, TermKind::Abbreviation | TermKind::Acronym | TermKind::ShortForm);
            !term.status.is_forbidden() && !is_short
        };
        let usable = |used: &&Use| used.level.is_sure() && used.place.and_then(term_at).is_some_and(is_alternative);
        let mut counts: BTreeMap<TermPlace, usize> = BTreeMap::new();
        let mut modules: BTreeMap<&ModuleId, BTreeSet<TermPlace>> = BTreeMap::new();
        for used in uses.iter().filter(usable) {
            if let Some(place) = used.place {
                *counts.entry(place).or_default() += 1;
                modules.entry(&used.module).or_default().insert(place);
            }
        }
        // The preferred term sets the standard wherever it is used at all; between equals the more frequent one does.
        let is_preferred = |place| term_at(place).is_some_and(|term| term.status == TermStatus::Preferred);
        let standard =
            counts.iter().max_by_key(|(place, count)| (is_preferred(**place), **count, std::cmp::Reverse(**place)));
        let Some((standard, count)) = standard.map(|(place, count)| (*place, *count)) else { continue };
        if counts.len() < 2 {
            continue;
        }
        for used in uses.iter().filter(usable).filter(|used| used.place != Some(standard)) {
            let mixed = modules.get(&used.module).is_some_and(|terms| terms.len() > 1);
            let severity = if mixed { Severity::Warning } else { Severity::Note };
            let name = term_at(standard).map_or("", |term| term.text.as_str());
            let message = format!("“{}” is here “{}”, elsewhere {count} × “{name}”", concept.name(), used.wording);
            let mut finding = of_use(used, units, severity, message);
            finding.hint = Some(format!("use one term: “{name}”"));
            finding.language = Some(language.to_owned());
            findings.push(finding);
        }
    }
    findings
}

/// Returns a finding about one use, with its texts.
fn of_use(used: &Use, units: &[TermUnit<'_>], severity: Severity, message: String) -> Finding {
    let unit = units.iter().find(|unit| unit.unit == &used.unit && unit.module == &used.module);
    Finding {
        module: Some(used.module.clone()),
        unit: Some(used.unit.clone()),
        source: unit.map(|unit| unit.source.to_owned()),
        target: unit.map(|unit| unit.target.to_owned()),
        ..Finding::new(INCONSISTENT.rule_id(), severity, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Matcher, named_concepts, read_csv};
    use crate::language;

    /// Returns the findings on translations of one sentence; `status` is that of the second Dutch term.
    fn check(status: &str, targets: &[&str]) -> Vec<Finding> {
        let base = read_csv(&format!(
            "concept,language,term,status
f,en,facilitator,preferred
f,nl,gespreksleider,{status}
f,nl,facilitator,admitted
"
        ))
        .unwrap();
        let english = Matcher::new(&base, language::find("en").unwrap());
        let checker = Checker::new(&base, language::find("nl").unwrap());
        let source = "The facilitator speaks.";
        let named = named_concepts(&base, &english, source);
        let module = ModuleId::new("a.md");
        let ids: Vec<UnitId> = (0..targets.len()).map(|n| UnitId::keyed(n.to_string())).collect();
        let units: Vec<TermUnit<'_>> = ids
            .iter()
            .zip(targets)
            .map(|(unit, target)| TermUnit { module: &module, unit, named: &named, source, target })
            .collect();
        check_consistency(&base, &checker, "nl", &units)
    }

    #[test]
    fn the_term_that_is_not_the_standard_is_reported() {
        let findings =
            check("preferred", &["De gespreksleider spreekt.", "De facilitators spreken.", "Gespreksleiders spreken."]);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].unit, Some(UnitId::keyed("1")));
        assert_eq!(findings[0].severity, Severity::Warning);
    }

    #[test]
    fn a_preferred_term_is_the_standard_however_rare_it_is() {
        let targets = ["De facilitator spreekt.", "Facilitators spreken.", "De gespreksleider spreekt."];
        let hints = |status| check(status, &targets).into_iter().filter_map(|f| f.hint).collect::<Vec<_>>();
        assert_eq!(hints("preferred"), ["use one term: “gespreksleider”"; 2]);
        assert_eq!(hints("admitted"), ["use one term: “facilitator”"; 1], "the more frequent of two equals");
    }
}
