//! A counter for each of 512 texts that stand side by side, one bit each.
//!
//! The counters are bit-sliced: one line holds the same bit of all of them, and a word of it is worked on for 64 texts at
//! once (carry-save adders: H. S. Warren, "Hacker's Delight", 5-1).
//!
//! Invariant: a counter never exceeds the number of disjoint grams that the text lacks.

use std::ops::Range;

const WORDS: usize = 8;
/// Texts side by side.
pub(super) const LANES: usize = WORDS * 64;
/// Bits of a counter.
const BITS: usize = 14;
/// The highest count.
pub(super) const LONGEST: usize = (1 << BITS) - 1;

type Words = [u64; WORDS];

/// One bit for each text; one line of the processor's cache, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Line(Words);

/// Counts how many disjoint grams of a query each text lacks, from the first place of the query to the last.
pub(super) struct LaneCounters {
    bits: [Words; BITS],
    /// How many bits can be needed.
    used: usize,
    /// Where a gram was counted that ends at the place before, and at the one before that.
    counted: [Words; 2],
}

impl Line {
    /// No text.
    pub(super) const NONE: Self = Self([0; WORDS]);
    /// Every text.
    pub(super) const EVERY: Self = Self([!0; WORDS]);

    /// Adds a text, which is below [`LANES`].
    pub(super) fn set(&mut self, lane: usize) {
        if let Some(word) = self.0.get_mut(lane / 64) {
            *word |= 1 << (lane % 64);
        }
    }

    /// Returns the texts of both.
    #[inline(always)]
    pub(super) fn or(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    /// Returns its first word; reading it fetches the line.
    #[inline(always)]
    pub(super) fn first(&self) -> u64 {
        self.0[0]
    }
}

impl LaneCounters {
    /// Prepares to count for a query of so many places, at most [`LONGEST`].
    pub(super) fn new(places: usize) -> Self {
        let used = BITS.min((usize::BITS - (places / 2 + 1).leading_zeros()) as usize);
        Self { bits: [[0; WORDS]; BITS], used, counted: [[0; WORDS]; 2] }
    }

    /// Goes through eight places: which texts have the bigram, and which the trigram, that ends there.
    #[inline(always)]
    pub(super) fn add_eight(&mut self, present: [[&Line; 2]; 8]) {
        let (low, high) = self.bits.split_at_mut(2);
        let [ones, twos] = low else { return };
        let (mut carry, mut counted, mut one, mut two) = ([0; WORDS], self.counted, *ones, *twos);
        for at in 0..WORDS {
            let sums = missing(&present, at, &mut counted);
            carry[at] = add_four(sums, &mut one[at], &mut two[at]);
        }
        (self.counted, *ones, *twos) = (counted, one, two);
        for counter in high.iter_mut().take(self.used.saturating_sub(2)) {
            for (counter, carry) in counter.iter_mut().zip(&mut carry) {
                let sum = *counter ^ *carry;
                *carry &= *counter;
                *counter = sum;
            }
        }
    }

    /// Calls `keep` with each of the texts whose count is at most `cutoff`.
    pub(super) fn within(&self, cutoff: usize, lanes: Range<usize>, mut keep: impl FnMut(usize)) {
        let mut above = [0; WORDS];
        let mut equal = [!0; WORDS];
        for (bit, counter) in self.bits.iter().enumerate().take(self.used.max(1)).rev() {
            let wanted = if cutoff.min((1 << self.used) - 1) >> bit & 1 == 1 { !0 } else { 0 };
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

/// Returns, for 64 texts, in which pairs of the eight places a gram is to be counted: of two neighbouring places only one
/// can be, so one bit holds the sum of a pair.
#[inline(always)]
fn missing(present: &[[&Line; 2]; 8], at: usize, counted: &mut [Words; 2]) -> [u64; 4] {
    let (mut before, mut earlier) = (counted[0][at], counted[1][at]);
    let mut sums = [0; 4];
    for (place, [bigram, trigram]) in present.iter().enumerate() {
        // A bigram shares a character with what was counted one place before, a trigram with that of two places, too.
        let is_counted = !((bigram.0[at] & (trigram.0[at] | earlier)) | before);
        earlier = before;
        before = is_counted;
        sums[place / 2] |= is_counted;
    }
    counted[0][at] = before;
    counted[1][at] = earlier;
    sums
}

/// Adds four bits to the two lowest of a counter; returns what is carried into the third.
#[inline(always)]
fn add_four([first, second, third, fourth]: [u64; 4], one: &mut u64, two: &mut u64) -> u64 {
    let half = *one ^ first;
    let carry_a = (*one & first) | (half & second);
    let sum = half ^ second;
    let half = sum ^ third;
    let carry_b = (sum & third) | (half & fourth);
    *one = half ^ fourth;
    let half = *two ^ carry_a;
    let carry = (*two & carry_a) | (half & carry_b);
    *two = half ^ carry_b;
    carry
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LaneCounters, Line};

    /// Counts for one text, place by place.
    fn one_by_one(places: &[(bool, bool)]) -> usize {
        let (mut count, mut end) = (0, None);
        for (place, &(has_bigram, has_trigram)) in places.iter().enumerate() {
            let free = |length: usize| end.is_none_or(|end| end + length <= place);
            if (!has_bigram && free(2)) || (!has_trigram && free(3)) {
                count += 1;
                end = Some(place);
            }
        }
        count
    }

    proptest! {
        #[test]
        fn every_lane_counts_for_itself(
            places in proptest::collection::vec((proptest::bool::weighted(0.4), proptest::bool::weighted(0.2)), 0..300),
            lane in 0..512usize,
        ) {
            let mut counters = LaneCounters::new(places.len());
            let mut none = Line::NONE;
            none.set(lane);
            // Every other text lacks nothing.
            let line = |has: bool| if has { Line::EVERY } else { Line(std::array::from_fn(|at| !none.0[at])) };
            for eight in places.chunks(8) {
                let lines: Vec<[Line; 2]> = eight.iter().map(|&(two, three)| [line(two), line(three)]).collect();
                let present = std::array::from_fn(|at| lines.get(at).map_or([&Line::EVERY; 2], |[a, b]| [a, b]));
                counters.add_eight(present);
            }
            let count = one_by_one(&places);
            for cutoff in [0, 1, count.saturating_sub(1), count, count + 1, 5_000, usize::MAX] {
                let mut kept = Vec::new();
                counters.within(cutoff, 0..512, |lane| kept.push(lane));
                prop_assert_eq!(kept.contains(&lane), count <= cutoff);
                prop_assert!(kept.len() >= 511);
            }
        }
    }
}
