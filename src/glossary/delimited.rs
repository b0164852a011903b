//! Rows of delimited text (RFC 4180), for any one-byte delimiter, with the line of each row.

use std::iter::Peekable;
use std::str::Chars;

use crate::model::Failure;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The 1-based line on which it starts.
    pub(super) line: usize,
    /// The 1-based line after it.
    pub(super) next_line: usize,
    /// The fields, unquoted.
    pub(super) fields: Vec<String>,
}

/// Returns the delimiter of a table: of comma, semicolon and tab, the one that parts the line of column names in most of them.
pub(super) fn delimiter_of(text: &str, columns: &[&str]) -> char {
    let header =
        text.strip_prefix('\u{feff}').unwrap_or(text).lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let is_column = |name: &str| columns.contains(&name.trim().trim_matches('"').trim().to_ascii_lowercase().as_str());
    let parted = |mark: &char| header.split(*mark).filter(|name| is_column(name)).count();
    // The last of the best is taken.
    ['\t', ';', ','].into_iter().max_by_key(parted).unwrap_or(',')
}

/// Splits text into rows; rows without any character are left out. Quotes count only where `quoted` is set.
///
/// # Errors
/// A quoted field that never ends, or text after a closing quote.
pub(super) fn rows(text: &str, delimiter: char, quoted: bool) -> Result<Vec<Row>, Failure> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::new();
    let mut chars = text.chars().peekable();
    let mut line = 1;
    while chars.peek().is_some() {
        let start = line;
        let mut fields = vec![String::new()];
        let mut empty = true;
        let mut is_ended = false;
        while let Some(next) = chars.next() {
            let at_start = fields.last().is_none_or(String::is_empty);
            if quoted && next == '"' && at_start {
                empty = false;
                let field = quoted_field(&mut chars, delimiter, start, &mut line)?;
                if let Some(last) = fields.last_mut() {
                    *last = field;
                }
            } else if next == delimiter {
                empty = false;
                fields.push(String::new());
            } else if next == '\n' {
                line += 1;
                is_ended = true;
                break;
            } else if next == '\r' && chars.peek() == Some(&'\n') {
            } else if let Some(last) = fields.last_mut() {
                empty = false;
                last.push(next);
            }
        }
        if !empty {
            rows.push(Row { line: start, next_line: line + usize::from(!is_ended), fields });
        }
    }
    Ok(rows)
}

/// Reads a quoted field whose opening quote is taken. `start` is the line of the row, `line` the one reached.
fn quoted_field(
    chars: &mut Peekable<Chars<'_>>,
    delimiter: char,
    start: usize,
    line: &mut usize,
) -> Result<String, Failure> {
    const TWICE: &str = "write a quote inside a field twice";
    let mut field = String::new();
    loop {
        match chars.next() {
            None => {
                let failure = Failure::new("read a quoted field: the closing quote is missing");
                return Err(failure.at_line(start).hint(TWICE));
            }
            Some('"') if chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            Some('"') => break,
            Some(c) => {
                *line += usize::from(c == '\n');
                field.push(c);
            }
        }
    }
    if chars.peek().is_some_and(|&c| c != delimiter && c != '\n' && c != '\r') {
        let failure = Failure::new("read a quoted field: text follows the closing quote");
        return Err(failure.at_line(*line).hint(TWICE));
    }
    Ok(field)
}

/// Appends one row, quoting where needed, ended by one line feed.
pub(super) fn write_row<'a>(out: &mut String, delimiter: char, fields: impl IntoIterator<Item = &'a str>) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            out.push(delimiter);
        }
        if field.contains([delimiter, '"', '\n', '\r']) || field.starts_with(' ') || field.ends_with(' ') {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_lines_and_byte_order_marks_are_understood() {
        let found = rows("\u{feff}a,\"b \"\"c\"\"\nd\"\r\n\ne,f\n", ',', true).unwrap();
        assert_eq!(found[0].fields, ["a", "b \"c\"\nd"]);
        assert_eq!((found[1].line, found[1].fields.as_slice()), (4, ["e".to_owned(), "f".to_owned()].as_slice()));
        assert!(rows("\"open", ',', true).is_err());
        assert_eq!(rows("a|\"b", '|', false).unwrap()[0].fields, ["a", "\"b"]);
    }

    #[test]
    fn the_line_of_column_names_tells_the_delimiter() {
        let of = |text: &str| delimiter_of(text, &["concept", "language", "term"]);
        assert_eq!(of("concept,language,term\na;b;c\n"), ',');
        assert_eq!(of("\u{feff}Concept;language;\"term\"\n"), ';');
        assert_eq!(of("\nconcept\tlanguage\tterm, or not\n"), '\t');
        assert_eq!(of("concept\n"), ',');
        assert_eq!(of(""), ',');
    }

    #[test]
    fn written_rows_read_back() {
        let fields = ["plain", "with, comma", "with \"quote\"", "", "two\nlines", " space"];
        let mut out = String::new();
        write_row(&mut out, ',', fields);
        assert_eq!(rows(&out, ',', true).unwrap()[0].fields, fields);
    }
}
