//! One stale unit in one language.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::Since;
use crate::diff::{self, Piece};
use crate::language::Language;
use crate::model::{ChangeClass, ModuleId, UnitId};
use crate::status::Action;

/// One stale unit in one language.
#[derive(Debug, Clone)]
pub struct Item {
    /// The language.
    pub language: &'static Language,
    /// The module.
    pub module: ModuleId,
    /// The path of the English file, relative to the project.
    pub path: String,
    /// The 1-based line of the unit in the English file.
    pub line: usize,
    /// The unit.
    pub unit: UnitId,
    /// What the English edit did.
    pub class: ChangeClass,
    /// The words that decided the class.
    pub tokens: Vec<String>,
    /// What the policy asks for.
    pub action: Action,
    /// Since when; none when the edit is not committed, or there is no history.
    pub since: Option<Since>,
    /// The age of the debt in whole days; none without history.
    pub age_days: Option<u32>,
    /// The English that the translation was made from.
    pub old: String,
    /// The English of today.
    pub new: String,
    /// The words of the English of today.
    pub words: u64,
    /// The translation; several forms for a plural.
    pub translation: Vec<String>,
}

impl Item {
    /// Returns the difference between the English then and now, word by word.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        diff::words(&self.old, &self.new)
    }

    /// Returns the age for people: `45 days`, `at least 45 days`, `not committed yet`.
    #[must_use]
    pub fn age_words(&self) -> String {
        let days = |days: u32| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        match (&self.since, self.age_days) {
            (Some(since), Some(age)) if since.at_least => format!("at least {}", days(age)),
            (Some(_), Some(age)) => days(age),
            (None, Some(_)) => "not committed yet".to_owned(),
            (_, None) => "age unknown".to_owned(),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut item = serializer.serialize_struct("Item", 16)?;
        item.serialize_field("language", self.language.code)?;
        item.serialize_field("module", &self.module)?;
        item.serialize_field("path", &self.path)?;
        item.serialize_field("line", &self.line)?;
        item.serialize_field("unit", &self.unit)?;
        item.serialize_field("class", &self.class)?;
        item.serialize_field("tokens", &self.tokens)?;
        item.serialize_field("action", &self.action)?;
        item.serialize_field("since", &self.since)?;
        item.serialize_field("age_days", &self.age_days)?;
        item.serialize_field("old", &self.old)?;
        item.serialize_field("new", &self.new)?;
        item.serialize_field("words", &self.words)?;
        item.serialize_field("translation", &self.translation.first().map_or("", String::as_str))?;
        item.serialize_field("forms", &self.translation)?;
        item.serialize_field("diff", &self.pieces())?;
        item.end()
    }
}

/// Sorts by risk, then age, then place: the most dangerous class first, in it the oldest debt.
pub fn sort(items: &mut [Item]) {
    items.sort_by(|one, other| {
        let key = |item: &Item| (std::cmp::Reverse(item.class), std::cmp::Reverse(item.age_days));
        key(one)
            .cmp(&key(other))
            .then_with(|| one.language.order.cmp(&other.language.order))
            .then_with(|| one.module.cmp(&other.module))
            .then_with(|| one.line.cmp(&other.line))
            .then_with(|| one.unit.cmp(&other.unit))
    });
}
