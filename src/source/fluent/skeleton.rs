//! What is needed to put translations back into a Fluent file.
//!
//! Invariant: the pieces are disjoint, in order, and equal to the file; everything else is copied from the file.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::Unit;

/// What is needed to put translations back.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// The messages and terms in order, skipped ones included.
    pub(super) entries: Vec<EntrySlot>,
    /// The entries by key.
    pub(super) by_key: HashMap<String, usize>,
    /// The patterns that hold units, in order.
    pub(super) slots: Vec<Slot>,
    /// Where each stretch of each unit's text stands in the file.
    pub(super) pieces: Vec<Piece>,
    /// The line end that new lines get.
    pub(super) newline: &'static str,
    /// Where the first line starts, behind a byte order mark.
    pub(super) top: usize,
}

/// One message or term.
#[derive(Debug, Clone)]
pub(super) struct EntrySlot {
    /// Its name, a term's with the hyphen.
    pub(super) key: String,
    /// Where its last pattern ends.
    pub(super) end: usize,
    /// The names of its attributes.
    pub(super) attributes: Vec<String>,
    /// Its patterns among the slots.
    pub(super) slots: Range<usize>,
}

/// One pattern.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// `message`, `message.attribute`, `-term` or `-term.attribute`.
    pub(super) key: String,
    /// From behind the `=` to the body.
    pub(super) lead: Range<usize>,
    /// The value.
    pub(super) body: Range<usize>,
    /// Whether the value starts on a line of its own.
    pub(super) is_block: bool,
    /// The indent of further lines, in columns; at least 1.
    pub(super) indent: usize,
    /// The columns that are missing in front of the body; not 0 only where a placeable stands in the first column.
    pub(super) missing_indent: usize,
    /// How it is cut into units.
    pub(super) form: Form,
    /// The signatures of the placeables that a translation may use.
    pub(super) allowed: Vec<String>,
}

/// How a pattern is cut into units; units are indices into the document's.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// One unit without selector.
    Plain(usize),
    /// One selector.
    Select {
        /// What is selected on, as written.
        selector: String,
        /// The choices in the order in which they are written: that of the file, plural categories last.
        choices: Vec<Choice>,
    },
    /// One unit in Fluent's own notation, with the selectors that it must keep.
    Whole(usize, Vec<Selector>),
}

/// One choice of a selector.
#[derive(Debug, Clone)]
pub(super) enum Choice {
    /// A number literal with a text of its own.
    Number(String, usize),
    /// All plural categories.
    Plural(usize),
    /// A named variant.
    Named {
        /// Its key.
        key: String,
        /// Its unit.
        unit: usize,
        /// Whether it is the default.
        is_default: bool,
    },
}

/// A selector of a pattern with several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selector {
    /// What is selected on, without options.
    pub(super) signature: String,
    /// Whether the keys are plural categories, which differ between languages.
    pub(super) is_plural: bool,
    /// The keys, sorted; empty for plural categories.
    pub(super) keys: Vec<String>,
}

/// A stretch of a unit's text and where it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// The unit.
    pub(super) unit: usize,
    /// Whether it is part of the unit's plural rather than of its source.
    pub(super) is_plural: bool,
    /// Its bytes in the unit's text.
    pub(super) at: Range<usize>,
}

impl Skeleton {
    /// Rebuilds the file from the units' own texts.
    pub(super) fn rebuild(&self, units: &[Unit], text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for piece in &self.pieces {
            let unit = units.get(piece.unit);
            let own = unit.and_then(|unit| if piece.is_plural { unit.plural.as_deref() } else { Some(&unit.source) });
            out.push_str(text.get(at..piece.span.start).unwrap_or(""));
            out.push_str(own.and_then(|own| own.get(piece.at.clone())).unwrap_or(""));
            at = piece.span.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }
}
