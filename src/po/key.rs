//! The hash of an entry's key, over decoded text, whatever the wrapping and escaping.

/// A 64-bit hash of context and id. Equal keys have equal hashes; the reverse must be checked.
pub(super) type KeyHash = u64;

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes text that arrives in pieces; the cuts between the pieces make no difference.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyHasher {
    state: u64,
    word: u64,
    filled: u32,
    length: u64,
}

impl KeyHasher {
    /// Starts an id without context.
    pub(super) fn new() -> Self {
        Self { state: 0x243f_6a88_85a3_08d3, word: 0, filled: 0, length: 0 }
    }

    /// Ends the context and starts the id, so that an empty context differs from none.
    pub(super) fn end_context(&mut self) {
        self.state = mix(self.finish() ^ SPREAD);
        self.word = 0;
        self.filled = 0;
        self.length = 1;
    }

    /// Adds a piece of decoded text.
    #[inline]
    pub(super) fn write(&mut self, piece: &[u8]) {
        self.length += piece.len() as u64;
        let mut words = piece.chunks_exact(8);
        for chunk in &mut words {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            let word = u64::from_le_bytes(word);
            if self.filled == 0 {
                self.state = mix(self.state ^ word);
            } else {
                self.push(word, 8);
            }
        }
        let rest = words.remainder();
        if !rest.is_empty() {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(rest) {
                *to = *from;
            }
            self.push(u64::from_le_bytes(word), rest.len() as u32);
        }
    }

    /// Returns the hash.
    pub(super) fn finish(&self) -> KeyHash {
        mix(mix(self.state ^ self.word) ^ self.length)
    }

    /// Adds one to eight bytes, the first in the lowest place.
    #[inline]
    fn push(&mut self, bytes: u64, count: u32) {
        self.word |= bytes << (8 * self.filled);
        let filled = self.filled + count;
        if filled < 8 {
            self.filled = filled;
            return;
        }
        self.state = mix(self.state ^ self.word);
        // What did not fit any more; nothing when all of it did.
        self.word = bytes.checked_shr(8 * (8 - self.filled)).unwrap_or(0);
        self.filled = filled - 8;
    }
}

/// Returns the hash of a decoded key, equal to that of an entry with this key.
pub(super) fn hash(context: Option<&str>, id: &str) -> KeyHash {
    let mut hasher = KeyHasher::new();
    if let Some(context) = context {
        hasher.write(context.as_bytes());
        hasher.end_context();
    }
    hasher.write(id.as_bytes());
    hasher.finish()
}

#[inline]
fn mix(value: u64) -> u64 {
    let wide = u128::from(value) * u128::from(SPREAD);
    (wide as u64) ^ ((wide >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_make_no_difference() {
        let text = "The quick brown fox jumps over the lazy dog".as_bytes();
        let whole = hash(None, "The quick brown fox jumps over the lazy dog");
        for cut in 0..text.len() {
            let mut hasher = KeyHasher::new();
            hasher.write(&text[..cut]);
            hasher.write(&text[cut..]);
            assert_eq!(hasher.finish(), whole);
        }
    }

    #[test]
    fn an_empty_context_differs_from_none() {
        assert_ne!(hash(Some(""), "a"), hash(None, "a"));
        assert_ne!(hash(Some("a"), ""), hash(None, "a"));
        assert_ne!(hash(Some("a"), "b"), hash(Some("ab"), ""));
    }

    #[test]
    fn trailing_zero_bytes_count() {
        assert_ne!(hash(None, "a"), hash(None, "a\0"));
    }
}
