//! Whether two words are one word, misspelt once.

use super::super::likeness::distance;
use crate::language::english_lexicon::{is_listed, is_variant};

/// Returns whether `one` and `other` are spellings of the same word: variants, or a non-word beside a listed word.
///
/// A pair of real words is never a typo, however close they are: `form` and `from`, `now` and `not`, `county` and
/// `country` mean different things. A name is not in the list, so words with a capital letter are left alone here.
pub(super) fn is_typo(one: &str, other: &str) -> bool {
    let is_plain = |word: &str| word.chars().all(|c| c.is_lowercase() || c == '-' || c == '\'');
    if !is_plain(one) || !is_plain(other) {
        return false;
    }
    if is_variant(one, other) {
        return true;
    }
    // No rule below allows more than two slips.
    if one.chars().count().abs_diff(other.chars().count()) > 2 {
        return false;
    }
    let letters = |word: &str| word.chars().collect::<Vec<_>>();
    let (one_letters, other_letters) = (letters(one), letters(other));
    let shorter = one_letters.len().min(other_letters.len());
    if shorter < 3 || one.contains(['-', '\'']) || other.contains(['-', '\'']) || is_prefixed(one, other) {
        return false;
    }
    // Exactly one of them is an English word: two words differ in meaning, two non-words may both be terms.
    if is_listed(one) == is_listed(other) {
        return false;
    }
    // In a short word one slip can reach several words (`teh`, `cna`): only a swap of neighbours is certain.
    let is_swap = one_letters.len() == other_letters.len() && {
        let (mut a, mut b) = (one_letters.clone(), other_letters.clone());
        a.sort_unstable();
        b.sort_unstable();
        a == b
    };
    let apart = distance(&one_letters, &other_letters);
    let starts_alike = one_letters.first() == other_letters.first();
    match shorter {
        3 | 4 => apart == 1 && is_swap && starts_alike,
        5..=7 => apart == 1 && starts_alike || apart <= 2 && is_swap,
        _ => apart <= 2 && starts_alike,
    }
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
            assert!(is_typo(new, old), "{new} → {old}");
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
        ] {
            assert!(!is_typo(old, new), "{old} → {new}");
        }
    }
}
