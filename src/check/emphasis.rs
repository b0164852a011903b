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
    let mut stack = Stack::default();
    for at in 0..runs.len() {
        let is_left = |runs: &[Run]| runs.get(at).is_some_and(|run| run.left > 0);
        let Some((opens, closes)) = runs.get(at).map(|run| (run.opens, run.closes)) else { break };
        while closes
            && is_left(runs)
            && let Some(opener) = stack.partner(runs, at)
        {
            join(runs, opener, at);
            if runs.get(opener).is_none_or(|run| run.left == 0) {
                stack.pop();
            }
        }
        if opens && is_left(runs) {
            stack.open.push(at);
        }
    }
}

/// Takes the marks of a pair: two of each where both have two.
fn join(runs: &mut [Run], opener: usize, closing: usize) {
    let left = |at: usize| runs.get(at).map_or(0, |run| run.left);
    let is_strike = runs.get(closing).is_some_and(|run| run.mark == b'~');
    let taken = if is_strike || (left(opener) >= 2 && left(closing) >= 2) { 2 } else { 1 };
    for at in [opener, closing] {
        if let Some(run) = runs.get_mut(at) {
            run.left = run.left.saturating_sub(taken);
        }
    }
}

/// The runs that may open and are still open.
#[derive(Default)]
struct Stack {
    /// In order.
    open: Vec<usize>,
    /// Below which place in `open` no partner was found, by mark, by whether the closing run may open, and by its length.
    bottom: [[[usize; 3]; 2]; 3],
}

impl Stack {
    /// Returns the last run that a closing one may be paired with, and forgets those above it.
    fn partner(&mut self, runs: &[Run], closing: usize) -> Option<usize> {
        let own = runs.get(closing)?;
        let kind = match own.mark {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        let slot = self.bottom.get_mut(kind)?.get_mut(usize::from(own.opens))?.get_mut(own.length % 3)?;
        let fits = |run: &Run| {
            let is_odd = (run.closes || own.opens) && (run.length + own.length).is_multiple_of(3);
            run.mark == own.mark && !(is_odd && !(run.length.is_multiple_of(3) && own.length.is_multiple_of(3)))
        };
        let floor = (*slot).min(self.open.len());
        let candidates = self.open.get(floor..).unwrap_or_default();
        let found = candidates.iter().rposition(|&at| runs.get(at).is_some_and(fits));
        let Some(place) = found else {
            *slot = self.open.len();
            return None;
        };
        self.open.truncate(floor + place + 1);
        self.lower();
        self.open.last().copied()
    }

    fn pop(&mut self) {
        self.open.pop();
        self.lower();
    }

    /// What stood above is open no longer.
    fn lower(&mut self) {
        let count = self.open.len();
        self.bottom.iter_mut().flatten().flatten().for_each(|floor| *floor = (*floor).min(count));
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
