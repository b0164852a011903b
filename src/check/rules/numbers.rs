//! `numbers`: every number of the English stands in the translation, and no other.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::clock::{self, Time};
use super::measures::measure;
use super::{counted, dates, fractions, halves, references};
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
          figure may stand in their place beside the same unit; only the figures of a time of day are read by the dial; centuries in Roman figures and numbers inside names are \
          passed over. Two to twelve in words before a unit of time or people are compared, too, and so are the Roman \
          figures and letters of references (`Annex II`, `Article 6(1)(a)`). A number that is only missing or only \
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
            references::compare(form, english, text, unit.language.code, hits);
            fractions::compare(form, english, text, unit.language.code, hits);
        }
        if english.numbers.is_empty() && text.numbers.is_empty() {
            continue;
        }
        if english.numbers.len() == text.numbers.len()
            && english.numbers.iter().zip(&text.numbers).all(|(one, other)| is_alike(one, other))
        {
            continue;
        }
        let differences = compare(english, text, unit.language.code);
        // Of a plural, a form may count in words or be used for other numbers than the English singular.
        if !differences.is_empty() && unit.plural.is_none() {
            report(form, (english, text, unit.language.code), differences, hits);
        }
    }
}

/// What the numbers of the English and of a translation do not have in common.
#[derive(Debug, Default)]
struct Differences<'t> {
    missing: Vec<&'t Number>,
    added: Vec<&'t Number>,
    /// Times of day that no number tells.
    times: Vec<Time>,
}

impl Differences<'_> {
    fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.added.is_empty() && self.times.is_empty()
    }

    /// Drops what the English says in words.
    fn drop_spelt(&mut self, english: &Text<'_>) {
        if !self.added.is_empty() {
            let spelt: HashSet<String> = spelt(english).into_iter().collect();
            self.added.retain(|number| !number.readings().iter().any(|reading| spelt.contains(reading)));
        }
    }

    /// Takes the times in whose place another one stands, each with that one's bytes.
    fn take_times(&mut self, text: &Text<'_>, code: &str) -> Vec<(Time, Range<usize>)> {
        let may = |number: &Number| matches!(kind(text, number, code), None | Some("hour"));
        clock::replaced(text, &mut self.times, &mut self.added, may)
    }
}

/// Returns what a number counts, where that is known.
fn kind(text: &Text<'_>, number: &Number, code: &str) -> Option<&'static str> {
    measure(&text.clean, number.span.start, number.span.end, code).map(|measure| measure.unit())
}

fn shown(span: &Range<usize>, text: &Text<'_>) -> String {
    text.raw.get(span.clone()).unwrap_or("").to_owned()
}

fn report(
    form: usize,
    (english, text, code): (&Text<'_>, &Text<'_>, &str),
    mut differences: Differences<'_>,
    hits: &mut Vec<Hit>,
) {
    differences.drop_spelt(english);
    for (time, span) in differences.take_times(text, code) {
        let message = format!("the time {} has become {}", shown(&time.span, english), shown(&span, text));
        hits.push(Hit::new(form, message).at(span));
    }
    for time in &differences.times {
        let message = format!("the time {} is missing", shown(&time.span, english));
        hits.push(Hit::new(form, message).at_most(Severity::Warning));
    }
    let Differences { mut missing, added, .. } = differences;
    drop_dated(&mut missing, &added);
    let is_told = |number: &&Number| (!number.glued || is_counted(english, number)) && !is_idiom(english, number);
    let (small, missing): (Vec<&Number>, Vec<&Number>) =
        missing.into_iter().filter(is_told).partition(|number| is_small(number));
    // Letters before a figure make a name of it; behind it they are an ending (`12e`), which only one in the English answers.
    let (endings, added): (Vec<&Number>, Vec<&Number>) = added.into_iter().partition(|number| number.glued);
    let mut endings = endings.into_iter().filter(|number| !is_name(text, number));
    let mut added = added.into_iter().peekable();
    for number in &missing {
        let old = shown(&number.span, english);
        match added.next().or_else(|| endings.next().filter(|_| number.glued)) {
            Some(other) => hits.push(Hit::new(form, changed(&old, number, other, text)).at(other.span.clone())),
            None if number.glued => {}
            None => {
                let is_a_day = number.digits == "24" && kind(english, number, "en") == Some("hour");
                let most = if is_a_day { Severity::Note } else { Severity::Warning };
                hits.push(Hit::new(form, format!("the number {old} is missing")).at_most(most));
            }
        }
    }
    // A small number may be written out; where another one counts the same thing, it was not.
    let mut small = small.into_iter().peekable();
    for number in added {
        let new = shown(&number.span, text);
        hits.push(match small.next_if(|old| kind(english, old, "en") == kind(text, number, code)) {
            Some(old) => Hit::new(form, changed(&shown(&old.span, english), old, number, text)).at(number.span.clone()),
            None => Hit::new(form, format!("the number {new} is not in the English"))
                .at(number.span.clone())
                .at_most(Severity::Warning),
        });
    }
    for old in small.filter(|number| number.glued) {
        let Some(number) = endings.next() else { break };
        hits.push(Hit::new(form, changed(&shown(&old.span, english), old, number, text)).at(number.span.clone()));
    }
}

/// Says that a number has become another one; of a date in figures, which part of it is not there.
fn changed(old: &str, number: &Number, other: &Number, text: &Text<'_>) -> String {
    let new = shown(&other.span, text);
    let is_part = is_date(other) && number.separators.is_empty();
    if is_part { format!("the number {old} is not in {new}") } else { format!("the number {old} has become {new}") }
}

/// Returns whether a number is a date in figures, or the like: `12.6.2027`.
fn is_date(number: &Number) -> bool {
    number.separators.len() == 2 && number.readings().is_empty()
}

/// Drops what stands in a date in figures of the translation.
fn drop_dated(missing: &mut Vec<&Number>, added: &[&Number]) {
    let mut parts: HashMap<&str, usize> = HashMap::new();
    for run in added.iter().filter(|number| is_date(number)).flat_map(|number| number.runs()) {
        *parts.entry(run).or_default() += 1;
    }
    missing.retain(|number| match parts.get_mut(number.whole()).filter(|count| **count > 0) {
        Some(count) if number.separators.is_empty() => {
            *count -= 1;
            false
        }
        _ => true,
    });
}

/// Returns the first number of the English, as written, in whose place the translation has another; small ones count, too.
#[must_use]
pub fn swapped(english: &Text<'_>, text: &Text<'_>, code: &str) -> Option<(String, String)> {
    let mut differences = compare(english, text, code);
    differences.drop_spelt(english);
    if let Some((time, span)) = differences.take_times(text, code).into_iter().next() {
        return Some((shown(&time.span, english), shown(&span, text)));
    }
    let old = differences.missing.into_iter().find(|number| !number.glued)?;
    let new = differences.added.into_iter().find(|number| !number.glued)?;
    Some((shown(&old.span, english), shown(&new.span, text)))
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
    let mut differences = compare(english, text, code);
    differences.drop_spelt(english);
    if !differences.take_times(text, code).is_empty() {
        return Agreement::None;
    }
    let Differences { missing, added, .. } = differences;
    let missing: Vec<&Number> =
        missing.into_iter().filter(|number| !number.glued && !is_idiom(english, number)).collect();
    match (missing.as_slice(), added.iter().all(|number| number.glued)) {
        ([], true) => Agreement::Same,
        (missing, true) if missing.iter().all(|number| is_small(number)) => {
            let told: HashSet<u32> =
                words(&text.clean).filter_map(|word| number_words(code)?.value(word.text)).collect();
            let is_told = |number: &&Number| number.digits.parse().is_ok_and(|value| told.contains(&value));
            if missing.iter().all(is_told) { Agreement::Same } else { Agreement::MayBeWrittenOut }
        }
        _ => Agreement::None,
    }
}

/// Returns the numbers of the English that are not in the translation, and the other way round.
fn compare<'t>(english: &'t Text<'_>, text: &'t Text<'_>, code: &str) -> Differences<'t> {
    let mut free = Unpaired::of(text.numbers.iter());
    let missing: Vec<&Number> = english.numbers.iter().filter(|number| !free.take(number)).collect();
    let added: Vec<&Number> = free.left(text.numbers.iter()).collect();
    if missing.is_empty() && added.is_empty() {
        return Differences::default();
    }
    let times = clock::times(english);
    if times.is_empty() {
        return settled(english, text, code, Differences { missing, added, times });
    }
    // Mostly the numbers tell which figures are left for the times; where they do not, the times may.
    let others = clock::others(&english.numbers, &times);
    let mut free = Unpaired::of(text.numbers.iter());
    let missing: Vec<&Number> = others.iter().copied().filter(|number| !free.take(number)).collect();
    let mut added: Vec<&Number> = free.left(text.numbers.iter()).collect();
    let left = clock::settle(times.clone(), &mut added);
    let first = settled(english, text, code, Differences { missing, added, times: left });
    if first.is_empty() {
        return first;
    }
    let mut rest: Vec<&Number> = text.numbers.iter().collect();
    let left = clock::settle(times, &mut rest);
    let mut free = Unpaired::of(rest.iter().copied());
    let missing: Vec<&Number> = others.into_iter().filter(|number| !free.take(number)).collect();
    let added: Vec<&Number> = free.left(rest.iter().copied()).collect();
    let second = settled(english, text, code, Differences { missing, added, times: left });
    if second.is_empty() { second } else { first }
}

/// Drops what is written otherwise and means the same.
fn settled<'t>(english: &'t Text<'_>, text: &'t Text<'_>, code: &str, differences: Differences<'t>) -> Differences<'t> {
    let Differences { mut missing, mut added, times } = differences;
    clock::drop_full_hours(text, &mut added);
    drop_scaled(english, text, code, &mut missing, &mut added);
    drop_periods(english, &mut missing, &mut added);
    drop_afternoons(english, &mut missing, &mut added);
    if missing.iter().any(|number| halves::is_half(number)) && halves::says_half(text, code) {
        missing.retain(|number| !halves::is_half(number));
    }
    if same_runs(english, text, code, &missing, &added) {
        (missing, added) = (Vec::new(), Vec::new());
    }
    Differences { missing, added, times }
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

/// Returns whether letters stand right before a number: it is part of a name (`B2`).
fn is_name(text: &Text<'_>, number: &Number) -> bool {
    text.clean.get(..number.span.start).is_some_and(|head| head.ends_with(char::is_alphabetic))
}

/// Returns whether an ordinal ending, a scale or a unit is glued to an English number (`15th`, `€50m`, `10km`): it is no name.
fn is_counted(english: &Text<'_>, number: &Number) -> bool {
    let tail = near(&english.clean, number.span.end);
    let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    let ending = tail.get(..end).unwrap_or("");
    !is_name(english, number)
        && matches!(
            ending,
            "st" | "nd" | "rd" | "th" | "k" | "m" | "bn" | "km" | "cm" | "mm" | "kg" | "g" | "min" | "h"
        )
}

/// Returns whether a number is one that style guides write out.
fn is_small(number: &Number) -> bool {
    number.separators.is_empty() && number.digits.parse::<u32>().is_ok_and(|value| value <= 12)
}
