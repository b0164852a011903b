//! Link reference definitions, which the parser's events do not show.

use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::link;
use super::skeleton::Place;

/// A definition beside the flow of events.
#[derive(Debug, Clone)]
pub(super) struct Extra {
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// The bytes of its title, and the rules of that place.
    pub(super) title: Option<(Range<usize>, Place)>,
    /// Whether it leads nowhere, and its title is a comment: `[//]: # (comment)`.
    pub(super) is_comment: bool,
}

/// Returns the definitions in document order. `parsed` is the text as it was parsed, which begins at `base` of the file.
pub(super) fn extras(parsed: &str, base: usize, definitions: &RefDefs<'_>) -> Vec<Extra> {
    let mut extras = Vec::new();
    for (label, definition) in definitions.iter() {
        let span = definition.span.start + base..definition.span.end + base;
        let parts = definition.title.is_some().then(|| link::definition_parts(parsed, definition.span.clone()));
        let title = parts.flatten().and_then(|parts| parts.title);
        let title = title.map(|(title, delimiter)| (title.start + base..title.end + base, Place::Title(delimiter)));
        let is_comment =
            matches!(definition.dest.as_ref(), "#" | "") && (label == "//" || label.eq_ignore_ascii_case("comment"));
        extras.push(Extra { span, title, is_comment });
    }
    extras.sort_by_key(|extra| extra.span.start);
    extras
}
