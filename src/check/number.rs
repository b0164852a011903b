//! Numbers in prose, under every reading their separators allow.

use std::ops::Range;

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its bytes: digits, and separators between digits.
    pub span: Range<usize>,
    /// Its digits alone.
    pub digits: String,
    /// The separators in order, each with the number of digits before it.
    pub separators: Vec<(char, usize)>,
    /// Whether letters touch it (`B2B`, `2nd`, `v3`).
    pub glued: bool,
}

impl Number {
    /// Returns the readings of the number as canonical decimals: `1.234` may be 1234 or 1.234.
    ///
    /// Groups have three digits, the first one to three, and one kind of separator; a single separator of `.` or `,` may be
    /// decimal, and so may the last of two different ones.
    #[must_use]
    pub fn readings(&self) -> Vec<String> {
        let Some(&(last, place)) = self.separators.last() else { return vec![self.whole().to_owned()] };
        let mut readings = Vec::with_capacity(2);
        if self.is_grouped(self.separators.len(), self.digits.len()) {
            readings.push(whole(&self.digits));
        }
        let before = self.separators.len() - 1;
        let may_be_decimal = matches!(last, '.' | ',' | '٫')
            && self.separators.iter().take(before).all(|(separator, _)| *separator != last)
            && (before == 0 || self.is_grouped(before, place));
        if may_be_decimal {
            let (integer, fraction) = self.digits.split_at(place.min(self.digits.len()));
            let fraction = fraction.trim_end_matches('0');
            let integer = whole(integer);
            readings.push(if fraction.is_empty() { integer } else { format!("{integer}.{fraction}") });
        }
        readings
    }

    /// Returns the digits without leading zeros: what a number without separators says.
    #[must_use]
    pub fn whole(&self) -> &str {
        trim_zeros(&self.digits)
    }

    /// Returns whether the first `count` separators cut the first `length` digits into groups of three.
    fn is_grouped(&self, count: usize, length: usize) -> bool {
        let mut kind = None;
        let mut previous = 0;
        for (index, &(separator, place)) in self.separators.iter().take(count).enumerate() {
            let group = place - previous;
            // Which space stands between the groups makes no other number.
            let separator = if is_space(separator) { ' ' } else { separator };
            if *kind.get_or_insert(separator) != separator || (index > 0 && group != 3) || group == 0 || group > 3 {
                return false;
            }
            previous = place;
        }
        length - previous == 3
    }

    /// Returns the runs of digits between separators, without leading zeros.
    #[must_use]
    pub fn runs(&self) -> Vec<&str> {
        let mut runs = Vec::with_capacity(self.separators.len() + 1);
        let mut from = 0;
        for &(_, place) in &self.separators {
            runs.push(self.digits.get(from..place).unwrap_or(""));
            from = place;
        }
        runs.push(self.digits.get(from..).unwrap_or(""));
        runs.into_iter().map(trim_zeros).collect()
    }
}

fn trim_zeros(digits: &str) -> &str {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

fn whole(digits: &str) -> String {
    trim_zeros(digits).to_owned()
}

/// Returns whether a character may stand between groups or before decimals.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٫')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Returns the numbers in a text, in order.
pub(super) fn numbers(clean: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let bytes = clean.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(skip) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) else { break };
        let start = at + skip;
        let mut number = Number { span: start..start, digits: String::new(), separators: Vec::new(), glued: false };
        let mut end = start;
        loop {
            let run = bytes.get(end..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_digit()).count();
            number.digits.push_str(clean.get(end..end + run).unwrap_or(""));
            end += run;
            let mut tail = clean.get(end..).unwrap_or("").chars();
            let (Some(separator), Some(next)) = (tail.next(), tail.next()) else { break };
            let groups = || tail.clone().take_while(char::is_ascii_digit).count() == 2;
            let joins = is_separator(separator) && next.is_ascii_digit()
                || separator == ' '
                    && next.is_ascii_digit()
                    && number.digits.len() <= 12
                    && groups()
                    && number.separators.iter().all(|(s, _)| is_space(*s))
                    && run <= 3;
            let spaced = separator != ' ' && is_space(separator);
            if !joins || (spaced && !(groups() && run <= 3)) {
                break;
            }
            number.separators.push((separator, number.digits.len()));
            end += separator.len_utf8();
        }
        number.span = start..end;
        let before = clean.get(..start).unwrap_or("").chars().next_back();
        let after = clean.get(end..).unwrap_or("").chars().next();
        number.glued = before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic);
        at = end.max(start + 1);
        found.push(number);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(text: &str) -> Vec<Vec<String>> {
        numbers(text).iter().map(Number::readings).collect()
    }

    #[test]
    fn separators_are_read_both_ways() {
        assert_eq!(readings("1.234"), [vec!["1234".to_owned(), "1.234".to_owned()]]);
        assert_eq!(readings("1 234,5"), [vec!["1234.5".to_owned()]]);
        assert_eq!(readings("12\u{a0}000"), [vec!["12000".to_owned()]]);
        assert_eq!(readings("2\u{a0}000 000"), [vec!["2000000".to_owned()]]);
        assert_eq!(readings("3,50"), [vec!["3.5".to_owned()]]);
    }

    #[test]
    fn a_space_joins_only_groups_of_three() {
        assert_eq!(readings("10 12").len(), 2);
        assert_eq!(readings("am 5. 2024").len(), 2);
        assert_eq!(readings("2024 100 Leute").len(), 2);
    }

    #[test]
    fn dates_have_no_reading_but_their_runs() {
        let found = numbers("12.05.2026");
        assert!(found[0].readings().is_empty());
        assert_eq!(found[0].runs(), ["12", "5", "2026"]);
    }
}
