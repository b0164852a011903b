//! `same-translation`: different English is translated differently.

use std::collections::HashMap;

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
    let mut first: HashMap<&str, usize, QuickHash> = HashMap::with_capacity_and_hasher(units.len(), QuickHash::new());
    let mut hits = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let own = unit.first.trim();
        if own.split_whitespace().nth(3).is_none() {
            continue;
        }
        let at = *first.entry(own).or_insert(index);
        let Some(other) = units.get(at).filter(|_| at != index) else { continue };
        if differ(unit.source, other.source) {
            let hit = Hit::new(0, format!("the same translation stands for: {}", other.source.trim()));
            hits.push((index, hit));
        }
    }
    hits
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
