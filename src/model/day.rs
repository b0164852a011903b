//! Days of the Gregorian calendar, without times and time zones.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// Returns the day in UTC of a time in seconds since 1970.
    #[must_use]
    pub fn of_seconds(seconds: i64) -> Self {
        Self(seconds.div_euclid(86_400))
    }

    /// Reads a day as `2026-11-23`.
    ///
    /// Algorithm: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let shifted = if month <= 2 { year.checked_sub(1)? } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * (month.checked_add(9)? % 12) + 2) / 5 + day.checked_sub(1)?;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era.checked_mul(146_097)?.checked_add(day_of_era)? - 719_468))
    }

    /// Returns the day `days` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Returns the whole days from `earlier` to this day; negative when it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// Returns the Monday of the week (ISO 8601) that the day belongs to.
    #[must_use]
    pub fn monday(self) -> Self {
        Self(self.0 - (self.0 + 3).rem_euclid(7))
    }

    /// Returns the number of the week since that of 1970-01-01, which is 0.
    #[must_use]
    pub fn week(self) -> i64 {
        (self.0 + 3).div_euclid(7)
    }
}

/// Writes the day as `2026-11-23` (same source, `civil_from_days`).
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, day) in [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_392_000, "2026-11-23")] {
            assert_eq!(Day::of_seconds(seconds).to_string(), day);
            assert_eq!(Day::parse(day), Some(Day::of_seconds(seconds)));
        }
        assert_eq!(Day::parse("yesterday"), None);
        assert_eq!(Day::parse("9999999999999999999-01-01"), None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let thursday = Day::parse("2026-11-26").unwrap();
        assert_eq!(thursday.monday().to_string(), "2026-11-23");
        assert_eq!(thursday.monday().monday(), thursday.monday());
        assert_eq!(thursday.monday().plus(-1).monday().to_string(), "2026-11-16");
        assert_eq!(thursday.plus(4).week(), thursday.week() + 1);
    }
}
