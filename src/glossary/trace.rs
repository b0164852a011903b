//! What is left of a term in a text that does not have it: the doubt about a miss.

use super::morphology::{fold, skeleton};
use super::soft_hyphen::without_soft_hyphens;
use super::words::words;
use super::{Matcher, Term};
use crate::language::Language;

/// What is left of a term. The order is the order of doubt about the miss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trace {
    /// No word of the text resembles a word of the term.
    Nothing,
    /// Some words of the term are there, not all.
    Part,
    /// A word begins like a word of the term.
    Beginning,
}

/// Tells what is left of `term` in `text`.
pub(super) fn trace(term: &str, text: &str, language: &'static Language) -> Trace {
    let (term, text) = (without_soft_hyphens(term), without_soft_hyphens(text));
    let (term, text) = (term.as_ref(), text.as_ref());
    let term_words = words(term);
    let pieces: Vec<&str> =
        term_words.iter().filter_map(|word| term.get(word.span.clone())).filter(|w| w.chars().count() >= 4).collect();
    let has_part = pieces.len() > 1
        && pieces.iter().any(|piece| !Matcher::for_term(&Term::new(*piece), language).find(text).is_empty());
    if has_part {
        return Trace::Part;
    }
    let beginnings: Vec<String> = pieces.iter().filter_map(|piece| beginning(language.code, piece)).collect();
    let is_alike = words(text).iter().filter_map(|word| text.get(word.span.clone())).any(|word| {
        let folded = fold(word);
        let bare = skeleton(language.code, &folded);
        beginnings.iter().any(|beginning| bare.contains(beginning.as_str()))
    });
    if is_alike { Trace::Beginning } else { Trace::Nothing }
}

/// Returns the first letters of a word that a related word would share: two thirds of it, at least five.
fn beginning(code: &str, word: &str) -> Option<String> {
    let folded = fold(word);
    let bare = skeleton(code, &folded);
    let length = bare.chars().count();
    let shared = (length * 2 / 3).max(5);
    (shared <= length).then(|| bare.chars().take(shared).collect())
}
