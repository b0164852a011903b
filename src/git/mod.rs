//! The `git` program, behind few questions.

mod head;
mod history;
mod merging;

pub use head::head;
pub use history::{
    Blame, Commit, History, Touch, blame, cache_folder, identity, list, merge_base, read_blobs, resolve, show,
};
pub use merging::{merge_text, staged_base};
