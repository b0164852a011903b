//! What a run would cost, and what a budget still allows.

use serde::Serialize;

/// What would be sent for one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Price {
    /// The language code.
    pub language: String,
    /// Units to draft.
    pub units: u64,
    /// Texts to send: plural forms and parts of long units count by themselves.
    pub texts: u64,
    /// Characters to send, marks included; engines bill this or less.
    pub characters: u64,
    /// English words of the units.
    pub words: u64,
    /// Characters that the cache holds, or that another unit sends already, and that cost nothing.
    pub cached_characters: u64,
    /// The price of `characters` in the currency of the project; none without a rate.
    pub cost: Option<f64>,
}

/// Characters that may still be sent, over all languages and per language.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    total: Option<u64>,
    language: Option<u64>,
}

impl Budget {
    /// Creates a budget; none means no limit.
    #[must_use]
    pub fn new(total: Option<u64>, language: Option<u64>) -> Self {
        Self { total, language }
    }

    /// Takes characters from the budget, or leaves it as it is when they do not fit.
    pub fn take(&mut self, characters: u64) -> bool {
        let fits = |limit: Option<u64>| limit.is_none_or(|limit| characters <= limit);
        if !fits(self.total) || !fits(self.language) {
            return false;
        }
        for limit in [&mut self.total, &mut self.language].into_iter().flatten() {
            *limit -= characters;
        }
        true
    }

    /// Turns to the next language.
    pub fn next_language(&mut self, language: Option<u64>) {
        self.language = language;
    }
}

/// Returns the price of characters, in whole cents rounded up.
#[must_use]
pub fn cost(characters: u64, per_million: Option<f64>) -> Option<f64> {
    per_million.map(|rate| (characters as f64 * rate / 1e6 * 100.0).ceil() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_stops_before_it_is_overdrawn() {
        let mut budget = Budget::new(Some(100), Some(60));
        assert!(budget.take(60));
        assert!(!budget.take(1));
        budget.next_language(Some(60));
        assert!(!budget.take(41));
        assert!(budget.take(40));
    }

    #[test]
    fn costs_are_rounded_up() {
        assert_eq!(cost(1, Some(20.0)), Some(0.01));
        assert_eq!(cost(1_000_000, Some(20.0)), Some(20.0));
        assert_eq!(cost(5, None), None);
    }
}
