//! Numbers from two to twelve in words before a unit of time: `three weeks`, for the rule `numbers`.
//!
//! Only what is sure is said: each text counts the unit once, and right before it.

use super::measures;
use crate::check::word::words;
use crate::check::{Hit, Text};
use crate::language::number_words;
use crate::model::Severity;

/// A count of a unit of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Counted {
    unit: &'static str,
    value: u32,
    /// The bytes of the number and its unit.
    span: std::ops::Range<usize>,
}

/// Reports a count in words that has become another one: `three weeks` and `vier Wochen`.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let wanted = english.facts.counted.get_or_init(|| of_english(english));
    if wanted.is_empty() {
        return;
    }
    let given = in_words(text, code);
    if given.is_empty() {
        return;
    }
    let figures = in_figures(text, code);
    for unit in measures::SPANS {
        let of = |list: &[Counted]| {
            let mut ours = list.iter().filter(|one| one.unit == unit);
            ours.next().cloned().filter(|_| ours.next().is_none())
        };
        let (Some(old), Some(new)) = (of(wanted), of(&given)) else { continue };
        if old.value == new.value || figures.iter().any(|one| one.unit == unit) {
            continue;
        }
        let shown = |text: &Text<'_>, one: &Counted| text.clean.get(one.span.clone()).unwrap_or("").to_owned();
        let message = format!("{} has become {}", shown(english, &old), shown(text, &new));
        hits.push(Hit::new(form, message).at(new.span.clone()).at_most(Severity::Warning));
    }
}

/// Returns the counts of an English text; nothing where none is from two to twelve.
fn of_english(english: &Text<'_>) -> Box<[Counted]> {
    let mut counts = in_words(english, "en");
    counts.extend(in_figures(english, "en"));
    let has_small = counts.iter().any(|one| (2..=12).contains(&one.value));
    if has_small { counts.into() } else { Box::default() }
}

fn in_words(text: &Text<'_>, code: &str) -> Vec<Counted> {
    let mut found = Vec::new();
    let Some(known) = number_words(code) else { return found };
    let mut before: Option<(u32, std::ops::Range<usize>)> = None;
    for word in words(&text.clean) {
        let is_near = |span: &std::ops::Range<usize>| {
            text.clean.get(span.end..word.span.start).is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "’ "))
        };
        if let Some((value, span)) = before.take().filter(|(_, span)| is_near(span))
            && let Some(unit) = measures::time(&word.text.to_lowercase(), code)
            && !(code == "ga" && text.clean.get(word.span.end..).is_some_and(|tail| tail.starts_with(" déag")))
        {
            found.push(Counted { unit, value, span: span.start..word.span.end });
        }
        before = known.value(word.text).map(|value| (value, word.span.clone()));
    }
    found
}

fn in_figures(text: &Text<'_>, code: &str) -> Vec<Counted> {
    let count = |number: &crate::check::Number| {
        let measure = measures::measure(&text.clean, number.span.start, number.span.end, code)?;
        let value = number.digits.parse().ok()?;
        Some(Counted { unit: measure.unit(), value, span: number.span.start..measure.span.end.max(number.span.end) })
    };
    text.numbers.iter().filter_map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    fn found(english: &str, code: &str, text: &str) -> Vec<String> {
        let mut hits = Vec::new();
        compare(0, &Text::new(english, Content::Plain), &Text::new(text, Content::Plain), code, &mut hits);
        hits.into_iter().map(|hit| hit.message).collect()
    }

    #[test]
    fn counts_in_words_are_compared_where_they_are_sure() {
        assert_eq!(found("Wait three weeks.", "de", "Warten Sie vier Wochen."), ["three weeks has become vier Wochen"]);
        assert_eq!(found("Within seven days.", "sv", "Inom åtta dagar."), ["seven days has become åtta dagar"]);
        assert_eq!(found("After 5 days.", "pl", "Po sześciu dniach."), ["5 days has become sześciu dniach"]);
        for (english, code, text) in [
            ("Wait three weeks.", "de", "Warten Sie drei Wochen."),
            ("Wait two weeks.", "fr", "Attendez quinze jours."),
            ("Three weeks, then four weeks.", "it", "Quattro settimane, poi tre settimane."),
            ("Twenty-four hours.", "es", "Veinticuatro horas."),
            ("Three weeks.", "nl", "Vier of vijf weken, 3 weken."),
            ("Seven days.", "hu", "A hét hét napja."),
            ("Five days.", "ga", "Cúig lá."),
        ] {
            assert_eq!(found(english, code, text), Vec::<String>::new(), "{text}");
        }
    }
}
