//! Word-level differences, free of any rendering.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What happened to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// It is in both texts.
    Same,
    /// It is in the old text only.
    Gone,
    /// It is in the new text only.
    Come,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// What happened to it.
    pub kind: PieceKind,
    /// Its text, spaces included.
    pub text: String,
}

/// Compares two texts word by word. Words are cut as Unicode says; what differs on both sides of a single space is one
/// stretch; in each place what is gone stands before what has come. The `Same` and `Gone` pieces joined give `old`, the
/// `Same` and `Come` pieces give `new`.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    use unicode_segmentation::UnicodeSegmentation;
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let gone = old.get(op.old_range()).unwrap_or_default().concat();
        let come = new.get(op.new_range()).unwrap_or_default().concat();
        runs.push(if op.tag() == DiffTag::Equal { Run::Same(gone) } else { Run::Changed(gone, come) });
    }
    merge(runs).into_iter().flat_map(Run::pieces).collect()
}

#[derive(Debug)]
enum Run {
    Same(String),
    Changed(String, String),
}

impl Run {
    fn pieces(self) -> impl Iterator<Item = Piece> {
        let piece = |kind, text: String| (!text.is_empty()).then_some(Piece { kind, text });
        let pieces = match self {
            Self::Same(text) => [piece(PieceKind::Same, text), None],
            Self::Changed(gone, come) => [piece(PieceKind::Gone, gone), piece(PieceKind::Come, come)],
        };
        pieces.into_iter().flatten()
    }
}

/// Joins changes that only spaces separate, unless the space separates a removal from an addition elsewhere.
fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    for run in runs {
        let joins = match (merged.as_slice(), &run) {
            ([.., Run::Changed(..), Run::Same(space)], Run::Changed(..)) => space.trim().is_empty(),
            _ => false,
        };
        match run {
            Run::Changed(gone, come) if joins => {
                let space = merged.pop();
                if let (Some(Run::Same(space)), Some(Run::Changed(old, new))) = (space, merged.last_mut()) {
                    old.push_str(&space);
                    old.push_str(&gone);
                    new.push_str(&space);
                    new.push_str(&come);
                }
            }
            run => merged.push(run),
        }
    }
    merged
}

/// Writes a difference on one line, readable without colour: `must [-may-] {+not+} register`.
#[must_use]
pub fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece.kind {
            PieceKind::Same => piece.text.clone(),
            PieceKind::Gone => bracketed(&piece.text, "[-", "-]"),
            PieceKind::Come => bracketed(&piece.text, "{+", "+}"),
        })
        .collect()
}

/// Sets a stretch between brackets, the spaces around it outside: `must {+not+} register`.
#[must_use]
pub fn bracketed(text: &str, open: &str, close: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return format!("{open}{text}{close}");
    }
    let head = text.len() - text.trim_start().len();
    let (before, rest) = text.split_at(head);
    format!("{before}{open}{inner}{close}{}", rest.get(inner.len()..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_changed_are_marked() {
        let pieces = words("You may register within 72 hours, online.", "You must register within 72 hours; online.");
        assert_eq!(plain(&pieces), "You [-may-]{+must+} register within 72 hours[-,-]{+;+} online.");
    }

    #[test]
    fn neighbouring_changes_are_one_stretch() {
        let pieces = words("the two small rooms are open", "the three large halls are open");
        assert_eq!(plain(&pieces), "the [-two small rooms-]{+three large halls+} are open");
    }

    #[test]
    fn an_insertion_keeps_its_space() {
        assert_eq!(plain(&words("must register", "must not register")), "must {+not+} register");
    }

    #[test]
    fn both_texts_come_back_from_the_pieces() {
        for (old, new) in [("", "a b"), ("a b", ""), ("ein Apfel", "eine Birne, süß"), ("x", "x")] {
            let pieces = words(old, new);
            let joined = |left_out: PieceKind| {
                pieces
                    .iter()
                    .filter(|piece| piece.kind != left_out)
                    .map(|piece| piece.text.as_str())
                    .collect::<String>()
            };
            assert_eq!((joined(PieceKind::Come).as_str(), joined(PieceKind::Gone).as_str()), (old, new));
        }
    }
}
