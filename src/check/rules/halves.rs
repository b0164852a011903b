//! Halves in words: `anderthalb` for 1.5, as the rule `numbers` looks for them.

use std::sync::LazyLock;

use crate::check::stems::Stems;
use crate::check::word::words;
use crate::check::{Number, Text};

/// Returns whether a number is a whole one and a half: `1.5`, `2.5`.
pub(super) fn is_half(number: &Number) -> bool {
    number.separators.len() == 1 && number.digits.len() <= 3 && number.readings().iter().any(|one| one.ends_with(".5"))
}

/// Returns whether a text says a half in words.
pub(super) fn says_half(text: &Text<'_>, code: &str) -> bool {
    static WORDS: LazyLock<[Stems<()>; 23]> = LazyLock::new(|| HALVES.map(|(_, list)| Stems::new([(list, ())])));
    let known = HALVES.iter().position(|(other, _)| *other == code).and_then(|at| WORDS.get(at));
    known.is_some_and(|known| words(&text.clean).any(|word| known.of(&word.text.to_lowercase()).next().is_some()))
}

/// Beginnings of the words for a half and for one and a half; with `*` parts of words, with `$` whole ones.
static HALVES: [(&str, &str); 23] = [
    ("bg", "половин|полвин"),
    ("es", "medio$|media$|medios$|medias$"),
    ("cs", "půl|polovin|poldruh"),
    ("da", "*halv"),
    ("de", "*halb"),
    ("et", "pool$|poole$|poolt$|poolteis|pooleteis"),
    ("el", "*άμισ|*όμισ|*μισή|*μισό|*μισι|*μισά|*ήμισ"),
    ("fr", "demi"),
    ("ga", "leath|leith"),
    ("hr", "pol$|pola$|polovic|poldrug"),
    ("it", "mezz"),
    ("lv", "pus$|puse$|pusi$|puses$|pusot"),
    ("lt", "pus$|pusė|pusę|pusant"),
    ("hu", "*fél"),
    ("mt", "nofs"),
    ("nl", "*half|*halve"),
    ("pl", "pół$|*półtor|półtor|połow"),
    ("pt", "meio$|meia$|meios$|meias$"),
    ("ro", "jumăt"),
    ("sk", "pol$|poldruh|polovic"),
    ("sl", "pol$|poldrug|polovic"),
    ("fi", "puoli|puole|puolt|*puoltois"),
    ("sv", "*halv"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    #[test]
    fn one_and_a_half_is_told_in_every_language() {
        for (code, text) in [
            ("bg", "ден и половина"),
            ("es", "un día y medio"),
            ("cs", "den a půl"),
            ("da", "halvanden dag"),
            ("de", "anderthalb Tage"),
            ("et", "poolteist päeva"),
            ("el", "μιάμιση ημέρα"),
            ("fr", "un jour et demi"),
            ("ga", "lá go leith"),
            ("hr", "dan i pol"),
            ("it", "un giorno e mezzo"),
            ("lv", "pusotra diena"),
            ("lt", "pusantros dienos"),
            ("hu", "másfél nap"),
            ("mt", "jum u nofs"),
            ("nl", "anderhalve dag"),
            ("pl", "półtora dnia"),
            ("pt", "um dia e meio"),
            ("ro", "o zi și jumătate"),
            ("sk", "deň a pol"),
            ("sl", "dan in pol"),
            ("fi", "puolitoista päivää"),
            ("sv", "en och en halv dag"),
        ] {
            assert!(says_half(&Text::new(text, Content::Plain), code), "{code}");
        }
        for (code, text) in [("sl", "politika"), ("el", "μισθός"), ("es", "la medida"), ("sk", "polícia")] {
            assert!(!says_half(&Text::new(text, Content::Plain), code), "{code}");
        }
        assert_eq!(HALVES.len(), crate::language::OFFICIAL.len() - 1);
    }
}
