//! Thresholds, policy and verdict: may this be merged?
//!
//! Pure: what stands where is counted elsewhere, the answer is given here, with the one rule that decided it.

mod judge;
mod policy;

pub use judge::{Position, Reason, Row, Verdict, judge};
pub use policy::{Policy, Rule};
