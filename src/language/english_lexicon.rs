//! Whether a word is an English word, or a name.
//!
//! The lists are kept as a Bloom filter, made by `scripts/english-lexicon.py`: 281,980 American and British words and names
//! in small letters and 79,508 names with a capital, from SCOWL 2020.12.07 (Spell Checker Oriented Word Lists, copyright
//! 2000–2018 Kevin Atkinson and others, free to use and copy with this notice), with the vocabulary of deliberation added.
//! 2²² bits, 7 probes: about one non-word in 250 is taken for a word. A listed word is never missed.

const BITS: &[u8] = include_bytes!("english_lexicon.bin");
const PROBES: u32 = 7;

/// Returns whether a lower-case word is listed. A word that is not listed is misspelt, foreign or a term of art.
#[must_use]
pub fn is_listed(word: &str) -> bool {
    contains(word.as_bytes().iter().copied())
}

/// Returns whether a lower-case word is listed as the name of a person, place, people or thing; many names are words as well.
#[must_use]
pub fn is_name(word: &str) -> bool {
    let capital = word.bytes().next().map(|byte| byte.to_ascii_uppercase());
    contains(capital.into_iter().chain(word.bytes().skip(1)))
}

fn contains(word: impl Iterator<Item = u8>) -> bool {
    let hash = fnv(word);
    let (first, step) = (hash as u32, (hash >> 32) as u32 | 1);
    (0..PROBES).all(|probe| {
        let bit = first.wrapping_add(probe.wrapping_mul(step)) as usize % (BITS.len() * 8);
        BITS.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    })
}

/// FNV-1a, 64 bits.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_misspellings() {
        for word in [
            "from",
            "form",
            "workshop",
            "deliberative",
            "organise",
            "organize",
            "colour",
            "color",
            "programmes",
            "organisation",
            "defendant",
            "dependant",
            "convenor",
            "gaols",
            "hotspots",
            "licensee",
            "padlet",
            "slido",
        ] {
            assert!(is_listed(word), "{word}");
        }
        for word in ["recieve", "teh", "delibration", "recrutement", "particpants", "organsied", "developement"] {
            assert!(!is_listed(word), "{word}");
        }
    }

    #[test]
    fn names_are_told_from_words() {
        for name in ["oliver", "paris", "leeds", "martyn", "slovakia", "crete", "slido"] {
            assert!(is_name(name), "{name}");
        }
        for word in ["address", "information", "participants", "events"] {
            assert!(!is_name(word), "{word}");
        }
    }
}
