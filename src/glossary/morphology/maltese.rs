//! Maltese words by their root.
//!
//! Broken plurals change the vowels and keep the consonants (`ktieb`, `kotba`; Borg and Azzopardi-Alexander, Maltese,
//! section 2.1.1), so the consonants before the ending stand for the word.

/// Returns the consonants of a folded word without a sound plural or pronoun ending, or none when there are fewer than
/// three.
pub(super) fn root(folded: &str) -> Option<String> {
    const ENDINGS: [&str; 7] = ["ijiet", "ijin", "iet", "hom", "kom", "ha", "na"];
    let bare = ENDINGS
        .iter()
        .filter_map(|ending| folded.strip_suffix(ending))
        .find(|rest| rest.chars().filter(|c| is_consonant(*c)).count() >= 3)
        .unwrap_or(folded);
    let root: String = bare.chars().filter(|c| is_consonant(*c)).collect();
    (root.chars().count() >= 3).then_some(root)
}

fn is_consonant(c: char) -> bool {
    c.is_alphabetic() && !"aeiouàèìòù".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_and_sound_plurals_share_their_root() {
        for (one, many) in [("ktieb", "kotba"), ("raġel", "rġiel"), ("belt", "bliet"), ("ċittadin", "ċittadini")] {
            assert_eq!(root(one), root(many), "{one}");
        }
        assert_ne!(root("ktieb"), root("kittieb"));
    }
}
