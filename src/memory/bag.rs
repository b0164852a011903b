//! The characters of a text without their order.
//!
//! Invariant: the distance of two bags never exceeds the Levenshtein distance of their texts.

const CLASSES: usize = 32;

/// How often each class of characters occurs, up to 255 times.
pub(super) type Bag = [u8; CLASSES];

/// Counts the characters of a text by class.
pub(super) fn bag(text: &str) -> Bag {
    let mut bag = [0_u8; CLASSES];
    for c in text.chars() {
        let class = match c {
            'a'..='z' => c as usize - 'a' as usize,
            ' ' => 26,
            '0'..='9' => 27,
            'A'..='M' => 28,
            'N'..='Z' => 29,
            _ if c.is_ascii() => 30,
            _ => 31,
        };
        if let Some(count) = bag.get_mut(class) {
            *count = count.saturating_add(1);
        }
    }
    bag
}

/// Returns a lower bound of the distance between texts with these bags and lengths in characters (I. Bartolini,
/// P. Ciaccia, M. Patella, "String matching with metric trees using an approximate distance", SPIRE 2002).
pub(super) fn bag_distance(a: &Bag, b: &Bag, lengths: (usize, usize)) -> usize {
    let sum: u32 = (0..CLASSES).map(|at| u32::from(a[at].abs_diff(b[at]))).sum();
    (sum as usize + lengths.0.abs_diff(lengths.1)) / 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edit_distance::tests::{brute, near_pair};
    use super::*;

    proptest! {
        #[test]
        fn the_distance_of_the_bags_is_never_above_that_of_the_texts(one in near_pair(), other in near_pair()) {
            for (a, b) in [(&one.0, &one.1), (&one.0, &other.1)] {
                let lengths = (a.chars().count(), b.chars().count());
                prop_assert!(bag_distance(&bag(a), &bag(b), lengths) <= brute(a, b));
            }
        }
    }
}
