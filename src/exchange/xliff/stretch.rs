//! Where the text of a target stands in its file, piece by piece.

use std::ops::Range;

/// A piece of a target's text and the bytes of the decoded file that it was read from. Pieces follow each other without gaps
/// in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The bytes in the target's text.
    pub(super) flat: Range<usize>,
    /// The bytes in the file.
    pub(super) file: Range<usize>,
    /// How the two belong together.
    pub(super) kind: StretchKind,
}

/// How a piece of text is written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StretchKind {
    /// Byte for byte.
    Text,
    /// Byte for byte inside a CDATA section, where nothing is escaped.
    Verbatim,
    /// As one reference, such as `&quot;`.
    Reference,
    /// As a tag, or otherwise than byte for byte.
    Opaque,
}

/// Returns how a text event with these bytes in the file is written, and where its text itself stands.
pub(super) fn written(file: &str, event: Range<usize>, text: &str, is_reference: bool) -> (Range<usize>, StretchKind) {
    const HEAD: usize = "<![CDATA[".len();
    let raw = file.get(event.clone()).unwrap_or("");
    if is_reference && raw.starts_with('&') && raw.ends_with(';') {
        return (event, StretchKind::Reference);
    }
    if raw == text {
        return (event, StretchKind::Text);
    }
    if raw.get(HEAD..).and_then(|raw| raw.strip_suffix("]]>")) == Some(text) {
        return (event.start + HEAD..event.start + HEAD + text.len(), StretchKind::Verbatim);
    }
    (event, StretchKind::Opaque)
}
