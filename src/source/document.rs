//! A parsed module: what is translatable, and what is not.

use std::ops::Range;
use std::sync::OnceLock;

use super::{fluent, markdown};
use crate::model::{Finding, Fingerprint, Format, ModuleId, Unit, UnitId};

/// How each unit is spliced back into the file. The content is private to each source format.
#[derive(Debug, Clone)]
pub enum Skeleton {
    /// For Markdown.
    Markdown(markdown::Skeleton),
    /// For Fluent.
    Fluent(fluent::Skeleton),
}

/// A stretch of text that is kept as it is, and why; shown by `extract --explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opaque {
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// Why it is not translatable, for example `code block`.
    pub reason: &'static str,
}

/// A parsed module.
#[derive(Debug, Clone)]
pub struct Document {
    /// The module.
    pub module: ModuleId,
    /// Its format.
    pub format: Format,
    /// The units in document order; repeated texts occur repeatedly.
    pub units: Vec<Unit>,
    /// How they are spliced back.
    pub skeleton: Skeleton,
    /// What is kept untouched, in document order.
    pub opaque: Vec<Opaque>,
    /// What is wrong with the source, for example Fluent junk or an unclosed directive.
    pub findings: Vec<Finding>,
    /// The names of the units, once somebody asked.
    pub(super) names: OnceLock<Vec<(UnitId, Fingerprint)>>,
}

impl Document {
    /// Returns the name of a unit and the fingerprint of its English; they are found out once for all languages.
    #[must_use]
    pub fn name(&self, unit: usize) -> Option<&(UnitId, Fingerprint)> {
        let names = || self.units.iter().map(|unit| (unit.id(), unit.source_print())).collect();
        self.names.get_or_init(names).get(unit)
    }
}

/// A text that a target language needs and the English file has not: a further variant or attribute of a Fluent message
/// or term, for example a grammatical case or gender. Only Fluent has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// Its key, as the catalogue's `msgctxt` has it; `source::fluent` says which keys there are.
    pub context: String,
    /// Its text.
    pub text: String,
}

/// A unit whose translation would have damaged the page around it and was therefore not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The unit.
    pub unit: UnitId,
    /// What the translation would have changed, in one line.
    pub reason: String,
}

/// A rendered module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The whole file.
    pub text: String,
    /// The units that fell back to English.
    pub refusals: Vec<Refusal>,
}
