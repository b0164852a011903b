//! What is wrong with a catalogue, and where.

use std::fmt;

use crate::model::Failure;

/// The kind of a problem. Its word is the name of the lint rule that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PoErrorKind {
    /// The text breaks the grammar of the format.
    Syntax,
    /// Git left both sides of a merge in the file.
    ConflictMarkers,
    /// Two active entries have the same context and id.
    Duplicates,
    /// The number of forms does not follow from the header.
    PluralForms,
    /// The bytes are not text in the declared character set.
    Encoding,
    /// The header cannot be used.
    Header,
}

impl PoErrorKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Syntax, Self::ConflictMarkers, Self::Duplicates, Self::PluralForms, Self::Encoding, Self::Header];

    /// Returns the stable name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::ConflictMarkers => "conflict-markers",
            Self::Duplicates => "duplicates",
            Self::PluralForms => "plural-forms",
            Self::Encoding => "encoding",
            Self::Header => "header",
        }
    }
}

/// A reason why a catalogue cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoError {
    /// The kind.
    pub kind: PoErrorKind,
    /// The 1-based line.
    pub line: usize,
    /// The 1-based column, in characters; a byte that belongs to no character counts as one.
    pub column: usize,
    /// What is wrong: a lower-case fragment that fits "failed to read …: ".
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl fmt::Display for PoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for PoError {}

impl From<PoError> for Failure {
    fn from(error: PoError) -> Self {
        Self::new(error.message).at_line(error.line).at_column(error.column).hint(error.hint)
    }
}

/// Returns the 1-based line and column of a byte offset.
pub(super) fn place(bytes: &[u8], offset: usize) -> (usize, usize) {
    let head = bytes.get(..offset).unwrap_or(bytes);
    let line = memchr::memchr_iter(b'\n', head).count() + 1;
    let start = memchr::memrchr(b'\n', head).map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(head.get(start..).unwrap_or_default()).chars().count() + 1;
    (line, column)
}

/// Creates a problem at a byte offset.
pub(super) fn at(
    bytes: &[u8],
    offset: usize,
    kind: PoErrorKind,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Box<PoError> {
    let (line, column) = place(bytes, offset);
    Box::new(PoError { kind, line, column, message: message.into(), hint: hint.into() })
}
