//! The rules on single entries: format strings, and line breaks at the edges.
//!
//! Invariant: an entry without a flag and without a line break is not decoded.

use std::cell::OnceCell;

use memchr::memmem;

use super::catalogue::about;
use super::format_strings;
use crate::language::PluralForms;
use crate::model::{Finding, Severity};
use crate::po::{Catalogue, Entry};

/// What the rules on entries have to know of their catalogue.
pub struct EntryLint<'a> {
    catalogue: &'a Catalogue,
    has_flags: bool,
    /// Whether any entry holds a line break; the header always does.
    has_breaks: bool,
    for_many: OnceCell<Vec<bool>>,
}

impl<'a> EntryLint<'a> {
    /// Looks at a catalogue once for all its entries.
    #[must_use]
    pub fn of(catalogue: &'a Catalogue) -> Self {
        let bytes = catalogue.bytes();
        let first = catalogue.entries().next().map_or(bytes.len(), |entry| entry.start());
        let entries = bytes.get(first..).unwrap_or(&[]);
        let has_flags = memmem::find(bytes, b"-format").is_some();
        let has_breaks = memmem::find(entries, b"\\n").is_some();
        Self { catalogue, has_flags, has_breaks, for_many: OnceCell::new() }
    }

    /// Returns whether any entry may have something to report.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.has_flags || self.has_breaks
    }

    /// Applies the rules to one entry of the catalogue; to one that is fuzzy or obsolete, none.
    #[must_use]
    pub fn check(&self, entry: &Entry<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        if entry.is_obsolete() || entry.is_fuzzy() {
            return findings;
        }
        if self.has_flags {
            format_strings::check(entry, &|index| self.is_for_many(index), &mut findings);
        }
        if self.has_breaks && memmem::find(entry.bytes(), b"\\n").is_some() {
            newlines(entry, &mut findings);
        }
        findings
    }

    /// Returns whether a form stands for five numbers or more.
    fn is_for_many(&self, form: usize) -> bool {
        let count = || {
            let rule = self.catalogue.header().plural_forms().and_then(|value| PluralForms::parse(value).ok());
            let Some(rule) = rule else { return Vec::new() };
            let mut counts: Vec<usize> = Vec::new();
            for index in (0..1000).filter_map(|number| rule.index(number)) {
                if counts.len() <= index && index < 16 {
                    counts.resize(index + 1, 0);
                }
                if let Some(count) = counts.get_mut(index) {
                    *count += 1;
                }
            }
            counts.into_iter().map(|count| count >= 5).collect()
        };
        self.for_many.get_or_init(count).get(form).copied().unwrap_or(false)
    }
}

/// Line breaks at the edges (GNU gettext manual, "msgfmt --check-format").
fn newlines(entry: &Entry<'_>, findings: &mut Vec<Finding>) {
    let source = entry.id();
    for (index, form) in entry.forms().into_iter().enumerate().filter(|(_, form)| !form.is_empty()) {
        let edge = match () {
            () if source.starts_with('\n') != form.starts_with('\n') => "begin",
            () if source.ends_with('\n') != form.ends_with('\n') => "end",
            () => continue,
        };
        let message = format!("source and translation do not both {edge} with a line break");
        let hint = "begin and end the translation like the source";
        let mut finding = about(entry, "newlines", Severity::Error, message, hint);
        finding.line = Some(entry.form_line(index));
        finding.target = Some(form.into_owned());
        findings.push(finding);
    }
}
