//! IATE's pipe-separated export.
//!
//! One row per term: `E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION`, where some exports leave out or
//! add columns such as `T_INSTITUTION`. Fields are not quoted; a bar inside a field does not occur.

use super::delimited::rows;
use super::tbx::language_code;
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
    let mut all = rows(text, '|', false)?.into_iter();
    let header = all.next().ok_or_else(|| Failure::new("read the IATE export: the file is empty").at_line(1))?;
    let clean = |field: &str| field.trim().trim_matches('"').to_owned();
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
    let mut base = Termbase::default();
    let mut places = std::collections::HashMap::new();
    for row in all {
        let get = |at: usize| row.fields.get(at).map(|field| clean(field)).unwrap_or_default();
        let maybe = |at: Option<usize>| at.map(get).unwrap_or_default();
        let (number, language, text) = (get(id_at), get(language_at), get(term_at));
        if number.is_empty() || language.is_empty() || text.is_empty() {
            return Err(Failure::new("read the IATE export: a row needs E_ID, L_CODE and T_TERM").at_line(row.line));
        }
        let at = *places.entry(number.clone()).or_insert_with(|| {
            base.concepts.push(Concept {
                id: format!("iate-{number}"),
                iate: number,
                domain: maybe(domains_at),
                ..Concept::default()
            });
            base.concepts.len() - 1
        });
        let term = Term {
            status: TermStatus::parse(&maybe(evaluation_at)).unwrap_or_default(),
            kind: TermKind::parse(&maybe(kind_at)).unwrap_or_default(),
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
                let fields = [id, &concept.domain, &section.language, &term.text, kind, "", evaluation];
                let clean: Vec<String> = fields.iter().map(|field| field.replace(['|', '\n', '\r'], " ")).collect();
                out.push_str(&clean.join("|"));
                out.push('\n');
            }
        }
    }
    out
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
        assert_eq!(base.concepts[1].sections[0].terms[0].kind, TermKind::Abbreviation);
        assert_eq!(read_iate(&write_iate(&base, false)).unwrap(), base);
    }

    #[test]
    fn a_row_without_a_term_names_its_line() {
        assert_eq!(read_iate("E_ID|L_CODE|T_TERM\n1|en|\n").unwrap_err().line, Some(2));
        assert!(!is_iate("concept,language,term\n"));
    }
}
