//! Where front matter stands, and what a field of it is.

use std::ops::Range;

use super::json;

/// The language of a front-matter block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object in braces.
    Json,
}

/// A front-matter block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its language.
    pub syntax: Syntax,
    /// The bytes between the fences or the braces.
    pub inner: Range<usize>,
    /// Where the page begins: after the line ending of the closing fence or brace.
    pub end: usize,
}

/// A string in front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The keys that lead to it, joined by dots; lists do not show: `title`, `seo.description`, `keywords`.
    pub path: String,
    /// The string.
    pub scalar: Scalar,
}

/// A field that repeats another by an alias: whatever stands there, or below, is that of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The path of the field that is repeated.
    pub of: String,
    /// Where it is repeated.
    pub path: String,
}

/// What was read of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The strings in document order: values of keys, and items of lists.
    pub fields: Vec<Field>,
    /// The bytes that may hold others, which are left alone.
    pub left: Vec<Range<usize>>,
    /// The fields that repeat others, in document order; mostly none.
    pub repeats: Vec<Repeat>,
}

/// How a string is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// YAML without quotes; `flow` inside `[…]`.
    Plain {
        /// Whether it stands inside brackets.
        flow: bool,
    },
    /// YAML `'…'`.
    Single,
    /// YAML or JSON `"…"`.
    Double,
    /// YAML `|` or `>`: the indentation of its lines, in spaces.
    Block {
        /// The indentation, in spaces.
        indent: usize,
        /// Whether single line breaks are folded to spaces.
        folded: bool,
    },
    /// TOML `"…"` or `"""…"""`.
    TomlBasic,
    /// TOML `'…'` or `'''…'''`.
    TomlLiteral,
}

/// The bytes and the value of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The bytes that are replaced, with quotes; for a block scalar its lines, without the last line ending.
    pub span: Range<usize>,
    /// The bytes without quotes.
    pub inner: Range<usize>,
    /// The string itself.
    pub value: String,
    /// How it is written.
    pub style: Style,
}

/// Finds the front matter that begins at `start`, the very beginning of a page.
///
/// A `---` with a blank line below it is a thematic break, as it is for Pandoc, unless what follows is nothing but fields of
/// lower-case names, which Jekyll accepts there.
#[must_use]
pub fn find(text: &str, start: usize) -> Option<Block> {
    let rest = text.get(start..)?;
    if rest.starts_with('{') {
        return find_object(rest, start);
    }
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next()?;
    let (syntax, fences): (_, &[&str]) = match first.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return None,
    };
    let inner_start = start + first.len();
    let mut at = inner_start;
    for line in lines {
        if fences.contains(&line.trim_end()) {
            let is_prose = syntax == Syntax::Yaml && !text.get(inner_start..at).is_none_or(may_be_fields);
            return (!is_prose).then_some(Block { syntax, inner: inner_start..at, end: at + line.len() });
        }
        at += line.len();
    }
    None
}

/// Finds the object that a page begins with, alone on its lines.
fn find_object(page: &str, start: usize) -> Option<Block> {
    let length = json::object(page)?;
    let tail = page.get(length..)?.split_inclusive('\n').next().unwrap_or_default();
    let inner = start + 1..start + length - 1;
    tail.trim().is_empty().then_some(Block { syntax: Syntax::Json, inner, end: start + length + tail.len() })
}

/// Returns whether the lines below a `---` may be YAML fields and not a page.
fn may_be_fields(inner: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let mut lines = inner.lines();
    let begins_blank = lines.next().is_some_and(|line| line.trim().is_empty());
    let mut lines = lines.filter(|line| !line.trim().is_empty()).peekable();
    let begins_with_field = lines.peek().is_none_or(|line| !line.starts_with([' ', '\t', '-']));
    let is_field = |line: &str| {
        line.starts_with([' ', '\t'])
            || line.starts_with("- ")
            || line.split_once(':').is_some_and(|(name, _)| is_name(name))
    };
    !begins_blank || (begins_with_field && lines.all(is_field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_begins_with_a_rule_has_no_front_matter() {
        for page in [
            "---\n\n# Hello\n\nPara.\n\n---\n\nMore\n",
            "---\n\nNote: this is a text.\n\n---\n",
            "---\r\n\r\n- a\r\n\r\n---\r\n",
            "---\n\n    code\n\n---\n",
        ] {
            assert_eq!(find(page, 0), None, "{page}");
        }
    }

    #[test]
    fn fields_are_front_matter_even_below_a_blank_line() {
        for page in
            ["---\n\ntitle: A\ntags:\n- b\n\nseo:\n  c: d\n\n---\n", "---\n---\n", "---\n# c\nA\n---\n", "---\n\n---\n"]
        {
            assert!(find(page, 0).is_some(), "{page}");
        }
    }
}
