//! Aligned plain-text tables with colour that survives a pipe.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Which side of a column the padding goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell: what it says, and how it looks.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell without colour.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::new() }
    }

    /// Returns the columns that the cell takes; colours inside its text take none.
    fn width(&self) -> usize {
        anstream::adapter::strip_str(&self.text).to_string().width()
    }

    /// A cell with colour.
    #[must_use]
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// Returns lines of aligned columns, two spaces apart, without trailing spaces. Rows may be ragged.
#[must_use]
pub fn table(align: &[Align], rows: &[Vec<Cell>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(Cell::width).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths.get(column).copied().unwrap_or(0).saturating_sub(cell.width()));
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

/// Returns a number with its English noun: `1 unit`, `12 345 units`.
#[must_use]
pub fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// Returns a number with its groups of three digits apart, as in `12 345` (ISO 80000-1, 7.3.1), with a no-break space.
#[must_use]
pub fn grouped(number: u64) -> String {
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

/// Returns a difference with its sign, as in `+12 345` and `−30`; no difference is `0`.
#[must_use]
pub fn signed(number: i64) -> String {
    let sign = match number {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// Shortens a text to a display width, ending in `…`.
#[must_use]
pub fn shorten(text: &str, width: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.width() <= width {
        return clean;
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in clean.chars() {
        // Character by character: a joined one may come out a column off.
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + 1 > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Returns a share as `87 %`, with a no-break space. Only a full share is 100 %, only an empty one is 0 %; nothing of
/// nothing is full.
#[must_use]
pub fn percent(part: u64, whole: u64) -> String {
    let share = match (part, whole) {
        (_, 0) => 100,
        (0, _) => 0,
        (part, whole) if part >= whole => 100,
        (part, whole) => (part.saturating_mul(100) / whole).clamp(1, 99),
    };
    format!("{share}\u{a0}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_to_done_or_down_to_nothing() {
        assert_eq!(percent(999, 1000), "99\u{a0}%");
        assert_eq!(percent(1, 1000), "1\u{a0}%");
        assert_eq!(percent(0, 0), "100\u{a0}%");
    }

    #[test]
    fn numbers_are_grouped_from_five_digits() {
        assert_eq!(grouped(9999), "9999");
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!([signed(12), signed(-12_345), signed(0)], ["+12", "−12\u{a0}345", "0"]);
    }

    #[test]
    fn columns_are_aligned_by_display_width() {
        let rows = vec![vec![Cell::plain("български"), Cell::plain("1")], vec![Cell::plain("da"), Cell::plain("23")]];
        assert_eq!(table(&[Align::Left, Align::Right], &rows), "български   1\nda         23\n");
    }

    #[test]
    fn control_characters_never_reach_a_terminal() {
        assert_eq!(shorten("a\u{1b}[31mb", 20), "a [31mb");
    }
}
