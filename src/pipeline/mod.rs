//! The chain from project to result, parallel over files.

mod filter;
mod pair;
mod workspace;

pub use filter::ModuleFilter;
pub use pair::Pair;
pub use workspace::{Source, Workspace};
