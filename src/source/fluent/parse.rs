//! From text to tree, for any text whatsoever.
//!
//! Three things are changed before the parser sees the text, byte for byte, so that all positions stay true. Blanked out are
//! a byte order mark, which Fluent does not know, and entries that nest deeper than anybody writes, because the parser is
//! recursive and such a file would end the program. A `*` that begins a line and no variant stands nowhere in Fluent, but the
//! parser takes it for the default variant: it sees a `}` there, which stands nowhere in its place either.

use std::borrow::Cow;
use std::ops::Range;

use fluent_syntax::ast::Resource;
use fluent_syntax::parser::{self, ParserError};

use super::span::Span;

/// How many `{` and `(` that may nest one entry may have. Real entries stay far below; the parser's stack far above.
const MAX_OPENINGS: usize = 100;

/// A text whose dangerous stretches are blank.
pub(super) struct Guarded<'t> {
    /// The text to parse; as long as the original, and equal to it outside the blanked stretches.
    pub(super) text: Cow<'t, str>,
    /// The entries that were blanked because they nest too deeply.
    pub(super) too_deep: Vec<Range<usize>>,
}

/// The tree and what could not be understood.
pub(super) struct Parsed<'s> {
    /// All entries in order, junk included.
    pub(super) resource: Resource<Span<'s>>,
    /// One error per junk entry, in order.
    pub(super) errors: Vec<ParserError>,
}

/// Blanks out what must not be parsed.
pub(super) fn guard(text: &str) -> Guarded<'_> {
    let too_deep = deep_entries(text);
    let mark = if text.starts_with('\u{feff}') { Some(0..'\u{feff}'.len_utf8()) } else { None };
    let stars = stray_stars(text);
    if too_deep.is_empty() && mark.is_none() && stars.is_empty() {
        return Guarded { text: Cow::Borrowed(text), too_deep };
    }
    let mut blank = String::with_capacity(text.len());
    for range in mark.iter().chain(&too_deep) {
        blank.push_str(text.get(blank.len()..range.start).unwrap_or(""));
        blank.extend(std::iter::repeat_n('\n', range.end.saturating_sub(blank.len())));
    }
    blank.push_str(text.get(blank.len()..).unwrap_or(""));
    for star in stars {
        if blank.get(star..=star) == Some("*") {
            blank.replace_range(star..=star, "}");
        }
    }
    Guarded { text: Cow::Owned(blank), too_deep }
}

/// Returns where a line begins with a `*` that is not that of `*[key]` (Fluent Syntax 1.0, `DefaultVariant`).
fn stray_stars(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let begins_line = |at: usize| {
        let before = bytes.get(..at).unwrap_or(&[]).iter().rev().find(|byte| **byte != b' ');
        matches!(before, None | Some(b'\n'))
    };
    memchr::memchr_iter(b'*', bytes).filter(|at| bytes.get(at + 1) != Some(&b'[') && begins_line(*at)).collect()
}

/// Parses a guarded text.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    match parser::parse(Span::new(text)) {
        Ok(resource) => Parsed { resource, errors: Vec::new() },
        Err((resource, errors)) => Parsed { resource, errors },
    }
}

/// Returns the entries with too many openings, in order.
///
/// A line that starts with an identifier and `=` ends every open placeable: inside one the `=` is an error, and the
/// parser gives up the entry. So nesting never crosses such a line, and the openings between two of them bound it.
fn deep_entries(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut deep: Vec<Range<usize>> = Vec::new();
    if memchr::memchr2_iter(b'{', b'(', bytes).nth(MAX_OPENINGS).is_none() {
        return deep;
    }
    let mut start = 0;
    let mut openings = 0;
    let mut line = 0;
    loop {
        let end = memchr::memchr(b'\n', bytes.get(line..).unwrap_or(&[])).map_or(bytes.len(), |at| line + at + 1);
        let content = bytes.get(line..end).unwrap_or(&[]);
        if starts_entry(content) {
            if openings > MAX_OPENINGS {
                deep.push(start..line);
            }
            (start, openings) = (line, 0);
        }
        openings += count_openings(content);
        line = end;
        if line >= bytes.len() {
            break;
        }
    }
    if openings > MAX_OPENINGS {
        deep.push(start..bytes.len());
    }
    deep
}

/// Returns whether a line starts with an identifier and `=`.
fn starts_entry(line: &[u8]) -> bool {
    let name = line.strip_prefix(b"-").unwrap_or(line);
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let length = name.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    name.iter().skip(length).find(|&&b| b != b' ') == Some(&b'=')
}

/// Counts the openings of a line, without those that are closed again before anything else opens.
fn count_openings(line: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'{', b'(', line.get(at..).unwrap_or(&[])) {
        let group = closed_group(line.get(at + next..).unwrap_or(&[]));
        count += usize::from(group.is_none());
        at += next + group.unwrap_or(1);
    }
    count
}

/// Returns the length of `{ $name }`, `{ "text" }`, `{ FUNCTION($name, option: "text") }` or `(text)`.
///
/// Nothing stays open behind such a group, even if it stands in a string literal.
fn closed_group(bytes: &[u8]) -> Option<usize> {
    let mut quotes = 0;
    let mut has_arguments = false;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'"' => quotes += 1,
            b'(' if bytes.first() == Some(&b'{') && !has_arguments && quotes == 0 => has_arguments = true,
            b')' if has_arguments => {}
            b')' => return (bytes.first() == Some(&b'(') && quotes == 0).then_some(at + 1),
            b'}' => return (bytes.first() == Some(&b'{') && quotes % 2 == 0).then_some(at + 1),
            b'{' | b'(' | b'\\' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use fluent_syntax::ast::Entry;

    use super::*;

    #[test]
    fn a_byte_order_mark_does_not_hide_the_first_message() {
        let guarded = guard("\u{feff}key = value\n");
        let parsed = parse(&guarded.text);
        assert!(matches!(parsed.resource.body.first(), Some(Entry::Message(message)) if message.id.name.start == 3));
    }

    #[test]
    fn a_star_without_a_key_is_no_default_variant() {
        for text in ["s = { $a ->\n [one] y\n *}\n", "s = { $a ->\n [one] y\n * [x] z\n }\n", "s = one\n  * two\n"] {
            let guarded = guard(text);
            let parsed = parse(&guarded.text);
            assert_eq!((guarded.text.len(), parsed.errors.len()), (text.len(), 1), "{text}");
        }
        for text in ["s = { $a ->\n *[one] y\n }\n", "# * a\ns = 2 * 3 *\n"] {
            assert!(parse(&guard(text).text).errors.is_empty() && stray_stars(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn hostile_nesting_is_blanked_and_its_neighbours_are_read() {
        for opening in ["{", "{ A(", "{ $a ->\n *[b] ", "{ \"}\" ->\n *[b] { A(\"x{\",", "{\n"] {
            let text = format!("one = 1\ndeep = {}\ntwo = 2\n", opening.repeat(100_000));
            let guarded = guard(&text);
            assert_eq!(guarded.too_deep.len(), 1);
            assert_eq!(guarded.text.len(), text.len());
            assert_eq!(parse(&guarded.text).resource.body.len(), 2);
        }
    }

    #[test]
    fn nesting_at_the_limit_does_not_overflow_a_small_stack() {
        for opening in ["{ A(", "{ $a ->\n *[b] ", "{"] {
            let text = format!("deep = {}", opening.repeat(MAX_OPENINGS / opening.matches(['{', '(']).count()));
            assert!(guard(&text).too_deep.is_empty());
            assert_eq!(parse(&text).errors.len(), 1);
        }
    }

    #[test]
    fn long_entries_with_ordinary_placeables_are_not_deep() {
        let text = format!("key = {}", "{ $name } (or this) { NUMBER($n, style: \"percent\") } {\"x\"}".repeat(10_000));
        assert!(guard(&text).too_deep.is_empty());
    }
}
