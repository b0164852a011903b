//! The rules over a catalogue outside any project: what `lint` adds to the rules of the PO format.

use std::collections::{HashMap, HashSet};

use super::{Content, Context, Plan, Settings, Text, Together, check_module, check_unit_with};
use crate::language::Language;
use crate::model::{Finding, ModuleId, UnitId, UnitKind};
use crate::po::{Catalogue, Entry};

/// One entry, owned, with what its flags and comments say.
pub(super) struct Row {
    context: Option<String>,
    pub(super) source: String,
    pub(super) plural: Option<String>,
    pub(super) forms: Vec<String>,
    pub(super) content: Content,
    pub(super) max_length: Option<usize>,
    pub(super) line: usize,
}

/// Checks every translated entry of a catalogue that is neither fuzzy nor obsolete, each by itself and all together.
/// Findings carry language, unit (the `msgctxt`, else the English) and line, but no path.
///
/// The message format is that of the entry's flag (`c-format`, …), else that of the file name: `page.md.po`,
/// `messages.ftl.po`; else that of the `#:` references.
#[must_use]
pub fn check_catalogue(
    catalogue: &Catalogue,
    language: &'static Language,
    name: &str,
    settings: &Settings,
) -> Vec<Finding> {
    let rows: Vec<Row> = catalogue.entries().filter_map(|entry| row(&entry, name)).collect();
    let sources: Vec<Text<'_>> = rows.iter().map(|row| Text::new(&row.source, row.content)).collect();
    let plurals: Vec<Option<Text<'_>>> =
        rows.iter().map(|row| row.plural.as_deref().map(|plural| Text::new(plural, row.content))).collect();
    let forms: Vec<Vec<Text<'_>>> =
        rows.iter().map(|row| row.forms.iter().map(|form| Text::new(form, row.content)).collect()).collect();
    let units: Vec<UnitId> =
        rows.iter().map(|row| UnitId::keyed(row.context.as_deref().unwrap_or(&row.source))).collect();
    let module = ModuleId::new(name);
    let plan = Plan::new(settings, language);
    let mut together = Vec::with_capacity(rows.len());
    let mut findings = Vec::new();
    for ((((row, source), plural), forms), unit) in rows.iter().zip(&sources).zip(&plurals).zip(&forms).zip(&units) {
        let mut context = Context::new(source, forms, language, row.content);
        context.plural = plural.as_ref();
        context.max_length = row.max_length;
        context.module = Some(&module);
        context.unit = Some(unit);
        let is_term = row.content == Content::Fluent && row.context.as_deref().is_some_and(|key| key.starts_with('-'));
        context.kind = is_term.then_some(UnitKind::Term);
        let first = findings.len();
        let noted = check_unit_with(&context, &plan, &mut findings);
        for finding in findings.iter_mut().skip(first) {
            finding.line = Some(row.line);
        }
        together.push(Together::of(&context, noted));
    }
    let lines: HashMap<&UnitId, usize> = units.iter().zip(&rows).map(|(unit, row)| (unit, row.line)).collect();
    for mut finding in check_module(&together, language, settings) {
        finding.line = finding.unit.as_ref().and_then(|unit| lines.get(unit).copied());
        findings.push(finding);
    }
    for finding in &mut findings {
        finding.module = None;
        finding.hint.get_or_insert_with(|| format!("`concordia check --explain {}` tells why", finding.rule));
    }
    findings
}

/// Takes out what the rules of the PO format have said of the same entry: its directives, and the line breaks at its ends.
/// `format` are the findings of these rules.
pub fn drop_repeats(findings: &mut Vec<Finding>, format: &[Finding]) {
    const TWINS: [(&str, &str); 2] = [("placeholders", "format-strings"), ("whitespace", "newlines")];
    let theirs = format.iter().filter(|one| TWINS.iter().any(|(_, twin)| one.rule.as_str() == *twin));
    let said: HashSet<_> = theirs.map(|one| (one.rule.as_str(), &one.language, &one.module, &one.unit)).collect();
    if said.is_empty() {
        return;
    }
    findings.retain(|one| {
        let twin = TWINS.iter().find(|(ours, _)| one.rule.as_str() == *ours);
        twin.is_none_or(|(_, twin)| !said.contains(&(*twin, &one.language, &one.module, &one.unit)))
    });
}

/// The entries that GNOME's and KDE's programs have for the names of their translators: no translations.
const CREDITS: [&str; 5] =
    ["translator-credits", "translator_credits", "translation-credits", "Your names", "Your emails"];

/// Reads an entry; none for one that is untranslated, fuzzy, obsolete, or no translation.
pub(super) fn row(entry: &Entry<'_>, name: &str) -> Option<Row> {
    if entry.is_obsolete() || entry.is_fuzzy() || !entry.is_translated() || CREDITS.contains(&entry.id().as_ref()) {
        return None;
    }
    let content = content_of(entry, name);
    let limit = entry.extracted_comments().find_map(|comment| limit_of(&comment));
    Some(Row {
        context: entry.context().map(|context| context.into_owned()),
        source: entry.id().into_owned(),
        plural: entry.id_plural().map(|plural| plural.into_owned()),
        forms: entry.forms().into_iter().map(|form| form.into_owned()).collect(),
        content,
        max_length: limit,
        line: entry.line(),
    })
}

/// Returns the limit that a comment gives: as `sync` writes it, or an author.
fn limit_of(comment: &str) -> Option<usize> {
    let ours = comment.trim().strip_prefix("at most ").and_then(|rest| rest.strip_suffix(" characters"));
    let number = ours.or_else(|| {
        let (_, rest) = comment.split_once("max-length")?;
        rest.trim_start_matches([' ', ':', '=']).split(|c: char| !c.is_ascii_digit()).next()
    });
    number?.parse().ok()
}

/// Returns the message format of an entry: that of its flag, else of the file name, else of its references.
#[must_use]
pub fn content_of(entry: &Entry<'_>, name: &str) -> Content {
    let of_reference = |reference: String| of_name(reference.split(':').next().unwrap_or(""));
    let flagged = entry.flags().find_map(|flag| Content::of_flag(&flag));
    flagged.or_else(|| of_name(name)).or_else(|| entry.references().find_map(of_reference)).unwrap_or_default()
}

fn of_name(name: &str) -> Option<Content> {
    let stem = name.strip_suffix(".po").unwrap_or(name);
    let (_, extension) = stem.rsplit_once('.')?;
    match extension {
        "md" | "markdown" => Some(Content::Markdown),
        "ftl" => Some(Content::Fluent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::limit_of;

    #[test]
    fn limits_stand_in_comments() {
        assert_eq!(limit_of("at most 24 characters"), Some(24));
        assert_eq!(limit_of("concordia: max-length 8"), Some(8));
        assert_eq!((limit_of("at most 5 people"), limit_of("shown at most 3 characters wide")), (None, None));
    }
}
