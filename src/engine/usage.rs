//! What an account has used.

/// What an account has used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Usage {
    /// Characters billed in this period.
    pub characters: u64,
    /// The most characters of this period; none without limit.
    pub limit: Option<u64>,
}

impl Usage {
    /// Returns the characters that may still be sent; none without limit.
    #[must_use]
    pub fn left(&self) -> Option<u64> {
        self.limit.map(|limit| limit.saturating_sub(self.characters))
    }
}
