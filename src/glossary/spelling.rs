//! The spellings of a word that matching compares; public for the programs that learn and measure.

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
