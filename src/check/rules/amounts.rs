//! `amounts`: what is counted stays the same: the million, the currency, the unit, the sign.

use std::collections::{HashMap, HashSet};

use super::measures::{Measure, measure};
use crate::check::context::Case;
use crate::check::number::Number;
use crate::check::readings::Readings;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Text, scale};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "amounts",
    severity: Severity::Error,
    summary: "the same number counts something else: another power of ten, currency, unit or sign",
    why: "An English billion is a German Milliarde and a Spanish mil millones; the look-alike Billion is a thousand times \
          more. Reported is a number that stands in both texts where the word or symbol beside it is a known one of the same \
          kind, but another: million and billion (an error), hours and minutes, km and miles, € and kr., % and ‰, and a minus \
          that got lost (warnings). So are two numbers that changed places where the unit of one tells (an error). A unit that \
          is not known is passed over.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "a budget of 3 billion euros",
        target: "ein Haushalt von 3 Billionen Euro",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "a budget of 3 billion euros",
        target: "ein Haushalt von 3 Milliarden Euro",
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
            hits.extend(head(form, english, text, unit.language.code));
        }
        if text.numbers.is_empty() {
            continue;
        }
        let amounts = english.facts().amounts.get_or_init(|| amounts(english));
        if amounts.is_empty() {
            continue;
        }
        if let Some(hit) = exchanged(form, english, text, amounts, unit.language.code) {
            hits.push(hit);
            continue;
        }
        let places = Readings::of(&text.numbers);
        for amount in amounts {
            let twins = places.like(&amount.number).into_iter().filter_map(|at| text.numbers.get(at));
            let twins: Vec<Amount> = twins.map(|twin| Amount::new(text, twin, unit.language.code)).collect();
            if let Some(hit) = amount.compare(form, english, text, &twins) {
                hits.push(hit);
                break;
            }
        }
    }
}

/// Returns two numbers that have changed places, where the unit of one tells: `groups of 8, 3 hours` and `3 Personen, 8 Stunden`.
/// Both texts have the same numbers, and each counts the unit once.
fn exchanged(form: usize, english: &Text<'_>, text: &Text<'_>, amounts: &[Amount], code: &str) -> Option<Hit> {
    if english.numbers.len() < 2 || english.numbers.len() != text.numbers.len() {
        return None;
    }
    let by_unit = |amounts: &mut dyn Iterator<Item = &Amount>| {
        let mut units: HashMap<&'static str, Vec<Amount>> = HashMap::new();
        for amount in amounts {
            amount.measure.iter().for_each(|measure| units.entry(measure.unit()).or_default().push(amount.clone()));
        }
        units
    };
    let wanted = by_unit(&mut amounts.iter());
    if wanted.is_empty() {
        return None;
    }
    let given: Vec<Amount> = text.numbers.iter().map(|number| Amount::new(text, number, code)).collect();
    let given = by_unit(&mut given.iter());
    let (ours, theirs) = (Readings::of(&text.numbers), Readings::of(&english.numbers));
    let mut units: Vec<_> = wanted.iter().filter(|(_, list)| list.len() == 1).collect();
    units.sort_by_key(|(_, list)| list.first().map(|amount| amount.number.span.start));
    units.into_iter().find_map(|(unit, own)| {
        let ([old], [new]) = (own.as_slice(), given.get(unit)?.as_slice()) else { return None };
        let is_new = !old.number.readings().iter().any(|reading| new.number.readings().contains(reading));
        // Each of the two stands in the other text as well, beside something else.
        let is_there = !ours.like(&old.number).is_empty() && !theirs.like(&new.number).is_empty();
        (is_new && is_there && old.zeros == new.zeros).then(|| {
            let message = format!("{} has become {}", old.shown(english), new.shown(text));
            Hit::new(form, message).at(new.number.span.clone()).hint("two numbers have changed places")
        })
    })
}

/// Compares the power of ten of a head without a figure: `in million euros` and `in Milliarden Euro`.
fn head(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str) -> Option<Hit> {
    if !english.facts().has_millions.get_or_init(|| english.clean.contains("illion")) {
        return None;
    }
    let at = english.clean.find("illion")?;
    let word = words(english.clean.get(at.checked_sub(1)?..)?).next()?;
    let before = english.clean.get(..at - 1)?;
    let is_head = ["in ", "€ ", "€\u{a0}", "EUR ", "EUR\u{a0}"].iter().any(|joint| before.ends_with(joint));
    let wanted = scale::word(word.text, "en").filter(|_| is_head && matches!(word.text, "million" | "billion"))?;
    let own: Vec<(usize, &str)> =
        words(&text.clean).filter_map(|word| Some((scale::word(word.text, code)?, word.text))).collect();
    // Where two such words stand together, they multiply.
    let [(zeros, other)] = own.as_slice() else { return None };
    // `miles de millones`, `milhares de milhões`.
    let is_multiplied = ["miles de", "milhares de"].iter().any(|word| text.clean.contains(word));
    let is_other =
        !is_multiplied && *zeros >= 6 && *zeros != wanted && !english.clean.get(at + 6..)?.contains("illion");
    is_other.then(|| Hit::new(form, format!("{} has become {other}", word.text)))
}

/// Returns the numbers of the English that count something, each thing and number once.
fn amounts(english: &Text<'_>) -> Vec<Amount> {
    let amounts = english.numbers.iter().map(|number| Amount::new(english, number, "en"));
    // `€2bn` is glued to its scale alone; `B2B` is a name.
    let amounts = amounts.filter(|amount| !amount.number.glued || amount.zeros > 0);
    let mut seen = HashSet::new();
    let mut is_new = |amount: &Amount| {
        let unit = amount.measure.as_ref().map(Measure::unit);
        seen.insert((amount.number.readings(), amount.zeros, unit, amount.is_negative))
    };
    amounts
        .filter(|amount| amount.zeros > 0 || amount.measure.is_some() || amount.is_negative)
        .filter(|amount| is_new(amount))
        .collect()
}

/// A number with what it counts.
#[derive(Debug, Clone)]
pub(in crate::check) struct Amount {
    number: Number,
    zeros: usize,
    /// The end of the number and its scale word.
    end: usize,
    measure: Option<Measure>,
    is_negative: bool,
}

impl Amount {
    fn new(text: &Text<'_>, number: &Number, code: &str) -> Self {
        let (zeros, end) = scale::zeros(text, number, code);
        let measure = measure(&text.clean, number.span.start, end, code);
        Self { number: number.clone(), zeros, end, measure, is_negative: is_negative(&text.clean, number.span.start) }
    }

    /// Returns the number with its words as they stand in its text.
    fn shown<'t>(&self, text: &'t Text<'_>) -> &'t str {
        let span = self.measure.as_ref().map_or(self.number.span.start..self.end, |measure| {
            measure.span.start.min(self.number.span.start)..measure.span.end.max(self.end)
        });
        text.raw.get(span).unwrap_or("")
    }

    fn compare(&self, form: usize, english: &Text<'_>, text: &Text<'_>, twins: &[Self]) -> Option<Hit> {
        let hit = |twin: &Self| {
            let message = format!("{} has become {}", self.shown(english), twin.shown(text));
            Hit::new(form, message).at(twin.number.span.clone())
        };
        let first = twins.first()?;
        if self.zeros > 0 && twins.iter().all(|twin| twin.zeros > 0 && twin.zeros != self.zeros) {
            return Some(hit(first));
        }
        if let Some(own) = &self.measure {
            let differs = |twin: &Self| twin.measure.as_ref().is_some_and(|other| own.differs(other));
            if twins.iter().all(differs) {
                return Some(hit(first).at_most(Severity::Warning));
            }
        }
        if self.is_negative && !twins.iter().any(|twin| twin.is_negative) && !says_minus(&text.clean) {
            let number = english.raw.get(self.number.span.clone()).unwrap_or("");
            let hit = Hit::new(form, format!("the minus sign of {number} is missing"));
            return Some(hit.at(first.number.span.clone()).at_most(Severity::Warning));
        }
        None
    }
}

/// Returns whether a minus sign stands right before a number, and no hyphen of a range, an option or a word.
fn is_negative(clean: &str, start: usize) -> bool {
    let head = clean.get(..start).unwrap_or("");
    let Some(before) = head.strip_suffix(['-', '−', '–', '‑']) else { return false };
    before.chars().next_back().is_none_or(|c| matches!(c, ' ' | '(' | '\u{a0}' | '\n'))
}

/// Returns whether a text has a minus in words.
fn says_minus(clean: &str) -> bool {
    let lower = clean.to_lowercase();
    MINUS.iter().any(|word| lower.contains(word))
}

static MINUS: [&str; 14] = [
    "minus",
    "miinus",
    "mínus",
    "mīnus",
    "mínusz",
    "moins",
    "menos",
    "meno ",
    "μείον",
    "минус",
    "lúide",
    "nieqes",
    "negat",
    "αρνητικ",
];
