//! XLIFF 1.0–1.2 and 2.0–2.2, read for checking, with targets put back in place.
//!
//! Inline codes are flattened to tags that people can read and rules can compare: `<g1>…</g1>`, `<x2/>`, `<ph3/>`,
//! `<pc4>…</pc4>`. Native code inside them is left out; text that looks like a tag (escaped HTML) stays as it is.
//! A DOCTYPE is refused, no entity is expanded but the five of XML, and size, depth and text length are limited.

mod attributes;
mod error;
mod inline;
mod package;
mod reader;
mod rewrite;
mod stretch;
#[cfg(test)]
mod tests;
mod text;

pub use error::XliffError;
pub use package::{Package, PackageFile, Segment, SegmentState, Version};
pub use reader::read;
pub use rewrite::rewrite;
pub use stretch::Stretch;
