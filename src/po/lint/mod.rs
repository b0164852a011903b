//! The rules of the format itself, for any catalogue, with or without a project.
//!
//! Rules on what translations say live in `check`; these are on whether programs can use the catalogue at all.

mod catalogue;
mod entry;
mod format_strings;
mod header;
mod plural_forms;
mod printf;

pub use catalogue::{Linted, lint, lint_header};
pub use entry::EntryLint;
pub use plural_forms::lost_forms;
