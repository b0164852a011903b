//! Why an engine gave no answer.

use std::fmt;
use std::time::Duration;

use crate::model::Failure;

/// The longest pause that an engine may ask for; what asks for more has failed for now.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// A failure of an engine, after all attempts. No text holds a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineError {
    /// The account's quota is used up.
    Quota,
    /// The key was refused.
    Key,
    /// No key was found; where it was looked for.
    NoKey(String),
    /// The engine is busy or broken; the status, and the pause that it asks for.
    Unavailable(u16, Option<Duration>),
    /// The engine did not accept the request; status and message.
    Rejected(u16, String),
    /// No connection was made, so nothing was sent; why.
    Connection(String),
    /// The request was sent, and its answer was lost; why.
    Lost(String),
    /// The program of a command failed; why.
    Program(String),
    /// The engine sent the client to another address; where.
    Redirect(String),
    /// The answer could not be understood; why.
    Malformed(String),
    /// The settings cannot work; why.
    Settings(String),
}

impl EngineError {
    /// Returns whether asking for other texts may still work.
    #[must_use]
    pub fn is_about_this_request(&self) -> bool {
        matches!(self, Self::Rejected(..) | Self::Malformed(_))
    }

    /// Returns whether the same request may work a little later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unavailable(..) | Self::Connection(_) | Self::Lost(_))
    }

    /// Returns how long to wait before the next attempt, counted from 1; none when it makes no sense.
    #[must_use]
    pub fn pause(&self, attempt: u32) -> Option<Duration> {
        let backoff = Duration::from_millis(500_u64 << attempt.clamp(1, 8).saturating_sub(1));
        match self {
            Self::Unavailable(_, Some(pause)) => Some(*pause).filter(|pause| *pause <= LONGEST_PAUSE),
            error => error.may_pass().then_some(backoff),
        }
    }

    /// Returns whether the texts of the request reached nobody.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        matches!(self, Self::Connection(_) | Self::NoKey(_) | Self::Settings(_))
    }

    /// Returns whether the texts of the request may be billed although there is no usable answer: the engine answered
    /// something, or nobody knows whether it did. Busy (429, 529), closed (503) and refusing engines bill nothing.
    #[must_use]
    pub fn may_be_billed(&self) -> bool {
        match self {
            Self::Unavailable(status, _) => !matches!(status, 429 | 503 | 529),
            Self::Lost(_) | Self::Malformed(_) | Self::Program(_) => true,
            Self::Quota
            | Self::Key
            | Self::NoKey(_)
            | Self::Rejected(..)
            | Self::Connection(_)
            | Self::Redirect(_)
            | Self::Settings(_) => false,
        }
    }

    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Quota => {
                "raise the quota or wait for the next period, then run the same command again; what was bought is kept"
            }
            Self::Key => "check the key, and that it belongs to this host",
            Self::NoKey(_) => "set the variable, or name a file outside the repository with `key-file`",
            Self::Unavailable(..) | Self::Connection(_) | Self::Lost(_) => {
                "run the same command again later; what was bought is kept"
            }
            Self::Rejected(..) | Self::Malformed(_) => {
                "check `url` and the other settings of the engine in concordia.toml"
            }
            Self::Program(_) => "correct `command` in concordia.toml, or the program; what was drafted is kept",
            Self::Redirect(_) => "set `url` to the engine's real address",
            Self::Settings(_) => "correct the engine's table in concordia.toml",
        }
    }
}

/// Returns a time in words: `1 second`, `60 seconds`.
pub(super) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        1 => "1 second".to_owned(),
        more => format!("{more} seconds"),
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quota => f.write_str("the engine's quota is used up"),
            Self::Key => f.write_str("the engine refuses the key"),
            Self::NoKey(place) => write!(f, "there is no key in {place}"),
            Self::Unavailable(status, Some(pause)) if *pause > LONGEST_PAUSE => {
                write!(f, "the engine asks to wait {} minutes (status {status})", pause.as_secs().div_ceil(60))
            }
            Self::Unavailable(429, _) => f.write_str("the engine asks to slow down, even after several attempts"),
            Self::Unavailable(status, _) => write!(f, "the engine is not available (status {status})"),
            Self::Rejected(0, message) => write!(f, "the engine rejects it: {message}"),
            Self::Rejected(status, message) if message.is_empty() => {
                write!(f, "the engine rejects the request (status {status})")
            }
            Self::Rejected(status, message) => write!(f, "the engine rejects the request (status {status}): {message}"),
            Self::Connection(why) => write!(f, "the engine cannot be reached: {why}"),
            Self::Lost(why) => write!(f, "the engine's answer was lost: {why}"),
            Self::Redirect(target) => write!(f, "the engine redirects to {target}, which is refused"),
            Self::Malformed(why) => write!(f, "the engine's answer cannot be read: {why}"),
            Self::Program(why) | Self::Settings(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for EngineError {}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::new(error.to_string()).hint(error.hint())
    }
}
