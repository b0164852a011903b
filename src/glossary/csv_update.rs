//! Bringing a table of terms up to a further termbase.
//!
//! Invariant: a row whose term did not change stays byte for byte, and so do its columns' order, delimiter and line ends.

use std::collections::HashMap;

use super::csv::{COLUMNS, fields, places, read_csv};
use super::delimited::{Row, delimiter_of, rows, write_row};
use super::language_tag::language_code;
use super::{Term, Termbase};
use crate::model::Failure;

/// The fields of one row, in the order of [`COLUMNS`].
type Fields = [String; COLUMNS.len()];

/// Returns a table that holds `base`, with the rows of what did not change as they are; none where that cannot be: terms are gone
/// or stand in another order.
///
/// # Errors
/// A table that cannot be read.
pub(super) fn update_csv(text: &str, base: &Termbase) -> Result<Option<String>, Failure> {
    let delimiter = delimiter_of(text, &COLUMNS);
    let table = rows(text, delimiter, true)?;
    // A table without rows has nothing to keep.
    let [header, _, ..] = table.as_slice() else { return Ok(None) };
    let mut columns = Columns::of(header)?;
    let old = read_csv(text)?;
    let Some(plan) = plan(&table, &columns, &old, base) else { return Ok(None) };
    columns.add_for(&plan);
    let new = written(text, &table, &plan, &columns, delimiter);
    Ok((read_csv(&new)? == *base).then_some(new))
}

/// Where the known columns stand.
struct Columns {
    place: [Option<usize>; COLUMNS.len()],
    width: usize,
    /// Those that the file did not have, by their place in [`COLUMNS`].
    added: Vec<usize>,
}

impl Columns {
    fn of(header: &Row) -> Result<Self, Failure> {
        Ok(Self { place: places(header)?, width: header.fields.len(), added: Vec::new() })
    }

    fn get<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        let at = COLUMNS.iter().position(|column| *column == name).and_then(|known| self.place.get(known).copied()?);
        at.and_then(|at| row.fields.get(at)).map_or("", |field| field.trim())
    }

    /// Adds columns at the end for what is to be written and has none; what an empty field says anyway needs no column.
    fn add_for(&mut self, plan: &Plan) {
        let default = Term::default();
        let changes = plan.changed.iter().flatten().chain(plan.inserted.iter().flatten().flatten());
        for (known, field) in changes {
            let is_said = field.is_empty() || *field == default.kind.word() || *field == default.status.word();
            if let Some(slot @ None) = self.place.get_mut(*known)
                && !is_said
            {
                *slot = Some(self.width);
                self.width += 1;
                self.added.push(*known);
            }
        }
    }

    /// Writes changes into the fields of a row.
    fn apply(&self, row: &mut Vec<String>, changes: &Changes) {
        for (known, field) in changes {
            let Some(at) = self.place.get(*known).copied().flatten() else { continue };
            row.resize(row.len().max(at + 1), String::new());
            if let Some(slot) = row.get_mut(at) {
                slot.clone_from(field);
            }
        }
    }
}

/// Fields to write, by their place in [`COLUMNS`].
type Changes = Vec<(usize, String)>;

/// What happens to each row of a table, the line of column names included.
struct Plan {
    /// The fields of each row that become others.
    changed: Vec<Changes>,
    /// The new rows behind each row.
    inserted: Vec<Vec<Changes>>,
}

/// Finds out what changes; none where rows would have to go or to move.
fn plan(table: &[Row], columns: &Columns, old: &Termbase, new: &Termbase) -> Option<Plan> {
    let mut plan = Plan { changed: vec![Vec::new(); table.len()], inserted: vec![Vec::new(); table.len()] };
    let places = row_places(table, columns);
    let last_row = table.len().checked_sub(1)?;
    // Behind which row a new one goes.
    let mut last = last_row;
    for (at, concept) in new.concepts.iter().enumerate() {
        let before = old.concepts.get(at);
        last = if before.is_none() { last_row } else { last };
        for (place, section) in concept.sections.iter().enumerate() {
            let was = before.and_then(|one| one.sections.iter().position(|old| old.language == section.language));
            let its = places.get(&(concept.id.clone(), section.language.clone())).map_or(&[][..], Vec::as_slice);
            let its = if before.is_some() { its } else { &[] };
            for index in 0..section.terms.len().max(1) {
                let wanted = fields(concept, place, index);
                if let Some(row) = its.get(index) {
                    plan.changed.get_mut(*row)?.extend(differing(&fields(before?, was?, index), &wanted));
                    last = *row;
                } else {
                    plan.inserted.get_mut(last)?.push(wanted.into_iter().enumerate().collect());
                }
            }
        }
    }
    Some(plan)
}

fn differing(old: &Fields, new: &Fields) -> Changes {
    let pairs = old.iter().zip(new).enumerate();
    pairs.filter(|(_, (old, new))| old != new).map(|(known, (_, new))| (known, new.clone())).collect()
}

/// Returns the rows of the terms of each concept and language, in order; where there are none, the one with the definition.
fn row_places(table: &[Row], columns: &Columns) -> HashMap<(String, String), Vec<usize>> {
    let mut places: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let has_term = |at: &usize| table.get(*at).is_some_and(|row| !columns.get(row, "term").is_empty());
    for (at, row) in table.iter().enumerate().skip(1) {
        let (concept, language) = (columns.get(row, "concept"), columns.get(row, "language"));
        if !concept.is_empty() {
            places.entry((concept.to_owned(), language_code(language))).or_default().push(at);
        }
    }
    for rows in places.values_mut().filter(|rows| rows.iter().any(has_term)) {
        rows.retain(has_term);
    }
    places
}

/// Writes the table: rows without a change as they are.
fn written(text: &str, table: &[Row], plan: &Plan, columns: &Columns, delimiter: char) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let end = if lines.first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len() + 256);
    let push = |out: &mut String, fields: &[String]| {
        let mut row = String::new();
        write_row(&mut row, delimiter, fields.iter().map(String::as_str));
        out.push_str(row.trim_end_matches('\n'));
        out.push_str(end);
    };
    let mut next = 1;
    for (at, row) in table.iter().enumerate() {
        out.extend(lines.get(next - 1..row.line - 1).into_iter().flatten().copied());
        let mut fields = row.fields.clone();
        columns.apply(&mut fields, plan.changed.get(at).map_or(&Vec::new(), |changes| changes));
        if at == 0 {
            fields.extend(columns.added.iter().filter_map(|known| COLUMNS.get(*known)).map(|name| (*name).to_owned()));
        }
        if fields == row.fields {
            out.extend(lines.get(row.line - 1..row.next_line - 1).into_iter().flatten().copied());
        } else {
            let mark = if at == 0 && text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
            out.push_str(mark);
            push(&mut out, &fields);
        }
        next = row.next_line;
        for changes in plan.inserted.get(at).into_iter().flatten() {
            if !out.ends_with('\n') {
                out.push_str(end);
            }
            let mut fields = vec![String::new(); columns.width];
            columns.apply(&mut fields, changes);
            push(&mut out, &fields);
        }
    }
    out.extend(lines.get(next - 1..).into_iter().flatten().copied());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_did_not_change_stay_as_they_are() {
        let text = "term,Concept,language,note\r\nworking group,wg,EN,\"a, b\"\r\n\r\n\"Gruppe\",wg,de,\r\npanel,p,en,";
        let mut base = read_csv(text).unwrap();
        let mut term = base.concepts[0].sections[1].terms[0].clone();
        term.text = "Arbeitsgruppe".to_owned();
        term.status = crate::glossary::TermStatus::Preferred;
        base.concepts[0].sections[1].terms.push(term);
        let new = update_csv(text, &base).unwrap().unwrap();
        let wanted = "term,Concept,language,note,status\r\nworking group,wg,EN,\"a, b\"\r\n\r\n\"Gruppe\",wg,de,\r\nArbeitsgruppe,wg,de,,preferred\r\npanel,p,en,";
        assert_eq!(new, wanted);
        assert_eq!(read_csv(&new).unwrap(), base);
        assert_eq!(update_csv(&new, &base).unwrap().unwrap(), new, "nothing left to do");
    }

    #[test]
    fn new_concepts_come_last_and_changed_fields_alone_change() {
        let text = "concept\tlanguage\tterm\tforms\na\ten\tb\t\na\tpl\trada\trady\n";
        let mut base = read_csv(text).unwrap();
        base.concepts[0].sections[1].terms[0].forms.push("radzie".to_owned());
        let other = read_csv("concept,language,term\nz,en,jury\nz,pl,jury\n").unwrap();
        base.concepts.extend(other.concepts);
        let new = update_csv(text, &base).unwrap().unwrap();
        assert_eq!(
            new,
            "concept\tlanguage\tterm\tforms\na\ten\tb\t\na\tpl\trada\trady; radzie\nz\ten\tjury\t\nz\tpl\tjury\t\n"
        );
    }

    #[test]
    fn a_row_with_a_definition_alone_is_no_term() {
        let text = "concept,language,definition,term\na,en,what it is,\na,en,,b\n";
        let mut base = read_csv(text).unwrap();
        let mut term = base.concepts[0].sections[0].terms[0].clone();
        term.text = "c".to_owned();
        base.concepts[0].sections[0].terms.push(term);
        assert_eq!(update_csv(text, &base).unwrap().unwrap(), format!("{text}a,en,,c\n"));
    }

    #[test]
    fn what_would_have_to_go_is_not_updated_row_by_row() {
        let text = "concept,language,term\na,en,b\na,en,c\n";
        let mut base = read_csv(text).unwrap();
        base.concepts[0].sections[0].terms.pop();
        assert_eq!(update_csv(text, &base).unwrap(), None);
    }
}
