//! Numbers from two to ninety in words before a unit of time or people: `three weeks`, for the rule `numbers`.
//!
//! Only what is sure is said: each text counts the unit once, and right before it.

use std::sync::LazyLock;

use super::measures;
use crate::check::stems::Stems;
use crate::check::word::{near, words};
use crate::check::{Hit, Text};
use crate::language::{NumberWords, number_words};
use crate::model::Severity;

/// A count of a unit of time, or of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Counted {
    unit: &'static str,
    /// `None` where the number is one of several parts: `tlieta u għoxrin jum`, `dhá lá dhéag`.
    value: Option<u32>,
    is_figure: bool,
    /// The bytes of the number and its unit.
    span: std::ops::Range<usize>,
}

/// Reports a count in words that has become another one: `three weeks` and `vier Wochen`.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let wanted = english.facts().counted.get_or_init(|| of_english(english));
    if wanted.is_empty() {
        return;
    }
    let given = counts(text, code);
    for unit in measures::SPANS.into_iter().chain([PERSON]) {
        let of = |list: &[Counted]| {
            let mut ours = list.iter().filter(|one| one.unit == unit);
            ours.next().cloned().filter(|_| ours.next().is_none())
        };
        let (Some(old), Some(new)) = (of(wanted), of(&given)) else { continue };
        let (Some(wanted), Some(given)) = (old.value, new.value) else { continue };
        // Another figure is told by its own.
        if wanted == given || new.is_figure || (unit == "day" && is_rounded(wanted, given, code)) {
            continue;
        }
        let shown = |text: &Text<'_>, one: &Counted| text.clean.get(one.span.clone()).unwrap_or("").to_owned();
        let message = format!("{} has become {}", shown(english, &old), shown(text, &new));
        hits.push(Hit::new(form, message).at(new.span.clone()).at_most(Severity::Warning));
    }
}

/// Returns whether a language says so many days for a week or two: `quinze jours`.
fn is_rounded(wanted: u32, given: u32, code: &str) -> bool {
    matches!((wanted, given), (7, 8) | (14, 15)) && matches!(code, "el" | "es" | "fr" | "it" | "pt")
}

/// Returns the counts of an English text; nothing where none is in words or from two to twelve.
fn of_english(english: &Text<'_>) -> Box<[Counted]> {
    let counts = counts(english, "en");
    let has_small = counts.iter().any(|one| !one.is_figure || one.value.is_some_and(|value| (2..=12).contains(&value)));
    if has_small { counts.into() } else { Box::default() }
}

/// Returns what a text counts, in words or figures.
fn counts(text: &Text<'_>, code: &str) -> Vec<Counted> {
    let mut found = Vec::new();
    let Some(known) = number_words(code) else { return found };
    let mut before: Option<(Option<u32>, bool, std::ops::Range<usize>)> = None;
    // The end of a number word, with an `and` behind it.
    let mut part: Option<usize> = None;
    for token in text.tokens() {
        let word = text.clean.get(token.span()).unwrap_or("");
        let follows =
            |end: usize| text.clean.get(end..token.start()).is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "’ "));
        if let Some((value, is_figure, span)) = before.take().filter(|(_, _, span)| follows(span.end))
            && let Some(unit) = unit(&word.to_lowercase(), code)
        {
            let is_whole = code != "ga" || !goes_on(near(&text.clean, token.end()), known);
            found.push(Counted { unit, value: value.filter(|_| is_whole), is_figure, span: span.start..token.end() });
        }
        let is_part = part.take().is_some_and(follows);
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
        let number: Option<u32> = if is_figure { word.parse().ok() } else { known.value(word) };
        if number.is_some() && !is_figure || is_part && AND.contains(&word) {
            part = Some(token.end());
        }
        before = number.map(|value| (Some(value).filter(|_| is_figure || !is_part), is_figure, token.span()));
    }
    found
}

/// What joins the parts of a number.
static AND: [&str; 16] = ["u", "w", "y", "e", "et", "und", "og", "i", "и", "in", "și", "şi", "och", "en", "a", "and"];

/// Returns whether an Irish number goes on behind what it counts: `dhá mhí dhéag`, `cúig lá oibre is fiche`.
fn goes_on(tail: &str, known: &NumberWords) -> bool {
    let clause = tail.split([',', '.', ';', ':', '(', ')']).next().unwrap_or("");
    let is_part =
        |word: &str| matches!(word, "déag" | "dhéag" | "fichead") || known.value(word).is_some_and(|value| value >= 20);
    words(clause).take(3).any(|word| is_part(word.text))
}

/// Returns what a word in lower case counts.
fn unit(lower: &str, code: &str) -> Option<&'static str> {
    measures::time(lower, code).or_else(|| {
        static WORDS: LazyLock<[Stems<&'static str>; 23]> =
            LazyLock::new(|| PEOPLE.map(|(_, list)| Stems::new([(list, PERSON)])));
        WORDS.get(PEOPLE.iter().position(|(other, _)| *other == code)?)?.of(lower).next()
    })
}

const PERSON: &str = "person";

/// People behind a number: beginnings of words, with `$` whole ones. Irish counts them with other numbers.
static PEOPLE: [(&str, &str); 23] = [
    ("bg", "души$|човека$|хора$|лица$"),
    ("es", "personas$"),
    ("cs", "lidí$|lidé$|lidi$|lidem$|osob"),
    ("da", "personer|mennesker"),
    ("de", "personen|menschen|leute"),
    ("et", "inimes"),
    ("el", "άτομα$|ατόμων$|άνθρωποι$|ανθρώπους$|ανθρώπων$|πρόσωπα$"),
    ("en", "people$|persons$"),
    ("fr", "personnes$"),
    ("hr", "osob|ljudi$|ljude$"),
    ("it", "persone$"),
    ("lv", "cilvēk|personas$|personām$"),
    ("lt", "žmon|asmen"),
    ("hu", "ember|személy|fő$|főt$|fős$"),
    ("mt", "persuni$|nies$"),
    ("nl", "mensen$|personen$"),
    ("pl", "osób$|osoby$|osobami$|osobom$|ludzi$"),
    ("pt", "pessoas$"),
    ("ro", "persoane$|oameni$"),
    ("sk", "ľudí$|ľudia$|ľuďom$|osôb$|osoby$|osobám$"),
    ("sl", "ljudi$|ljudje$|oseb"),
    ("fi", "henkilö|ihmis|ihmistä$"),
    ("sv", "personer|människor"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::messages;

    #[test]
    fn counts_in_words_are_compared_where_they_are_sure() {
        assert_eq!(
            messages(compare, "Wait three weeks.", "de", "Warten Sie vier Wochen."),
            ["three weeks has become vier Wochen"]
        );
        assert_eq!(
            messages(compare, "Within seven days.", "sv", "Inom åtta dagar."),
            ["seven days has become åtta dagar"]
        );
        assert_eq!(
            messages(compare, "After 5 days.", "pl", "Po sześciu dniach."),
            ["5 days has become sześciu dniach"]
        );
        assert_eq!(
            messages(compare, "At least five people.", "bg", "Поне шест души."),
            ["five people has become шест души"]
        );
        for (english, code, text, wanted) in [
            ("Within thirty days.", "fr", "Dans les vingt jours.", "thirty days has become vingt jours"),
            ("Within twenty days.", "pl", "W ciągu trzydziestu dni.", "twenty days has become trzydziestu dni"),
            ("Fifteen minutes", "fi", "kuusitoista minuuttia", "Fifteen minutes has become kuusitoista minuuttia"),
            ("Within sixty days.", "lt", "Per penkiasdešimt dienų.", "sixty days has become penkiasdešimt dienų"),
            ("Four days.", "ga", "Trí lá.", "Four days has become Trí lá"),
            ("Three weeks and four days.", "fr", "Trois semaines et cinq jours.", "four days has become cinq jours"),
            ("Within fourteen days.", "fr", "Dans les seize jours.", "fourteen days has become seize jours"),
            ("Within ninety days.", "da", "Inden halvfjerds dage.", "ninety days has become halvfjerds dage"),
        ] {
            assert_eq!(messages(compare, english, code, text), [wanted], "{text}");
        }
        for (english, code, text) in [
            ("Within thirty days.", "de", "Innerhalb von dreißig Tagen."),
            ("Within twenty-five days.", "cs", "Do dvaceti pěti dnů."),
            ("Within twenty days.", "hu", "Húsz napon belül."),
            ("One hundred and twenty days", "pl", "sto dwadzieścia dni"),
            ("Two of 5 people.", "de", "Zwei von fünf Personen."),
            ("Two people of five people.", "de", "Zwei von fünf Personen."),
            ("Wait three weeks.", "de", "Warten Sie drei Wochen."),
            ("Wait two weeks.", "fr", "Attendez quinze jours."),
            ("Three weeks, then four weeks.", "it", "Quattro settimane, poi tre settimane."),
            ("Twenty-four hours.", "es", "Veinticuatro horas."),
            ("Three weeks.", "nl", "Vier of vijf weken, 3 weken."),
            ("Seven days.", "hu", "A hét hét napja."),
            ("Five days.", "ga", "Cúig lá."),
            ("It lasts twelve months.", "ga", "Maireann sé dhá mhí dhéag."),
            ("Fourteen days.", "ga", "Ceithre lá dhéag."),
            ("Fifteen days.", "ga", "Cúig lá dhéag."),
            ("Twelve working days.", "ga", "Dhá lá oibre dhéag."),
            ("Two weeks and 23 days.", "ga", "Dhá sheachtain agus trí lá is fiche."),
            ("Two weeks and 23 days.", "mt", "Ġimagħtejn u tlieta u għoxrin jum."),
            ("Two weeks and 35 days.", "es", "Dos semanas y treinta y cinco días."),
            ("Two weeks and 25 days.", "cs", "Dva týdny a dvacet pět dnů."),
            ("Within fourteen days.", "fr", "Dans les quinze jours."),
            ("Within seven days.", "fr", "Sous huit jours."),
            ("Within fourteen days.", "es", "En quince días."),
        ] {
            assert_eq!(messages(compare, english, code, text), Vec::<String>::new(), "{text}");
        }
    }
}
