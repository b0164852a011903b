//! Tables as a workbook (Office Open XML): text stays text, headings stay in sight, columns can be filtered.

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::visible::visible;

/// The rows of a sheet below its heading; what is more continues on a further sheet.
const MOST_ROWS: usize = 1_048_575;
/// The characters of a cell; a longer text ends in `…`.
const MOST_CHARACTERS: usize = 32_767;

/// Sheets with more rows are written row by row to an unnamed temporary file, so that memory does not grow with them.
const MOST_IN_MEMORY: usize = 20_000;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetCell<'a> {
    /// A text, never read as a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A share from 0 to 1, shown in percent.
    Share(f64),
}

/// The rows of a sheet, made one by one while they are written.
pub type SheetRows<'a> = Box<dyn Iterator<Item = Vec<SheetCell<'a>>> + 'a>;

/// One table.
pub struct Sheet<'a> {
    /// The name on its tab; what a tab cannot show is left out.
    pub name: String,
    /// The headings with the widths of their columns in characters.
    pub columns: Vec<(String, f64)>,
    /// How many rows there are.
    pub count: usize,
    /// The rows.
    pub rows: SheetRows<'a>,
}

/// Writes sheets as one file. `day` is the date of the file, as `2026-11-23`, so that equal tables give equal bytes.
///
/// # Errors
/// When a table does not fit the format, as a message.
pub fn workbook(sheets: Vec<Sheet<'_>>, day: &str) -> Result<Vec<u8>, String> {
    write(sheets, day).map_err(|error| error.to_string())
}

struct Formats {
    head: Format,
    text: Format,
    quoted: Format,
    number: Format,
    share: Format,
}

fn write(sheets: Vec<Sheet<'_>>, day: &str) -> Result<Vec<u8>, XlsxError> {
    let top = || Format::new().set_align(FormatAlign::Top);
    let formats = Formats {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        text: top().set_text_wrap(),
        quoted: top().set_text_wrap().set_quote_prefix(),
        number: top().set_num_format("#,##0"),
        share: top().set_num_format("0%"),
    };
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::parse_from_str(day)?));
    for mut sheet in sheets {
        let mut left = sheet.count;
        for part in 1.. {
            let mut name: String =
                sheet.name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(28).collect();
            if part > 1 {
                name.push_str(&format!(" {part}"));
            }
            let is_long = sheet.count > MOST_IN_MEMORY;
            let page = if is_long { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
            fill(page.set_name(name)?, &mut sheet, left.min(MOST_ROWS), &formats)?;
            left = left.saturating_sub(MOST_ROWS);
            if left == 0 {
                break;
            }
        }
    }
    book.save_to_buffer()
}

/// Writes the heading and the next rows.
fn fill(page: &mut Worksheet, sheet: &mut Sheet<'_>, rows: usize, formats: &Formats) -> Result<(), XlsxError> {
    for (column, (heading, width)) in (0..).zip(&sheet.columns) {
        page.set_column_width(column, *width)?;
        page.write_string_with_format(0, column, visible(heading), &formats.head)?;
    }
    for (line, row) in (1..).zip(sheet.rows.by_ref().take(rows)) {
        for (column, cell) in (0..).zip(&row) {
            match cell {
                SheetCell::Text(text) if text.is_empty() => {}
                SheetCell::Text(text) => {
                    let is_formula = text.starts_with(['=', '+', '-', '@']);
                    let format = if is_formula { &formats.quoted } else { &formats.text };
                    page.write_string_with_format(line, column, cut(&visible(text)), format)?;
                }
                SheetCell::Number(number) => {
                    page.write_number_with_format(line, column, *number, &formats.number)?;
                }
                SheetCell::Share(share) => {
                    page.write_number_with_format(line, column, *share, &formats.share)?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 1)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 0)?;
    if let Some(last) = u16::try_from(sheet.columns.len()).ok().and_then(|columns| columns.checked_sub(1)) {
        page.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
    }
    Ok(())
}

/// Shortens a text to what a cell holds.
fn cut(text: &str) -> Cow<'_, str> {
    // The limit is in UTF-16 code units for some programs; half of it is safe for all.
    if text.len() <= MOST_CHARACTERS || text.encode_utf16().count() <= MOST_CHARACTERS {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(MOST_CHARACTERS / 2).chain(std::iter::once('…')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str, count: usize) -> Sheet<'_> {
        let row = move |at: usize| vec![SheetCell::Text(text.into()), SheetCell::Number(at as f64)];
        Sheet {
            name: "Units: [open]".into(),
            columns: vec![("English".into(), 40.0), ("Words".into(), 8.0)],
            count,
            rows: Box::new((0..count).map(row)),
        }
    }

    #[test]
    fn equal_tables_give_equal_bytes() {
        for count in [0, 1, MOST_IN_MEMORY + 1] {
            let once = workbook(vec![sheet("=1+1", count)], "2026-11-23").unwrap();
            assert_eq!(once, workbook(vec![sheet("=1+1", count)], "2026-11-23").unwrap());
            assert!(once.starts_with(b"PK"));
        }
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_in_sight() {
        assert!(cut(&"😀".repeat(40_000)).ends_with('…'));
        assert_eq!(cut("short"), "short");
        assert!(workbook(vec![sheet(&"w".repeat(99_999), 1)], "2026-11-23").is_ok());
    }
}
