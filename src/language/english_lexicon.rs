//! Whether a word is an English word.
//!
//! The list is kept as a Bloom filter: 112,715 lower-case forms from SCOWL (Spell Checker Oriented Word Lists, copyright
//! 2000–2018 Kevin Atkinson and others, free to use and copy with this notice; expanded from the `en_US` dictionary of
//! 2020), with British and deliberation vocabulary added. 2²⁰ bits, 5 probes: about one non-word in eighty is taken for a
//! word, which only makes the classes more careful. A listed word is never missed.

const BITS: &[u8] = include_bytes!("english_lexicon.bin");
const PROBES: u32 = 5;

/// Returns whether a lower-case word is listed. A word that is not listed is misspelt, foreign or a term of art.
#[must_use]
pub fn is_listed(word: &str) -> bool {
    contains(word) || american(word).is_some_and(|other| contains(&other))
}

fn contains(word: &str) -> bool {
    let hash = fnv(word.as_bytes());
    let (first, step) = (hash as u32, (hash >> 32) as u32 | 1);
    (0..PROBES).all(|probe| {
        let bit = first.wrapping_add(probe.wrapping_mul(step)) as usize % (BITS.len() * 8);
        BITS.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    })
}

/// FNV-1a, 64 bits.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Endings that British and American spelling write differently.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("our", "or"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("tres", "ters"),
    ("tre", "ter"),
    ("ences", "enses"),
    ("ence", "ense"),
    ("ammes", "ams"),
    ("amme", "am"),
    ("eing", "ing"),
];

/// Returns the American spelling of a word whose ending might be British.
fn american(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(british, american)| {
        word.strip_suffix(british).filter(|stem| stem.len() >= 3).map(|stem| format!("{stem}{american}"))
    })
}

/// Returns the British spellings that a lower-case American word could have; mostly none. Words that differ in meaning are left
/// out, not in spelling alone.
#[must_use]
pub fn british_spellings(word: &str) -> Vec<String> {
    const TWO_WORDS: &[&str] =
        &["licence", "licences", "metre", "metres", "programme", "programmes", "dialogue", "dialogues"];
    let spelt = |(british, american): &(&str, &str)| {
        word.strip_suffix(american).filter(|stem| stem.len() >= 3).map(|stem| format!("{stem}{british}"))
    };
    let is_meant = |twin: &String| contains(word) && is_variant(twin, word) && !TWO_WORDS.contains(&twin.as_str());
    ENDINGS.iter().filter_map(spelt).filter(is_meant).collect()
}

/// Returns whether two words are British and American spellings of one word.
#[must_use]
pub fn is_variant(one: &str, other: &str) -> bool {
    const APART: &[&str] = &["prise", "prize", "four", "for", "hour", "tour", "tor", "sour", "fence", "tense", "sense"];
    let twin = |a: &str, b: &str| {
        ENDINGS.iter().any(|(british, american)| {
            a.strip_suffix(british).is_some_and(|stem| stem.len() >= 3 && b.strip_suffix(american) == Some(stem))
        })
    };
    let hyphens =
        |word: &str| HYPHENATED.contains(&word) || HYPHENATED.iter().any(|listed| listed.replace('-', "") == word);
    let is_listed_pair = || {
        let is_hyphenated = one.contains('-') || other.contains('-');
        is_hyphenated && one.replace('-', "") == other.replace('-', "") && hyphens(one) && hyphens(other)
    };
    one != other
        && !APART.contains(&one)
        && !APART.contains(&other)
        && (twin(one, other) || twin(other, one) || is_listed_pair())
}

/// Words that mean the same with and without their hyphen.
const HYPHENATED: &[&str] = &[
    "e-mail",
    "e-mails",
    "on-line",
    "off-line",
    "web-site",
    "web-sites",
    "co-operate",
    "co-operation",
    "co-ordinate",
    "co-ordination",
    "co-ordinator",
    "co-ordinators",
    "co-creation",
    "co-create",
    "co-design",
    "e-learning",
    "well-being",
    "decision-making",
    "policy-making",
    "policy-makers",
    "follow-up",
    "work-shop",
    "on-going",
    "time-line",
    "life-long",
    "multi-lingual",
    "mini-public",
    "mini-publics",
    "e-participation",
    "note-taking",
    "web-page",
    "data-set",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_misspellings() {
        for word in ["from", "form", "workshop", "deliberative", "organise", "colour", "programmes", "organisation"] {
            assert!(is_listed(word), "{word}");
        }
        for word in ["recieve", "teh", "delibration", "recrutement", "particpants", "organsied"] {
            assert!(!is_listed(word), "{word}");
        }
    }

    #[test]
    fn spelling_variants_are_known() {
        assert!(is_variant("organise", "organize"));
        assert!(is_variant("color", "colour"));
        assert!(is_variant("e-mail", "email"));
        assert!(!is_variant("prise", "prize"));
        assert!(!is_variant("re-sign", "resign"));
    }
}
