//! `number-format`: numbers are written as the language writes them.

use crate::check::Number;
use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "number-format",
    severity: Severity::Warning,
    summary: "a number keeps the separators of English",
    why: "In most EU languages 1,500 means one and a half. A number copied with its English separators is reported where the \
          language reads it otherwise: grouped thousands always, decimals only before a unit or the word for a million, \
          since 2.5 may be a version or a section.",
    bad: Example {
        language: "pl",
        content: Content::Plain,
        source: "a grant of 1,500 euros",
        target: "dotacja w wysokości 1,500 euro",
    },
    good: Example {
        language: "pl",
        content: Content::Plain,
        source: "a grant of 1,500 euros",
        target: "dotacja w wysokości 1\u{a0}500 euro",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let style = case.plan.numbers(unit.language);
    for (form, text) in unit.filled() {
        if text.numbers.is_empty() {
            continue;
        }
        let english = unit.english(form);
        for number in text.numbers.iter().filter(|number| !number.separators.is_empty() && !number.glued) {
            let raw = text.raw.get(number.span.clone()).unwrap_or("");
            let copied = english.numbers.iter().any(|other| english.raw.get(other.span.clone()) == Some(raw));
            if !copied {
                continue;
            }
            let commas = number.separators.iter().all(|(separator, _)| *separator == ',');
            let grouped = commas && number.readings().iter().any(|reading| !reading.contains('.'));
            if grouped && style.decimal == ',' {
                let right = raw.replace(',', &style.group.to_string());
                let hit = Hit::new(form, format!("{raw} is read as a decimal")).at(number.span.clone());
                hits.push(hit.fix(number.span.clone(), right));
            }
            let one_dot =
                number.separators.len() == 1 && number.separators.iter().all(|(separator, _)| *separator == '.');
            if one_dot && style.decimal == ',' && is_measured(text, number) {
                let hit = Hit::new(form, format!("the decimal separator of {} is a comma", unit.language.english));
                hits.push(hit.at(number.span.clone()).fix(number.span.clone(), raw.replace('.', ",")));
            }
        }
    }
}

/// Returns whether a quantity follows, or a currency sign stands before.
fn is_measured(text: &Text<'_>, number: &Number) -> bool {
    let tail = text.clean.get(number.span.end..).unwrap_or("").trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let head = text.clean.get(..number.span.start).unwrap_or("").trim_end();
    let lower: String = tail.chars().take(4).flat_map(char::to_lowercase).collect();
    tail.starts_with(['%', '€', '°', '£'])
        || head.ends_with(['€', '£', '$'])
        || ["mil", "mln", "mrd", "mio", "млн", "εκατ", "km ", "kg ", "eur"].iter().any(|unit| lower.starts_with(unit))
}
