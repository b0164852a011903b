//! The state of every unit.
