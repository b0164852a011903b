//! `source-spelling`: an English word is spelt in one way.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::SourceModule;
use crate::check::quick_hash::QuickHash;
use crate::check::word::{Token, words};
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::language::english_lexicon::is_listed;
use crate::language::function_words;
use crate::language::spelling_variants::{british_spellings, is_variant};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-spelling",
    severity: Severity::Warning,
    summary: "an English word differs by one letter from a word that is used far more often, or is spelt in two ways",
    why: "A typo in a term (`recrutement`) breaks term look-up, and two spellings (`organise`, `organize`; `e-mail`, `email`) \
          make translators ask. Compared are words of at least seven letters that occur once or twice with words that occur \
          five times as often; different endings are not reported, nor are two words that the English word list knows \
          (`charges` beside `changes`), unless they are two spellings of one. British and American spelling side by side, and a \
          word with and without its hyphen, are a note however rare they are, and names are spelt as they are; `licence`, `practice`, `metre` and `programme` \
          may be two words.",
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
    let seen = count(modules);
    let mut hits = Vec::new();
    let frequent: Vec<(&String, &Seen)> =
        seen.iter().filter(|(word, seen)| word.len() >= 6 && seen.count >= 5).collect();
    for (word, one) in &seen {
        let Some((at, index, span)) = one.place.clone() else { continue };
        let shown = one.written.as_str();
        let twin = (word.len() >= 7 && one.count <= 2 && !word.contains(['-', '\'']))
            .then(|| {
                frequent.iter().find(|(other, seen)| {
                    seen.count >= 5 * one.count && is_slip(word, other) && is_doubtful(word, other)
                })
            })
            .flatten()
            .filter(|(other, _)| !is_variant(word, other));
        if let Some((other, seen)) = twin {
            let text = modules.get(at).and_then(|module| module.units.get(index)).map(|unit| &*unit.text.clean);
            if !text.is_some_and(|text| is_foreign(text, &span)) {
                let message = format!("“{shown}” may be a slip for “{other}”, used {} times", seen.count);
                hits.push((at, index, Hit::new(0, message).at(span)));
            }
        } else if word.contains('-') && one.count > 0 {
            let joined = word.replace('-', "");
            if let Some(other) = seen.get(&joined) {
                let hit = Hit::new(
                    0,
                    format!("“{shown}” is also written “{joined}” ({} and {} times)", one.count, other.count),
                );
                hits.push((at, index, hit.at(span).at_most(Severity::Note)));
            }
        } else if let Some((twin, other)) = british(word, &seen) {
            let times = format!("{} and {} times", one.count, other.count);
            let hit = Hit::new(0, format!("“{shown}” is also spelt “{twin}” ({times})")).at(span);
            hits.push((at, index, hit.at_most(Severity::Note)));
        }
    }
    hits
}

/// Counts the words of the English. One in a name (`World Health Organization`) is spelt as its bearer spells it.
fn count(modules: &[SourceModule<'_>]) -> BTreeMap<String, Seen> {
    let mut seen: HashMap<String, Seen, QuickHash> = HashMap::with_hasher(QuickHash::new());
    let mut lower = String::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            let (clean, all) = (&*unit.text.clean, unit.text.tokens());
            for (place, token) in all.iter().enumerate() {
                let word = clean.get(token.span()).unwrap_or("");
                if !word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
                    continue;
                }
                lower.clear();
                lower.push_str(word);
                lower.make_ascii_lowercase();
                if word.starts_with(|c: char| c.is_ascii_uppercase())
                    && (lower.contains("iz") || lower.contains("yz") || !british_spellings(&lower).is_empty())
                    && is_in_name(clean, all, place)
                {
                    continue;
                }
                if let Some(entry) = seen.get_mut(lower.as_str()) {
                    entry.count += 1;
                } else {
                    let place = Some((at, index, token.span()));
                    seen.insert(lower.clone(), Seen { count: 1, written: word.to_owned(), place });
                }
            }
        }
    }
    seen.into_iter().collect()
}

/// Returns whether a word with a capital stands in a name: inside a sentence, beside another such word, which may be joined
/// by `of`, `for`, `and` or `the`.
fn is_in_name(clean: &str, all: &[Token], place: usize) -> bool {
    let text = |token: &Token| clean.get(token.span()).unwrap_or("");
    let is_joint = |word: &&Token| matches!(text(word), "of" | "for" | "and" | "the" | "on");
    let is_capital = |word: Option<&Token>| word.is_some_and(|word| text(word).starts_with(|c: char| c.is_uppercase()));
    let (before, after) = (all.get(..place).unwrap_or(&[]), all.get(place + 1..).unwrap_or(&[]));
    let near = |one: Option<&Token>, other: Option<&Token>| {
        let (Some(one), Some(other)) = (one, other) else { return false };
        clean.get(one.end()..other.start()).is_some_and(|gap| !gap.contains(['.', '!', '?', ':', '\n']))
    };
    let own = all.get(place);
    let previous = before.iter().rev().find(|word| !is_joint(word));
    let next = after.iter().find(|word| !is_joint(word));
    // The first word of a sentence has a capital in any case, and so has each word of a title.
    let has_small = all.iter().any(|word| word.len() > 4 && text(word).starts_with(|c: char| c.is_lowercase()));
    has_small && (is_capital(previous) && near(previous, own) || is_capital(next) && near(own, next))
}

/// Returns whether the words around a place are another language: most of the small words are.
fn is_foreign(clean: &str, span: &Range<usize>) -> bool {
    const AROUND: usize = 80;
    let start = clean.floor_char_boundary(span.start.saturating_sub(AROUND));
    let end = clean.ceil_char_boundary((span.end + AROUND).min(clean.len()));
    let whole: Vec<_> = words(clean.get(start..end).unwrap_or("")).skip(usize::from(start > 0)).collect();
    let (mut english, mut other) = (0, 0);
    for mask in whole.iter().map(|word| function_words::mask(&word.text.to_lowercase())).filter(|mask| *mask != 0) {
        match function_words::has(mask, "en") {
            true => english += 1,
            false => other += 1,
        }
    }
    other >= 2 && other > english
}

/// Returns the British spelling of an American word, where the English has both.
fn british<'s>(word: &str, seen: &'s BTreeMap<String, Seen>) -> Option<(String, &'s Seen)> {
    british_spellings(word).into_iter().find_map(|twin| seen.get(&twin).map(|other| (twin, other)))
}

#[derive(Default)]
struct Seen {
    count: usize,
    /// The first one, as written.
    written: String,
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

/// Returns whether two short texts begin alike and differ by one letter inserted, dropped or replaced, or by two swapped.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one == other || one.first() != other.first() || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let rest = one.len().max(other.len()) - head - tail.min(one.len().min(other.len()) - head);
    let pair = |letters: &[char]| letters.get(head).copied().zip(letters.get(head + 1).copied());
    let is_swap = one.len() == other.len() && rest == 2 && pair(&one) == pair(&other).map(|(a, b)| (b, a));
    rest <= 1 || is_swap
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

    #[test]
    fn near_words_differ_by_one_letter() {
        for (one, other) in [("asembly", "assembly"), ("assembyl", "assembly"), ("NUMBR", "NUMBER"), ("jurry", "jury")]
        {
            assert!(is_near(one, other) && is_near(other, one), "{one}");
        }
        for (one, other) in [("jury", "jury"), ("fury", "jury"), ("asembyl", "assembly"), ("assemblies", "assembly")] {
            assert!(!is_near(one, other), "{one}");
        }
    }
}
