//! How alike two English texts are.
//!
//! Words are compared as weighted bags: short words count one, longer ones three, so that articles do not make strangers
//! alike. Very short texts are compared letter by letter as well.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Role, Text};

/// Texts with fewer words than this are also compared letter by letter.
const FEW_WORDS: usize = 3;
/// Longer texts are never compared letter by letter.
const FEW_LETTERS: usize = 48;

/// The least likeness of a heading and what is none.
const OF_ANOTHER_ROLE: u32 = 750;

/// The words of a text, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Bag {
    /// Hash and weight of each word, sorted; repeated words occur repeatedly.
    words: Vec<(u64, u32)>,
    /// Hashes of single words and of neighbouring pairs, in order; what the index of candidates is made of.
    pub(super) shingles: Vec<u64>,
    weight: u64,
    letters: Vec<char>,
    role: Role,
}

impl Bag {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let Text { source: text, role, .. } = *text;
        let mut words = Vec::new();
        let mut shingles = Vec::new();
        let mut before = None;
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let hash = hash_of(&word.to_lowercase());
            let weight =
                if word.chars().count() <= 3 && !word.bytes().any(|byte| byte.is_ascii_digit()) { 1 } else { 3 };
            words.push((hash, weight));
            shingles.push(hash);
            if let Some(before) = before {
                shingles.push(hash_of(&(before, hash)));
            }
            before = Some(hash);
        }
        let letters = if words.len() < FEW_WORDS && text.len() <= FEW_LETTERS {
            text.chars().flat_map(char::to_lowercase).collect()
        } else {
            Vec::new()
        };
        words.sort_unstable();
        let weight = words.iter().map(|&(_, weight)| u64::from(weight)).sum();
        Self { words, shingles, weight, letters, role }
    }

    /// Returns the weight of all words.
    pub(super) fn weight(&self) -> u64 {
        self.weight
    }

    /// Returns the weight of the words that both have.
    pub(super) fn shared(&self, other: &Self) -> u64 {
        let (mut left, mut right) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut shared = 0_u64;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => {
                    left.next();
                }
                std::cmp::Ordering::Greater => {
                    right.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += u64::from(a.1);
                    left.next();
                    right.next();
                }
            }
        }
        shared
    }

    /// Returns the words of all `bags` in one.
    pub(super) fn joined<'a>(bags: impl Iterator<Item = &'a Self>) -> Self {
        let mut words: Vec<(u64, u32)> = bags.flat_map(|bag| bag.words.iter().copied()).collect();
        words.sort_unstable();
        let weight = words.iter().map(|&(_, weight)| u64::from(weight)).sum();
        Self { words, shingles: Vec::new(), weight, letters: Vec::new(), role: Role::default() }
    }

    /// Returns the likeness: 1000 for the same words, 0 for none in common, and for a heading that shares a few words with
    /// what is none.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let likeness = self.likeness_of_words(other);
        if likeness < OF_ANOTHER_ROLE && self.role.differs(other.role) { 0 } else { likeness }
    }

    fn likeness_of_words(&self, other: &Self) -> u32 {
        let total = self.weight + other.weight;
        let bags = (2000 * self.shared(other)).checked_div(total).unwrap_or(0);
        let bags = u32::try_from(bags).unwrap_or(1000);
        if self.letters.is_empty() || other.letters.is_empty() {
            return bags;
        }
        let longest = self.letters.len().max(other.letters.len());
        let same = longest.saturating_sub(distance(&self.letters, &other.letters));
        bags.max(u32::try_from(1000 * same / longest).unwrap_or(0))
    }
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Returns how many letters must be added, removed, replaced or swapped with their neighbour to turn `one` into `other`
/// (optimal string alignment).
#[must_use]
pub fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut rows = [vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]];
    for (i, &a) in one.iter().enumerate() {
        let [before, above, row] = &mut rows;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (j, &b) in other.iter().enumerate() {
            let at = |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = (left + 1).min(at(above, j + 1) + 1).min(at(above, j) + usize::from(a != b));
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(&b) && other.get(j - 1) == Some(&a);
            if swapped && a != b {
                best = best.min(at(before, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
            left = best;
        }
        rows.rotate_left(1);
    }
    let [_, last, _] = &rows;
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> u32 {
        Bag::of(&Text::plain(one)).likeness(&Bag::of(&Text::plain(other)))
    }

    fn letters(one: &str, other: &str) -> usize {
        distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distance_counts_a_swap_as_one() {
        assert_eq!(letters("form", "from"), 1);
        assert_eq!(letters("kitten", "sitting"), 3);
        assert_eq!(letters("", "abc"), 3);
        assert_eq!(letters("abc", ""), 3);
    }

    #[test]
    fn an_edited_sentence_stays_alike() {
        assert!(likeness("Participants must register online.", "Participants must not register online.") > 800);
        assert!(likeness("Delete the records", "Keep the records") > 500);
        assert!(likeness("Online", "Offline") > 500);
    }

    #[test]
    fn huge_texts_are_compared_without_overflow() {
        let text = "workshop participants ".repeat(1_000_000);
        let bag = Bag::of(&Text::plain(&text));
        assert_eq!(bag.likeness(&bag), 1000);
        assert_eq!(Bag::joined([&bag, &bag].into_iter()).likeness(&bag), 666);
    }

    #[test]
    fn strangers_are_not_alike() {
        assert!(likeness("The workshop starts at nine in the town hall.", "Draw lots among all residents.") < 300);
        assert!(likeness("Methods", "Evaluation") < 400);
        assert!(likeness("Online participation", "Select all participants") < 400);
    }
}
