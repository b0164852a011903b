//! What two lists hold in different numbers.

/// Returns what `from` has more often than `to`, in order of `from`, then what `to` has more often.
pub(super) fn difference<T: PartialEq + Clone>(from: &[T], to: &[T]) -> (Vec<T>, Vec<T>) {
    if from == to {
        return (Vec::new(), Vec::new());
    }
    let mut left: Vec<Option<&T>> = to.iter().map(Some).collect();
    let mut missing = Vec::new();
    for item in from {
        match left.iter_mut().find(|slot| slot.is_some_and(|other| other == item)) {
            Some(slot) => *slot = None,
            None => missing.push(item.clone()),
        }
    }
    (missing, left.into_iter().flatten().cloned().collect())
}
