//! The letters beyond ASCII that each official language writes, and its letters of other scripts.
//!
//! Sources: CLDR 47, exemplar characters (main and auxiliary), with the accents that a language’s own loanwords have.

use std::sync::OnceLock;

/// The letters of each language in lower case, in protocol order; ASCII letters belong to all.
static LETTERS: [(&str, &str); 24] = [
    ("bg", "абвгдежзийклмнопрстуфхцчшщъьюяѝ"),
    ("es", "áéíóúüñïç"),
    ("cs", "áčďéěíňóřšťúůýžöü"),
    ("da", "æøåéáàóúíýêâôü"),
    ("de", "äöüßéèàâêôçñ"),
    ("et", "äöõüšž"),
    ("el", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"),
    ("en", "éèêëïöôçñàâü"),
    ("fr", "àâæçéèêëîïôœùûüÿ"),
    ("ga", "áéíóúḃċḋḟġṁṗṡṫ"),
    ("hr", "čćđšž"),
    ("it", "àèéìíîòóùú"),
    ("lv", "āčēģīķļņōŗšūž"),
    ("lt", "ąčęėįšųūž"),
    ("hu", "áéíóöőúüű"),
    ("mt", "ċġħżàèìòùé"),
    ("nl", "éèëïöüáóíúêàâîôûçñ"),
    ("pl", "ąćęłńóśźż"),
    ("pt", "áâãàçéêíóôõúüï"),
    ("ro", "ăâîșțşţ"),
    ("sk", "áäčďéíĺľňóôŕšťúýž"),
    ("sl", "čšžćđ"),
    ("fi", "äöåšž"),
    ("sv", "åäöéáàüè"),
];

/// The letters that the table covers: Latin, Greek and Cyrillic.
const LAST: usize = 0x530;

/// Returns the languages that write a letter, as a set by protocol order; all for ASCII and for what is no letter of a
/// covered script.
#[must_use]
pub fn writers(c: char) -> u32 {
    let at = c as usize;
    if c.is_ascii() || !is_covered(c) { ALL } else { table().get(at).copied().unwrap_or(ALL) }
}

const ALL: u32 = u32::MAX;

fn is_covered(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{386}'..='\u{3ce}' | '\u{400}'..='\u{52f}')
}

fn table() -> &'static [u32] {
    static TABLE: OnceLock<Vec<u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0_u32; LAST];
        for (bit, (_, letters)) in LETTERS.iter().enumerate() {
            for c in letters.chars().flat_map(|c| std::iter::once(c).chain(c.to_uppercase())) {
                if let Some(slot) = table.get_mut(c as usize) {
                    *slot |= 1 << bit;
                }
            }
        }
        table
    })
}

/// Returns the letters beyond ASCII of a language.
#[must_use]
pub fn letters(code: &str) -> &'static str {
    LETTERS.iter().find(|(other, _)| *other == code).map_or("", |(_, letters)| letters)
}

/// Returns a lower-case letter without its accent, for Latin letters of the official languages.
#[must_use]
pub fn plain(c: char) -> char {
    const PAIRS: [(&str, char); 21] = [
        ("áàâäãåāăą", 'a'),
        ("çćčċ", 'c'),
        ("ďđ", 'd'),
        ("éèêëēėęě", 'e'),
        ("ģġ", 'g'),
        ("ħ", 'h'),
        ("íìîïīį", 'i'),
        ("ķ", 'k'),
        ("ĺľļł", 'l'),
        ("ńňņñ", 'n'),
        ("óòôöõőōø", 'o'),
        ("ŕřŗ", 'r'),
        ("śšșş", 's'),
        ("ťțţ", 't'),
        ("úùûüűůūų", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
        ("æ", 'a'),
        ("œ", 'o'),
        ("ß", 's'),
        ("ð", 'd'),
    ];
    PAIRS.iter().find(|(letters, _)| letters.contains(c)).map_or(c, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::function_words;

    #[test]
    fn letters_tell_who_writes_them() {
        let bit = |code: &str| 1 << function_words::bit(code).expect("an official language");
        assert!(writers('ě') & bit("cs") != 0 && writers('ě') & bit("sk") == 0);
        assert!(writers('Ľ') & bit("sk") != 0 && writers('Ľ') & bit("cs") == 0);
        assert_eq!(writers('ы'), 0);
        assert_eq!(writers('e'), ALL);
        assert_eq!(plain('ř'), 'r');
    }

    #[test]
    fn every_function_word_is_written_with_its_own_letters() {
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(LETTERS.map(|(code, _)| code).to_vec(), codes);
        for (bit, (code, words)) in function_words::WORDS.iter().enumerate() {
            for c in words.chars() {
                assert!(writers(c) & (1 << bit) != 0, "{code}: {c}");
            }
        }
    }
}
