//! Reading and atomic writing of project files.
//!
//! Invariant: whatever interrupts a write, the file at its path is the old one or the new one, whole; only a file that can be
//! made again and was not there before may be left in part.

mod batch;
mod confine;
mod error;
mod list;
mod lock;
mod read;
mod remove;
mod stamp;
mod sweep;
mod write;

pub use batch::Batch;
pub use confine::confined;
pub use error::StoreError;
pub use list::list;
pub use lock::Lock;
pub use read::{LARGEST, read, read_into, read_text};
pub use remove::remove_unchanged;
pub use stamp::Stamp;
pub use write::{create_derived, refuse_read_only, write_atomic, write_derived};
