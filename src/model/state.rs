//! The states of a unit in one language, and their sums.

use std::fmt;

/// The state of one unit in one language. Derived on every run from evidence; never stored.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// There is no translation.
    Missing,
    /// The translation was made from another English text.
    Stale,
    /// A translation exists, but no person has accepted it.
    Draft,
    /// A person translated it.
    Translated,
    /// A second person compared it with the English.
    Revised,
    /// It is released for publication.
    Approved,
}

impl State {
    /// All states, from nothing to finished.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Stale, Self::Draft, Self::Translated, Self::Revised, Self::Approved];

    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Draft => "draft",
            Self::Translated => "translated",
            Self::Revised => "revised",
            Self::Approved => "approved",
        }
    }

    /// Returns whether a person's translation of the present English text exists.
    #[must_use]
    pub fn is_fresh(self) -> bool {
        match self {
            Self::Missing | Self::Stale | Self::Draft => false,
            Self::Translated | Self::Revised | Self::Approved => true,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A number per state: units, or words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Units or words without a translation.
    pub missing: u64,
    /// Units or words whose English changed since.
    pub stale: u64,
    /// Units or words that nobody accepted.
    pub draft: u64,
    /// Units or words that a person translated.
    pub translated: u64,
    /// Units or words that a second person revised.
    pub revised: u64,
    /// Units or words released for publication.
    pub approved: u64,
}

impl Tally {
    /// Adds `amount` to one state.
    pub fn add(&mut self, state: State, amount: u64) {
        *self.slot(state) += amount;
    }

    /// Adds another tally to this one.
    pub fn merge(&mut self, other: &Self) {
        for state in State::ALL {
            *self.slot(state) += other.get(state);
        }
    }

    /// Returns the number of one state.
    #[must_use]
    pub fn get(&self, state: State) -> u64 {
        match state {
            State::Missing => self.missing,
            State::Stale => self.stale,
            State::Draft => self.draft,
            State::Translated => self.translated,
            State::Revised => self.revised,
            State::Approved => self.approved,
        }
    }

    /// Returns the sum over all states.
    #[must_use]
    pub fn total(&self) -> u64 {
        State::ALL.into_iter().map(|state| self.get(state)).sum()
    }

    /// Returns the sum of the fresh states: translated, revised and approved.
    #[must_use]
    pub fn fresh(&self) -> u64 {
        State::ALL.into_iter().filter(|state| state.is_fresh()).map(|state| self.get(state)).sum()
    }

    fn slot(&mut self, state: State) -> &mut u64 {
        match state {
            State::Missing => &mut self.missing,
            State::Stale => &mut self.stale,
            State::Draft => &mut self.draft,
            State::Translated => &mut self.translated,
            State::Revised => &mut self.revised,
            State::Approved => &mut self.approved,
        }
    }
}
