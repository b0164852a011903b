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
    /// The engine gave no answer to this text; why.
    Engine(String),
    /// It has so many letters and digits instead of so many, so that it cannot say the same.
    Length(usize, usize),
    /// The draft is the English text.
    English,
    /// A check found an error in it; its message.
    Check(String),
    /// Rendering the page with it would change the page's structure; why.
    Structure(String),
}

impl Damage {
    /// Returns the short word for ledgers and machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lost(_) => "lost",
            Self::Doubled(_) => "doubled",
            Self::Invented => "invented",
            Self::Nesting(_) => "nesting",
            Self::Emptied(_) => "emptied",
            Self::Moved(_) => "moved",
            Self::LineBreaks => "line-breaks",
            Self::Empty => "empty",
            Self::Unreadable(_) => "unreadable",
            Self::Count => "count",
            Self::Engine(_) => "no-answer",
            Self::Length(..) => "length",
            Self::English => "english",
            Self::Check(_) => "check",
            Self::Structure(_) => "structure",
        }
    }

    /// Returns whether another masking may help: what is wrong with the words stays wrong.
    #[must_use]
    pub fn may_come_from_masking(&self) -> bool {
        match self {
            Self::Lost(_)
            | Self::Doubled(_)
            | Self::Invented
            | Self::Nesting(_)
            | Self::Emptied(_)
            | Self::Moved(_)
            | Self::LineBreaks
            | Self::Unreadable(_)
            | Self::Count
            | Self::Engine(_) => true,
            Self::Empty | Self::Length(..) | Self::English | Self::Check(_) | Self::Structure(_) => false,
        }
    }
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
            Self::Unreadable(mark) => write!(f, "the mark `{}` cannot be read", plain(mark, 60)),
            Self::Count => f.write_str("the engine returned another number of texts than it was sent"),
            Self::English => f.write_str("it is the English text"),
            Self::Length(is, was) => write!(f, "it has {is} letters and digits, the English {was}"),
            Self::Engine(message) | Self::Check(message) => f.write_str(&plain(message, 300)),
            Self::Structure(reason) => write!(f, "it would change the page: {reason}"),
        }
    }
}

/// Returns the beginning of words that an engine may have had a hand in, without control characters.
fn plain(text: &str, longest: usize) -> String {
    let mut plain: String = text.chars().filter(|c| !c.is_control()).take(longest).collect();
    if text.chars().nth(longest).is_some() {
        plain.push('…');
    }
    plain
}

impl std::error::Error for Damage {}
