//! Which lines begin an HTML block.

use super::html;

/// The element names of HTML blocks that a start or end tag begins (CommonMark 0.31 section 4.6, conditions 1 and 6).
const BLOCKS: [&str; 66] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "pre",
    "script",
    "search",
    "section",
    "source",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Returns whether a line begins an HTML block.
pub(super) fn starts_html(line: &str) -> bool {
    let rest = line.get(1..).unwrap_or_default();
    if rest.starts_with(['!', '?']) {
        return true;
    }
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let after = name.get(length..).unwrap_or_default();
    let name = name.get(..length).unwrap_or_default();
    let ends = after.is_empty() || after.starts_with([' ', '\t', '>']) || after.starts_with("/>");
    if ends && is_block(name) || name.eq_ignore_ascii_case("track") {
        return true;
    }
    html::tag(line, 0).is_some_and(|tag| line.get(tag.span.end..).is_some_and(|tail| tail.trim().is_empty()))
}

/// Returns whether the tags of an element begin an HTML block, whatever its case.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}
