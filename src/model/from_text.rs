//! Values that stand as a text in JSON, read from it without a copy of the text.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// Reads a value from a text; `expected` names what stands there.
///
/// # Errors
/// When there is no text, or `read` returns none for it.
pub fn from_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor { expected, read, value: PhantomData })
}

struct TextVisitor<T, R> {
    expected: &'static str,
    read: R,
    value: PhantomData<T>,
}

impl<T, R: FnOnce(&str) -> Option<T>> Visitor<'_> for TextVisitor<T, R> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let expected = self.expected;
        (self.read)(text).ok_or_else(|| E::custom(format!("expected {expected}")))
    }
}
