//! Call-outs that CommonMark does not know, made visible to the parser.
//!
//! Lines such as `::: warning`, `!!! note "Title"` or `> [!faq]- Title` are replaced by structure of the same length
//! that CommonMark does know, so that all byte offsets stay: a fence becomes a thematic break, an indented call-out
//! becomes the marker of a list item with an empty heading. Inside code the replacement does no harm, since the masked
//! text is only ever used to find structure.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::callout_line::{self, BREAK};
use super::{attributes, mdx_block};

/// Why tags, expressions and code on lines of their own hold no text.
pub(super) const MDX: &str = "MDX";

/// A call-out line that was masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Callout {
    /// The bytes of the marker line, without its container prefix and line ending.
    pub(super) line: Range<usize>,
    /// The bytes of its title, without quotes or brackets; empty when it has none.
    pub(super) title: Range<usize>,
    /// The closing delimiter of the title, or none when it is the rest of the line.
    pub(super) delimiter: Option<char>,
    /// Why the lines hold nothing for translators; none for a call-out.
    pub(super) reason: Option<&'static str>,
}

/// Returns the text with call-out lines masked, and the call-outs in order. `mdx` says that the page is MDX, whose tags
/// and expressions on lines of their own are masked as well.
pub(super) fn mask(text: &str, mdx: bool) -> (Cow<'_, str>, Vec<Callout>) {
    let bytes = text.as_bytes();
    let hints: [&[u8]; 8] = [b":::", b"!!!", b"???", b"=== \"", b"===+", b"===!", b"[!", b"*["];
    if !mdx && !hints.iter().any(|hint| memmem::find(bytes, hint).is_some()) && !has_braced_line(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut scan =
        Scan { text, mdx, is_after_blank: true, has_options: false, fence: None, in_list: false, may_begin: true };
    let mut masked: Option<String> = None;
    let mut copied = 0;
    let mut callouts = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let mut end = line_end(bytes, start);
        if let Some((callout, cover)) = scan.line(start, end) {
            let out = masked.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(text.get(copied..callout.line.start).unwrap_or_default());
            out.push_str(cover);
            out.extend(std::iter::repeat_n(' ', callout.line.len().saturating_sub(cover.len())));
            copied = callout.line.end;
            end = line_end(bytes, copied);
            callouts.push(callout);
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

/// Returns whether a line begins with a brace.
fn has_braced_line(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'{', bytes).any(|at| {
        let mut before = bytes.get(..at).unwrap_or_default().iter().rev();
        before.find(|byte| !matches!(byte, b' ' | b'\t' | b'>')).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
    })
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |at| start + at)
}

/// What the lines above say about the next one.
struct Scan<'a> {
    text: &'a str,
    mdx: bool,
    is_after_blank: bool,
    /// Whether the lines above are the head of a MyST directive, whose options may follow.
    has_options: bool,
    /// The byte and the length of the code fence that is open; only followed in MDX.
    fence: Option<(u8, usize)>,
    /// Whether indented lines may belong to a list, a footnote, a definition or a call-out; only followed in MDX.
    in_list: bool,
    /// Whether the next line may begin a paragraph; only followed in MDX.
    may_begin: bool,
}

impl Scan<'_> {
    /// Returns what covers a line, or lines from it on.
    fn line(&mut self, start: usize, end: usize) -> Option<(Callout, &'static str)> {
        let line = self.text.get(start..end).unwrap_or_default();
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + (line.len() - content.len());
        let is_after_blank = std::mem::replace(&mut self.is_after_blank, true);
        let has_options = std::mem::replace(&mut self.has_options, false);
        let may_begin = std::mem::replace(&mut self.may_begin, true);
        let indent = at - start;
        if self.mdx && !content.is_empty() && indent < 4 {
            let is_marker = starts_list(content);
            self.in_list = is_marker || (self.in_list && (indent >= 2 || !is_after_blank));
        }
        if has_options && let Some(end) = callout_line::options_end(self.text, at) {
            self.has_options = true;
            return Some(covered(at..end, "options of a directive"));
        }
        if !self.mdx
            && let Some(reason) = attributes::alone(content)
        {
            return Some(covered(at..at + content.trim_end().len(), reason));
        }
        if callout_line::is_abbreviation(content) {
            return Some(covered(at..at + content.trim_end().len(), "abbreviation"));
        }
        if self.mdx && !self.is_in_code(content) {
            if let Some(end) = mdx_block::end(self.text, at, is_after_blank && at == start) {
                return Some(covered(at..end, MDX));
            }
            let is_spaces = line.get(..indent).is_some_and(|lead| lead.bytes().all(|byte| byte == b' '));
            let cover = INDENTS.get(indent.wrapping_sub(4)).filter(|_| is_spaces && may_begin && !self.in_list);
            if let Some(cover) = cover.filter(|_| !content.is_empty()) {
                self.is_after_blank = false;
                self.may_begin = false;
                return Some((Callout { line: start..at, title: at..at, delimiter: None, reason: None }, cover));
            }
        }
        if let Some((mut callout, cover)) = callout_line::recognise(line, content, start, is_after_blank) {
            let directive = callout_line::directive(content);
            self.has_options = directive.is_some();
            self.in_list |= cover != BREAK;
            if callout.title.is_empty() && directive.is_some_and(|(_, argument)| !argument.is_empty()) {
                callout.reason = Some("argument of a directive");
            }
            return Some((callout, cover));
        }
        self.is_after_blank = content.is_empty();
        // A heading ends with its line.
        self.may_begin = content.is_empty() || content.starts_with('#');
        None
    }

    /// Follows code fences; returns whether a line belongs to code.
    fn is_in_code(&mut self, content: &str) -> bool {
        let head = content.trim_start_matches(|c: char| c.is_ascii_digit() || " \t>-+*.)".contains(c));
        let Some(&byte @ (b'`' | b'~')) = head.as_bytes().first() else { return self.fence.is_some() };
        let run = head.bytes().take_while(|b| *b == byte).count();
        let info = head.get(run..).unwrap_or_default();
        match self.fence {
            None if run >= 3 && !(byte == b'`' && info.contains('`')) => self.fence = Some((byte, run)),
            Some((open, length)) if open == byte && run >= length && info.trim().is_empty() => self.fence = None,
            None => return false,
            Some(_) => {}
        }
        true
    }
}

/// What covers an indentation of 4 to 8 spaces in MDX, which knows no indented code (`codeIndented` is off in
/// micromark-extension-mdx-md): the marker of an item whose text begins where the line's does.
const INDENTS: [&str; 5] = ["+   ", " +   ", "  +   ", "   +   ", "   +    "];

/// Returns whether a line begins what indented lines may belong to: an item, a definition, a footnote.
fn starts_list(content: &str) -> bool {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = content.get(digits..).unwrap_or_default();
    let is_numbered = digits > 0 && rest.starts_with(['.', ')']);
    is_numbered || content.starts_with(['-', '+', '*', ':']) || content.starts_with("[^")
}

/// Covers lines that hold nothing for translators.
fn covered(line: Range<usize>, reason: &'static str) -> (Callout, &'static str) {
    let end = line.end;
    let cover = if line.len() < BREAK.len() { "#" } else { BREAK };
    (Callout { line, title: end..end, delimiter: None, reason: Some(reason) }, cover)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> (String, Vec<String>) {
        let (out, callouts) = mask(text, false);
        assert_eq!(out.len(), text.len());
        (out.into_owned(), callouts.iter().map(|c| text[c.title.clone()].to_owned()).collect())
    }

    #[test]
    fn text_without_callouts_is_borrowed() {
        assert!(matches!(mask("# A\n\nb\n", false).0, Cow::Borrowed(_)));
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

    #[test]
    fn options_and_arguments_of_directives_hold_no_text() {
        let (out, titles) = masked("::::{admonition} T\n:class: tip\nBody\n::::\n");
        assert_eq!(out, "***               \n***        \nBody\n***\u{20}\n");
        assert_eq!(titles, ["T", "", ""]);
        assert_eq!(masked(":::{note}\n---\na: b\n---\nBody\n").0, "***      \n***         \nBody\n");
        assert_eq!(masked(":::{figure} a.png\ntext").1, [""]);
    }

    #[test]
    fn attributes_and_template_tags_hold_no_text() {
        assert_eq!(masked("a\n{ .lead }\n\n> b\n> {: #c}\n").0, "a\n***      \n\n> b\n> ***   \n");
        assert_eq!(masked("{% hint %}\na {.b}\n{% endhint %}\n").0, "***       \na {.b}\n***          \n");
    }

    #[test]
    fn abbreviations_hold_no_text() {
        assert_eq!(masked("a\n*[HTML]: Hyper Text\n").0, "a\n***                \n");
        assert_eq!(masked("*[a]: b*\n").0, "*[a]: b*\n");
    }

    #[test]
    fn indented_text_of_mdx_becomes_items() {
        let out = |text| mask(text, true).0.into_owned();
        assert_eq!(out("<A>\n    a\n    b\n\n      c\n</A>\n"), "***\n+   a\n    b\n\n  +   c\n*** \n");
        assert_eq!(out("# H\n        a\n"), "# H\n   +    a\n");
        for text in
            ["a\n    b\n", "- a\n\n    b\n", "1. a\n\n   b\n\n      c\n", "```\n    a\n```\n", "[^1]: a\n\n    b\n"]
        {
            assert_eq!(out(text), text);
        }
        assert_eq!(mask("    a\n", false).0, "    a\n");
    }

    #[test]
    fn tags_of_mdx_are_masked_outside_code() {
        let out = |text| mask(text, true).0.into_owned();
        assert_eq!(out("<A\n b>\ntext\n\n</A>\n"), "***   \ntext\n\n*** \n");
        assert_eq!(out("```\n<A\n```\n>\n</B>"), "```\n<A\n```\n>\n*** ");
        assert_eq!(out("<>\na\n</>\n"), "# \na\n***\n");
    }
}
