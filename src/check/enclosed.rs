//! What stands within one pair of marks: emphasis, quotation marks, the label of a link.
//!
//! Invariant: every pair is found in one pass; marks that have no partner hold nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::Text;
use super::text::PieceKind;

/// The bytes between the marks of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Enclosed {
    pub(super) span: Range<usize>,
    /// Whether the pair is a link to an address of the web.
    pub(super) is_link: bool,
}

/// Returns what stands within pairs of marks, in order of the closing ones. Quotation marks of one level are paired as they
/// come.
pub(super) fn enclosed(text: &Text<'_>) -> Vec<Enclosed> {
    let mut found = Vec::new();
    let mut emphasis: HashMap<&str, usize> = HashMap::new();
    let mut labels: Vec<usize> = Vec::new();
    let add = |found: &mut Vec<Enclosed>, span, is_link| found.push(Enclosed { span, is_link });
    for piece in &text.pieces {
        match piece.kind {
            PieceKind::Emphasis => {
                let marks = text.whole(piece);
                match emphasis.remove(marks) {
                    Some(start) => add(&mut found, start..piece.span.start, false),
                    None => drop(emphasis.insert(marks, piece.span.end)),
                }
            }
            PieceKind::Open => labels.push(piece.span.end),
            PieceKind::Target | PieceKind::Reference => {
                if let Some(start) = labels.pop() {
                    add(&mut found, start..piece.span.start, text.inner(piece).contains("://"));
                }
            }
            _ => {}
        }
    }
    let mut open: [Option<usize>; 2] = [None, None];
    for (at, mark) in text.clean.match_indices(['"', '„', '“', '”', '«', '»', '‘', '’', '‚']) {
        // An apostrophe opens nothing, and closes only what `‘` or `‚` opened.
        let level = usize::from(matches!(mark, "‘" | "’" | "‚"));
        let Some(slot) = open.get_mut(level) else { continue };
        match slot.take() {
            Some(start) => add(&mut found, start..at, false),
            None if mark == "’" => {}
            None => *slot = Some(at + mark.len()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    #[test]
    fn a_pair_holds_what_is_between_its_marks() {
        let text = Text::new("A *b c* d „e f“ [g h](https://i.eu) ‘j’ it’s **k", Content::Markdown);
        let mut found: Vec<(&str, bool)> =
            enclosed(&text).into_iter().map(|one| (&text.raw[one.span], one.is_link)).collect();
        found.sort_unstable();
        assert_eq!(found, [("b c", false), ("e f", false), ("g h", true), ("j", false)]);
    }
}
