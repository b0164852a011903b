//! `quotes`: quotation marks are those of the language.

use crate::check::context::Case;
use crate::check::text::Traits;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "quotes",
    severity: Severity::Note,
    summary: "quotation marks are not those of the language",
    why: "The Interinstitutional Style Guide gives each language its marks by level; the CLDR profile gives national ones. \
          Straight marks are turned into the first level when their number is even. Marks in code and in tags are left alone.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "Choose “Save”.",
        target: "Wählen Sie \"Speichern\".",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "Choose “Save”.",
        target: "Wählen Sie „Speichern“.",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let pairs = case.plan.quotes(unit.language);
    let Some(&(open, close)) = pairs.first() else { return };
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::STRAIGHT_QUOTE | Traits::PUNCTUATION | Traits::LATIN1) {
            continue;
        }
        let marks: Vec<(usize, char)> = text.clean.char_indices().filter(|(_, c)| is_mark(*c)).collect();
        if marks.is_empty() || marks.len() % 2 == 1 || is_measure(text, &marks) {
            continue;
        }
        let mut hit = Hit::new(form, format!("{} uses {open}…{close}", unit.language.english));
        // A mark that opens while another is open is nested; the levels are then right or left to a person.
        for pair in marks.chunks(2) {
            let [(start, one), (end, two)] = pair else { continue };
            // Marks of a deeper level stand inside those of the first.
            let inside = marks.iter().any(|(_, c)| *c == open || *c == close);
            let levels = if inside { pairs.len() } else { 1 };
            let known = pairs.iter().take(levels).any(|(open, close)| open == one && close == two);
            if known {
                continue;
            }
            hit = hit
                .fix(*start..start + one.len_utf8(), open.to_string())
                .fix(*end..end + two.len_utf8(), close.to_string());
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            let nested = marks.len() > 2
                && marks.iter().any(|(_, c)| {
                    pairs.iter().skip(1).any(|(open, close)| {
                        (c == open || c == close) && !pairs.first().is_some_and(|(a, b)| c == a || c == b)
                    })
                });
            if nested {
                hit.fix.clear();
            }
            hits.push(hit.at(first));
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '‟')
}

/// Returns whether a straight mark stands for inches or seconds: behind a digit.
fn is_measure(text: &Text<'_>, marks: &[(usize, char)]) -> bool {
    marks.len() == 2
        && marks.iter().all(|(at, c)| {
            *c == '"' && text.clean.get(..*at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
        })
}
