//! Gettext catalogues, byte for byte.
//!
//! The reader keeps the file as one buffer and a compact span per entry; nothing is unescaped before somebody asks.
//! Invariants: every byte of a file belongs to exactly one entry, the head or the tail, so that a catalogue nobody
//! edited is written back as it was; a file that cannot be read whole is refused, never repaired.
//!
//! ```
//! use concordia::po::{Catalogue, Slot};
//!
//! let catalogue = Catalogue::parse(b"msgid \"Hello\"\nmsgstr \"Hej\"\n".to_vec())?;
//! let mut message = catalogue.entry(0).unwrap().to_message();
//! message.forms = vec!["Goddag".to_owned()];
//! assert_eq!(catalogue.rebuild(&[Slot::Put(message)]), b"msgid \"Hello\"\nmsgstr \"Goddag\"\n");
//! assert_eq!(catalogue.rebuild(&[Slot::Keep(0)]), catalogue.bytes());
//! # Ok::<(), concordia::po::PoError>(())
//! ```

mod catalogue;
mod charset;
mod comments;
mod cursor;
mod duplicates;
mod entry;
mod error;
mod header;
mod heads;
mod key;
pub mod lint;
pub mod merge;
mod message;
mod quoted;
mod reader;
mod rebuild;
mod remap;
mod span;
mod template;
mod writer;

pub use catalogue::{Catalogue, Inspection};
pub use entry::Entry;
pub use error::{PoError, PoErrorKind};
pub use header::Header;
pub use heads::Heads;
pub use message::{Message, Previous};
pub use rebuild::Slot;
pub use template::Template;

/// Returns the hash of a decoded key, equal to `Entry::key_hash` of an entry with this context and id.
#[must_use]
pub fn key_hash(context: Option<&str>, id: &str) -> u64 {
    key::hash(context, id)
}
