//! TermBase eXchange: ISO 30042:2019 in both styles, and the older martif of IATE and Weblate.
//!
//! Invariant: what [`write_tbx`] wrote, [`read_tbx`] reads back whole.

mod category;
mod read;
mod write;

pub use read::read_tbx;
pub use write::{TbxStyle, write_tbx};
