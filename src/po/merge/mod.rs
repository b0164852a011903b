//! Three-way merging, unit by unit.
//!
//! Two sides that edited different units never conflict, wherever the units stand in the file. Invariant: a text that
//! one side wrote is in the result, or in a conflict, unless the other side replaced or removed the very same text.

mod catalogues;
mod conflict;
mod header;
mod message;
mod order;

pub use catalogues::{Merged, is_mergeable, merge};
pub use conflict::{Sides, split};
