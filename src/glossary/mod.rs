//! Concepts, terms, and finding them in inflected text.
