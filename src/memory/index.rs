//! The nearest texts to a query, exactly as comparing with every text would find them.
//!
//! Similarity is `1 - distance / longer`: the Levenshtein distance and the longer of the two lengths, in characters.
//! Invariant: no hit is missed; the filters only drop texts whose lower bound already exceeds the cut-off.

use std::cmp::Ordering;
use std::ops::Range;

use super::bag::{Bag, bag, bag_distance};
use super::common_subsequence::{Subsequence, folded};
use super::edit_distance::Pattern;
use super::gram_filter::{Chunk, Gram, grams};
use super::lane_counters::LANES;

/// Queries that are looked up together, so that a chunk is fetched into the processor's cache once for all of them.
const TOGETHER: usize = 512;

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
    grams: Vec<Gram>,
    /// The items whose length allows a hit.
    items: Range<usize>,
    limit: usize,
    /// The percentage by which a hit may differ.
    allowed: usize,
    /// Nearest first, up to the limit.
    hits: Vec<Hit>,
    /// Items that the filters let through.
    near: Vec<usize>,
    /// Texts of folded characters.
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
        self.nearest_each(&[query], limit, percent).pop().unwrap_or_default()
    }

    /// Returns for each query what [`Index::nearest`] returns. Many at once are looked up faster: a part of the index is
    /// fetched once for all that need it.
    #[must_use]
    pub fn nearest_each(&self, queries: &[&str], limit: usize, percent: usize) -> Vec<Vec<Hit>> {
        let mut found = vec![Vec::new(); queries.len()];
        if limit == 0 {
            return found;
        }
        let mut order: Vec<(usize, usize, &str)> =
            queries.iter().enumerate().map(|(place, query)| (query.chars().count(), place, *query)).collect();
        order.sort_unstable();
        for block in order.chunks(TOGETHER) {
            let mut searches: Vec<Search> =
                block.iter().map(|&(_, _, query)| Search::new(self, query, limit, percent)).collect();
            for number in self.chunks_for(&searches) {
                for search in &mut searches {
                    self.search_chunk(number, search);
                }
            }
            for ((_, place, _), search) in block.iter().zip(searches) {
                if let Some(found) = found.get_mut(*place) {
                    *found = search.hits;
                }
            }
        }
        found
    }

    /// Returns the chunks in which the searches, in the order of their lengths, can have hits. Near texts have about the
    /// length of the query, so those come first: what is found raises the bar for the others.
    fn chunks_for(&self, searches: &[Search]) -> Vec<usize> {
        let first = searches.iter().map(|search| search.items.start).min().unwrap_or(0);
        let end = searches.iter().map(|search| search.items.end).max().unwrap_or(0);
        let length = searches.get(searches.len() / 2).map_or(0, |search| search.pattern.length());
        let middle = self.items.partition_point(|item| item.length < length) / LANES;
        let mut numbers: Vec<usize> = (first / LANES..end.div_ceil(LANES)).collect();
        numbers.sort_unstable_by_key(|number| number.abs_diff(middle));
        numbers
    }

    /// Takes up the hits in a chunk.
    fn search_chunk(&self, number: usize, search: &mut Search) {
        let base = number * LANES;
        let range = search.items.start.max(base)..search.items.end.min(base + LANES);
        let (false, Some(chunk)) = (range.is_empty(), self.chunks.get(number)) else { return };
        let longest = self.items.get(range.end - 1).map_or(0, |item| item.length);
        let cutoff = search.cutoff(search.pattern.length().max(longest));
        let bounds = chunk.bounds(&search.grams, cutoff);
        let mut near = std::mem::take(&mut search.near);
        near.clear();
        bounds.within(cutoff, range.start - base..range.end - base, |lane| near.push(base + lane));
        self.keep_by_bag(&mut near, search, cutoff);
        self.fetch(&near);
        for item in near.iter().filter_map(|&at| self.items.get(at)) {
            search.compare(item, self.text.get(item.start..item.end).unwrap_or(""));
        }
        search.near = near;
    }

    /// Drops the items whose bag is too far away; without a branch, so that many bags are fetched at a time.
    fn keep_by_bag(&self, near: &mut Vec<usize>, search: &Search, cutoff: usize) {
        let n = search.pattern.length();
        let mut kept = 0;
        for number in 0..near.len() {
            let Some(&at) = near.get(number) else { break };
            let (Some(item), Some(bag)) = (self.items.get(at), self.bags.get(at)) else { break };
            if let Some(place) = near.get_mut(kept) {
                *place = at;
            }
            kept += usize::from(bag_distance(&search.bag, bag, (n, item.length)) <= cutoff);
        }
        near.truncate(kept);
    }

    /// Brings the texts of items into the processor's cache, many at a time: the comparisons wait for each by itself.
    fn fetch(&self, near: &[usize]) {
        let mut fetched = 0;
        for item in near.iter().filter_map(|&at| self.items.get(at)) {
            for at in (item.start..item.end).step_by(64) {
                fetched |= self.text.as_bytes().get(at).copied().unwrap_or(0);
            }
        }
        std::hint::black_box(fetched);
    }
}

impl Search {
    fn new(index: &Index, query: &str, limit: usize, percent: usize) -> Self {
        let mut search = Self {
            pattern: Pattern::new(query),
            subsequence: Subsequence::new(query),
            bag: bag(query),
            grams: grams(query).collect(),
            limit,
            allowed: 100 - percent.min(100),
            items: 0..0,
            hits: Vec::new(),
            near: Vec::new(),
            scratch: Vec::new(),
        };
        let n = search.pattern.length();
        // `m + cutoff(max(n, m)) >= n` holds for all lengths from some m on, `n + cutoff(m) >= m` up to some m.
        let first = index.items.partition_point(|item| item.length + search.cutoff(n.max(item.length)) < n);
        let end = index.items.partition_point(|item| item.length <= n + search.cutoff(n.max(item.length)));
        search.items = first..end;
        search
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
            let queries: Vec<&str> = pairs.iter().take(8).map(|(query, _)| query.as_str()).collect();
            for (query, hits) in queries.iter().zip(index.nearest_each(&queries, 5, percent)) {
                prop_assert_eq!(&hits, &by_brute_force(&texts, query, 5, percent));
                prop_assert_eq!(index.nearest(query, 5, percent), hits);
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

    /// Sentences that are built alike, of a few words, as those of real projects are.
    fn sentences() -> impl Strategy<Value = String> {
        const WORDS: [&str; 12] =
            ["the", "report", "a", "session", "opens", "closes", "when", "every", "participant", "’s", "vote", "é"];
        proptest::collection::vec(0..WORDS.len(), 0..24)
            .prop_map(|words| words.into_iter().map(|word| WORDS[word]).collect::<Vec<_>>().join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn nor_among_sentences_of_the_same_words(
            texts in proptest::collection::vec(sentences(), 1..600),
            queries in proptest::collection::vec(sentences(), 1..4),
            percent in 30..95usize,
        ) {
            let index = Index::new(texts.iter().map(String::as_str));
            let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
            for (query, hits) in queries.iter().zip(index.nearest_each(&queries, 5, percent)) {
                prop_assert_eq!(hits, by_brute_force(&texts, query, 5, percent));
            }
        }
    }

    #[test]
    fn an_empty_query_finds_the_empty_text_alone() {
        let index = Index::new(["", "a"]);
        assert_eq!(index.nearest("", 5, 70), [Hit { index: 0, distance: 0, longer: 1 }]);
        assert!(Index::default().nearest("a", 5, 70).is_empty());
    }
}
