//! What stands in an engine's answer.

/// Prose or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Prose, not empty.
    Text(String),
    /// The beginning of the pair with this number.
    Open(usize),
    /// The end of the pair with this number.
    Close(usize),
    /// The single mark with this number.
    Single(usize),
}

impl Event {
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    pub(super) fn is_close(&self) -> bool {
        matches!(self, Self::Close(_))
    }
}
