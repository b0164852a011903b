//! Translated attributes of Fluent terms that no text chooses by: nobody would see it but by a wrong variant.

use super::Pair;
use super::check_references::is_off;
use crate::check::Settings;
use crate::model::{Finding, Format, RuleId, Severity};
use crate::po::Catalogue;
use crate::source::fluent::{Unchosen, unchosen};
use crate::status::Assessment;

/// The rule that these findings belong to.
const RULE: &str = "fluent";

/// Returns one finding for each attribute of a module in a language whose translation names no variant, unless the rule on Fluent
/// is off.
pub(super) fn of_attributes(pair: &Pair<'_>, assessment: &Assessment, settings: &Settings) -> Vec<Finding> {
    let source = pair.source;
    if source.format != Format::Fluent || is_off(RULE, pair.language, settings) {
        return Vec::new();
    }
    let entry_of = |index: usize| {
        let assessed = assessment.units.get(*source.entry_of.get(index)?)?;
        let entry = pair.catalogue.as_ref()?.entry(assessed.entry?)?;
        (super::survey::is_checked(assessed.state) && !entry.is_plural()).then_some(entry)
    };
    let extras = || {
        let entries = pair.catalogue.iter().flat_map(Catalogue::entries);
        let own = entries.filter(|entry| pair.english.is_extra(entry) && entry.is_translated() && !entry.is_fuzzy());
        own.filter_map(|entry| Some(entry.context()?.into_owned())).collect()
    };
    let found = unchosen(&source.document, &|index| Some(entry_of(index)?.form(0)), extras);
    found
        .into_iter()
        .filter_map(|Unchosen { unit, names, is_no_name }| {
            let (entry, own) = (entry_of(unit)?, source.document.units.get(unit)?);
            let text = entry.form(0).into_owned();
            let mut finding = finding(text.trim(), &names, is_no_name);
            finding.language = Some(pair.language.code.to_owned());
            finding.module = Some(source.module.clone());
            finding.unit = Some(own.id());
            finding.path = Some(pair.catalogue_path.clone());
            finding.line = Some(entry.line());
            finding.source = Some(own.source.clone());
            finding.target = Some(text);
            Some(finding)
        })
        .collect()
}

/// Says that no variant is called by a text.
fn finding(text: &str, names: &[String], is_no_name: bool) -> Finding {
    let severity = if is_no_name { Severity::Error } else { Severity::Warning };
    let mut finding = Finding::new(RuleId::new(RULE), severity, format!("no text chooses by `{}`", text));
    finding.hint = Some(match names.is_empty() {
        true => "no reader sees an attribute of a term; keep the English".to_owned(),
        false => format!("the texts choose by {}", names.join(", ")),
    });
    finding
}
