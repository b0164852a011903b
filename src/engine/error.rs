//! Why an engine gave no answer.

use std::fmt;

use crate::model::Failure;

/// A failure of an engine, after all attempts. No text holds a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineError {
    /// The account's quota is used up.
    Quota,
    /// The key was refused.
    Key,
    /// No key was found; where it was looked for.
    NoKey(String),
    /// The engine is still busy or broken after all attempts; the status.
    Unavailable(u16),
    /// The engine did not accept the request; status and message.
    Rejected(u16, String),
    /// The connection failed; why.
    Connection(String),
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
        match self {
            Self::Rejected(..) | Self::Malformed(_) => true,
            Self::Quota
            | Self::Key
            | Self::NoKey(_)
            | Self::Unavailable(_)
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
            Self::Unavailable(_) | Self::Connection(_) => "run the same command again later; what was bought is kept",
            Self::Rejected(..) | Self::Malformed(_) => {
                "check `url` and the other settings of the engine in concordia.toml"
            }
            Self::Redirect(_) => "set `url` to the engine's real address",
            Self::Settings(_) => "correct the engine's table in concordia.toml",
        }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quota => f.write_str("the engine's quota is used up"),
            Self::Key => f.write_str("the engine refuses the key"),
            Self::NoKey(place) => write!(f, "there is no key in {place}"),
            Self::Unavailable(429) => f.write_str("the engine asks to slow down, even after several attempts"),
            Self::Unavailable(status) => write!(f, "the engine is not available (status {status})"),
            Self::Rejected(status, message) if message.is_empty() => {
                write!(f, "the engine rejects the request (status {status})")
            }
            Self::Rejected(status, message) => write!(f, "the engine rejects the request (status {status}): {message}"),
            Self::Connection(why) => write!(f, "the engine cannot be reached: {why}"),
            Self::Redirect(target) => write!(f, "the engine redirects to {target}, which is refused"),
            Self::Malformed(why) => write!(f, "the engine's answer cannot be read: {why}"),
            Self::Settings(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for EngineError {}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::new(error.to_string()).hint(error.hint())
    }
}
