//! The hash that binds a ledger line to a source and a target text.

use std::fmt;

use sha2::{Digest, Sha256};

use super::from_text;

/// The first 128 bits of the SHA-256 of a text and its plural or forms, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Hashes texts in order. The parts are separated, so `["ab"]` and `["a", "b"]` differ.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hasher = Sha256::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                hasher.update([0]);
            }
            hasher.update(part.as_bytes());
        }
        let digest = hasher.finalize();
        let mut short = [0; 16];
        for (to, from) in short.iter_mut().zip(digest.iter()) {
            *to = *from;
        }
        Self(short)
    }

    /// Hashes the forms of a translation without white space and the punctuation at their ends, so that a doubled space or
    /// a lost full stop makes no new translation.
    pub fn of_core<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let core = |form: &str| -> String {
            let seen = form.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}'));
            seen.collect::<String>().trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
        };
        let cores: Vec<String> = forms.into_iter().map(core).collect();
        Self::of(cores.iter().map(String::as_str))
    }

    /// Returns the first bytes as hexadecimal digits.
    pub(super) fn hexadecimal(self, bytes: usize) -> String {
        let digits = self.0.iter().take(bytes).flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
    }

    /// Reads 32 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let mut short = [0; 16];
        for (to, pair) in short.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let [high, low] = *pair else { return None };
            *to = digit(high)? << 4 | digit(low)?;
        }
        Some(Self(short))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.hexadecimal(self.0.len()))
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "32 hexadecimal digits", Self::parse)
    }
}
