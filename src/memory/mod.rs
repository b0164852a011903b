//! The translation memory: near matches, fast and complete.
