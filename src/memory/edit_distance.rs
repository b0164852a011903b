//! Levenshtein distance to one pattern, computed 64 rows at a time and given up as soon as it must exceed a cut-off.
//!
//! Bit-parallel columns: G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", JACM 46 (1999). Band: E. Ukkonen, "Algorithms for approximate string matching", 1985: a cell (i, j)
//! can only lie on a path of cost k when |i - j| + |(n - i) - (m - j)| <= k.

/// A text prepared for many comparisons.
#[derive(Debug)]
pub struct Pattern {
    /// Characters of the text.
    length: usize,
    /// Words of 64 rows; at least one.
    blocks: usize,
    /// For each ASCII character, `blocks` words whose bits say in which rows it stands.
    ascii: Vec<u64>,
    /// The same for other characters, sorted.
    others: Vec<(char, Vec<u64>)>,
    /// For characters that do not occur.
    nowhere: Vec<u64>,
}

/// One word of a column: where the next row is one more, and where it is one less.
#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
}

impl Pattern {
    /// Prepares a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let length = text.chars().count();
        let blocks = length.div_ceil(64).max(1);
        let mut pattern =
            Self { length, blocks, ascii: vec![0; 128 * blocks], others: Vec::new(), nowhere: vec![0; blocks] };
        for (row, c) in text.chars().enumerate() {
            let bit = 1 << (row % 64);
            if c.is_ascii() {
                if let Some(word) = pattern.ascii.get_mut(c as usize * blocks + row / 64) {
                    *word |= bit;
                }
                continue;
            }
            let at = match pattern.others.binary_search_by_key(&c, |(other, _)| *other) {
                Ok(at) => at,
                Err(at) => {
                    pattern.others.insert(at, (c, vec![0; blocks]));
                    at
                }
            };
            if let Some(word) = pattern.others.get_mut(at).and_then(|(_, words)| words.get_mut(row / 64)) {
                *word |= bit;
            }
        }
        pattern
    }

    /// Returns the number of characters.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    fn rows_of(&self, c: char) -> &[u64] {
        if c.is_ascii() {
            let start = c as usize * self.blocks;
            return self.ascii.get(start..start + self.blocks).unwrap_or(&self.nowhere);
        }
        match self.others.binary_search_by_key(&c, |(other, _)| *other) {
            Ok(at) => self.others.get(at).map_or(&self.nowhere, |(_, words)| words),
            Err(_) => &self.nowhere,
        }
    }

    /// Returns the distance in characters to a text of `length` characters, or none when it exceeds `cutoff`.
    #[must_use]
    pub fn distance(&self, text: &str, length: usize, cutoff: usize) -> Option<usize> {
        let (n, m) = (self.length, length);
        if n.abs_diff(m) > cutoff {
            return None;
        }
        if n == 0 || m == 0 {
            return Some(n.max(m));
        }
        if self.blocks == 1 { self.one_word(text, m, cutoff) } else { self.banded(text, m, cutoff) }
    }

    fn one_word(&self, text: &str, m: usize, cutoff: usize) -> Option<usize> {
        let mut block = Block { plus: !0, minus: 0 };
        let mut score = self.length;
        let last = 1 << (self.length - 1);
        for (column, c) in text.chars().enumerate() {
            let equal = self.rows_of(c).first().copied().unwrap_or(0);
            let step = block.advance(equal, 1, last);
            score = score.wrapping_add_signed(step);
            // Each column that is left can lower the last row by one at most.
            if score > cutoff + (m - column - 1) {
                return None;
            }
        }
        (score <= cutoff).then_some(score)
    }

    fn banded(&self, text: &str, m: usize, cutoff: usize) -> Option<usize> {
        let band = Band::new(self.length, m, cutoff);
        let mut column = vec![Block { plus: !0, minus: 0 }; self.blocks];
        let rows_in = |block: usize| (self.length - block * 64).min(64);
        let mut bottom_block = band.bottom(0) / 64;
        let mut score = (self.length).min((bottom_block + 1) * 64) as isize;
        for (j, c) in (1..).zip(text.chars()) {
            let top = band.top(j) / 64;
            let wanted = band.bottom(j) / 64;
            while bottom_block < wanted {
                bottom_block += 1;
                score += rows_in(bottom_block) as isize;
            }
            let equals = self.rows_of(c);
            let mut carry = 1;
            for (at, (block, equal)) in column.iter_mut().zip(equals).enumerate().take(bottom_block + 1).skip(top) {
                carry = block.advance(*equal, carry, 1 << (rows_in(at) - 1));
            }
            score += carry;
        }
        // The band has reached the last row, because |n - m| <= cutoff.
        let distance = usize::try_from(score).ok()?;
        (distance <= cutoff).then_some(distance)
    }
}

/// The rows of each column to which a path of cost k can come.
pub(super) struct Band {
    rows: isize,
    lowest: isize,
    highest: isize,
}

impl Band {
    /// Returns the band for texts of `rows` and `columns` characters.
    pub(super) fn new(rows: usize, columns: usize, cutoff: usize) -> Self {
        let (shift, limit) = (rows as isize - columns as isize, cutoff.min(rows + columns) as isize);
        let (lowest, highest) = ((shift - limit + 1).div_euclid(2), (shift + limit).div_euclid(2));
        Self { rows: rows.max(1) as isize, lowest, highest }
    }

    /// Returns the first row of a column, 0-based; columns are counted from 1.
    #[inline(always)]
    pub(super) fn top(&self, column: usize) -> usize {
        ((column as isize + self.lowest).clamp(1, self.rows) - 1) as usize
    }

    /// Returns the last row of a column, 0-based.
    #[inline(always)]
    pub(super) fn bottom(&self, column: usize) -> usize {
        ((column as isize + self.highest).clamp(1, self.rows) - 1) as usize
    }
}

impl Block {
    /// Moves one column to the right. `carry` is the horizontal step above the block, -1, 0 or 1; returns the step in
    /// the row of `last`.
    #[inline(always)]
    fn advance(&mut self, equal: u64, carry: isize, last: u64) -> isize {
        let below = u64::from(carry < 0);
        let above = u64::from(carry > 0);
        let vertical = equal | self.minus;
        let equal = equal | below;
        let horizontal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let step = isize::from(plus & last != 0) - isize::from(minus & last != 0);
        let plus = plus << 1 | above;
        let minus = minus << 1 | below;
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        step
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::Pattern;

    /// The textbook's algorithm.
    pub(in super::super) fn brute(a: &str, b: &str) -> usize {
        let b: Vec<char> = b.chars().collect();
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, c) in a.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, d) in b.iter().enumerate() {
                let best = (diagonal + usize::from(c != *d)).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }
        row[b.len()]
    }

    /// Texts of 0 to 300 characters, and pairs that are near each other.
    pub(in super::super) fn near_pair() -> impl Strategy<Value = (String, String)> {
        let edits = proptest::collection::vec((0.0..1.0f64, 0..3u8, "[ab é]"), 0..40);
        ("[abcd é,.]{0,300}", edits).prop_map(|(text, edits)| {
            let mut other: Vec<char> = text.chars().collect();
            for (place, kind, with) in edits {
                let at = (place * other.len() as f64) as usize;
                match kind {
                    0 if at < other.len() => drop(other.remove(at)),
                    1 if at < other.len() => other[at] = with.chars().next().unwrap_or('a'),
                    _ => other.insert(at.min(other.len()), with.chars().next().unwrap_or('a')),
                }
            }
            (text, other.into_iter().collect())
        })
    }

    proptest! {
        #[test]
        fn the_distance_is_the_textbooks_at_every_cutoff((a, b) in near_pair(), cutoff in 0..120usize) {
            let expected = brute(&a, &b);
            let length = b.chars().count();
            let found = Pattern::new(&a).distance(&b, length, cutoff);
            prop_assert_eq!(found, (expected <= cutoff).then_some(expected));
            prop_assert_eq!(Pattern::new(&a).distance(&b, length, expected), Some(expected));
        }

        #[test]
        fn unrelated_texts_too(a in "[ab]{0,200}", b in "[ab]{0,200}", cutoff in 0..150usize) {
            let expected = brute(&a, &b);
            let found = Pattern::new(&a).distance(&b, b.chars().count(), cutoff);
            prop_assert_eq!(found, (expected <= cutoff).then_some(expected));
        }
    }
}
