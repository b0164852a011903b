//! Which Markdown is read: CommonMark, GFM and the extensions that training material uses.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Options;

use super::tags::code_end;
use super::{attributes, kept};

/// The parser options; the same for reading a module, for checking its rendering, and for looking where it leads.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// How a page is read. It is asked of the whole English page, and holds for its parts and its translations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flavour {
    /// Whether it is MDX.
    pub(super) mdx: bool,
    /// Whether its lines `% x` are comments of MyST.
    pub(super) myst: bool,
}

impl Flavour {
    /// Looks at a page; `mdx` says that it is MDX.
    pub(super) fn of(text: &str, mdx: bool) -> Self {
        let has_percent = memchr::memmem::find(text.as_bytes(), b"% ").is_some();
        Self { mdx, myst: has_percent && kept::is_myst(text) }
    }
}

/// Returns a text that the parser can read, as long as it was. Bars in the tags of a template set no cells apart: a template is
/// filled in before anybody reads Markdown. Nor do those in code. A carriage return alone ends a line (CommonMark 0.31, section
/// 2.1), which pulldown-cmark 0.13.6 knows in some places only: it becomes a line feed. And that parser panics at some lines
/// that hold nothing but an attribute list and stand above the underline of a heading: their first brace becomes a letter.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    match has_bare_return(text) {
        false => without_bars_in_tags(without_traps(text)),
        true => {
            let is_bare = |at: usize, c: char| c == '\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
            let fed: String = text.char_indices().map(|(at, c)| if is_bare(at, c) { '\n' } else { c }).collect();
            Cow::Owned(without_bars_in_tags(without_traps(&fed)).into_owned())
        }
    }
}

/// Headings are left alone: their words become anchors.
fn without_bars_in_tags(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut bars = Vec::new();
    let mut from = 0;
    while let Some(bar) = memchr::memchr(b'|', bytes.get(from..).unwrap_or_default()).map(|at| from + at) {
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let start = bytes.get(from..bar).unwrap_or_default().iter().rposition(is_end).map_or(from, |at| from + at + 1);
        let behind = bytes.get(bar..).unwrap_or_default();
        from = bar + memchr::memchr2(b'\n', b'\r', behind).unwrap_or(behind.len());
        let line = text.get(start..from).unwrap_or_default();
        if !line.starts_with('#') && memchr::memchr2(b'{', b'`', line.as_bytes()).is_some() {
            let inside = attributes::template_tags(line).into_iter().chain(codes_with_bars(line));
            let parts = inside.filter_map(|part| Some((part.start, line.get(part)?)));
            bars.extend(parts.flat_map(|(at, part)| part.match_indices('|').map(move |(bar, _)| start + at + bar)));
        }
    }
    if bars.is_empty() {
        return text;
    }
    let mut text = text.into_owned();
    for bar in bars {
        text.replace_range(bar..=bar, ".");
    }
    Cow::Owned(text)
}

/// Returns the code spans of a row that hold a bar which no blank stands beside. GFM would end the cell there, so that its authors
/// write `\\|`; kramdown, Pandoc and Python-Markdown do not.
pub(super) fn codes_with_bars(row: &str) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let (mut codes, mut at) = (Vec::new(), 0);
    while let Some(open) = memchr::memchr2(b'`', b'\\', bytes.get(at..).unwrap_or_default()).map(|found| at + found) {
        if bytes.get(open) == Some(&b'\\') {
            at = open + 2;
            continue;
        }
        at = code_end(bytes, open);
        let code = row.get(open..at).unwrap_or_default();
        let is_tight = |(bar, _): (usize, &str)| {
            let (before, behind) = code.split_at_checked(bar).unwrap_or_default();
            !before.ends_with([' ', '\\']) && !behind.starts_with("| ")
        };
        let ends = code.bytes().take_while(|byte| *byte == b'`').count() < code.len();
        if ends && code.contains('|') && code.match_indices('|').all(is_tight) {
            codes.push(open..at);
        }
    }
    codes
}

fn without_traps(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | 0x0b | 0x0c);
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let behind = |at: usize| at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_blank(byte)).count();
    let is_underline = |at: usize| {
        let line = bytes.get(behind(at)..).unwrap_or_default();
        let line = line.get(..line.iter().position(is_end).unwrap_or(line.len())).unwrap_or_default();
        line.first().is_some_and(|first| matches!(first, b'-' | b'='))
            && line.iter().all(|byte| is_blank(byte) || Some(byte) == line.first())
    };
    let open = |close: usize| {
        let end = behind(close + 1);
        let next = match bytes.get(end..)? {
            [b'\r', b'\n', ..] => end + 2,
            [b'\n' | b'\r', ..] => end + 1,
            _ => return None,
        };
        let start = bytes.get(..close)?.iter().rposition(is_end).map_or(0, |at| at + 1);
        let open = start + memchr::memchr(b'{', bytes.get(start..close)?)?;
        // Blanks, and markers of quotations, items and definitions.
        let before = bytes.get(start..open)?;
        let is_marker = |byte: &u8| is_blank(byte) || byte.is_ascii_digit() || b":-+*.)".contains(byte);
        let is_fence = memchr::memmem::find(before, b"::").is_some();
        (before.iter().all(is_marker) && !is_fence && is_underline(next)).then_some(open)
    };
    let mut safe = Cow::Borrowed(text);
    for open in memchr::memchr_iter(b'}', bytes).filter_map(open) {
        safe.to_mut().replace_range(open..=open, "x");
    }
    safe
}

/// Returns whether a module is MDX, by its extension.
pub(super) fn is_mdx(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("mdx"))
}

/// Returns whether a page is one of Hugo's: it has front matter in TOML, or shortcodes.
pub(super) fn is_hugo(text: &str) -> bool {
    text.strip_prefix(BOM).unwrap_or(text).starts_with("+++") || memchr::memmem::find(text.as_bytes(), b"{{<").is_some()
}

/// Returns whether an MDX page is one of Docusaurus: it takes something from its theme or its site.
pub(super) fn is_docusaurus(text: &str) -> bool {
    ["@theme/", "@site/", "@docusaurus/"]
        .iter()
        .any(|path| memchr::memmem::find(text.as_bytes(), path.as_bytes()).is_some())
}

/// Returns whether a paragraph of an MDX file is code: an import, an export, or an expression in braces.
pub(super) fn is_mdx_code(paragraph: &str) -> bool {
    paragraph.starts_with("import ")
        || paragraph.starts_with("import{")
        || paragraph.starts_with("export ")
        || (paragraph.starts_with('{') && paragraph.ends_with('}'))
        || paragraph == "<>"
        || paragraph == "</>"
}

/// The start of a file that is not Markdown: a byte order mark.
pub(super) const BOM: &str = "\u{feff}";

/// Returns the line ending that a text uses: that of its first line.
pub(super) fn newline(text: &str) -> &'static str {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text.as_bytes().get(at..at + 2) == Some(b"\r\n") => "\r\n",
        Some(at) if text.as_bytes().get(at) == Some(&b'\r') => "\r",
        _ => "\n",
    }
}

/// Returns whether lines of a text end with carriage returns alone.
pub(super) fn has_bare_return(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriage_returns_alone_end_lines() {
        assert_eq!(safe("# a\rb\r\nc\r\r- d\n"), "# a\nb\r\nc\n\n- d\n");
        assert!(matches!(safe("a\r\nb\r\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn lists_above_an_underline_are_no_lists_to_the_parser() {
        for text in [":\n: <\n\t\t{}\n  -", "y\n: <S\n\t\t\u{c}{#x}\n  - \u{b}\n", "a\r\n{.b} \r\n> ===\r\n"] {
            let safe = safe(text);
            assert_eq!(safe.len(), text.len());
            assert_eq!(safe.replace('x', ""), text.replace(['{', 'x'], ""));
            // It panicked in one of them.
            assert!(pulldown_cmark::Parser::new_ext(&safe, OPTIONS).count() > 0);
        }
        for text in [
            "Title {#a}\n---\n",
            "## {#a}\n---\n",
            "{.b}\n\ntext\n",
            "{.b}\n- item\n",
            ":::{a}\n---\n",
            "```{a}\n---\n",
        ] {
            assert!(matches!(safe(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
