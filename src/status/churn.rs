//! How much of the English moves.

use crate::model::Day;

/// How the English moved in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Churn {
    /// The Monday of the week.
    pub monday: Day,
    /// Words of units that are new, or whose text changed: what translators had to look at.
    pub came: u64,
    /// Words of units that left, or whose text changed.
    pub left: u64,
}
