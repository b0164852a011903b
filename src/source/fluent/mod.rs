//! Fluent sources.

mod comments;
#[cfg(test)]
mod conformance;
mod extract;
mod parse;
mod pattern;
mod shape;
mod signature;
mod skeleton;
mod span;
mod units;
mod whole;

pub use skeleton::Skeleton;

use super::{Document, Options, Rendered, Target, Translation};
use crate::model::{ModuleId, Unit};

/// Extracts the units of a Fluent module.
#[must_use]
pub fn extract(module: ModuleId, text: &str, _options: &Options) -> Document {
    extract::extract(module, text)
}

/// Renders a Fluent module.
pub fn render(
    _document: &Document,
    _skeleton: &Skeleton,
    text: &str,
    _target: &Target<'_>,
    _translate: &dyn Fn(&Unit) -> Option<Translation>,
) -> Rendered {
    Rendered { text: text.to_owned(), refusals: Vec::new() }
}

/// Rebuilds the text with every unit unchanged.
#[must_use]
pub fn identity(document: &Document, skeleton: &Skeleton, text: &str) -> String {
    skeleton.rebuild(&document.units, text)
}
