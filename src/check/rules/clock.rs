//! Times of day by the twelve-hour clock, as the rule `numbers` compares them.

use crate::check::multiset::difference;
use crate::check::number::Number;
use crate::check::{Text, Traits};

/// Returns whether a text tells the time by a twelve-hour clock.
pub(super) fn has_clock(text: &Text<'_>) -> bool {
    if !text.traits.any(Traits::DIGIT) {
        return false;
    }
    let lower = text.clean.to_lowercase();
    text.numbers.iter().any(|number| {
        let tail = lower.get(number.span.end..).unwrap_or("").trim_start_matches([' ', '\u{a0}']);
        ["am", "pm", "a.m", "p.m"]
            .iter()
            .any(|mark| tail.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    })
}

/// Returns a number that has become another one although hours may differ by twelve and full hours may have minutes; none
/// where something is only missing or only added, since hours are often written out.
pub(super) fn changed<'t>(missing: &[&'t Number], added: &[&'t Number]) -> Option<(&'t Number, &'t Number)> {
    let runs = |list: &[&'t Number]| list.iter().flat_map(|number| number.runs()).collect::<Vec<&'t str>>();
    let (lost, mut come) = difference(&runs(missing), &runs(added));
    let hour = |run: &str| run.parse::<u32>().ok().filter(|hour| *hour <= 24);
    let is_same = |one: &str, other: &str| {
        hour(one).zip(hour(other)).is_some_and(|(one, other)| one.abs_diff(other).is_multiple_of(12))
    };
    let mut left = Vec::new();
    for run in lost {
        match come.iter().position(|other| is_same(run, other)) {
            Some(at) => drop(come.remove(at)),
            None => left.push(run),
        }
    }
    come.retain(|run| *run != "0");
    let of = |list: &[&'t Number], runs: &[&str]| {
        list.iter().copied().find(|number| number.runs().iter().any(|run| runs.contains(run)))
    };
    Some((of(missing, &left)?, of(added, &come)?))
}
