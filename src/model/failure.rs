//! What could not be done, where, and what to do about it.

use std::fmt;
use std::ops::Range;

/// A failure with its place. Findings are results; a failure means that something could not be read, written or run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// The file, relative to the project where it lies inside it.
    pub path: Option<String>,
    /// The 1-based line.
    pub line: Option<usize>,
    /// The 1-based column, in characters.
    pub column: Option<usize>,
    /// A lower-case fragment that says what is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The text of the file and the bytes in it to point at, where a picture helps.
    #[serde(skip)]
    pub excerpt: Option<Box<(String, Range<usize>)>>,
}

impl Failure {
    /// Creates a failure without a place.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: None, line: None, column: None, message: message.into(), hint: None, excerpt: None }
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Names the 1-based line.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Names the 1-based column.
    #[must_use]
    pub fn at_column(mut self, column: usize) -> Self {
        self.column = Some(column);
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Points at bytes of a text, and takes line and column from them.
    #[must_use]
    pub fn pointing_at(mut self, text: &str, span: Range<usize>) -> Self {
        let start = span.start.min(text.len());
        let head = text.get(..start).unwrap_or(text);
        self.line = Some(super::line_of(text, start));
        let line_start = head.rfind('\n').map_or(0, |at| at + 1);
        self.column = Some(head.get(line_start..).unwrap_or("").chars().count() + 1);
        self.excerpt = Some(Box::new((text.to_owned(), span)));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
                if let Some(column) = self.column {
                    write!(f, "{column}:")?;
                }
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
