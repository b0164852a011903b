//! The nearest texts to a query, exactly as comparing with every text would find them.
//!
//! Similarity is `1 - distance / longer`: the Levenshtein distance and the longer of the two lengths, in characters.
//! Invariant: no hit is missed; the filters only drop texts whose lower bound already exceeds the cut-off.

use std::cmp::Ordering;

use super::edit_distance::Pattern;
use super::gram_filter::{Bag, Chunk, LANES, NOTES, Question, bag, bag_distance, grams};

/// Texts that can be searched by nearness.
#[derive(Debug, Default)]
pub struct Index {
    /// All texts, one after the other, shortest first.
    text: String,
    items: Vec<Item>,
    chunks: Vec<Chunk>,
}

#[derive(Debug)]
struct Item {
    start: usize,
    end: usize,
    /// In characters.
    length: usize,
    /// The place among the texts given.
    index: usize,
    bag: Bag,
}

/// A text that may be near.
struct Candidate {
    /// A lower bound of the distance.
    bound: usize,
    /// The longer of the two lengths.
    longer: usize,
    /// The place among the items.
    at: usize,
    /// Lower bounds of what the tails of the query cost.
    tails: [usize; NOTES],
}

/// One text that is near a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The place of the text in the order given to [`Index::new`], 0-based.
    pub index: usize,
    /// The Levenshtein distance in characters.
    pub distance: usize,
    /// The longer of the two lengths in characters; at least 1.
    pub longer: usize,
}

impl Hit {
    /// Returns the similarity as a fraction, 1 for equal texts.
    #[must_use]
    pub fn similarity(&self) -> f64 {
        1.0 - self.distance as f64 / self.longer as f64
    }

    /// Returns the similarity in whole percent, rounded down, so that only equal texts have 100.
    #[must_use]
    pub fn percent(&self) -> usize {
        100 * (self.longer - self.distance.min(self.longer)) / self.longer
    }

    /// Orders the nearer first, then the earlier.
    fn order(&self, other: &Self) -> Ordering {
        (self.distance * other.longer).cmp(&(other.distance * self.longer)).then(self.index.cmp(&other.index))
    }
}

impl Index {
    /// Builds an index; the texts may repeat and may be empty.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut order: Vec<(usize, usize, &str)> =
            texts.into_iter().enumerate().map(|(index, text)| (text.chars().count(), index, text)).collect();
        order.sort_unstable();
        let mut all = String::with_capacity(order.iter().map(|(_, _, text)| text.len()).sum());
        let mut items = Vec::with_capacity(order.len());
        for &(length, index, text) in &order {
            let start = all.len();
            all.push_str(text);
            items.push(Item { start, end: all.len(), length, index, bag: bag(text) });
        }
        let sized: Vec<(usize, &str)> = order.iter().map(|&(length, _, text)| (length, text)).collect();
        let chunks = sized.chunks(LANES).map(Chunk::new).collect();
        Self { text: all, items, chunks }
    }

    /// Returns the number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns whether there are no texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns up to `limit` texts whose similarity is at least `percent` of 100, nearest first; among equally near
    /// ones the earlier.
    #[must_use]
    pub fn nearest(&self, query: &str, limit: usize, percent: usize) -> Vec<Hit> {
        let pattern = Pattern::new(query);
        let n = pattern.length();
        let allowed = 100 - percent.min(100);
        let cutoff = |longer: usize| longer * allowed / 100;
        let mut candidates = self.candidates(query, n, cutoff);
        candidates.sort_unstable_by_key(|one| ((one.bound << 24) / one.longer.max(1), one.at));
        let mut hits: Vec<Hit> = Vec::with_capacity(limit + 1);
        for Candidate { bound, longer, at, tails } in candidates {
            let Some(item) = self.items.get(at) else { continue };
            let within = match hits.last() {
                Some(worst) if hits.len() == limit => cutoff(longer).min(worst.distance * longer / worst.longer),
                _ => cutoff(longer),
            };
            if bound > within {
                continue;
            }
            let text = self.text.get(item.start..item.end).unwrap_or("");
            if let Some(distance) = pattern.distance(text, item.length, within, &tails) {
                let hit = Hit { index: item.index, distance, longer: longer.max(1) };
                let place = hits.partition_point(|other| other.order(&hit) == Ordering::Less);
                hits.insert(place, hit);
                hits.truncate(limit);
            }
        }
        hits
    }

    /// Returns the texts that no filter drops.
    fn candidates(&self, query: &str, n: usize, cutoff: impl Fn(usize) -> usize) -> Vec<Candidate> {
        // `m + cutoff(max(n, m)) >= n` holds for all lengths from some m on, `n + cutoff(m) >= m` up to some m.
        let first = self.items.partition_point(|item| item.length + cutoff(n.max(item.length)) < n);
        let end = self.items.partition_point(|item| item.length <= n + cutoff(n.max(item.length)));
        let query_grams: Vec<usize> = grams(query).collect();
        let query_bag = bag(query);
        let mut found = Vec::new();
        for (number, chunk) in self.chunks.iter().enumerate().take(end.div_ceil(LANES)).skip(first / LANES) {
            let base = number * LANES;
            let lanes = first.saturating_sub(base)..(end - base).min(LANES);
            let longest = self.items.get(base + lanes.end - 1).map_or(n, |item| n.max(item.length));
            let cutoff_here = cutoff(longest);
            let bounds = chunk.bounds(Question { grams: &query_grams, cutoff: cutoff_here });
            bounds.within(cutoff_here, lanes, |lane| {
                let Some(item) = self.items.get(base + lane) else { return };
                let longer = n.max(item.length);
                let bag_bound = bag_distance(&query_bag, &item.bag, (n, item.length));
                if bag_bound <= cutoff(longer) {
                    let bound = bag_bound.max(bounds.whole(lane));
                    found.push(Candidate { bound, longer, at: base + lane, tails: bounds.tails(lane) });
                }
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edit_distance::tests::{brute, near_pair};
    use super::*;

    fn by_brute_force(texts: &[String], query: &str, limit: usize, percent: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| {
                let longer = query.chars().count().max(text.chars().count());
                Hit { index, distance: brute(query, text), longer: longer.max(1) }
            })
            .filter(|hit| hit.distance * 100 <= (100 - percent) * hit.longer)
            .collect();
        hits.sort_by(Hit::order);
        hits.truncate(limit);
        hits
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_is_missed(pairs in proptest::collection::vec(near_pair(), 1..40), percent in 50..100usize) {
            let texts: Vec<String> = pairs.iter().map(|(_, other)| other.clone()).collect();
            let index = Index::new(texts.iter().map(String::as_str));
            for (query, _) in pairs.iter().take(8) {
                prop_assert_eq!(index.nearest(query, 5, percent), by_brute_force(&texts, query, 5, percent));
            }
        }
    }

    #[test]
    fn more_than_one_chunk_is_searched() {
        let texts: Vec<String> =
            (0..2000).map(|number| format!("The answer to question {number} is {}.", number * 7)).collect();
        let index = Index::new(texts.iter().map(String::as_str));
        for number in (0..2000).step_by(97) {
            let query = format!("An answer to the question {number} was {}!", number * 7);
            assert_eq!(index.nearest(&query, 5, 70), by_brute_force(&texts, &query, 5, 70));
        }
    }

    #[test]
    fn an_empty_query_finds_the_empty_text_alone() {
        let index = Index::new(["", "a"]);
        assert_eq!(index.nearest("", 5, 70), [Hit { index: 0, distance: 0, longer: 1 }]);
        assert!(Index::default().nearest("a", 5, 70).is_empty());
    }
}
