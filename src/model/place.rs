//! Places in a text.

use std::ops::Range;

/// Returns the 1-based line of a byte offset; an offset beyond the end is on the last line.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> usize {
    line_ends(text, 0..offset.min(text.len())) + 1
}

/// Returns how many lines end within some bytes: at a line feed, or at a carriage return that stands alone, which ends a line in
/// Markdown (CommonMark 0.31, section 2.1) and in editors.
#[must_use]
pub fn line_ends(text: &str, span: Range<usize>) -> usize {
    let bytes = text.as_bytes();
    let between = bytes.get(span.clone()).unwrap_or_default();
    let is_alone = |at: &usize| bytes.get(span.start + at + 1) != Some(&b'\n');
    memchr::memchr_iter(b'\n', between).count() + memchr::memchr_iter(b'\r', between).filter(is_alone).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd\r\re";
        let lines: Vec<usize> = (0..=text.len()).map(|offset| line_of(text, offset)).collect();
        assert_eq!(lines, [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 6]);
        assert_eq!((line_of(text, 99), line_of("", 0)), (6, 1));
    }
}
