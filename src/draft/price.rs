//! What a run would cost, and what a budget still allows.

use serde::Serialize;

/// What would be sent for one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Price {
    /// The language code.
    pub language: String,
    /// Units to draft.
    pub units: u64,
    /// Texts to send, or that were answered: plural forms and parts of long units count by themselves.
    pub texts: u64,
    /// Characters to send, marks included; after a run all that were sent, repeats included.
    pub characters: u64,
    /// Of a price: the characters when every text with marks has to be sent once more in another masking.
    pub most_characters: u64,
    /// Of the characters sent, those without a usable answer that may be billed all the same.
    pub doubtful_characters: u64,
    /// Of the characters sent, those that the engine turned away, which is not billed.
    pub refused_characters: u64,
    /// The characters that the engine says it bills for its answers; none where it does not say.
    pub billed: Option<u64>,
    /// English words of the units.
    pub words: u64,
    /// Characters that the cache holds, or that another unit sends already, and that cost nothing.
    pub cached_characters: u64,
    /// The price of what is or may be billed, in the currency of the project, not rounded; none without a rate.
    pub cost: Option<f64>,
    /// The price of `most_characters`.
    pub most_cost: Option<f64>,
}

/// What ends a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    /// The run's own limit.
    Run,
    /// The limit of the language.
    Language,
    /// What the account has left.
    Account,
}

/// Characters that may still be sent: in the run, for the language, by the account. None means no limit.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    run: Option<u64>,
    language: Option<u64>,
    account: Option<u64>,
}

impl Budget {
    /// Creates a budget.
    #[must_use]
    pub fn new(run: Option<u64>, account: Option<u64>) -> Self {
        Self { run, language: None, account }
    }

    fn limits(&mut self) -> [(Limit, &mut Option<u64>); 3] {
        [(Limit::Account, &mut self.account), (Limit::Run, &mut self.run), (Limit::Language, &mut self.language)]
    }

    /// Takes characters from the budget.
    ///
    /// # Errors
    /// The limit that does not hold them; then the budget stays as it is.
    pub fn take(&mut self, characters: u64) -> Result<(), Limit> {
        for (limit, left) in self.limits() {
            if left.is_some_and(|left| characters > left) {
                return Err(limit);
            }
        }
        for (_, left) in self.limits() {
            *left = left.map(|left| left - characters);
        }
        Ok(())
    }

    /// Gives back characters that were taken and not sent.
    pub fn give_back(&mut self, characters: u64) {
        for (_, left) in self.limits() {
            *left = left.map(|left| left + characters);
        }
    }

    /// Turns to the next language.
    pub fn next_language(&mut self, language: Option<u64>) {
        self.language = language;
    }
}

/// Returns the price of characters, not rounded.
#[must_use]
pub fn cost(characters: u64, per_million: Option<f64>) -> Option<f64> {
    per_million.map(|rate| characters as f64 * rate / 1e6)
}

/// Returns a price in whole cents, rounded up.
#[must_use]
pub fn in_cents(cost: f64) -> f64 {
    // A sum of prices is a little off; a cent is not begun by that.
    (cost * 100.0 - 1e-6).ceil().max(0.0) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_stops_before_it_is_overdrawn() {
        let mut budget = Budget::new(Some(100), Some(150));
        budget.next_language(Some(60));
        assert_eq!(budget.take(60), Ok(()));
        assert_eq!(budget.take(1), Err(Limit::Language));
        budget.next_language(Some(60));
        assert_eq!(budget.take(41), Err(Limit::Run));
        assert_eq!(budget.take(40), Ok(()));
        budget.give_back(40);
        assert_eq!(budget.take(40), Ok(()));
        assert_eq!(Budget::new(None, Some(0)).take(1), Err(Limit::Account));
    }

    #[test]
    fn costs_are_rounded_up_after_summing() {
        let five: f64 = (0..5).filter_map(|_| cost(277, Some(20.0))).sum();
        assert_eq!(in_cents(five), 0.03);
        assert_eq!(in_cents(cost(1, Some(20.0)).unwrap_or(0.0)), 0.01);
        assert_eq!(cost(1_000_000, Some(20.0)).map(in_cents), Some(20.0));
        assert_eq!((cost(5, None), in_cents(0.0)), (None, 0.0));
    }
}
