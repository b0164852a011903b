//! Translations that are plain enough to be understood without a parser.
//!
//! Invariant: where [`links`] gives an answer, the text stays in its place, starts no block there, and a parse of the page
//! finds exactly those links in it. Whatever is in doubt gets no answer and is parsed.

use super::shape;
use super::skeleton::Place;
use super::tags::code_end;

/// Bytes that may begin something whatever stands around them: control characters, `<`, and `|`.
const NEVER: u8 = 1;
/// `[` and `]`, which may begin or end links.
const BRACKET: u8 = 2;
/// A backslash, which may take the meaning of what follows away.
const BACKSLASH: u8 = 4;
/// A dollar sign, two of which may hide what stands between them.
const DOLLAR: u8 = 8;
/// What may end a heading or give it an identifier.
const HEADING: u8 = 16;

/// What every byte may do.
const MARKS: [u8; 256] = {
    let mut marks = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        marks[byte] = match byte as u8 {
            0..=31 | 127 | b'<' | b'|' => NEVER,
            b'[' | b']' => BRACKET,
            b'\\' => BACKSLASH,
            b'$' => DOLLAR,
            b'#' | b'{' | b'}' => HEADING,
            _ => 0,
        };
        byte += 1;
    }
    marks
};

/// Returns what the links, images and footnotes of a translation add up to, as a parse of its block would; none for a text
/// that only a parse can judge. `text` is what stands in the place of the unit, which must be all of its block's content.
pub(super) fn links(place: &Place, text: &str) -> Option<u64> {
    let forbidden = match place {
        Place::Flow | Place::Cell => NEVER,
        Place::Heading => NEVER | HEADING,
        Place::Term
        | Place::Alt
        | Place::Title(_)
        | Place::Html
        | Place::Attribute(_)
        | Place::Callout(_)
        | Place::FrontMatter(_) => return None,
    };
    let bytes = text.as_bytes();
    let marks = bytes.iter().fold(0, |marks, byte| marks | MARKS[usize::from(*byte)]);
    if marks & forbidden != 0 || !starts_plainly(bytes) || bytes.ends_with(b"\\") || bytes.ends_with(b" ") {
        return None;
    }
    if marks & BRACKET == 0 {
        return Some(shape::sum(&mut Vec::new()));
    }
    let hides = marks & BACKSLASH != 0
        || (marks & DOLLAR != 0 && bytes.iter().filter(|byte| **byte == b'$').take(2).count() == 2);
    if hides { None } else { Some(shape::sum(&mut targets(text)?)) }
}

/// Returns whether a line beginning so begins no block of its own, wherever it stands.
fn starts_plainly(bytes: &[u8]) -> bool {
    let Some(&first) = bytes.first() else { return false };
    let run = bytes.iter().take_while(|&&byte| byte == first).count();
    match first {
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            !matches!(bytes.get(digits), Some(b'.' | b')'))
        }
        b'*' | b'_' => bytes.get(run).is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii()),
        b'`' => run < 3,
        b'[' => true,
        b'\\' => bytes.get(1).is_some_and(u8::is_ascii_punctuation),
        _ => first.is_ascii_alphabetic() || (!first.is_ascii() && !bytes.starts_with("\u{feff}".as_bytes())),
    }
}

/// Returns where links, images and footnotes lead, when every bracket belongs to a simple one.
fn targets(text: &str) -> Option<Vec<u64>> {
    let bytes = text.as_bytes();
    let mut targets = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'[', b']', b'`', bytes.get(at..)?) {
        at += found;
        match bytes.get(at) {
            Some(b'`') => at = code(bytes, at)?,
            Some(b'[') => {
                let (target, end) = bracket(text, at)?;
                targets.push(target);
                at = end;
            }
            _ => return None,
        }
    }
    Some(targets)
}

/// Returns the end of the code that begins at a backtick.
fn code(bytes: &[u8], start: usize) -> Option<usize> {
    let end = code_end(bytes, start);
    let opening = bytes.get(start..end)?;
    opening.iter().any(|byte| *byte != b'`').then_some(end)
}

/// Reads `[text](destination)`, the same behind `!`, or `[^label]`; returns where it leads and where it ends.
fn bracket(text: &str, open: usize) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    let is_image = open > 0 && bytes.get(open - 1) == Some(&b'!');
    if bytes.get(open + 1) == Some(&b'^') {
        let length = label(bytes.get(open + 2..)?);
        let close = open + 2 + length;
        let is_whole = length > 0 && !is_image && bytes.get(close) == Some(&b']');
        let is_alone = !matches!(bytes.get(close + 1), Some(b'(' | b'[' | b':'));
        return (is_whole && is_alone).then_some((shape::footnote(text.get(open + 2..close)?), close + 1));
    }
    let mut at = open + 1;
    if matches!(bytes.get(at), Some(b'!' | b']')) {
        return None;
    }
    loop {
        match bytes.get(at)? {
            b'`' => at = code(bytes, at)?,
            b'[' => return None,
            b']' => break,
            _ => at += 1,
        }
    }
    let start = at + 2;
    let length = destination(bytes.get(start..)?);
    let is_whole = bytes.get(at + 1) == Some(&b'(') && length > 0 && bytes.get(start + length) == Some(&b')');
    is_whole.then_some((shape::target(text.get(start..start + length)?, is_image), start + length + 1))
}

fn label(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count()
}

/// Returns the length of a destination that stands for itself: no escape, no entity, nothing to balance.
fn destination(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b'?' | b'#' | b'=' | b'%' | b'+' | b'@' | b',')
    };
    bytes.iter().take_while(|byte| is_plain(byte)).count()
}
