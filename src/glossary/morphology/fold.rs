//! Spelling without what may differ between two writings of one word.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// Returns the word in NFC and lower case, with final sigma as sigma, Romanian cedillas as commas, `ß` as `ss`, and
/// without stress marks on Cyrillic and accents on Greek letters.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let composed: Cow<'_, str> = ComposingNormalizerBorrowed::new_nfc().normalize(word);
    let mut folded = String::with_capacity(composed.len());
    for c in composed.chars().flat_map(char::to_lowercase) {
        match c {
            'ς' => folded.push('σ'),
            'ş' => folded.push('ș'),
            'ţ' => folded.push('ț'),
            'ß' => folded.push_str("ss"),
            '\u{300}' | '\u{301}' | '\u{ad}' => {}
            'ά' => folded.push('α'),
            'έ' => folded.push('ε'),
            'ή' => folded.push('η'),
            'ί' | 'ϊ' | 'ΐ' => folded.push('ι'),
            'ό' => folded.push('ο'),
            'ύ' | 'ϋ' | 'ΰ' => folded.push('υ'),
            'ώ' => folded.push('ω'),
            c => folded.push(c),
        }
    }
    folded
}

/// Returns which letter of a Greek word bears its (first) stress mark, from 0; none where no mark is written, as in capitals.
pub(crate) fn stress(word: &str) -> Option<usize> {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(word);
    composed.chars().flat_map(char::to_lowercase).position(|c| "άέήίόύώΐΰ".contains(c))
}

/// Returns the folded word with the vowel changes of inflection undone, so that base form and inflected form share a
/// longer beginning: umlaut, vowel harmony and length, accents that move with the stress.
pub(crate) fn skeleton<'a>(language: &str, folded: &'a str) -> Cow<'a, str> {
    let table: &[(char, char)] = match language {
        "de" => &[('ä', 'a'), ('ö', 'o'), ('ü', 'u')],
        "fi" => &[('ä', 'a'), ('ö', 'o')],
        "hu" => &[
            ('á', 'a'),
            ('é', 'e'),
            ('ö', 'o'),
            ('ő', 'o'),
            ('ó', 'o'),
            ('ü', 'u'),
            ('ű', 'u'),
            ('ú', 'u'),
            ('í', 'i'),
        ],
        "es" => &[('á', 'a'), ('é', 'e'), ('í', 'i'), ('ó', 'o'), ('ú', 'u')],
        "pt" => &[('á', 'a'), ('é', 'e'), ('í', 'i'), ('ó', 'o'), ('ú', 'u'), ('ê', 'e'), ('ô', 'o'), ('â', 'a')],
        "fr" => &[('è', 'e'), ('é', 'e'), ('ê', 'e'), ('ç', 'c'), ('î', 'i'), ('û', 'u'), ('ô', 'o')],
        "nl" => &[('ë', 'e'), ('ï', 'i'), ('é', 'e'), ('ö', 'o'), ('ü', 'u')],
        "sv" => &[('ä', 'a'), ('ö', 'o'), ('é', 'e')],
        "da" => &[('æ', 'a'), ('ø', 'o'), ('é', 'e')],
        "pl" => &[('ó', 'o'), ('ą', 'ę')],
        "cs" => &[('ů', 'o'), ('í', 'i'), ('á', 'a'), ('é', 'e'), ('ý', 'y'), ('ě', 'e')],
        "sk" => &[('ô', 'o'), ('í', 'i'), ('á', 'a'), ('é', 'e'), ('ý', 'y'), ('ú', 'u'), ('ĺ', 'l'), ('ŕ', 'r')],
        "ga" => &[('á', 'a'), ('é', 'e'), ('í', 'i'), ('ó', 'o'), ('ú', 'u')],
        "ro" => &[('ă', 'a'), ('â', 'a'), ('î', 'i')],
        _ => &[],
    };
    if table.is_empty() || folded.is_ascii() {
        return Cow::Borrowed(folded);
    }
    Cow::Owned(folded.chars().map(|c| table.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_words_are_equal() {
        assert_eq!(fold("Öffentlichkeit"), fold("O\u{308}ffentlichkeit"));
        assert_eq!(fold("ΣΥΜΜΕΤΟΧΗΣ"), fold("συμμετοχής"));
        assert_eq!(fold("participaţie"), fold("Participație"));
        assert_eq!(fold("Strasse"), fold("Straße"));
    }

    #[test]
    fn a_stress_mark_has_a_place() {
        assert_eq!(
            (stress("νόμος"), stress("νομός"), stress("ΝΟΜΟΣ"), stress("Νο\u{301}μος")),
            (Some(1), Some(3), None, Some(1))
        );
    }
}
