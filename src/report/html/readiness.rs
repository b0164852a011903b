//! Whether a module may be published in a language, and what blocks it.

use crate::model::{Severity, State, Tally};

/// What stands between a module and its publication in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readiness {
    /// Units per state.
    pub units: Tally,
    /// Open findings of severity error or critical.
    pub errors: u64,
    /// Whether the catalogue could not be read.
    pub is_unreadable: bool,
}

/// Something that blocks publication, with its number of units or findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocker {
    /// The catalogue cannot be read.
    Unreadable,
    /// Units in a state that is not fresh.
    Units(State, u64),
    /// Findings of severity error or critical.
    Errors(u64),
}

impl Readiness {
    /// Returns what blocks publication, gravest first; empty when nothing does.
    #[must_use]
    pub fn blockers(&self) -> Vec<Blocker> {
        if self.is_unreadable {
            return vec![Blocker::Unreadable];
        }
        let states = [State::Missing, State::Stale, State::Draft].map(|state| (state, self.units.get(state)));
        let units =
            states.into_iter().filter(|(_, count)| *count > 0).map(|(state, count)| Blocker::Units(state, count));
        units.chain((self.errors > 0).then_some(Blocker::Errors(self.errors))).collect()
    }
}

/// Returns whether a finding blocks publication.
#[must_use]
pub fn blocks(severity: Severity) -> bool {
    severity >= Severity::Error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fresh_units_without_errors_are_ready() {
        let fresh = Tally { translated: 3, revised: 1, ..Tally::default() };
        assert_eq!(Readiness { units: fresh, ..Readiness::default() }.blockers(), []);
        let draft = Tally { draft: 2, ..fresh };
        let readiness = Readiness { units: draft, errors: 1, is_unreadable: false };
        assert_eq!(readiness.blockers(), [Blocker::Units(State::Draft, 2), Blocker::Errors(1)]);
    }
}
