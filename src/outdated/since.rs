//! Since when a translation has missed the English.

/// The commit in which the English left what a translation was made from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Since {
    /// The full name of the commit.
    pub commit: String,
    /// The author's day, as `2026-11-23`.
    pub date: String,
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
    let days = day_number(to)? - day_number(from)?;
    Some(u32::try_from(days.max(0)).unwrap_or(u32::MAX))
}

/// Days since an epoch in the Gregorian calendar (the usual civil-from-days algorithm, run backwards).
fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year)
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
