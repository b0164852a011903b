//! The append-only record of what people and engines attested: one JSON object a line.
//!
//! The file layer lives here, and what the decisions in it come to. Invariants: a line once written is never changed;
//! lines, fields and acts that nobody here knows are kept; the order of lines is the order of events, and the same line
//! twice means the same as once, so that Git may merge two ledgers by joining their lines.

mod document;
mod evidence;
mod line;
mod lineage;

pub use document::{Document, Torn, join};
pub use evidence::{Evidence, Standing, Waiver};
pub use line::{Act, Line};
pub use lineage::{EnglishText, Lineage, Target};
