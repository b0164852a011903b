//! `ellipsis`: an ellipsis is one character.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "ellipsis",
    severity: Severity::Note,
    summary: "three full stops stand where the English has an ellipsis",
    why: "The Interinstitutional Style Guide writes … as one character. Where the English itself has three full stops, the \
          translation may follow it.",
    bad: Example { language: "hr", content: Content::Plain, source: "Loading…", target: "Učitavanje..." },
    good: Example { language: "hr", content: Content::Plain, source: "Loading…", target: "Učitavanje…" },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::TWO_DOTS) || !text.clean.contains("...") {
            continue;
        }
        let english = unit.english(form);
        if !english.clean.contains('…') || english.clean.contains("...") {
            continue;
        }
        let mut hit = Hit::new(form, "an ellipsis is written …");
        for (at, _) in text.clean.match_indices("...") {
            let alone = !text.clean.get(at + 3..).is_some_and(|tail| tail.starts_with('.'));
            if alone && !text.clean.get(..at).is_some_and(|head| head.ends_with('.')) {
                hit = hit.fix(at..at + 3, "…");
            }
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}
