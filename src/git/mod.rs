//! The `git` program, behind few questions.

mod arrival;
mod head;
mod history;
mod mainline;
mod merging;

pub use arrival::Arrivals;
pub use head::head;
pub use history::{
    Commit, History, Touch, cache_folder, changed_since, email, identity, list, merge_base, prefix, read_blobs,
    resolve, show, tree,
};
pub use mainline::{Mainline, mainline};
pub use merging::{merge_text, staged_base};
