//! All words of all terms of one language, found from a word of running text in a few look-ups.
//!
//! Invariant: the cost of a look-up depends on the length of the word, not on the number of terms.

use super::english_inflection::english_spellings;
use super::fnv::{WordMap, hash_joined};
use super::hit::Match;
use super::morphology::{
    Certainty, Head, Morphology, fold, head, is_look_alike, is_onset, is_word_like, skeleton, stress,
};

/// The number of a distinct term word.
pub(super) type WordId = u32;

/// No word of a term is longer, in letters; the longest German ones in legal texts have 80. What is longer in a text is a key,
/// a picture or a list of digits that somebody pasted, and is not taken apart.
const LONGEST: usize = 100;

/// The distinct words of the terms of one language.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) morphology: &'static Morphology,
    exact: WordMap<String, WordId>,
    /// Hashes of skeletons of base forms. A collision of 64-bit hashes would cost one false match in 10¹¹ words.
    bases: WordMap<u64, Vec<(WordId, Certainty)>>,
    stems: WordMap<String, Vec<WordId>>,
    /// First letters of all keys, to pass over most words of a text at once.
    initials: WordMap<char, ()>,
    lengths: Vec<usize>,
    lasts: Vec<char>,
    /// The letter of each Greek word that bears the stress.
    stresses: Vec<Option<usize>>,
    inflects: Vec<bool>,
    /// Whether the term word is itself one that looks like another.
    look_alikes: Vec<bool>,
}

impl Index {
    pub(super) fn new(morphology: &'static Morphology) -> Self {
        Self {
            morphology,
            exact: WordMap::default(),
            bases: WordMap::default(),
            stems: WordMap::default(),
            initials: WordMap::default(),
            lengths: Vec::new(),
            lasts: Vec::new(),
            stresses: Vec::new(),
            inflects: Vec::new(),
            look_alikes: Vec::new(),
        }
    }

    /// Adds a word and returns its number. `inflects` says whether forms of it count, `is_part` whether it stands
    /// in a term of several words, where it may be an inflected form itself.
    pub(super) fn add(&mut self, word: &str, inflects: bool, is_part: bool) -> WordId {
        let folded = fold(word);
        let next = WordId::try_from(self.exact.len()).unwrap_or(WordId::MAX);
        let id = *self.exact.entry(folded.clone()).or_insert(next);
        if id == next {
            self.lengths.push(folded.chars().count());
            self.lasts.push(folded.chars().next_back().unwrap_or(' '));
            self.stresses.push(if self.morphology.code == "el" { stress(word) } else { None });
            self.inflects.push(false);
            self.look_alikes.push(is_look_alike(self.morphology.code, &folded));
            self.initials.extend(folded.chars().next().map(|c| (c, ())));
        }
        let at = id as usize;
        let known = self.inflects.get(at).copied().unwrap_or(false);
        if inflects {
            if !known {
                self.add_keys(&folded, id);
                if self.morphology.code == "en" {
                    english_spellings(&folded).iter().for_each(|(other, _)| self.add_keys(other, id));
                }
            }
            if is_part {
                self.add_part_keys(&folded, id);
            }
            if let Some(slot) = self.inflects.get_mut(at) {
                *slot = true;
            }
        }
        id
    }

    fn add_keys(&mut self, folded: &str, id: WordId) {
        let bare = skeleton(self.morphology.code, folded);
        self.add_base(&bare, "", id, Certainty::Sure);
        if let Some(radical) = self.morphology.radical(folded) {
            self.add_base(&skeleton(self.morphology.code, &radical), "", id, Certainty::Sure);
        }
        if let Some(stem) = self.morphology.stem(folded) {
            self.initials.extend(stem.chars().next().map(|c| (c, ())));
            self.stems.entry(stem).or_default().push(id);
        }
    }

    fn add_part_keys(&mut self, folded: &str, id: WordId) {
        let morphology = self.morphology;
        morphology.bases(folded, |beginning, ending, certainty| {
            if beginning.chars().count() >= 2 && (!ending.is_empty() || beginning != folded) {
                self.add_base(beginning, ending, id, certainty);
            }
        });
    }

    fn add_base(&mut self, beginning: &str, ending: &str, id: WordId, certainty: Certainty) {
        self.initials.extend(beginning.chars().next().map(|c| (c, ())));
        let list = self.bases.entry(hash_joined(beginning, ending)).or_default();
        match list.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) => *known = certainty.max(*known),
            None => list.push((id, certainty)),
        }
    }

    /// Collects into `found` the term words that this word of a text may be a form of, best match first per word.
    pub(super) fn look_up(&self, word: &str, found: &mut Vec<(WordId, Match)>) {
        found.clear();
        if is_too_long(word) {
            return;
        }
        let folded = fold(word);
        self.look_up_part(&folded, Match::Form, found);
        if self.morphology.is_compounding && folded.len() >= 7 {
            self.look_up_compound(&folded, found);
            self.look_up_unlinked(&folded, found);
        }
        if self.morphology.code == "el" && !found.is_empty() {
            self.hear(word, &folded, found);
        }
        if !found.is_empty() && is_look_alike(self.morphology.code, &folded) {
            let is_other = |id: WordId| self.look_alikes.get(id as usize) != Some(&true);
            for (_, level) in found.iter_mut().filter(|(id, _)| is_other(*id)) {
                *level = (*level).min(Match::Probable);
            }
        }
    }

    /// Makes a Greek word that has the letters of a term and the stress elsewhere a probable match: `νομός` is no `νόμος`.
    fn hear(&self, word: &str, folded: &str, found: &mut [(WordId, Match)]) {
        let Some(id) = self.exact.get(folded) else { return };
        let term = self.stresses.get(*id as usize).copied().flatten();
        if let (Some(term), Some(word)) = (term, stress(word))
            && term != word
        {
            for (_, level) in found.iter_mut().filter(|(other, _)| other == id) {
                *level = (*level).min(Match::Probable);
            }
        }
    }

    fn look_up_part(&self, folded: &str, best: Match, found: &mut Vec<(WordId, Match)>) {
        if let Some(id) = self.exact.get(folded) {
            note(found, *id, Match::Form.min(best));
        }
        let mut initial = None;
        self.morphology.bases(folded, |beginning, ending, certainty| {
            let first = beginning.chars().next();
            if initial != first {
                if !first.is_some_and(|first| self.initials.contains_key(&first)) {
                    return;
                }
                initial = first;
            }
            for (id, known) in self.bases.get(&hash_joined(beginning, ending)).into_iter().flatten() {
                let level = match certainty.min(*known) {
                    Certainty::Sure => Match::Stem,
                    Certainty::Probable => Match::Probable,
                };
                note(found, *id, level.min(best));
            }
        });
        self.look_up_stems(folded, best, found);
    }

    /// Asks the stemmer about pairs of endings that are only probable. A stem alone is no evidence: stemmers take off the endings
    /// of derivation, too (`mairie` and `maire`, `balsuoti` and `balsas`). Maltese roots are a hint by themselves.
    fn look_up_stems(&self, folded: &str, best: Match, found: &mut Vec<(WordId, Match)>) {
        let is_vague = self.morphology.is_stem_vague();
        if best <= Match::Probable || !is_vague && found.iter().all(|(_, level)| *level != Match::Probable) {
            return;
        }
        self.morphology.stems(folded, |stem| {
            for id in self.stems.get(stem).into_iter().flatten() {
                match found.iter_mut().find(|(known, _)| known == id) {
                    Some((_, level)) if !is_vague => *level = (*level).max(Match::Stem.min(best)),
                    None if is_vague => found.push((*id, Match::Probable)),
                    _ => {}
                }
            }
        });
    }

    /// Returns whether a term of this one word is too short for its endings to tell it from another word: `del` and `delo`; and in
    /// languages whose nouns come in pairs of two genders `caso` and `casa`, `droit` and `droite`, `μέρος` and `μέρα`.
    pub(super) fn is_short(&self, id: WordId, word: &str) -> bool {
        let at = id as usize;
        let (Some(length), Some(last)) = (self.lengths.get(at), self.lasts.get(at)) else { return false };
        if *length <= 3 {
            return true;
        }
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches('s');
        let is_other_gender = match (self.morphology.code, last) {
            ("es" | "it" | "pt", 'o') => bare.ends_with('a'),
            ("es" | "it" | "pt", 'a') => bare.ends_with('o'),
            ("fr", _) => bare.ends_with('e') && bare.chars().count() == length + 1,
            ("ro", last) if !"aăe".contains(*last) => lower.ends_with(['a', 'ă']),
            ("el", 'σ') => lower.ends_with(['α', 'ά']) || lower.ends_with("ας") || lower.ends_with("άς"),
            _ => false,
        };
        *length <= 5 && is_other_gender
    }

    /// Collects the term words of which one part is here and the other part stands in a neighbour that shares it: of
    /// `Arbeits-` and `Steuerungsgruppe`, `Arbeitsgruppe`. `is_end` says whether the shared part is the end.
    pub(super) fn look_up_suspended(&self, part: &str, other: &str, is_end: bool, found: &mut Vec<(WordId, Match)>) {
        if is_too_long(part) || is_too_long(other) {
            return;
        }
        let (part, other) = (fold(part), fold(other));
        for (at, _) in other.char_indices().skip(3) {
            let (start, end) = other.split_at(at);
            let joined = if is_end { format!("{part}{end}") } else { format!("{start}{part}") };
            if end.chars().count() >= 3 {
                self.look_up_part(&joined, Match::Compound, found);
            }
        }
    }

    fn look_up_compound(&self, folded: &str, found: &mut Vec<(WordId, Match)>) {
        let mut tail_found = Vec::new();
        for (at, _) in folded.char_indices().skip(3) {
            let (start, tail) = folded.split_at(at);
            if let Some(id) = self.exact.get(start)
                && self.inflects.get(*id as usize) == Some(&true)
                && at >= 4
                && self.is_tail(tail)
            {
                // What begins with a short word is often another thing: `vuosisata`, century, for `vuosi`, year.
                let is_short = self.lengths.get(*id as usize).is_some_and(|length| *length <= 5);
                note(found, *id, if is_short { Match::Probable } else { Match::Compound });
            }
            let is_known = tail.chars().next().is_some_and(|c| self.initials.contains_key(&c));
            if !is_known || tail.chars().count() < 4 {
                continue;
            }
            let best = match head(self.morphology.code, start) {
                Head::None => continue,
                Head::Vague => Match::Probable,
                Head::Word => Match::Compound,
            };
            tail_found.clear();
            self.look_up_part(tail, best, &mut tail_found);
            for (id, level) in &tail_found {
                // So few letters end many words by chance: `elem` in `kegyelem`.
                match self.lengths.get(*id as usize) {
                    Some(4) => note(found, *id, Match::Probable),
                    Some(length) if *length > 4 => note(found, *id, *level),
                    _ => {}
                }
            }
        }
    }

    /// Looks a long Dutch or German word up without a linking `s`: `gezondheidssituatie` for `gezondheidsituatie`.
    fn look_up_unlinked(&self, folded: &str, found: &mut Vec<(WordId, Match)>) {
        if folded.len() < 10 || !found.is_empty() || !matches!(self.morphology.code, "de" | "nl") {
            return;
        }
        for (at, _) in folded.match_indices('s') {
            let (Some(head), Some(tail)) = (folded.get(..at), folded.get(at + 1..)) else { continue };
            if head.len() >= 4 && tail.len() >= 4 {
                self.look_up_part(&format!("{head}{tail}"), Match::Probable, found);
            }
        }
    }

    /// Returns whether what follows a term within a word is another word, perhaps after a linking element.
    fn is_tail(&self, tail: &str) -> bool {
        let links: &[&str] = match self.morphology.code {
            "de" => &["", "s", "es", "n", "en", "er", "e"],
            "nl" => &["", "s", "en", "e", "er"],
            "sv" => &["", "s"],
            "da" => &["", "s", "e"],
            _ => &[""],
        };
        links.iter().any(|link| {
            tail.strip_prefix(link).is_some_and(|rest| {
                rest.chars().count() >= 4 && is_word_like(self.morphology.code, rest) && is_onset(rest)
            })
        }) && is_word_like(self.morphology.code, tail)
    }
}

fn is_too_long(word: &str) -> bool {
    word.len() > LONGEST && word.chars().nth(LONGEST).is_some()
}

fn note(found: &mut Vec<(WordId, Match)>, id: WordId, level: Match) {
    match found.iter_mut().find(|(known, _)| *known == id) {
        Some((_, known)) => *known = level.max(*known),
        None => found.push((id, level)),
    }
}
