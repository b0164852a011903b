//! Rows of tables that kramdown makes of a paragraph every line of which holds a bar, with or without a head.
//!
//! Invariant: what has but one line, or a line without a bar, is prose. Bars in code, in tags of a template and behind a
//! backslash set no cells apart.

use std::ops::Range;

use super::tags::code_end;
use super::{attributes, pandoc};

/// The rows that were found last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Where the bars stand that set cells apart, in ascending order.
    bars: Vec<usize>,
    /// The end of the last row.
    end: usize,
}

impl Rows {
    /// Reads the rows whose first line has its content at `start` of a text that ends with their block at the latest; none for prose. `is_kramdown` says
    /// that rows may have different numbers of cells.
    pub(super) fn find(text: &str, start: usize, is_kramdown: bool) -> Option<Self> {
        let line = text.get(start..)?;
        let mut end = start + memchr::memchr2(b'\n', b'\r', line.as_bytes()).unwrap_or(line.len());
        let mut content = text.get(start..end)?;
        memchr::memchr(b'|', content.as_bytes())?;
        let mut rows = Self::default();
        let (mut cells, mut count, mut is_even, mut is_ruled, mut is_framed) = (0, 0, true, false, true);
        loop {
            let content_end = end;
            let before = rows.bars.len();
            if is_rule(content) {
                is_ruled = true;
            } else {
                rows.add(content, end - content.len());
                let bars = rows.bars.len() - before;
                let own = cells_of(content, bars)?;
                // A row of empty cells may be of any length.
                if !content.bytes().all(|byte| matches!(byte, b'|' | b' ' | b'\t')) {
                    is_even &= cells == 0 || own == cells;
                    is_framed &= bars > 1 && (content.starts_with('|') || content.trim_end().ends_with('|'));
                    cells = own;
                }
                count += 1;
            }
            rows.end = content_end;
            let Some((_, below, below_end)) = pandoc::next_line(text, end) else { break };
            if below.trim_end().is_empty() || attributes::alone(below).is_some() || pandoc::markers(below) > 0 {
                break;
            }
            (content, end) = (below, below_end);
        }
        let is_table = count > 0 && (is_ruled || is_framed || (count > 1 && cells > 1 && (is_even || is_kramdown)));
        is_table.then_some(rows)
    }

    /// Adds the bars of a row that begins at `at`.
    fn add(&mut self, row: &str, at: usize) {
        let bytes = row.as_bytes();
        // Behind the last end of its kind, nothing ends.
        let last = HIDING.map(|(_, close)| row.rfind(close));
        let hidden = |from: usize, rest: &str| {
            let mut kinds = HIDING.iter().zip(&last).filter(|(_, last)| last.is_some_and(|last| last > from));
            kinds.find_map(|((open, close), _)| Some(rest.strip_prefix(open)?.find(close)? + open.len() + close.len()))
        };
        let mut from = 0;
        while let Some(byte) = bytes.get(from) {
            let rest = row.get(from..).unwrap_or_default();
            let skipped = match byte {
                b'\\' => 2,
                b'`' => code_end(bytes, from) - from,
                b'{' | b'<' => hidden(from, rest).unwrap_or(1),
                b'|' => {
                    self.bars.push(at + from);
                    1
                }
                _ => 1,
            };
            from += skipped.max(1);
        }
    }

    /// Returns whether a byte belongs to them.
    pub(super) fn hold(&self, offset: usize) -> bool {
        offset < self.end
    }

    /// Returns the first bar within some bytes.
    pub(super) fn bar(&self, span: Range<usize>) -> Option<usize> {
        let first = self.bars.partition_point(|bar| *bar < span.start);
        self.bars.get(first).copied().filter(|bar| *bar < span.end)
    }
}

/// How what hides bars begins and ends.
const HIDING: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("<code", "</code>")];

/// Returns how many cells a row with so many bars has; none for a line without a bar.
fn cells_of(row: &str, bars: usize) -> Option<usize> {
    let row = row.trim_end();
    let outer = usize::from(row.starts_with('|')) + usize::from(row.ends_with('|') && !row.ends_with("\\|"));
    (bars > 0).then(|| (bars + 1).saturating_sub(outer))
}

/// Returns whether a line sets the head, bodies or the foot of a table apart, `|---+---|`.
fn is_rule(line: &str) -> bool {
    let is_of = |mark: u8| {
        let bytes = line.as_bytes();
        bytes.contains(&mark) && bytes.iter().all(|b| *b == mark || matches!(b, b'+' | b'|' | b':' | b' ' | b'\t'))
    };
    memchr::memchr(b'|', line.as_bytes()).is_some() && (is_of(b'-') || is_of(b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Option<Vec<&str>> {
        let rows = Rows::find(text, 0, text.contains("{:"))?;
        let mut from = 0;
        let mut cells = Vec::new();
        for bar in rows.bars.iter().copied().chain([rows.end]) {
            cells.extend(text[from..bar].lines().map(str::trim).filter(|cell| !cell.is_empty()));
            from = bar + 1;
        }
        Some(cells)
    }

    #[test]
    fn lines_with_bars_are_rows() {
        assert_eq!(cells("a | b\nc | d\n\ne | f"), Some(vec!["a", "b", "c", "d"]));
        assert_eq!(cells("| a | b |\n|  c |d|\n"), Some(vec!["a", "b", "c", "d"]));
        assert_eq!(cells("a | b\nc\\|d | e | f\n{:.x}"), Some(vec!["a", "b", "c\\|d", "e", "f"]));
        assert_eq!(cells("a | b |\n"), Some(vec!["a", "b"]));
        assert_eq!(cells("a | b\n|\n| |\nc | d\n"), Some(vec!["a", "b", "c", "d"]));
        assert_eq!(cells("|---\n| a | b\n"), Some(vec!["|---", "a", "b"]));
        assert_eq!(cells("a | b\n> c | d\n"), Some(vec!["a", "b", "> c", "d"]));
        assert_eq!(
            cells("`x|y` | a\nb \\| c | {{ d | e }}\n{: .x}\n"),
            Some(vec!["`x|y`", "a", "b \\| c", "{{ d | e }}"])
        );
    }

    #[test]
    fn prose_has_no_rows() {
        for text in [
            "either | or",
            "either | or\nnothing",
            "a | b\nc | d | e",
            "`a | b`\n`c | d`",
            "a \\| b\nc \\| d",
            "| line of verse\n| another one",
            "text\na | b",
        ] {
            assert_eq!(cells(text), None, "{text}");
        }
    }
}
