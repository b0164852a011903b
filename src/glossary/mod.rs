//! Concepts, terms, and finding them in inflected text.
//!
//! Everything here is a pure function over a [`Termbase`] and texts; files are read by the layers above.

mod concept;
mod csv;
mod delimited;
mod fnv;
mod hit;
mod iate;
mod index;
mod matcher;
mod morphology;
mod spelling;
mod tbx;
mod termbase;
mod trial;
mod words;

pub use concept::{Concept, Section, Term, TermKind, TermStatus};
pub use csv::{COLUMNS, read_csv, write_csv};
pub use hit::{Hit, Match};
pub use iate::{is_iate, read_iate, write_iate};
pub use matcher::{Matcher, longest};
pub use spelling::spellings;
pub use tbx::{TbxStyle, read_tbx, write_tbx};
pub use termbase::{TermPlace, Termbase};
pub use trial::Trial;
