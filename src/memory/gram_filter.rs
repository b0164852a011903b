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
/// Bigrams between two notes of the counters.
pub(super) const NOTED_EVERY: usize = 32;
/// Notes taken.
pub(super) const NOTES: usize = 4;

type Line = [u64; WORDS];
type Counters = [Line; BITS];

/// Which bigrams occur where in each of up to [`LANES`] texts of similar length.
#[derive(Debug)]
pub(super) struct Chunk {
    /// For each stretch of the texts, one line for each class of bigrams.
    lines: Vec<Line>,
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
    /// The counters after each [`NOTED_EVERY`] bigrams.
    notes: [Counters; NOTES],
    noted: usize,
    /// Low bits of the counters that can be set.
    used: usize,
}

impl Chunk {
    /// Notes the bigrams of texts with their lengths in characters, shortest first; those beyond the first [`LANES`] are
    /// ignored.
    pub(super) fn new(texts: &[(usize, &str)]) -> Self {
        let lengths = (texts.first().map_or(0, |(length, _)| *length), texts.last().map_or(0, |(length, _)| *length));
        let stretch = (lengths.1 / 16).next_power_of_two().max(16).trailing_zeros();
        let mut lines = vec![[0; WORDS]; GRAMS * ((lengths.1 >> stretch) + 1)];
        for (lane, (_, text)) in texts.iter().take(LANES).enumerate() {
            for (place, gram) in grams(text).enumerate() {
                let line = (place >> stretch) * GRAMS + gram;
                if let Some(word) = lines.get_mut(line).and_then(|line| line.get_mut(lane / 64)) {
                    *word |= 1 << (lane % 64);
                }
            }
        }
        Self { lines, stretch, lengths }
    }

    /// Returns the lines of the stretches to which the bigrams from `place` on can have moved, eight of them at most.
    ///
    /// A path of cost k from (0, 0) to (n, m) crosses only diagonals t = i - j with |t| + |n - m - t| <= k.
    fn stretches(&self, place: usize, length: usize, cutoff: usize) -> &[Line] {
        let (n, k) = (length as isize, cutoff.min(LONGEST) as isize);
        let lowest = (n - self.lengths.1 as isize - k).div_euclid(2);
        let highest = (n - self.lengths.0 as isize + k + 1).div_euclid(2);
        let first = (place as isize - highest).max(0) as usize >> self.stretch;
        let last = place as isize + 7 - lowest;
        let end = if last < 0 { 0 } else { (last as usize >> self.stretch) + 1 };
        self.lines.get(first * GRAMS..(end * GRAMS).min(self.lines.len())).unwrap_or(&[])
    }

    /// Returns the lower bounds of the distances to all texts. They hold for distances up to the cut-off; a text that is
    /// farther may get any bound.
    pub(super) fn bounds(&self, question: Question<'_>) -> Bounds {
        let Question { grams, cutoff } = question;
        let length = grams.len().saturating_sub(1);
        let mut counters = [[0; WORDS]; BITS];
        let mut notes = [[[0; WORDS]; BITS]; NOTES];
        let mut noted = 0;
        let used = BITS.min((usize::BITS - (grams.len() / 2 + 1).leading_zeros()) as usize);
        let mut missing = [0; WORDS];
        for (number, eight) in grams.chunks(8).enumerate().take(LONGEST / 4) {
            let stretches = self.stretches(number * 8, length, cutoff);
            let mut pairs = [[0; WORDS]; 4];
            for (sum, two) in pairs.iter_mut().zip(eight.chunks(2)) {
                // Of two neighbours only one can be counted, so one bit holds the sum of the pair.
                for &gram in two {
                    let mut present = missing;
                    for line in stretches.get(gram..).unwrap_or(&[]).iter().step_by(GRAMS) {
                        present.iter_mut().zip(line).for_each(|(present, line)| *present |= line);
                    }
                    for ((missing, present), sum) in missing.iter_mut().zip(&present).zip(sum.iter_mut()) {
                        *missing = !present;
                        *sum |= *missing;
                    }
                }
            }
            count(&mut counters, &pairs, used);
            if (number + 1) % (NOTED_EVERY / 8) == 0
                && let Some(note) = notes.get_mut(noted)
            {
                *note = counters;
                noted += 1;
            }
        }
        Bounds { counters, notes, noted, used }
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

    fn value(&self, counters: &Counters, lane: usize) -> usize {
        let bit_of = |counter: &Line| counter.get(lane / 64).map_or(0, |bits| (bits >> (lane % 64) & 1) as usize);
        counters.iter().take(self.used).enumerate().map(|(bit, counter)| bit_of(counter) << bit).sum()
    }

    /// Returns the bound of one text.
    pub(super) fn whole(&self, lane: usize) -> usize {
        self.value(&self.counters, lane)
    }

    /// Returns the bounds of what the query's characters after the first 31, 63, 95 and 127 cost.
    ///
    /// The least number of edits of the whole is at most that of a head and that of the tail together.
    pub(super) fn tails(&self, lane: usize) -> [usize; NOTES] {
        let whole = self.whole(lane);
        let mut tails = [0; NOTES];
        for (tail, note) in tails.iter_mut().zip(self.notes.iter().take(self.noted)) {
            *tail = whole.saturating_sub(self.value(note, lane));
        }
        tails
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
                    let mut kept = vec![None; texts.len()];
                    let bounds = chunk.bounds(Question { grams: &query, cutoff });
                    bounds.within(cutoff, 0..pairs.len(), |lane| kept[lane] = Some(bounds.whole(lane)));
                    for ((_, other), bound) in texts.iter().zip(kept) {
                        let distance = brute(text, other);
                        prop_assert!(distance > cutoff || bound.is_some_and(|bound| bound <= distance));
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
        assert!(chunk.bounds(Question { grams: &query, cutoff: 18 }).whole(0) > 18);
    }
}
