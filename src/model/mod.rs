//! The vocabulary: units, documents, states and findings as plain values.
//!
//! Nothing here reads a file, a clock or the environment.

mod change;
mod day;
mod failure;
mod finding;
mod fingerprint;
mod format;
mod from_text;
mod identifier;
mod place;
mod state;
mod unit;
mod words;

pub use change::{Change, ChangeClass};
pub use day::Day;
pub use failure::Failure;
pub use finding::{Finding, RuleId, Severity};
pub use fingerprint::Fingerprint;
pub use format::Format;
pub use from_text::from_text;
pub use identifier::{ModuleId, UnitId};
pub use place::{line_ends, line_of};
pub use state::{State, Tally};
pub use unit::{Unit, UnitKind};
pub use words::count_words;
