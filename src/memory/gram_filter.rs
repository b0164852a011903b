//! A lower bound of the edit distance for 512 texts at once.
//!
//! A bigram of the query that does not occur in a text must have been touched by an edit, and one edit touches two
//! neighbouring bigrams at most; so the least number of edits is found by going from left to right and counting one for
//! each untouched bigram that is missing. The texts stand side by side, one bit each, and the counters are bit-sliced.
//!
//! Invariant: the bound never exceeds the Levenshtein distance in characters.

use std::ops::Range;

const WORDS: usize = 8;
/// Texts in a chunk.
pub(super) const LANES: usize = WORDS * 64;
const GRAMS: usize = 1024;
/// Bits of a counter: bounds up to 16,383; what is longer is cut, which keeps the bound low.
const BITS: usize = 14;
const LONGEST: usize = (1 << BITS) - 1;

type Line = [u64; WORDS];

/// Which bigrams occur in each of up to [`LANES`] texts.
#[derive(Debug)]
pub(super) struct Chunk {
    lines: Vec<Line>,
}

impl Chunk {
    /// Notes the bigrams of texts; those beyond the first [`LANES`] are ignored.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut lines = vec![[0; WORDS]; GRAMS];
        for (lane, text) in texts.take(LANES).enumerate() {
            for gram in grams(text) {
                if let Some(word) = lines.get_mut(gram).and_then(|line| line.get_mut(lane / 64)) {
                    *word |= 1 << (lane % 64);
                }
            }
        }
        Self { lines }
    }

    /// Calls `keep` with each lane whose bound is at most `cutoff`, and the bound.
    pub(super) fn within(
        &self,
        grams: &[usize],
        cutoff: usize,
        lanes: Range<usize>,
        mut keep: impl FnMut(usize, usize),
    ) {
        let mut counters = [[0; WORDS]; BITS];
        let mut touched = [0; WORDS];
        let used = BITS.min((usize::BITS - (grams.len() / 2 + 1).leading_zeros()) as usize);
        for pair in grams.chunks(2).take(LONGEST) {
            // Of two neighbours only one can be counted, so one bit holds the sum of the pair.
            let mut missing = [0; WORDS];
            for &gram in pair {
                let Some(line) = self.lines.get(gram) else { continue };
                for ((touched, missing), line) in touched.iter_mut().zip(&mut missing).zip(line) {
                    *touched = !(*touched | line);
                    *missing |= *touched;
                }
            }
            for counter in counters.iter_mut().take(used) {
                for (counter, carry) in counter.iter_mut().zip(&mut missing) {
                    let sum = *counter ^ *carry;
                    *carry &= *counter;
                    *counter = sum;
                }
            }
        }
        let mut above = [0; WORDS];
        let mut equal = [!0; WORDS];
        for (bit, counter) in counters.iter().enumerate().rev() {
            let wanted = if cutoff.min(LONGEST) >> bit & 1 == 1 { !0 } else { 0 };
            for ((above, equal), counter) in above.iter_mut().zip(&mut equal).zip(counter) {
                *above |= *equal & counter & !wanted;
                *equal &= !(counter ^ wanted);
            }
        }
        for (word, above) in above.iter().enumerate() {
            let mut left = !above;
            while left != 0 {
                let lane = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                if lanes.contains(&lane) {
                    let bit_of =
                        |counter: &Line| counter.get(word).map_or(0, |bits| (bits >> (lane % 64) & 1) as usize);
                    let bound = counters.iter().enumerate().map(|(bit, counter)| bit_of(counter) << bit).sum();
                    keep(lane, bound);
                }
            }
        }
    }
}

/// Returns the classes of a text's bigrams in order, with one before its first and one after its last character.
pub(super) fn grams(text: &str) -> impl Iterator<Item = usize> {
    let mut before = '\u{2}';
    text.chars().chain(std::iter::once('\u{3}')).map(move |c| {
        let pair = (before as u64) << 21 | c as u64;
        before = c;
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4); a collision only lowers the bound.
        (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
    })
}

/// How often each class of characters occurs, up to 255 times.
pub(super) type Bag = [u8; 32];

/// Counts the characters of a text by class.
pub(super) fn bag(text: &str) -> Bag {
    let mut bag = [0_u8; 32];
    for c in text.chars() {
        let class = match c {
            'a'..='z' => c as usize - 'a' as usize,
            ' ' => 26,
            '0'..='9' => 27,
            'A'..='M' => 28,
            'N'..='Z' => 29,
            _ if c.is_ascii() => 30,
            _ => 31,
        };
        if let Some(count) = bag.get_mut(class) {
            *count = count.saturating_add(1);
        }
    }
    bag
}

/// Returns a lower bound of the distance between texts with these bags and lengths in characters (I. Bartolini,
/// P. Ciaccia, M. Patella, "String matching with metric trees using an approximate distance", SPIRE 2002).
pub(super) fn bag_distance(a: &Bag, b: &Bag, lengths: (usize, usize)) -> usize {
    let sum: u32 = a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    (sum as usize + lengths.0.abs_diff(lengths.1)) / 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edit_distance::tests::{brute, near_pair};
    use super::*;

    proptest! {
        #[test]
        fn neither_bound_exceeds_the_distance(pairs in proptest::collection::vec(near_pair(), 1..6)) {
            let chunk = Chunk::new(pairs.iter().map(|(_, other)| other.as_str()));
            for (text, _) in &pairs {
                let query: Vec<usize> = grams(text).collect();
                let mut kept = 0;
                chunk.within(&query, usize::MAX, 0..pairs.len(), |lane, bound| {
                    kept += 1;
                    assert!(bound <= brute(text, &pairs[lane].1), "{text:?} {:?} {bound}", pairs[lane].1);
                });
                prop_assert_eq!(kept, pairs.len());
                for (_, other) in &pairs {
                    let lengths = (text.chars().count(), other.chars().count());
                    prop_assert!(bag_distance(&bag(text), &bag(other), lengths) <= brute(text, other));
                }
            }
        }

        #[test]
        fn the_cutoff_keeps_what_is_at_or_below_it((text, other) in near_pair(), cutoff in 0..80usize) {
            let chunk = Chunk::new(std::iter::once(other.as_str()));
            let query: Vec<usize> = grams(&text).collect();
            let mut bounds = Vec::new();
            chunk.within(&query, usize::MAX, 0..1, |_, bound| bounds.push(bound));
            let mut kept = Vec::new();
            chunk.within(&query, cutoff, 0..1, |_, bound| kept.push(bound));
            bounds.retain(|&bound| bound <= cutoff);
            prop_assert_eq!(kept, bounds);
        }
    }

    #[test]
    fn unrelated_sentences_are_far_apart() {
        let chunk = Chunk::new(std::iter::once("The circle of chairs stands ready before the guests come in."));
        let query: Vec<usize> = grams("Budgets are decided by a vote of all residents over sixteen.").collect();
        let mut bounds = Vec::new();
        chunk.within(&query, usize::MAX, 0..1, |_, bound| bounds.push(bound));
        assert!(bounds[0] > 18, "{bounds:?}");
    }
}
