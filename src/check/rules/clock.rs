//! Times of day, as the rule `numbers` compares them: `2 p.m.` may be 14, 14.00 or 2, and `8:30` may be 8.30.
//!
//! Only the figures of the time itself are read by the dial; all other numbers of a text are none of its business.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use crate::check::number::Number;
use crate::check::word::near;
use crate::check::{Text, Traits};

/// What the English says about the half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    /// Another time of the text has it.
    Either,
    /// The hours are counted to 24.
    None,
}

/// A time of day in the English.
#[derive(Debug, Clone)]
pub(super) struct Time {
    /// Its bytes, with `a.m.` or `p.m.`.
    pub(super) span: Range<usize>,
    /// Its places among the numbers of the text.
    places: Range<usize>,
    hour: u32,
    minute: u32,
    half: Half,
}

impl Time {
    /// Returns the hours that a translation may write, the likelier ones first.
    fn hours(&self) -> Vec<u32> {
        match (self.half, self.hour) {
            (Half::Morning | Half::None, 0) | (Half::None, 24) => vec![0, 24],
            (Half::Morning | Half::Either, 12) => vec![12, 0, 24],
            (Half::Afternoon | Half::Either, hour @ 0..=11) => vec![hour + 12, hour],
            (_, hour) => vec![hour],
        }
    }

    /// Returns whether a translation may well say it without a figure: `noon`, `half past two`.
    fn may_be_in_words(&self) -> bool {
        self.half != Half::None && self.minute.is_multiple_of(15)
    }
}

/// Returns the times of day of an English text, in order: those with `a.m.` or `p.m.`, those with a colon, and the start of a
/// range (`9 to 11 a.m.`).
pub(super) fn times(english: &Text<'_>) -> Vec<Time> {
    if english.numbers.is_empty() || !english.traits.any(Traits::COLON | Traits::LATIN) {
        return Vec::new();
    }
    let mut found: Vec<Time> = Vec::new();
    let mut at = 0;
    while at < english.numbers.len() {
        let time = time(english, at);
        at = time.as_ref().map_or(at + 1, |time| time.places.end);
        found.extend(time);
    }
    let has_half = found.iter().any(|time| time.half != Half::None);
    let mut all: Vec<Time> = Vec::with_capacity(found.len());
    for mut time in found {
        if has_half {
            all.extend(
                range_start(english, &time)
                    .filter(|start| all.last().is_none_or(|before: &Time| before.places.end <= start.places.start)),
            );
        }
        if time.half == Half::None && has_half && time.hour <= 12 {
            time.half = Half::Either;
        }
        all.push(time);
    }
    all
}

/// Returns which of the numbers of a text belong to no time.
pub(super) fn others<'t>(numbers: &'t [Number], times: &[Time]) -> Vec<&'t Number> {
    let mut parts = times.iter().flat_map(|time| time.places.clone()).peekable();
    let numbers = numbers.iter().enumerate();
    numbers.filter(|(at, _)| parts.next_if_eq(at).is_none()).map(|(_, number)| number).collect()
}

/// Reads the time that starts with a number.
fn time(english: &Text<'_>, at: usize) -> Option<Time> {
    let clean = &english.clean;
    let first = english.numbers.get(at)?;
    if let Some((hour, minute)) = with_minutes(first) {
        let (half, end) = half(clean, first.span.end)?;
        return Some(Time { span: first.span.start..end, places: at..at + 1, hour, minute, half });
    }
    let hour = bare(first).filter(|hour| *hour <= 24)?;
    let minutes = english.numbers.get(at + 1).filter(|next| clean.get(first.span.end..next.span.start) == Some(":"));
    if let Some(minutes) = minutes {
        let is_part = |text: Option<&str>, colon: fn(&str) -> bool| text.is_some_and(colon);
        let minute = bare(minutes).filter(|minute| *minute < 60 && minutes.digits.len() == 2)?;
        // `1:02:03` is a length of time.
        if is_part(clean.get(..first.span.start), |head| head.ends_with(':'))
            || is_part(clean.get(minutes.span.end..), |tail| tail.starts_with(':') && tail.len() > 2 && digit(tail, 1))
        {
            return None;
        }
        let (half, end) = half(clean, minutes.span.end).unwrap_or((Half::None, minutes.span.end));
        return Some(Time { span: first.span.start..end, places: at..at + 2, hour, minute, half });
    }
    let (half, end) = half(clean, first.span.end).filter(|_| hour <= 12)?;
    Some(Time { span: first.span.start..end, places: at..at + 1, hour, minute: 0, half })
}

fn digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Returns the full hour before a time that leads to it: `9 to 11 a.m.`.
fn range_start(english: &Text<'_>, time: &Time) -> Option<Time> {
    let at = time.places.start.checked_sub(1)?;
    let start = english.numbers.get(at)?;
    let gap = english.clean.get(start.span.end..time.span.start)?;
    let joins = matches!(gap, "-" | "–" | " - " | " – " | " to " | " and " | " or " | " until ");
    let hour = bare(start).filter(|hour| joins && *hour <= 12 && !start.glued)?;
    let half = if time.half == Half::Morning { Half::Morning } else { Half::Either };
    Some(Time { span: start.span.clone(), places: at..at + 1, hour, minute: 0, half })
}

/// Returns the half of the day that stands behind a time, and where it ends.
fn half(clean: &str, end: usize) -> Option<(Half, usize)> {
    let tail = near(clean, end);
    let rest = tail.trim_start_matches([' ', '\u{a0}']);
    let at = end + tail.len() - rest.len();
    let mark = rest.get(..rest.floor_char_boundary(4)).unwrap_or("").to_ascii_lowercase();
    let (known, half) = MARKS.into_iter().find(|(known, _)| {
        mark.starts_with(known) && !rest.get(known.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })?;
    Some((half, at + known.len()))
}

const MARKS: [(&str, Half); 6] = [
    ("a.m.", Half::Morning),
    ("p.m.", Half::Afternoon),
    ("a.m", Half::Morning),
    ("p.m", Half::Afternoon),
    ("am", Half::Morning),
    ("pm", Half::Afternoon),
];

/// Returns the value of a number without separators.
fn bare(number: &Number) -> Option<u32> {
    number.separators.is_empty().then(|| number.digits.parse().ok()).flatten()
}

/// Returns the hour and minute of a number such as `16.30`.
fn with_minutes(number: &Number) -> Option<(u32, u32)> {
    let [(_, place)] = number.separators.as_slice() else { return None };
    let (hour, minute) = number.digits.split_at_checked(*place)?;
    let (hour, minute) = (hour.parse().ok()?, (minute.len() == 2).then(|| minute.parse().ok()).flatten()?);
    (hour <= 24 && minute < 60).then_some((hour, minute))
}

/// Takes the numbers of a translation that tell the times of the English; returns the times that none tells.
pub(super) fn settle(times: Vec<Time>, added: &mut Vec<&Number>) -> Vec<Time> {
    let mut dial = Dial::of(added);
    let left = times.into_iter().filter(|time| !dial.tells(time)).collect();
    let mut at = 0..;
    added.retain(|_| at.next().is_none_or(|at| !dial.taken.get(at).copied().unwrap_or(false)));
    left
}

/// The numbers of a translation as hours and minutes.
struct Dial {
    /// `16.30`, by hour and minute.
    joint: HashMap<(u32, u32), VecDeque<usize>>,
    /// Figures without separators.
    bare: HashMap<u32, VecDeque<usize>>,
    taken: Vec<bool>,
}

impl Dial {
    fn of(numbers: &[&Number]) -> Self {
        let mut dial = Self { joint: HashMap::new(), bare: HashMap::new(), taken: vec![false; numbers.len()] };
        for (at, number) in numbers.iter().enumerate() {
            if let Some(time) = with_minutes(number) {
                dial.joint.entry(time).or_default().push_back(at);
            } else if let Some(value) = bare(number).filter(|value| *value < 60) {
                dial.bare.entry(value).or_default().push_back(at);
            }
        }
        dial
    }

    /// Takes what tells a time; returns whether there is such a thing.
    fn tells(&mut self, time: &Time) -> bool {
        let hours = time.hours();
        let joint = |hour: &u32| self.joint.get_mut(&(*hour, time.minute)).and_then(VecDeque::pop_front);
        if let Some(at) = hours.iter().find_map(joint) {
            self.take(at);
            return true;
        }
        let Some(hour) = hours.iter().find(|hour| self.has(**hour)) else { return false };
        if time.minute == 0 {
            return self.take_bare(*hour);
        }
        let hour = *hour;
        // `half ten` has no figure for the minutes.
        if self.has(time.minute) || time.minute.is_multiple_of(15) && self.others(hour) == 0 {
            self.take_bare(hour);
            self.take_bare(time.minute);
            return true;
        }
        false
    }

    /// Returns how many figures are left besides one of this value.
    fn others(&self, value: u32) -> usize {
        self.bare.iter().map(|(other, places)| places.len() - usize::from(*other == value && !places.is_empty())).sum()
    }

    fn has(&self, value: u32) -> bool {
        self.bare.get(&value).is_some_and(|places| !places.is_empty())
    }

    fn take_bare(&mut self, value: u32) -> bool {
        let at = self.bare.get_mut(&value).and_then(VecDeque::pop_front);
        at.map(|at| self.take(at)).is_some()
    }

    fn take(&mut self, at: usize) {
        if let Some(slot) = self.taken.get_mut(at) {
            *slot = true;
        }
    }
}

/// Drops the `00` of full hours: `8:00`, `8 h 00`.
pub(super) fn drop_full_hours(text: &Text<'_>, added: &mut Vec<&Number>) {
    let is_full_hour = |number: &Number| {
        let at = text.numbers.partition_point(|other| other.span.start < number.span.start);
        let hour = at.checked_sub(1).and_then(|at| text.numbers.get(at))?;
        let gap = text.clean.get(hour.span.end..number.span.start)?;
        Some(bare(hour)? <= 24 && gap.len() <= 8 && gap.contains(|c: char| c == ':' || c.is_alphabetic()))
    };
    added.retain(|number| number.digits != "00" || !is_full_hour(number).unwrap_or(false));
}

/// Pairs times that no number tells with the numbers that may stand in their place, in order, each with its minutes: these
/// are taken away. What may be said in words and has no such number is dropped; what is left stays in `times`.
pub(super) fn replaced(
    text: &Text<'_>,
    times: &mut Vec<Time>,
    added: &mut Vec<&Number>,
    may: impl Fn(&Number) -> bool,
) -> Vec<(Time, Range<usize>)> {
    if times.is_empty() {
        return Vec::new();
    }
    let is_hour = |number: &Number| {
        let is_name = text.clean.get(..number.span.start).is_some_and(|head| head.ends_with(char::is_alphabetic));
        !is_name && (with_minutes(number).is_some() || bare(number).is_some_and(|hour| hour <= 24)) && may(number)
    };
    let mut waiting = std::mem::take(times).into_iter().peekable();
    let mut numbers = std::mem::take(added).into_iter().peekable();
    let mut pairs = Vec::new();
    while let Some(number) = numbers.next() {
        match waiting.next_if(|_| is_hour(number)) {
            Some(time) => {
                let is_minutes = |next: &&Number| text.clean.get(number.span.end..next.span.start) == Some(":");
                let end = numbers.next_if(is_minutes).map_or(number.span.end, |minutes| minutes.span.end);
                pairs.push((time, number.span.start..end));
            }
            None => added.push(number),
        }
    }
    times.extend(waiting.filter(|time| !time.may_be_in_words()));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    fn read(text: &str) -> Vec<(String, Vec<u32>, u32)> {
        let text = Text::new(text, Content::Plain);
        times(&text).iter().map(|time| (text.raw[time.span.clone()].to_owned(), time.hours(), time.minute)).collect()
    }

    fn told(english: &str, text: &str) -> (usize, Vec<String>) {
        let (english, text) = (Text::new(english, Content::Plain), Text::new(text, Content::Plain));
        let mut added: Vec<&Number> = text.numbers.iter().collect();
        let left = settle(times(&english), &mut added);
        drop_full_hours(&text, &mut added);
        (left.len(), added.iter().map(|number| number.digits.clone()).collect())
    }

    #[test]
    fn a_time_is_what_has_a_half_of_the_day_or_a_colon() {
        let one = |text: &str, hours: &[u32], minute| assert_eq!(read(text)[0].1.as_slice(), hours, "{text} {minute}");
        one("at 5 p.m. today", &[17, 5], 0);
        one("at 5pm", &[17, 5], 0);
        one("at 9 AM", &[9], 0);
        one("at 4.45 p.m.", &[16, 4], 45);
        one("at 12 noon, 12 a.m.", &[12, 0, 24], 0);
        one("at 16:30", &[16], 30);
        assert_eq!(read("from 9 to 11 a.m.").iter().map(|time| time.1.clone()).collect::<Vec<_>>(), [[9], [11]]);
        assert_eq!(read("from 9:00 to 5:00 p.m.")[0].1, [21, 9]);
        assert_eq!(read("by 5 p.m. on 12 May")[0].0, "5 p.m.");
        for text in ["12 amounts", "5 pmo", "1:02:03", "B2 and 16.30", "group 2, 30 people", "3:5", "30 pm"] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_time_is_told_in_any_notation() {
        let none = || (0, Vec::<String>::new());
        assert_eq!(told("8:00–16:30", "8.00–16.30 Uhr"), none());
        assert_eq!(told("8:00–16:30", "8:00–16:30"), none());
        assert_eq!(told("from 9 am to 2:30 pm", "de 9 h à 14 h 30"), none());
        assert_eq!(told("at 2 p.m.", "à 14 h 00"), none());
        assert_eq!(told("at 2:30 p.m.", "2 et demie"), none());
        assert_eq!(told("at 5 p.m.", "18 Uhr"), (1, vec!["18".to_owned()]));
        assert_eq!(told("at 9 a.m.", "kl. 21"), (1, vec!["21".to_owned()]));
        assert_eq!(told("at 10:30", "10 Uhr 13"), (1, vec!["10".to_owned(), "13".to_owned()]));
    }
}
