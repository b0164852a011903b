//! Soft hyphens, which say where a word may be divided at the end of a line and are no part of it: `Arbeits\u{ad}gruppe`.

use std::borrow::Cow;
use std::ops::Range;

/// The character itself.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Returns the text without its soft hyphens.
pub(super) fn without_soft_hyphens(text: &str) -> Cow<'_, str> {
    if text.contains(SOFT_HYPHEN) { Cow::Owned(text.replace(SOFT_HYPHEN, "")) } else { Cow::Borrowed(text) }
}

/// Returns where bytes of [`without_soft_hyphens`] are in `text`; soft hyphens at either end stay outside.
pub(super) fn original_span(text: &str, span: &Range<usize>) -> Range<usize> {
    let (mut start, mut end, mut bare) = (text.len(), text.len(), 0);
    for (at, c) in text.char_indices().filter(|(_, c)| *c != SOFT_HYPHEN) {
        if bare == span.start {
            start = at;
        }
        bare += c.len_utf8();
        if bare == span.end {
            end = at + c.len_utf8();
            break;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Match, Matcher, Term};
    use crate::language;

    #[test]
    fn spans_are_those_of_the_text_as_it_is() {
        let text = "\u{ad}é\u{ad}a\u{ad}bc\u{ad}";
        assert_eq!(without_soft_hyphens(text), "éabc");
        assert_eq!(&text[original_span(text, &(0..2))], "é");
        assert_eq!(&text[original_span(text, &(2..4))], "a\u{ad}b");
        assert_eq!(&text[original_span(text, &(0..5))], "é\u{ad}a\u{ad}bc");
    }

    #[test]
    fn a_soft_hyphen_hides_no_term() {
        for (code, term, text, wording, level) in [
            ("de", "Arbeitsgruppe", "Die Arbeits\u{ad}gruppe berät.", "Arbeits\u{ad}gruppe", Match::Form),
            ("sv", "arbetsgrupp", "Alla arbets\u{ad}grupp\u{ad}erna möts.", "arbets\u{ad}grupp\u{ad}erna", Match::Stem),
            ("de", "Arbeits\u{ad}gruppe", "Eine Arbeitsgruppe", "Arbeitsgruppe", Match::Form),
            ("en", "participation", "On parti\u{ad}ci\u{ad}pation", "parti\u{ad}ci\u{ad}pation", Match::Form),
        ] {
            let hits = Matcher::for_term(&Term::new(term), language::find(code).unwrap()).find(text);
            let found: Vec<_> = hits.iter().map(|hit| (&text[hit.span.clone()], hit.level)).collect();
            assert_eq!(found, [(wording, level)], "{code} {text}");
        }
    }
}
