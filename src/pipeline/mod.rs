//! The chain from project to result, parallel over files.

mod filter;
mod workspace;

pub use filter::ModuleFilter;
pub use workspace::{Source, Workspace};
