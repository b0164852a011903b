//! `untranslated`: the translation is the English text.

use crate::check::context::Case;
use crate::check::enclosed::{Enclosed, enclosed};
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::language::function_words;
use crate::model::{Severity, UnitKind};

pub(super) static RULE: Rule = Rule {
    id: "untranslated",
    severity: Severity::Warning,
    summary: "the translation repeats the English",
    why: "Somebody copied the English and forgot to translate it. Names, codes and international words are the same in \
          many languages, so only texts with English function words (the, of, your, …) and at least three words are \
          reported. Titles of works are cited as they were published: function words in emphasis, quotation marks or the \
          label of a link tell nothing where its words have capitals or a year stands beside it.",
    bad: Example {
        language: "sv",
        content: Content::Plain,
        source: "Choose the method that fits your group.",
        target: "Choose the method that fits your group.",
    },
    good: Example {
        language: "sv",
        content: Content::Plain,
        source: "Choose the method that fits your group.",
        target: "Välj den metod som passar gruppen.",
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
        let same = text.raw == english.raw
            || (text.raw.len() == english.raw.len() && text.raw.eq_ignore_ascii_case(english.raw));
        if !same {
            continue;
        }
        let mut total = 0;
        let mut telling: Vec<usize> = Vec::new();
        for word in words(&text.clean) {
            total += 1;
            let lower = word.text.to_lowercase();
            let mask = function_words::mask(&lower);
            // `No 4` is a number of a journal.
            let is_mark = lower == "no"
                && text.clean.get(word.span.end..).is_some_and(|tail| {
                    tail.trim_start_matches(['.', ' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit())
                });
            if !is_mark && function_words::has(mask, "en") && !function_words::has(mask, unit.language.code) {
                telling.push(word.span.start);
            }
        }
        if total >= 3 && !telling.is_empty() && !are_titles(text, &telling) {
            let hit = Hit::new(form, "the translation is the same as the English").hint("translate it, or waive it");
            // The title of a link is often that of a work, which is cited as it was published.
            let is_title = unit.kind == Some(UnitKind::Title);
            hits.push(if is_title { hit.at_most(Severity::Note) } else { hit });
        }
    }
}

/// Returns whether all these places stand in titles of works.
fn are_titles(text: &Text<'_>, places: &[usize]) -> bool {
    if text.pieces.is_empty() && !text.traits.any(Traits::STRAIGHT_QUOTE | Traits::PUNCTUATION | Traits::LATIN1) {
        return false;
    }
    let mut titles: Vec<Enclosed> = enclosed(text);
    titles.sort_unstable_by_key(|title| title.span.start);
    let has_year = text.numbers.iter().any(|number| {
        let year = number.digits.parse::<u32>().ok().filter(|_| number.separators.is_empty());
        year.is_some_and(|year| (1800..2100).contains(&year))
    });
    titles.retain(|title| {
        let inner = text.clean.get(title.span.clone()).unwrap_or("");
        let is_all = inner.len() * 5 > text.clean.trim().len() * 4 && !title.is_link;
        !is_all && (has_year || is_title_case(inner))
    });
    // How far the titles reach that begin before a place.
    let mut ends = titles.iter().peekable();
    let mut reach = 0;
    places.iter().all(|place| {
        while let Some(title) = ends.next_if(|title| title.span.start <= *place) {
            reach = reach.max(title.span.end);
        }
        *place < reach
    })
}

/// Returns whether the long words of a text, two at least, begin with capitals.
fn is_title_case(text: &str) -> bool {
    let long: Vec<&str> = words(text).map(|word| word.text).filter(|word| word.len() >= 5).collect();
    long.len() >= 2 && long.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}
