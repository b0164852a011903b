//! Safe fixes: small replacements inside a translation.

use std::ops::Range;

use super::context::Case;
use super::rules::RULES;
use super::{Context, Plan, Run};

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub with: String,
}

/// Returns the forms with every safe fix applied, or none when there is nothing to fix. `wanted` says which rules may
/// fix. Overlapping edits of several rules are applied on a second call, on the new text.
#[must_use]
pub fn fixed_forms(unit: &Context<'_>, plan: &Plan, wanted: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let case = Case::new(unit, plan);
    let mut edits: Vec<(usize, Edit)> = Vec::new();
    for (rule, level) in RULES.iter().zip(&plan.levels) {
        if !rule.fixes || level.is_none() || !wanted(rule.id) {
            continue;
        }
        if let Run::Unit(run) = rule.run {
            let mut hits = Vec::new();
            run(&case, &mut hits);
            edits.extend(hits.into_iter().flat_map(|hit| hit.fix.into_iter().map(move |edit| (hit.form, edit))));
        }
    }
    if edits.is_empty() {
        return None;
    }
    let forms = unit.forms.iter().enumerate().map(|(form, text)| {
        let mut own: Vec<&Edit> = edits.iter().filter(|(at, _)| *at == form).map(|(_, edit)| edit).collect();
        own.sort_by_key(|edit| (edit.span.start, edit.span.end));
        apply(text.raw, &own)
    });
    Some(forms.collect())
}

/// Applies edits sorted by start; an edit that overlaps one before it is left out.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at {
            continue;
        }
        out.push_str(text.get(at..edit.span.start).unwrap_or(""));
        out.push_str(&edit.with);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
