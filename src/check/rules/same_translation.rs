//! `same-translation`: different English is translated differently.

use std::hash::BuildHasher as _;

use crate::check::quick_hash::QuickHash;
use crate::check::{Content, Example, Hit, Plan, Rule, Run, Together};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "same-translation",
    severity: Severity::Note,
    summary: "one translation stands for two different English texts",
    why: "Often a copy that was not adapted. Compared are texts of at least four words that share less than half of them in \
          English; languages without an article or a plural may well have one text for two near ones.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "Invite the group to the workshop. | Evaluate the results of the survey.",
        target: "Laden Sie die Gruppe zum Workshop ein. | Laden Sie die Gruppe zum Workshop ein.",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "Invite the group to the workshop. | Evaluate the results of the survey.",
        target: "Laden Sie die Gruppe zum Workshop ein. | Werten Sie die Ergebnisse der Umfrage aus.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Module(run),
};

fn run(units: &[Together<'_>], _plan: &Plan) -> Vec<(usize, Hit)> {
    let own = |index: usize| units.get(index).map_or("", |unit| trimmed(unit.first));
    let build = QuickHash::new();
    // Half a hash and the place are sorted as one number; what shares the half is compared.
    let place = |index: u32| build.hash_one(own(index as usize)) >> 32 << 32 | u64::from(index);
    let mut places: Vec<u64> = (0..u32::try_from(units.len()).unwrap_or(u32::MAX)).map(place).collect();
    places.sort_unstable();
    let mut hits = Vec::new();
    let is_phrase = |index: usize| own(index).split_whitespace().nth(3).is_some();
    for same in places.chunk_by(|one, other| one >> 32 == other >> 32).filter(|same| same.len() > 1) {
        let same: Vec<usize> = same.iter().map(|place| *place as u32 as usize).collect();
        if !same.iter().any(|index| is_phrase(*index)) {
            continue;
        }
        for (at, &index) in same.iter().enumerate().skip(1) {
            // The first unit with the same text; almost always the first of the chunk.
            let before = same.iter().take(at).copied();
            let Some(other) = before.filter(|before| own(*before) == own(index)).find_map(|at| units.get(at)) else {
                continue;
            };
            if is_phrase(index) && units.get(index).is_some_and(|unit| differ(unit.source, other.source)) {
                let hit = Hit::new(0, format!("the same translation stands for: {}", other.source.trim()));
                hits.push((index, hit));
            }
        }
    }
    hits.sort_by_key(|(index, _)| *index);
    hits
}

/// Returns a text without white space around it; at once where plain characters stand there.
fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) { text } else { text.trim() }
}

/// Returns whether two English texts of at least four words share less than half of their words.
fn differ(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
            .collect();
        words.sort();
        words.dedup();
        words
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    one.len() >= 4 && other.len() >= 4 && shared * 2 < one.len().min(other.len())
}
