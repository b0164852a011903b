//! Concordia: one English source, 24 official EU languages, one binary, everything in Git.
//!
//! The modules below stand in layer order: each may use those above it. `ARCHITECTURE.md` tells the whole story, and
//! a test fails on an arrow that points the wrong way.

pub mod build;
pub mod check;
pub mod cli;
pub mod diff;
pub mod draft;
pub mod engine;
pub mod exchange;
pub mod gate;
pub mod git;
pub mod glossary;
pub mod language;
pub mod ledger;
pub mod memory;
pub mod model;
pub mod outdated;
pub mod pipeline;
pub mod po;
pub mod project;
pub mod report;
pub mod source;
pub mod status;
pub mod store;
pub mod sync;
