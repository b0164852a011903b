//! What a verb came to.

use crate::model::Failure;

/// What a verb came to. Output has been written by then; failures have not been shown yet.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the gate or check passed; `true` for verbs that only observe.
    pub passed: bool,
    /// What could not be done; one bad file does not stop the others.
    pub failures: Vec<Failure>,
}

impl Outcome {
    /// Everything is fine.
    #[must_use]
    pub fn fine() -> Self {
        Self { passed: true, failures: Vec::new() }
    }

    /// The work was done as far as the failures allow.
    #[must_use]
    pub fn with(failures: Vec<Failure>) -> Self {
        Self { passed: true, failures }
    }

    /// Returns the exit code: 2 when anything failed, else 1 when a check says no, else 0.
    #[must_use]
    pub fn code(&self) -> u8 {
        match (self.failures.is_empty(), self.passed) {
            (false, _) => 2,
            (true, false) => 1,
            (true, true) => 0,
        }
    }
}
