//! Why an engine's answer cannot be used.

use std::fmt;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A piece of code is gone.
    Lost(String),
    /// A piece of code stands more than once.
    Doubled(String),
    /// There is code that the English does not have.
    Invented,
    /// A pair closes in the wrong order.
    Nesting(String),
    /// A pair has no text between its marks any more.
    Emptied(String),
    /// A piece of code stands where it can make no sense.
    Moved(String),
    /// Line breaks were lost or added.
    LineBreaks,
    /// There is no text.
    Empty,
    /// A mark cannot be read.
    Unreadable(String),
    /// The engine returned another number of texts than it was sent.
    Count,
    /// A check found an error in it; its message.
    Check(String),
    /// Rendering the page with it would change the page's structure; why.
    Structure(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(code) => write!(f, "`{code}` is missing"),
            Self::Doubled(code) => write!(f, "`{code}` stands more than once"),
            Self::Invented => f.write_str("it has markup or code that the English does not have"),
            Self::Nesting(code) => write!(f, "`{code}` closes in the wrong place"),
            Self::Emptied(code) => write!(f, "nothing stands between `{code}` and its end"),
            Self::Moved(code) => write!(f, "`{code}` stands in the wrong place"),
            Self::LineBreaks => f.write_str("its line breaks differ from the English"),
            Self::Empty => f.write_str("it has no text"),
            Self::Unreadable(mark) => write!(f, "the mark `{mark}` cannot be read"),
            Self::Count => f.write_str("the engine returned another number of texts than it was sent"),
            Self::Check(message) => f.write_str(message),
            Self::Structure(reason) => write!(f, "it would change the page: {reason}"),
        }
    }
}

impl std::error::Error for Damage {}
