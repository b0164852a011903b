//! Where the destination and the title stand inside a link, an image or a link reference definition.
//!
//! The parser gives the range of the whole; these functions follow CommonMark 0.31 sections 6.3 and 4.7 inside it.

use std::ops::Range;

/// The parts of an inline link's parentheses, or of a definition after its colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// The bytes of the destination, without angle brackets.
    pub(super) destination: Range<usize>,
    /// The bytes of the title without delimiters, and the closing delimiter.
    pub(super) title: Option<(Range<usize>, char)>,
}

/// Returns the parts of an inline link or image whose children end at `inner_end`.
pub(super) fn inline_parts(text: &str, span: Range<usize>, inner_end: usize) -> Option<Parts> {
    let tail = text.get(inner_end..span.end)?;
    let open = inner_end + tail.find("](")? + 2;
    parts(text, open, span.end)
}

/// Returns the parts of a link reference definition.
pub(super) fn definition_parts(text: &str, span: Range<usize>) -> Option<Parts> {
    let whole = text.get(span.clone())?;
    let mut escaped = false;
    let colon = whole.char_indices().find_map(|(at, c)| {
        let is_close = c == ']' && !escaped && whole.get(at + 1..)?.starts_with(':');
        escaped = c == '\\' && !escaped;
        is_close.then_some(at + 2)
    })?;
    parts(text, span.start + colon, span.end)
}

/// Returns an address with its `%20` read; what is no escape, or no text, stays.
#[must_use]
pub fn percent_decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok()).filter(|_| byte == b'%');
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                rest = tail.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}

/// Returns a destination without the backslashes that take the meaning of what follows away, and with its `&amp;` read.
pub(super) fn unescaped(destination: &str) -> String {
    let mut out = String::with_capacity(destination.len());
    let mut chars = destination.chars().peekable();
    while let Some(c) = chars.next() {
        let is_mark = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if is_mark { chars.next() } else { Some(c) });
    }
    out.replace("&amp;", "&")
}

/// Returns the bytes of the text of the link that a text is and nothing else, `[text](address)` or `[text][label]`.
pub(in crate::source) fn link_alone(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_link = bytes.starts_with(b"[") && !bytes.starts_with(b"[^");
    let close = if is_link { balanced(bytes, b'[', b']') } else { 0 };
    let behind = bytes.get(close..)?;
    let length = match behind.first()? {
        b'(' => balanced(behind, b'(', b')'),
        b'[' => balanced(behind, b'[', b']'),
        _ => 0,
    };
    (close > 2 && length == behind.len()).then(|| 1..close - 1)
}

/// Returns the length of what stands in the brackets that a text begins with, brackets included, or 0 where they do not end.
pub(in crate::source) fn balanced(bytes: &[u8], open: u8, close: u8) -> usize {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == open && !is_escaped {
            depth += 1;
        } else if *byte == close && !is_escaped {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + 1;
            }
        }
        is_escaped = *byte == b'\\' && !is_escaped;
    }
    0
}

fn parts(text: &str, from: usize, end: usize) -> Option<Parts> {
    let bytes = text.as_bytes().get(..end)?;
    let mut at = skip_space(bytes, from);
    let destination;
    if bytes.get(at) == Some(&b'<') {
        let start = at + 1;
        at = scan_until(bytes, start, b'>')?;
        destination = start..at;
        at += 1;
    } else {
        let start = at;
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b' ' | b'\t' | b'\n' | b'\r' => break,
                _ => {}
            }
            at += 1;
        }
        at = at.min(end);
        destination = start..at;
    }
    let open = skip_space(bytes, at);
    let close = match bytes.get(open) {
        Some(b'"') => '"',
        Some(b'\'') => '\'',
        Some(b'(') => ')',
        _ => return Some(Parts { destination, title: None }),
    };
    let title_end = scan_until(bytes, open + 1, u8::try_from(close).ok()?)?;
    Some(Parts { destination, title: Some((open + 1..title_end, close)) })
}

/// Returns the place of the next unescaped `close`.
fn scan_until(bytes: &[u8], mut at: usize, close: u8) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            byte if byte == close => return Some(at),
            _ => at += 1,
        }
    }
}

/// Skips white space and, at the start of a line, quote markers.
fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    let mut is_line_start = false;
    loop {
        match bytes.get(at) {
            Some(b'\n' | b'\r') => is_line_start = true,
            Some(b' ' | b'\t') => {}
            Some(b'>') if is_line_start => {}
            _ => return at,
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, parts: Parts) -> (&str, Option<&str>) {
        (&text[parts.destination], parts.title.map(|(span, _)| &text[span]))
    }

    #[test]
    fn parts_of_links() {
        let text = r#"[a](<b c> "t\"i")"#;
        assert_eq!(shown(text, inline_parts(text, 0..text.len(), 2).unwrap()), ("b c", Some(r#"t\"i"#)));
        let text = "[a](b(c)d)";
        assert_eq!(shown(text, inline_parts(text, 0..text.len(), 2).unwrap()), ("b(c)d", None));
    }

    #[test]
    fn parts_of_definitions() {
        let text = "[a\\]:]: /url\n  (title)";
        assert_eq!(shown(text, definition_parts(text, 0..text.len()).unwrap()), ("/url", Some("title")));
    }
}
