//! The months that a translation names, as the rule `dates` looks for them.
//!
//! A month counts in any listed form; one that another word is spelt like, and an abbreviation, only beside a day or year.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::check::word::{Word, is_mark, words};
use crate::language::month_word;

/// The months that a text names, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct MonthNames {
    anywhere: u16,
    in_dates: u16,
}

impl MonthNames {
    /// Reads a prepared text.
    pub(super) fn of(clean: &str, code: &str) -> Self {
        let lower = composed(clean.to_lowercase());
        let all: Vec<Word<'_>> = words(&lower).collect();
        let mut names = Self::default();
        for (at, word) in all.iter().enumerate() {
            let next = all.get(at + 1).map_or("", |word| word.text);
            let joined = || (code == "ga").then(|| format!("{}_{next}", word.text));
            let parts = word.text.split(['-', '‑', '\'', '’']);
            let found = parts.filter(|part| !part.is_empty()).find_map(|part| month_word(code, part));
            let Some(found) = found.or_else(|| month_word(code, &joined()?)) else { continue };
            if found.with_stop && !lower.get(word.span.end..).is_some_and(|tail| tail.starts_with('.')) {
                continue;
            }
            let is_dated = is_beside_number(&all, at);
            if is_dated || !found.in_date {
                names.anywhere |= 1 << found.month;
            }
            if is_dated {
                names.in_dates |= 1 << found.month;
            }
        }
        names
    }

    /// Returns whether the text names a month.
    pub(super) fn has(self, month: usize) -> bool {
        self.anywhere >> month & 1 == 1
    }

    /// Returns whether the text names a month beside a day or a year.
    pub(super) fn has_date(self, month: usize) -> bool {
        self.in_dates >> month & 1 == 1
    }
}

/// Returns a text in composed letters: those typed on some systems are taken apart.
fn composed(text: String) -> String {
    if text.contains(is_mark) { ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned() } else { text }
}

/// Returns where a text in lower case names a month, where it does so once.
pub(super) fn place(lower: &str, month: usize, code: &str) -> Option<Range<usize>> {
    let is_named = |word: &Word<'_>| {
        let mut parts = word.text.split(['-', '‑', '\'', '’']);
        parts.any(|part| month_word(code, part).is_some_and(|found| found.month == month))
    };
    let mut places = words(lower).filter(is_named);
    match (places.next(), places.next()) {
        (Some(word), None) => Some(word.span),
        _ => None,
    }
}

/// Returns the days of a text that stand right before a month by name, or right behind it in Hungarian and Lithuanian, each with
/// its month (from 0).
pub(super) fn dated(clean: &str, code: &str) -> Vec<(u32, usize)> {
    let lower = composed(clean.to_lowercase());
    let all: Vec<Word<'_>> = words(&lower).collect();
    let text = |at: usize| all.get(at).map_or("", |word| word.text);
    let is_near = |one: usize, two: usize| {
        let gap = all.get(one).zip(all.get(two)).and_then(|(one, two)| lower.get(one.span.end..two.span.start));
        gap.is_some_and(|gap| {
            gap.len() <= 4 && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.' | 'º' | '’' | '\''))
        })
    };
    let month = |at: usize| {
        let mut parts = text(at).split(['-', '‑', '\'', '’']);
        let found = parts.find_map(|part| month_word(code, part));
        let joined = || month_word(code, &format!("{}_{}", text(at), text(at + 1)));
        let found = found.or_else(|| if code == "ga" { joined() } else { None })?;
        let has_stop =
            || all.get(at).is_some_and(|word| lower.get(word.span.end..).is_some_and(|tail| tail.starts_with('.')));
        (!found.with_stop || has_stop()).then_some(found.month)
    };
    let of = |at: usize| -> Option<(u32, usize)> {
        let month = month(at)?;
        if matches!(code, "hu" | "lt") {
            return day(text(at + 1)).filter(|_| is_near(at, at + 1)).map(|day| (day, month));
        }
        let before = at.checked_sub(1)?;
        let further = || day(text(at.checked_sub(2)?)).filter(|_| is_near(at - 2, before) && is_link(text(before)));
        let found = day(text(before)).or_else(further).filter(|_| is_near(before, at))?;
        Some((found, month))
    };
    (0..all.len()).filter_map(of).collect()
}

/// Returns the day of a month that a word begins with: `12`, `1er`, `12-ig`.
fn day(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word.get(..end)?.parse().ok().filter(|day| (1..=31).contains(day))
}

/// Returns whether a word may stand between day and month: `12 de junio`, `12 ta’ Ġunju`.
fn is_link(word: &str) -> bool {
    matches!(word, "de" | "ta" | "di" | "lá")
}

/// Returns whether a number stands beside a word, or a word of up to three letters away: `12 de junio`, `12 ta’ Ġunju`.
fn is_beside_number(all: &[Word<'_>], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| all.get(at)).map_or("", |word| word.text);
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_beside = |one: Option<usize>, two: Option<usize>| {
        let first = word(one);
        is_number(first) || first.chars().count() <= 3 && is_number(word(two))
    };
    is_beside(at.checked_sub(1), at.checked_sub(2))
        || is_beside(Some(at + 1), Some(at + 2))
        || all.get(at).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(code: &str, text: &str) -> (Vec<usize>, Vec<usize>) {
        let names = MonthNames::of(text, code);
        let of = |has: fn(MonthNames, usize) -> bool| (0..12).filter(|month| has(names, *month)).collect();
        (of(MonthNames::has), of(MonthNames::has_date))
    }

    #[test]
    fn a_month_is_named_in_any_form_and_by_no_other_word() {
        assert_eq!(months("es", "La mayoría vota el 12 de junio."), (vec![5], vec![5]));
        assert_eq!(months("ro", "Mai multe persoane votează pe 12 iunie."), (vec![5], vec![5]));
        assert_eq!(months("ro", "Pe 12 mai 2027."), (vec![4], vec![4]));
        assert_eq!(months("pl", "Uczestnicy mają głosowanie 12 czerwca."), (vec![5], vec![5]));
        assert_eq!(months("fr", "Date limite: 12 sept. 2027"), (vec![8], vec![8]));
        assert_eq!(months("cs", "zeptejte se 12. pros. a pro 5 lidí"), (vec![11], vec![11]));
        assert_eq!(months("ga", "i mí an Mheithimh 2027"), (vec![5], vec![5]));
        assert_eq!(months("ga", "12 Meán Fómhair 2027"), (vec![8], vec![8]));
        assert_eq!(months("ga", "an meán agus deireadh 2027"), (vec![], vec![]));
        assert_eq!(months("mt", "12 ta’ Ġunju"), (vec![5], vec![5]));
        assert_eq!(months("fr", "12 fe\u{301}vrier 2027 et puis aou\u{302}t"), (vec![1, 7], vec![1]));
    }

    #[test]
    fn a_day_belongs_to_the_month_beside_it() {
        for (code, text, wanted) in [
            ("de", "Am 12. Juni und im Mai, 30 Plätze", vec![(12, 5)]),
            ("es", "El 12 de junio y en mayo", vec![(12, 5)]),
            ("fr", "Le 1er juin, en mai 2027", vec![(1, 5)]),
            ("hu", "Június 12-ig, május 3-án", vec![(12, 5), (3, 4)]),
            ("lt", "birželio 12 d., gegužės 3 d.", vec![(12, 5), (3, 4)]),
            ("mt", "Fit-12 ta’ Ġunju", vec![]),
            ("mt", "12 ta’ Ġunju", vec![(12, 5)]),
            ("ga", "an 12 Meán Fómhair", vec![(12, 8)]),
            ("pt", "Em 2027, maio", vec![]),
            ("hr", "5 pro i 12 pro. 2027", vec![(12, 11)]),
        ] {
            assert_eq!(dated(text, code), wanted, "{text}");
        }
    }
}
