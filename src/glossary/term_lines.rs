//! On which lines of its file a termbase has its concepts and terms, so that faults can be found by a person.

use super::TermbaseFormat;
use super::csv::COLUMNS;
use super::delimited::{Row, delimiter_of, rows};
use super::iate::export_rows;
use super::language_tag::language_code;
use super::spelling::single_spaced;
use crate::model::line_of;

/// A term as one file lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermLine {
    /// The identifier of the concept.
    pub concept: String,
    /// The language code.
    pub language: String,
    /// The term; empty where only the language is opened.
    pub term: String,
    /// The 1-based line.
    pub line: usize,
}

/// Returns the terms of a file with their lines, in the order of the file; what cannot be read is left out.
#[must_use]
pub fn term_lines(format: TermbaseFormat, text: &str) -> Vec<TermLine> {
    match format {
        TermbaseFormat::Csv => of_table(rows(text, delimiter_of(text, &COLUMNS), true).unwrap_or_default(), false),
        TermbaseFormat::Iate => of_table(export_rows(text), true),
        TermbaseFormat::Tbx(_) => of_tbx(text),
    }
}

fn of_table(table: Vec<Row>, is_iate: bool) -> Vec<TermLine> {
    let columns = if is_iate { ["e_id", "l_code", "t_term"] } else { ["concept", "language", "term"] };
    let mut table = table.into_iter();
    let Some(header) = table.next() else { return Vec::new() };
    let place = |name: &str| header.fields.iter().position(|field| field.trim().eq_ignore_ascii_case(name));
    let [Some(concept), Some(language), Some(term)] = columns.map(place) else { return Vec::new() };
    let line = |row: Row| {
        let get = |at: usize| row.fields.get(at).map_or("", |field| field.trim());
        // The reader gives IATE's numbers this name.
        let is_number = is_iate && get(concept).bytes().all(|b| b.is_ascii_digit());
        let concept = if is_number { format!("iate-{}", get(concept)) } else { get(concept).to_owned() };
        TermLine { concept, language: language_code(get(language)), term: single_spaced(get(term)), line: row.line }
    };
    table.map(line).collect()
}

/// Looks at the tags alone; the reader has made sure that the file is sound.
fn of_tbx(text: &str) -> Vec<TermLine> {
    let mut lines = Vec::new();
    let (mut concept, mut language) = (String::new(), String::new());
    let mut place = (0, 1);
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or("");
        let Some((tag, after)) = rest.split_once('>') else { break };
        let name = tag.split([' ', '\t', '\n', '\r', '/']).next().unwrap_or("");
        let name = name.rsplit(':').next().unwrap_or(name);
        let mut add = |concept: &str, language: &str, term: String| {
            place = (at, place.1 + line_of(text.get(place.0..at).unwrap_or(""), at - place.0) - 1);
            lines.push(TermLine { concept: concept.to_owned(), language: language.to_owned(), term, line: place.1 });
        };
        match name {
            "conceptEntry" | "termEntry" => {
                concept = attribute(tag, "id").unwrap_or_default();
                language.clear();
                add(&concept, "", String::new());
            }
            "langSec" | "langSet" => {
                language = language_code(&attribute(tag, "lang").unwrap_or_default());
                add(&concept, &language, String::new());
            }
            "term" => add(&concept, &language, single_spaced(&plain(after.split('<').next().unwrap_or("")))),
            _ => {}
        }
    }
    lines
}

/// Returns an attribute, with or without a prefix.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (at, _) = tag.match_indices(name).find(|(at, _)| {
        let before = tag.get(..*at).and_then(|head| head.chars().next_back());
        let after = tag.get(at + name.len()..).unwrap_or("").trim_start();
        before.is_some_and(|c| c.is_whitespace() || c == ':') && after.starts_with('=')
    })?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next().map(plain)
}

fn plain(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{TbxStyle, read_csv, write_csv, write_iate, write_tbx};

    const BASE: &str = "concept,language,term,definition\na,en,\"house, tent\",\"two\nlines\"\na,de,Haus,\nb&c,en,x,\n";

    #[test]
    fn every_format_tells_its_lines() {
        let lines = |format, text: &str| {
            let found = term_lines(format, text).into_iter().filter(|one| !one.term.is_empty());
            found.map(|one| (one.concept, one.language, one.term, one.line)).collect::<Vec<_>>()
        };
        let row = |concept: &str, language: &str, term: &str, line| {
            (concept.to_owned(), language.to_owned(), term.to_owned(), line)
        };
        let csv = lines(TermbaseFormat::Csv, BASE);
        assert_eq!(csv, [row("a", "en", "house, tent", 2), row("a", "de", "Haus", 4), row("b&c", "en", "x", 5)]);
        let base = read_csv(BASE).unwrap();
        assert_eq!(lines(TermbaseFormat::Csv, &write_csv(&base)), csv);
        let iate = lines(TermbaseFormat::Iate, &write_iate(&base, true));
        assert_eq!(iate.iter().map(|one| one.3).collect::<Vec<_>>(), [2, 3, 4]);
        for style in [TbxStyle::Dca, TbxStyle::Dct, TbxStyle::Martif] {
            let text = write_tbx(&base, style, "t");
            for (concept, language, term, line) in lines(TermbaseFormat::Tbx(style), &text) {
                assert!(csv.iter().any(|one| one.0 == concept && one.1 == language && one.2 == term), "{term}");
                let shown = term.replace('&', "&amp;");
                assert!(text.lines().nth(line - 1).unwrap().contains(&shown), "{term}: {line}");
            }
        }
    }
}
