//! Aligned plain-text tables with colour that survives a pipe.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Which side of a column the padding goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell: what it says, and how it looks.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell without colour.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::new() }
    }

    /// A cell with colour.
    pub(crate) fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// Returns lines of aligned columns, two spaces apart, without trailing spaces. Rows may be ragged.
pub(crate) fn table(align: &[Align], rows: &[Vec<Cell>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths.get(column).copied().unwrap_or(0).saturating_sub(cell.text.width()));
            let is_last = column + 1 == row.len();
            if column > 0 {
                line.push_str("  ");
            }
            let styled = format!("{}{}{:#}", cell.style, cell.text, cell.style);
            match align.get(column).copied().unwrap_or(Align::Left) {
                Align::Right => line.push_str(&format!("{pad}{styled}")),
                Align::Left if is_last => line.push_str(&styled),
                Align::Left => line.push_str(&format!("{styled}{pad}")),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Returns a number with its groups of three digits apart, as in `12 345` (ISO 80000-1, 7.3.1), with a no-break space.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// Shortens a text to a display width, ending in `…`.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.width() <= width {
        return clean;
    }
    let mut out = String::new();
    for c in clean.chars() {
        if out.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
