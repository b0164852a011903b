//! The chain from project to result, parallel over files.

mod build;
mod check;
mod filter;
mod pair;
mod report;
mod status;
mod termbase;
mod workspace;

pub use build::{Built, BuiltResult, build};
pub use check::check;
pub use filter::ModuleFilter;
pub use pair::Pair;
pub use report::{Reported, report};
pub use status::status;
pub use termbase::{TermbaseFile, load_termbase, read_termbase, termbase_files};
pub use workspace::{Source, Workspace};
