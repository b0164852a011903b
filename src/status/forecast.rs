//! When the rest will be done, from the pace of the last weeks, with an honest range.
//!
//! The change of the remaining words in each whole week is one observation; growth of the English is part of it. The sum
//! of n further weeks then lies in the prediction interval n·m ± t·s·√(n + n²/k) of k observations with mean m and
//! standard deviation s (Student's t, 80 percent, k − 1 degrees of freedom). The range runs from the first day on which
//! the upper bound covers what remains to the day on which the lower bound does.

use crate::model::Day;

/// The fewest whole weeks that make a forecast.
pub const LEAST_WEEKS: usize = 4;
/// The weeks that the pace is taken from, at most.
pub const MOST_WEEKS: usize = 12;
/// Weeks beyond which a forecast says nothing: ten years.
const HORIZON: f64 = 520.0;
/// Student's t for a two-sided interval of 80 percent with 3, 4, … 11 degrees of freedom (NIST/SEMATECH e-Handbook of
/// Statistical Methods, section 1.3.6.7.2, column 0.90).
const T: [f64; 9] = [1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363];

/// When the rest will be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecast {
    /// Nothing remains.
    Done,
    /// There are fewer than [`LEAST_WEEKS`] whole weeks of history; it holds how many there are.
    TooShort(usize),
    /// At the pace of the last weeks the rest grows, stays, or takes more than ten years.
    NoEnd,
    /// At the pace of the last weeks there is an end.
    Range {
        /// The early end of the range.
        earliest: Day,
        /// The end at the mean pace.
        likely: Day,
        /// The late end of the range; none when the pace varies so much that no end is certain within ten years.
        latest: Option<Day>,
    },
}

/// What a forecast means for a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Nothing remains.
    Done,
    /// The due date has passed.
    Overdue,
    /// The whole range lies before the due date or on it.
    OnTime,
    /// The due date lies inside the range.
    AtRisk,
    /// The whole range lies after the due date, or there is no end.
    Late,
    /// There is not enough history to tell.
    Unknown,
}

/// Returns when nothing will remain. `history` holds days, ascending, with the words that remained at their ends;
/// `remaining` is what remains on the day `now`.
#[must_use]
pub fn forecast(history: &[(Day, u64)], now: Day, remaining: u64) -> Forecast {
    if remaining == 0 {
        return Forecast::Done;
    }
    let paces = weekly_paces(history, now);
    let count = paces.len();
    let Some(t) = count.checked_sub(LEAST_WEEKS).and_then(|at| T.get(at)) else {
        return Forecast::TooShort(count);
    };
    let weeks = count as f64;
    let mean = paces.iter().sum::<f64>() / weeks;
    let variance = paces.iter().map(|pace| (pace - mean).powi(2)).sum::<f64>() / (weeks - 1.0);
    let rest = remaining as f64;
    if mean <= 0.0 || rest / mean > HORIZON {
        return Forecast::NoEnd;
    }
    let spread = |n: f64| t * variance.sqrt() * (n + n * n / weeks).sqrt();
    let day = |n: f64| now.plus((n * 7.0).ceil() as i64);
    let earliest = crossing(|n| n * mean + spread(n) - rest);
    let latest = crossing(|n| n * mean - spread(n) - rest);
    Forecast::Range { earliest: day(earliest.unwrap_or(0.0)), likely: day(rest / mean), latest: latest.map(day) }
}

/// Returns by how many words the rest shrank in each of the last whole weeks, newest last; negative where it grew.
fn weekly_paces(history: &[(Day, u64)], now: Day) -> Vec<f64> {
    let Some(&(first, _)) = history.first() else { return Vec::new() };
    let at = |day: Day| history.iter().rev().find(|(known, _)| *known <= day).map(|(_, words)| *words as f64);
    let mut paces = Vec::new();
    let mut end = now.monday().plus(-1);
    while paces.len() < MOST_WEEKS && end.plus(-7) >= first {
        if let (Some(before), Some(after)) = (at(end.plus(-7)), at(end)) {
            paces.push(before - after);
        }
        end = end.plus(-7);
    }
    paces.reverse();
    paces
}

/// Returns where a function that ends up positive crosses zero for the last time, in weeks up to the horizon.
fn crossing(f: impl Fn(f64) -> f64) -> Option<f64> {
    if f(HORIZON) < 0.0 {
        return None;
    }
    let (mut low, mut high) = (0.0, HORIZON);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if f(middle) < 0.0 { low = middle } else { high = middle }
    }
    Some(high)
}

/// Returns when the last of several kinds of work will be done, each at its own pace: people who translate one language do
/// not go on in another. Nothing is done when there is no work.
#[must_use]
pub fn slowest(forecasts: impl IntoIterator<Item = Forecast>) -> Forecast {
    forecasts.into_iter().fold(Forecast::Done, |one, other| match (one, other) {
        (Forecast::Done, rest) | (rest, Forecast::Done) => rest,
        (Forecast::NoEnd, _) | (_, Forecast::NoEnd) => Forecast::NoEnd,
        (Forecast::TooShort(one), Forecast::TooShort(other)) => Forecast::TooShort(one.min(other)),
        (Forecast::TooShort(weeks), _) | (_, Forecast::TooShort(weeks)) => Forecast::TooShort(weeks),
        (
            Forecast::Range { earliest, likely, latest },
            Forecast::Range { earliest: then, likely: probably, latest: last },
        ) => Forecast::Range {
            earliest: earliest.max(then),
            likely: likely.max(probably),
            latest: latest.zip(last).map(|(one, other)| one.max(other)),
        },
    })
}

/// Returns what a forecast means for a due date.
#[must_use]
pub fn promise(forecast: Forecast, due: Day, now: Day) -> Promise {
    match forecast {
        Forecast::Done => Promise::Done,
        _ if due < now => Promise::Overdue,
        Forecast::TooShort(_) => Promise::Unknown,
        Forecast::NoEnd => Promise::Late,
        Forecast::Range { earliest, .. } if earliest > due => Promise::Late,
        Forecast::Range { latest: Some(latest), .. } if latest <= due => Promise::OnTime,
        Forecast::Range { .. } => Promise::AtRisk,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// Sundays up to 2026-11-22 with what remained, oldest first.
    fn weeks(remaining: &[u64]) -> Vec<(Day, u64)> {
        let last = day("2026-11-22");
        let at = |(index, &words): (usize, &u64)| (last.plus(-7 * (remaining.len() - 1 - index) as i64), words);
        remaining.iter().enumerate().map(at).collect()
    }

    #[test]
    fn a_steady_pace_has_one_end() {
        let history = weeks(&[1000, 900, 800, 700, 600]);
        let end = day("2026-11-26").plus(42);
        assert_eq!(
            forecast(&history, day("2026-11-26"), 600),
            Forecast::Range { earliest: end, likely: end, latest: Some(end) }
        );
    }

    #[test]
    fn an_uneven_pace_has_a_range_around_its_mean() {
        let history = weeks(&[1000, 960, 800, 700, 640, 500]);
        let Forecast::Range { earliest, likely, latest } = forecast(&history, day("2026-11-26"), 500) else {
            panic!("a range")
        };
        let latest = latest.unwrap();
        assert!(earliest < likely && likely < latest, "{earliest} {likely} {latest}");
        // 5 weeks with the changes 40, 160, 100, 60, 140: m = 100, s² = 2600, t = 1.533; the upper bound
        // 100 n + 78.17 √(n + n²/5) reaches 500 at n = 3.21, the lower one at n = 8.88.
        assert_eq!((earliest, latest), (day("2026-11-26").plus(23), day("2026-11-26").plus(63)));
    }

    #[test]
    fn too_little_history_and_no_progress_make_no_promise() {
        let now = day("2026-11-26");
        assert_eq!(forecast(&weeks(&[900, 800, 700, 600]), now, 600), Forecast::TooShort(3));
        assert_eq!(forecast(&[], now, 600), Forecast::TooShort(0));
        assert_eq!(forecast(&weeks(&[500, 500, 500, 500, 600]), now, 600), Forecast::NoEnd);
        assert_eq!(forecast(&weeks(&[500, 499, 498, 497, 496]), now, 600), Forecast::NoEnd, "more than ten years");
        assert_eq!(forecast(&[], now, 0), Forecast::Done);
        let wild = forecast(&weeks(&[1000, 200, 900, 250, 800]), now, 800);
        assert!(matches!(wild, Forecast::Range { latest: None, .. }), "{wild:?}");
    }

    #[test]
    fn several_kinds_of_work_end_with_the_slowest() {
        let range = |earliest: &str, latest: Option<&str>| Forecast::Range {
            earliest: day(earliest),
            likely: day(earliest),
            latest: latest.map(day),
        };
        let (soon, later) = (range("2027-01-10", Some("2027-03-01")), range("2027-01-20", Some("2027-02-01")));
        assert_eq!(slowest([]), Forecast::Done);
        assert_eq!(slowest([Forecast::Done, soon]), soon);
        let both =
            Forecast::Range { earliest: day("2027-01-20"), likely: day("2027-01-20"), latest: Some(day("2027-03-01")) };
        assert_eq!(slowest([soon, later]), both);
        assert_eq!(slowest([range("2027-01-20", None), soon]), range("2027-01-20", None));
        assert_eq!(slowest([soon, Forecast::NoEnd, Forecast::TooShort(1)]), Forecast::NoEnd);
        assert_eq!(slowest([soon, Forecast::TooShort(2)]), Forecast::TooShort(2));
    }

    #[test]
    fn a_due_date_is_held_against_the_range() {
        let now = day("2026-11-26");
        let range = |earliest: i64, latest: Option<i64>| Forecast::Range {
            earliest: now.plus(earliest),
            likely: now.plus(earliest),
            latest: latest.map(|days| now.plus(days)),
        };
        let due = now.plus(30);
        assert_eq!(promise(range(10, Some(30)), due, now), Promise::OnTime);
        assert_eq!(promise(range(10, Some(31)), due, now), Promise::AtRisk);
        assert_eq!(promise(range(10, None), due, now), Promise::AtRisk);
        assert_eq!(promise(range(31, Some(60)), due, now), Promise::Late);
        assert_eq!(promise(Forecast::NoEnd, due, now), Promise::Late);
        assert_eq!(promise(range(10, Some(20)), now.plus(-1), now), Promise::Overdue);
        assert_eq!(promise(Forecast::Done, now.plus(-1), now), Promise::Done);
    }
}
