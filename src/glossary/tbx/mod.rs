//! TermBase eXchange: ISO 30042:2019 in both styles, and the older martif of IATE and Weblate.
//!
//! Invariant: what [`write_tbx`] wrote, [`read_tbx`] reads back whole.

mod category;
mod entry;
mod read;
mod splice;
mod write;

pub(super) use read::read_entries;
pub use read::read_tbx;
pub(super) use splice::update_tbx;
pub use write::{TbxStyle, write_tbx};
