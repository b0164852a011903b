//! Markdown sources.

use super::{Document, Options, Rendered, Target, Translation};
use crate::model::{Format, ModuleId, Unit};

/// What is needed to put translations back.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {}

/// Extracts the units of a Markdown module.
#[must_use]
pub fn extract(module: ModuleId, _text: &str, _options: &Options) -> Document {
    Document {
        module,
        format: Format::Markdown,
        units: Vec::new(),
        skeleton: super::Skeleton::Markdown(Skeleton::default()),
        opaque: Vec::new(),
        findings: Vec::new(),
    }
}

/// Renders a Markdown module.
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
pub fn identity(_document: &Document, _skeleton: &Skeleton, text: &str) -> String {
    text.to_owned()
}
