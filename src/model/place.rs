//! Places in a text.

/// Returns the 1-based line of a byte offset; an offset beyond the end is on the last line.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> usize {
    let head = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    memchr::memchr_iter(b'\n', head).count() + 1
}
