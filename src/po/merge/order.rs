//! The order of a merged catalogue.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Joins the orders of two sides. The side that rearranged what the base had leads, else ours; what only the other
/// side has follows its neighbour there.
pub(super) fn join<K: Hash + Eq + Clone>(base: &[K], ours: &[K], theirs: &[K]) -> Vec<K> {
    let moved = |side: &[K]| {
        let in_side: HashSet<&K> = side.iter().collect();
        let in_base: HashSet<&K> = base.iter().collect();
        let common = side.iter().filter(|key| in_base.contains(key));
        !common.eq(base.iter().filter(|key| in_side.contains(key)))
    };
    let (leader, follower) = if !moved(ours) && moved(theirs) { (theirs, ours) } else { (ours, theirs) };
    let in_leader: HashSet<&K> = leader.iter().collect();
    // What follows each key of the leader; `None` stands for the start.
    let mut after: HashMap<Option<&K>, Vec<&K>> = HashMap::new();
    let mut anchor = None;
    for key in follower {
        if in_leader.contains(key) {
            anchor = Some(key);
        } else {
            after.entry(anchor).or_default().push(key);
        }
    }
    let mut order: Vec<K> = Vec::with_capacity(leader.len() + follower.len());
    let add = |anchor: Option<&K>, order: &mut Vec<K>| {
        order.extend(after.get(&anchor).into_iter().flatten().map(|key| (*key).clone()));
    };
    add(None, &mut order);
    for key in leader {
        order.push(key.clone());
        add(Some(key), &mut order);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(base: &str, ours: &str, theirs: &str) -> String {
        let keys = |text: &str| text.chars().collect::<Vec<_>>();
        join(&keys(base), &keys(ours), &keys(theirs)).into_iter().collect()
    }

    #[test]
    fn additions_follow_their_neighbours() {
        assert_eq!(joined("abc", "abxc", "aybc"), "aybxc");
        assert_eq!(joined("abc", "abc", "zabcw"), "zabcw");
        assert_eq!(joined("", "ab", "cd"), "cdab");
    }

    #[test]
    fn a_rearrangement_leads() {
        assert_eq!(joined("abc", "abxc", "cab"), "cabx");
        assert_eq!(joined("abc", "cab", "abxc"), "cabx");
    }
}
