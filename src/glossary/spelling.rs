//! The spellings of a word that matching compares, and the wording of an occurrence without its markup; public for the
//! programs that learn and measure.

use super::morphology::{fold, skeleton, without_beginning};

/// Returns the folded word without the vowel changes of inflection, followed by what remains when something that
/// grammar put before it is taken off; each once.
///
/// `language` is a code; an unknown one changes nothing but case and normalisation.
#[must_use]
pub fn spellings(language: &str, word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    without_beginning(language, &fold(word), |variant| {
        let spelling = skeleton(language, variant).into_owned();
        if !found.contains(&spelling) {
            found.push(spelling);
        }
    });
    found
}

/// Returns the words of an occurrence as they would stand in plain text: without inline markup and invisible characters,
/// with single spaces.
#[must_use]
pub fn wording(text: &str) -> String {
    let is_shown = |c: &char| !matches!(c, '*' | '_' | '~' | '[' | ']' | '\u{ad}' | '\u{2060}' | '\u{200b}');
    let shown: String = text.chars().filter(is_shown).collect();
    let words: Vec<&str> = shown.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Returns a term as it is compared and shown: with one space where a file has several, tabs or line breaks.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_has_no_markup() {
        assert_eq!(wording("*panelu*\n obywatel\u{ad}skiego"), "panelu obywatelskiego");
        assert_eq!(wording("panelu* **obywatelskiego"), "panelu obywatelskiego");
    }
}
