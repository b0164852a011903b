//! Listing further forms in a CSV termbase.
//!
//! Invariant: only rows that get a form change, and the row of column names where there was no column for forms.

use super::csv::{COLUMNS, split_forms};
use super::delimited::{delimiter_of, rows, write_row};
use super::language_tag::language_code;
use super::spelling::single_spaced;
use crate::model::Failure;

/// A form to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForm {
    /// The identifier of the concept.
    pub concept: String,
    /// The language code.
    pub language: String,
    /// The term.
    pub term: String,
    /// The form.
    pub form: String,
}

/// Returns a CSV termbase with further forms; those whose term is not in the file, or that are listed already, change nothing.
///
/// # Errors
/// When the text is no CSV.
pub fn add_forms(text: &str, forms: &[NewForm]) -> Result<String, Failure> {
    let delimiter = delimiter_of(text, &COLUMNS);
    let table = rows(text, delimiter, true)?;
    let Some(header) = table.first() else { return Ok(text.to_owned()) };
    let place = |name: &str| header.fields.iter().position(|field| field.trim().eq_ignore_ascii_case(name));
    let (Some(concept), Some(language), Some(term)) = (place("concept"), place("language"), place("term")) else {
        return Ok(text.to_owned());
    };
    let known = place("forms");
    let column = known.unwrap_or(header.fields.len());
    let mut changed: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for row in table.iter().skip(1) {
        let get = |at: usize| row.fields.get(at).map_or("", |field| field.trim());
        let mut listed = split_forms(get(column));
        let count = listed.len();
        for new in forms {
            let is_its = new.concept == get(concept)
                && new.term == single_spaced(get(term))
                && new.language == language_code(get(language));
            if is_its && !listed.contains(&new.form) {
                listed.push(new.form.clone());
            }
        }
        if listed.len() > count {
            let mut fields = row.fields.clone();
            fields.resize(fields.len().max(column + 1), String::new());
            if let Some(field) = fields.get_mut(column) {
                *field = listed.join("; ");
            }
            changed.push((row.line, row.next_line, fields));
        }
    }
    if known.is_none() && !changed.is_empty() {
        let fields = header.fields.iter().cloned().chain(["forms".to_owned()]).collect();
        changed.insert(0, (header.line, header.next_line, fields));
    }
    Ok(replaced(text, delimiter, &changed))
}

/// Replaces rows, each given by its first line, the line after it and its fields; line ends and the byte order mark stay.
fn replaced(text: &str, delimiter: char, changed: &[(usize, usize, Vec<String>)]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut next = 1;
    for (first, after, fields) in changed {
        out.extend(lines.get(next - 1..first - 1).into_iter().flatten().copied());
        if *first == 1 && text.starts_with('\u{feff}') {
            out.push('\u{feff}');
        }
        let mut row = String::new();
        write_row(&mut row, delimiter, fields.iter().map(String::as_str));
        let last = lines.get(after - 2).copied().unwrap_or("");
        out.push_str(row.trim_end_matches('\n'));
        out.push_str(last.get(last.trim_end_matches(['\r', '\n']).len()..).unwrap_or(""));
        next = *after;
    }
    out.extend(lines.get(next - 1..).into_iter().flatten().copied());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::read_csv;

    fn form(concept: &str, language: &str, term: &str, form: &str) -> NewForm {
        let [concept, language, term, form] = [concept, language, term, form].map(str::to_owned);
        NewForm { concept, language, term, form }
    }

    #[test]
    fn only_the_rows_of_the_terms_change() {
        let text = "\u{feff}concept,language,term,forms,note\r\n\"a\",en,b,,\"two\r\nlines\"\r\na,PL,panel,panelu,x\r\na,pl,rada,,";
        let new = add_forms(text, &[form("a", "pl", "panel", "panele"), form("a", "pl", "rada", "rady")]).unwrap();
        assert_eq!(new, text.replace("panelu", "panelu; panele").replace("rada,,", "rada,rady,"));
        assert_eq!(add_forms(&new, &[form("a", "pl", "panel", "panele"), form("z", "pl", "q", "r")]).unwrap(), new);
    }

    #[test]
    fn tabs_stay_tabs() {
        let text = "concept\tlanguage\tterm\tforms\na\tpl\tpanel, rada\t\n";
        let new = add_forms(text, &[form("a", "pl", "panel, rada", "panele")]).unwrap();
        assert_eq!(new, "concept\tlanguage\tterm\tforms\na\tpl\tpanel, rada\tpanele\n");
    }

    #[test]
    fn a_column_for_forms_is_added_where_there_is_none() {
        let text = "concept,language,term\na,en,b\n\na,pl,panel\n";
        let new = add_forms(text, &[form("a", "pl", "panel", "panelu")]).unwrap();
        assert_eq!(new, "concept,language,term,forms\na,en,b\n\na,pl,panel,panelu\n");
        assert_eq!(read_csv(&new).unwrap().concepts[0].sections[1].terms[0].forms, ["panelu"]);
    }
}
