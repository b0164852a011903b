//! What is kept beside the units to put translations back: for each unit the bytes it fills and the rules of its place.
//!
//! Invariant: slots are sorted, do not overlap, and lie on character boundaries of the text they were cut from.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::flavour::Flavour;
use super::slug::Slugs;
use super::structure::Structure;
use crate::source::front_matter::Scalar;

/// What is needed to put translations back into a Markdown module.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// One slot per unit of the document, in the same order.
    pub(super) slots: Vec<Slot>,
    /// All headings of the page, units or not, in document order.
    pub(super) headings: Vec<Heading>,
    /// Where the Markdown begins: after a byte order mark and front matter.
    pub(super) body: usize,
    /// Whether the module is MDX.
    pub(super) mdx: bool,
    /// How the page and its translations are read.
    pub(super) flavour: Flavour,
    /// Whether the page is one of Hugo's or of Docusaurus, which know `{#id}` and have no use for an anchor of HTML.
    pub(super) knows_ids: bool,
    /// Whether a text may change what stands beyond its block: the page defines labels, for links or footnotes, or has lines that
    /// end with carriage returns alone, which the parser does not know everywhere (in the line of a fence, for one).
    pub(super) reaches_far: bool,
    /// The labels that it defines for links and images, folded.
    pub(super) labels: HashSet<String>,
    /// The anchors of the English headings, computed when they are first asked for; parallel to the headings.
    pub(super) slugs: OnceLock<Slugs>,
    /// The structure of the English page, computed when it is first rendered.
    pub(super) structure: OnceLock<Structure>,
}

/// A heading, as far as anchors are concerned.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// The index of its unit, if it has one.
    pub(super) unit: Option<usize>,
    /// The text as readers see it.
    pub(super) plain: String,
    /// Whether the author gave it an identifier, `{#id}`.
    pub(super) has_id: bool,
    /// Where an identifier would be written in an attribute list that has none: behind its `{` or `{:`.
    pub(super) attributes: Option<usize>,
    /// Where one would be written otherwise: the end of its text line, without trailing spaces.
    pub(super) line_end: usize,
}

/// The place of one unit.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The bytes that a translation replaces.
    pub(super) span: Range<usize>,
    /// The rules of the place.
    pub(super) place: Place,
    /// The bytes of the labels of shortcut and collapsed references in the unit, in order.
    pub(super) labels: Vec<Label>,
    /// What the links, images and footnotes of the unit's block add up to (`shape::sum`); none where the unit is not all of
    /// its block or touches a marker, and where the block holds HTML.
    pub(super) links: Option<u64>,
}

/// The label of a shortcut or collapsed reference.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// The bytes of the label in the file, without brackets.
    pub(super) span: Range<usize>,
    /// Whether it is an image.
    pub(super) image: bool,
}

/// The rules of a place: what a translation may not contain there, and how it is written instead.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// A paragraph, an item or a definition: starts a line, may hold hard breaks.
    Flow,
    /// The term of a definition list: starts a line, and is one line.
    Term,
    /// The text of an ATX or setext heading: one line.
    Heading,
    /// A table cell: one line, no bare `|`.
    Cell,
    /// The text in the brackets of an image.
    Alt,
    /// A title in the quotes of a link, image or definition; the closing delimiter.
    Title(char),
    /// Text in an HTML block.
    Html,
    /// The value of an HTML attribute; the quote.
    Attribute(char),
    /// The title of a call-out; the closing delimiter, or none for the rest of a line.
    Callout(Option<char>),
    /// A field of the front matter.
    FrontMatter(Box<Scalar>),
}
