//! Thresholds, policy and verdict.
