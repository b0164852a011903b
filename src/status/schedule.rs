//! On which days a history is looked at, so that thousands of commits cost no more than some dozens.

use crate::model::Day;

/// Histories shorter than this many days are looked at day by day, longer ones week by week.
const DAILY: i64 = 56;
/// The last weeks, which are all looked at: the pace is measured in them.
const RECENT_WEEKS: i64 = 14;
/// How many points there may be before the last weeks.
const OLDER_POINTS: i64 = 40;

/// Returns the days whose ends are looked at, ascending, from the day of the first commit to the day before the last.
///
/// Weeks end on Sundays and older weeks are skipped by their number in the calendar, so that the days stay the same from
/// one report to the next.
#[must_use]
pub fn schedule(first: Day, last: Day) -> Vec<Day> {
    let span = last.since(first);
    if span <= 0 {
        return Vec::new();
    }
    if span < DAILY {
        return (0..span).map(|days| first.plus(days)).collect();
    }
    let recent = last.monday().plus(-7 * RECENT_WEEKS);
    let step = (recent.since(first) / 7).max(0) / OLDER_POINTS + 1;
    let mut days = vec![first];
    let mut sunday = first.monday().plus(6);
    while sunday < last {
        if sunday > first && (sunday >= recent || sunday.week().rem_euclid(step) == 0) {
            days.push(sunday);
        }
        sunday = sunday.plus(7);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_young_history_is_looked_at_day_by_day() {
        let days = schedule(day("2026-11-23"), day("2026-11-26"));
        assert_eq!(days, [day("2026-11-23"), day("2026-11-24"), day("2026-11-25")]);
        assert!(schedule(day("2026-11-26"), day("2026-11-26")).is_empty());
    }

    #[test]
    fn a_long_history_costs_a_bounded_number_of_points() {
        let days = schedule(day("2006-01-03"), day("2026-11-26"));
        assert!(days.len() <= 60, "{}", days.len());
        assert_eq!(days[0], day("2006-01-03"));
        assert_eq!(*days.last().unwrap(), day("2026-11-22"));
        assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_days_of_tomorrow_are_those_of_today() {
        let today = schedule(day("2024-01-01"), day("2026-11-26"));
        assert_eq!(today, schedule(day("2024-01-01"), day("2026-11-27")));
    }
}
