//! Where front matter stands, and what a field of it is.

use std::ops::Range;

/// The language of a front-matter block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
}

/// A front-matter block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its language.
    pub syntax: Syntax,
    /// The bytes between the fences.
    pub inner: Range<usize>,
    /// Where the page begins: after the closing fence's line ending.
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
    /// YAML `"…"`.
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
#[must_use]
pub fn find(text: &str, start: usize) -> Option<Block> {
    let rest = text.get(start..)?;
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next()?;
    let syntax = match first.trim_end() {
        "---" => Syntax::Yaml,
        "+++" => Syntax::Toml,
        _ => return None,
    };
    let inner_start = start + first.len();
    let mut at = inner_start;
    for line in lines {
        let word = line.trim_end();
        let is_fence = match syntax {
            Syntax::Yaml => word == "---" || word == "...",
            Syntax::Toml => word == "+++",
        };
        if is_fence {
            return Some(Block { syntax, inner: inner_start..at, end: at + line.len() });
        }
        at += line.len();
    }
    None
}
