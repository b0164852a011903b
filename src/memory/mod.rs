//! What has been translated before, and how near it is to what is asked for.

mod bag;
mod common_subsequence;
mod edit_distance;
mod gram_filter;
mod index;
mod lane_counters;
mod segments;

pub use edit_distance::Pattern;
pub use index::{Hit, Index};
pub use segments::{Fit, Memory, Query, Segment, marked};
