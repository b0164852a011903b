//! `length`: the translation is about as long as it should be.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, PieceKind, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "length",
    severity: Severity::Note,
    summary: "the translation is much longer or shorter than translations into this language are",
    why: "Half a paragraph was forgotten, or two were joined. The limits are 1.3 times the worst 95th percentile of 23 \
          languages, measured on public interface texts by length of the English, and a third of the English below; where a sentence less is there, \
          seven tenths.",
    bad: Example {
        language: "sl",
        content: Content::Plain,
        source: "Invite everyone who is affected by the decision, and tell them early what can still be changed.",
        target: "Povabite vse.",
    },
    good: Example {
        language: "sl",
        content: Content::Plain,
        source: "Invite everyone who is affected by the decision, and tell them early what can still be changed.",
        target: "Povabite vse, na katere odločitev vpliva, in jim zgodaj povejte, kaj je še mogoče spremeniti.",
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
        // A language may need more variants of a plural than English, or fewer.
        if unit.plural.is_some() || has_variants(english) || is_plainly_fine(english, text) {
            continue;
        }
        let (from, to) = (visible(english), visible(text));
        if from == 0 || to == 0 {
            continue;
        }
        let limit = match from {
            0..=10 => 3.0,
            11..=20 => 2.3,
            21..=30 => 2.0,
            31..=50 => 1.8,
            51..=70 => 1.7,
            _ => 1.5,
        } * 1.3;
        let ratio =
            f64::from(u32::try_from(to).unwrap_or(u32::MAX)) / f64::from(u32::try_from(from).unwrap_or(u32::MAX));
        if ratio > limit && to > 15 {
            hits.push(
                Hit::new(form, format!("{to} characters for {from} of English")).hint("is something said twice?"),
            );
        } else if ratio < 0.34 && from >= 30 {
            let characters = if to == 1 { "character" } else { "characters" };
            hits.push(Hit::new(form, format!("{to} {characters} for {from} of English")).hint("is something missing?"));
        } else if ratio < 0.7 && from >= 60 {
            let (wanted, given) = (sentences(&english.clean), sentences(&text.clean));
            if given < wanted {
                let message = format!("{to} characters for {from} of English, and sentences: {given} for {wanted}");
                hits.push(Hit::new(form, message).hint("is a sentence missing?"));
            }
        }
    }
}

/// Returns the number of sentences: what ends with a mark and goes on with a capital, or ends the text.
fn sentences(clean: &str) -> usize {
    let ends = clean.match_indices(['.', '!', '?', ';']).filter(|(at, _)| {
        let rest = clean.get(at + 1..).unwrap_or("").trim_start_matches(['\u{1}', '"', '“', '”', '»', '’', ')']);
        let next = rest.trim_start();
        next.is_empty()
            || rest.len() > next.len() && !next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    });
    ends.count().max(1)
}

/// Returns whether a Fluent text chooses between variants.
fn has_variants(text: &Text<'_>) -> bool {
    text.pieces.iter().any(|piece| piece.kind == PieceKind::Select)
}

/// Returns whether the bytes alone tell that no limit is near: no text has more characters than bytes, and none of ours
/// has less than half as many.
fn is_plainly_fine(english: &Text<'_>, text: &Text<'_>) -> bool {
    let (from, to) = (bytes(english), bytes(text));
    !english.traits.any(Traits::WIDE | Traits::RARE)
        && !text.traits.any(Traits::RARE)
        && to <= from + from / 2
        && to >= if text.traits.any(Traits::OTHER_SCRIPT) { from * 14 / 10 } else { from * 7 / 10 }
}

/// Returns the number of bytes outside code.
fn bytes(text: &Text<'_>) -> usize {
    text.raw.len() - text.pieces.iter().map(|piece| piece.span.len()).sum::<usize>()
}

/// Returns the number of characters outside code.
fn visible(text: &Text<'_>) -> usize {
    if text.traits.any(Traits::RARE) {
        return text.clean.chars().filter(|c| !matches!(c, '\u{1}' | '\u{2}')).count();
    }
    // Each byte of code is one filler.
    text.clean.chars().count() - text.pieces.iter().map(|piece| piece.span.len()).sum::<usize>()
}
