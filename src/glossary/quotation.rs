//! Quotations that a translation keeps in English: titles of works and official names.

use std::ops::Range;

const OPENING: &[char] = &['‘', '“', '"', '«', '„', '‚', '»', '”', '’'];
const CLOSING: &[char] = &['’', '”', '"', '»', '“', '‘', '«'];

/// Returns the bytes between quotation marks in `source` that stand letter for letter between quotation marks in
/// `target` too, in order, each with its bytes there. Quotations of one word are left out: a single word between
/// quotation marks is a term that somebody talks about.
#[must_use]
pub fn kept_quotations(source: &str, target: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(open) = source.get(at..).and_then(|rest| rest.find(['‘', '“', '"', '«']).map(|found| at + found))
    {
        let Some(mark) = source.get(open..).and_then(|rest| rest.chars().next()) else { break };
        let start = open + mark.len_utf8();
        at = start;
        let closing = match mark {
            '‘' => '’',
            '“' => '”',
            '«' => '»',
            _ => '"',
        };
        let inner = source.get(start..).and_then(|rest| rest.find(closing).and_then(|end| rest.get(..end)));
        let Some(inner) = inner.filter(|inner| inner.trim().contains(' ')) else { continue };
        if let Some(place) = quoted(target, inner) {
            kept.push((start..start + inner.len(), place));
            at = start + inner.len();
        }
    }
    kept
}

/// Returns where `inner` stands between quotation marks of any kind.
fn quoted(target: &str, inner: &str) -> Option<Range<usize>> {
    target.match_indices(inner).map(|(start, _)| start..start + inner.len()).find(|span| {
        let before = target.get(..span.start).and_then(|head| head.chars().next_back());
        let after = target.get(span.end..).and_then(|tail| tail.chars().next());
        before.is_some_and(|c| OPENING.contains(&c)) && after.is_some_and(|c| CLOSING.contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::kept_quotations;

    #[test]
    fn a_title_that_stays_english_is_kept_and_a_translated_one_is_not() {
        let source = "Arnstein, [‘A ladder of participation’](x), 1969.";
        assert_eq!(kept_quotations(source, "Arnstein, [„A ladder of participation“](x)").len(), 1);
        assert_eq!(kept_quotations(source, "Arnstein, [„Eine Leiter der Beteiligung“](x)"), []);
        assert_eq!(kept_quotations(source, "A ladder of participation stays without marks"), []);
    }

    #[test]
    fn one_quoted_word_is_a_term_and_no_title() {
        assert_eq!(kept_quotations("the word ‘deliberation’", "das Wort „deliberation“"), []);
        assert_eq!(kept_quotations("an apostrophe’s end ‘", "x"), []);
    }
}
