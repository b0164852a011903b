//! `numbers`: every number of the English stands in the translation, and no other.

use std::collections::{HashMap, HashSet};

use super::measures::measure;
use super::{clock, counted, dates, halves};
use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::number::Number;
use crate::check::readings::Unpaired;
use crate::check::spelt::spelt;
use crate::check::word::{near, words};
use crate::check::{Content, Example, Hit, Rule, Run, Text, scale};
use crate::language::number_words;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "numbers",
    severity: Severity::Error,
    summary: "a number, date or amount differs from the English",
    why: "A wrong deadline or amount is the error that readers act on. Separators are read in every way a language may \
          mean them, so 1,500 and 1 500 agree, and 12/05/2026 and 12. 5. 2026 do; 12 May may be 12.5., 3 billion may be \
          3 000 million, and 2 pm may be 14. Numbers up to twelve may be written out, but no other \
          figure may stand in their place beside the same unit; centuries in Roman figures and numbers inside names are \
          passed over. Two to twelve in words before a unit of time or people are compared, too. A number that is only missing or only \
          added is a warning, and so is a count in words that has become another one.",
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
        if unit.plural.is_none() {
            counted::compare(form, english, text, unit.language.code, hits);
        }
        if english.numbers.is_empty() && text.numbers.is_empty() {
            continue;
        }
        if english.numbers.len() == text.numbers.len()
            && english.numbers.iter().zip(&text.numbers).all(|(one, other)| is_alike(one, other))
        {
            continue;
        }
        let (missing, added) = compare(english, text, unit.language.code);
        if missing.is_empty() && added.is_empty() {
            continue;
        }
        if unit.plural.is_some() {
            // A form may count in words or be used for other numbers than the English singular.
            continue;
        }
        report(form, (english, text, unit.language.code), missing, added, hits);
    }
}

fn report(
    form: usize,
    (english, text, code): (&Text<'_>, &Text<'_>, &str),
    missing: Vec<&Number>,
    added: Vec<&Number>,
    hits: &mut Vec<Hit>,
) {
    let spelt: HashSet<String> = spelt(english).into_iter().collect();
    let shown = |number: &Number, text: &Text<'_>| text.raw.get(number.span.clone()).unwrap_or("").to_owned();
    let is_spelt = |number: &Number| number.readings().iter().any(|reading| spelt.contains(reading));
    let added = || added.iter().filter(|number| !is_spelt(number));
    if clock::has_clock(english) || clock::has_clock(text) {
        if let Some((old, new)) = clock::changed(&missing, &added().copied().collect::<Vec<_>>()) {
            let message = format!("the time or number {} has become {}", shown(old, english), shown(new, text));
            hits.push(Hit::new(form, message).at(new.span.clone()).at_most(Severity::Warning));
        }
        return;
    }
    let is_told = |number: &&Number| !number.glued && !is_idiom(english, number);
    let (small, missing): (Vec<&Number>, Vec<&Number>) =
        missing.into_iter().filter(is_told).partition(|number| is_small(number));
    let mut added: Vec<&Number> = added().copied().filter(|number| !number.glued).collect();
    // A small number may be written out; where another one counts the same thing, it was not.
    let kind = |text: &Text<'_>, number: &Number, code: &str| {
        measure(&text.clean, number.span.start, number.span.end, code).map(|measure| measure.unit())
    };
    let spare = added.split_off(missing.len().min(added.len()));
    let mut small = small.into_iter().peekable();
    let mut rest = Vec::new();
    for number in spare {
        match small.next_if(|old| kind(english, old, "en") == kind(text, number, code)) {
            Some(old) => {
                let message = format!("the number {} has become {}", shown(old, english), shown(number, text));
                hits.push(Hit::new(form, message).at(number.span.clone()));
            }
            None => rest.push(number),
        }
    }
    for (index, number) in missing.iter().enumerate() {
        let old = shown(number, english);
        match added.get(index) {
            Some(other) => {
                let new = shown(other, text);
                hits.push(Hit::new(form, format!("the number {old} has become {new}")).at(other.span.clone()));
            }
            None => {
                let is_a_day = number.digits == "24" && kind(english, number, "en") == Some("hour");
                let most = if is_a_day { Severity::Note } else { Severity::Warning };
                hits.push(Hit::new(form, format!("the number {old} is missing")).at_most(most));
            }
        }
    }
    for number in rest {
        let new = shown(number, text);
        hits.push(
            Hit::new(form, format!("the number {new} is not in the English"))
                .at(number.span.clone())
                .at_most(Severity::Warning),
        );
    }
}

/// Returns the first number of the English, as written, in whose place the translation has another; small ones count, too.
#[must_use]
pub fn swapped(english: &Text<'_>, text: &Text<'_>, code: &str) -> Option<(String, String)> {
    let (missing, added) = compare(english, text, code);
    let spelt: HashSet<String> = spelt(english).into_iter().collect();
    let is_spelt = |number: &Number| number.readings().iter().any(|reading| spelt.contains(reading));
    let old = missing.into_iter().find(|number| !number.glued)?;
    let new = added.into_iter().find(|number| !number.glued && !is_spelt(number))?;
    let shown = |number: &Number, text: &Text<'_>| text.raw.get(number.span.clone()).map(str::to_owned);
    if clock::has_clock(english) || clock::has_clock(text) {
        return None;
    }
    Some((shown(old, english)?, shown(new, text)?))
}

/// How the numbers of a translation stand to those of the English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They are the same.
    Same,
    /// Small ones are missing, which may be written out.
    MayBeWrittenOut,
    /// They differ.
    None,
}

/// Compares the numbers of a translation with those of the English as this rule does.
pub(super) fn agreement(english: &Text<'_>, text: &Text<'_>, code: &str) -> Agreement {
    let (missing, added) = compare(english, text, code);
    let spelt = if added.is_empty() { Vec::new() } else { spelt(english) };
    let is_spelt = |number: &Number| number.readings().iter().any(|reading| spelt.contains(reading));
    let added: Vec<&Number> = added.into_iter().filter(|number| !number.glued && !is_spelt(number)).collect();
    if clock::has_clock(english) || clock::has_clock(text) {
        return if clock::changed(&missing, &added).is_none() { Agreement::Same } else { Agreement::None };
    }
    let missing: Vec<&Number> =
        missing.into_iter().filter(|number| !number.glued && !is_idiom(english, number)).collect();
    match (missing.as_slice(), added.as_slice()) {
        ([], []) => Agreement::Same,
        (missing, []) if missing.iter().all(|number| is_small(number)) => {
            let told: HashSet<u32> =
                words(&text.clean).filter_map(|word| number_words(code)?.value(word.text)).collect();
            let is_told = |number: &&Number| number.digits.parse().is_ok_and(|value| told.contains(&value));
            if missing.iter().all(is_told) { Agreement::Same } else { Agreement::MayBeWrittenOut }
        }
        _ => Agreement::None,
    }
}

/// Returns the numbers of the English that are not in the translation, and the other way round.
fn compare<'t>(english: &'t Text<'_>, text: &'t Text<'_>, code: &str) -> (Vec<&'t Number>, Vec<&'t Number>) {
    let mut free = Unpaired::of(&text.numbers);
    let mut missing: Vec<&Number> = english.numbers.iter().filter(|number| !free.take(number)).collect();
    let mut added: Vec<&Number> = free.left(&text.numbers).collect();
    if missing.is_empty() && added.is_empty() {
        return (missing, added);
    }
    drop_scaled(english, text, code, &mut missing, &mut added);
    drop_periods(english, &mut missing, &mut added);
    drop_afternoons(english, &mut missing, &mut added);
    if missing.iter().any(|number| halves::is_half(number)) && halves::says_half(text, code) {
        missing.retain(|number| !halves::is_half(number));
    }
    if same_runs(english, text, code, &missing, &added) {
        return (Vec::new(), Vec::new());
    }
    (missing, added)
}

/// Returns whether two numbers have the same digits with separators in the same places.
fn is_alike(one: &Number, other: &Number) -> bool {
    let places = |number: &Number| number.separators.len();
    let mut pairs = one.separators.iter().zip(&other.separators);
    one.digits == other.digits && places(one) == places(other) && pairs.all(|((_, here), (_, there))| here == there)
}

/// Drops what has the same value with the words behind it: `3 billion` and `3 000 millones`.
fn drop_scaled(english: &Text<'_>, text: &Text<'_>, code: &str, missing: &mut Vec<&Number>, added: &mut Vec<&Number>) {
    let value = |text: &Text<'_>, number: &Number, code: &str| {
        let (zeros, _) = scale::zeros(text, number, code);
        (zeros, scale::values(number, zeros))
    };
    if missing.is_empty() || added.is_empty() {
        return;
    }
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    let given: Vec<usize> = added
        .iter()
        .enumerate()
        .rev()
        .map(|(at, number)| {
            let (zeros, values) = value(text, number, code);
            values.into_iter().for_each(|value| places.entry(value).or_default().push(at));
            zeros
        })
        .collect();
    let zeros_of = |at: usize| given.iter().rev().nth(at).copied();
    let mut taken = HashSet::new();
    missing.retain(|number| {
        let (zeros, wanted) = value(english, number, "en");
        let twin = wanted.iter().find_map(|value| {
            let list = places.get_mut(value)?;
            while list.last().is_some_and(|at| taken.contains(at)) {
                list.pop();
            }
            list.last().copied().filter(|at| zeros_of(*at) != Some(zeros))
        });
        twin.map(|at| taken.insert(at)).is_none()
    });
    let mut at = 0..;
    added.retain(|_| at.next().is_none_or(|at| !taken.contains(&at)));
}

/// Drops the end of a working day: `9 to 5` and `9–17`.
fn drop_afternoons(english: &Text<'_>, missing: &mut Vec<&Number>, added: &mut Vec<&Number>) {
    let value = |number: &Number| number.digits.parse::<u32>().ok().filter(|_| number.separators.is_empty());
    let afternoon = |number: &Number| {
        let hour = value(number).filter(|hour| (1..=11).contains(hour))?;
        let at = english.numbers.iter().position(|other| other.span == number.span)?;
        let start = english.numbers.get(at.checked_sub(1)?)?;
        let gap = english.clean.get(start.span.end..number.span.start)?;
        let is_day = matches!(gap, " to " | "-" | "–" | " – " | " and ")
            && value(start).is_some_and(|start| start > hour && start <= 12);
        is_day.then_some(hour + 12)
    };
    if added.is_empty() || missing.len() > 8 {
        return;
    }
    missing.retain(|number| {
        let twin = afternoon(number).and_then(|hour| added.iter().position(|added| value(added) == Some(hour)));
        twin.map(|at| added.remove(at)).is_none()
    });
}

/// Drops decades and centuries that are named otherwise: `the 1990s` and `90-те`, `the 21st century` and `2000-talet`.
fn drop_periods(english: &Text<'_>, missing: &mut Vec<&Number>, added: &mut Vec<&Number>) {
    if added.is_empty() {
        return;
    }
    let value = |number: &Number| number.digits.parse::<u32>().ok().filter(|_| number.separators.is_empty());
    let other_name = |number: &Number| {
        let tail = near(&english.clean, number.span.end);
        let century = || tail.get(2..).is_some_and(|tail| tail.trim_start_matches([' ', '-']).starts_with("centur"));
        match value(number)? {
            decade if tail.starts_with('s') && decade > 1000 => Some(decade % 100),
            count if (2..=30).contains(&count) && century() => Some((count - 1) * 100),
            _ => None,
        }
    };
    missing.retain(|number| {
        let other = other_name(number);
        let twin = other.and_then(|other| added.iter().position(|added| value(added) == Some(other)));
        twin.map(|at| added.remove(at)).is_none()
    });
}

/// Returns whether what is left falls into the same runs of digits: dates and versions are cut into other pieces in other
/// languages. The figure of a month that one side names is no difference, and a month that neither is there by name nor by
/// figure is the rule `dates`’ own finding.
fn same_runs(english: &Text<'_>, text: &Text<'_>, code: &str, missing: &[&Number], added: &[&Number]) -> bool {
    let runs =
        |list: &[&Number]| -> Vec<String> { list.iter().flat_map(|number| number.runs()).map(str::to_owned).collect() };
    let (mut lost, mut come) = difference(&runs(missing), &runs(added));
    let months = if come.is_empty() { Vec::new() } else { dates::months(english, true) };
    let mut owed = [0_usize; 13];
    for (month, _) in &months {
        if let Some(count) = owed.get_mut(month + 1) {
            *count += 1;
        }
    }
    let month_of = |run: &str| run.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
    come.retain(|run| match month_of(run).and_then(|month| owed.get_mut(month)).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
    if missing.iter().any(|number| number.separators.len() == 2) {
        let named = dates::months_named(text, code);
        lost.retain(|run| !month_of(run).and_then(|month| named.get(month - 1)).copied().unwrap_or(false));
    }
    let lacking = || dates::lacking(english, text, code).len();
    lost.is_empty() && (come.is_empty() || come.iter().all(|run| month_of(run).is_some()) && come.len() <= lacking())
}

/// Returns whether an English number is part of a phrase that other languages say in words: `24/7`, `the 90’s`.
fn is_idiom(english: &Text<'_>, number: &Number) -> bool {
    let tail = english.clean.get(number.span.end..).unwrap_or("");
    let head = english.clean.get(..number.span.start).unwrap_or("");
    let is_round = number.digits.ends_with('0') && tail.starts_with(['\'', '’']);
    (number.digits == "24" && tail.starts_with("/7"))
        || (number.digits == "7" && head.ends_with("24/"))
        || (is_round && tail.chars().nth(1) == Some('s'))
}

/// Returns whether a number is one that style guides write out.
fn is_small(number: &Number) -> bool {
    number.separators.is_empty() && number.digits.parse::<u32>().is_ok_and(|value| value <= 12)
}
