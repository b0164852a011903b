//! What an XLIFF file holds.

use super::Stretch;

/// The generation of the format; the two have different elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 1.0, 1.1 or 1.2: `trans-unit`.
    One,
    /// 2.0, 2.1 or 2.2: `unit` and `segment`.
    Two,
}

/// A whole XLIFF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The generation.
    pub version: Version,
    /// The `<file>` elements in order.
    pub files: Vec<PackageFile>,
    /// The segments that are to be translated, in order; those with `translate="no"` are left out.
    pub segments: Vec<Segment>,
}

/// One `<file>` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Its name: `original`, else `id`, else empty.
    pub original: String,
    /// The source language as written.
    pub source_language: Option<String>,
    /// The target language as written.
    pub target_language: Option<String>,
}

/// One segment: a `trans-unit` of XLIFF 1, a `segment` of XLIFF 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its name within the file: the unit's `id`, with `/segment` behind it where a unit has several.
    pub id: String,
    /// The name that people know it by (`resname`, `name`), where there is one.
    pub context: Option<String>,
    /// The index of its file in [`Package::files`].
    pub file: usize,
    /// The source text with flattened codes.
    pub source: String,
    /// The target text with flattened codes; none where there is no `<target>`, and never empty.
    pub target: Option<String>,
    /// Where the target stands in the file; empty without a target.
    pub stretches: Vec<Stretch>,
    /// How far it is.
    pub state: SegmentState,
    /// The 1-based line of its start tag.
    pub line: usize,
    /// The notes in order.
    pub notes: Vec<String>,
    /// The greatest length of the target in characters (`maxwidth` with `size-unit="char"`).
    pub max_length: Option<usize>,
}

/// How far a segment is, whatever the format calls it; in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SegmentState {
    /// Not translated.
    New,
    /// Translated, but somebody must look at it: machine output, fuzzy matches, stale text.
    NeedsReview,
    /// Translated.
    Translated,
    /// Revised.
    Reviewed,
    /// Signed off.
    Final,
}

impl SegmentState {
    /// Reads the state of an XLIFF 1 `target` (XLIFF 1.2, section 2.3.4 `state`) and of its `trans-unit` (`approved`).
    pub(super) fn of_one(state: Option<&str>, is_approved: bool, has_target: bool) -> Self {
        match state {
            _ if !has_target => Self::New,
            _ if is_approved => Self::Final,
            Some("final" | "signed-off") => Self::Final,
            Some(state) if state == "new" || state.starts_with("needs-") => Self::NeedsReview,
            Some(_) | None => Self::Translated,
        }
    }

    /// Reads the state of an XLIFF 2 `segment` (XLIFF 2.1, section 4.3.1.33 `state`). The default is `initial`, but
    /// nobody writes a target and means that there is none.
    pub(super) fn of_two(state: Option<&str>, sub_state: Option<&str>, has_target: bool) -> Self {
        let is_doubtful =
            sub_state.is_some_and(|sub| sub.ends_with(":fuzzy") || sub.ends_with(":stale") || sub.ends_with(":mt"));
        match state {
            _ if !has_target => Self::New,
            Some("initial") => Self::NeedsReview,
            _ if is_doubtful => Self::NeedsReview,
            Some("reviewed") => Self::Reviewed,
            Some("final") => Self::Final,
            Some(_) | None => Self::Translated,
        }
    }
}
