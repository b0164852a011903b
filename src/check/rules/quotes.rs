//! `quotes`: quotation marks are those of the language.

use std::collections::HashMap;
use std::ops::Range;

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "quotes",
    severity: Severity::Note,
    summary: "quotation marks are not those of the language",
    why: "The Interinstitutional Style Guide gives each language its marks by level; the CLDR profile gives national ones. \
          Straight marks are turned into the first level when their number is even and none stands the wrong way round; `'…'` where the English has ‘…’, into the \
          level that fits, but not in Maltese, whose words begin and end with apostrophes. Marks in code and in tags are left \
          alone.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "Choose “Save”.",
        target: "Wählen Sie \"Speichern\".",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "Choose “Save”.",
        target: "Wählen Sie „Speichern“.",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let pairs = case.plan.quotes(unit.language);
    let Some(&(open, close)) = pairs.first() else { return };
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        let may_be_single = text.traits.any(Traits::APOSTROPHE) && english.traits.any(Traits::PUNCTUATION);
        if may_be_single && unit.language.code != "mt" {
            single(form, english, text, pairs, unit.language.english, hits);
        }
        if !text.traits.any(Traits::STRAIGHT_QUOTE | Traits::PUNCTUATION | Traits::LATIN1) {
            continue;
        }
        let marks = marks(&text.clean);
        if marks.is_empty() || marks.len() % 2 == 1 || is_measure(text, &marks) {
            continue;
        }
        // Marks of a deeper level stand inside those of the first.
        let is_first = |c: char| c == open || c == close;
        let levels = if marks.iter().any(|(_, c)| is_first(*c)) { pairs.len() } else { 1 };
        let (strangers, nested) = unpaired(&marks, pairs.get(..levels).unwrap_or(pairs));
        let Some((first, _)) = strangers.first() else {
            hits.extend(turned(&text.clean, &marks, pairs).map(|span| {
                let message =
                    format!("{open}…{close} stand the wrong way round: one opens behind a word or closes before one");
                Hit::new(form, message).at(span)
            }));
            continue;
        };
        let mut hit = Hit::new(form, format!("{} uses {open}…{close}", unit.language.english));
        // Inside or around right marks, the level of the wrong ones is for a person to decide.
        let right: Vec<usize> =
            marks.iter().filter(|mark| strangers.binary_search(mark).is_err()).map(|(at, _)| *at).collect();
        let before = |at: usize| right.partition_point(|mark| *mark < at);
        let is_apart = |start: usize, end: usize| before(start) == before(end);
        if strangers.chunks(2).all(|pair| matches!(pair, [(start, _), (end, _)] if is_apart(*start, *end)))
            && !nested
            && !strangers.chunks_exact(2).any(|pair| is_inside_out(&text.clean, pair))
        {
            for pair in strangers.chunks_exact(2) {
                let [(start, one), (end, two)] = pair else { continue };
                hit = hit
                    .fix(*start..start + one.len_utf8(), open.to_string())
                    .fix(*end..end + two.len_utf8(), close.to_string());
            }
        }
        let length = strangers.first().map_or(1, |(_, c)| c.len_utf8());
        hits.push(hit.at(*first..first + length));
    }
}

/// Returns the place of the first mark that opens right behind a word, with a gap after it, or closes right before one, with a gap
/// before it. Where a language opens and closes with one mark, nobody can tell.
fn turned(clean: &str, marks: &[(usize, char)], pairs: &[(char, char)]) -> Option<Range<usize>> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c == Some(' ');
    let is_turned = |&&(at, c): &&(usize, char)| {
        let before = clean.get(..at).and_then(|head| head.chars().next_back());
        let after = clean.get(at + c.len_utf8()..).and_then(|tail| tail.chars().next());
        let (opens, closes) = (pairs.iter().any(|(open, _)| *open == c), pairs.iter().any(|(_, close)| *close == c));
        opens && !closes && is_letter(before) && is_space(after)
            || closes && !opens && is_space(before) && is_letter(after)
    };
    marks.iter().find(is_turned).map(|&(at, c)| at..at + c.len_utf8())
}

/// Returns whether the marks of a pair stand the wrong way round: one behind a letter opens, or one before a letter closes.
/// Straight marks inside straight marks look so.
fn is_inside_out(clean: &str, pair: &[(usize, char)]) -> bool {
    let [(start, open), (end, close)] = pair else { return false };
    let before = |at: usize| clean.get(..at).and_then(|head| head.chars().next_back());
    let after = |at: usize, c: char| clean.get(at + c.len_utf8()..).and_then(|tail| tail.chars().next());
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let closes = is_gap(after(*start, *open)) && !is_gap(before(*start));
    let opens = is_gap(before(*end)) && is_letter(after(*end, *close));
    closes || opens
}

/// Reports words between apostrophes where the English has words between single marks.
fn single(
    form: usize,
    english: &Text<'_>,
    text: &Text<'_>,
    pairs: &[(char, char)],
    language: &str,
    hits: &mut Vec<Hit>,
) {
    let wanted = english.clean.matches('‘').count();
    let found = if wanted > 0 { apostrophe_pairs(&text.clean) } else { Vec::new() };
    let Some((first, _)) = found.first().copied() else { return };
    let outer = pairs.first().copied().unwrap_or(('“', '”'));
    let marks = marks(&text.clean);
    let level = |start: usize, end: usize| {
        // Whatever marks stand around, right or wrong: one of them is open.
        let before = marks.partition_point(|(at, _)| *at < start);
        let is_inside = before % 2 == 1 && marks.last().is_some_and(|(at, _)| *at > end);
        if is_inside { pairs.get(1).copied().unwrap_or(outer) } else { outer }
    };
    let (open, close) = level(first, first);
    let mut hit = Hit::new(form, format!("{language} uses {open}…{close}")).at(first..first + 1);
    for (start, end) in found.iter().copied().filter(|_| found.len() == wanted) {
        let (open, close) = level(start, end);
        hit = hit.fix(start..start + 1, open.to_string()).fix(end..end + 1, close.to_string());
    }
    hits.push(hit);
}

/// Returns the apostrophes that stand around words like quotation marks, in pairs.
fn apostrophe_pairs(clean: &str) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = None;
    for (at, _) in clean.match_indices('\'') {
        let before = clean.get(..at).and_then(|head| head.chars().next_back());
        let after = clean.get(at + 1..).and_then(|tail| tail.chars().next());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !is_letter(before) && is_letter(after) {
            open = Some(at);
        } else if !is_letter(after) && before.is_some_and(|c| !c.is_whitespace()) {
            pairs.extend(open.take().map(|start| (start, at)));
        }
    }
    pairs
}

/// Returns the marks that are not part of a pair of these levels, in order, and whether some stand inside such a pair.
/// Pairs may be nested.
fn unpaired(marks: &[(usize, char)], pairs: &[(char, char)]) -> (Vec<(usize, char)>, bool) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut inside: Vec<(usize, char)> = Vec::new();
    // How many of each mark are open: what is not there is not looked for.
    let mut waiting: HashMap<char, usize> = HashMap::new();
    for &(at, c) in marks {
        let waits = |open: &char| waiting.get(open).is_some_and(|count| *count > 0);
        let closes = pairs.iter().any(|(open, close)| *close == c && waits(open));
        let opened = || open.iter().rposition(|&(_, before)| pairs.contains(&(before, c)));
        match closes.then(opened).flatten() {
            Some(place) => {
                for (_, gone) in open.get(place..).unwrap_or_default() {
                    waiting.entry(*gone).and_modify(|count| *count -= 1);
                }
                inside.extend(open.drain(place..).skip(1));
            }
            None => {
                open.push((at, c));
                *waiting.entry(c).or_default() += 1;
            }
        }
    }
    let is_nested = !inside.is_empty();
    open.extend(inside);
    open.sort_unstable();
    (open, is_nested)
}

/// Returns the quotation marks of a text, but not those around the value of an attribute (`lang="en"`): that is code.
fn marks(clean: &str) -> Vec<(usize, char)> {
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut is_value = false;
    for (at, c) in clean.char_indices().filter(|(_, c)| is_mark(*c)) {
        let opens = c == '"' && clean.get(..at).is_some_and(|head| head.ends_with('='));
        if is_value || opens {
            is_value = !is_value && opens;
            continue;
        }
        marks.push((at, c));
    }
    marks
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '‟')
}

/// Returns whether a straight mark stands for inches or seconds: behind a digit.
fn is_measure(text: &Text<'_>, marks: &[(usize, char)]) -> bool {
    marks.len() == 2
        && marks.iter().all(|(at, c)| {
            *c == '"' && text.clean.get(..*at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
        })
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    fn left(text: &str, pairs: &[(char, char)]) -> (String, bool) {
        let marks = super::marks(text);
        let (strangers, nested) = unpaired(&marks, pairs);
        (strangers.into_iter().map(|(_, c)| c).collect(), nested)
    }

    #[test]
    fn the_value_of_an_attribute_is_code() {
        assert_eq!(super::marks("Set lang=\"en\" to \"x\".").len(), 2);
    }

    #[test]
    fn marks_that_stand_the_wrong_way_round_are_no_pair() {
        let is_wrong = |text: &str| super::marks(text).chunks_exact(2).any(|pair| super::is_inside_out(text, pair));
        assert!(is_wrong("Powiedział: \"Odpowiedź \"we właściwym czasie\" nie wystarczy\"."));
        assert!(!is_wrong("\"Ja\", sagte sie, (\"Nein\")."));
    }

    #[test]
    fn a_pair_may_be_turned_inside_out() {
        let is_turned = |text: &str, pairs: &[(char, char)]| super::turned(text, &super::marks(text), pairs).is_some();
        let (french, german) = ([('«', '»'), ('“', '”')], [('„', '“')]);
        assert!(is_turned("Choisissez« Enregistrer »pour finir.", &french));
        assert!(is_turned("Wählen Sie„ Speichern “und", &german));
        for right in
            ["Choisissez « Enregistrer » pour finir", "l’«Europe» des", "« “a” b »", "Choisissez «\u{a0}a\u{a0}»."]
        {
            assert!(!is_turned(right, &french), "{right}");
        }
        assert!(!is_turned("Wählen” Sie ”und", &[('”', '”')]));
    }

    #[test]
    fn nested_pairs_are_read_from_the_inside() {
        let polish = [('„', '”'), ('»', '«')];
        assert_eq!(left("„a »b« c”", &polish), (String::new(), false));
        assert_eq!(left("„a \"b\" c”", &polish), ("\"\"".to_owned(), true));
        assert_eq!(left("”a” ”b”", &[('”', '”')]), (String::new(), false));
        assert_eq!(left("\"a\" „b”", &polish), ("\"\"".to_owned(), false));
    }
}
