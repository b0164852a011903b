//! `letters`: Romanian ș and ț have commas, not cedillas.

use crate::check::context::Case;
use crate::check::text::Traits;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "letters",
    severity: Severity::Note,
    summary: "ş and ţ with a cedilla stand for the Romanian ș and ț with a comma",
    why: "Old keyboards and code pages had the Turkish letters only. The two look alike but are different letters to search, \
          sorting and speech.",
    bad: Example {
        language: "ro",
        content: Content::Plain,
        source: "and your decisions",
        target: "şi deciziile dumneavoastră",
    },
    good: Example {
        language: "ro",
        content: Content::Plain,
        source: "and your decisions",
        target: "și deciziile dumneavoastră",
    },
    languages: &["ro"],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    for (form, text) in case.unit.filled() {
        if !text.traits.any(Traits::WIDE) {
            continue;
        }
        let mut hit = Hit::new(form, "cedilla letters instead of ș and ț with a comma");
        for (at, c) in text.clean.char_indices() {
            let right = match c {
                'ş' => "ș",
                'ţ' => "ț",
                'Ş' => "Ș",
                'Ţ' => "Ț",
                _ => continue,
            };
            hit = hit.fix(at..at + c.len_utf8(), right);
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}
