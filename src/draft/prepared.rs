//! One text on its way to an engine: masked, cut where it is too long, and put together again.

use std::ops::Range;

use super::segment;
use super::{Capabilities, Damage, Masked, Masking};
use crate::check::Content;

/// One text to be drafted: a unit, or one form of a plural unit.
#[derive(Debug, Clone)]
pub struct Task {
    /// The English.
    pub source: String,
    /// Its message format.
    pub content: Content,
    /// The bytes of terms that stay English.
    pub keep: Vec<Range<usize>>,
    /// The number to show in place of the only placeholder, for a plural form.
    pub count: Option<u32>,
}

/// A task as it is sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    masked: Masked,
    parts: Vec<String>,
}

impl Task {
    /// Masks and cuts the text in the first of the maskings that can carry it, from the one at `attempt` on. Returns
    /// none when none can, or a sentence is too long.
    #[must_use]
    pub fn prepare(&self, capabilities: &Capabilities, attempt: usize) -> Option<Prepared> {
        capabilities.maskings.iter().skip(attempt).find_map(|&masking| {
            let masked = Masked::new(&self.source, self.content, &self.keep, masking, self.count)?;
            let parts = segment::parts(&masked.text, capabilities.max_characters)?;
            Some(Prepared { masked, parts })
        })
    }
}

impl Prepared {
    /// Returns the texts to send, in order; never empty.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Returns how code is hidden.
    #[must_use]
    pub fn masking(&self) -> Masking {
        self.masked.masking
    }

    /// Returns whether any code is hidden at all.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        self.masked.marks() > 0
    }

    /// Returns the characters to send.
    #[must_use]
    pub fn characters(&self) -> u64 {
        self.parts.iter().map(|part| part.chars().count() as u64).sum()
    }

    /// Joins the answers and puts the code back.
    ///
    /// # Errors
    /// As [`Masked::unmask`]; `Count` for another number of answers than parts.
    pub fn accept(&self, answers: &[String]) -> Result<String, Damage> {
        if answers.len() != self.parts.len() {
            return Err(Damage::Count);
        }
        self.masked.unmask(&segment::join(&self.parts, answers))
    }
}
