//! `numbers`: every number of the English stands in the translation, and no other.

use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::number::Number;
use crate::check::text::Traits;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "numbers",
    severity: Severity::Error,
    summary: "a number, date or amount differs from the English",
    why: "A wrong deadline or amount is the error that readers act on. Separators are read in every way a language may \
          mean them, so 1,500 and 1 500 agree, and 12/05/2026 and 12. 5. 2026 do. Numbers up to twelve may be written \
          out; times with am and pm, centuries in Roman figures and numbers inside names are passed over. A number \
          that is only missing or only added is a warning.",
    bad: Example {
        language: "fr",
        content: Content::Plain,
        source: "Answer within 30 days.",
        target: "Répondez dans les 3 jours.",
    },
    good: Example {
        language: "fr",
        content: Content::Plain,
        source: "Answer within 30 days.",
        target: "Répondez dans les 30 jours.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        if english.numbers.is_empty() && text.numbers.is_empty() {
            continue;
        }
        let (missing, added) = compare(english, text);
        if missing.is_empty() && added.is_empty() {
            continue;
        }
        if unit.plural.is_some() {
            // A form may count in words or be used for other numbers than the English singular.
            continue;
        }
        report(form, english, text, missing, added, hits);
    }
}

fn report(
    form: usize,
    english: &Text<'_>,
    text: &Text<'_>,
    missing: Vec<&Number>,
    added: Vec<&Number>,
    hits: &mut Vec<Hit>,
) {
    let clock = has_clock(english) || has_clock(text);
    let spelt = spelt(english);
    let shown = |number: &Number, text: &Text<'_>| text.raw.get(number.span.clone()).unwrap_or("").to_owned();
    let missing: Vec<&Number> = missing.into_iter().filter(|number| !number.glued && !is_small(number)).collect();
    let added: Vec<&Number> = added
        .into_iter()
        .filter(|number| {
            !number.glued && !spelt.iter().any(|word| number.readings().iter().any(|reading| reading == word))
        })
        .collect();
    if clock {
        return;
    }
    for (index, number) in missing.iter().enumerate() {
        let old = shown(number, english);
        match added.get(index) {
            Some(other) => {
                let new = shown(other, text);
                hits.push(Hit::new(form, format!("the number {old} has become {new}")).at(other.span.clone()));
            }
            None => hits.push(Hit::new(form, format!("the number {old} is missing")).at_most(Severity::Warning)),
        }
    }
    for number in added.iter().skip(missing.len()) {
        let new = shown(number, text);
        hits.push(
            Hit::new(form, format!("the number {new} is not in the English"))
                .at(number.span.clone())
                .at_most(Severity::Warning),
        );
    }
}

/// Returns the numbers of the English that are not in the translation, and the other way round.
pub(in crate::check) fn compare<'t>(english: &'t Text<'_>, text: &'t Text<'_>) -> (Vec<&'t Number>, Vec<&'t Number>) {
    let mut left: Vec<Option<&Number>> = text.numbers.iter().map(Some).collect();
    let mut missing: Vec<&Number> = Vec::new();
    for number in &english.numbers {
        let readings = std::cell::OnceCell::new();
        let twin = left.iter_mut().find(|slot| {
            slot.is_some_and(|other| {
                other.digits == number.digits && other.separators.len() == number.separators.len()
                    || other
                        .readings()
                        .iter()
                        .any(|reading| readings.get_or_init(|| number.readings()).contains(reading))
            })
        });
        match twin {
            Some(slot) => *slot = None,
            None => missing.push(number),
        }
    }
    let added: Vec<&Number> = left.into_iter().flatten().collect();
    if missing.is_empty() && added.is_empty() {
        return (missing, added);
    }
    // Dates and versions fall into other pieces in other languages: compare the bare runs of digits.
    let runs = |list: &[&'t Number]| -> Vec<&'t str> { list.iter().flat_map(|number| number.runs()).collect() };
    let (lost, come) = difference(&runs(&missing), &runs(&added));
    if lost.is_empty() && come.is_empty() {
        return (Vec::new(), Vec::new());
    }
    (missing, added)
}

/// Returns whether a number is one that style guides write out.
fn is_small(number: &Number) -> bool {
    number.separators.is_empty() && number.digits.parse::<u32>().is_ok_and(|value| value <= 12)
}

/// Returns whether a text tells the time by a twelve-hour clock.
fn has_clock(text: &Text<'_>) -> bool {
    if !text.traits.any(Traits::DIGIT) {
        return false;
    }
    let lower = text.clean.to_lowercase();
    text.numbers.iter().any(|number| {
        let tail = lower.get(number.span.end..).unwrap_or("").trim_start_matches([' ', '\u{a0}']);
        ["am", "pm", "a.m", "p.m"]
            .iter()
            .any(|mark| tail.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    })
}

/// Returns the values of the English number words in a text.
fn spelt(english: &Text<'_>) -> Vec<&'static str> {
    let mut values = Vec::new();
    for word in words(&english.clean) {
        for part in word.text.split('-') {
            let lower = part.to_ascii_lowercase();
            values.extend(WORDS.iter().filter(|(name, _)| *name == lower).map(|(_, value)| *value));
        }
    }
    values
}

/// English words that other languages may write in figures.
static WORDS: [(&str, &str); 64] = [
    ("a", "1"),
    ("an", "1"),
    ("zero", "0"),
    ("one", "1"),
    ("once", "1"),
    ("single", "1"),
    ("first", "1"),
    ("two", "2"),
    ("twice", "2"),
    ("second", "2"),
    ("both", "2"),
    ("half", "2"),
    ("half", "50"),
    ("half", "1"),
    ("double", "2"),
    ("three", "3"),
    ("third", "3"),
    ("thirds", "3"),
    ("thirds", "2"),
    ("four", "4"),
    ("fourth", "4"),
    ("quarter", "4"),
    ("quarter", "25"),
    ("quarter", "1"),
    ("five", "5"),
    ("fifth", "5"),
    ("six", "6"),
    ("sixth", "6"),
    ("seven", "7"),
    ("seventh", "7"),
    ("eight", "8"),
    ("eighth", "8"),
    ("nine", "9"),
    ("ninth", "9"),
    ("ten", "10"),
    ("tenth", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("dozen", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("hundreds", "100"),
    ("thousand", "1000"),
    ("thousands", "1000"),
    ("million", "1000000"),
    ("nil", "0"),
    ("none", "0"),
    ("no", "0"),
    ("empty", "0"),
    ("fourths", "4"),
];
