//! What an engine can do for a language, as data.

use super::Masking;

/// What an engine can do for one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it translates into the language.
    pub is_supported: bool,
    /// The maskings it can carry, best first; never empty.
    pub maskings: Vec<Masking>,
    /// Whether it takes a glossary.
    pub has_glossary: bool,
    /// Whether it can be told how to address the reader.
    pub has_formality: bool,
    /// Whether it reads the text around a unit.
    pub has_context: bool,
    /// The most texts in one request; at least 1.
    pub max_texts: usize,
    /// The most bytes of texts in one request.
    pub max_bytes: usize,
    /// The most characters in one text.
    pub max_characters: usize,
}
