//! Pairs what is left between the same neighbours: edits, splits and merges.

use std::collections::HashMap;

use super::likeness::Bag;
use super::{Origin, Text};

/// The least likeness of an edit when several texts could be meant, in thousandths.
const EDITED: u32 = 500;
/// The least likeness when exactly one old text stands against one new text.
const EDITED_ALONE: u32 = 430;
/// The least likeness when the unit also moved past a neighbour.
const EDITED_NEARBY: u32 = 650;
/// How far a unit may move and still be recognised after an edit, in units.
const NEARBY: usize = 8;
/// The share of its words that a part must have from the whole.
const PART_INSIDE: u64 = 800;
/// The share of the whole that the parts must cover together.
const WHOLE_COVERED: u64 = 800;
/// The most texts that a split or merge takes together.
const MOST_PARTS: usize = 24;
/// Runs with more pairs than this use the index of candidates.
const MOST_PAIRS: usize = 2_048;
/// A word or pair of words in more texts than this says nothing.
const COMMON: usize = 12;
/// How many candidates are compared in full.
const CANDIDATES: usize = 8;
/// The least likeness of a suggestion.
const NEAR: u32 = 600;

/// New units without a partner that stand together, and the old texts without a partner between the same neighbours.
#[derive(Debug, Default)]
pub(super) struct Run {
    new: Vec<usize>,
    old: Vec<usize>,
}

/// Finds the runs. Old texts are looked for after the left neighbour and before the right one, so that an edit inside a
/// moved section is found where the section was.
pub(super) fn runs(origins: &[Option<Origin>], taken: &[bool]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut index = 0;
    while index < origins.len() {
        if origins.get(index).is_some_and(Option::is_some) {
            index += 1;
            continue;
        }
        let new: Vec<usize> = (index..origins.len()).take_while(|&at| matches!(origins.get(at), Some(None))).collect();
        let end = index + new.len();
        let place = |at: Option<usize>| {
            at.and_then(|at| origins.get(at)).and_then(Option::as_ref).and_then(|origin| origin.olds().first().copied())
        };
        let left = place(index.checked_sub(1)).map(|place| place as usize);
        let right = place(Some(end)).map(|place| place as usize);
        let after = if index == 0 { Some(0) } else { left.map(|place| place + 1) };
        let before = if end == origins.len() { Some(taken.len()) } else { right };
        let is_free = |at: &usize| taken.get(*at) == Some(&false);
        let mut old: Vec<usize> =
            after.map(|start| (start..taken.len()).take_while(is_free).collect()).unwrap_or_default();
        if let Some(stop) = before {
            old.extend((0..stop).rev().take_while(is_free));
        }
        old.sort_unstable();
        old.dedup();
        runs.push(Run { new, old });
        index = end;
    }
    runs
}

/// A possible pair: likeness, how far it strays from the diagonal, old, new.
type Pair = (u32, usize, usize, usize);

/// Pairs the texts of each run, then those that strayed past a neighbour.
pub(super) fn pair(
    old: &[Text<'_>],
    new: &[Text<'_>],
    runs: &[Run],
    origins: &mut [Option<Origin>],
    taken: &mut [bool],
) {
    let mut old_bags: HashMap<usize, Bag> = HashMap::new();
    let mut new_bags: HashMap<usize, Bag> = HashMap::new();
    for run in runs {
        for &at in &run.old {
            old_bags.entry(at).or_insert_with(|| bag(old, at));
        }
        for &at in &run.new {
            new_bags.entry(at).or_insert_with(|| bag(new, at));
        }
    }
    for run in runs.iter().filter(|run| !run.old.is_empty()) {
        let free_old: Vec<usize> = run.old.iter().copied().filter(|&at| taken.get(at) == Some(&false)).collect();
        if free_old.len() * run.new.len() <= MOST_PAIRS {
            split_and_merge(&free_old, &run.new, &old_bags, &new_bags, origins, taken);
        }
        let free_old: Vec<usize> = free_old.into_iter().filter(|&at| taken.get(at) == Some(&false)).collect();
        let free_new: Vec<usize> =
            run.new.iter().copied().filter(|&at| matches!(origins.get(at), Some(None))).collect();
        let alone = free_old.len() == 1 && free_new.len() == 1;
        let least = if alone { EDITED_ALONE } else { EDITED };
        let pairs = likely_pairs(&free_old, &free_new, &old_bags, &new_bags, least);
        take(pairs, origins, taken);
    }
    strayed(old, new, &mut new_bags, origins, taken);
}

/// Pairs the one text that is gone between two neighbours with the one that is new there, when they look alike.
pub(super) fn replaced(
    old: &[Text<'_>],
    new: &[Text<'_>],
    runs: &[Run],
    origins: &mut [Option<Origin>],
    taken: &mut [bool],
) {
    let pair = |run: &Run| match (run.old.as_slice(), run.new.as_slice()) {
        (&[one], &[other]) => {
            let likeness = bag(old, one).likeness(&bag(new, other));
            (likeness >= EDITED).then_some((likeness, 0, one, other))
        }
        _ => None,
    };
    take(runs.iter().filter_map(pair).collect(), origins, taken);
}

fn bag(texts: &[Text<'_>], at: usize) -> Bag {
    Bag::of(texts.get(at).unwrap_or(&Text::plain("")))
}

fn take(mut pairs: Vec<Pair>, origins: &mut [Option<Origin>], taken: &mut [bool]) {
    pairs.sort_unstable_by_key(|&(likeness, stray, old, new)| (std::cmp::Reverse(likeness), stray, new, old));
    for (_, _, old, new) in pairs {
        if let (Some(taken @ false), Some(origin @ None), Ok(place)) =
            (taken.get_mut(old), origins.get_mut(new), u32::try_from(old))
        {
            *taken = true;
            *origin = Some(Origin::Edited(place));
        }
    }
}

fn likely_pairs(
    old: &[usize],
    new: &[usize],
    old_bags: &HashMap<usize, Bag>,
    new_bags: &HashMap<usize, Bag>,
    least: u32,
) -> Vec<Pair> {
    let compare = |old_rank: usize, new_rank: usize| -> Option<Pair> {
        let (&one, &other) = (old.get(old_rank)?, new.get(new_rank)?);
        let likeness = old_bags.get(&one)?.likeness(new_bags.get(&other)?);
        (likeness >= least).then(|| (likeness, old_rank.abs_diff(new_rank), one, other))
    };
    if old.len() * new.len() <= MOST_PAIRS {
        return (0..old.len()).flat_map(|one| (0..new.len()).filter_map(move |other| compare(one, other))).collect();
    }
    let index = Index::new(old.iter().filter_map(|at| old_bags.get(at)));
    let candidates = new.iter().enumerate().flat_map(|(rank, at)| {
        let found = new_bags.get(at).map(|bag| index.candidates(bag)).unwrap_or_default();
        found.into_iter().map(move |candidate| (candidate, rank))
    });
    candidates.filter_map(|(one, other)| compare(one, other)).collect()
}

/// Which texts hold a rare word or pair of words.
struct Index {
    places: HashMap<u64, Vec<u32>>,
}

impl Index {
    fn new<'a>(bags: impl Iterator<Item = &'a Bag>) -> Self {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (bag, rank) in bags.zip(0_u32..) {
            for &shingle in &bag.shingles {
                let found = places.entry(shingle).or_default();
                if found.len() <= COMMON && found.last() != Some(&rank) {
                    found.push(rank);
                }
            }
        }
        Self { places }
    }

    /// Returns the ranks of the texts that share the most rare words with `bag`.
    fn candidates(&self, bag: &Bag) -> Vec<usize> {
        let mut votes: HashMap<u32, u32> = HashMap::new();
        for shingle in &bag.shingles {
            for &rank in self.places.get(shingle).filter(|found| found.len() <= COMMON).into_iter().flatten() {
                *votes.entry(rank).or_default() += 1;
            }
        }
        let mut ranked: Vec<(u32, u32)> = votes.into_iter().map(|(rank, votes)| (votes, rank)).collect();
        ranked.sort_unstable_by_key(|&(votes, rank)| (std::cmp::Reverse(votes), rank));
        ranked.into_iter().take(CANDIDATES).map(|(_, rank)| rank as usize).collect()
    }
}

/// Recognises one text cut into neighbouring parts, and neighbouring texts put together.
fn split_and_merge(
    old: &[usize],
    new: &[usize],
    old_bags: &HashMap<usize, Bag>,
    new_bags: &HashMap<usize, Bag>,
    origins: &mut [Option<Origin>],
    taken: &mut [bool],
) {
    for &whole in old {
        let Some(bag) = old_bags.get(&whole) else { continue };
        let free = |at: &usize| matches!(origins.get(*at), Some(None));
        let Some(parts) = parts_of(bag, new, new_bags, free) else { continue };
        let Ok(place) = u32::try_from(whole) else { continue };
        for part in parts {
            if let Some(origin) = origins.get_mut(part) {
                *origin = Some(Origin::Split(place));
            }
        }
        if let Some(taken) = taken.get_mut(whole) {
            *taken = true;
        }
    }
    for &whole in new {
        let Some(bag) = new_bags.get(&whole) else { continue };
        if !matches!(origins.get(whole), Some(None)) {
            continue;
        }
        let free = |at: &usize| taken.get(*at) == Some(&false);
        let Some(parts) = parts_of(bag, old, old_bags, free) else { continue };
        for &part in &parts {
            if let Some(taken) = taken.get_mut(part) {
                *taken = true;
            }
        }
        if let Some(origin) = origins.get_mut(whole) {
            *origin = Some(Origin::Merged(parts.into_iter().filter_map(|part| u32::try_from(part).ok()).collect()));
        }
    }
}

/// Returns two or more neighbouring texts that together say what `whole` says, or none.
fn parts_of(
    whole: &Bag,
    texts: &[usize],
    bags: &HashMap<usize, Bag>,
    is_free: impl Fn(&usize) -> bool,
) -> Option<Vec<usize>> {
    let is_part = |at: &usize| {
        bags.get(at).is_some_and(|part| {
            part.weight() > 0
                && is_free(at)
                && 1000 * whole.shared(part) >= PART_INSIDE * part.weight()
                && 10 * part.weight() <= 9 * whole.weight()
        })
    };
    let mut best: Option<(u32, Vec<usize>)> = None;
    let mut start = 0;
    while start < texts.len() {
        let parts: Vec<usize> = texts.get(start..)?.iter().copied().take_while(is_part).take(MOST_PARTS).collect();
        for count in 2..=parts.len() {
            let parts = parts.get(..count)?;
            let joined = Bag::joined(parts.iter().filter_map(|part| bags.get(part)));
            let likeness = joined.likeness(whole);
            let is_covered = 1000 * joined.shared(whole) >= WHOLE_COVERED * whole.weight();
            if is_covered
                && u64::from(likeness) >= WHOLE_COVERED
                && best.as_ref().is_none_or(|(best, _)| likeness > *best)
            {
                best = Some((likeness, parts.to_vec()));
            }
        }
        start += 1;
    }
    best.map(|(_, parts)| parts)
}

/// Recognises units that were edited and also moved past a few neighbours.
fn strayed(
    old: &[Text<'_>],
    new: &[Text<'_>],
    new_bags: &mut HashMap<usize, Bag>,
    origins: &mut [Option<Origin>],
    taken: &mut [bool],
) {
    if taken.iter().all(|taken| *taken) {
        return;
    }
    let mut pairs = Vec::new();
    let mut bags: HashMap<usize, Bag> = HashMap::new();
    let mut near: Option<usize> = None;
    for index in 0..new.len() {
        match origins.get(index) {
            Some(Some(origin)) => near = origin.olds().first().map(|&place| place as usize),
            _ => {
                let centre = near.unwrap_or(0);
                let new_bag = new_bags.entry(index).or_insert_with(|| bag(new, index));
                for at in (centre.saturating_sub(NEARBY)..=centre + NEARBY).filter(|&at| taken.get(at) == Some(&false))
                {
                    let likeness = bags.entry(at).or_insert_with(|| bag(old, at)).likeness(new_bag);
                    if likeness >= EDITED_NEARBY {
                        pairs.push((likeness, centre.abs_diff(at), at, index));
                    }
                }
            }
        }
    }
    take(pairs, origins, taken);
}

/// Suggests for each added unit the old text that disappeared and looks most alike.
pub(super) fn suggest(old: &[Text<'_>], new: &[Text<'_>], origins: &mut [Option<Origin>], taken: &[bool]) {
    let gone: Vec<usize> = (0..old.len()).filter(|&at| taken.get(at) == Some(&false)).collect();
    if gone.is_empty() {
        return;
    }
    let gone_bags: Vec<Bag> = gone.iter().map(|&at| bag(old, at)).collect();
    let index = Index::new(gone_bags.iter());
    for (at, origin) in origins.iter_mut().enumerate().filter(|(_, origin)| origin.is_none()) {
        let bag = bag(new, at);
        let best = index
            .candidates(&bag)
            .into_iter()
            .filter_map(|rank| Some((gone_bags.get(rank)?.likeness(&bag), std::cmp::Reverse(*gone.get(rank)?))))
            .filter(|(likeness, _)| *likeness >= NEAR)
            .max();
        let near = best.and_then(|(_, std::cmp::Reverse(place))| u32::try_from(place).ok());
        *origin = Some(Origin::Added { near });
    }
}
