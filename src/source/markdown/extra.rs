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

/// Returns the definitions in document order. `base` is where the parsed text begins in the file.
pub(super) fn extras(text: &str, base: usize, definitions: &RefDefs<'_>) -> Vec<Extra> {
    let mut extras = Vec::new();
    for (label, definition) in definitions.iter() {
        let span = definition.span.start + base..definition.span.end + base;
        let has_title = definition.title.is_some();
        let title =
            if has_title { link::definition_parts(text, span.clone()).and_then(|parts| parts.title) } else { None };
        let title = title.map(|(title, delimiter)| (title, Place::Title(delimiter)));
        let is_comment =
            matches!(definition.dest.as_ref(), "#" | "") && (label == "//" || label.eq_ignore_ascii_case("comment"));
        extras.push(Extra { span, title, is_comment });
    }
    extras.sort_by_key(|extra| extra.span.start);
    extras
}
