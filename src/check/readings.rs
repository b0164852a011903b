//! The numbers of a text by what they may mean, so that each finds its equals at once.
//!
//! Invariant: whoever asks for every number of one text in another does work that grows with both, not with their product.

use std::collections::{HashMap, VecDeque};

use super::Number;

/// The places of numbers in a list, by each of their readings.
#[derive(Debug, Default)]
pub(super) struct Readings(HashMap<String, Vec<usize>>);

impl Readings {
    /// Reads a list.
    pub(super) fn of(numbers: &[Number]) -> Self {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, number) in numbers.iter().enumerate() {
            for reading in number.readings() {
                places.entry(reading).or_default().push(at);
            }
        }
        Self(places)
    }

    /// Returns the places of the numbers that may mean the same, in order.
    pub(super) fn like(&self, number: &Number) -> Vec<usize> {
        let lists = number.readings().into_iter().filter_map(|reading| self.0.get(&reading));
        let mut places: Vec<usize> = lists.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// How a number is found: by a reading, or by its digits and the places of its separators, whichever these are.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Reading(String),
    Shape(String, Vec<usize>),
}

fn keys(number: &Number) -> Vec<Key> {
    let mut keys: Vec<Key> = number.readings().into_iter().map(Key::Reading).collect();
    if !number.separators.is_empty() {
        keys.push(Key::Shape(number.digits.clone(), number.separators.iter().map(|(_, place)| *place).collect()));
    }
    keys
}

/// The numbers of a list that have no twin yet.
#[derive(Debug)]
pub(super) struct Unpaired {
    places: HashMap<Key, VecDeque<usize>>,
    is_taken: Vec<bool>,
}

impl Unpaired {
    /// Reads a list.
    pub(super) fn of<'n>(numbers: impl Iterator<Item = &'n Number>) -> Self {
        let mut places: HashMap<Key, VecDeque<usize>> = HashMap::new();
        let mut count = 0;
        for number in numbers {
            for key in keys(number) {
                places.entry(key).or_default().push_back(count);
            }
            count += 1;
        }
        Self { places, is_taken: vec![false; count] }
    }

    /// Takes the first number that may mean the same; returns whether there is one.
    pub(super) fn take(&mut self, number: &Number) -> bool {
        let mut first: Option<usize> = None;
        for key in keys(number) {
            let Some(list) = self.places.get_mut(&key) else { continue };
            while list.front().is_some_and(|at| self.is_taken.get(*at).copied().unwrap_or(true)) {
                list.pop_front();
            }
            first = first.into_iter().chain(list.front().copied()).min();
        }
        if let Some(slot) = first.and_then(|at| self.is_taken.get_mut(at)) {
            *slot = true;
        }
        first.is_some()
    }

    /// Returns the numbers of the list that were not taken, in order.
    pub(super) fn left<'n>(&self, numbers: impl Iterator<Item = &'n Number>) -> impl Iterator<Item = &'n Number> {
        numbers.zip(&self.is_taken).filter(|(_, is_taken)| !**is_taken).map(|(number, _)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::number::numbers;

    #[test]
    fn each_number_has_one_twin_under_any_reading() {
        let (english, text) =
            (numbers("1.5 and 1,000 and 7 and 12.5.2027"), numbers("12/5/2027, 12.5.2027, 1,5, 1000, 7, 7"));
        let mut free = Unpaired::of(text.iter());
        assert!(english.iter().all(|number| free.take(number)));
        let left: Vec<&str> = free.left(text.iter()).map(|number| number.digits.as_str()).collect();
        assert_eq!(left, ["12", "5", "2027", "7"]);
        assert!(!free.take(&english[0]));
        assert_eq!(Readings::of(&text).like(&english[2]), [6, 7]);
    }

    #[test]
    fn the_lists_are_walked_once() {
        let many = numbers(&"1.5 ".repeat(10_000));
        let mut free = Unpaired::of(many.iter());
        assert!(many.iter().all(|number| free.take(number)));
        // What was taken is dropped on the way: nothing is passed over twice.
        assert!(free.places.values().all(|list| list.len() <= 1));
    }
}
