//! The nearest texts to a query, exactly as comparing with every text would find them.
//!
//! Similarity is `1 - distance / longer`: the Levenshtein distance and the longer of the two lengths, in characters.
//! Invariant: no hit is missed; the filters only drop texts whose lower bound already exceeds the cut-off.

use std::cmp::Ordering;
use std::ops::Range;

use super::common_subsequence::{Subsequence, folded};
use super::edit_distance::Pattern;
use super::gram_filter::{Bag, Chunk, LANES, Question, bag, bag_distance, grams};

/// Texts that can be searched by nearness.
#[derive(Debug, Default)]
pub struct Index {
    /// All texts, one after the other, shortest first.
    text: String,
    items: Vec<Item>,
    /// The characters of each item.
    bags: Vec<Bag>,
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
}

/// A query and the nearest texts that are known so far.
struct Search {
    pattern: Pattern,
    subsequence: Subsequence,
    bag: Bag,
    grams: Vec<usize>,
    limit: usize,
    /// The percentage by which a hit may differ.
    allowed: usize,
    /// Nearest first, up to the limit.
    hits: Vec<Hit>,
    /// A text of folded characters.
    scratch: Vec<u8>,
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
        let mut bags = Vec::with_capacity(order.len());
        for &(length, index, text) in &order {
            let start = all.len();
            all.push_str(text);
            items.push(Item { start, end: all.len(), length, index });
            bags.push(bag(text));
        }
        let sized: Vec<(usize, &str)> = order.iter().map(|&(length, _, text)| (length, text)).collect();
        let chunks = sized.chunks(LANES).map(Chunk::new).collect();
        Self { text: all, items, bags, chunks }
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
        if limit == 0 {
            return Vec::new();
        }
        let mut search = Search::new(query, limit, percent);
        let n = search.pattern.length();
        // `m + cutoff(max(n, m)) >= n` holds for all lengths from some m on, `n + cutoff(m) >= m` up to some m.
        let first = self.items.partition_point(|item| item.length + search.cutoff(n.max(item.length)) < n);
        let end = self.items.partition_point(|item| item.length <= n + search.cutoff(n.max(item.length)));
        // Near texts have about the length of the query, and what is found raises the bar for the others.
        let middle = self.items.partition_point(|item| item.length < n) / LANES;
        let mut numbers: Vec<usize> = (first / LANES..end.div_ceil(LANES)).collect();
        numbers.sort_unstable_by_key(|number| number.abs_diff(middle));
        for number in numbers {
            self.search_chunk(number, first.max(number * LANES)..end.min((number + 1) * LANES), &mut search);
        }
        search.hits
    }

    /// Takes up the hits among some items of a chunk.
    fn search_chunk(&self, number: usize, range: Range<usize>, search: &mut Search) {
        let n = search.pattern.length();
        let base = number * LANES;
        let longest =
            range.end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(n, |item| n.max(item.length));
        let Some(chunk) = self.chunks.get(number) else { return };
        let cutoff = search.cutoff(longest);
        let bounds = chunk.bounds(Question { grams: &search.grams, cutoff });
        bounds.within(cutoff, range.start.saturating_sub(base)..range.end.saturating_sub(base), |lane| {
            let (Some(item), Some(bag)) = (self.items.get(base + lane), self.bags.get(base + lane)) else { return };
            if bag_distance(&search.bag, bag, (n, item.length)) <= search.cutoff(n.max(item.length)) {
                search.compare(item, self.text.get(item.start..item.end).unwrap_or(""));
            }
        });
    }
}

impl Search {
    fn new(query: &str, limit: usize, percent: usize) -> Self {
        Self {
            pattern: Pattern::new(query),
            subsequence: Subsequence::new(query),
            bag: bag(query),
            grams: grams(query).collect(),
            limit,
            allowed: 100 - percent.min(100),
            hits: Vec::with_capacity(limit.min(LANES) + 1),
            scratch: Vec::new(),
        }
    }

    /// Returns the greatest distance of interest when the longer text has so many characters.
    fn cutoff(&self, longer: usize) -> usize {
        let allowed = longer * self.allowed / 100;
        match self.hits.last() {
            Some(worst) if self.hits.len() == self.limit => allowed.min(worst.distance * longer / worst.longer),
            _ => allowed,
        }
    }

    /// Takes up a text if it is near enough.
    fn compare(&mut self, item: &Item, text: &str) {
        let longer = self.pattern.length().max(item.length);
        let cutoff = self.cutoff(longer);
        let folded_text = if text.len() > item.length {
            self.scratch.clear();
            self.scratch.extend(folded(text));
            self.scratch.as_slice()
        } else {
            text.as_bytes()
        };
        if !self.subsequence.may_be_within(folded_text, cutoff) {
            return;
        }
        if let Some(distance) = self.pattern.distance(text, item.length, cutoff) {
            let hit = Hit { index: item.index, distance, longer: longer.max(1) };
            let place = self.hits.partition_point(|other| other.order(&hit) == Ordering::Less);
            self.hits.insert(place, hit);
            self.hits.truncate(self.limit);
        }
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
