//! Call-outs that CommonMark does not know, made visible to the parser.
//!
//! Lines such as `::: warning`, `!!! note "Title"` or `> [!faq]- Title` are replaced by structure of the same length
//! that CommonMark does know, so that all byte offsets stay: a fence becomes a thematic break, an indented call-out
//! becomes the marker of a list item with an empty heading. Inside code the replacement does no harm, since the masked
//! text is only ever used to find structure.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

/// A call-out line that was masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Callout {
    /// The bytes of the marker line, without its container prefix and line ending.
    pub(super) line: Range<usize>,
    /// The bytes of its title, without quotes or brackets; empty when it has none.
    pub(super) title: Range<usize>,
    /// The closing delimiter of the title, or none when it is the rest of the line.
    pub(super) delimiter: Option<char>,
}

/// Returns the text with call-out lines masked, and the call-outs in order.
pub(super) fn mask(text: &str) -> (Cow<'_, str>, Vec<Callout>) {
    let bytes = text.as_bytes();
    let hints: [&[u8]; 5] = [b":::", b"!!! ", b"??? ", b"???+ ", b"=== \""];
    let is_candidate =
        hints.iter().any(|hint| memmem::find(bytes, hint).is_some()) || memmem::find(bytes, b"[!").is_some();
    if !is_candidate {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut masked: Option<String> = None;
    let mut copied = 0;
    let mut callouts = Vec::new();
    let mut is_after_blank = true;
    let mut start = 0;
    while start < bytes.len() {
        let end =
            memchr::memchr2(b'\n', b'\r', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |at| start + at);
        let line = text.get(start..end).unwrap_or_default();
        let content = line.trim_start_matches([' ', '\t', '>']);
        if let Some((callout, cover)) = recognise(line, content, start, is_after_blank) {
            let out = masked.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(text.get(copied..callout.line.start).unwrap_or_default());
            out.push_str(cover);
            out.extend(std::iter::repeat_n(' ', callout.line.len().saturating_sub(cover.len())));
            copied = callout.line.end;
            callouts.push(callout);
            is_after_blank = true;
        } else {
            is_after_blank = content.is_empty();
        }
        start = end + 1;
    }
    match masked {
        None => (Cow::Borrowed(text), callouts),
        Some(mut out) => {
            out.push_str(text.get(copied..).unwrap_or_default());
            (Cow::Owned(out), callouts)
        }
    }
}

const BREAK: &str = "***";
const ITEM: &str = "+   #";

/// Returns the call-out of a line and what covers it.
fn recognise(line: &str, content: &str, start: usize, is_after_blank: bool) -> Option<(Callout, &'static str)> {
    let offset = start + (line.len() - content.len());
    let end = offset + content.trim_end().len();
    let content = content.trim_end();
    let at = |inner: &str| {
        let from = offset + (inner.as_ptr() as usize - content.as_ptr() as usize);
        from..from + inner.len()
    };
    let callout = |title: Option<(&str, Option<char>)>| {
        let (title, delimiter) = match title {
            Some((text, delimiter)) if !text.trim().is_empty() => (at(text.trim()), delimiter),
            _ => (end..end, None),
        };
        Callout { line: offset..end, title, delimiter }
    };
    if content.starts_with(":::") {
        return Some((callout(fence_title(content)), BREAK));
    }
    if is_after_blank && !line.contains('>') {
        let rest = ["!!! ", "???+ ", "??? ", "=== "].iter().find_map(|marker| content.strip_prefix(marker))?;
        let is_tab = content.starts_with('=');
        let is_named = rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
        let quoted = quoted_title(rest);
        return ((is_named && !is_tab) || (is_tab && quoted.is_some() && rest.starts_with('"')))
            .then(|| (callout(quoted), ITEM));
    }
    if line.contains('>') && content.starts_with("[!") {
        let (kind, rest) = content.get(2..)?.split_once(']')?;
        let is_kind = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let is_known = ["note", "tip", "important", "warning", "caution"].iter().any(|k| kind.eq_ignore_ascii_case(k));
        let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
        let is_plain = content.ends_with(']') && rest.is_empty();
        if !is_kind || (is_known && is_plain) || !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        return Some((callout(Some((rest, None))), BREAK));
    }
    None
}

/// Returns the title of a `:::` line: `:::name[Title]`, `::: name Title`, or none for a closing fence.
fn fence_title(content: &str) -> Option<(&str, Option<char>)> {
    let rest = content.trim_start_matches(':').trim_start();
    let name = rest.find(|c: char| c == '[' || c == '{' || c.is_whitespace()).unwrap_or(rest.len());
    let after = rest.get(name..)?;
    if let Some(inner) = after.trim_start().strip_prefix('[') {
        return inner.find(']').and_then(|end| inner.get(..end)).map(|title| (title, Some(']')));
    }
    if name == 0 {
        return None;
    }
    let title = after.split('{').next().unwrap_or_default().trim_end_matches([':', ' ']);
    Some((title, None))
}

/// Returns the text between the first two double quotes.
fn quoted_title(rest: &str) -> Option<(&str, Option<char>)> {
    let (_, inner) = rest.split_once('"')?;
    let (title, _) = inner.rsplit_once('"')?;
    Some((title, Some('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> (String, Vec<String>) {
        let (out, callouts) = mask(text);
        assert_eq!(out.len(), text.len());
        (out.into_owned(), callouts.iter().map(|c| text[c.title.clone()].to_owned()).collect())
    }

    #[test]
    fn text_without_callouts_is_borrowed() {
        assert!(matches!(mask("# A\n\nb\n").0, Cow::Borrowed(_)));
    }

    #[test]
    fn fences_become_breaks() {
        let (out, titles) = masked("::: warning Take care\ntext\n:::\n");
        assert_eq!(out, "***                  \ntext\n***\n");
        assert_eq!(titles, ["Take care", ""]);
    }

    #[test]
    fn bracketed_titles_are_found() {
        assert_eq!(masked(":::note[Mind *this*]{.x}\n").1, ["Mind *this*"]);
    }

    #[test]
    fn indented_callouts_become_items() {
        let (out, titles) = masked("!!! note \"Our title\"\n    text\n");
        assert_eq!(out, "+   #               \n    text\n");
        assert_eq!(titles, ["Our title"]);
    }

    #[test]
    fn known_alerts_stay_and_titled_ones_are_masked() {
        assert_eq!(masked("> [!NOTE]\n> a\n").0, "> [!NOTE]\n> a\n");
        let (out, titles) = masked("> [!faq]- Why?\n> a\n");
        assert_eq!(out, "> ***         \n> a\n");
        assert_eq!(titles, ["Why?"]);
    }

    #[test]
    fn exclamation_in_a_paragraph_is_text() {
        assert_eq!(masked("a\n!!! note\n").0, "a\n!!! note\n");
    }
}
