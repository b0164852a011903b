//! Languages by the tags that files of other programs name them by.

use super::{Language, OFFICIAL};

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

/// Returns the official language that a tag names, whatever its region, script, character set or capitals: `pt-PT`, `pt_BR`,
/// `PT`, `por` and `pt_PT.UTF-8@euro` are Portuguese, and so is the English name of the language.
#[must_use]
pub fn of_tag(tag: &str) -> Option<&'static Language> {
    let primary = tag.trim().split(['-', '_', '@', '.']).next().unwrap_or("").to_ascii_lowercase();
    let code = LONG.iter().find(|(long, _)| *long == primary).map_or(primary.as_str(), |(_, short)| short);
    OFFICIAL.iter().find(|language| language.code == code || language.english.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::of_tag;

    #[test]
    fn the_ways_to_write_a_language_are_one() {
        for tag in ["de", "DE", "de-AT", "de_CH", "deu", "ger", "de_DE.UTF-8", "de@euro", "German", " de "] {
            assert_eq!(of_tag(tag).map(|language| language.code), Some("de"), "{tag}");
        }
        for tag in ["", "zh-Hant", "dex", "xx", "nb"] {
            assert_eq!(of_tag(tag).map(|language| language.code), None, "{tag}");
        }
    }
}
