//! Times of day by the twelve-hour clock, as the rule `numbers` compares them.

use std::collections::{HashMap, HashSet};

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
    // The places of the added ones by the hour of the dial.
    let dial = |run: &str| hour(run).map(|hour| hour % 12);
    let mut free: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, run) in come.iter().enumerate() {
        dial(run).into_iter().for_each(|hour| free.entry(hour).or_default().push(at));
    }
    let mut spoken = HashSet::new();
    let mut left: HashSet<&str> = HashSet::new();
    for run in lost {
        match dial(run).and_then(|hour| free.get_mut(&hour)?.pop()) {
            Some(at) => drop(spoken.insert(at)),
            None => drop(left.insert(run)),
        }
    }
    let mut at = 0..;
    come.retain(|run| at.next().is_none_or(|at| !spoken.contains(&at)) && *run != "0");
    let come: HashSet<&str> = come.into_iter().collect();
    let of = |list: &[&'t Number], runs: &HashSet<&str>| {
        list.iter().copied().find(|number| number.runs().iter().any(|run| runs.contains(run)))
    };
    Some((of(missing, &left)?, of(added, &come)?))
}
