//! Concepts, terms, and finding them in inflected text.
//!
//! Everything here is a pure function over a [`Termbase`] and texts; files are read by the layers above.

mod concept;
mod csv;
mod delimited;
mod fnv;
mod hit;
mod index;
mod matcher;
mod morphology;
mod spelling;
mod termbase;
mod words;

pub use concept::{Concept, Section, Term, TermKind, TermStatus};
pub use csv::{COLUMNS, read_csv, write_csv};
pub use hit::{Hit, Match};
pub use matcher::{Matcher, longest};
pub use spelling::spellings;
pub use termbase::{TermPlace, Termbase};
