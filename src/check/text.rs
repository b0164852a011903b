//! A text prepared for the rules: which bytes are code, which are prose, and which features it has at all.
//!
//! Invariant: `clean` has the same length as `raw` and the same bytes wherever no piece lies, so a byte offset in one
//! is a byte offset in the other.

use std::borrow::Cow;
use std::ops::Range;

use super::number::{Number, numbers};
use super::{Content, scan};

/// Stands in `clean` for each byte of markup that a reader does not see (emphasis marks, tags, link targets).
pub(super) const THROUGH: char = '\u{1}';
/// Stands in `clean` for each byte of code that a reader sees (placeholders, code spans, addresses).
pub(super) const OPAQUE: char = '\u{2}';

/// Cheap facts about a text, from one pass over its bytes: no rule looks further when its own bytes do not occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    /// An ASCII digit.
    pub const DIGIT: u32 = 1;
    /// A byte that can start markup, a placeholder, an address or an entity.
    pub const CODE: u32 = 1 << 1;
    /// `"`.
    pub const STRAIGHT_QUOTE: u32 = 1 << 2;
    /// `'`.
    pub const APOSTROPHE: u32 = 1 << 3;
    /// A byte above ASCII.
    pub const WIDE: u32 = 1 << 4;
    /// A lead byte of general punctuation (`E2`): curly quotation marks, dashes, ellipsis, special spaces.
    pub const PUNCTUATION: u32 = 1 << 5;
    /// A lead byte of Latin-1 (`C2`): no-break space, guillemets, degree sign; or soft hyphen.
    pub const LATIN1: u32 = 1 << 6;
    /// A lead byte of Greek or Cyrillic.
    pub const OTHER_SCRIPT: u32 = 1 << 7;
    /// A full stop.
    pub const DOT: u32 = 1 << 8;
    /// `-`.
    pub const HYPHEN: u32 = 1 << 9;
    /// `%`.
    pub const PERCENT: u32 = 1 << 10;
    /// A line break or tab.
    pub const CONTROL: u32 = 1 << 11;
    /// A bracket of any kind.
    pub const BRACKET: u32 = 1 << 12;
    /// A lead byte of anything else above U+07FF, or a control character.
    pub const RARE: u32 = 1 << 13;
    /// `:` `;` `!` or `?`.
    pub const HIGH_POINT: u32 = 1 << 14;
    /// A space.
    pub const SPACE: u32 = 1 << 15;

    /// Reads the facts of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut all = 0;
        for &byte in text.as_bytes() {
            all |= TABLE.get(usize::from(byte)).copied().unwrap_or(0);
        }
        Self(all)
    }

    /// Returns whether any of the features in `mask` occurs.
    #[must_use]
    pub fn any(self, mask: u32) -> bool {
        self.0 & mask != 0
    }
}

static TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = traits_of(byte as u8);
        byte += 1;
    }
    table
}

const fn traits_of(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => Traits::DIGIT,
        b'`' | b'<' | b'*' | b'_' | b'&' | b'\\' | b'~' | b'@' => Traits::CODE,
        b'[' | b'{' => Traits::CODE | Traits::BRACKET,
        b'%' => Traits::CODE | Traits::PERCENT,
        b':' => Traits::CODE | Traits::HIGH_POINT,
        b'(' | b')' | b']' | b'}' => Traits::BRACKET,
        b';' | b'!' | b'?' => Traits::HIGH_POINT,
        b'"' => Traits::STRAIGHT_QUOTE,
        b'\'' => Traits::APOSTROPHE,
        b'.' => Traits::DOT,
        b'-' => Traits::HYPHEN,
        b' ' => Traits::SPACE,
        b'\n' | b'\t' | b'\r' => Traits::CONTROL,
        0xE2 => Traits::WIDE | Traits::PUNCTUATION,
        0xC2 => Traits::WIDE | Traits::LATIN1,
        0xCD..=0xD4 => Traits::WIDE | Traits::OTHER_SCRIPT,
        0xD5..=0xE1 | 0xE3..=0xF4 => Traits::WIDE | Traits::RARE,
        0x80..=0xFF => Traits::WIDE,
        0x00..=0x1F | 0x7F => Traits::RARE,
        _ => 0,
    }
}

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceKind {
    /// A Markdown code span with its backticks.
    Code,
    /// An HTML or XML tag with its angle brackets.
    Tag,
    /// An HTML comment.
    Comment,
    /// A run of Markdown emphasis marks: `*`, `**`, `_`, `~~`.
    Emphasis,
    /// `[` or `![` of a Markdown link or image.
    Open,
    /// `](target` of a Markdown link or image; the target is its inner range.
    Target,
    /// The `)` of a Markdown link or image.
    Close,
    /// `][label]` of a Markdown reference link.
    Reference,
    /// A Markdown footnote reference `[^name]`.
    Footnote,
    /// An address standing in the text.
    Address,
    /// A placeholder of the message format.
    Placeholder,
    /// The head, a variant key, or the end of a Fluent select expression.
    Select,
    /// An HTML character reference.
    Entity,
    /// A backslash escape.
    Escape,
}

impl PieceKind {
    /// Returns whether a reader sees something in the piece's place.
    #[must_use]
    pub fn is_visible(self) -> bool {
        match self {
            Self::Code | Self::Address | Self::Placeholder | Self::Entity | Self::Footnote => true,
            Self::Tag
            | Self::Comment
            | Self::Emphasis
            | Self::Open
            | Self::Target
            | Self::Close
            | Self::Reference
            | Self::Select
            | Self::Escape => false,
        }
    }
}

/// A stretch of code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its bytes.
    pub span: Range<usize>,
    /// The bytes that matter when two texts are compared: the target of a link, the name of a tag, else all.
    pub inner: Range<usize>,
}

/// A prepared text.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The text as it stands in the catalogue.
    pub raw: &'a str,
    /// The text with every byte of code replaced by `THROUGH` or `OPAQUE`.
    pub clean: Cow<'a, str>,
    /// The code in it, in order, without overlaps.
    pub pieces: Vec<Piece>,
    /// What occurs in `raw`.
    pub traits: Traits,
    /// The numbers in the prose, in order.
    pub numbers: Vec<Number>,
    is_blank: bool,
}

impl<'a> Text<'a> {
    /// Prepares a text.
    #[must_use]
    pub fn new(raw: &'a str, content: Content) -> Self {
        let traits = Traits::of(raw);
        let pieces = if traits.any(Traits::CODE) { scan::pieces(raw, content) } else { Vec::new() };
        let clean = if pieces.is_empty() { Cow::Borrowed(raw) } else { Cow::Owned(cleaned(raw, &pieces)) };
        let numbers = if traits.any(Traits::DIGIT) { numbers(&clean) } else { Vec::new() };
        Self { raw, clean, pieces, traits, numbers, is_blank: raw.trim_start().is_empty() }
    }

    /// Returns the pieces of one kind, in order.
    pub fn of_kind(&self, kind: PieceKind) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(move |piece| piece.kind == kind)
    }

    /// Returns what a piece is compared by.
    #[must_use]
    pub fn inner(&self, piece: &Piece) -> &'a str {
        self.raw.get(piece.inner.clone()).unwrap_or("")
    }

    /// Returns all bytes of a piece.
    #[must_use]
    pub fn whole(&self, piece: &Piece) -> &'a str {
        self.raw.get(piece.span.clone()).unwrap_or("")
    }

    /// Returns whether the text has nothing but spaces.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// Returns the number of letters in the prose.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.clean.chars().filter(|c| c.is_alphabetic()).count()
    }

    /// Returns the text as a reader sees it: without emphasis marks, tags and link targets.
    #[must_use]
    pub fn rendered(&self) -> String {
        let mut out = String::with_capacity(self.raw.len());
        let mut at = 0;
        for piece in self.pieces.iter().filter(|piece| !piece.kind.is_visible()) {
            out.push_str(self.raw.get(at..piece.span.start).unwrap_or(""));
            at = piece.span.end;
        }
        out.push_str(self.raw.get(at..).unwrap_or(""));
        out
    }

    /// Returns whether a byte offset lies inside a piece.
    #[must_use]
    pub fn is_code(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.span.contains(&offset))
    }
}

fn cleaned(raw: &str, pieces: &[Piece]) -> String {
    let mut clean = String::with_capacity(raw.len());
    let mut at = 0;
    for piece in pieces {
        clean.push_str(raw.get(at..piece.span.start).unwrap_or(""));
        let filler = if piece.kind.is_visible() { OPAQUE } else { THROUGH };
        clean.extend(std::iter::repeat_n(filler, piece.span.len()));
        at = piece.span.end;
    }
    clean.push_str(raw.get(at..).unwrap_or(""));
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_cleaning() {
        let text = Text::new("Die **Größe** von `x` [hier](https://a.eu/b).", Content::Markdown);
        assert_eq!(text.clean.len(), text.raw.len());
        let place = text.clean.find("hier").expect("prose is kept");
        assert_eq!(text.raw.get(place..place + 4), Some("hier"));
        assert!(!text.clean.contains("a.eu"));
    }

    #[test]
    fn a_reader_sees_words_and_code_but_no_markup() {
        let text = Text::new("Die **Größe** von `x` [hier](https://a.eu/b).", Content::Markdown);
        assert_eq!(text.rendered(), "Die Größe von `x` hier.");
    }

    #[test]
    fn plain_prose_is_not_copied() {
        let text = Text::new("Nur ein Satz.", Content::Markdown);
        assert!(matches!(text.clean, Cow::Borrowed(_)));
    }
}
