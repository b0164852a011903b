//! `dates`: a date keeps its month.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::calendar;
use super::month_names::{MonthNames, dated, place};
use crate::check::Number;
use crate::check::context::Case;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::language::has_months;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dates",
    severity: Severity::Error,
    summary: "a date of the English names a month that the translation does not, or a day of the week is another one",
    why: "Days and years are compared by the rule numbers; this one looks for the month, by name in any case form, in Roman \
          figures or by number. Another month, in figures or by name, is an error, and so are two dates that exchanged their months; a month that is only missing is a warning, \
          and so are an English month name left in the translation, day and month that changed places, and a day of the week or \
          a month without a day that has become another one.",
    bad: Example {
        language: "fi",
        content: Content::Plain,
        source: "The assembly meets on 12 May 2027.",
        target: "Kokous pidetään 12. maaliskuuta 2027.",
    },
    good: Example {
        language: "fi",
        content: Content::Plain,
        source: "The assembly meets on 12 May 2027.",
        target: "Kokous pidetään 12. toukokuuta 2027.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    if unit.plural.is_none() {
        unit.filled().for_each(|(form, text)| calendar::compare(form, unit.source, text, unit.language.code, hits));
    }
    if unit.source.numbers.is_empty() {
        return;
    }
    for (form, text) in unit.filled() {
        if let Some(hit) = exchanged(form, unit.source, text, unit.language.code) {
            hits.push(hit);
            continue;
        }
        let lacking = lacking(unit.source, text, unit.language.code);
        displaced(form, unit.source, text, unit.language.code, &lacking, hits);
        let told = if lacking.is_empty() { Told::default() } else { Told::of(unit.source, text, unit.language.code) };
        for (month, day) in lacking {
            let name = ENGLISH.get(month).copied().unwrap_or("");
            hits.push(match told.instead(day) {
                Some((other, None)) => Hit::new(form, format!("the month {name} of a date has become {other}")),
                Some((other, Some(span))) => {
                    Hit::new(form, format!("the month {name} of a date has become {other}")).at(span)
                }
                None => Hit::new(form, format!("the month {name} of a date is missing")).at_most(Severity::Warning),
            });
        }
        if text.traits.any(Traits::SLASH) {
            swapped(form, unit.source, text, hits);
        }
        if unit.source.traits.any(Traits::HYPHEN) {
            international(form, unit.source, text, unit.language.code, hits);
        }
    }
}

/// Reports two dates whose months have changed places: `from 3 March to 5 April` and `du 3 avril au 5 mars`. The English has two
/// dates, and beside both months the translation has the day of the other.
fn exchanged(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str) -> Option<Hit> {
    let dates = months(english, false);
    let [(one, Some(day)), (two, Some(other))] = dates.as_slice() else { return None };
    if one == two || day == other {
        return None;
    }
    let lower = text.clean.to_lowercase();
    let beside = |month: usize| day_beside(&lower, month, code);
    let is_exchanged = beside(*one)? == *other && beside(*two)? == *day;
    let name = |month: &usize| ENGLISH.get(*month).copied().unwrap_or("");
    is_exchanged.then(|| {
        let message = format!("{day} {} and {other} {} have changed their months", name(one), name(two));
        Hit::new(form, message)
    })
}

/// Returns the day that stands right before a month in a text in lower case, or right behind it in Hungarian and Lithuanian;
/// none where the month is not named once.
fn day_beside(lower: &str, month: usize, code: &str) -> Option<u32> {
    let place = place(lower, month, code)?;
    let day = |digits: &str| digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day));
    if matches!(code, "hu" | "lt") {
        let tail = lower.get(place.end..)?.trim_start_matches(char::is_alphabetic).trim_start();
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        return day(tail.get(..end)?);
    }
    let head = lower.get(..place.start)?.trim_end_matches([' ', '\u{a0}', '.']);
    let head =
        ["de", "ta’", "ta'", "ta", "º", "-es", "er"].iter().find_map(|joint| head.strip_suffix(joint)).unwrap_or(head);
    let head = head.trim_end_matches([' ', '\u{a0}', '.']);
    day(head.get(head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?)
}

/// Reports a day of the English that stands beside another month, although the right month is named elsewhere: `am 12. Juni
/// (bisher im Mai)` for `on 12 May`. Months that the translation lacks are told anyway.
fn displaced(
    form: usize,
    english: &Text<'_>,
    text: &Text<'_>,
    code: &str,
    lacking: &[(usize, Option<u32>)],
    hits: &mut Vec<Hit>,
) {
    let dates = months(english, true);
    let is_known = |day: u32, month: usize| dates.contains(&(month, Some(day)));
    let is_once = |day: u32| dates.iter().filter(|(_, other)| *other == Some(day)).count() == 1;
    if dates.is_empty() || text.numbers.is_empty() {
        return;
    }
    let given = dated(&text.clean, code);
    for (month, day) in dates.iter().filter_map(|(month, day)| Some((*month, (*day)?))) {
        if given.contains(&(day, month)) || !is_once(day) || lacking.iter().any(|(other, _)| *other == month) {
            continue;
        }
        let other = given.iter().find(|(of, other)| *of == day && !is_known(day, *other));
        if let Some((_, other)) = other
            && let (Some(old), Some(new)) = (ENGLISH.get(month), ENGLISH.get(*other))
        {
            hits.push(Hit::new(form, format!("the month {old} of {day} {old} has become {new}")));
        }
    }
}

/// What a translation says in the place of a month that it lacks.
#[derive(Default)]
struct Told {
    /// The first date in figures, with a year, that is not in the English.
    date: Option<(u32, Range<usize>)>,
    /// The months in figures beside each day.
    beside: HashMap<u32, (u32, Range<usize>)>,
    /// A month in words that the English does not name.
    name: Option<&'static str>,
}

impl Told {
    fn of(english: &Text<'_>, text: &Text<'_>, code: &str) -> Self {
        let known: HashSet<&str> = figures(english).into_iter().filter_map(|(_, span)| english.raw.get(span)).collect();
        let is_new = |span: &Range<usize>| text.raw.get(span.clone()).is_some_and(|date| !known.contains(date));
        let pairs = |text: &Text<'_>| day_pairs(text);
        let theirs: HashSet<(u32, u32)> = pairs(english).into_iter().map(|(day, month, _)| (day, month)).collect();
        let new = pairs(text).into_iter().filter(|(day, month, _)| *month <= 12 && !theirs.contains(&(*day, *month)));
        Self {
            date: figures(text).into_iter().find(|(_, span)| is_new(span)),
            beside: new.map(|(day, month, span)| (day, (month, span))).collect(),
            name: other_month(english, text, code),
        }
    }

    /// Returns the month that is told with a day, and its place where it stands in figures.
    fn instead(&self, day: Option<u32>) -> Option<(String, Option<Range<usize>>)> {
        let beside = day.and_then(|day| self.beside.get(&day));
        let figure = self.date.as_ref().or(beside).map(|(month, span)| (month.to_string(), Some(span.clone())));
        figure.or_else(|| self.name.map(|name| (name.to_owned(), None)))
    }
}

/// Returns the months (from 0) of dates in the English that the translation has neither by name nor as a figure, each with the
/// day before or behind it.
pub(super) fn lacking(english: &Text<'_>, text: &Text<'_>, code: &str) -> Vec<(usize, Option<u32>)> {
    let mut months = months(english, false);
    if months.is_empty() || !has_months(code) {
        return Vec::new();
    }
    let named = months_named(text, code);
    let (given, own) = (figure_counts(text), figure_counts(english));
    let pairs: HashSet<(u32, u32)> = day_pairs(text).into_iter().map(|(one, two, _)| (one, two)).collect();
    months.retain(|(month, day)| {
        let figure = u32::try_from(month + 1).unwrap_or(0);
        let is_beside = day.is_some_and(|day| pairs.contains(&(day, figure)) || pairs.contains(&(figure, day)));
        let count = |counts: &[usize; 12]| counts.get(*month).copied().unwrap_or(0);
        !named.get(*month).copied().unwrap_or(false) && !is_beside && count(&given) <= count(&own)
    });
    months
}

/// Returns how often each month stands in a text as a figure.
fn figure_counts(text: &Text<'_>) -> [usize; 12] {
    let mut counts = [0; 12];
    for run in text.numbers.iter().flat_map(Number::runs) {
        let month = run.parse::<usize>().ok().and_then(|month| month.checked_sub(1));
        if let Some(count) = month.and_then(|month| counts.get_mut(month)) {
            *count += 1;
        }
    }
    counts
}

/// Returns the figures that stand beside each other as day and month do, `12.5.`, `12/5`, `12-05`, in order, each with the place
/// of both.
fn day_pairs(text: &Text<'_>) -> Vec<(u32, u32, Range<usize>)> {
    let runs = figure_runs(text);
    let pair = |two: &[(&str, Range<usize>)]| {
        let [(one, from), (other, to)] = two else { return None };
        let joint = text.clean.get(from.end..to.start)?;
        let day = |run: &str| run.parse::<u32>().ok().filter(|day| run.len() <= 2 && (1..=31).contains(day));
        is_joint(joint).then_some((day(one)?, day(other)?, from.start..to.end))
    };
    runs.windows(2).filter_map(pair).collect()
}

/// Returns whether two figures of a date may be joined so.
fn is_joint(gap: &str) -> bool {
    matches!(gap, "." | ". " | ".\u{a0}" | "/" | "-")
}

/// Returns the English name of a month that the translation names in a date, and the English does not.
fn other_month(english: &Text<'_>, text: &Text<'_>, code: &str) -> Option<&'static str> {
    let known: HashSet<usize> = months(english, true).into_iter().map(|(month, _)| month).collect();
    let named = MonthNames::of(&text.clean, code);
    let other = (0..ENGLISH.len()).find(|month| !known.contains(month) && named.has_date(*month))?;
    ENGLISH.get(other).copied()
}

/// Returns of each month whether a text names it, in a case form of its language or in Roman figures.
pub(super) fn months_named(text: &Text<'_>, code: &str) -> [bool; 12] {
    let named = MonthNames::of(&text.clean, code);
    // `I` is a word in Danish and Irish.
    let has_roman = matches!(code, "bg" | "cs" | "et" | "hr" | "hu" | "lt" | "lv" | "pl" | "ro" | "sk" | "sl");
    let roman: HashSet<&str> = match has_roman {
        true => words(&text.clean).map(|word| word.text).filter(|word| ROMAN.contains(word)).collect(),
        false => HashSet::new(),
    };
    std::array::from_fn(|month| named.has(month) || ROMAN.get(month).is_some_and(|figure| roman.contains(figure)))
}

/// Returns the dates in figures of a text: the month (from 1) and the bytes of day, month and year, in whatever order.
fn figures(text: &Text<'_>) -> Vec<(u32, Range<usize>)> {
    let runs = figure_runs(text);
    let joint = |one: &Range<usize>, two: &Range<usize>| text.clean.get(one.end..two.start).unwrap_or("");
    let date = |three: &[(&str, Range<usize>)]| {
        let [(first, from), (month, at), (last, to)] = three else { return None };
        let is_year = |run: &str| run.len() == 4;
        let is_day = |run: &str| run.len() <= 2 && run.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
        let ordered = is_year(first) && is_day(last) || is_day(first) && is_year(last);
        let value = month.parse::<u32>().ok().filter(|month| (1..=12).contains(month))?;
        (ordered && is_joint(joint(from, at)) && is_joint(joint(at, to))).then_some((value, from.start..to.end))
    };
    runs.windows(3).filter_map(date).collect()
}

/// Returns the runs of digits of a text, in order, each with its place.
fn figure_runs<'t>(text: &'t Text<'_>) -> Vec<(&'t str, Range<usize>)> {
    let mut runs = Vec::new();
    for number in &text.numbers {
        let raw = text.clean.get(number.span.clone()).unwrap_or("");
        let parts = raw.match_indices(|c: char| c.is_ascii_digit());
        for (at, _) in parts {
            let place = number.span.start + at;
            match runs.last_mut() {
                Some((_, Range { end, .. })) if *end == place && at > 0 => *end += 1,
                _ => runs.push(("", place..place + 1)),
            }
        }
    }
    for (run, span) in &mut runs {
        *run = text.clean.get(span.clone()).unwrap_or("");
    }
    runs
}

/// Returns whether an English text may name a month, in short or in full.
pub(super) fn may_name_month(english: &Text<'_>) -> bool {
    let is_there = |name: &&str| english.clean.contains(name.get(..3).unwrap_or(name));
    *english.facts().has_month.get_or_init(|| ENGLISH.iter().any(is_there))
}

/// Returns the months (from 0) of dates such as `12 May`, `3rd of May`, `May 12` and `May 2027` in the English, each with its
/// day; with `short`, of `12 Jan` as well.
pub(super) fn months(english: &Text<'_>, short: bool) -> Vec<(usize, Option<u32>)> {
    if !may_name_month(english) {
        return Vec::new();
    }
    let words: Vec<&str> = words(&english.clean).map(|word| word.text).collect();
    let is_number = |word: Option<&&str>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4)
    };
    let is_name = |name: &str, word: &str| {
        name == word || short && (name.get(..3) == Some(word) || word == "Sept" && name == "September")
    };
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(month) = ENGLISH.iter().position(|name| is_name(name, word)) else { continue };
        let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
        if is_number(words.get(at + 1)) || is_number(before(1)) || before(1) == Some(&"of") && is_number(before(2)) {
            let of = if before(1) == Some(&"of") { before(2) } else { before(1) };
            let days = [of, words.get(at + 1)]
                .into_iter()
                .flatten()
                .map(|word| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok());
            let day = days.flatten().find(|day| (1..=31).contains(day));
            found.push((month, day));
        }
    }
    found
}

/// Reports another day or month in the place of a date such as `2027-05-12` (ISO 8601).
fn international(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let wanted = iso_dates(english);
    if wanted.is_empty() {
        return;
    }
    let given: HashSet<[&str; 3]> = iso_dates(text).into_iter().collect();
    let pairs: HashSet<(u32, u32)> = day_pairs(text).into_iter().map(|(one, two, _)| (one, two)).collect();
    let mut told: Option<([bool; 12], Told)> = None;
    for date in wanted.into_iter().filter(|date| !given.contains(date)) {
        let [year, month, day] = date;
        let shown = date.join("-");
        if month != day && given.contains(&[year, day, month]) {
            hits.push(Hit::new(form, format!("day and month of {shown} have changed places")));
            continue;
        }
        let (Ok(month), Ok(day)) = (month.parse::<u32>(), day.parse::<u32>()) else { continue };
        let (named, told) = told.get_or_insert_with(|| (months_named(text, code), Told::of(english, text, code)));
        let at = month as usize - 1;
        if named.get(at) == Some(&true) || pairs.contains(&(day, month)) || pairs.contains(&(month, day)) {
            continue;
        }
        // A month by name is another one only where the day is still there.
        let has_day = || text.numbers.iter().any(|number| number.whole().parse() == Ok(day));
        let other = told.instead(Some(day)).filter(|(_, span)| span.is_some() || has_day());
        if let (Some(name), Some((other, span))) = (ENGLISH.get(at), other) {
            let hit = Hit::new(form, format!("the month {name} of {shown} has become {other}"));
            hits.push(match span {
                Some(span) => hit.at(span),
                None => hit,
            });
        }
    }
}

/// Returns the dates of ISO 8601 in a text: year, month and day.
fn iso_dates<'t>(text: &'t Text<'_>) -> Vec<[&'t str; 3]> {
    if text.numbers.len() < 3 || !text.traits.any(Traits::HYPHEN) {
        return Vec::new();
    }
    let runs = figure_runs(text);
    let is_joined = |one: &Range<usize>, two: &Range<usize>| text.clean.get(one.end..two.start) == Some("-");
    let is_two =
        |run: &str, most: u32| run.len() == 2 && run.parse::<u32>().is_ok_and(|value| (1..=most).contains(&value));
    let date = |three: &[(&'t str, Range<usize>)]| {
        let [(year, from), (month, at), (day, to)] = three else { return None };
        let is_date =
            year.len() == 4 && is_two(month, 12) && is_two(day, 31) && is_joined(from, at) && is_joined(at, to);
        is_date.then_some([*year, *month, *day])
    };
    runs.windows(3).filter_map(date).collect()
}

/// Reports `05/12/2027` for `12/05/2027`.
fn swapped(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let slashed = |text: &Text<'_>| -> Vec<[u32; 3]> {
        let value = |at: usize| {
            text.numbers
                .get(at)
                .filter(|number| number.separators.is_empty())
                .and_then(|number| number.digits.parse::<u32>().ok())
        };
        (0..text.numbers.len().saturating_sub(2))
            .filter_map(|at| {
                let between = |one: usize| {
                    let (one, two) = (text.numbers.get(one)?, text.numbers.get(one + 1)?);
                    text.clean.get(one.span.end..two.span.start)
                };
                let is_date = between(at) == Some("/") && between(at + 1) == Some("/");
                is_date.then_some([value(at)?, value(at + 1)?, value(at + 2)?])
            })
            .collect()
    };
    let given: HashSet<[u32; 3]> = slashed(text).into_iter().collect();
    for [day, month, year] in slashed(english) {
        let differ = day != month && day <= 12 && month <= 12 && year > 31;
        if differ && given.contains(&[month, day, year]) && !given.contains(&[day, month, year]) {
            let message = format!("day and month of {day}/{month}/{year} have changed places");
            hits.push(Hit::new(form, message).at_most(Severity::Warning));
        }
    }
}

static ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
/// The English names of the months.
pub(super) static ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
