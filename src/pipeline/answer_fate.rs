//! What became of a reviewer's answers, and whether an answer is on record from an earlier run of `apply`.

use crate::exchange::{Answer, Choice};
use crate::ledger::{Act, Line};
use crate::model::Fingerprint;

/// What became of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in the catalogue or the ledger.
    Applied,
    /// There was nothing to do: it was applied before, or the catalogue says so already.
    Unchanged,
    /// The English changed after the form was made.
    Stale,
    /// The translation changed after the form was made, or the form answers twice.
    Conflicting,
    /// The decision does not fit the unit, or the reviser is the translator.
    Refused,
    /// The answer cannot be read.
    Damaged,
    /// There is no such unit.
    Unknown,
}

impl Fate {
    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Unchanged => "unchanged",
            Self::Stale => "stale",
            Self::Conflicting => "conflicting",
            Self::Refused => "refused",
            Self::Damaged => "damaged",
            Self::Unknown => "unknown",
        }
    }

    /// Returns whether the reviewer's answer is in the project, or needed nothing.
    #[must_use]
    pub fn is_fine(self) -> bool {
        matches!(self, Self::Applied | Self::Unchanged)
    }
}

/// One answer with what became of it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct AnswerFate {
    /// The unit, or the number of the answer.
    pub unit: String,
    /// What became of it.
    pub fate: Fate,
    /// Why, or what was done.
    pub message: String,
    /// The corrected forms that were not taken, so that they can be copied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translation: Vec<String>,
    /// The reviewer's remark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl AnswerFate {
    pub(super) fn of(answer: &Answer, fate: Fate, message: impl Into<String>) -> Self {
        let translation = if fate.is_fine() { Vec::new() } else { answer.translation.clone().unwrap_or_default() };
        Self { unit: answer.unit.clone(), fate, message: message.into(), translation, remark: answer.remark.clone() }
    }
}

/// Returns the act that an answer comes to in the ledger; none for an answer that says nothing.
pub(super) fn act_of(answer: &Answer) -> Option<Act> {
    match answer.choice {
        Choice::None if answer.translation.is_none() => (!answer.remark.is_empty()).then_some(Act::Remark),
        Choice::None | Choice::Accept => Some(Act::Translate),
        Choice::Attest => Some(Act::Attest),
        Choice::Revise => Some(Act::Revise),
        Choice::Approve => Some(Act::Approve),
        Choice::Reject => Some(Act::Reject),
    }
}

/// Returns the line that says what the answer says: the same person, act and texts; of remarks and rejections the same
/// words, too.
pub(super) fn on_record<'a>(lines: &'a [Line], answer: &Answer, by: &str) -> Option<&'a Line> {
    let act = act_of(answer)?;
    let target = match &answer.translation {
        Some(forms) => Fingerprint::of(forms.iter().map(String::as_str)),
        None => Fingerprint::parse(&answer.target)?,
    };
    let source = Fingerprint::parse(&answer.source)?;
    let is_worded = matches!(act, Act::Remark | Act::Reject);
    lines.iter().rev().find(|line| {
        line.act == act
            && line.unit.as_str() == answer.unit
            && line.source == Some(source)
            && line.target == Some(target)
            && is_same_person(&line.by, by)
            && (!is_worded || line.reason.as_deref() == Some(answer.remark.as_str()))
    })
}

/// Returns whether two names are those of one person.
pub(super) fn is_same_person(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
