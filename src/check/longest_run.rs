//! How many words from each place of one text on stand in another one in a row.
//!
//! Invariant: the work grows with the number of words, whatever they are. The runs of the other text are kept in a suffix
//! automaton (Blumer et al., "The smallest automaton recognizing the subwords of a text", 1985), read from behind.

use std::collections::HashMap;

/// Returns for each word of `target` how many words from there on stand in `source` in a row; 0 for a word that it lacks.
pub(super) fn longest_runs(source: &[&str], target: &[&str]) -> Vec<usize> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut automaton = Automaton::default();
    for word in source.iter().rev() {
        let next = names.len();
        automaton.add(*names.entry(word).or_insert(next));
    }
    let (mut state, mut length) = (0, 0);
    let mut runs: Vec<usize> = target
        .iter()
        .rev()
        .map(|word| {
            (state, length) = names.get(word).map_or((0, 0), |name| automaton.step(state, length, *name));
            length
        })
        .collect();
    runs.reverse();
    runs
}

/// All runs of a text that was added word by word; a state stands for runs that end in the same places.
#[derive(Debug)]
struct Automaton {
    states: Vec<State>,
    last: usize,
}

#[derive(Debug, Clone, Default)]
struct State {
    /// The length of its longest run.
    length: usize,
    /// The state of its longest run that ends in more places; none for the first state.
    link: Option<usize>,
    next: HashMap<usize, usize>,
}

impl Default for Automaton {
    fn default() -> Self {
        Self { states: vec![State::default()], last: 0 }
    }
}

impl Automaton {
    fn next(&self, state: usize, name: usize) -> Option<usize> {
        self.states.get(state)?.next.get(&name).copied()
    }

    fn link(&self, state: usize) -> Option<usize> {
        self.states.get(state)?.link
    }

    fn length(&self, state: usize) -> usize {
        self.states.get(state).map_or(0, |state| state.length)
    }

    fn push(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }

    /// Leads from a state and those it links to, as long as the word led to `was` before, to another one; returns the first
    /// state for which it did not.
    fn lead(&mut self, from: usize, name: usize, to: usize, was: Option<usize>) -> Option<usize> {
        let mut at = Some(from);
        while let Some(state) = at.and_then(|at| self.states.get_mut(at)) {
            if state.next.get(&name).copied() != was {
                break;
            }
            state.next.insert(name, to);
            at = state.link;
        }
        at
    }

    /// Adds a word.
    fn add(&mut self, name: usize) {
        let length = self.length(self.last) + 1;
        let new = self.push(State { length, ..State::default() });
        let found = self.lead(self.last, name, new, None);
        let link = found.and_then(|at| Some((at, self.next(at, name)?))).map_or(0, |(at, next)| {
            if self.length(next) == self.length(at) + 1 {
                return next;
            }
            let twin = self.states.get(next).cloned().unwrap_or_default();
            let twin = self.push(State { length: self.length(at) + 1, ..twin });
            self.lead(at, name, twin, Some(next));
            if let Some(state) = self.states.get_mut(next) {
                state.link = Some(twin);
            }
            twin
        });
        if let Some(state) = self.states.get_mut(new) {
            state.link = Some(link);
        }
        self.last = new;
    }

    /// Follows a word from a state in which a run of some length ends; returns the state and length of the longest run
    /// that ends with the word.
    fn step(&self, mut state: usize, mut length: usize, name: usize) -> (usize, usize) {
        loop {
            if let Some(next) = self.next(state, name) {
                return (next, length + 1);
            }
            match self.link(state) {
                Some(link) => (state, length) = (link, self.length(link)),
                None => return (0, 0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition.
    fn longest(source: &[&str], target: &[&str]) -> usize {
        let run = |at: usize| source[at..].iter().zip(target).take_while(|(one, other)| one == other).count();
        (0..source.len()).map(run).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn the_runs_are_those_of_the_definition(
            source in prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..30),
            target in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d"]), 0..30),
        ) {
            let wanted: Vec<usize> = (0..target.len()).map(|at| longest(&source, &target[at..])).collect();
            prop_assert_eq!(longest_runs(&source, &target), wanted);
        }
    }

    #[test]
    fn the_automaton_grows_with_the_number_of_words() {
        let words = |count: usize| (0..count).map(|at| usize::from(at % 7 == 0) + usize::from(at % 3 == 0));
        for count in [1000, 4000, 16_000] {
            for repeated in [false, true] {
                let mut automaton = Automaton::default();
                words(count).for_each(|name| automaton.add(if repeated { 0 } else { name }));
                let leads: usize = automaton.states.iter().map(|state| state.next.len()).sum();
                assert!(automaton.states.len() <= 2 * count && leads <= 3 * count, "{count}");
            }
        }
    }
}
