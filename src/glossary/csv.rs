//! The termbase as one table: one row per term, readable in any spreadsheet; with commas, or, where its line of column names has
//! them, semicolons or tabs.
//!
//! Invariant: writing what was read and reading it again gives the same termbase.

use super::concept::gender_letter;
use super::delimited::{Row, delimiter_of, rows, write_row};
use super::language_tag::{foreign_regions, is_language_tag, language_code, shown_tag};
use super::spelling::single_spaced;
use super::{Concept, PassedOver, Reading, Section, Term, TermKind, TermStatus, Termbase};
use crate::model::Failure;

/// The columns in the order in which they are written; the rare ones at the end only where something stands in them. Files
/// may order them otherwise and leave out any but `concept`, `language` and `term`.
pub const COLUMNS: [&str; 18] = [
    "concept",
    "domain",
    "definition",
    "language",
    "term",
    "status",
    "pos",
    "gender",
    "type",
    "forms",
    "note",
    "source",
    "iate",
    "do_not_translate",
    "case_sensitive",
    "definition_source",
    "reliability",
    "concept_note",
];

/// How many columns at the end most termbases do without.
const RARE: usize = 3;

/// Reads a CSV termbase. A row with an empty term only states the definition of its language; one without anything is
/// passed over.
///
/// # Errors
/// A missing, unknown or repeated column, a row without concept or language, or an unknown status, type or truth value;
/// with its line.
pub fn read_csv(text: &str) -> Result<Termbase, Failure> {
    read_table(text).map(|reading| reading.base)
}

/// Reads a CSV termbase with what is not taken over: the rows of foreign regions.
///
/// # Errors
/// See [`read_csv`].
pub(super) fn read_table(text: &str) -> Result<Reading, Failure> {
    let mut all = rows(text, delimiter_of(text, &COLUMNS), true)?.into_iter();
    let header = all.next().ok_or_else(|| {
        Failure::new("read the termbase: the file is empty").at_line(1).hint("start with the row of column names")
    })?;
    let place = places(&header)?;
    let get = |row: &Row, column: &str| -> String {
        let at = COLUMNS.iter().position(|name| *name == column).and_then(|known| place.get(known).copied()?);
        at.and_then(|at| row.fields.get(at)).map_or("", |field| field.trim()).to_owned()
    };
    let all: Vec<Row> = all.filter(|row| row.fields.iter().any(|field| !field.trim().is_empty())).collect();
    let tags: Vec<String> = all.iter().map(|row| get(row, "language")).collect();
    let foreign = foreign_regions(tags.iter().map(String::as_str).filter(|tag| is_language_tag(tag)));
    let mut base = Builder::default();
    let mut passed_over = Vec::new();
    for (row, tag) in all.iter().zip(&tags) {
        if row.fields.len() > header.fields.len() {
            return Err(Failure::new(format!(
                "read the termbase: {} fields under {} columns",
                row.fields.len(),
                header.fields.len()
            ))
            .at_line(row.line)
            .hint("put a field with the delimiter in it between quotes"));
        }
        if foreign.contains(&shown_tag(tag)) {
            passed_over.push(PassedOver { line: row.line, what: shown_tag(tag) });
            continue;
        }
        base.add(&|column| get(row, column)).map_err(|failure| failure.at_line(row.line))?;
    }
    Ok(Reading { base: base.base, passed_over })
}

/// Returns where each known column stands.
pub(super) fn places(header: &Row) -> Result<[Option<usize>; COLUMNS.len()], Failure> {
    let mut place = [None; COLUMNS.len()];
    for (at, name) in header.fields.iter().enumerate() {
        let name = name.trim().to_ascii_lowercase();
        let known =
            COLUMNS.iter().position(|column| *column == name).ok_or_else(|| unknown_column(&name, header.line))?;
        let Some(slot) = place.get_mut(known) else { continue };
        if slot.replace(at).is_some() {
            return Err(Failure::new(format!("read the termbase: column “{name}” is there twice"))
                .at_line(header.line)
                .hint("put several terms of a concept into rows of their own"));
        }
    }
    for (column, slot) in COLUMNS.iter().zip(&place) {
        if slot.is_none() && matches!(*column, "concept" | "language" | "term") {
            return Err(Failure::new(format!("read the termbase: column “{column}” is missing")).at_line(header.line));
        }
    }
    Ok(place)
}

fn unknown_column(name: &str, line: usize) -> Failure {
    Failure::new(format!("read the termbase: unknown column “{name}”"))
        .at_line(line)
        .hint(format!("known columns: {}", COLUMNS.join(", ")))
}

/// Collects rows; remembers where each concept is, so that reading stays linear.
#[derive(Default)]
struct Builder {
    base: Termbase,
    places: std::collections::HashMap<String, usize>,
}

impl Builder {
    fn add(&mut self, get: &impl Fn(&str) -> String) -> Result<(), Failure> {
        let (id, language) = (get("concept"), get("language"));
        if id.is_empty() || language.is_empty() {
            return Err(Failure::new("read the termbase: a row needs a concept and a language"));
        }
        if !is_language_tag(&language) {
            return Err(Failure::new(format!("read the termbase: “{language}” is no language"))
                .hint("write its code, for example `pl`"));
        }
        let term = term(get)?;
        let next = self.base.concepts.len();
        let at = *self.places.entry(id.clone()).or_insert(next);
        if at == next {
            self.base.concepts.push(Concept { id, ..Concept::default() });
        }
        let Some(concept) = self.base.concepts.get_mut(at) else { return Ok(()) };
        let facts = [
            (&mut concept.domain, get("domain")),
            (&mut concept.iate, get("iate")),
            (&mut concept.note, get("concept_note")),
        ];
        for (slot, value) in facts {
            if slot.is_empty() {
                *slot = value;
            }
        }
        let section = concept.section_mut(&language_code(&language));
        if section.definition.is_empty() {
            section.definition = get("definition");
            section.definition_source = get("definition_source");
        }
        if !term.text.is_empty() {
            section.terms.push(term);
        }
        Ok(())
    }
}

/// Reads the term of a row.
fn term(get: &impl Fn(&str) -> String) -> Result<Term, Failure> {
    let status = TermStatus::parse(&get("status")).ok_or_else(|| {
        Failure::new(format!("read the termbase: unknown status “{}”", get("status")))
            .hint("use preferred, admitted, proposed, deprecated or obsolete")
    })?;
    let kind = TermKind::parse(&get("type")).ok_or_else(|| {
        Failure::new(format!("read the termbase: unknown type “{}”", get("type")))
            .hint("use full form, short form, abbreviation, acronym, variant or phrase")
    })?;
    Ok(Term {
        text: single_spaced(&get("term")),
        status,
        part_of_speech: get("pos"),
        gender: gender_letter(&get("gender")),
        kind,
        forms: split_forms(&get("forms")),
        note: get("note"),
        source: get("source"),
        reliability: get("reliability"),
        do_not_translate: truth(&get("do_not_translate"))?,
        case_sensitive: truth(&get("case_sensitive"))?,
    })
}

/// Writes a termbase as CSV with all columns, rows in the order of the termbase. Domain and IATE number stand in every
/// row of their concept, its note in the first one, a definition in the first row of its language.
#[must_use]
pub fn write_csv(base: &Termbase) -> String {
    let mut out = String::new();
    let is_rare = |section: &Section| {
        !section.definition_source.is_empty() || section.terms.iter().any(|term| !term.reliability.is_empty())
    };
    let has_rare = base.concepts.iter().any(|one| !one.note.is_empty() || one.sections.iter().any(is_rare));
    let width = if has_rare { COLUMNS.len() } else { COLUMNS.len() - RARE };
    write_row(&mut out, ',', COLUMNS.into_iter().take(width));
    for concept in &base.concepts {
        for (place, section) in concept.sections.iter().enumerate() {
            for index in 0..section.terms.len().max(1) {
                let fields = fields(concept, place, index);
                write_row(&mut out, ',', fields.iter().map(String::as_str).take(width));
            }
        }
    }
    out
}

/// Returns the fields of the row of a term, in the order of [`COLUMNS`]; of a language without terms, that of its definition.
pub(super) fn fields(concept: &Concept, place: usize, index: usize) -> [String; COLUMNS.len()] {
    let (no_section, no_term) = (Section::default(), Term::default());
    let section = concept.sections.get(place).unwrap_or(&no_section);
    let term = section.terms.get(index).unwrap_or(&no_term);
    let written = |text: &str, is_written: bool| if is_written { text.to_owned() } else { String::new() };
    let has_term = !term.text.is_empty();
    [
        concept.id.clone(),
        concept.domain.clone(),
        written(&section.definition, index == 0),
        section.language.clone(),
        term.text.clone(),
        written(term.status.word(), has_term),
        term.part_of_speech.clone(),
        term.gender.clone(),
        written(term.kind.word(), has_term),
        term.forms.join("; "),
        term.note.clone(),
        term.source.clone(),
        concept.iate.clone(),
        written("yes", term.do_not_translate),
        written("yes", term.case_sensitive),
        written(&section.definition_source, index == 0),
        term.reliability.clone(),
        written(&concept.note, index == 0 && place == 0),
    ]
}

/// Splits listed forms at semicolons or bars.
pub(super) fn split_forms(text: &str) -> Vec<String> {
    text.split([';', '|']).map(single_spaced).filter(|form| !form.is_empty()).collect()
}

fn truth(text: &str) -> Result<bool, Failure> {
    match text.to_ascii_lowercase().as_str() {
        "" | "no" | "false" | "0" | "n" => Ok(false),
        "yes" | "true" | "1" | "y" | "x" => Ok(true),
        other => Err(Failure::new(format!("read the termbase: “{other}” is neither yes nor no"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "concept,domain,definition,language,term,status,pos,gender,type,forms,note,source,iate,do_not_translate,case_sensitive
assembly,politics,\"A body, drawn by lot\",en,citizens' assembly,preferred,noun,,full form,,,,3584963,,
assembly,politics,,pl,panel obywatelski,preferred,noun,m,full form,panelu obywatelskiego; panele obywatelskie,,own,3584963,,
assembly,politics,,pl,zgromadzenie obywatelskie,deprecated,noun,n,full form,,too formal,,3584963,,
world-cafe,methods,,en,World Café,preferred,noun,,full form,,,,,yes,yes
";

    #[test]
    fn a_canonical_file_is_written_as_it_was_read() {
        let base = read_csv(SAMPLE).unwrap();
        assert_eq!(base.concepts.len(), 2);
        assert!(base.concepts[1].is_do_not_translate());
        assert_eq!(base.concepts[0].sections[1].terms[0].forms.len(), 2);
        assert_eq!(write_csv(&base), SAMPLE);
    }

    #[test]
    fn a_language_may_be_written_in_any_usual_way() {
        let base = read_csv("concept,language,term\nj,EN,jury\nj,de_DE,Jury\nj,deu,Bürgerjury\n").unwrap();
        assert_eq!(base.languages(), ["de", "en"]);
        assert_eq!(base.concepts[0].sections[1].terms.len(), 2);
    }

    #[test]
    fn of_several_regions_the_one_at_home_is_taken_and_the_others_are_named() {
        let reading = read_table("concept,language,term\nt,pt-BR,equipe\nt,pt-PT,equipa\n").unwrap();
        assert_eq!(reading.base.wordings("pt"), ["equipa"]);
        assert_eq!(reading.passed_over, [PassedOver { line: 2, what: "pt-BR".to_owned() }]);
    }

    #[test]
    fn a_column_that_is_there_twice_is_refused() {
        let failure = read_csv("concept,language,term,Term\na,en,b,c\n").unwrap_err();
        assert!(failure.message.contains("“term” is there twice"), "{failure:?}");
    }

    #[test]
    fn blank_rows_of_spreadsheets_are_passed_over() {
        let base = read_csv("concept,language,term\n,,\na,en,b\n , ,\n").unwrap();
        assert_eq!(base.wordings("en"), ["b"]);
    }

    #[test]
    fn tables_with_semicolons_and_tabs_are_read_too() {
        for text in
            ["concept;language;term;forms\na;en;b;\"c; d\"\n", "concept\tlanguage\tterm\tforms\r\na\ten\tb\tc; d\r\n"]
        {
            let base = read_csv(text).unwrap();
            assert_eq!(base.concepts[0].sections[0].terms[0].forms, ["c", "d"], "{text}");
        }
    }

    #[test]
    fn faults_name_their_line() {
        assert_eq!(read_csv("concept,language,term,status\na,en,b,good\n").unwrap_err().line, Some(2));
        assert_eq!(read_csv("concept,language\n").unwrap_err().line, Some(1));
        assert_eq!(read_csv("concept,language,term\na,en,b\na,en,b,c\n").unwrap_err().line, Some(3));
        assert!(read_csv("").is_err());
        assert_eq!(read_csv("concept,language,term\na,en,b\na,klingon!!,c\n").unwrap_err().line, Some(3));
    }
}
