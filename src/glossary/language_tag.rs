//! Language tags as termbases write them, and our codes for them.

use crate::language;

/// The codes of three letters (ISO 639-2, both sets) of languages that we name by two.
const LONG: [(&str, &str); 31] = [
    ("bul", "bg"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("ger", "de"),
    ("ell", "el"),
    ("gre", "el"),
    ("eng", "en"),
    ("spa", "es"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("gle", "ga"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ita", "it"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("mlt", "mt"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("swe", "sv"),
];

/// Returns our code for a language tag: `PT`, `pt-PT`, `pt_BR` and `por` are `pt`; an unknown language keeps its tag.
pub(super) fn language_code(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-");
    let primary = tag.split('-').next().unwrap_or("").to_ascii_lowercase();
    let primary = LONG.iter().find(|(long, _)| *long == primary).map_or(primary.as_str(), |(_, short)| short);
    if language::find(primary).is_some() { primary.to_owned() } else { tag }
}

/// Returns whether a text has the form of a language tag: letters, then letters and digits between hyphens (BCP 47).
pub(super) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.trim().split(['-', '_']);
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_language = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(is_language) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_write_a_language_are_one() {
        for tag in ["de", "DE", "de-AT", "de_CH", "deu", "ger"] {
            assert_eq!(language_code(tag), "de", "{tag}");
        }
        assert_eq!(language_code("zh-Hant"), "zh-Hant");
    }

    #[test]
    fn what_is_no_tag_is_told_from_one() {
        assert!(["la", "mul", "zh-Hant", "en_GB"].iter().all(|tag| is_language_tag(tag)));
        assert!(["", " ", "klingon!!", "d", "4", "de AT", "de-"].iter().all(|tag| !is_language_tag(tag)));
    }
}
