//! Running the table over units, modules, sources and languages.

use std::collections::HashMap;

use super::context::Case;
use super::rule::Having;
use super::rules::across::Version;
use super::rules::source::SourceModule;
use super::rules::{RULES, address};
use super::{Context, Hit, Noted, Plan, Run, Settings, Text, Together};
use crate::language::Language;
use crate::model::{Finding, ModuleId, UnitId};

/// Checks one unit in one language. Use [`check_unit_with`] for many units of one language.
#[must_use]
pub fn check_unit(unit: &Context<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    let _ = check_unit_with(unit, &Plan::new(settings, unit.language), &mut findings);
    findings
}

/// Checks one unit with settings that are already resolved; findings are added in the order of the table. An untranslated
/// unit has none. Returns what [`check_module`] asks about the unit.
pub fn check_unit_with(unit: &Context<'_>, plan: &Plan, findings: &mut Vec<Finding>) -> Noted {
    if unit.forms.iter().all(Text::is_blank) {
        return Noted::default();
    }
    let case = Case::new(unit, plan);
    let mut hits = Vec::new();
    for &(run, rule, severity) in &plan.of_units {
        run(&case, &mut hits);
        if hits.is_empty() {
            continue;
        }
        fold(&mut hits);
        for hit in hits.drain(..) {
            let form = hit.form;
            let mut finding = hit.into_finding(rule, severity);
            place(&mut finding, unit, form);
            findings.push(finding);
        }
    }
    Noted { address: address::notice(&case).map(Box::new) }
}

/// A rule that speaks more often about one text is quoted so often, and the last time with the number of further places: a
/// text full of one fault is one thing to mend, and each finding holds the whole text.
const MANY: usize = 20;

fn fold(hits: &mut Vec<Hit>) {
    let more = hits.len().saturating_sub(MANY);
    hits.truncate(MANY);
    if let Some(last) = hits.last_mut() {
        tell(last, more);
    }
}

fn tell(last: &mut Hit, more: usize) {
    if more > 0 {
        last.message.push_str(&format!(" (and {more} more in this text)"));
    }
}

/// The same for what a rule says about the units of the English, in any order.
fn fold_english(hits: &mut Vec<(usize, usize, Hit)>) {
    let mut counts: HashMap<(usize, usize), usize> = HashMap::new();
    // What is about no unit stands in other places of the module.
    let is_of_unit = |unit: usize| unit != usize::MAX;
    hits.retain(|(module, unit, _)| {
        if !is_of_unit(*unit) {
            return true;
        }
        let count = counts.entry((*module, *unit)).or_default();
        *count += 1;
        *count <= MANY
    });
    for (module, unit, hit) in hits.iter_mut().rev() {
        if let Some(count) = counts.remove(&(*module, *unit)) {
            tell(hit, count.saturating_sub(MANY));
        }
    }
}

/// Checks the units of one language together: one module, or all modules of the language for consistency across them.
#[must_use]
pub fn check_module(units: &[Together<'_>], language: &Language, settings: &Settings) -> Vec<Finding> {
    let plan = Plan::new(settings, language);
    let mut findings = Vec::new();
    for (rule, level) in RULES.iter().zip(&plan.levels) {
        let (Run::Module(run), Some(severity)) = (rule.run, *level) else { continue };
        for (index, hit) in run(units, &plan) {
            let form = hit.form;
            let mut finding = hit.into_finding(rule, severity);
            if let Some(unit) = units.get(index) {
                finding.language = Some(language.code.to_owned());
                finding.module = unit.module.cloned();
                finding.unit = unit.unit.cloned();
                finding.source = Some(unit.source.to_owned());
                finding.target = unit.form(form).map(str::to_owned);
            }
            findings.push(finding);
        }
    }
    findings
}

/// Checks the English of all modules. Findings carry module, unit and source text; lines are the units' own. One with a `target`
/// holds where none of the files is there that stand in it, one a line, by their paths in the project; the caller looks.
#[must_use]
pub fn check_source(modules: &[SourceModule<'_>], settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Run::Source(run) = rule.run else { continue };
        let Some(severity) = settings.severity_of(rule) else { continue };
        let mut hits = run(modules, settings);
        fold_english(&mut hits);
        for (module, unit, hit) in hits {
            let mut finding = hit.into_finding(rule, severity);
            place_english(&mut finding, modules.get(module), unit);
            findings.push(finding);
        }
    }
    findings
}

/// Compares one unit over all languages. A finding without language suspects the English.
#[must_use]
pub fn check_across(
    module: Option<&ModuleId>,
    unit: Option<&UnitId>,
    source: &Text<'_>,
    versions: &[Version<'_>],
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Run::Across(run) = rule.run else { continue };
        let Some(severity) = settings.severity_of(rule) else { continue };
        for (at, hit) in run(source, versions) {
            let mut finding = hit.into_finding(rule, severity);
            finding.module = module.cloned();
            finding.unit = unit.cloned();
            finding.source = Some(source.raw.to_owned());
            if let Some(version) = at.and_then(|at| versions.get(at)) {
                finding.language = Some(version.language.code.to_owned());
                finding.target = Some(version.target.to_owned());
            }
            findings.push(finding);
        }
    }
    findings
}

/// Looks for findings that most languages share, which the English may cause. `having` says how many languages have a
/// translation of a unit that is checked.
#[must_use]
pub fn check_findings(all: &[Finding], having: Having<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Run::Findings(run) = rule.run else { continue };
        let Some(severity) = settings.severity_of(rule) else { continue };
        findings.extend(run(all, having).into_iter().map(|finding| Finding { severity, ..finding }));
    }
    findings
}

/// Gives a finding on the English its module and, where it is about one, its unit; the line of a hit is kept.
fn place_english(finding: &mut Finding, module: Option<&SourceModule<'_>>, unit: usize) {
    let Some(module) = module else { return };
    finding.module = Some(module.module.clone());
    if let Some(unit) = module.units.get(unit) {
        finding.unit = Some(unit.unit.clone());
        finding.line.get_or_insert(unit.line);
        finding.source = Some(unit.text.raw.to_owned());
    }
}

fn place(finding: &mut Finding, unit: &Context<'_>, form: usize) {
    finding.language = Some(unit.language.code.to_owned());
    finding.module = unit.module.cloned();
    finding.unit = unit.unit.cloned();
    finding.source = Some(unit.source.raw.to_owned());
    finding.target = unit.forms.get(form).map(|text| text.raw.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_full_of_one_fault_is_quoted_so_often() {
        let hit = |text: &str| Hit::new(0, text.to_owned());
        let mut hits: Vec<(usize, usize, Hit)> = (0..30).map(|_| (0, 1, hit("a"))).collect();
        hits.extend((0..30).map(|_| (0, usize::MAX, hit("no unit"))));
        hits.push((1, 1, hit("b")));
        fold_english(&mut hits);
        let of = |module, unit| hits.iter().filter(|hit| (hit.0, hit.1) == (module, unit)).collect::<Vec<_>>();
        assert_eq!((of(0, 1).len(), of(0, usize::MAX).len(), of(1, 1).len()), (MANY, 30, 1));
        assert_eq!(of(0, 1)[MANY - 1].2.message, "a (and 10 more in this text)");
        assert_eq!(of(1, 1)[0].2.message, "b");
    }
}
