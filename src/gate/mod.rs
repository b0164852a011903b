//! Thresholds, policy and verdict: may this be merged, may that be published?
//!
//! Pure: what stands where is counted elsewhere, the answer is given here, with the one rule that decided it.

mod judge;
mod policy;
mod publication;
mod threshold;

pub use judge::{Position, Reason, Row, Verdict, judge};
pub use policy::{Policy, Rule};
pub use publication::{Blocker, Publication, publication};
