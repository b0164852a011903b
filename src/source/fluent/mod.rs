//! Fluent sources.

mod comments;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod every_language;
mod extract;
mod extras;
#[cfg(test)]
mod hostile;
mod parse;
mod pattern;
mod read;
mod render;
mod shape;
mod signature;
mod skeleton;
mod span;
mod token;
mod units;
mod verify;
mod whole;
mod write;

pub use extras::accepts_extra;
pub use read::{ReadBack, ReadEntry, read_target};
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
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation>,
) -> Rendered {
    render::render(document, skeleton, text, target, translate)
}

/// Rebuilds the text with every unit unchanged.
#[must_use]
pub fn identity(document: &Document, skeleton: &Skeleton, text: &str) -> String {
    skeleton.rebuild(&document.units, text)
}
