//! A lower bound of the edit distance for 512 texts at once.
//!
//! A bigram of the query that does not occur in a text must have been touched by an edit, and one edit touches two
//! neighbouring bigrams at most; so the least number of edits is found by going from left to right and counting one for
//! each untouched bigram that is missing. A bigram only counts as present where the cut-off allows it to have moved to.
//! The texts stand side by side, one bit each, and the counters are bit-sliced.
//!
//! Invariant: the bound never exceeds the Levenshtein distance in characters.

use std::ops::Range;

const WORDS: usize = 8;
/// Texts in a chunk.
pub(super) const LANES: usize = WORDS * 64;
const GRAM_BITS: u32 = 9;
const GRAMS: usize = 1 << GRAM_BITS;
/// Bits of a counter: bounds up to 16,383; what is longer is cut, which keeps the bound low.
const BITS: usize = 14;
const LONGEST: usize = (1 << BITS) - 1;

type Line = [u64; WORDS];
type Counters = [Line; BITS];

/// Which bigrams occur where in each of up to [`LANES`] texts of similar length.
#[derive(Debug)]
pub(super) struct Chunk {
    /// For each class of bigrams, one line for each stretch of the texts.
    lines: Vec<Line>,
    stretches: usize,
    /// The binary logarithm of the bigrams in a stretch.
    stretch: u32,
    /// The shortest and the longest text, in characters.
    lengths: (usize, usize),
}

/// What is asked of a chunk: the classes of the query's bigrams in order, and the greatest distance of interest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) grams: &'a [usize],
    pub(super) cutoff: usize,
}

/// The bounds of all texts of a chunk.
pub(super) struct Bounds {
    counters: Counters,
}

impl Chunk {
    /// Notes the bigrams of texts with their lengths in characters, shortest first; those beyond the first [`LANES`] are
    /// ignored.
    pub(super) fn new(texts: &[(usize, &str)]) -> Self {
        let lengths = (texts.first().map_or(0, |(length, _)| *length), texts.last().map_or(0, |(length, _)| *length));
        let stretch = (lengths.1 / 16).next_power_of_two().max(16).trailing_zeros();
        let stretches = (lengths.1 >> stretch) + 1;
        let mut lines = vec![[0; WORDS]; GRAMS * stretches];
        for (lane, (_, text)) in texts.iter().take(LANES).enumerate() {
            for (place, gram) in grams(text).enumerate() {
                let line = gram * stretches + (place >> stretch);
                if let Some(word) = lines.get_mut(line).and_then(|line| line.get_mut(lane / 64)) {
                    *word |= 1 << (lane % 64);
                }
            }
        }
        Self { lines, stretches, stretch, lengths }
    }

    /// Returns the stretches to which the bigrams from `place` on can have moved, eight of them at most.
    ///
    /// A path of cost k from (0, 0) to (n, m) crosses only diagonals t = i - j with |t| + |n - m - t| <= k.
    fn stretches_of(&self, place: usize, length: usize, cutoff: usize) -> Range<usize> {
        let (n, k) = (length as isize, cutoff.min(LONGEST) as isize);
        let lowest = (n - self.lengths.1 as isize - k).div_euclid(2);
        let highest = (n - self.lengths.0 as isize + k + 1).div_euclid(2);
        let first = (place as isize - highest).max(0) as usize >> self.stretch;
        let last = place as isize + 7 - lowest;
        let end = if last < 0 { 0 } else { (last as usize >> self.stretch) + 1 };
        first.min(end)..end.min(self.stretches)
    }

    /// Returns the lower bounds of the distances to all texts. They hold for distances up to the cut-off; a text that is
    /// farther may get any bound.
    pub(super) fn bounds(&self, question: Question<'_>) -> Bounds {
        let Question { grams, cutoff } = question;
        let length = grams.len().saturating_sub(1);
        let mut counters = [[0; WORDS]; BITS];
        let used = BITS.min((usize::BITS - (grams.len() / 2 + 1).leading_zeros()) as usize);
        let mut missing = [0; WORDS];
        for (number, eight) in grams.chunks(8).enumerate().take(LONGEST / 4) {
            let stretches = self.stretches_of(number * 8, length, cutoff);
            let mut pairs = [[0; WORDS]; 4];
            for (sum, two) in pairs.iter_mut().zip(eight.chunks(2)) {
                // Of two neighbours only one can be counted, so one bit holds the sum of the pair.
                for &gram in two {
                    let mut present = missing;
                    let first = gram * self.stretches;
                    for line in self.lines.get(first + stretches.start..first + stretches.end).unwrap_or(&[]) {
                        present.iter_mut().zip(line).for_each(|(present, line)| *present |= line);
                    }
                    for ((missing, present), sum) in missing.iter_mut().zip(&present).zip(sum.iter_mut()) {
                        *missing = !present;
                        *sum |= *missing;
                    }
                }
            }
            count(&mut counters, &pairs, used);
        }
        Bounds { counters }
    }
}

/// Adds four bits of each lane to the counters (carry-save adders: H. S. Warren, "Hacker's Delight", 5-1).
fn count(counters: &mut Counters, pairs: &[Line; 4], used: usize) {
    let (low, high) = counters.split_at_mut(2);
    let ([ones, twos], [first, second, third, fourth]) = (low, pairs) else { return };
    let mut carry = [0; WORDS];
    for (((((one, two), carry), first), second), (third, fourth)) in
        ones.iter_mut().zip(twos).zip(&mut carry).zip(first).zip(second).zip(third.iter().zip(fourth))
    {
        let half = *one ^ first;
        let carry_a = (*one & first) | (half & second);
        let sum = half ^ second;
        let half = sum ^ third;
        let carry_b = (sum & third) | (half & fourth);
        *one = half ^ fourth;
        let half = *two ^ carry_a;
        *carry = (*two & carry_a) | (half & carry_b);
        *two = half ^ carry_b;
    }
    for counter in high.iter_mut().take(used.saturating_sub(2)) {
        for (counter, carry) in counter.iter_mut().zip(&mut carry) {
            let sum = *counter ^ *carry;
            *carry &= *counter;
            *counter = sum;
        }
    }
}

impl Bounds {
    /// Calls `keep` with each of the lanes whose bound is at most `cutoff`.
    pub(super) fn within(&self, cutoff: usize, lanes: Range<usize>, mut keep: impl FnMut(usize)) {
        let mut above = [0; WORDS];
        let mut equal = [!0; WORDS];
        for (bit, counter) in self.counters.iter().enumerate().rev() {
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
                    keep(lane);
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
        (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - GRAM_BITS)) as usize
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
            let mut texts: Vec<(usize, &str)> =
                pairs.iter().map(|(_, other)| (other.chars().count(), other.as_str())).collect();
            texts.sort_unstable();
            let chunk = Chunk::new(&texts);
            for (text, _) in &pairs {
                let query: Vec<usize> = grams(text).collect();
                for cutoff in [5, 30, 90, usize::MAX] {
                    let mut is_kept = vec![false; texts.len()];
                    let bounds = chunk.bounds(Question { grams: &query, cutoff });
                    bounds.within(cutoff, 0..pairs.len(), |lane| is_kept[lane] = true);
                    for ((_, other), is_kept) in texts.iter().zip(is_kept) {
                        prop_assert!(is_kept || brute(text, other) > cutoff);
                    }
                }
                for (_, other) in &pairs {
                    let lengths = (text.chars().count(), other.chars().count());
                    prop_assert!(bag_distance(&bag(text), &bag(other), lengths) <= brute(text, other));
                }
            }
        }
    }

    #[test]
    fn unrelated_sentences_are_far_apart() {
        let text = "The circle of chairs stands ready before the guests come in.";
        let chunk = Chunk::new(&[(text.len(), text)]);
        let query: Vec<usize> = grams("Budgets are decided by a vote of all residents over sixteen.").collect();
        let mut is_kept = false;
        chunk.bounds(Question { grams: &query, cutoff: 18 }).within(18, 0..1, |_| is_kept = true);
        assert!(!is_kept);
    }
}
