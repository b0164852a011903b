//! Why an XLIFF file cannot be read.

use std::fmt;

use crate::model::Failure;

/// Why an XLIFF file cannot be read. One error is enough: the file is not used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XliffError {
    /// The 1-based line.
    pub line: usize,
    /// A lower-case fragment that fits "failed to …".
    pub message: String,
    /// What to do about it.
    pub hint: Option<&'static str>,
}

impl XliffError {
    /// Creates an error.
    pub(super) fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into(), hint: None }
    }

    /// Says what to do.
    pub(super) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl fmt::Display for XliffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: failed to {}", self.line, self.message)
    }
}

impl std::error::Error for XliffError {}

impl From<XliffError> for Failure {
    fn from(error: XliffError) -> Self {
        let failure = Self::new(error.message).at_line(error.line);
        match error.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}
