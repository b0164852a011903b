//! Word differences and catalogue differences, entry by entry.

mod entries;
mod words;

pub use entries::{EntryChange, EntryDiff, compare};
pub use words::{Piece, PieceKind, bracketed, plain, words};
