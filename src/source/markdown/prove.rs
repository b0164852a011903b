//! Translations that are plain enough to be understood without a parser.
//!
//! Invariant: where [`links`] gives an answer, the text stays in its place, starts no block there, and a parse of the page
//! finds exactly those links in it. Whatever is in doubt gets no answer and is parsed. Where [`in_doubt`] leaves units out,
//! rendering refuses none of them.

use std::borrow::Cow;

use super::anchor::anchors;
use super::attributes;
use super::escape::{has_bare_code, has_bare_dollar, line_start};
use super::render::is_summary;
use super::settle::SHORT;
use super::shape;
use super::skeleton::{Place, Skeleton, Slot};
use super::tags::code_end;
use crate::model::{Unit, UnitKind};
use crate::source::{Anchors, Document};

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
/// What else means something in Markdown, MDX or Fluent, or may where it stands: digits, marks, and letters of far scripts.
const TELLING: u8 = 32;
/// What a control character of Latin-1 begins with, which is blanked.
const LATIN: u8 = 64;
/// What may begin an attribute list or the tag of a template.
const BRACE: u8 = 128;

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
            b'{' => HEADING | BRACE,
            b'#' | b'}' => HEADING,
            0xc2 => LATIN,
            b'0'..=b'9' | b'*' | b'_' | b'&' | b'~' | b'@' | b'`' | b'%' | b':' | b'(' | b')' | b'-' | b'/' => TELLING,
            b'>' | b'=' | b'+' | b'^' | 0xd5..=0xe1 | 0xe3..=0xff => TELLING,
            _ => 0,
        };
        byte += 1;
    }
    marks
};

/// Returns what the links, images and footnotes of a translation add up to, as a parse of its block would; none for a text
/// that only a parse can judge. `text` is what stands in the place of the unit, which must be all of its block's content.
pub(super) fn links(place: &Place, text: &str) -> Option<u64> {
    links_of(place, text, marks_of(text.as_bytes()))
}

fn links_of(place: &Place, text: &str, marks: u8) -> Option<u64> {
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

fn marks_of(bytes: &[u8]) -> u8 {
    let gather = |marks: u8, byte: &u8| marks | MARKS[usize::from(*byte)];
    let (chunks, rest) = bytes.as_chunks::<8>();
    let marks = chunks.iter().fold(0, |marks, chunk| chunk.iter().fold(marks, gather));
    rest.iter().fold(marks, gather)
}

/// Returns the indices of the units whose translations only a rendering can judge, in order; mostly none. `forms` gives the
/// translation of a unit, without forms where it stays English.
///
/// Where one unit of a page has to be parsed, its neighbours are needed to say which of them is to blame: all but the
/// plainest are then in doubt.
pub(in crate::source) fn in_doubt<'t>(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    forms: &dyn Fn(usize) -> &'t [&'t str],
) -> Vec<usize> {
    let few = few_in_doubt(document, skeleton, text, forms);
    few.unwrap_or_else(|| {
        let is_open = |(index, unit): (usize, &Unit)| {
            let forms = forms(index);
            (!forms.is_empty() && !is_inert(unit, forms)).then_some(index)
        };
        document.units.iter().enumerate().filter_map(is_open).collect()
    })
}

/// Returns the translated fields of the front matter and what surely leads elsewhere, if every other translation of the page
/// proves itself.
fn few_in_doubt<'t>(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    forms: &dyn Fn(usize) -> &'t [&'t str],
) -> Option<Vec<usize>> {
    if skeleton.mdx || is_summary(document) {
        return None;
    }
    let (mut few, mut has_heading, mut length) = (Vec::new(), false, text.len());
    for (index, (unit, slot)) in document.units.iter().zip(&skeleton.slots).enumerate() {
        let [form] = forms(index) else { continue };
        if is_unused(unit, form) {
            continue;
        }
        length += form.len();
        let marks = || marks_of(form.as_bytes());
        match slot.place {
            Place::FrontMatter(_) => few.push(index),
            Place::Heading if proves_itself(unit, slot, form, marks()) => {
                has_heading = true;
                // What keeps its anchor: the anchor and the tag around it.
                length += 2 * unit.source.len() + 32;
            }
            _ if proves_itself(unit, slot, form, marks()) || is_inert(unit, std::slice::from_ref(form)) => {}
            _ if leads_elsewhere(unit, slot, form, links(&slot.place, form)) => few.push(index),
            _ => return None,
        }
    }
    let is_long = skeleton.reaches_far && length > SHORT;
    let kept = |index: usize| if few.binary_search(&index).is_ok() { &[] } else { forms(index) };
    (!is_long && (!has_heading || keeps_anchors(document, skeleton, &kept))).then_some(few)
}

/// Returns whether a text that is written in the place of a unit surely leads elsewhere than its English: both are plain enough
/// to tell without a parse. `links` is what [`links`] says about the text. Not for MDX.
pub(super) fn leads_elsewhere(unit: &Unit, slot: &Slot, written: &str, links: Option<u64>) -> bool {
    slot.links.zip(links).is_some_and(|(english, other)| english != other)
        && slot.labels.is_empty()
        && memchr::memchr(b'<', unit.source.as_bytes()).is_none()
        && marks_of(written.as_bytes()) & (BACKSLASH | DOLLAR) == 0
        // Whether a footnote has a text, the page tells.
        && !written.contains("[^")
}

/// Returns whether a translation leaves its English in place.
fn is_unused(unit: &Unit, form: &str) -> bool {
    form == unit.source || form.trim_start().is_empty()
}

/// Returns whether a translation is written as it is, and leads where its English leads.
fn proves_itself(unit: &Unit, slot: &Slot, form: &str, marks: u8) -> bool {
    let bytes = form.as_bytes();
    // A dollar sign is escaped where the English has none, a control character of Latin-1 blanked.
    let is_control = |at: usize| bytes.get(at + 1).is_some_and(|next| *next < 0xa0);
    let is_blanked = || memchr::memchr_iter(0xc2, bytes).any(is_control);
    slot.links.is_some()
        && slot.labels.is_empty()
        && slot.links == links_of(&slot.place, form, marks)
        && (marks & LATIN == 0 || !is_blanked())
        && (marks & DOLLAR == 0 || !has_bare_dollar(form) || has_bare_dollar(&unit.source))
        && memchr::memchr(b'<', unit.source.as_bytes()).is_none()
}

/// Returns what the links of a translation add up to, if it is surely written byte for byte as it is given and leads where its
/// English leads. Not for MDX.
pub(super) fn as_given(unit: &Unit, slot: &Slot, form: &str) -> Option<u64> {
    let marks = marks_of(form.as_bytes());
    let is_kept = proves_itself(unit, slot, form, marks)
        && (marks & BRACE == 0 || matches!(attributes::guard(&unit.source, form), Cow::Borrowed(_)))
        && matches!(line_start(form), Cow::Borrowed(_))
        && !(matches!(slot.place, Place::Cell) && has_bare_code(form));
    slot.links.filter(|_| is_kept)
}

/// Returns whether every translated heading can have the anchor of its English, in a tag behind it: the form that is refused
/// most easily.
fn keeps_anchors<'t>(document: &Document, skeleton: &Skeleton, forms: &dyn Fn(usize) -> &'t [&'t str]) -> bool {
    let given = |index: usize| {
        let form = *forms(index).first()?;
        document.units.get(index).filter(|unit| !is_unused(unit, form)).map(|_| form)
    };
    !skeleton.headings.iter().any(|heading| heading.has_id) && anchors(skeleton, Anchors::Html, given).is_ok()
}

/// Returns whether a translation surely changes nothing around it, wherever it stands: it and the English are plain, so that
/// nothing is lost either.
pub(in crate::source) fn is_inert(unit: &Unit, forms: &[&str]) -> bool {
    let [text] = forms else { return false };
    matches!(unit.kind, UnitKind::Paragraph | UnitKind::Message)
        && unit.plural.is_none()
        && is_plain(text)
        && is_plain(&unit.source)
}

/// Returns whether a text is one line that starts with a letter and holds letters, single spaces and such marks alone that mean
/// nothing in Markdown, MDX and Fluent.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    marks_of(bytes) & !LATIN == 0
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && !text.starts_with("import")
        && !text.starts_with("export")
        && !bytes.windows(2).any(|pair| matches!(pair, b"  " | b"ww"))
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
