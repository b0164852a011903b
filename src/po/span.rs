//! Where one entry stands in the buffer.
//!
//! Offsets are bytes; 32 bits suffice because larger files are refused.

use super::key::KeyHash;

/// The places of one entry: 40 bytes, whatever its length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The hash of context and id.
    pub(super) hash: KeyHash,
    /// The first byte, usually of its first comment.
    pub(super) start: u32,
    /// The byte after its last, usually after the blank line that follows.
    pub(super) end: u32,
    /// The first byte of the line with the first keyword.
    pub(super) body: u32,
    /// The opening quote of `msgid`.
    pub(super) id: u32,
    /// The opening quote of `msgid_plural`, or 0.
    pub(super) plural: u32,
    /// The opening quote of `msgstr` or `msgstr[0]`.
    pub(super) target: u32,
    /// The 1-based line of `msgid`.
    pub(super) line: u32,
    /// How many forms there are.
    pub(super) forms: u16,
    /// What is known without reading the text again.
    pub(super) marks: Marks,
}

impl Span {
    /// Returns the span of an entry that begins `by` bytes further down, with its `msgid` on a line.
    pub(super) fn moved(self, by: u32, line: u32) -> Self {
        let plural = if self.plural == 0 { 0 } else { self.plural + by };
        let (start, body, id, target) = (self.start + by, self.body + by, self.id + by, self.target + by);
        Self { start, body, id, plural, target, line, ..self }
    }
}

/// A set of marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    /// Has the flag `fuzzy`.
    pub(super) const FUZZY: Self = Self(1);
    /// Stands behind `#~`.
    pub(super) const OBSOLETE: Self = Self(2);
    /// Has a `msgctxt`.
    pub(super) const CONTEXT: Self = Self(4);
    /// Has a previous source behind `#|`.
    pub(super) const PREVIOUS: Self = Self(8);
    /// At least one form is empty.
    pub(super) const SOME_EMPTY: Self = Self(16);
    /// At least one form is not empty.
    pub(super) const SOME_FILLED: Self = Self(32);
    /// The `msgid` is empty.
    pub(super) const NO_ID: Self = Self(64);
    /// Some form may have escapes.
    pub(super) const ESCAPES: Self = Self(128);

    /// Returns those that context and id alone decide.
    pub(super) fn of_key(self) -> Self {
        Self(self.0 & (Self::CONTEXT.0 | Self::NO_ID.0))
    }

    pub(super) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(super) fn add(&mut self, mark: Self) {
        self.0 |= mark.0;
    }
}
