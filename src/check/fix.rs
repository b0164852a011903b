//! Safe fixes: small replacements inside a translation.

use std::ops::Range;

use super::context::Case;
use super::rules::RULES;
use super::{Context, Plan, Run, Text};

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the text that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub with: String,
}

/// Returns the forms with every safe fix applied, or none when there is nothing to fix. `wanted` says which rules may
/// fix. Edits that overlap are applied one after the other, until nothing is left to fix.
#[must_use]
pub fn fixed_forms(unit: &Context<'_>, plan: &Plan, wanted: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let mut forms = fixed_once(unit, plan, wanted)?;
    for _ in 1..ROUNDS {
        let texts: Vec<Text<'_>> = forms.iter().map(|form| Text::new(form, unit.content)).collect();
        let again = Context { forms: &texts, ..*unit };
        match fixed_once(&again, plan, wanted) {
            Some(next) if next != forms => forms = next,
            _ => break,
        }
    }
    Some(forms)
}

/// Two rules that undo each other would never end.
const ROUNDS: usize = 8;

fn fixed_once(unit: &Context<'_>, plan: &Plan, wanted: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Content, Settings};
    use crate::language;

    #[test]
    fn quotations_in_quotations_get_the_second_level_at_once() {
        let source = Text::new("“A ‘b’ c”", Content::Plain);
        for (code, right) in
            [("de", "„A ‚b‘ c“"), ("pl", "„A »b« c”"), ("fr", "«A “b” c»"), ("sv", "”A ’b’ c”"), ("cs", "„A ‚b‘ c“")]
        {
            let language = language::find(code).expect("an official language");
            let plan = Plan::new(&Settings::default(), language);
            let forms = [Text::new("\"A 'b' c\"", Content::Plain)];
            let fixed =
                fixed_forms(&Context::new(&source, &forms, language, Content::Plain), &plan, &|rule| rule == "quotes");
            assert_eq!(fixed.as_deref(), Some([right.to_owned()].as_slice()), "{code}");
        }
    }

    #[test]
    fn adjacent_edits_are_all_applied_in_one_call() {
        let polish = language::find("pl").expect("an official language");
        let source = Text::new("Now choose “Save”, well.", Content::Plain);
        let plan = Plan::new(&Settings::default(), polish);
        let fixed = |target: &str| {
            let forms = [Text::new(target, Content::Plain)];
            fixed_forms(&Context::new(&source, &forms, polish, Content::Plain), &plan, &|_| true)
        };
        let once = fixed("Wybierz teraz \"Zapisz\" , dobrze.").expect("something to fix");
        assert_eq!(once, ["Wybierz teraz „Zapisz”, dobrze."]);
        assert_eq!(fixed(&once[0]), None);
    }
}
