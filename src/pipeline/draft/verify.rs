//! The proof that a draft may stand in a catalogue.

use std::collections::HashMap;

use super::gather::ModuleWork;
use crate::check::{Content, Context, Plan, Text, check_unit_with, swapped_number};
use crate::draft::Damage;
use crate::language::Language;
use crate::model::{Finding, Severity, Unit, UnitId};
use crate::source::{self, Target, Translation};

/// Checks one draft text with the project's own rules: numbers, placeholders, markup, links, length.
///
/// # Errors
/// `English` when nothing was translated; `Length` when it cannot say the same; a number in place of another, however small;
/// else the first finding of severity error or worse, and of numbers of severity warning or worse.
pub(super) fn checked(
    english: &str,
    draft: &str,
    unit: &Unit,
    content: Content,
    language: &'static Language,
    plan: &Plan,
) -> Result<(), Damage> {
    let source = Text::new(english, content);
    let forms = [Text::new(draft, content)];
    let mut context = Context::new(&source, &forms, language, content);
    context.kind = Some(unit.kind);
    context.max_length = unit.max_length;
    if let Some((old, new)) = swapped_number(&source, &forms[0], language.code) {
        return Err(Damage::Check(format!("numbers: the number {old} has become {new}")));
    }
    let (was, is) = (letters(english), letters(draft));
    if is > 3 * was + 60 || is * 6 < was && was >= 24 || is == 0 && was > 1 {
        return Err(Damage::Length(is, was));
    }
    let mut findings = Vec::new();
    check_unit_with(&context, plan, &mut findings);
    if draft == english && findings.iter().any(|finding| finding.rule.as_str() == "untranslated") {
        return Err(Damage::English);
    }
    let is_wrong = |finding: &&Finding| {
        finding.severity >= Severity::Error
            || finding.rule.as_str() == "numbers" && finding.severity >= Severity::Warning
    };
    match findings.iter().find(is_wrong) {
        Some(finding) => Err(Damage::Check(format!("{}: {}", finding.rule, finding.message))),
        None => Ok(()),
    }
}

/// Engines are known to repeat themselves without end, and to answer with dots.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Renders a module with nothing but its drafts, and returns the units whose draft would change the page. Forms are in
/// the order of the catalogue.
pub(super) fn structure(
    module: &ModuleWork<'_>,
    language: &'static Language,
    drafts: &HashMap<UnitId, Vec<String>>,
) -> HashMap<UnitId, Damage> {
    if drafts.is_empty() {
        return HashMap::new();
    }
    let translate = |unit: &Unit| {
        let forms = drafts.get(&unit.id())?;
        let forms = match unit.plural {
            Some(_) => module.forms.iter().map(|&place| forms.get(place).cloned()).collect::<Option<Vec<_>>>()?,
            None => forms.clone(),
        };
        Some(Translation::of_forms(forms))
    };
    let rendered = source::render(&module.source.document, &module.source.text, &Target::new(language), &translate);
    let refused = rendered.refusals.into_iter().map(|refusal| (refusal.unit, Damage::Structure(refusal.reason)));
    refused.collect()
}
