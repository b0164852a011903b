//! References by Roman figures and letters (`Annex II`, `Article 6(1)(a)`), as the rule `numbers` compares them.
//!
//! Only what is sure is said: a figure of the English is nowhere in the translation, and one stands there that is nowhere in the
//! English.

use std::collections::HashSet;

use crate::check::spelt::{roman as value, spelt};
use crate::check::word::words;
use crate::check::{Hit, Text, Traits};
use crate::language::function_words;

/// Reports a reference that has become another one.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    if let Some((old, new)) = figures(english, text) {
        hits.push(Hit::new(form, format!("the figure {old} has become {new}")));
    }
    if !english.numbers.is_empty() && english.traits.any(Traits::ROUND_OR_SQUARE) {
        letters(form, english, text, code, hits);
    }
}

/// What stands before the Roman figure of a reference.
static KINDS: [&str; 20] = [
    "annex",
    "annexes",
    "appendix",
    "appendices",
    "part",
    "parts",
    "title",
    "titles",
    "chapter",
    "chapters",
    "section",
    "sections",
    "phase",
    "phases",
    "stage",
    "volume",
    "book",
    "table",
    "level",
    "article",
];

/// Returns a Roman figure of a reference, and the one that stands in its place.
fn figures(english: &Text<'_>, text: &Text<'_>) -> Option<(String, String)> {
    let referred = english.facts().referred.get_or_init(|| referred(&english.clean).into());
    if referred.is_empty() {
        return None;
    }
    let given: Vec<(String, u32)> = roman(&text.clean);
    let has = |value: u32| {
        given.iter().any(|(_, other)| *other == value)
            || text.numbers.iter().any(|number| number.whole().parse() == Ok(value))
    };
    let old = referred.iter().find(|(_, value)| !has(*value))?;
    let known: HashSet<u32> = roman(&english.clean).into_iter().map(|(_, value)| value).collect();
    let mut values: Option<Vec<String>> = None;
    let is_theirs = |value: u32, values: &mut Option<Vec<String>>| {
        let of = values.get_or_insert_with(|| {
            spelt(english).into_iter().chain(english.numbers.iter().map(|number| number.whole().to_owned())).collect()
        });
        of.contains(&value.to_string())
    };
    let new = given.iter().find(|(figure, value)| {
        // One figure alone may be an initial, or a word of its own.
        figure.len() > 1 && !known.contains(value) && !is_theirs(*value, &mut values)
    })?;
    Some((old.0.clone(), new.0.clone()))
}

/// Returns the Roman figures of an English text that stand behind the name of a part: `Annex II`.
fn referred(clean: &str) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    let mut read = 0;
    for at in memchr::memchr3_iter(b'I', b'V', b'X', clean.as_bytes()) {
        if at < read {
            continue;
        }
        let head = clean.get(..at).unwrap_or("");
        let Some(before) = head.strip_suffix([' ', '\u{a0}']) else { continue };
        let tail = clean.get(at..).unwrap_or("");
        let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        read = at + end;
        let figure = tail.get(..end).unwrap_or("");
        let kind = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let is_kind =
            kind.starts_with(|c: char| c.is_uppercase()) && KINDS.contains(&kind.to_ascii_lowercase().as_str());
        if let Some(value) = value(figure).filter(|_| is_kind) {
            found.push((figure.to_owned(), value));
        }
    }
    found
}

/// Returns the words of a text that are Roman figures; Greek and Cyrillic letters that look like them count.
fn roman(clean: &str) -> Vec<(String, u32)> {
    let latin = |c: char| match c {
        'Ι' | 'І' => 'I',
        'Χ' | 'Х' => 'X',
        c => c,
    };
    let figure = |word: &str| -> Option<(String, u32)> {
        let figure: String = word.chars().map(latin).collect();
        let value = value(&figure)?;
        Some((figure, value))
    };
    let parts = words(clean).flat_map(|word| word.text.split(['-', '‑', '’', '\'']));
    parts.filter(|part| part.len() <= 12).filter_map(figure).collect()
}

/// Compares the one letter of a reference: `Article 6(1)(a)` and `Buchstabe a`.
fn letters(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let wanted = bracketed(&english.clean, "en", |head, _| is_number(head));
    let [old] = wanted.as_slice() else { return };
    if bracketed(&english.clean, "en", |_, _| true).len() > 1 {
        return;
    }
    let mut given = bracketed(&text.clean, code, belongs);
    given.extend(named(&text.clean, code));
    if let [new] = given.as_slice()
        && new.place != old.place
        && !has(&text.clean, code, old.place)
    {
        hits.push(Hit::new(form, format!("the letter ({}) has become {}", old.shown, new.shown)));
    }
}

/// A letter of a list.
struct Letter<'t> {
    /// Its place in the list, from 0.
    place: usize,
    shown: &'t str,
}

/// Reads a letter by the order in which the acts of the Union count in a language (Interinstitutional Style Guide, 2.7, lists);
/// Greek puts a sign of numbers behind it: `α΄`.
fn letter<'t>(shown: &'t str, code: &str) -> Option<Letter<'t>> {
    let order = match code {
        "el" => "α β γ δ ε στ ζ η θ ι ια ιβ ιγ ιδ ιε",
        "bg" => "а б в г д е ж з и й к л м н о",
        _ => "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    };
    let shown = shown.trim_end_matches(KERAIAS);
    order.split(' ').position(|one| one == shown).map(|place| Letter { place, shown })
}

/// The Greek sign of numbers, and what is typed for it.
const KERAIAS: [char; 5] = ['ʹ', '΄', '´', '’', '\''];

/// Returns whether a text ends with a number or a bracket: `6(1)`.
fn is_number(head: &str) -> bool {
    head.ends_with(|c: char| c == ')' || c.is_ascii_digit())
}

/// Returns whether a letter in brackets belongs to a reference for what stands before it. An opening bracket may be missing
/// (`6.1 b)`), and then it must be no word at the end of a remark.
fn belongs(head: &str, is_open: bool) -> bool {
    if is_open && is_number(head) {
        return true;
    }
    let before = head.trim_end_matches([' ', '\u{a0}', '.']);
    let is_named = LETTERS.contains(&before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let is_balanced =
        || head.rfind(['(', ')']).is_none_or(|at| head.get(at..).is_some_and(|rest| rest.starts_with(')')));
    is_named || !is_open && head.ends_with([' ', '\u{a0}']) && is_balanced()
}

/// Returns the single small letters in front of a closing bracket, where `fits` what stands before them; it is told whether they
/// have an opening bracket.
fn bracketed<'t>(clean: &'t str, code: &str, fits: impl Fn(&str, bool) -> bool) -> Vec<Letter<'t>> {
    let letter = |at: usize| {
        let head = clean.get(..at)?;
        let before = head.trim_end_matches(KERAIAS).trim_end_matches(char::is_alphanumeric);
        let letter = letter(head.get(before.len()..)?, code)?;
        let outside = before.strip_suffix('(');
        fits(outside.unwrap_or(before), outside.is_some()).then_some(letter)
    };
    memchr::memchr_iter(b')', clean.as_bytes()).filter_map(letter).collect()
}

/// Returns the single small letters behind a word for letter.
fn named<'t>(clean: &'t str, code: &str) -> Vec<Letter<'t>> {
    let mut before = "";
    let mut found = Vec::new();
    for word in words(clean) {
        let tail = clean.get(word.span.end..).unwrap_or("");
        let is_bracketed = tail.trim_start_matches(KERAIAS).starts_with(')');
        if LETTERS.contains(&before) && !is_bracketed && !is_word(word.text, tail, code) {
            found.extend(letter(word.text, code));
        }
        before = word.text;
    }
    found
}

/// Returns whether a letter stands anywhere in a text and is no word there.
fn has(clean: &str, code: &str, place: usize) -> bool {
    words(clean).any(|word| {
        letter(word.text, code).is_some_and(|letter| letter.place == place)
            && !is_word(word.text, clean.get(word.span.end..).unwrap_or(""), code)
    })
}

/// Returns whether a single letter is a word of the language, and another word follows: `буква в текста`.
fn is_word(word: &str, tail: &str, code: &str) -> bool {
    let is_known = function_words::has(function_words::mask(word), code) || (code == "bg" && matches!(word, "а" | "о"));
    is_known && tail.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_alphanumeric)
}

static LETTERS: [&str; 20] = [
    "Buchstabe",
    "Buchstaben",
    "litra",
    "littera",
    "lettre",
    "letra",
    "lettera",
    "alínea",
    "litera",
    "letter",
    "led",
    "στοιχείο",
    "στοιχείου",
    "στοιχ",
    "lit",
    "písm",
    "točka",
    "točke",
    "буква",
    "буквата",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::messages;

    #[test]
    fn a_reference_keeps_its_figure_and_letter() {
        assert_eq!(messages(compare, "See Annex II.", "de", "Siehe Anhang III."), ["the figure II has become III"]);
        assert_eq!(
            messages(compare, "See Annex II.", "hu", "Lásd a III. mellékletet."),
            ["the figure II has become III"]
        );
        assert_eq!(
            messages(compare, "Article 6(1)(a) applies.", "de", "Artikel 6 Absatz 1 Buchstabe b gilt."),
            ["the letter (a) has become b"]
        );
        assert_eq!(messages(compare, "Article 6(1)(a)", "sv", "Artikel 6.1 b)"), ["the letter (a) has become b"]);
        assert_eq!(messages(compare, "Article 5(c)", "el", "άρθρο 5 στοιχείο β)"), ["the letter (c) has become β"]);
        assert_eq!(
            messages(compare, "Article 5(g)", "el", "στοιχείο στ του άρθρου 5"),
            ["the letter (g) has become στ"]
        );
        assert_eq!(messages(compare, "Article 5(b)", "bg", "член 5, буква в)"), ["the letter (b) has become в"]);
        assert_eq!(
            messages(compare, "Article 6(1)(a)", "el", "άρθρο 6 παρ. 1 στοιχ. β΄"),
            ["the letter (a) has become β"]
        );
        assert_eq!(
            messages(compare, "Article 6(1)(a)", "el", "άρθρο 6 παρ. 1 στοιχείο βʹ"),
            ["the letter (a) has become β"]
        );
        assert_eq!(messages(compare, "Article 6(1)(a)", "el", "Άρθρο 6(1)(β)"), ["the letter (a) has become β"]);
        assert_eq!(
            messages(compare, "Article 6(1)(a)", "fr", "article 6, lettre b), a été"),
            ["the letter (a) has become b"]
        );
        for (english, code, text) in [
            ("Article 6(1)(a)", "el", "Άρθρο 6 παρ. 1 στοιχ. α΄ για κάθε ομάδα ή ομάδες (η)"),
            ("Article 6(1)(a)", "el", "Άρθρο 6 παρ. 1 αʹ, ο (η) υπεύθυνος"),
            ("Article 6(1)(a)", "el", "Άρθρο 6 παρ. 1 αʹ, βλ. στοιχείο β"),
            ("Article 6(1)(a)", "el", "στοιχείο η αγορά"),
            ("Article 6(1)(b)", "bg", "член 6, първа буква в текста"),
            ("Article 6(1)(b)", "bg", "член 6 (всичко, което е в)"),
            ("Article 6(1)(b)", "fr", "La lettre a été envoyée"),
            ("Article 6(1)(b)", "pt", "artigo 6, o utilizador(a)"),
            ("See Annex II.", "el", "Βλ. παράρτημα ΙΙ."),
            ("See Annex II.", "hu", "Lásd a 2. mellékletet."),
            ("See Annex I.", "it", "Cfr. allegato I."),
            ("Annex II of the 21st century", "fr", "Deuxième annexe du XXIe siècle"),
            ("Phase II of XXI Club", "pl", "Druga faza XXI Club"),
            ("I have a part. I think", "da", "Jeg har II"),
            ("Article 6(1)(a)", "de", "Artikel 6 Absatz 1 Buchstabe a"),
            ("Article 6(1)(a)", "el", "Άρθρο 6(1)(α)"),
            ("Article 5(c)", "el", "άρθρο 5 στοιχείο γ)"),
            ("Article 5(f)", "el", "άρθρο 5 στοιχείο στ)"),
            ("Article 5(f)", "bg", "член 5, буква е)"),
            ("Article 5(a)", "bg", "член 5, буква a"),
            ("Article 5(c)", "bg", "член 5, буква в) (виж по-долу)"),
            ("(a) first, 2 (b) second", "de", "c) zuerst 2"),
        ] {
            assert_eq!(messages(compare, english, code, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn roman_figures_have_one_value() {
        for (figure, wanted) in
            [("I", Some(1)), ("XIV", Some(14)), ("XXXIX", Some(39)), ("IX", Some(9)), ("IIX", None), ("", None)]
        {
            assert_eq!(value(figure), wanted, "{figure}");
        }
    }
}
