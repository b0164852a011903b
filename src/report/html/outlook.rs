//! What history says about the rest: change, pace, forecast, due dates, in words.

use super::escape;
use crate::model::Day;
use crate::report::wording::{Value, Wording};
use crate::report::{grouped, signed};
use crate::status::{Forecast, LEAST_WEEKS, Promise};

/// What movements are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// So many days back.
    Days(u32),
    /// A day or a revision.
    Since(String),
}

/// How far things moved since an earlier day, in English words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Movement {
    /// More words with a fresh translation; negative when there are fewer.
    pub fresh: i64,
    /// More words to do.
    pub rest: i64,
}

/// The stale unit that waits longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldestDebt {
    /// The day since which it is out of date, as `2026-11-23`.
    pub date: String,
    /// Whether history begins there, so that it may be older.
    pub at_least: bool,
    /// Where it is shown, relative to the reports folder.
    pub link: String,
}

/// What history says about one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// When the rest will be done; none without history.
    pub forecast: Option<Forecast>,
    /// The movement since the report looks back; none without an earlier day.
    pub movement: Option<Movement>,
    /// The oldest debt.
    pub oldest: Option<OldestDebt>,
}

/// Returns a forecast in words.
pub(super) fn forecast_words(forecast: Option<Forecast>, wording: &Wording) -> String {
    let day = |day: Day| day.to_string();
    escape(&match forecast {
        None => wording.say("forecast-without"),
        Some(Forecast::Done) => wording.say("forecast-done"),
        Some(Forecast::TooShort(weeks)) => wording.say_with(
            "forecast-short",
            &[("weeks", Value::Count(weeks as u64)), ("needed", Value::Count(LEAST_WEEKS as u64))],
        ),
        Some(Forecast::NoEnd) => wording.say("forecast-no-end"),
        Some(Forecast::Range { earliest, latest: Some(latest), .. }) if earliest == latest => day(earliest),
        Some(Forecast::Range { earliest, latest: Some(latest), .. }) => wording.say_with(
            "forecast-range",
            &[("earliest", Value::Text(&day(earliest))), ("latest", Value::Text(&day(latest)))],
        ),
        Some(Forecast::Range { earliest, latest: None, .. }) => {
            wording.say_with("forecast-open", &[("earliest", Value::Text(&day(earliest)))])
        }
    })
}

/// Returns what a forecast means for a due date, in words, with a class that colours it.
pub(super) fn promise_words(promise: Option<Promise>, wording: &Wording) -> String {
    let (key, class) = match promise {
        None => return escape(&wording.say("no-due-date")),
        Some(Promise::Done) => ("promise-done", "good"),
        Some(Promise::OnTime) => ("promise-on-time", "good"),
        Some(Promise::AtRisk) => ("promise-at-risk", "fair"),
        Some(Promise::Late) => ("promise-late", "bad"),
        Some(Promise::Overdue) => ("promise-overdue", "bad"),
        Some(Promise::Unknown) => ("promise-unknown", "fair"),
    };
    format!("<span class=\"mark {class}\">{}</span>", escape(&wording.say(key)))
}

/// Returns the heading of the column of movements.
pub(super) fn movement_head(start: &Start, wording: &Wording) -> String {
    escape(&match start {
        Start::Days(days) => wording.say_with("column-movement", &[("days", Value::Count(u64::from(*days)))]),
        Start::Since(since) => wording.say_with("column-movement-since", &[("since", Value::Text(since))]),
    })
}

/// Returns a movement as a sentence.
pub(super) fn movement_fact(fresh: i64, start: &Start, wording: &Wording) -> String {
    let words = signed(fresh);
    let words = ("words", Value::Text(&words));
    escape(&match start {
        Start::Days(days) => wording.say_with("fact-movement", &[words, ("days", Value::Count(u64::from(*days)))]),
        Start::Since(since) => wording.say_with("fact-movement-since", &[words, ("since", Value::Text(since))]),
    })
}

/// Returns how many more words are fresh than before; a dash when nobody knows.
pub(super) fn movement_words(movement: Option<Movement>) -> String {
    movement.map_or_else(|| "–".to_owned(), |movement| signed(movement.fresh))
}

/// Returns the oldest debt as a link.
pub(super) fn oldest_words(oldest: Option<&OldestDebt>, up: &str, wording: &Wording) -> String {
    oldest.map_or_else(
        || "–".to_owned(),
        |debt| {
            let date = if debt.at_least {
                wording.say_with("since-at-least", &[("date", Value::Text(&debt.date))])
            } else {
                debt.date.clone()
            };
            format!("<a href=\"{up}{}\">{}</a>", escape(&debt.link), escape(&date))
        },
    )
}

/// Returns a number in digits, or a dash for none.
pub(super) fn count_or_dash(number: u64) -> String {
    if number == 0 { "–".to_owned() } else { grouped(number) }
}
