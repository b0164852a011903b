//! IATE's pipe-separated export.
//!
//! One row per term: `E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION`, where some exports leave out or
//! add columns such as `T_INSTITUTION`. A row is a line. A field may stand in quotes, and must where it has a bar in it; IATE
//! itself writes none, so that quotes mostly belong to the term.

use std::borrow::Cow;

use super::delimited::Row;
use super::language_tag::{foreign_regions, is_language_tag, language_code, shown_tag};
use super::{Concept, PassedOver, Reading, Term, TermKind, TermStatus, Termbase};
use crate::model::Failure;

/// The columns that are read.
const COLUMNS: [&str; 7] = ["E_ID", "E_DOMAINS", "L_CODE", "T_TERM", "T_TYPE", "T_RELIABILITY", "T_EVALUATION"];

/// Returns whether a text starts like an IATE export.
#[must_use]
pub fn is_iate(text: &str) -> bool {
    let head = text.strip_prefix('\u{feff}').unwrap_or(text).lines().next().unwrap_or("");
    head.contains('|') && head.split('|').any(|name| name.trim().trim_matches('"') == "E_ID")
}

/// Reads an IATE export. Rows of one `E_ID` make one concept, wherever they stand; an empty evaluation is admitted.
///
/// # Errors
/// A missing or repeated column, an unknown evaluation, or a row without identifier, language or term; with its line.
pub fn read_iate(text: &str) -> Result<Termbase, Failure> {
    read_export(text).map(|reading| reading.base)
}

/// Reads an IATE export with what is not taken over: columns, types and regions.
///
/// # Errors
/// See [`read_iate`].
pub(super) fn read_export(text: &str) -> Result<Reading, Failure> {
    let all = export_rows(text);
    let (names, all) =
        all.split_first().ok_or_else(|| Failure::new("read the IATE export: the file is empty").at_line(1))?;
    let columns = Columns::of(names)?;
    let mut passed_over: Vec<PassedOver> = Vec::new();
    let unknown = names.fields.iter().filter(|name| !COLUMNS.contains(&name.as_str()));
    passed_over.extend(unknown.map(|name| PassedOver { line: names.line, what: format!("column {name}") }));
    let languages = all.iter().map(|row| columns.get(row, "L_CODE"));
    let foreign = foreign_regions(languages.filter(|tag| is_language_tag(tag)));
    let mut base = Termbase::default();
    let mut places = std::collections::HashMap::new();
    for row in all {
        let get = |name: &str| columns.get(row, name);
        let (number, language) = (get("E_ID"), get("L_CODE"));
        is_whole(row, &columns)?;
        let mut pass = |what: String| passed_over.push(PassedOver { line: row.line, what });
        if foreign.contains(&shown_tag(language)) {
            pass(shown_tag(language));
            continue;
        }
        let at = *places.entry(number.to_owned()).or_insert_with(|| {
            // IATE's entries have numbers; anything else is an identifier of our own, written by `write_iate`.
            let is_number = number.bytes().all(|b| b.is_ascii_digit());
            let id = if is_number { format!("iate-{number}") } else { number.to_owned() };
            let iate = if is_number { number.to_owned() } else { String::new() };
            base.concepts.push(Concept { id, iate, domain: get("E_DOMAINS").to_owned(), ..Concept::default() });
            base.concepts.len() - 1
        });
        let kind = TermKind::parse(get("T_TYPE"));
        if kind.is_none() {
            pass(format!("T_TYPE {}", get("T_TYPE")));
        }
        let term = Term {
            status: evaluation(get("T_EVALUATION")).map_err(|failure| failure.at_line(row.line))?,
            kind: kind.unwrap_or_default(),
            reliability: get("T_RELIABILITY").to_owned(),
            ..Term::new(get("T_TERM"))
        };
        if let Some(concept) = base.concepts.get_mut(at) {
            concept.section_mut(&language_code(language)).terms.push(term);
        }
    }
    Ok(Reading { base, passed_over })
}

/// Refuses a row with too many fields, or without an identifier, a language or a term.
fn is_whole(row: &Row, columns: &Columns<'_>) -> Result<(), Failure> {
    let (fields, wanted) = (row.fields.len(), columns.0.len());
    if fields > wanted {
        let message = format!("read the IATE export: {fields} fields under {wanted} columns");
        return Err(Failure::new(message).at_line(row.line).hint("put a field with a bar between quotes"));
    }
    if ["E_ID", "L_CODE", "T_TERM"].iter().any(|name| columns.get(row, name).is_empty()) {
        return Err(Failure::new("read the IATE export: a row needs E_ID, L_CODE and T_TERM").at_line(row.line));
    }
    let language = columns.get(row, "L_CODE");
    if !is_language_tag(language) {
        let message = format!("read the IATE export: “{language}” is no language");
        return Err(Failure::new(message).at_line(row.line));
    }
    Ok(())
}

/// Where the columns stand.
struct Columns<'a>(&'a [String]);

impl<'a> Columns<'a> {
    fn of(header: &'a Row) -> Result<Self, Failure> {
        for name in ["E_ID", "L_CODE", "T_TERM"] {
            if !header.fields.iter().any(|known| known == name) {
                return Err(Failure::new(format!("read the IATE export: column {name} is missing"))
                    .at_line(header.line)
                    .hint("choose the CSV format on IATE's download page"));
            }
        }
        let twice = header.fields.iter().find(|name| header.fields.iter().filter(|known| known == name).count() > 1);
        match twice {
            Some(name) => {
                Err(Failure::new(format!("read the IATE export: column {name} is there twice")).at_line(header.line))
            }
            None => Ok(Self(&header.fields)),
        }
    }

    /// Returns a field; empty where the file or the row lacks it.
    fn get<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        let at = self.0.iter().position(|known| known == name);
        at.and_then(|at| row.fields.get(at)).map_or("", String::as_str)
    }
}

/// Reads an evaluation; of several, one that forbids the term counts, else one that prefers it.
fn evaluation(text: &str) -> Result<TermStatus, Failure> {
    let mut found = Vec::new();
    for part in text.split(';') {
        found.push(TermStatus::parse(part).ok_or_else(|| {
            Failure::new(format!("read the IATE export: unknown evaluation “{}”", part.trim()))
                .hint("IATE's are Preferred, Admitted, Deprecated, Obsolete and Proposed")
        })?);
    }
    let forbidden = found.iter().copied().filter(|status| status.is_forbidden()).max();
    Ok(forbidden.or_else(|| found.into_iter().min()).unwrap_or_default())
}

/// Splits an export into rows, a line each: IATE writes no line ends into its fields.
pub(super) fn export_rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let is_quoted = text.lines().next().is_some_and(|head| head.split('|').all(|name| unquoted(name, true).is_some()));
    let row = |(at, line): (usize, &str)| Row { line: at + 1, next_line: at + 2, fields: fields(line, is_quoted) };
    lines.map(row).filter(|row| row.fields.iter().any(|field| !field.is_empty())).collect()
}

/// Splits a line at bars. A field may stand in quotes; it does where the quotes hold a bar or a quote that is written twice,
/// or where the whole file has its fields in quotes. Other quotes belong to the term.
fn fields(line: &str, is_quoted: bool) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let ends = text.match_indices('|').map(|(at, _)| at).chain([text.len()]);
        let plain = ends.clone().next().unwrap_or(text.len());
        let field = |end: usize| text.get(..end).unwrap_or("").trim();
        let quoted = if text.trim_start().starts_with('"') {
            ends.clone().find_map(|end| unquoted(field(end), is_quoted || end > plain).map(|value| (end, value)))
        } else {
            None
        };
        let (end, value) = quoted.unwrap_or_else(|| (plain, field(plain).to_owned()));
        parts.push(value);
        rest = text.get(end..).and_then(|rest| rest.strip_prefix('|'));
    }
    parts
}

/// Returns what a field in quotes holds; none for one that is in none, or has a single quote inside. Quotes that nothing asks
/// for count only where `is_quoted` is set.
fn unquoted(field: &str, is_quoted: bool) -> Option<String> {
    let inner = field.trim().strip_prefix('"')?.strip_suffix('"')?;
    let plain = inner.replace("\"\"", "");
    let is_needed = is_quoted || plain.len() < inner.len();
    (is_needed && !plain.contains('"')).then(|| inner.replace("\"\"", "\""))
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

/// Returns a field as it is written: between quotes where it has a bar, or quotes that would not be read
/// as its own; without line ends.
fn quoted(field: &str) -> Cow<'_, str> {
    let field: Cow<'_, str> = match field.contains(['\n', '\r']) {
        true => Cow::Owned(field.replace(['\n', '\r'], " ")),
        false => Cow::Borrowed(field),
    };
    if field.contains('|') || unquoted(&field, false).is_some() {
        return Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")));
    }
    field
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
    fn quotes_of_a_term_stay() {
        let terms = [
            "\"Europe for Citizens\" programme",
            "Programm \"Europa für Bürger\"",
            "\"Erasmus\"",
            "\"open",
            "lid\"",
            "\"",
        ];
        let rows: String =
            terms.iter().enumerate().map(|(at, term)| format!("{}|LAW|en|{term}|Term|3|\n", at + 1)).collect();
        let base =
            read_iate(&format!("E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n{rows}")).unwrap();
        assert_eq!(base.wordings("en"), terms);
        assert_eq!(read_iate(&write_iate(&base, true)).unwrap(), base);
    }

    #[test]
    fn a_file_with_all_fields_in_quotes_is_read_without_them() {
        let base = read_iate("\"E_ID\"|\"L_CODE\"|\"T_TERM\"\n\"1\"|\"en\"|\"Erasmus\"\n").unwrap();
        assert_eq!(base.wordings("en"), ["Erasmus"]);
    }

    #[test]
    fn what_forbids_a_term_is_understood_or_refused() {
        let status = |evaluation: &str| {
            let read = read_iate(&format!("E_ID|L_CODE|T_TERM|T_EVALUATION\n1|en|a|{evaluation}\n"));
            read.map(|base| base.concepts[0].sections[0].terms[0].status)
        };
        assert_eq!(status("Not recommended").unwrap(), TermStatus::Deprecated);
        assert_eq!(status("Admitted;Preferred").unwrap(), TermStatus::Preferred);
        assert_eq!(status("to be avoided").unwrap_err().line, Some(2));
    }

    #[test]
    fn columns_that_we_do_not_read_are_named() {
        let passed = read_export("E_ID|L_CODE|T_TERM|T_INSTITUTION\n1|en|a|COM\n").unwrap().passed_over;
        assert_eq!(passed, [PassedOver { line: 1, what: "column T_INSTITUTION".to_owned() }]);
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
