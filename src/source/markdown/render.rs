//! From translations to a page.

use super::Skeleton;
use crate::model::Unit;
use crate::source::{Document, Rendered, Target, Translation};

/// Renders.
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
pub fn identity(_document: &Document, skeleton: &Skeleton, text: &str) -> String {
    splice(skeleton, text, |_| None).0
}

/// Puts replacements into the text; a unit without one keeps its bytes. Also returns where each unit came to stand.
pub(super) fn splice<'r>(
    skeleton: &Skeleton,
    text: &str,
    replacement: impl Fn(usize) -> Option<&'r str>,
) -> (String, Vec<std::ops::Range<usize>>) {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut places = Vec::with_capacity(skeleton.slots.len());
    let mut copied = 0;
    for (index, slot) in skeleton.slots.iter().enumerate() {
        out.push_str(text.get(copied..slot.span.start).unwrap_or_default());
        let start = out.len();
        out.push_str(replacement(index).unwrap_or_else(|| text.get(slot.span.clone()).unwrap_or_default()));
        places.push(start..out.len());
        copied = slot.span.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    (out, places)
}
