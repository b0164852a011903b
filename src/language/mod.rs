//! What is known about each language: plural rule, quotation marks, numbers, engine codes.
//!
//! Invariant: a language is found by its BCP 47 code alone; nothing here reads files.

pub mod address;
pub mod alphabets;
pub mod english_lexicon;
pub mod function_words;
mod greater_number_words;
mod language_profile;
mod localised;
mod months;
mod number_words;
mod plural;
mod plural_forms;
pub mod spelling_variants;
mod table;
mod tag;
mod weekdays;

pub use language_profile::{EuroPlace, Language, NumberStyle, Script, find, official_targets};
pub use localised::without_language;
pub use months::{MonthWord, has_months, month_word};
pub use number_words::{NumberWords, number_words};
pub use plural::{Category, Plural, Reach};
pub use plural_forms::{Leading, PluralForms, PluralFormsError};
pub use table::OFFICIAL;
pub use tag::of_tag;
pub use weekdays::weekdays;
