//! Text in HTML blocks: runs of prose between block-level tags, and the attributes that readers see or hear.

use std::ops::Range;

use super::attributes::are_tags;
use super::html::{self, Tag, Token};
use super::run::is_translatable;
use super::skeleton::Place;
use super::{escape, html_cut, html_markdown, lines};
use crate::model::UnitKind;

/// An HTML block without the container prefixes of its lines.
pub(super) struct View<'a> {
    text: &'a str,
    joined: String,
    /// For each piece: where it begins in `joined`, and where in the file.
    pieces: Vec<(usize, usize)>,
    /// Whether a tag asks for Markdown in its element.
    holds_markdown: bool,
}

/// What an HTML block holds.
pub(super) struct Contents {
    /// What is to be done with, in order.
    pub(super) items: Vec<Item>,
    /// Whether there are comments and nothing else.
    pub(super) is_commentary: bool,
}

/// Something in an HTML block.
pub(super) enum Item {
    /// A unit.
    Unit(Found),
    /// The inside of a comment, and its bytes in the file.
    Comment(String, Range<usize>),
    /// Bytes of the file that readers see and that are kept, and why.
    Kept(Range<usize>, &'static str),
}

/// A unit found in an HTML block.
pub(super) struct Found {
    /// What it is.
    pub(super) kind: UnitKind,
    /// Its text.
    pub(super) source: String,
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// The rules of its place.
    pub(super) place: Place,
}

/// Elements that are part of a sentence; all other tags end it.
const INLINE: [&str; 36] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "input",
];

impl<'a> View<'a> {
    /// Joins the lines of a block; `pieces` are their bytes in the file.
    pub(super) fn new(text: &'a str, pieces: &[Range<usize>]) -> Self {
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            starts.push((joined.len(), piece.start));
            joined.push_str(text.get(piece.clone()).unwrap_or_default());
        }
        Self { text, joined, pieces: starts, holds_markdown: false }
    }

    fn file_offset(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        self.pieces.get(index).map_or(offset, |(start, file)| file + (offset - start))
    }

    /// Maps a span of the view; its end is mapped from the last byte, so that no prefix is taken in.
    fn file_span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.file_offset(span.start);
        if span.is_empty() { start..start } else { start..self.file_offset(span.end - 1) + 1 }
    }

    /// Returns what the block holds.
    pub(super) fn contents(&mut self, mdx: bool) -> Contents {
        let mut contents = Contents { items: Vec::new(), is_commentary: true };
        let found = &mut contents.items;
        let mut run: Vec<Token> = Vec::new();
        let tokens = html::tokens(&self.joined);
        let asks = |token: &Token| matches!(token, Token::Tag(tag) if html_markdown::asks(&self.joined, tag));
        self.holds_markdown = !mdx && tokens.iter().any(asks);
        for token in tokens {
            contents.is_commentary &= matches!(token, Token::Comment(..)) || self.is_blank(&token);
            match &token {
                Token::Text(_) => run.push(token),
                Token::Tag(tag) if self.is_inline(tag) => run.push(token),
                Token::Tag(tag) => {
                    self.sentence(&mut run, mdx, found);
                    self.attributes(tag, mdx, found);
                }
                Token::Comment(whole, inside) => {
                    self.sentence(&mut run, mdx, found);
                    let comment = self.joined.get(inside.clone()).unwrap_or_default().to_owned();
                    found.push(Item::Comment(comment, self.file_span(whole)));
                }
                Token::Raw(whole) => {
                    self.sentence(&mut run, mdx, found);
                    self.raw(whole, mdx, found);
                }
            }
        }
        self.sentence(&mut run, mdx, found);
        contents
    }

    /// Returns the attributes that readers see or hear, of all tags of the block.
    pub(super) fn attribute_items(&self, mdx: bool) -> Vec<Item> {
        let mut found = Vec::new();
        for token in html::tokens(&self.joined) {
            if let Token::Tag(tag) = token {
                self.attributes(&tag, mdx, &mut found);
            }
        }
        found
    }

    /// Keeps an element whose content is not prose; what readers see of it is named.
    fn raw(&self, whole: &Range<usize>, mdx: bool, found: &mut Vec<Item>) {
        let Some(tag) = html::tag(&self.joined, whole.start) else { return };
        self.attributes(&tag, mdx, found);
        let name = self.joined.get(tag.name.clone()).unwrap_or_default().to_ascii_lowercase();
        let reason = match name.as_str() {
            "pre" => "preformatted HTML",
            "textarea" => "text of a form field",
            "svg" => "text in a drawing",
            "math" => "mathematics",
            _ => return,
        };
        let inside = self.joined.get(tag.span.end..whole.end).unwrap_or_default();
        let has_words = html::tokens(inside).iter().any(|token| match token {
            Token::Text(span) => inside.get(span.clone()).is_some_and(is_translatable),
            Token::Tag(_) | Token::Comment(..) | Token::Raw(_) => false,
        });
        if has_words {
            found.push(Item::Kept(self.file_span(whole), reason));
        }
    }

    fn is_blank(&self, token: &Token) -> bool {
        match token {
            Token::Text(span) => self.joined.get(span.clone()).is_some_and(|text| text.trim().is_empty()),
            Token::Tag(_) | Token::Comment(..) | Token::Raw(_) => false,
        }
    }

    fn is_inline(&self, tag: &Tag) -> bool {
        let name = self.joined.get(tag.name.clone()).unwrap_or_default();
        INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
    }

    fn sentence(&self, run: &mut Vec<Token>, mdx: bool, found: &mut Vec<Item>) {
        let mut tokens = std::mem::take(run);
        let below = self.strip_lines(&mut tokens, mdx, found);
        self.prose(&tokens, mdx, found);
        for tag in below {
            self.attributes(&tag, mdx, found);
        }
    }

    fn prose(&self, tokens: &[Token], mdx: bool, found: &mut Vec<Item>) {
        let has_words = tokens.iter().any(|token| match token {
            Token::Text(span) => {
                self.joined.get(span.clone()).is_some_and(|text| is_translatable(text) && (mdx || !are_tags(text)))
            }
            Token::Tag(_) | Token::Comment(..) | Token::Raw(_) => false,
        });
        let Some(whole) = tokens.first().zip(tokens.last()).map(|(a, b)| html::span(a).start..html::span(b).end) else {
            return;
        };
        if !has_words {
            for token in tokens {
                if let Token::Tag(tag) = token {
                    self.attributes(tag, mdx, found);
                }
            }
            return;
        }
        let raw = self.joined.get(whole.clone()).unwrap_or_default();
        let start = whole.start + (raw.len() - raw.trim_start().len());
        let end = whole.start + raw.trim_end().len();
        // What stands at the very beginning is no tag that the tokenizer knows, but makes the block one of HTML.
        if start == 0 {
            return found.push(Item::Kept(self.file_span(&(start..end)), "not understood"));
        }
        if mdx && raw.trim().starts_with('{') && raw.trim().ends_with('}') {
            return found.push(Item::Kept(self.file_span(&(start..end)), "MDX"));
        }
        if raw.lines().any(|line| html_cut::begins_callout(line.trim())) {
            return found.push(Item::Kept(self.file_span(&(start..end)), "call-out that is not understood"));
        }
        if self.holds_markdown && starts_blocks(self.joined.get(start..end).unwrap_or_default()) {
            return found.push(Item::Kept(self.file_span(&(start..end)), "Markdown within HTML"));
        }
        let source = lines::unwrap(&self.joined, start..end, &[], 0);
        let span = self.file_span(&(start..end));
        found.push(Item::Unit(Found { kind: UnitKind::Html, source, span, place: Place::Html }));
    }

    /// Takes tags that have lines of their own away from both ends of a sentence: they may be what makes the block HTML.
    /// Returns those that stood below it.
    fn strip_lines(&self, tokens: &mut Vec<Token>, mdx: bool, found: &mut Vec<Item>) -> Vec<Tag> {
        let breaks = |token: Option<&Token>| match token {
            Some(Token::Text(span)) => self.joined.get(span.clone()).is_some_and(|text| text.contains(['\n', '\r'])),
            Some(Token::Tag(_)) => false,
            Some(Token::Comment(..) | Token::Raw(_)) | None => true,
        };
        let lead = tokens.iter().take_while(|token| matches!(token, Token::Tag(_)) || self.is_blank(token)).count();
        let starts = (0..lead).rev().find(|at| {
            let next = tokens.get(at + 1);
            let text_starts_line = match next {
                Some(Token::Text(span)) => self
                    .joined
                    .get(span.clone())
                    .is_some_and(|text| text.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])),
                _ => false,
            };
            matches!(tokens.get(*at), Some(Token::Tag(_))) && text_starts_line
        });
        if let Some(last) = starts {
            for token in tokens.drain(..=last) {
                if let Token::Tag(tag) = token {
                    self.attributes(&tag, mdx, found);
                }
            }
        }
        let mut below = Vec::new();
        while matches!(tokens.last(), Some(Token::Tag(_))) {
            let before = tokens.len().checked_sub(2).and_then(|at| tokens.get(at));
            let ends_line = match before {
                Some(Token::Text(span)) => self
                    .joined
                    .get(span.clone())
                    .is_some_and(|text| text.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])),
                other => breaks(other),
            };
            if !ends_line {
                break;
            }
            if let Some(Token::Tag(tag)) = tokens.pop() {
                below.insert(0, tag);
            }
        }
        below
    }

    fn attributes(&self, tag: &Tag, mdx: bool, found: &mut Vec<Item>) {
        for attribute in &tag.attributes {
            let Some((value, quote)) = &attribute.value else { continue };
            let text = self.joined.get(value.clone()).unwrap_or_default();
            let is_shown = match mdx && html::is_component(&self.joined, tag) {
                true => html::is_shown_by_component(&self.joined, tag, attribute),
                false => html::is_shown(&self.joined, tag, attribute),
            };
            if !is_shown || !is_translatable(text) {
                continue;
            }
            let Some(quote) = quote else {
                found.push(Item::Kept(self.file_span(value), "attribute without quotes"));
                continue;
            };
            let start = value.start + (text.len() - text.trim_start().len());
            let end = value.start + text.trim_end().len();
            let name = self.joined.get(attribute.name.clone()).unwrap_or_default();
            let kind = match name.to_ascii_lowercase().as_str() {
                "alt" => UnitKind::ImageAlt,
                "title" => UnitKind::Title,
                _ => UnitKind::Html,
            };
            let source = lines::unwrap(&self.joined, start..end, &[], 0);
            let span = self.file_span(&(start..end));
            if self.text.get(span.clone()).is_some() {
                found.push(Item::Unit(Found { kind, source, span, place: Place::Attribute(*quote) }));
            }
        }
    }
}

/// Returns whether a text has several lines, and one of them begins a block of Markdown.
fn starts_blocks(text: &str) -> bool {
    text.contains(['\n', '\r']) && text.lines().any(|line| escape::begins_block(line.trim_start_matches([' ', '\t'])))
}
