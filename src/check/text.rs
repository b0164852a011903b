//! A text prepared for the rules: which bytes are code, which are prose, and which features it has at all.
//!
//! Invariant: `clean` has the same length as `raw` and the same bytes wherever no piece lies, so a byte offset in one
//! is a byte offset in the other.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::number::{Number, numbers};
use super::rules::amounts::Amount;
use super::rules::calendar::Lone;
use super::rules::counted::Counted;
use super::word::{Token, Tokens, tokens};
use super::{Content, Traits, scan};

/// Stands in `clean` for each byte of markup that a reader does not see (emphasis marks, tags, link targets).
pub(super) const THROUGH: char = '\u{1}';
/// Stands in `clean` for each byte of code that a reader sees (placeholders, code spans, addresses).
pub(super) const OPAQUE: char = '\u{2}';

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
    /// Such marks that open and close nothing: readers see them.
    Loose,
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
            Self::Code | Self::Address | Self::Placeholder | Self::Entity | Self::Footnote | Self::Loose => true,
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
    /// What occurs in `raw`; nothing occurs in `clean` that does not, but for the fillers.
    pub traits: Traits,
    /// The numbers in the prose, in order.
    pub numbers: Vec<Number>,
    is_blank: bool,
    tokens: OnceLock<Tokens>,
    /// None for most translations: room for all of them would have to be cleared for each.
    facts: OnceLock<Box<Facts>>,
}

/// What rules found out about an English text, kept for the other languages.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Those of its numbers that count something: `amounts`.
    pub(super) amounts: OnceLock<Vec<Amount>>,
    /// Whether it may name millions or billions: `amounts`.
    pub(super) has_millions: OnceLock<bool>,
    /// Whether an ICU argument chooses between variants: `placeholders`.
    pub(super) has_choice: OnceLock<bool>,
    /// Whether it starts with an order to the reader: `address`.
    pub(super) has_command: OnceLock<bool>,
    /// Whether it may name a month: `dates`.
    pub(super) has_month: OnceLock<bool>,
    /// What it counts in units of time: `numbers`.
    pub(super) counted: OnceLock<Box<[Counted]>>,
    /// The half, third or quarter that it names: `numbers`.
    pub(super) part: OnceLock<Option<usize>>,
    /// The Roman figures of its references: `numbers`.
    pub(super) referred: OnceLock<Box<[(String, u32)]>>,
    /// The one day of the week or month that it names: `dates`.
    pub(super) lone: OnceLock<Lone>,
}

impl<'a> Text<'a> {
    /// Prepares a text.
    #[must_use]
    pub fn new(raw: &'a str, content: Content) -> Self {
        let traits = Traits::of(raw);
        let pieces = if traits.any(Traits::CODE) { scan::pieces(raw, content) } else { Vec::new() };
        let clean = if pieces.is_empty() { Cow::Borrowed(raw) } else { Cow::Owned(cleaned(raw, &pieces)) };
        let numbers = if traits.any(Traits::DIGIT) { numbers(&clean) } else { Vec::new() };
        let is_blank = raw.trim_start().is_empty();
        Self { raw, clean, pieces, traits, numbers, is_blank, tokens: OnceLock::new(), facts: OnceLock::new() }
    }

    /// Returns what rules found out about it.
    pub(super) fn facts(&self) -> &Facts {
        self.facts.get_or_init(Box::default)
    }

    /// Returns the pieces of one kind, in order.
    pub fn of_kind(&self, kind: PieceKind) -> impl Iterator<Item = &Piece> + Clone {
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

    /// Returns the words; they are read when they are first asked for.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.read().list
    }

    /// Returns the languages that have all letters of the text in their alphabets, as a set by protocol order.
    pub(super) fn writers(&self) -> u32 {
        self.read().writers
    }

    /// Returns the languages that address the reader with any of the words, as a set by protocol order.
    pub(super) fn address(&self) -> u32 {
        self.read().address
    }

    fn read(&self) -> &Tokens {
        self.tokens.get_or_init(|| tokens(&self.clean))
    }

    /// Returns whether the prose has so many letters.
    #[must_use]
    pub fn has_letters(&self, count: usize) -> bool {
        count == 0 || self.clean.chars().filter(|c| c.is_alphabetic()).nth(count - 1).is_some()
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
