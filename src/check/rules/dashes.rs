//! `dashes`: a dash is a dash.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Number, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dashes",
    severity: Severity::Note,
    summary: "a hyphen stands for a dash",
    why: "Where the English has a dash, a spaced hyphen in the translation is a slip of the keyboard, and so is a \
          hyphen in a range of numbers. Doubled hyphens are \
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
        if !text.traits.any(Traits::HYPHEN) || !text.traits.any(Traits::SPACE_HYPHEN) && text.numbers.len() < 2 {
            continue;
        }
        let english = unit.english(form);
        let mut hit = Hit::new(form, "a dash is written –");
        if !english.traits.any(Traits::PUNCTUATION) && !text.clean.contains(" -") {
            continue;
        }
        let is_dashed = RANGES.contains(&unit.language.code);
        for at in is_dashed.then(|| ranges(english, text)).into_iter().flatten() {
            hit = hit.fix(at..at + 1, "–");
        }
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

/// The languages whose style guides write ranges with a dash; the Romance languages, Greek and Dutch write a hyphen.
static RANGES: [&str; 13] = ["cs", "da", "de", "et", "fi", "hr", "hu", "lt", "lv", "pl", "sk", "sl", "sv"];

/// Returns the hyphens between two numbers that have a dash between them in the English, as in `10–12`.
fn ranges(english: &Text<'_>, text: &Text<'_>) -> Vec<usize> {
    let pairs = |text: &Text<'_>, mark: &str| -> Vec<(String, usize)> {
        let pair = |two: &[Number]| {
            let [one, two] = two else { return None };
            let is_range = text.clean.get(one.span.end..two.span.start)? == mark;
            is_range.then(|| (format!("{} {}", one.digits, two.digits), one.span.end))
        };
        text.numbers.windows(2).filter_map(pair).collect()
    };
    let wanted = pairs(english, "–");
    let hyphens = if wanted.is_empty() { Vec::new() } else { pairs(text, "-") };
    hyphens.into_iter().filter(|(pair, _)| wanted.iter().any(|(other, _)| other == pair)).map(|(_, at)| at).collect()
}
