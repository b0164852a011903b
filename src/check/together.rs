//! What the rules over many units of one language are told of each unit.
//!
//! Nothing of the prepared texts, so that these are needed no longer than the unit itself is looked at.

use super::Context;
use super::rules::address::Noticed;
use crate::model::{ModuleId, UnitId};

/// What was noted when a unit was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// How it addresses the reader.
    pub(super) address: Option<Box<Noticed>>,
}

/// One translated unit among the others of its language. There are as many as the project has units, so that they are small.
#[derive(Debug, Clone)]
pub struct Together<'a> {
    /// The English text; the singular of a plural unit.
    pub source: &'a str,
    /// Whether another unit may have the same English text.
    pub may_be_repeated: bool,
    /// Whether the unit has an English plural.
    pub is_plural: bool,
    /// The first form of the translation.
    pub first: &'a str,
    /// The other forms.
    pub others: Box<[&'a str]>,
    /// The module, where one is known.
    pub module: Option<&'a ModuleId>,
    /// The unit, where one is known.
    pub unit: Option<&'a UnitId>,
    /// What [`super::check_unit_with`] noted.
    pub noted: Noted,
}

impl<'a> Together<'a> {
    /// Takes over what is needed of a unit whose texts stay.
    #[must_use]
    pub fn of(unit: &Context<'a>, noted: Noted) -> Self {
        let mut forms = unit.forms.iter().map(|form| form.raw);
        Self {
            source: unit.source.raw,
            may_be_repeated: true,
            is_plural: unit.plural.is_some(),
            first: forms.next().unwrap_or(""),
            others: forms.collect(),
            module: unit.module,
            unit: unit.unit,
            noted,
        }
    }

    /// Returns a form of the translation.
    pub(super) fn form(&self, form: usize) -> Option<&'a str> {
        match form.checked_sub(1) {
            None => Some(self.first),
            Some(at) => self.others.get(at).copied(),
        }
    }
}
