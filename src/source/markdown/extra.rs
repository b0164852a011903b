//! Titles that the parser's events do not show: those of link reference definitions.

use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::link;
use super::skeleton::Place;

/// A title beside the flow of events.
#[derive(Debug, Clone)]
pub(super) struct Extra {
    /// Where the title begins, in the file.
    pub(super) start: usize,
    /// The bytes of the title.
    pub(super) title: Range<usize>,
    /// The rules of its place.
    pub(super) place: Place,
}

/// Returns the titles of definitions in document order. `base` is where the parsed text begins in the file.
pub(super) fn extras(text: &str, base: usize, definitions: &RefDefs<'_>) -> Vec<Extra> {
    let mut extras = Vec::new();
    for (_, definition) in definitions.iter() {
        if definition.title.is_none() {
            continue;
        }
        let span = definition.span.start + base..definition.span.end + base;
        let parts = link::definition_parts(text, span);
        if let Some((title, delimiter)) = parts.and_then(|parts| parts.title) {
            extras.push(Extra { start: title.start, title, place: Place::Title(delimiter) });
        }
    }
    extras.sort_by_key(|extra| extra.start);
    extras
}
