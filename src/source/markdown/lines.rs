//! Line breaks inside a unit: soft ones become one space, hard ones stay visible as a backslash before a line feed.
//!
//! Invariant: re-wrapping a paragraph, or indenting or quoting it another way, does not change its unit.

use std::ops::Range;

/// A line break that the parser reported inside a unit.
#[derive(Debug, Clone)]
pub(super) struct Break {
    /// The bytes of the break: from trailing spaces or the backslash to the end of the line ending.
    pub(super) span: Range<usize>,
    /// Where the next line's text begins, after container prefixes; none when the parser did not say.
    pub(super) content: Option<usize>,
    /// Whether it is a hard break.
    pub(super) is_hard: bool,
}

/// How a hard break is written in a unit.
pub(super) const HARD_BREAK: &str = "\\\n";

/// Returns the text of a span on one line, with hard breaks kept. `quotes` is the number of block quotes around it.
pub(super) fn unwrap(text: &str, span: Range<usize>, breaks: &[Break], quotes: usize) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(span.len());
    let mut from = span.start;
    let mut breaks = breaks.iter().peekable();
    while from < span.end {
        let rest = bytes.get(from..span.end).unwrap_or_default();
        let Some(at) = memchr::memchr2(b'\n', b'\r', rest).map(|at| from + at) else { break };
        let line_end = if bytes.get(at..at + 2) == Some(b"\r\n") { at + 2 } else { at + 1 };
        while breaks.next_if(|b| b.span.end <= at).is_some() {}
        let reported = breaks.peek().filter(|b| b.span.start <= at);
        let is_hard = reported.is_some_and(|b| b.is_hard);
        let text_end = match reported {
            Some(b) if b.is_hard => b.span.start.max(from),
            _ => at,
        };
        out.push_str(text.get(from..text_end).unwrap_or_default().trim_end_matches([' ', '\t']));
        let next = reported.and_then(|b| b.content).unwrap_or_else(|| skip_prefix(bytes, line_end, quotes));
        if is_hard {
            out.push_str(HARD_BREAK);
        } else if out.ends_with("\\\\") {
            // A hard break to kramdown.
            out.push('\n');
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        from = next.min(span.end);
    }
    out.push_str(text.get(from..span.end).unwrap_or_default());
    out
}

/// Returns where a continuation line's text begins: after indentation and at most `quotes` quote markers.
pub(super) fn skip_prefix(bytes: &[u8], mut at: usize, mut quotes: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t') => at += 1,
            Some(b'>') if quotes > 0 => {
                quotes -= 1;
                at += 1;
            }
            _ => return at,
        }
    }
}

/// Returns the prefix that continues the containers a unit stands in: the head of its line, with everything but quote
/// markers and tabs blanked.
pub(super) fn continuation_prefix(text: &str, start: usize) -> String {
    let head = text.get(..start).unwrap_or_default();
    let line_start = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    head.get(line_start..)
        .unwrap_or_default()
        .chars()
        .map(|c| match c {
            '>' | '\t' => c,
            _ => ' ',
        })
        .collect()
}

/// Returns whether a bar stands in the line of some bytes, beside them: it may be the place of a table.
pub(super) fn stands_in_row(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    let head = before.and_then(|before| before.rsplit(['\n', '\r']).next());
    let tail = after.and_then(|after| after.split(['\n', '\r']).next());
    head.into_iter().chain(tail).any(|part| part.contains('|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_breaks_become_one_space() {
        assert_eq!(unwrap("a  b \r\n   c", 0..11, &[], 0), "a  b c");
    }

    #[test]
    fn two_backslashes_at_the_end_of_a_line_keep_it() {
        assert_eq!(unwrap("a\\\\\n  b", 0..7, &[], 0), "a\\\\\nb");
    }

    #[test]
    fn quote_markers_are_stripped_as_deep_as_the_unit_stands() {
        assert_eq!(unwrap("a\n> > b", 0..7, &[], 2), "a b");
        assert_eq!(unwrap("a\n> > b", 0..7, &[], 1), "a > b");
    }

    #[test]
    fn prefix_blanks_markers() {
        assert_eq!(continuation_prefix("x\n> 1. abc", 7), ">    ");
    }
}
