//! The static table of rules.

pub(super) mod across;
mod end_punctuation;
mod links;
mod markup;
mod numbers;
mod placeholders;
pub(super) mod source;
mod untranslated;

use super::Rule;

/// All rules, gravest subject first. The order is the order of findings and of the documentation.
pub static RULES: [&Rule; 8] = [
    &placeholders::RULE,
    &markup::RULE,
    &links::RULE,
    &numbers::RULE,
    &untranslated::RULE,
    &end_punctuation::RULE,
    &source::SENTENCE,
    &across::OUTLIER,
];

/// Returns the rule with this name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.id == id)
}
