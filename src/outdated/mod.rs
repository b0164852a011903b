//! Every stale unit, with its risk and age.
