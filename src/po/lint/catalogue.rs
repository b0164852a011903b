//! All rules on one catalogue.

use super::{EntryLint, header, plural_forms};
use crate::language::Language;
use crate::model::{Finding, RuleId, Severity, UnitId};
use crate::po::{Catalogue, Entry, PoError, PoErrorKind};

/// What the rules say about a file.
#[derive(Debug)]
pub struct Linted {
    /// The findings, by line.
    pub findings: Vec<Finding>,
    /// The catalogue, if every entry could be read.
    pub catalogue: Option<Catalogue>,
}

/// Applies all rules to the bytes of a catalogue or template. `language` is that of the translations, if the caller
/// knows it; else the header's counts.
#[must_use]
pub fn lint(bytes: Vec<u8>, language: Option<&'static Language>, is_template: bool) -> Linted {
    let inspection = Catalogue::inspect(bytes);
    let mut findings: Vec<Finding> = inspection.problems.into_iter().map(of_problem).collect();
    let Some(catalogue) = inspection.catalogue else { return Linted { findings, catalogue: None } };
    if !is_template {
        header::check(&catalogue, language, &mut findings);
        plural_forms::check(&catalogue, language, &mut findings);
    }
    encoding(&catalogue, &mut findings);
    repeated_names(&catalogue, &mut findings);
    let entries = EntryLint::of(&catalogue);
    findings.extend(catalogue.entries().flat_map(|entry| entries.check(&entry)));
    findings.sort_by_key(|finding| finding.line);
    Linted { findings, catalogue: Some(catalogue) }
}

/// Returns what the header says wrongly about a catalogue of a language: its language, its character set, its plural forms.
#[must_use]
pub fn lint_header(catalogue: &Catalogue, language: &'static Language) -> Vec<Finding> {
    let mut findings = Vec::new();
    header::check(catalogue, Some(language), &mut findings);
    // A rule that nothing follows is not tried on a thousand counts.
    if catalogue.entries().any(|entry| entry.is_plural() && !entry.is_obsolete()) {
        plural_forms::check(catalogue, Some(language), &mut findings);
    }
    findings
}

fn of_problem(problem: PoError) -> Finding {
    let severity = match problem.kind {
        PoErrorKind::Syntax | PoErrorKind::ConflictMarkers | PoErrorKind::Encoding => Severity::Critical,
        PoErrorKind::Duplicates | PoErrorKind::PluralForms | PoErrorKind::Header => Severity::Error,
    };
    let mut finding = Finding::new(RuleId::new(problem.kind.word()), severity, problem.message);
    finding.line = Some(problem.line);
    finding.hint = Some(problem.hint);
    finding
}

/// Creates a finding about an entry.
pub(super) fn about(entry: &Entry<'_>, rule: &'static str, severity: Severity, message: String, hint: &str) -> Finding {
    let mut finding = Finding::new(RuleId::new(rule), severity, message);
    let context = entry.context().filter(|context| !context.is_empty());
    finding.unit = Some(UnitId::keyed(context.unwrap_or_else(|| entry.id())));
    finding.line = Some(entry.line());
    finding.hint = Some(hint.to_owned());
    finding.source = Some(entry.id().into_owned());
    finding
}

fn encoding(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let mut report = |severity, message: String, hint: &str| {
        let mut finding = Finding::new(RuleId::new("encoding"), severity, message);
        finding.line = Some(1);
        finding.hint = Some(hint.to_owned());
        findings.push(finding);
    };
    if let Some(name) = catalogue.converted_from() {
        report(Severity::Note, format!("the file is in {name}"), "convert it with `msgconv -t UTF-8`");
    }
    if catalogue.bytes().starts_with(b"\xef\xbb\xbf") {
        let message = "the file starts with a byte order mark, which GNU gettext refuses".to_owned();
        report(Severity::Warning, message, "save it as UTF-8 without a byte order mark");
    }
}

/// Names that an active and an obsolete entry, or two obsolete ones, share. Two active ones are problems of reading.
fn repeated_names(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let mut seen: std::collections::HashMap<u64, Vec<Entry<'_>>> = std::collections::HashMap::new();
    for entry in catalogue.entries() {
        let others = seen.entry(entry.key_hash()).or_default();
        let same = others.iter().find(|other| {
            (entry.is_obsolete() || other.is_obsolete())
                && entry.id_eq(&other.id())
                && entry.context_eq(other.context().as_deref())
        });
        if let Some(other) = same {
            let message = format!("obsolete entry with the same context and id as line {}", other.line());
            findings.push(about(
                &entry,
                "duplicates",
                Severity::Warning,
                message,
                "remove the obsolete one; GNU gettext refuses the file",
            ));
        }
        others.push(entry);
    }
}
