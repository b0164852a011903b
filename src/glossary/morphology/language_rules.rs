//! The rules of one language, ready to use.

use std::sync::OnceLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::beginnings::{radical, without_beginning};
use super::endings::Endings;
use super::{Certainty, maltese, skeleton};
use crate::language::{Language, OFFICIAL};

/// How the words of one language change.
pub(crate) struct Morphology {
    /// The language code.
    pub(crate) code: &'static str,
    /// Whether words are written together, so that a term may be the beginning or end of a longer word.
    pub(crate) is_compounding: bool,
    stemmer: Option<Stemmer>,
    endings: Endings,
}

impl std::fmt::Debug for Morphology {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Morphology").field(&self.code).finish()
    }
}

/// The table of endings of a language; empty where there is none.
fn table(code: &str) -> &'static str {
    match code {
        "bg" => concat!(include_str!("endings/bg.txt"), include_str!("endings/bg.hand.txt")),
        "cs" => concat!(include_str!("endings/cs.txt"), include_str!("endings/cs.hand.txt")),
        "da" => include_str!("endings/da.txt"),
        "de" => concat!(include_str!("endings/de.txt"), include_str!("endings/de.hand.txt")),
        "el" => include_str!("endings/el.txt"),
        "en" => include_str!("endings/en.txt"),
        "es" => concat!(include_str!("endings/es.txt"), include_str!("endings/es.hand.txt")),
        "et" => include_str!("endings/et.txt"),
        "fi" => concat!(include_str!("endings/fi.txt"), include_str!("endings/fi.hand.txt")),
        "fr" => include_str!("endings/fr.txt"),
        "ga" => concat!(include_str!("endings/ga.txt"), include_str!("endings/ga.hand.txt")),
        "hr" => concat!(include_str!("endings/hr.txt"), include_str!("endings/hr.hand.txt")),
        "hu" => include_str!("endings/hu.txt"),
        "it" => concat!(include_str!("endings/it.txt"), include_str!("endings/it.hand.txt")),
        "lt" => concat!(include_str!("endings/lt.txt"), include_str!("endings/lt.hand.txt")),
        "lv" => include_str!("endings/lv.txt"),
        "mt" => concat!(include_str!("endings/mt.txt"), include_str!("endings/mt.hand.txt")),
        "nl" => concat!(include_str!("endings/nl.txt"), include_str!("endings/nl.hand.txt")),
        "pl" => concat!(include_str!("endings/pl.txt"), include_str!("endings/pl.hand.txt")),
        "pt" => include_str!("endings/pt.txt"),
        "ro" => concat!(include_str!("endings/ro.txt"), include_str!("endings/ro.hand.txt")),
        "sk" => concat!(include_str!("endings/sk.txt"), include_str!("endings/sk.hand.txt")),
        "sl" => concat!(include_str!("endings/sl.txt"), include_str!("endings/sl.hand.txt")),
        "sv" => concat!(include_str!("endings/sv.txt"), include_str!("endings/sv.hand.txt")),
        _ => "",
    }
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "sv" => Algorithm::Swedish,
        _ => return None,
    })
}

impl Morphology {
    /// Returns the rules of a language, made at first use. A language that is not official has no endings.
    pub(crate) fn of(language: &Language) -> &'static Self {
        static ALL: [OnceLock<Morphology>; OFFICIAL.len()] = [const { OnceLock::new() }; OFFICIAL.len()];
        static NONE: Morphology =
            Morphology { code: "und", is_compounding: false, stemmer: None, endings: Endings::empty() };
        let place = OFFICIAL.iter().position(|official| official.code == language.code);
        let slot = place.and_then(|place| Some((ALL.get(place)?, OFFICIAL.get(place)?.code)));
        slot.map_or(&NONE, |(slot, code)| slot.get_or_init(|| Self::new(code)))
    }

    fn new(code: &'static str) -> Self {
        Self {
            code,
            is_compounding: matches!(code, "de" | "nl" | "sv" | "da" | "fi" | "et" | "hu"),
            stemmer: algorithm(code).map(Stemmer::create),
            endings: Endings::parse(table(code)),
        }
    }

    /// Returns whether equal stems are only a hint, as Maltese roots are.
    pub(crate) fn is_stem_vague(&self) -> bool {
        self.code == "mt"
    }

    /// Returns the Snowball stem, or the Maltese root, of a folded base form, where the language has a stemmer and the stem
    /// is long enough to mean anything.
    pub(crate) fn stem(&self, folded: &str) -> Option<String> {
        if self.code == "mt" {
            return maltese::root(folded);
        }
        let stem = self.stemmer.as_ref()?.stem(folded);
        (stem.chars().count() >= 3).then(|| stem.into_owned())
    }

    /// Calls `visit` with every stem that a folded word of a text may have: one by Snowball, several roots in Maltese.
    pub(crate) fn stems(&self, folded: &str, mut visit: impl FnMut(&str)) {
        match self.code {
            "mt" => maltese::roots(folded).iter().for_each(|root| visit(root)),
            _ => self.stem(folded).iter().for_each(|stem| visit(stem)),
        }
    }

    /// Returns an Irish word without its initial mutation, where it has one.
    pub(crate) fn radical(&self, folded: &str) -> Option<String> {
        if self.code == "ga" { radical(folded) } else { None }
    }

    /// Calls `visit` with every base form, as beginning and ending of its skeleton, that could have made this word.
    /// The word itself comes first.
    pub(crate) fn bases(&self, folded: &str, mut visit: impl FnMut(&str, &str, Certainty)) {
        without_beginning(self.code, folded, |word| {
            let bare = skeleton(self.code, word);
            visit(&bare, "", Certainty::Sure);
            self.endings.bases(&bare, &mut visit);
        });
    }
}
