//! Whether an edit of a word corrects a misspelling.
//!
//! Whatever might be another word is none: a pair of real words is never a typo, however close they are (`form` and
//! `from`), nor is a word that turns into one that nobody knows, nor a word that may well be one although it is not listed.

use super::super::likeness::distance;
use crate::language::english_lexicon::{is_listed, is_name};
use crate::language::spelling_variants::is_variant;

/// Returns whether `new` is the word that `old` was meant to be: its other spelling, or a listed word in the place of a
/// non-word. Both in small letters.
pub(super) fn is_typo(old: &str, new: &str) -> bool {
    let is_plain = |word: &str| word.chars().all(|c| c.is_lowercase() || c == '-' || c == '\'');
    if !is_plain(old) || !is_plain(new) {
        return false;
    }
    if is_variant(old, new) {
        return true;
    }
    // No rule below allows more than two slips, and only a swap changes the first letter.
    let (old_length, new_length) = (old.chars().count(), new.chars().count());
    let starts_alike = old.chars().next() == new.chars().next();
    if old_length.abs_diff(new_length) > 2 || old_length != new_length && !starts_alike {
        return false;
    }
    if old.contains(['-', '\'']) || new.contains(['-', '\'']) || is_listed(old) || !is_listed(new) {
        return false;
    }
    let letters = |word: &str| word.chars().collect::<Vec<_>>();
    is_slip(&letters(old), &letters(new))
        && !is_prefixed(old, new)
        && !differs_in_ending(old, new)
        && !is_derived(old, new)
}

/// Returns whether a typo is one in words with a capital too: neither may be a name, and a short one could be any.
pub(super) fn is_capital_typo(old: &str, new: &str) -> bool {
    let is_long = || old.chars().count().min(new.chars().count()) >= 6;
    (is_variant(old, new) || is_long()) && !is_name(old) && !is_name(new)
}

/// Returns whether `new` is `old` but for what the hand slips at: the shorter the word, the fewer slips are certain.
fn is_slip(old: &[char], new: &[char]) -> bool {
    let is_swap = || {
        let sorted = |word: &[char]| {
            let mut letters = word.to_vec();
            letters.sort_unstable();
            letters
        };
        old.len() == new.len() && sorted(old) == sorted(new)
    };
    let starts_alike = old.first() == new.first();
    let apart = distance(old, new);
    match old.len().min(new.len()) {
        0..=2 => false,
        // In a short word one slip can reach several words (`teh`, `cna`): only a swap of neighbours is certain.
        3 | 4 => apart == 1 && starts_alike && is_swap(),
        5..=7 => apart == 1 && starts_alike && is_ordinary(old, new) || apart <= 2 && is_swap(),
        _ => apart <= 2 && starts_alike,
    }
}

/// Returns whether the one slip is a common one: a letter forgotten or doubled, neighbours swapped, a vowel for a vowel.
fn is_ordinary(old: &[char], new: &[char]) -> bool {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    match (old_rest, new_rest) {
        ([], [_]) => true,
        (one, [_, other @ ..]) if one == other => true,
        ([letter, one @ ..], other) if one == other => {
            start.checked_sub(1).and_then(|before| old.get(before)) == Some(letter)
        }
        ([a, one @ ..], [b, other @ ..]) if one == other => is_vowel(*a) && is_vowel(*b) && !one.is_empty(),
        ([a, b, ..], [c, d, ..]) => a == d && b == c,
        _ => false,
    }
}

/// Endings that make another word of a stem.
const SUFFIXES: &[&str] = &[
    "", "s", "es", "ed", "d", "ing", "ings", "er", "ers", "or", "ors", "ee", "ees", "ion", "ions", "ant", "ants",
    "ent", "ents", "ance", "ence", "able", "ible", "al", "ally", "ive", "ism", "ist", "ists", "ness", "less", "ful",
    "ly", "y", "ity", "ment", "ments", "ship", "hood", "ish", "like", "ic", "ics", "ian", "ians",
];

/// Endings that are confused in writing and make no two words of one stem.
const CONFUSED: &[(&str, &str)] = &[
    ("er", "or"),
    ("ers", "ors"),
    ("ant", "ent"),
    ("ants", "ents"),
    ("ance", "ence"),
    ("able", "ible"),
    ("al", "ally"),
];

/// Returns whether two words of one stem end differently: `assessor` and `assessee`, `sortitions` and `sortition`.
fn differs_in_ending(old: &str, new: &str) -> bool {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum::<usize>();
    let is_confused = |a: &str, b: &str| CONFUSED.contains(&(a, b)) || CONFUSED.contains(&(b, a));
    // `employe` may be `employee` or `employer`.
    let is_receiver = |word: &str| word.ends_with("ee") || word.ends_with("ees");
    if is_receiver(old) != is_receiver(new) {
        return true;
    }
    (same.saturating_sub(2)..=same).filter(|&at| at >= 3).any(|at| match (old.get(at..), new.get(at..)) {
        (Some(a), Some(b)) => SUFFIXES.contains(&a) && SUFFIXES.contains(&b) && !is_confused(a, b),
        _ => false,
    })
}

/// Returns whether a word that is not listed may be one: it is a form of a listed word, and `new` is none.
fn is_derived(old: &str, new: &str) -> bool {
    let stems = ["s", "es", "ed", "ing", "ings", "er", "ers"].iter().filter_map(|suffix| old.strip_suffix(suffix));
    let is_word = |stem: &str| is_listed(stem) || is_listed(&format!("{stem}e"));
    stems.filter(|stem| stem.len() >= 4 && !new.starts_with(stem)).any(is_word)
}

/// Returns whether one word is the other with a prefix that turns its meaning.
pub(super) fn is_prefixed(one: &str, other: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "un", "in", "im", "il", "ir", "non", "non-", "dis", "mis", "de", "anti", "anti-", "re", "re-", "pre", "pre-",
        "post", "post-", "over", "under", "sub", "ex-", "inter", "intra", "a", "bi", "co", "semi-", "self-",
    ];
    let turns = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|prefix| PREFIXES.contains(&prefix)) || swaps(long, short)
    };
    let swaps_prefix = |a: &str, b: &str| turns(a, b);
    swaps_prefix(one, other) || swaps_prefix(other, one)
}

/// Returns whether two words share everything but a prefix: `include` and `exclude`, `increase` and `decrease`.
fn swaps(one: &str, other: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("in", "ex"),
        ("in", "de"),
        ("on", "off"),
        ("im", "ex"),
        ("under", "over"),
        ("pre", "post"),
        ("inter", "intra"),
        ("intra", "inter"),
        ("up", "down"),
        ("out", "in"),
        ("pro", "anti"),
        ("ac", "de"),
        ("hyper", "hypo"),
        ("macro", "micro"),
        ("ante", "anti"),
        ("intro", "extro"),
        ("extra", "intra"),
        ("mono", "poly"),
        ("bi", "tri"),
        ("endo", "exo"),
    ];
    PAIRS.iter().any(|(a, b)| {
        let matches = |a: &str, b: &str| {
            one.strip_prefix(a).is_some_and(|rest| !rest.is_empty() && other.strip_prefix(b) == Some(rest))
        };
        matches(a, b) || matches(b, a)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_misspelling_is_a_typo() {
        for (old, new) in [
            ("recieve", "receive"),
            ("particpants", "participants"),
            ("delibration", "deliberation"),
            ("recrutement", "recruitment"),
            ("organsied", "organised"),
            ("teh", "the"),
            ("thier", "their"),
            ("goverment", "government"),
            ("organise", "organize"),
        ] {
            assert!(is_typo(old, new), "{old} → {new}");
            assert!(is_variant(old, new) || !is_typo(new, old), "{new} → {old}");
        }
    }

    #[test]
    fn two_real_words_are_never_a_typo() {
        for (old, new) in [
            ("form", "from"),
            ("now", "not"),
            ("trial", "trail"),
            ("county", "country"),
            ("statue", "statute"),
            ("untied", "united"),
            ("casual", "causal"),
            ("public", "pubic"),
            ("moral", "morale"),
            ("adapt", "adopt"),
            ("inform", "uniform"),
            ("formed", "informed"),
            ("able", "unable"),
            ("include", "exclude"),
            ("planed", "planned"),
            ("complement", "compliment"),
            ("principal", "principle"),
            ("ensure", "insure"),
            ("dependant", "defendant"),
            ("convenor", "conveyor"),
            ("gaols", "goals"),
            ("hotspots", "hotpots"),
            ("licensee", "licensor"),
            ("programme", "program"),
        ] {
            assert!(!is_typo(old, new) && !is_typo(new, old), "{old} → {new}");
        }
    }

    #[test]
    fn a_word_that_may_be_one_is_no_typo() {
        for (old, new) in [
            ("padlet", "pallet"),
            ("slido", "slide"),
            ("upgrader", "upgraded"),
            ("storyboarders", "storyboarded"),
            ("hypobaric", "hyperbaric"),
            ("gribb", "grab"),
            ("appointe", "appointee"),
        ] {
            assert!(!is_typo(old, new), "{old} → {new}");
        }
    }
}
