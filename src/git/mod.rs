//! The `git` program, behind few questions.

mod head;
mod history;
mod mainline;
mod merging;

pub use head::head;
pub use history::{
    Blame, Commit, History, Touch, blame, cache_folder, changed_since, identity, list, merge_base, read_blobs, resolve,
    show, tree,
};
pub use mainline::{Mainline, mainline};
pub use merging::{merge_text, staged_base};
