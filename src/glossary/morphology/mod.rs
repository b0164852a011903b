//! How the words of each language change, as far as finding a term needs it.
//!
//! Nothing here knows words; only letters, endings, beginnings and stems.

mod beginnings;
mod compounds;
mod endings;
mod fold;
mod function_words;
mod language_rules;
mod look_alikes;
mod maltese;
mod separable;

pub(super) use beginnings::without_beginning;
pub(super) use compounds::{Head, head, is_onset, is_word_like};
pub(super) use fold::{fold, skeleton, stress};
pub(super) use function_words::{is_conjunction, is_function_word};
pub(super) use language_rules::Morphology;
pub(super) use look_alikes::is_look_alike;
pub(super) use separable::separated;

/// How sure it is that two words are forms of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Certainty {
    /// Perhaps.
    Probable,
    /// As sure as endings alone can tell.
    Sure,
}
