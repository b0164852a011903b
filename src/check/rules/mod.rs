//! The static table of rules.

pub(super) mod across;
pub(super) mod address;
mod alphabet;
pub(super) mod amounts;
mod apostrophes;
mod braces;
mod brackets;
pub(super) mod calendar;
mod capitals;
mod clock;
pub(super) mod counted;
mod dashes;
mod dates;
mod doubled_word;
mod drupal;
mod ellipsis;
mod end_punctuation;
mod fluent;
mod fluent_options;
mod fluent_select;
mod fractions;
mod half_translated;
mod halves;
mod hidden_characters;
mod icu;
mod icu_variants;
mod inconsistent;
mod language;
mod length;
mod letters;
mod link_host;
mod links;
mod markup;
mod max_length;
mod measures;
mod month_names;
mod nesting;
mod no_break;
mod number_format;
pub(super) mod numbers;
mod placeholders;
mod punctuation_space;
mod quotes;
mod references;
mod same_translation;
pub(super) mod source;
mod suspect_source;
mod unsafe_markup;
mod untranslated;
mod whitespace;

use super::Rule;

/// All rules, gravest subject first. The order is the order of findings and of the documentation.
pub static RULES: [&Rule; 42] = [
    &placeholders::RULE,
    &fluent::RULE,
    &markup::RULE,
    &links::RULE,
    &link_host::RULE,
    &unsafe_markup::RULE,
    &hidden_characters::RULE,
    &numbers::RULE,
    &dates::RULE,
    &amounts::RULE,
    &number_format::RULE,
    &untranslated::RULE,
    &half_translated::RULE,
    &language::RULE,
    &alphabet::RULE,
    &letters::RULE,
    &doubled_word::RULE,
    &whitespace::RULE,
    &end_punctuation::RULE,
    &brackets::RULE,
    &max_length::RULE,
    &length::RULE,
    &quotes::RULE,
    &punctuation_space::RULE,
    &no_break::RULE,
    &apostrophes::RULE,
    &dashes::RULE,
    &ellipsis::RULE,
    &capitals::RULE,
    &inconsistent::RULE,
    &same_translation::RULE,
    &address::RULE,
    &across::OUTLIER,
    &suspect_source::RULE,
    &source::link::RULE,
    &source::file::RULE,
    &source::message::RULE,
    &source::term::RULE,
    &source::spelling::RULE,
    &source::heading::RULE,
    &source::reference::RULE,
    &source::sentence::RULE,
];

/// Returns the rule with this name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.id == id)
}

/// Returns what a comparison of two plain texts says.
#[cfg(test)]
fn messages(
    compare: fn(usize, &super::Text<'_>, &super::Text<'_>, &str, &mut Vec<super::Hit>),
    english: &str,
    code: &str,
    text: &str,
) -> Vec<String> {
    let plain = |text| super::Text::new(text, super::Content::Plain);
    let mut hits = Vec::new();
    compare(0, &plain(english), &plain(text), code, &mut hits);
    hits.into_iter().map(|hit| hit.message).collect()
}
