//! Lines that begin with a colon: icons and emoji, which are text, and fields of docutils, which are none.
//!
//! pulldown-cmark takes every such line for a definition, though one needs a blank behind its colon (PHP Markdown Extra).

use super::pandoc::next_line;

/// The names of icons (Material for MkDocs) begin so.
const ICONS: [&str; 4] = ["material-", "fontawesome-", "octicons-", "simple-"];

/// The fields that docutils and Sphinx read at the head of a page ("Bibliographic Fields", "File-wide metadata").
const HEAD: [&str; 16] = [
    "address",
    "author",
    "authors",
    "contact",
    "copyright",
    "date",
    "license",
    "no-search",
    "nocomments",
    "nosearch",
    "organization",
    "orphan",
    "revision",
    "status",
    "tocdepth",
    "version",
];

/// The fields that are common within pages, whose names might be those of emoji.
const FIELDS: [&str; 13] = [
    "align", "alt", "caption", "class", "height", "label", "name", "raises", "return", "returns", "rtype", "target",
    "width",
];

/// Returns the name and the value of a line that may be a field, `:name: value`.
fn field(content: &str) -> Option<(&str, &str)> {
    let (name, value) = content.strip_prefix(':')?.split_once(':')?;
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_apart && !name.is_empty() && !name.starts_with([' ', '\t', ':'])).then_some((name, value))
}

/// Returns whether a line at the head of a page says something about it alone.
pub(super) fn is_of_head(content: &str) -> bool {
    field(content.trim_end()).is_some_and(|(name, _)| HEAD.contains(&name))
}

/// Returns whether a line may begin with a colon that is text.
pub(super) fn may_be_bare(content: &str) -> bool {
    let is_row = || content.bytes().all(|byte| matches!(byte, b'-' | b':' | b'|' | b' ' | b'\t'));
    content.strip_prefix(':').is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '\t', ':'])) && !is_row()
}

/// Returns whether a colon that begins a line is text. The parser takes that of a field for the mark of a definition, so that the
/// lines of fields stay apart; one that stands alone is a field by its name only: else it is an emoji, `:smile: text`. The line
/// ends at `end`; `is_below_field` says that a field is directly above.
pub(super) fn is_bare(text: &str, content: &str, end: usize, is_below_field: bool) -> bool {
    if !may_be_bare(content) {
        return false;
    }
    let Some((name, _)) = field(content.trim_end()) else { return true };
    let is_icon = ICONS.iter().any(|set| content.get(1..).is_some_and(|rest| rest.starts_with(set)));
    let is_emoji = || {
        let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+');
        let is_name = name.bytes().all(is_part) && !FIELDS.contains(&name) && !HEAD.contains(&name);
        let is_above = || next_line(text, end).is_some_and(|(_, below, _)| is_field(below));
        is_name && !is_below_field && !is_above()
    };
    is_icon || is_emoji()
}

/// Returns how many bytes of a line are the name of a field, `:name: `, before its text, where the name is for programs. The
/// arguments are those of [`is_bare`].
pub(super) fn name_of_field(text: &str, content: &str, end: usize, is_below_field: bool) -> Option<usize> {
    let (name, value) = field(content)?;
    let is_told = is_for_programs(name) && !value.trim().is_empty() && !is_bare(text, content, end, is_below_field);
    is_told.then(|| content.len() - value.trim_start().len())
}

/// Returns whether a name is one of small letters (`:param x:`); readers see others.
fn is_for_programs(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_. ".contains(&byte);
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(is_part)
}

/// Returns the end of the lines from one that is a field, and ends at `end`, down to a blank one, and whether the names of all fields
/// among them are for programs.
pub(super) fn fields(text: &str, content: &str, end: usize) -> (usize, bool) {
    let is_plain = |content: &str| field(content).is_none_or(|(name, _)| is_for_programs(name));
    let (mut last, mut are_plain) = (end, is_plain(content));
    while let Some((_, content, end)) = next_line(text, last).filter(|(_, content, _)| !content.trim().is_empty()) {
        are_plain &= is_plain(content);
        last = end;
    }
    (last, are_plain)
}

/// Returns whether a line may be a field.
pub(super) fn is_field(content: &str) -> bool {
    field(content.trim_end()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_and_icons_are_told_from_fields() {
        let bare =
            |text: &str| is_bare(text, text.lines().next().unwrap(), text.find('\n').unwrap_or(text.len()), false);
        for text in [":smile: text", ":tada: a\nb", ":+1:", ":material-x: a", ":material-x: a\n:material-y: b", ":a b"]
        {
            assert!(bare(text), "{text}");
        }
        for text in [":name: a", ":Any name: a", ":param a: b", ":one: a\n:two: b", ": a", ":-- | --", "::: x", ":"] {
            assert!(!bare(text), "{text}");
        }
        assert!(!is_bare(":two: b", ":two: b", 7, true));
        assert!(is_of_head(":orphan:") && is_of_head(":author: Me") && !is_of_head(":tada: Welcome"));
    }
}
