//! The `git` program, behind few questions.

mod head;

pub use head::head;
