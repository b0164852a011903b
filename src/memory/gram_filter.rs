//! A lower bound of the edit distance for 512 texts at once.
//!
//! A gram is two or three neighbouring characters of the query. Where it does not occur in a text an edit must have
//! touched it, and one edit touches one of several disjoint grams at most; so the least number of edits is found by going
//! from left to right and counting each missing gram that shares no character with the one counted before. A gram only
//! counts as present where the cut-off allows it to have moved to.
//!
//! Invariant: the bound never exceeds the Levenshtein distance in characters.

use super::lane_counters::{LANES, LONGEST, LaneCounters, Line};

/// Stretches into which the places of the longest text of a chunk are divided.
const STRETCHES: usize = 4;
/// Stretches in a window. Two windows are all stretches.
const WINDOW: usize = STRETCHES / 2;
/// Places whose lines are fetched together: a processor fetches many at a time when nothing else is in the way.
const FETCHED: usize = 64;

/// The hashes of a bigram, and of the trigram that ends with it.
pub(super) type Gram = [u32; 2];

/// Which grams occur where in each of up to [`LANES`] texts of similar length.
#[derive(Debug)]
pub(super) struct Chunk {
    /// For each class of grams, one line for each window, by the stretch with which it begins.
    lines: Vec<[Line; STRETCHES]>,
    /// How far the hash of a gram is moved to give its class.
    shift: u32,
    /// Places in a stretch.
    stretch: usize,
    /// The shortest and the longest text, in characters.
    lengths: (usize, usize),
}

/// Where to look for the grams of one place of the query.
#[derive(Clone, Copy)]
struct Place {
    classes: [u32; 2],
    /// The first stretch in which they can stand.
    first: usize,
    /// Whether one window does not hold all of them.
    is_wide: bool,
}

/// The stretches in which the grams of a query can stand, place by place.
struct Walk {
    place: isize,
    /// The first and the last stretch, and the places from which on they are the next ones.
    first: (usize, isize),
    last: (usize, isize),
}

impl Chunk {
    /// Notes the grams of texts with their lengths in characters, shortest first; those beyond the first [`LANES`] are
    /// ignored.
    pub(super) fn new(texts: &[(usize, &str)]) -> Self {
        let lengths = (texts.first().map_or(0, |(length, _)| *length), texts.last().map_or(0, |(length, _)| *length));
        let stretch = lengths.1 / STRETCHES + 1;
        // Four to eight classes for each character, within bounds: most grams of a text have a class of their own.
        let bits = (usize::BITS - lengths.1.leading_zeros() + 2).clamp(7, 12);
        let shift = u32::BITS - bits;
        let mut lines = vec![[Line::NONE; STRETCHES]; 1 << bits];
        for (lane, (_, text)) in texts.iter().take(LANES).enumerate() {
            let mut grams = grams(text);
            for at in 0..STRETCHES {
                for hash in grams.by_ref().take(stretch).flatten() {
                    if let Some(lines) = lines.get_mut((hash >> shift) as usize) {
                        lines[at].set(lane);
                    }
                }
            }
        }
        for lines in &mut lines {
            *lines =
                std::array::from_fn(|at| lines.iter().skip(at).take(WINDOW).fold(Line::NONE, |all, one| all.or(one)));
        }
        Self { lines, shift, stretch, lengths }
    }

    /// Returns for each text a lower bound of its distance to the query, whose grams are given in order. The bounds hold
    /// for distances up to the cut-off; a text that is farther may get any bound.
    pub(super) fn bounds(&self, grams: &[Gram], cutoff: usize) -> LaneCounters {
        let mut counters = LaneCounters::new(grams.len());
        let mut walk = self.walk(grams.len().saturating_sub(1), cutoff);
        let nowhere = Place { classes: [u32::MAX; 2], first: 0, is_wide: false };
        let mut places = [nowhere; FETCHED];
        // What is longer than a counter can count is cut, which keeps the bound low.
        for block in grams.chunks(FETCHED).take(LONGEST / FETCHED) {
            let mut fetched = 0;
            for (place, gram) in places.iter_mut().zip(block) {
                *place = walk.next(gram.map(|hash| hash >> self.shift), self.stretch as isize);
                fetched |= place.classes.iter().fold(0, |all, &class| all | self.line(class, place.first).first());
            }
            std::hint::black_box(fetched);
            places.get_mut(block.len()..).unwrap_or(&mut []).fill(nowhere);
            let (eights, _) = places.as_chunks::<8>();
            for eight in eights.iter().take(block.len().div_ceil(8)) {
                let both;
                let lines = if eight.iter().any(|place| place.is_wide) {
                    both = std::array::from_fn::<[Line; 2], 8, _>(|at| {
                        std::array::from_fn(|piece| self.both_windows(eight[at].classes[piece], eight[at]))
                    });
                    std::array::from_fn(|at| std::array::from_fn(|piece| &both[at][piece]))
                } else {
                    std::array::from_fn(|at| {
                        std::array::from_fn(|piece| self.line(eight[at].classes[piece], eight[at].first))
                    })
                };
                counters.add_eight(lines);
            }
        }
        counters
    }

    /// Begins a walk along a query of `n` characters. A path of cost k from (0, 0) to (n, m) crosses only diagonals
    /// t = i - j with |t| + |n - m - t| <= k.
    fn walk(&self, n: usize, cutoff: usize) -> Walk {
        let (n, k, stretch) = (n as isize, cutoff.min(LONGEST) as isize, self.stretch as isize);
        let lowest = (n - self.lengths.1 as isize - k).div_euclid(2);
        let highest = (n - self.lengths.0 as isize + k + 1).div_euclid(2);
        Walk { place: 0, first: (0, highest + stretch), last: (0, lowest + stretch) }
    }

    /// A class that does not exist is in every text.
    #[inline(always)]
    fn line(&self, class: u32, stretch: usize) -> &Line {
        self.lines.get(class as usize).and_then(|lines| lines.get(stretch)).unwrap_or(&Line::EVERY)
    }

    #[inline(always)]
    fn both_windows(&self, class: u32, place: Place) -> Line {
        let second = if place.is_wide { (place.first + WINDOW).min(STRETCHES - 1) } else { place.first };
        self.line(class, place.first).or(self.line(class, second))
    }
}

impl Walk {
    /// Returns where to look for the grams of the next place.
    #[inline(always)]
    fn next(&mut self, classes: [u32; 2], stretch: isize) -> Place {
        for (number, end) in [&mut self.first, &mut self.last] {
            while self.place >= *end {
                *number += 1;
                *end += stretch;
            }
        }
        self.place += 1;
        let first = self.first.0.min(STRETCHES - 1);
        Place { classes, first, is_wide: self.last.0 >= first + WINDOW }
    }
}

/// Returns the grams of a text in the order of their last characters, of which one stands behind the text; two others
/// stand before it.
pub(super) fn grams(text: &str) -> impl Iterator<Item = Gram> {
    // Fibonacci hashing (Knuth, TAOCP 3, 6.4); a collision only lowers the bound.
    let hash = |key: u64| (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32;
    let mut before = 2_u64 << 21 | 2;
    text.chars().chain(std::iter::once('\u{3}')).map(move |c| {
        let three = before << 21 | c as u64;
        before = three & ((1 << 42) - 1);
        [hash(before), hash(three)]
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edit_distance::tests::{brute, near_pair};
    use super::*;

    proptest! {
        #[test]
        fn the_bound_does_not_exceed_the_distance(pairs in proptest::collection::vec(near_pair(), 1..6)) {
            let mut texts: Vec<(usize, &str)> =
                pairs.iter().map(|(_, other)| (other.chars().count(), other.as_str())).collect();
            texts.sort_unstable();
            let chunk = Chunk::new(&texts);
            for (text, _) in &pairs {
                let query: Vec<Gram> = grams(text).collect();
                for cutoff in [5, 30, 90, usize::MAX] {
                    let mut is_kept = vec![false; texts.len()];
                    let bounds = chunk.bounds(&query, cutoff);
                    bounds.within(cutoff, 0..pairs.len(), |lane| is_kept[lane] = true);
                    for ((_, other), is_kept) in texts.iter().zip(is_kept) {
                        prop_assert!(is_kept || brute(text, other) > cutoff);
                    }
                }
            }
        }

        #[test]
        fn nor_where_every_gram_has_moved(text in "[a-z ]{20,200}", head in "[a-z]{0,60}", cut in 0..60usize) {
            let (short, _) = text.split_at(text.len() - cut.min(text.len()));
            for (one, other) in [(format!("{head}{short}"), text.clone()), (text.clone(), format!("{head}{short}"))] {
                let cutoff = brute(&one, &other);
                let mut is_kept = false;
                let bounds = Chunk::new(&[(other.len(), &other)]).bounds(&grams(&one).collect::<Vec<_>>(), cutoff);
                bounds.within(cutoff, 0..1, |_| is_kept = true);
                prop_assert!(is_kept);
            }
        }
    }

    #[test]
    fn unrelated_sentences_are_far_apart() {
        let text = "The circle of chairs stands ready before the guests come in.";
        let chunk = Chunk::new(&[(text.len(), text)]);
        let query: Vec<Gram> = grams("Budgets are decided by a vote of all residents over sixteen.").collect();
        let mut is_kept = false;
        chunk.bounds(&query, 18).within(18, 0..1, |_| is_kept = true);
        assert!(!is_kept);
    }
}
