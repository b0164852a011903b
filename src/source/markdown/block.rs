//! Blocks: which of them hold units, and of what kind.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::skeleton::Place;
use crate::model::UnitKind;

/// An open block, as far as its units are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Container {
    /// A paragraph, and its bytes.
    Paragraph(Range<usize>),
    /// A heading: its level, and whether the author gave it an identifier.
    Heading(usize, bool),
    /// A block quote.
    Quote,
    /// A list item; its first text names the item.
    Item { is_first: bool },
    /// An indented call-out, which the parser sees as a list item.
    Callout,
    /// A footnote definition; its first text names the footnote.
    Footnote { is_first: bool },
    /// A definition in a definition list.
    Definition,
    /// A term in a definition list, and its bytes.
    Term(Range<usize>),
    /// A table cell.
    Cell,
    /// A code block, and its bytes.
    Code(Range<usize>),
    /// An HTML block.
    Html,
    /// A block without text of its own: a list, a table, a row.
    Other,
}

/// Returns what inline content in the innermost block is, and the rules of its place.
pub(super) fn kind(containers: &mut [Container]) -> (UnitKind, Place) {
    let depth = containers.len();
    let above = depth.checked_sub(2);
    match containers.last_mut() {
        Some(Container::Heading(..)) => (UnitKind::Heading, Place::Heading),
        Some(Container::Cell) => (UnitKind::TableCell, Place::Cell),
        Some(Container::Term(_)) => (UnitKind::DefinitionTerm, Place::Term),
        Some(Container::Definition) => (UnitKind::Definition, Place::Flow),
        Some(Container::Item { is_first }) => {
            *is_first = false;
            (UnitKind::ListItem, Place::Flow)
        }
        Some(Container::Footnote { is_first }) => {
            *is_first = false;
            (UnitKind::Footnote, Place::Flow)
        }
        Some(Container::Paragraph(_)) => {
            let kind = match above.and_then(|at| containers.get_mut(at)) {
                Some(Container::Item { is_first: is_first @ true }) => {
                    *is_first = false;
                    UnitKind::ListItem
                }
                Some(Container::Footnote { is_first: is_first @ true }) => {
                    *is_first = false;
                    UnitKind::Footnote
                }
                Some(Container::Definition) => UnitKind::Definition,
                _ => UnitKind::Paragraph,
            };
            (kind, Place::Flow)
        }
        _ => (UnitKind::Paragraph, Place::Flow),
    }
}

/// Returns the end of the line that holds `offset`, without trailing white space.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    offset + line.trim_end_matches([' ', '\t']).len()
}

/// Returns whether a text is nothing but a web or mail address.
pub(super) fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    !text.contains(char::is_whitespace)
        && !text.contains(['[', '`'])
        && (is_web || (text.contains('@') && text.contains('.')))
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

pub(super) fn is_block_end(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
