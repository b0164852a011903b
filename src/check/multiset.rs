//! What two lists hold in different numbers.

use std::collections::HashMap;
use std::hash::Hash;

/// Returns what `from` has more often than `to`, in order of `from`, then what `to` has more often, in its order: of equal
/// items the last ones.
pub(super) fn difference<T: Eq + Hash + Clone>(from: &[T], to: &[T]) -> (Vec<T>, Vec<T>) {
    if from == to {
        return (Vec::new(), Vec::new());
    }
    let mut left: HashMap<&T, usize> = HashMap::new();
    to.iter().for_each(|item| *left.entry(item).or_default() += 1);
    let mut paired: HashMap<&T, usize> = HashMap::new();
    let mut missing = Vec::new();
    for item in from {
        match left.get_mut(item).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                *paired.entry(item).or_default() += 1;
            }
            None => missing.push(item.clone()),
        }
    }
    let is_added = |item: &&T| match paired.get_mut(*item).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    (missing, to.iter().filter(is_added).cloned().collect())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::hash::Hasher;

    use super::*;

    thread_local! {
        static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// A number that counts how often it is compared.
    #[derive(Debug, Clone, Copy)]
    struct Counted(usize);

    impl PartialEq for Counted {
        fn eq(&self, other: &Self) -> bool {
            COMPARED.set(COMPARED.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted {}

    impl Hash for Counted {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    #[test]
    fn what_stands_more_often_is_told_in_order() {
        let (missing, added) = difference(&["a", "b", "a", "c"], &["c", "d", "a", "d"]);
        assert_eq!((missing, added), (vec!["b", "a"], vec!["d", "d"]));
        assert_eq!(difference(&["a"], &["a"]), (vec![], vec![]));
    }

    #[test]
    fn the_work_grows_with_the_number_of_items() {
        let count = 10_000;
        let from: Vec<Counted> = (0..count).map(Counted).collect();
        let to: Vec<Counted> = (1..=count).rev().map(Counted).collect();
        COMPARED.set(0);
        let (missing, added) = difference(&from, &to);
        assert_eq!((missing.len(), added.len()), (1, 1));
        assert!(COMPARED.get() < 20 * count, "{}", COMPARED.get());
    }
}
