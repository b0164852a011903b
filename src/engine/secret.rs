//! Keys that are never shown.

use std::fmt;

/// A key or password. Printing it, in whatever way, shows three dots; only [`Secret::expose`] gives it away.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a key; spaces and line ends around it are dropped. Returns none for an empty one, or one with bytes that a
    /// header cannot carry.
    #[must_use]
    pub fn new(key: &str) -> Option<Self> {
        let key = key.trim();
        (!key.is_empty() && key.bytes().all(|byte| (0x20..0x7f).contains(&byte))).then(|| Self(key.to_owned()))
    }

    /// Returns the key itself, for a header or a request body.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns a text in which the key, should it occur, is replaced by dots.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, "•••")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(•••)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        let secret = Secret::new(" 1234-abcd:fx\n").expect("a key");
        assert_eq!(format!("{secret:?} {secret}"), "Secret(•••) •••");
        assert_eq!(secret.redact("bad key 1234-abcd:fx!"), "bad key •••!");
        assert_eq!(secret.expose(), "1234-abcd:fx");
        assert_eq!(Secret::new(" \n"), None);
        assert_eq!(Secret::new("a\r\nHost: evil"), None);
    }
}
