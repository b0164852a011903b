//! `letters`: a text has the letters of its language: accents at all, in one piece, and Romanian ș and ț with commas.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::check::context::Case;
use crate::check::text::PieceKind;
use crate::check::word::is_mark;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::language::{alphabets, function_words};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "letters",
    severity: Severity::Warning,
    summary: "a text has lost all its accents, letters are taken apart, or ş and ţ with a cedilla stand for the Romanian ș and ț",
    why: "Old keyboards and code pages had the Turkish letters only. The two look alike but are different letters to search, \
          sorting and speech (a note). A text that was typed without any accents (`Kazdy uczestnik`) is reported in the languages \
          that hardly have a sentence without them, when it is long enough or has two function words that lack theirs. A letter \
          typed as a plain one and its accent (NFD, as some systems paste it) looks right and is not found by search.",
    bad: Example {
        language: "ro",
        content: Content::Plain,
        source: "and your decisions",
        target: "şi deciziile dumneavoastră",
    },
    good: Example {
        language: "ro",
        content: Content::Plain,
        source: "and your decisions",
        target: "și deciziile dumneavoastră",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let code = unit.language.code;
    for (form, text) in unit.filled() {
        if text.traits.any(Traits::COMBINING) {
            decomposed(form, text, hits);
        }
        if text.traits.any(Traits::WIDE) {
            if code == "ro" {
                cedillas(form, text, hits);
            }
        } else if is_bare(case, form, text) {
            let letters: Vec<String> =
                alphabets::letters(code).chars().take(6).map(|letter| letter.to_string()).collect();
            let message = format!("the text has no letter with an accent ({}, …)", letters.join(", "));
            hits.push(Hit::new(form, message).hint("write it with the letters of the language"));
        }
    }
}

/// Returns whether a text of only ASCII is too long to be so by chance, by the share of such letters in the language; a
/// shorter one counts with two function words that lack their accents.
fn is_bare(case: &Case<'_>, form: usize, text: &Text<'_>) -> bool {
    let code = case.unit.language.code;
    let Some((_, enough)) = BARE.iter().find(|(other, _)| *other == code) else { return false };
    let english = &case.unit.english(form).clean;
    let is_select = text.of_kind(PieceKind::Select).next().is_some();
    if text.raw.len() < SHORT || is_select || text.raw == case.unit.english(form).raw {
        return false;
    }
    let own = case.plan.own();
    let (mut letters, mut stripped, mut known) = (0, 0, 0);
    for token in text.tokens() {
        let word = text.clean.get(token.span()).unwrap_or("");
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        // Names, code and what was kept from the English have no accents to lose.
        if has_digit
            || word.starts_with(char::is_uppercase) && english.contains(word)
            || english.contains(word) && word.len() > 3
        {
            continue;
        }
        letters += word.len();
        known += usize::from(token.mask & own != 0);
        if token.mask & own == 0 {
            let lower = word.to_ascii_lowercase();
            // Romanian `ca` and `sa`, Hungarian `ok`, are words of their own.
            let is_stripped = |full: &str| {
                !matches!(lower.as_str(), "ca" | "sa" | "ok")
                    && !full.is_ascii()
                    && full.chars().map(alphabets::plain).eq(lower.chars())
            };
            stripped += usize::from(function_words::of(code).any(is_stripped));
        }
    }
    letters >= *enough && known >= 2 || letters >= SHORT && stripped >= 2
}

/// Fewer letters are never judged.
const SHORT: usize = 40;

/// How many letters a text may have at most without a single one that is not ASCII; measured on published translations.
static BARE: [(&str, usize); 7] =
    [("cs", 80), ("lv", 100), ("lt", 140), ("hu", 90), ("pl", 140), ("ro", 200), ("sk", 90)];

/// Reports letters that stand as a plain letter and its accents although Unicode has them in one piece (UAX #15, NFC).
fn decomposed(form: usize, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let composer = ComposingNormalizerBorrowed::new_nfc();
    let mut hit = Hit::new(form, "letters are taken apart: a plain letter and its accent stand for one");
    let mut start = None;
    for (at, c) in text.clean.char_indices().chain([(text.clean.len(), ' ')]) {
        if is_mark(c) {
            continue;
        }
        if let Some(cluster) = start.and_then(|start| text.clean.get(start..at))
            && cluster.contains(is_mark)
        {
            let composed = composer.normalize(cluster);
            // Grave and acute on Cyrillic letters mark the stress, and are no part of the letter.
            let is_stressed = cluster.ends_with(['\u{300}', '\u{301}']) && cluster.starts_with(is_cyrillic);
            if composed != cluster && !is_stressed {
                hit = hit.fix(at - cluster.len()..at, composed.into_owned());
            }
        }
        start = Some(at);
    }
    if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
        hits.push(hit.at(first));
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

fn cedillas(form: usize, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let mut hit = Hit::new(form, "cedilla letters instead of ș and ț with a comma").at_most(Severity::Note);
    for (at, c) in text.clean.char_indices() {
        let right = match c {
            'ş' => "ș",
            'ţ' => "ț",
            'Ş' => "Ș",
            'Ţ' => "Ț",
            _ => continue,
        };
        hit = hit.fix(at..at + c.len_utf8(), right);
    }
    if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
        hits.push(hit.at(first));
    }
}
