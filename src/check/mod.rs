//! Quality rules: one file per rule.
