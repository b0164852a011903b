//! Safe fixes over a catalogue outside any project: what `lint --fix` puts right.

use super::catalogue::row;
use super::{Context, Plan, Settings, Text, fixed_forms};
use crate::language::Language;
use crate::po::Catalogue;

/// One entry that can be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedEntry {
    /// The 0-based place of the entry in the catalogue.
    pub entry: usize,
    /// The 1-based line of the entry.
    pub line: usize,
    /// The forms as they are.
    pub old: Vec<String>,
    /// The forms put right; as many.
    pub new: Vec<String>,
}

/// Returns the entries of a catalogue that the rules can put right, in order. The entries that [`super::check_catalogue`]
/// passes over stay as they are.
#[must_use]
pub fn fix_catalogue(
    catalogue: &Catalogue,
    language: &'static Language,
    name: &str,
    settings: &Settings,
) -> Vec<FixedEntry> {
    let plan = Plan::new(settings, language);
    let mut fixed = Vec::new();
    for index in 0..catalogue.len() {
        let Some(row) = catalogue.entry(index).and_then(|entry| row(&entry, name)) else { continue };
        let source = Text::new(&row.source, row.content);
        let plural = row.plural.as_deref().map(|plural| Text::new(plural, row.content));
        let forms: Vec<Text<'_>> = row.forms.iter().map(|form| Text::new(form, row.content)).collect();
        let mut context = Context::new(&source, &forms, language, row.content);
        context.plural = plural.as_ref();
        context.max_length = row.max_length;
        if let Some(new) = fixed_forms(&context, &plan, &|_| true).filter(|new| *new != row.forms) {
            drop(forms);
            fixed.push(FixedEntry { entry: index, line: row.line, old: row.forms, new });
        }
    }
    fixed
}
