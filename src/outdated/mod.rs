//! Stale units as debt: what was missed, how much it matters, since when.

mod item;
mod since;

pub use item::{Item, sort};
pub use since::{Since, days_between};
