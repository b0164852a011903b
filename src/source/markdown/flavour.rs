//! Which Markdown is read: CommonMark, GFM and the extensions that training material uses.

use pulldown_cmark::Options;

/// The parser options; the same for reading a module, for checking its rendering, and for looking where it leads.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Returns whether a module is MDX, by its extension.
pub(super) fn is_mdx(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("mdx"))
}

/// Returns whether a page is one of Hugo's: it has front matter in TOML, or shortcodes.
pub(super) fn is_hugo(text: &str) -> bool {
    text.strip_prefix(BOM).unwrap_or(text).starts_with("+++") || text.contains("{{<")
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
