//! Which marks of emphasis are emphasis, and which are shown to readers.
//!
//! The rules of CommonMark 0.31.2, section 6.2, and its algorithm ("Phase 2: inline structure"): a closing mark between
//! punctuation and a letter closes nothing (`**„open”**ness`). Links are passed over, so that a mark may close one that stands
//! in a link. The work is linear in the number of marks.

use super::text::{Piece, PieceKind};

/// A run of marks that may open or close.
struct Run {
    /// The place of its piece.
    piece: usize,
    mark: u8,
    length: usize,
    /// How many of its marks have no partner yet.
    left: usize,
    opens: bool,
    closes: bool,
}

/// Tells the runs that have no partner at all from emphasis.
pub(super) fn settle(raw: &str, pieces: &mut [Piece]) {
    let mut runs: Vec<Run> = pieces.iter().enumerate().filter_map(|(at, piece)| run(raw, at, piece)).collect();
    if runs.is_empty() {
        return;
    }
    pair(&mut runs);
    for run in runs.iter().filter(|run| run.left == run.length) {
        if let Some(piece) = pieces.get_mut(run.piece) {
            piece.kind = PieceKind::Loose;
        }
    }
}

fn run(raw: &str, piece: usize, text: &Piece) -> Option<Run> {
    if text.kind != PieceKind::Emphasis {
        return None;
    }
    let before = raw.get(..text.span.start)?.chars().next_back().unwrap_or(' ');
    let after = raw.get(text.span.end..)?.chars().next().unwrap_or(' ');
    let mark = *raw.as_bytes().get(text.span.start)?;
    let is_left =
        !after.is_whitespace() && (!is_punctuation(after) || before.is_whitespace() || is_punctuation(before));
    let is_right =
        !before.is_whitespace() && (!is_punctuation(before) || after.is_whitespace() || is_punctuation(after));
    // Inside a word an underscore is a letter.
    let (opens, closes) = match mark {
        b'_' => (is_left && (!is_right || is_punctuation(before)), is_right && (!is_left || is_punctuation(after))),
        _ => (is_left, is_right),
    };
    let length = text.span.len();
    Some(Run { piece, mark, length, left: length, opens, closes })
}

/// Returns whether a character is punctuation or a symbol: what is neither letter, digit, space nor control character.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Finds partners.
fn pair(runs: &mut [Run]) {
    // The runs that may open and are still open, in order.
    let mut open: Vec<usize> = Vec::new();
    // Below which place in `open` no partner was found, by mark, by whether the closing run may open, and by its length.
    let mut bottom = [[[0_usize; 3]; 2]; 3];
    for closing in 0..runs.len() {
        let Some(own) = runs.get(closing) else { break };
        let (mark, length, opens, closes) = (own.mark, own.length, own.opens, own.closes);
        let kind = match mark {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        while closes && runs.get(closing).is_some_and(|run| run.left > 0) {
            let floor =
                bottom.get(kind).and_then(|of| of.get(usize::from(opens))?.get(length % 3)).copied().unwrap_or(0);
            let fits = |run: &Run| {
                let is_odd = (run.closes || opens) && (run.length + length).is_multiple_of(3);
                run.mark == mark && !(is_odd && !(run.length.is_multiple_of(3) && length.is_multiple_of(3)))
            };
            let candidates = open.get(floor.min(open.len())..).unwrap_or_default();
            let found = candidates.iter().rposition(|&at| runs.get(at).is_some_and(fits)).map(|at| at + floor);
            let Some(place) = found else {
                if let Some(slot) =
                    bottom.get_mut(kind).and_then(|of| of.get_mut(usize::from(opens))?.get_mut(length % 3))
                {
                    *slot = open.len();
                }
                break;
            };
            open.truncate(place + 1);
            let opener = open.get(place).copied().unwrap_or(0);
            let left = |at: usize| runs.get(at).map_or(0, |run| run.left);
            let taken = if mark == b'~' || (left(opener) >= 2 && left(closing) >= 2) { 2 } else { 1 };
            for at in [opener, closing] {
                if let Some(run) = runs.get_mut(at) {
                    run.left = run.left.saturating_sub(taken);
                }
            }
            if runs.get(opener).is_none_or(|run| run.left == 0) {
                open.pop();
            }
            // What stood above is open no longer.
            bottom.iter_mut().flatten().flatten().for_each(|floor| *floor = (*floor).min(open.len()));
        }
        if opens && runs.get(closing).is_some_and(|run| run.left > 0) {
            open.push(closing);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use crate::check::Content;
    use crate::check::scan::pieces;
    use crate::check::text::PieceKind;

    /// Returns how many bytes of marks are emphasis, by ours and by a parser.
    fn both(text: &str) -> (usize, usize) {
        let found = pieces(text, Content::Markdown);
        let ours = found.iter().filter(|piece| piece.kind == PieceKind::Emphasis).map(|piece| piece.span.len()).sum();
        let options = pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        let theirs = Parser::new_ext(text, options).map(|event| match event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => 1,
            Event::Start(Tag::Strong | Tag::Strikethrough) | Event::End(TagEnd::Strong | TagEnd::Strikethrough) => 2,
            _ => 0,
        });
        (ours, theirs.sum())
    }

    #[test]
    fn a_mark_between_punctuation_and_a_letter_closes_nothing() {
        for text in ["x **„nyitott”**ság y", "Das **„Forum“**sgespräch", "**(pääkaupunki)**kin", "*”öppna”*t", "a **b"]
        {
            assert_eq!(both(text), (0, 0), "{text}");
        }
        for (text, count) in [("**„Forum“** Gespräch", 4), ("**nyitott**ság", 4), ("*a **b** c*", 6), ("~~a~~", 4)]
        {
            assert_eq!(both(text), (count, count), "{text}");
        }
    }

    proptest! {
        // Not strike-through: beside punctuation this parser strikes more than GitHub's does.
        #[test]
        fn emphasis_is_what_a_parser_finds(parts in prop::collection::vec(prop::sample::select(vec![
            "a", "é", " ", "“", ".", "*", "**", "_", "__", "(", "1", ",",
        ]), 0..12)) {
            // A run of more than three marks is taken for prose, and one that is used in part is kept whole.
            let text = format!("x{}x", parts.concat());
            let is_plain = !["***", "___"].iter().any(|run| text.contains(run));
            let (ours, theirs) = both(&text);
            prop_assert!(!is_plain || ours >= theirs, "{text}: {ours} {theirs}");
            prop_assert!(!is_plain || theirs > 0 || ours == 0, "{text}: {ours} {theirs}");
        }
    }
}
