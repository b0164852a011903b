//! Names that stay as they are in a translation.

use std::ops::Range;

use super::check::finding;
use super::matcher::Matcher;
use super::rules::DO_NOT_TRANSLATE;
use super::{Concept, Match, Term};
use crate::language::Language;
use crate::model::{Finding, Severity};

/// Checks a name that stays as it is: `english` is what the English has of it, `instead` what the translation has in its place, if
/// that is known.
pub(super) fn check(
    concept: &Concept,
    english: &str,
    target: &str,
    language: &'static Language,
    instead: Option<Range<usize>>,
) -> Option<Finding> {
    let names: Vec<&Term> = concept.section("en")?.terms.iter().filter(|term| term.do_not_translate).collect();
    let loose = |term: &Term| Matcher::for_term(&Term { case_sensitive: false, ..term.clone() }, language);
    let hits = names.iter().flat_map(|term| loose(term).find(target)).filter(|hit| hit.level > Match::None);
    let found: Vec<Range<usize>> = hits.map(|hit| hit.span).collect();
    let hint = format!("keep “{}” as it is", names.first().map_or(english, |term| term.text.as_str()));
    if names.is_empty() {
        return None;
    }
    let Some(first) = found.first() else {
        let message = format!("“{english}” is a name that stays, and is not in the translation");
        return Some(finding(&DO_NOT_TRANSLATE, Severity::Error, message, hint, instead));
    };
    let is_exact = names.iter().any(|term| term.case_sensitive);
    let is_recased = |span: &Range<usize>| names.iter().any(|term| is_recased(&term.text, target.get(span.clone())));
    if !is_exact || !found.iter().all(is_recased) {
        return None;
    }
    let used = target.get(first.clone()).unwrap_or("");
    let message = format!("the name “{english}” is written “{used}”");
    Some(finding(&DO_NOT_TRANSLATE, Severity::Warning, message, hint, Some(first.clone())))
}

/// Returns whether a word begins with a name in other capitals; a word in capitals throughout is a matter of layout.
fn is_recased(name: &str, used: Option<&str>) -> bool {
    let used = used.unwrap_or("");
    let is_loud = !used.chars().any(char::is_lowercase);
    !is_loud && !used.starts_with(name) && used.to_lowercase().starts_with(&name.to_lowercase())
}
