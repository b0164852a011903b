//! Translated references of which only their order says where they lead: no error, but nobody else would see it.

use super::Source;
use super::survey::Translated;
use crate::check::Settings;
use crate::language::Language;
use crate::model::{Finding, RuleId, Severity};
use crate::source;

/// The rule that these findings belong to.
const RULE: &str = "links";

/// Returns whether a rule is switched off in a language.
pub(super) fn is_off(rule: &str, language: &Language, settings: &Settings) -> bool {
    let own = settings.languages.get(language.code).and_then(|own| own.rules.get(rule));
    own.or_else(|| settings.rules.get(rule)).is_some_and(|level| level.severity().is_none())
}

/// Returns one finding for each unit of a module with such references, unless the rule on links is off.
pub(super) fn guessed(translated: &Translated, source: &Source, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if is_off(RULE, translated.language, settings) {
        return findings;
    }
    for (index, place) in source.entry_of.iter().enumerate() {
        let Some(unit) = translated.units.get(*place) else { continue };
        let Some(form) = translated.texts.range(unit.forms()).next() else { continue };
        let guessed = source::guessed_references(&source.document, &source.text, index, form);
        let (Some((shown, _)), Some(own)) = (guessed.first(), source.document.units.get(index)) else { continue };
        let listed: Vec<String> = guessed.iter().map(|(shown, label)| format!("[{shown}] to [{label}]")).collect();
        let message = format!("nothing but the order leads {}", listed.join(", "));
        let mut finding = Finding::new(RuleId::new(RULE), Severity::Note, message);
        finding.hint = Some(format!("name the English label behind each that is wrong: [{shown}][…]"));
        finding.language = Some(translated.language.code.to_owned());
        finding.module = Some(source.module.clone());
        finding.unit = Some(own.id());
        finding.path = Some(translated.path.clone());
        finding.line = Some(unit.line());
        findings.push(finding);
    }
    findings
}
