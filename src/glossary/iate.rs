//! IATE's pipe-separated export.
//!
//! One row per term: `E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION`, where some exports leave out or
//! add columns such as `T_INSTITUTION`. A field may stand in quotes, and must where it has a bar in it; a file whose quotes
//! do not pair is read without them.

use std::borrow::Cow;

use super::delimited::rows;
use super::language_tag::{is_language_tag, language_code};
use super::{Concept, Term, TermKind, TermStatus, Termbase};
use crate::model::Failure;

/// Returns whether a text starts like an IATE export.
#[must_use]
pub fn is_iate(text: &str) -> bool {
    let head = text.strip_prefix('\u{feff}').unwrap_or(text).lines().next().unwrap_or("");
    head.contains('|') && head.split('|').any(|name| name.trim().trim_matches('"') == "E_ID")
}

/// Reads an IATE export. Rows of one `E_ID` make one concept, wherever they stand; an empty evaluation is admitted.
///
/// # Errors
/// A missing column, or a row without identifier, language or term; with its line.
pub fn read_iate(text: &str) -> Result<Termbase, Failure> {
    let quoted = rows(text, '|', true);
    let is_quoted = quoted.is_ok();
    let mut all = quoted.or_else(|_| rows(text, '|', false))?.into_iter();
    let header = all.next().ok_or_else(|| Failure::new("read the IATE export: the file is empty").at_line(1))?;
    let clean = |field: &str| match is_quoted {
        true => field.trim().to_owned(),
        false => field.trim().trim_matches('"').to_owned(),
    };
    let names: Vec<String> = header.fields.iter().map(|name| clean(name)).collect();
    let column = |name: &str| names.iter().position(|known| known == name);
    let required = |name: &str| {
        column(name).ok_or_else(|| {
            Failure::new(format!("read the IATE export: column {name} is missing"))
                .at_line(header.line)
                .hint("choose the CSV format on IATE's download page")
        })
    };
    let (id_at, language_at, term_at) = (required("E_ID")?, required("L_CODE")?, required("T_TERM")?);
    let (domains_at, kind_at, evaluation_at) = (column("E_DOMAINS"), column("T_TYPE"), column("T_EVALUATION"));
    let reliability_at = column("T_RELIABILITY");
    let mut base = Termbase::default();
    let mut places = std::collections::HashMap::new();
    for row in all {
        if row.fields.len() > names.len() {
            let message = format!("read the IATE export: {} fields under {} columns", row.fields.len(), names.len());
            return Err(Failure::new(message).at_line(row.line).hint("put a field with a bar between quotes"));
        }
        let get = |at: usize| row.fields.get(at).map(|field| clean(field)).unwrap_or_default();
        let maybe = |at: Option<usize>| at.map(get).unwrap_or_default();
        let (number, language, text) = (get(id_at), get(language_at), get(term_at));
        if number.is_empty() || language.is_empty() || text.is_empty() {
            return Err(Failure::new("read the IATE export: a row needs E_ID, L_CODE and T_TERM").at_line(row.line));
        }
        if !is_language_tag(&language) {
            let message = format!("read the IATE export: “{language}” is no language");
            return Err(Failure::new(message).at_line(row.line));
        }
        let at = *places.entry(number.clone()).or_insert_with(|| {
            // IATE's entries have numbers; anything else is an identifier of our own, written by `write_iate`.
            let is_number = number.bytes().all(|b| b.is_ascii_digit());
            let id = if is_number { format!("iate-{number}") } else { number.clone() };
            base.concepts.push(Concept {
                id,
                iate: if is_number { number } else { String::new() },
                domain: maybe(domains_at),
                ..Concept::default()
            });
            base.concepts.len() - 1
        });
        let term = Term {
            status: TermStatus::parse(&maybe(evaluation_at)).unwrap_or_default(),
            kind: TermKind::parse(&maybe(kind_at)).unwrap_or_default(),
            reliability: maybe(reliability_at),
            ..Term::new(text)
        };
        if let Some(concept) = base.concepts.get_mut(at) {
            concept.section_mut(&language_code(&language)).terms.push(term);
        }
    }
    Ok(base)
}

/// Writes a termbase in IATE's columns. Fields that IATE's export does not have are left out, and so are terms of
/// concepts without an IATE number unless `all` is set; those get their own identifier as `E_ID`.
#[must_use]
pub fn write_iate(base: &Termbase, all: bool) -> String {
    let mut out = String::from("E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n");
    for concept in &base.concepts {
        let id = match (concept.iate.as_str(), all) {
            ("", false) => continue,
            ("", true) => &concept.id,
            (number, _) => number,
        };
        for section in &concept.sections {
            for term in &section.terms {
                let kind = match term.kind {
                    TermKind::FullForm | TermKind::Variant => "Term",
                    TermKind::ShortForm => "Short form",
                    TermKind::Abbreviation | TermKind::Acronym => "Abbrev",
                    TermKind::Phrase => "Phrase",
                    TermKind::Formula => "Formula",
                    TermKind::LookupForm => "Lookup form",
                };
                let evaluation = match term.status {
                    TermStatus::Admitted => "",
                    TermStatus::Preferred => "Preferred",
                    TermStatus::Proposed => "Proposed",
                    TermStatus::Deprecated => "Deprecated",
                    TermStatus::Obsolete => "Obsolete",
                };
                let fields = [id, &concept.domain, &section.language, &term.text, kind, &term.reliability, evaluation];
                let written: Vec<Cow<'_, str>> = fields.iter().map(|field| quoted(field)).collect();
                out.push_str(&written.join("|"));
                out.push('\n');
            }
        }
    }
    out
}

/// Returns a field as it is written: between quotes where it has a bar, a line end or a quote at its start.
fn quoted(field: &str) -> Cow<'_, str> {
    if field.contains(['|', '\n', '\r']) || field.starts_with('"') {
        return Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")));
    }
    Cow::Borrowed(field)
}

/// Names what a termbase has and IATE's columns do not hold, for a warning before it is lost.
#[must_use]
pub fn not_in_iate(base: &Termbase) -> Vec<&'static str> {
    let sections = || base.concepts.iter().flat_map(|concept| &concept.sections);
    let has_term = |has: fn(&Term) -> bool| sections().flat_map(|section| &section.terms).any(has);
    let facts = [
        ("definitions", sections().any(|section| !section.definition.is_empty())),
        ("parts of speech", has_term(|term| !term.part_of_speech.is_empty())),
        ("genders", has_term(|term| !term.gender.is_empty())),
        ("forms", has_term(|term| !term.forms.is_empty())),
        ("notes", has_term(|term| !term.note.is_empty()) || base.concepts.iter().any(|one| !one.note.is_empty())),
        ("sources", has_term(|term| !term.source.is_empty())),
        ("names that stay", has_term(|term| term.do_not_translate)),
        ("case", has_term(|term| term.case_sensitive)),
    ];
    facts.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION
3584963|POLITICS;LAW|en|citizens' assembly|Term|3|
3584963|POLITICS;LAW|pl|panel obywatelski|Term|3|Preferred
12|LAW|en|CA|Abbrev|2|Deprecated
";

    #[test]
    fn rows_of_one_entry_become_one_concept() {
        assert!(is_iate(SAMPLE));
        let base = read_iate(SAMPLE).unwrap();
        assert_eq!(base.concepts.len(), 2);
        assert_eq!(base.concepts[0].sections[1].terms[0].status, TermStatus::Preferred);
        assert_eq!(base.concepts[0].sections[1].terms[0].reliability, "3");
        assert_eq!(base.concepts[1].sections[0].terms[0].kind, TermKind::Abbreviation);
        assert_eq!(read_iate(&write_iate(&base, false)).unwrap(), base);
    }

    #[test]
    fn a_field_in_quotes_may_hold_bars_and_quotes() {
        let text = "E_ID|L_CODE|T_TERM|T_EVALUATION\n1|en|\"one|two\"|Preferred\n1|de|\"\"\"eins\"\" x\"|Deprecated\n";
        let base = read_iate(text).unwrap();
        let terms: Vec<(&str, TermStatus)> =
            base.concepts[0].sections.iter().map(|s| (s.terms[0].text.as_str(), s.terms[0].status)).collect();
        assert_eq!(terms, [("one|two", TermStatus::Preferred), ("\"eins\" x", TermStatus::Deprecated)]);
        assert_eq!(read_iate(&write_iate(&base, true)).unwrap(), base);
        assert_eq!(read_iate("E_ID|L_CODE|T_TERM\n1|en|\"a|b\n").unwrap_err().line, Some(2), "a bar too many");
    }

    #[test]
    fn an_identifier_of_our_own_becomes_no_iate_number() {
        let mut base = Termbase::default();
        base.concept_mut("jury").section_mut("en").terms.push(Term::new("jury"));
        assert_eq!(read_iate(&write_iate(&base, true)).unwrap(), base);
    }

    #[test]
    fn a_row_without_a_term_names_its_line() {
        assert_eq!(read_iate("E_ID|L_CODE|T_TERM\n1|en|\n").unwrap_err().line, Some(2));
        assert!(!is_iate("concept,language,term\n"));
    }
}
