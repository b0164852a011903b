//! A quick hash for tables of texts that live no longer than one check.
//!
//! Keyed anew in every process, so that nobody can prepare texts that fall into one slot.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Builds the hashers of one table.
#[derive(Debug, Clone)]
pub(super) struct QuickHash {
    keys: [u64; 2],
}

impl QuickHash {
    pub(super) fn new() -> Self {
        let random = RandomState::new();
        Self { keys: [random.hash_one(0), random.hash_one(1)] }
    }
}

impl BuildHasher for QuickHash {
    type Hasher = Quick;

    fn build_hasher(&self) -> Quick {
        let [state, key] = self.keys;
        Quick { state, key }
    }
}

/// Hashes one text, eight bytes at a time.
pub(super) struct Quick {
    state: u64,
    key: u64,
}

impl Quick {
    /// Folds both halves of a product into one: every bit of the one depends on all bits of the other.
    fn fold(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.key | 1);
        self.state = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for chunk in &mut words {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.fold(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(words.remainder()) {
            *to = *from;
        }
        self.fold(u64::from_le_bytes(word) ^ (bytes.len() as u64).rotate_left(56));
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_hashes_and_others_do_not() {
        let build = QuickHash::new();
        let texts: Vec<String> = (0..2000).map(|at| format!("{} text {at}", "x".repeat(at % 20))).collect();
        let mut hashes: Vec<u64> = texts.iter().map(|text| build.hash_one(text.as_str())).collect();
        assert!(texts.iter().zip(&hashes).all(|(text, hash)| build.hash_one(text.clone().as_str()) == *hash));
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), texts.len());
    }
}
