//! Whether two texts may be near each other at all, by the longest common subsequence of their characters.
//!
//! An alignment of cost k leaves all but k characters of the longer text as they are and in their order, so it matches
//! `longer - k` of them at least. The matches are counted 64 rows at a time with four operations (H. Hyyrö, "Bit-parallel
//! LCS-length computation revisited", AWOCA 2004), within the band of the paths of cost k, and given up as soon as too
//! many columns have none.
//!
//! Invariant: no text within the cut-off is ruled out.

use super::edit_distance::Band;

/// Columns that are gone through with one window of rows.
const STRETCH: usize = 16;
/// Words that are kept without allocation: texts of up to 1,024 characters.
const WORDS: usize = 16;

/// A text prepared for many comparisons.
#[derive(Debug)]
pub(super) struct Subsequence {
    /// Characters of the text.
    length: usize,
    /// Words of 64 rows; at least one.
    blocks: usize,
    /// For each folded character, `blocks` words whose bits say in which rows it stands.
    rows: Vec<u64>,
}

/// Makes a byte of each character; different characters may share one, which only adds matches.
pub(super) fn folded(text: &str) -> impl Iterator<Item = u8> {
    text.chars().map(|c| if c.is_ascii() { c as u8 } else { 0x80 | c as u8 & 0x7F })
}

impl Subsequence {
    /// Prepares a text.
    pub(super) fn new(text: &str) -> Self {
        let length = text.chars().count();
        let blocks = length.div_ceil(64).max(1);
        let mut rows = vec![0; 256 * blocks];
        for (row, c) in folded(text).enumerate() {
            if let Some(word) = rows.get_mut(usize::from(c) * blocks + row / 64) {
                *word |= 1 << (row % 64);
            }
        }
        Self { length, blocks, rows }
    }

    /// Returns whether a text of folded characters may be within the cut-off.
    pub(super) fn may_be_within(&self, text: &[u8], cutoff: usize) -> bool {
        let longer = self.length.max(text.len());
        let Some(allowed) = (text.len() + cutoff).checked_sub(longer) else { return false };
        let band = Band::new(self.length, text.len(), cutoff);
        let (mut short, mut long) = ([!0; WORDS], Vec::new());
        let open: &mut [u64] = if self.blocks <= WORDS {
            &mut short
        } else {
            long.resize(self.blocks, !0);
            &mut long
        };
        let mut unmatched = 0;
        for (number, stretch) in text.chunks(STRETCH).enumerate() {
            let before = number * STRETCH;
            let (top, bottom) = (band.top(before + 1) / 64, band.bottom(before + stretch.len()) / 64);
            let Some(open) = open.get_mut(top..=bottom) else { return true };
            unmatched += stretch.len() - self.matches(open, top, stretch);
            if unmatched > allowed {
                return false;
            }
        }
        true
    }

    /// Moves a window of words over some columns; returns in how many of them a match was won.
    fn matches(&self, open: &mut [u64], top: usize, columns: &[u8]) -> usize {
        let rows = self.rows.get(top..).unwrap_or(&[]);
        match open.len() {
            1 => matches_in::<1>(open, rows, self.blocks, columns),
            2 => matches_in::<2>(open, rows, self.blocks, columns),
            3 => matches_in::<3>(open, rows, self.blocks, columns),
            4 => matches_in::<4>(open, rows, self.blocks, columns),
            _ => {
                let step = |c: &u8| {
                    let equals = rows.get(usize::from(*c) * self.blocks..).unwrap_or(&[]);
                    open.iter_mut().zip(equals).fold(false, |carry, (open, equal)| advance(open, *equal, carry))
                };
                columns.iter().map(step).filter(|is_match| *is_match).count()
            }
        }
    }
}

fn matches_in<const N: usize>(open: &mut [u64], rows: &[u64], blocks: usize, columns: &[u8]) -> usize {
    let Some(kept) = open.first_chunk_mut::<N>() else { return columns.len() };
    let mut window = *kept;
    let mut matches = 0;
    for c in columns {
        let equals = rows.get(usize::from(*c) * blocks..).and_then(|rows| rows.first_chunk::<N>()).unwrap_or(&[!0; N]);
        let mut carry = false;
        for (open, equal) in window.iter_mut().zip(equals) {
            carry = advance(open, *equal, carry);
        }
        matches += usize::from(carry);
    }
    *kept = window;
    matches
}

/// Moves one word one column to the right; returns whether its last row has one match more.
#[inline(always)]
fn advance(open: &mut u64, equal: u64, carry: bool) -> bool {
    let won = *open & equal;
    let (sum, carry) = open.carrying_add(won, carry);
    *open = sum | (*open ^ won);
    carry
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edit_distance::tests::{brute, near_pair};
    use super::{Subsequence, folded};

    fn may_be_within(a: &str, b: &str, cutoff: usize) -> bool {
        Subsequence::new(a).may_be_within(&folded(b).collect::<Vec<_>>(), cutoff)
    }

    proptest! {
        #[test]
        fn no_text_within_the_cutoff_is_ruled_out((a, b) in near_pair(), more in 0..40usize) {
            let distance = brute(&a, &b);
            prop_assert!(may_be_within(&a, &b, distance));
            prop_assert!(may_be_within(&b, &a, distance + more));
        }

        #[test]
        fn nor_are_long_and_unlike_ones(a in "[abc]{0,90}", b in "[abc]{0,90}", times in 1..20usize, more in 0..9usize) {
            let (a, b) = (a.repeat(times), b.repeat(times));
            prop_assert!(may_be_within(&a, &b, brute(&a, &b) + more));
        }
    }

    #[test]
    fn unlike_texts_are_ruled_out() {
        let text = "The circle of chairs stands ready before the guests come in, and the doors are open. ".repeat(4);
        let other =
            "Budgets are decided by a vote of all residents who are over sixteen years old and here. ".repeat(4);
        assert!(!may_be_within(&text, &other, text.len() * 3 / 10));
        assert!(!may_be_within("Budget", "Circle", 2));
        assert!(may_be_within("Budget", "Budgets", 1));
        assert!(!may_be_within("", "a", 0) && may_be_within("", "", 0) && may_be_within("a", "", 1));
    }
}
