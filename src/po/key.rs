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
        let mut rest = piece;
        while self.filled != 0 {
            let Some((&byte, after)) = rest.split_first() else { return };
            self.push(byte);
            rest = after;
        }
        let mut words = rest.chunks_exact(8);
        for chunk in &mut words {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.state = mix(self.state ^ u64::from_le_bytes(word));
        }
        for &byte in words.remainder() {
            self.push(byte);
        }
    }

    /// Returns the hash.
    pub(super) fn finish(&self) -> KeyHash {
        mix(mix(self.state ^ self.word) ^ self.length)
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.word |= u64::from(byte) << (8 * self.filled);
        self.filled += 1;
        if self.filled == 8 {
            self.state = mix(self.state ^ self.word);
            self.word = 0;
            self.filled = 0;
        }
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
