//! Word by word: what changed.
