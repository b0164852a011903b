//! Titles of links and call-outs, alternatives of images, cells and sentences: what may not stand in them, written as every processor
//! reads it.

use super::tags::code_end;
use super::{attributes, flavour};

/// Writes backslashes at the end of a title as entities: some parsers take an escaped one before the quote for an escaped
/// quote.
pub(super) fn closed_title(mut text: String) -> String {
    if text.ends_with('\\') {
        let kept = text.trim_end_matches('\\').len();
        let count = (text.len() - kept).div_ceil(2);
        text.truncate(kept);
        text.push_str(&"&#92;".repeat(count));
    }
    text
}

/// Writes the quotation marks that would end a title as entities: Python-Markdown shows the backslash of `\"`.
pub(super) fn unquoted(text: &str, close: char) -> String {
    let entity = match close {
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return text.to_owned(),
    };
    let mut out = String::with_capacity(text.len() + 8);
    let mut is_escaped = false;
    for c in text.chars() {
        if c == close {
            if is_escaped {
                out.pop();
            }
            out.push_str(entity);
        } else {
            out.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}

/// Writes every bar outside code as an entity: kramdown takes a line that holds one for a row of a table.
pub(super) fn without_bars(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len() + 8);
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr2(b'|', b'`', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes.get(at) == Some(&b'`') {
            at = code_end(bytes, at);
            continue;
        }
        out.push_str(text.get(copied..at).unwrap_or_default());
        let is_escaped = out.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        out.truncate(out.len() - usize::from(is_escaped));
        out.push_str("&#124;");
        at += 1;
        copied = at;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Writes every `<` as `&lt;`, which means the same to every processor.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            '<' => {
                if is_escaped {
                    out.pop();
                }
                out.push_str("&lt;");
            }
            c => out.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}

/// Puts a backslash before every bar that has none, but those in the tags of a template and in code of the English. In a row `\|` is
/// a bar whatever stands before it (GFM, "Tables").
pub(super) fn bars(line: &str, english: &str) -> String {
    let mut tags = attributes::template_tags(line);
    let codes = flavour::codes_with_bars(line).into_iter();
    tags.extend(codes.filter(|code| line.get(code.clone()).is_some_and(|code| english.contains(code))));
    let mut out = String::with_capacity(line.len() + 4);
    for (at, c) in line.char_indices() {
        if c == '|' && !out.ends_with('\\') && !tags.iter().any(|tag| tag.contains(&at)) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
