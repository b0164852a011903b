//! Since when a translation has missed the English.

use crate::model::Day;

/// The commit in which the English left what a translation was made from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Since {
    /// The full name of the commit.
    pub commit: String,
    /// The author's day, as `2026-11-23`.
    pub date: String,
    /// The day on which it came to this branch, where that is another one: of its merge or rebase. Ages count from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrived: Option<String>,
    /// The author's name.
    pub author: String,
    /// The first line of the message.
    pub subject: String,
    /// Whether the history known here begins with this commit, so that the debt may be older.
    pub at_least: bool,
}

/// Returns the whole days from one day to another, both as `2026-11-23`; none when either is no date, 0 when the first
/// is later.
#[must_use]
pub fn days_between(from: &str, to: &str) -> Option<u32> {
    let days = Day::parse(to)?.since(Day::parse(from)?);
    Some(u32::try_from(days.max(0)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(days_between("2026-11-23", "2026-11-23"), Some(0));
        assert_eq!(days_between("2026-11-23", "2026-12-01"), Some(8));
        assert_eq!(days_between("2028-02-28", "2028-03-01"), Some(2));
        assert_eq!(days_between("2026-01-01", "2027-01-01"), Some(365));
        assert_eq!(days_between("2027-01-01", "2026-01-01"), Some(0));
        assert_eq!(days_between("yesterday", "2026-01-01"), None);
    }
}
