//! `dashes`: a dash is a dash.

use crate::check::context::Case;
use crate::check::text::Traits;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dashes",
    severity: Severity::Note,
    summary: "a hyphen stands for a dash",
    why: "Where the English has a dash, a spaced hyphen in the translation is a slip of the keyboard. Doubled hyphens are \
          reported unless the English has them: they may belong to a command.",
    bad: Example {
        language: "da",
        content: Content::Plain,
        source: "Listen first – then decide.",
        target: "Lyt først - og beslut så.",
    },
    good: Example {
        language: "da",
        content: Content::Plain,
        source: "Listen first – then decide.",
        target: "Lyt først – og beslut så.",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::HYPHEN) {
            continue;
        }
        if !text.clean.contains(" -") {
            continue;
        }
        let english = unit.english(form);
        let mut hit = Hit::new(form, "a dash is written –");
        if english.clean.contains(['–', '—']) && !english.clean.contains(" - ") {
            for (at, _) in text.clean.match_indices(" - ") {
                hit = hit.fix(at + 1..at + 2, "–");
            }
        }
        if !english.raw.contains("--") {
            for (at, _) in text.clean.match_indices(" -- ") {
                hit = hit.fix(at + 1..at + 3, "–");
            }
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}
