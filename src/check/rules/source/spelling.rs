//! `source-spelling`: an English word is spelt in one way.

use std::collections::BTreeMap;
use std::ops::Range;

use super::SourceModule;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::language::english_lexicon::{is_listed, is_variant};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-spelling",
    severity: Severity::Warning,
    summary: "an English word differs by one letter from a word that is used far more often, or is written with and without a hyphen",
    why: "A typo in a term (`recrutement`) breaks term look-up, and two spellings (`organise`, `organize`; `e-mail`, `email`) \
          make translators ask. Compared are words of at least seven letters that occur once or twice with words that occur \
          five times as often; different endings are not reported, nor are two words that the English word list knows \
          (`charges` beside `changes`), unless they are two spellings of one.",
    bad: Example {
        language: "en",
        content: Content::Plain,
        source: "Participant recrutement (elsewhere: recruitment, 12 ×)",
        target: "",
    },
    good: Example { language: "en", content: Content::Plain, source: "Participant recruitment", target: "" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            for word in words(&unit.text.clean) {
                if !word.text.is_ascii() || word.text.chars().any(|c| c.is_ascii_digit()) {
                    continue;
                }
                let entry = seen.entry(word.text.to_ascii_lowercase()).or_default();
                entry.count += 1;
                entry.place.get_or_insert((at, index, word.span));
            }
        }
    }
    let mut hits = Vec::new();
    let frequent: Vec<(&String, &Seen)> =
        seen.iter().filter(|(word, seen)| word.len() >= 6 && seen.count >= 5).collect();
    for (word, one) in &seen {
        let Some((at, index, span)) = one.place.clone() else { continue };
        let twin = (word.len() >= 7 && one.count <= 2 && !word.contains(['-', '\'']))
            .then(|| {
                frequent.iter().find(|(other, seen)| {
                    seen.count >= 5 * one.count && is_slip(word, other) && is_doubtful(word, other)
                })
            })
            .flatten();
        if let Some((other, seen)) = twin {
            let hit = Hit::new(0, format!("“{word}” may be a slip for “{other}”, used {} times", seen.count)).at(span);
            hits.push((at, index, hit));
        } else if word.contains('-') && one.count > 0 {
            let joined = word.replace('-', "");
            if let Some(other) = seen.get(&joined) {
                let hit = Hit::new(
                    0,
                    format!("“{word}” is also written “{joined}” ({} and {} times)", one.count, other.count),
                );
                hits.push((at, index, hit.at(span).at_most(Severity::Note)));
            }
        }
    }
    hits
}

#[derive(Default)]
struct Seen {
    count: usize,
    place: Option<(usize, usize, Range<usize>)>,
}

/// Returns whether a rare word may be a slip for a frequent one: it is no English word, or another spelling of it.
fn is_doubtful(word: &str, other: &str) -> bool {
    !is_listed(word) || is_variant(word, other)
}

/// Returns whether two words differ by one letter inserted, dropped, replaced or by two swapped, not at the end, where
/// endings differ, and not at the start, where prefixes do.
fn is_slip(word: &str, other: &str) -> bool {
    if word.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let head = word.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let tail = word.bytes().rev().zip(other.bytes().rev()).take_while(|(one, two)| one == two).count();
    let shorter = word.len().min(other.len());
    let longer = word.len().max(other.len());
    if head < 2 || tail < 1 {
        return false;
    }
    let tail = tail.min(shorter - head);
    let rest = longer - head - tail;
    let middle = |text: &str| text.as_bytes().get(head..text.len() - tail).map(<[u8]>::to_vec).unwrap_or_default();
    let (one, two) = (middle(word), middle(other));
    // Two letters may be swapped, or, in the middle of a long word, one be dropped and another come: `recrutement`.
    let is_swap = word.len() == other.len() && rest == 2 && one.iter().eq(two.iter().rev());
    let is_shift = word.len() >= 9 && rest == 2 && tail >= 3 && one.iter().any(|letter| two.contains(letter));
    rest <= 1 || is_swap || is_shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_endings() {
        assert!(is_slip("recrutment", "recruitment"));
        assert!(is_slip("recrutement", "recruitment"));
        assert!(is_slip("paritcipation", "participation"));
        assert!(is_slip("organize", "organise"));
        assert!(!is_slip("processes", "processed"));
        assert!(!is_slip("citizens", "denizens"));
        assert!(is_doubtful("organize", "organise") && is_doubtful("recrutement", "recruitment"));
        assert!(!is_doubtful("charges", "changes") && !is_doubtful("adapted", "adopted"));
    }
}
