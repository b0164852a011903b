//! A string slice that knows where it stands in the file.
//!
//! The parser's tree carries no positions; it only cuts slices. A slice that remembers its offset makes every node
//! positioned, without a second pass. Never panics: a range that is not on character boundaries gives an empty slice.

use std::ops::Range;

use fluent_syntax::parser::Slice;

/// A piece of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'s> {
    /// The text.
    pub(super) text: &'s str,
    /// Its byte offset in the file.
    pub(super) start: usize,
}

impl<'s> Span<'s> {
    /// Wraps a whole file.
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, start: 0 }
    }

    /// Returns the byte offset behind the last byte.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Slices are equal when their texts are: the parser compares argument names with `==`.
impl PartialEq for Span<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl AsRef<str> for Span<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl<'s> Slice<'s> for Span<'s> {
    fn slice(&self, range: Range<usize>) -> Self {
        Self { start: self.start + range.start, text: self.text.get(range).unwrap_or("") }
    }

    fn trim(&mut self) {
        self.text = self.text.trim_end_matches([' ', '\n']);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_know_their_offset() {
        let whole = Span::new("key = value  \n");
        let mut value = whole.slice(6..13);
        value.trim();
        assert_eq!((value.text, value.start, value.end()), ("value", 6, 11));
    }

    #[test]
    fn ranges_off_the_character_boundary_are_empty() {
        assert_eq!(Span::new("é").slice(0..1).text, "");
        assert_eq!(Span::new("a").slice(0..9).text, "");
    }
}
