//! The structure of a page, as far as no translation may change it: its blocks in order, and where each block's links,
//! images and footnotes lead.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag};

use super::block::{is_block, is_block_end};
use super::flavour::{self, Flavour};
use super::{mask, tags};
use crate::language::{OFFICIAL, without_language};

/// The structure of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// One token for each start and end of a block, and for the inline content of each block.
    pub(super) tokens: Vec<Token>,
    /// The identifier of each heading, hashed; 0 for none.
    pub(super) ids: Vec<u64>,
    /// Whether it defines labels, for links or footnotes, which reach beyond their blocks.
    pub(super) has_definitions: bool,
}

/// One step through the structure of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is; for inline content, where it leads.
    pub(super) hash: u64,
    /// Where it stands.
    pub(super) offset: usize,
    /// What it does to the blocks that are open.
    pub(super) step: Step,
}

/// What a token does to the blocks that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Opens a block.
    Open,
    /// Closes one.
    Close,
    /// Nothing: a thematic break, a task marker, the tags of an HTML block, or the definitions of the page.
    Stay,
    /// Nothing: the inline content of a block.
    Inline,
}

impl Token {
    /// Returns whether two tokens say the same, wherever they stand.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.hash == other.hash && self.is_inline() == other.is_inline()
    }

    pub(super) fn is_inline(&self) -> bool {
        self.step == Step::Inline
    }
}

/// The first place in which two pages differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    /// The offset in the English page.
    pub(super) english: usize,
    /// The offset in the other page.
    pub(super) other: usize,
    /// Whether only the links of a block differ.
    pub(super) is_inline: bool,
}

impl Shape {
    /// Reads the structure of the Markdown that begins at `body`.
    pub(super) fn of(text: &str, body: usize, flavour: Flavour) -> Self {
        Self::read(text.get(body..).unwrap_or_default(), body, flavour, None)
    }

    /// Reads the structure of a part of a page, in which every label is taken to be defined.
    pub(super) fn of_part(text: &str, flavour: Flavour) -> Self {
        Self::read(text, 0, flavour, Some(&|_| true))
    }

    /// Reads the structure of a text in which some labels are defined.
    pub(super) fn of_text(text: &str, flavour: Flavour, is_defined: &dyn Fn(&str) -> bool) -> Self {
        Self::read(text, 0, flavour, Some(is_defined))
    }

    fn read(text: &str, base: usize, flavour: Flavour, is_defined: Option<&dyn Fn(&str) -> bool>) -> Self {
        let (masked, _) = mask::mask(text, flavour);
        let mut reader = Reader {
            shape: Self::default(),
            base,
            inline: None,
            links: Vec::new(),
            html: String::new(),
            inline_html: String::new(),
        };
        if let Some(is_defined) = is_defined {
            let callback = |link: pulldown_cmark::BrokenLink<'_>| {
                is_defined(&link.reference).then(|| (link.reference.to_string().into(), "".into()))
            };
            let parser = Parser::new_with_broken_link_callback(&masked, flavour::OPTIONS, Some(callback));
            for (event, span) in parser.into_offset_iter() {
                let raw = masked.get(span.clone()).unwrap_or_default();
                reader.take(&event, span, raw);
            }
        } else {
            let parser = Parser::new_ext(&masked, flavour::OPTIONS);
            let definitions = parser.reference_definitions().iter().fold(0, |sum: u64, (label, definition)| {
                sum.wrapping_add(hash(hash(2, label.as_bytes()), definition.dest.as_bytes()))
            });
            let has_definitions = parser.reference_definitions().iter().next().is_some();
            for (event, span) in parser.into_offset_iter() {
                let raw = masked.get(span.clone()).unwrap_or_default();
                reader.take(&event, span, raw);
            }
            reader.block(definitions, masked.len(), Step::Stay);
            reader.shape.has_definitions |= has_definitions;
        }
        reader.shape
    }

    /// Returns the first difference, if there is one; identifiers of headings are compared apart.
    pub(super) fn difference(&self, other: &Self) -> Option<Difference> {
        let differs = |(a, b): (&Token, &Token)| !a.agrees(b);
        let index = self
            .tokens
            .iter()
            .zip(&other.tokens)
            .position(differs)
            .unwrap_or_else(|| self.tokens.len().min(other.tokens.len()));
        let (a, b) = (self.tokens.get(index), other.tokens.get(index));
        if a.is_none() && b.is_none() {
            return None;
        }
        let offset = |token: Option<&Token>| token.map_or(usize::MAX, |token| token.offset);
        let is_inline = a.zip(b).is_some_and(|(a, b)| a.is_inline() && b.is_inline());
        Some(Difference { english: offset(a), other: offset(b), is_inline })
    }
}

struct Reader {
    shape: Shape,
    base: usize,
    /// Where the open inline content begins.
    inline: Option<usize>,
    links: Vec<u64>,
    html: String,
    inline_html: String,
}

impl Reader {
    fn take(&mut self, event: &Event<'_>, span: std::ops::Range<usize>, raw: &str) {
        let offset = span.start;
        match event {
            Event::Start(tag) if is_block(tag) => {
                self.close_inline();
                let hash = self.start(tag);
                self.block(hash, offset, Step::Open);
            }
            Event::End(tag) if is_block_end(*tag) => {
                if !self.html.is_empty() {
                    let sum = tags::sum(&std::mem::take(&mut self.html), true);
                    self.block(sum, offset, Step::Stay);
                }
                self.close_inline();
                self.block(7, span.end, Step::Close);
            }
            Event::Rule => {
                self.close_inline();
                self.block(8, offset, Step::Stay);
            }
            Event::TaskListMarker(is_done) => self.block(9 + u64::from(*is_done), offset, Step::Stay),
            Event::Html(html) => self.html.push_str(html),
            event => {
                self.inline.get_or_insert(offset);
                match event {
                    Event::Start(Tag::Link { dest_url, .. }) => self.links.push(target(dest_url, false)),
                    Event::Start(Tag::Image { dest_url, .. }) => self.links.push(target(dest_url, true)),
                    Event::FootnoteReference(label) => self.links.push(footnote(label)),
                    Event::InlineHtml(_) if !is_anchor(raw) => self.inline_html.push_str(raw),
                    _ => {}
                }
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> u64 {
        match tag {
            Tag::Paragraph => 20,
            Tag::Heading { level, id, .. } => {
                self.shape.ids.push(id.as_ref().map_or(0, |id| hash(6, id.as_bytes())));
                21 + *level as u64
            }
            Tag::BlockQuote(kind) => 30 + kind.map_or(0, |kind| 1 + kind as u64),
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented) => 40,
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info)) => hash(41, info.as_bytes()),
            Tag::HtmlBlock => 42,
            Tag::List(None) => 43,
            Tag::List(Some(number)) => 1_000 + number,
            Tag::Item => 44,
            Tag::FootnoteDefinition(label) => {
                self.shape.has_definitions = true;
                hash(45, label.as_bytes())
            }
            Tag::DefinitionList => 46,
            Tag::DefinitionListTitle => 47,
            Tag::DefinitionListDefinition => 48,
            Tag::Table(columns) => columns.iter().fold(49, |sum: u64, column| sum.wrapping_mul(31) + *column as u64),
            Tag::TableHead => 50,
            Tag::TableRow => 51,
            Tag::TableCell => 52,
            _ => 53,
        }
    }

    fn block(&mut self, hash: u64, offset: usize, step: Step) {
        self.shape.tokens.push(Token { hash, offset: offset + self.base, step });
    }

    /// Ends inline content.
    fn close_inline(&mut self) {
        let Some(start) = self.inline.take() else { return };
        if !self.inline_html.is_empty() {
            let sum = tags::sum(&self.inline_html, false);
            self.inline_html.clear();
            self.links.extend((sum != 0).then_some(sum));
        }
        let sum = sum(&mut self.links);
        self.block(sum, start, Step::Inline);
    }
}

/// Adds up where the links of one block lead, and takes them: what counts is their set, not their order or number.
pub(super) fn sum(links: &mut Vec<u64>) -> u64 {
    links.sort_unstable();
    links.dedup();
    links.drain(..).fold(11, |sum: u64, link| sum.rotate_left(5) ^ link)
}

/// Returns what stands for a link or an image in [`sum`]: the same for the page that a translation leads to in another
/// language.
pub(super) fn target(destination: &str, is_image: bool) -> u64 {
    hash(3 + u64::from(is_image), same_page(destination).as_bytes())
}

/// Returns an address without the language that its page is in.
pub(super) fn same_page(address: &str) -> Cow<'_, str> {
    let is_code = |code: &str| OFFICIAL.iter().any(|language| language.code.eq_ignore_ascii_case(code));
    without_language(address, &is_code)
}

/// Returns what stands for a footnote in [`sum`].
pub(super) fn footnote(label: &str) -> u64 {
    hash(5, label.as_bytes())
}

/// Returns whether an inline tag is part of an anchor, `<a id="…"></a>`, which the renderer adds to headings.
fn is_anchor(tag: &str) -> bool {
    tag == "</a>" || (tag.starts_with("<a id=\"") && tag.matches('=').count() == 1)
}

/// Hashes bytes (FNV-1a, 64 bits), the seed like a byte before them.
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let seed = std::iter::once(seed);
    seed.chain(bytes.iter().copied().map(u64::from))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ byte).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(a: &str, b: &str) -> bool {
        Shape::of(a, 0, Flavour::default()).difference(&Shape::of(b, 0, Flavour::default())).is_some()
    }

    #[test]
    fn words_do_not_count() {
        assert!(!differs("# A\n\nb [c](d) e\n\n- f\n", "# X\n\ny [z](d) w\n\n- v\n"));
        assert!(!differs("[a](x) [b](y)\n", "[b](y) [a](x), [a](x)\n"));
    }

    #[test]
    fn blocks_and_destinations_count() {
        assert!(differs("a\n", "- a\n"));
        assert!(differs("[a](x)\n", "[a](y)\n"));
        assert!(differs("[a](x)\n", "a\n"));
        // What differs in kind and in the first letter of its destination.
        assert!(differs("[a](u.md)\n", "![a](r.md)\n"));
        assert!(differs("a[^1]\n\n[^1]: b\n", "a[b](7)\n\n[^1]: b\n"));
        assert!(differs("a\n\n[a]: x\n", "a\n\n[a]: y\n"));
        assert!(differs("- a\n- b\n", "- a\n\n- b\n"));
    }
}
