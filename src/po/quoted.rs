//! Quoted strings: segments, escapes, and comparison without allocation.

use std::borrow::Cow;
use std::cell::Cell;

/// The prefix that every line of a value carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// None.
    Active,
    /// `#~`
    Obsolete,
    /// `#|` or `#~|`
    Previous,
}

/// The raw segments of one value, without quotes, from the opening quote of the first.
///
/// Reads what the reader has accepted; on anything else it ends early.
#[derive(Debug, Clone)]
pub(super) struct Segments<'a> {
    text: &'a str,
    at: usize,
    prefix: Prefix,
    has_escapes: bool,
}

impl<'a> Segments<'a> {
    pub(super) fn new(text: &'a str, at: usize, prefix: Prefix) -> Self {
        Self { text, at, prefix, has_escapes: true }
    }

    /// Says that the value holds no escapes, if it does not.
    pub(super) fn with_escapes(self, has_escapes: bool) -> Self {
        Self { has_escapes, ..self }
    }

    /// The offset after the last segment that was returned, and after blanks and prefixes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Moves forward by some bytes, onto an opening quote.
    pub(super) fn moved_by(mut self, length: usize) -> Self {
        self.at += length;
        self
    }

    /// Skips blanks, line ends and prefixes up to the next token.
    fn skip(&mut self) {
        let (bytes, mut at) = (self.text.as_bytes(), self.at);
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c => at += 1,
                b'#' => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let length = match self.prefix {
                        Prefix::Active => 0,
                        Prefix::Obsolete if rest.starts_with(b"#~|") => 0,
                        Prefix::Obsolete if rest.starts_with(b"#~") => 2,
                        Prefix::Previous if rest.starts_with(b"#~|") => 3,
                        Prefix::Previous if rest.starts_with(b"#|") => 2,
                        Prefix::Obsolete | Prefix::Previous => 0,
                    };
                    if length == 0 {
                        break;
                    }
                    at += length;
                }
                _ => break,
            }
        }
        self.at = at;
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return None;
        }
        let start = self.at + 1;
        let mut end = start;
        loop {
            let rest = bytes.get(end..)?;
            end += if self.has_escapes { memchr::memchr2(b'"', b'\\', rest)? } else { memchr::memchr(b'"', rest)? };
            match bytes.get(end) {
                Some(b'"') => break,
                _ => end += 2,
            }
        }
        let segment = self.text.get(start..end)?;
        self.at = end + 1;
        self.skip();
        Some(segment)
    }
}

/// Decodes one escape; `rest` starts after the backslash. Returns the byte and how many bytes were read, or none for
/// an escape that the format does not know (GNU gettext, `po-lex.c`, `control_sequence`).
pub(super) fn escape(rest: &[u8]) -> Option<(u8, usize)> {
    let byte = match *rest.first()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'"' => b'"',
        b'\\' => b'\\',
        b'r' => b'\r',
        b'a' => 7,
        b'b' => 8,
        b'v' => 11,
        b'f' => 12,
        b'0'..=b'7' => {
            let length = rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
            let value = rest.iter().take(length).fold(0_u32, |value, byte| value * 8 + u32::from(byte - b'0'));
            return Some((u8::try_from(value).ok()?, length));
        }
        b'x' => {
            let digits = rest.iter().skip(1).map_while(|&byte| char::from(byte).to_digit(16));
            let (value, length) = digits.fold((0_u32, 0), |(value, length), digit| {
                ((value.saturating_mul(16)).saturating_add(digit), length + 1)
            });
            if length == 0 {
                return None;
            }
            return Some((u8::try_from(value).ok()?, length + 1));
        }
        _ => return None,
    };
    Some((byte, 1))
}

/// Calls `piece` with each run of decoded bytes of a raw segment.
pub(super) fn decode(raw: &[u8], mut piece: impl FnMut(&[u8])) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        piece(rest.get(..at).unwrap_or_default());
        let after = rest.get(at + 1..).unwrap_or_default();
        let Some((byte, length)) = escape(after) else {
            rest = after;
            continue;
        };
        piece(&[byte]);
        rest = after.get(length..).unwrap_or_default();
    }
    piece(rest);
}

/// Returns the decoded text of a value; borrowed when it has one segment and no escape.
pub(super) fn text(segments: Segments<'_>) -> Cow<'_, str> {
    let has_escapes = segments.has_escapes;
    match Parts::of(segments) {
        Parts::One(raw) => single(raw, has_escapes),
        Parts::Many(first, second, others) => {
            decoded([first, second].into_iter().chain(others), has_escapes, |text| Cow::Owned(text.to_owned()))
        }
    }
}

/// Decodes a value behind what a text holds already.
pub(super) fn append_text(segments: Segments<'_>, out: &mut String) {
    let has_escapes = segments.has_escapes;
    match Parts::of(segments) {
        Parts::One(raw) => out.push_str(&single(raw, has_escapes)),
        Parts::Many(first, second, others) => {
            decoded([first, second].into_iter().chain(others), has_escapes, |text| out.push_str(text));
        }
    }
}

/// The raw segments of a value without empty ones in front: an empty first line introduces a wrapped value.
enum Parts<'a> {
    /// One at most.
    One(&'a str),
    /// Two, and others.
    Many(&'a str, &'a str, Segments<'a>),
}

impl<'a> Parts<'a> {
    fn of(mut segments: Segments<'a>) -> Self {
        let first = segments.by_ref().find(|raw| !raw.is_empty()).unwrap_or_default();
        match segments.next() {
            None => Self::One(first),
            Some(second) => Self::Many(first, second, segments),
        }
    }
}

thread_local! {
    /// Where values are put together; kept, so that a million of them are no million allocations.
    static JOINED: Cell<String> = const { Cell::new(String::new()) };
    static DECODED: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}
/// No more than this is kept, in bytes.
const KEPT: usize = 1 << 16;

/// Decodes segments and hands their text on.
fn decoded<'a, T>(segments: impl Iterator<Item = &'a str>, has_escapes: bool, take: impl FnOnce(&str) -> T) -> T {
    if has_escapes { unescaped(segments, take) } else { joined(segments, take) }
}

fn joined<'a, T>(segments: impl Iterator<Item = &'a str>, take: impl FnOnce(&str) -> T) -> T {
    let mut joined = JOINED.take();
    joined.clear();
    joined.extend(segments);
    let result = take(&joined);
    if joined.capacity() <= KEPT {
        JOINED.set(joined);
    }
    result
}

/// The reader has checked that decoded values are UTF-8, so nothing is replaced here. One check of all lines is much quicker
/// than one of each.
fn unescaped<'a, T>(segments: impl Iterator<Item = &'a str>, take: impl FnOnce(&str) -> T) -> T {
    let mut decoded = DECODED.take();
    decoded.clear();
    for raw in segments {
        decode(raw.as_bytes(), |piece| decoded.extend_from_slice(piece));
    }
    let result = match simdutf8::basic::from_utf8(&decoded) {
        Ok(text) => take(text),
        Err(_) => take(&String::from_utf8_lossy(&decoded)),
    };
    if decoded.capacity() <= KEPT {
        DECODED.set(decoded);
    }
    result
}

/// Returns whether the decoded value equals a text, without allocating.
pub(super) fn equals(segments: Segments<'_>, text: &str) -> bool {
    let mut rest = Some(text.as_bytes());
    for raw in segments {
        decode(raw.as_bytes(), |piece| rest = rest.and_then(|rest| rest.strip_prefix(piece)));
        if rest.is_none() {
            return false;
        }
    }
    rest.is_some_and(<[u8]>::is_empty)
}

fn single(raw: &str, has_escapes: bool) -> Cow<'_, str> {
    match has_escapes && memchr::memchr(b'\\', raw.as_bytes()).is_some() {
        true => unescaped(std::iter::once(raw), |text| Cow::Owned(text.to_owned())),
        false => Cow::Borrowed(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(raw: &str) -> Cow<'_, str> {
        text(Segments::new(raw, 0, Prefix::Active))
    }

    #[test]
    fn every_escape_is_decoded() {
        assert_eq!(value(r#""\a\b\f\n\r\t\v\\\"""#), "\u{7}\u{8}\u{c}\n\r\t\u{b}\\\"");
        assert_eq!(value(r#""\101\x41\303\251\xc3\xa9""#), "AAéé");
    }

    #[test]
    fn plain_values_are_borrowed() {
        assert!(matches!(value("\"abc\""), Cow::Borrowed("abc")));
        assert!(matches!(value("\"\"\n\"abc\"\n"), Cow::Borrowed("abc")));
        assert_eq!(value("\"a\" \"b\"\r\n\"c\""), "abc");
    }

    #[test]
    fn comparison_sees_through_wrapping_and_escapes() {
        let segments = Segments::new("\"\"\n\"a\\tb\"\n\"c\"", 0, Prefix::Active);
        assert!(equals(segments.clone(), "a\tbc"));
        assert!(!equals(segments.clone(), "a\tb"));
        assert!(!equals(segments.clone(), "a\tbcd"));
        assert!(!equals(segments, ""));
    }

    #[test]
    fn prefixes_belong_to_their_values() {
        let obsolete = "\"a\"\n#~ \"b\"\n#~ msgstr \"c\"";
        assert_eq!(text(Segments::new(obsolete, 0, Prefix::Obsolete)), "ab");
        let previous = "\"a\"\n#~| \"b\"\n#| \"c\"\n#~ msgid \"d\"";
        assert_eq!(text(Segments::new(previous, 0, Prefix::Previous)), "abc");
    }
}
