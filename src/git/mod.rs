//! The `git` program, behind few questions.

mod head;
mod merging;

pub use head::head;
pub use merging::{merge_text, staged_base};
