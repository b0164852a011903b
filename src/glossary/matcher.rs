//! Finding the terms of one language in running text, in one pass over all terms.

use std::ops::Range;

use super::english_inflection::is_verb_behind;
use super::hit::{Hit, Match};
use super::index::{Index, WordId};
use super::morphology::{Morphology, is_conjunction, is_function_word, separated};
use super::precedence::{Found, without_look_alikes};
use super::soft_hyphen::{SOFT_HYPHEN, original_span, without_soft_hyphens};
use super::words::{Gap, Word, words};
use super::{Term, TermPlace, Termbase};
use crate::language::Language;

/// How many words may stand between a verb and its particle.
const REACH: usize = 24;

/// How many words away the full compound of a suspended one may stand: `Bürger-, Jugend- und Seniorenräte`.
const SUSPENDED: usize = 5;

/// The terms of one language, ready to be found.
#[derive(Debug)]
pub struct Matcher {
    index: Index,
    entries: Vec<Entry>,
    /// The entries whose longest word is the term word of this number.
    by_anchor: Vec<Vec<u32>>,
    /// Whether some term is not to be used.
    has_forbidden: bool,
}

/// One wording of one term.
#[derive(Debug)]
struct Entry {
    place: TermPlace,
    words: Vec<WordId>,
    anchor: usize,
    /// The text, where upper and lower case must agree.
    cased: Option<String>,
    /// Whether it is a single German noun, which has a capital in every sentence.
    is_noun: bool,
    /// The word, where it is a single English one in *-ing*, which the verb behind it is not.
    gerund: Option<String>,
    /// The particle of a separable verb, which must stand nearby: `ab` for `abstimmen` in `stimmt … ab`.
    particle: Option<&'static str>,
    /// Whether the term is not to be used.
    is_forbidden: bool,
}

/// The words of one text and the term words they may be.
struct Reading<'t> {
    text: &'t str,
    words: Vec<Word>,
    matches: Vec<Vec<(WordId, Match)>>,
    transparent: Vec<bool>,
    /// Whether a word is a number or stands beside one, as in a date.
    dates: Vec<bool>,
    /// Whether a word joins two others, which may share a word with each other.
    joins: Vec<bool>,
}

impl Matcher {
    /// Prepares the terms of one language, forbidden ones and listed forms included.
    #[must_use]
    pub fn new(base: &Termbase, language: &'static Language) -> Self {
        let mut matcher = Self::empty(language);
        for (place, _, term) in base.terms(language.code) {
            matcher.add(place, term);
        }
        matcher
    }

    /// Prepares a single term, to try it out.
    #[must_use]
    pub fn for_term(term: &Term, language: &'static Language) -> Self {
        let mut matcher = Self::empty(language);
        matcher.add(TermPlace { concept: 0, section: 0, term: 0 }, term);
        matcher
    }

    fn empty(language: &'static Language) -> Self {
        Self {
            index: Index::new(Morphology::of(language)),
            entries: Vec::new(),
            by_anchor: Vec::new(),
            has_forbidden: false,
        }
    }

    fn add(&mut self, place: TermPlace, term: &Term) {
        let first = self.entries.len();
        self.add_wording(place, &term.text, true, term.case_sensitive);
        for form in &term.forms {
            self.add_wording(place, form, false, term.case_sensitive);
        }
        if term.status.is_forbidden() {
            self.has_forbidden = true;
            self.entries.iter_mut().skip(first).for_each(|entry| entry.is_forbidden = true);
        }
    }

    fn add_wording(&mut self, place: TermPlace, text: &str, inflects: bool, case_sensitive: bool) {
        let text = without_soft_hyphens(text);
        let text = text.as_ref();
        let code = self.index.morphology.code;
        let spans = words(text);
        let is_content = |word: &&Word| text.get(word.span.clone()).is_some_and(|w| !is_function_word(code, w));
        let mut content: Vec<&Word> = spans.iter().filter(is_content).collect();
        if content.is_empty() {
            content = spans.iter().collect();
        }
        let is_acronym = text.chars().count() <= 4 && text.chars().all(char::is_uppercase);
        let cased = (case_sensitive || is_acronym).then(|| text.to_owned());
        let pieces: Vec<&str> = content.iter().filter_map(|word| text.get(word.span.clone())).collect();
        self.add_entry(place, &pieces, inflects, cased.clone(), None);
        if let ([verb], true) = (pieces.as_slice(), inflects)
            && let Some((particle, rest)) = separated(code, verb)
        {
            self.add_entry(place, &[rest], true, None, Some(particle));
        }
        let hyphened = spans.len() > 1 && spans.iter().skip(1).all(|word| word.gap == Gap::Hyphen);
        if hyphened {
            let joined: String = spans.iter().filter_map(|word| text.get(word.span.clone())).collect();
            self.add_entry(place, &[&joined], inflects, cased, None);
        }
    }

    fn add_entry(
        &mut self,
        place: TermPlace,
        pieces: &[&str],
        inflects: bool,
        cased: Option<String>,
        particle: Option<&'static str>,
    ) {
        let words: Vec<WordId> = pieces.iter().map(|word| self.index.add(word, inflects, pieces.len() > 1)).collect();
        let longest = pieces.iter().enumerate().max_by_key(|(at, word)| (word.chars().count(), usize::MAX - at));
        let Some((anchor, _)) = longest else { return };
        let Some(&anchor_word) = words.get(anchor) else { return };
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let is_noun =
            matches!(pieces, [noun] if self.index.morphology.code == "de" && noun.starts_with(char::is_uppercase));
        let gerund = match pieces {
            [word] if self.index.morphology.code == "en" && word.ends_with("ing") => Some((*word).to_owned()),
            _ => None,
        };
        self.entries.push(Entry { place, words, anchor, cased, is_noun, gerund, particle, is_forbidden: false });
        let slot = anchor_word as usize;
        if self.by_anchor.len() <= slot {
            self.by_anchor.resize(slot + 1, Vec::new());
        }
        if let Some(list) = self.by_anchor.get_mut(slot) {
            list.push(number);
        }
    }

    /// Finds every term, in the order of the text. An occurrence inside a longer one is kept; see [`longest`].
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        if text.contains(SOFT_HYPHEN) {
            let hits = self.find(&without_soft_hyphens(text));
            return hits.into_iter().map(|hit| Hit { span: original_span(text, &hit.span), ..hit }).collect();
        }
        let reading = self.read(text);
        let mut found: Vec<Found> = Vec::new();
        for (at, matches) in reading.matches.iter().enumerate() {
            for (word, level) in matches {
                for number in self.by_anchor.get(*word as usize).into_iter().flatten() {
                    let Some(entry) = self.entries.get(*number as usize) else { continue };
                    if let Some((span, level, exact)) = reading.place(entry, at, *level)
                        && is_cased(entry, text.get(span.clone()).unwrap_or(""))
                    {
                        let wording = text.get(span.clone()).unwrap_or("");
                        let is_vague = level == Match::Stem && entry.words.len() == 1;
                        let is_vague = is_vague && self.index.is_short(*word, wording)
                            || entry.is_noun && is_small(wording)
                            || entry.gerund.as_ref().is_some_and(|term| is_verb_behind(term, wording));
                        let level = if is_vague { Match::Probable } else { level };
                        let hit = Hit { place: entry.place, span, level };
                        found.push(Found { hit, exact, is_forbidden: entry.is_forbidden });
                    }
                }
            }
        }
        found.sort_by_key(|one| (one.hit.span.start, usize::MAX - one.hit.span.end, one.hit.place));
        found.dedup_by(|one, kept| {
            let is_same = one.hit.place == kept.hit.place && one.hit.span == kept.hit.span;
            if is_same {
                kept.hit.level = kept.hit.level.max(one.hit.level);
                kept.exact = kept.exact.max(one.exact);
            }
            is_same
        });
        if self.has_forbidden {
            found = without_look_alikes(found, self.index.morphology.code == "en");
        }
        found.into_iter().map(|one| one.hit).collect()
    }

    fn read<'t>(&self, text: &'t str) -> Reading<'t> {
        let code = self.index.morphology.code;
        let mut words = words(text);
        let transparent: Vec<bool> =
            words.iter().map(|word| text.get(word.span.clone()).is_some_and(|w| is_function_word(code, w))).collect();
        let joins =
            words.iter().map(|word| text.get(word.span.clone()).is_some_and(|w| is_conjunction(code, w))).collect();
        let is_number = |at: usize| {
            let word = words.get(at).and_then(|word| text.get(word.span.clone()));
            word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        };
        let dates =
            (0..words.len()).map(|at| at > 0 && is_number(at - 1) || is_number(at) || is_number(at + 1)).collect();
        let mut matches: Vec<Vec<(WordId, Match)>> = Vec::with_capacity(words.len());
        for at in 0..words.len() {
            let mut found = Vec::new();
            let word = words.get(at).and_then(|word| text.get(word.span.clone())).unwrap_or("");
            self.index.look_up(word, &mut found);
            matches.push(found);
        }
        self.join_hyphened(text, &mut words, &mut matches);
        if self.index.morphology.is_compounding && text.contains('-') {
            self.complete_suspended(text, &mut words, &mut matches);
        }
        Reading { text, words, matches, transparent, dates, joins }
    }

    /// Completes suspended compounds: `Arbeits- und Steuerungsgruppen` has an `Arbeitsgruppe`, `Arbeitsgruppen und -plätze`
    /// an `Arbeitsplatz`. A match is noted at the word with the hyphen, whose span then covers the hyphen.
    fn complete_suspended(&self, text: &str, words: &mut [Word], matches: &mut [Vec<(WordId, Match)>]) {
        let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80);
        for at in 0..words.len() {
            let Some(span) = words.get(at).map(|word| word.span.clone()) else { continue };
            let byte = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at));
            let (before, after) = (span.start.checked_sub(1), Some(span.end));
            let is_end = byte(after) == Some(&b'-') && is_blank(byte(Some(span.end + 1)));
            let is_start = byte(before) == Some(&b'-') && is_blank(byte(span.start.checked_sub(2)));
            if is_end == is_start {
                continue;
            }
            let others = if is_end { at + 1..at + 1 + SUSPENDED } else { at.saturating_sub(SUSPENDED)..at };
            let mut found = Vec::new();
            for other in others.filter_map(|other| words.get(other)) {
                let (Some(part), Some(other)) = (text.get(span.clone()), text.get(other.span.clone())) else {
                    continue;
                };
                if other.chars().count() >= 6 {
                    self.index.look_up_suspended(part, other, is_end, &mut found);
                }
            }
            if let (false, Some(slot), Some(word)) = (found.is_empty(), matches.get_mut(at), words.get_mut(at)) {
                slot.extend(
                    found.into_iter().filter(|(id, _)| !slot.iter().any(|(known, _)| known == id)).collect::<Vec<_>>(),
                );
                word.span = if is_end { span.start..span.end + 1 } else { span.start - 1..span.end };
            }
        }
    }

    /// Lets `co-creation` be `cocreation`: looks up hyphened neighbours as one word. A match is noted at the first
    /// word, whose span then covers both.
    fn join_hyphened(&self, text: &str, words: &mut [Word], matches: &mut [Vec<(WordId, Match)>]) {
        for at in 1..words.len() {
            let (Some(before), Some(word)) = (words.get(at - 1), words.get(at)) else { continue };
            if word.gap != Gap::Hyphen {
                continue;
            }
            let (Some(first), Some(second)) = (text.get(before.span.clone()), text.get(word.span.clone())) else {
                continue;
            };
            let end = word.span.end;
            let mut found = Vec::new();
            self.index.look_up(&format!("{first}{second}"), &mut found);
            if found.is_empty() {
                continue;
            }
            if let (Some(slot), Some(before)) = (matches.get_mut(at - 1), words.get_mut(at - 1))
                && slot.is_empty()
            {
                before.span.end = end;
                *slot = found;
            }
        }
    }
}

impl Reading<'_> {
    /// Returns the span and level of an entry at the word that matches its anchor, and how many of its words stand there as
    /// they are.
    fn place(&self, entry: &Entry, at: usize, level: Match) -> Option<(Range<usize>, Match, usize)> {
        let Some(particle) = entry.particle else {
            let inverted = || self.inverted(entry, at).map(|(span, level)| (span, level, 0));
            return self.extend(entry, at, level).or_else(inverted);
        };
        let is_particle = |word: &&Word| self.text.get(word.span.clone()).is_some_and(|text| text == particle);
        let verb = self.words.get(at)?;
        let after = self.words.get(at + 1..)?.iter().take(REACH).find(is_particle);
        let before = || self.words.get(at.saturating_sub(2)..at)?.iter().find(is_particle);
        let other = after.or_else(before)?;
        Some((verb.span.start.min(other.span.start)..verb.span.end.max(other.span.end), Match::Probable, 0))
    }

    /// Returns the span and level of an entry around the word that matches its anchor, and how many of its words stand there
    /// as they are.
    fn extend(&self, entry: &Entry, at: usize, level: Match) -> Option<(Range<usize>, Match, usize)> {
        let mut level = level;
        let (mut first, mut last) = (at, at);
        let mut exact = usize::from(level == Match::Form);
        for wanted in entry.words.get(..entry.anchor)?.iter().rev() {
            first = self.neighbour(first, false, *wanted, &mut level)?;
            exact += usize::from(self.is_written(first, *wanted));
        }
        for wanted in entry.words.get(entry.anchor + 1..)? {
            last = self.neighbour(last, true, *wanted, &mut level)?;
            exact += usize::from(self.is_written(last, *wanted));
        }
        let span = self.words.get(first)?.span.start..self.words.get(last)?.span.end;
        Some((span, level, exact))
    }

    /// Returns whether the word at `at` is the wanted one as it is.
    fn is_written(&self, at: usize, wanted: WordId) -> bool {
        self.matches.get(at).is_some_and(|found| found.contains(&(wanted, Match::Form)))
    }

    /// Returns the span of a term of two words that stand side by side the other way round: `publicznym organom` for
    /// `organ publiczny`. Emphasis turns them; a person should look.
    fn inverted(&self, entry: &Entry, at: usize) -> Option<(Range<usize>, Match)> {
        let [first, second] = entry.words.as_slice() else { return None };
        let (left, wanted) = if entry.anchor == 1 { (at, first) } else { (at.checked_sub(1)?, second) };
        let other = if entry.anchor == 1 { at + 1 } else { left };
        let (before, after) = (self.words.get(left)?, self.words.get(left + 1)?);
        let is_there = self.matches.get(other)?.iter().any(|(word, _)| word == wanted);
        (is_there && after.gap == Gap::Space).then_some((before.span.start..after.span.end, Match::Probable))
    }

    /// Returns the place of the wanted word next to `at`, passing over function words, a date, a conjunction and at most one
    /// other word.
    fn neighbour(&self, at: usize, forward: bool, wanted: WordId, level: &mut Match) -> Option<usize> {
        let mut here = at;
        let (mut inserted, mut is_apart) = (0, false);
        loop {
            let crossing = if forward { here + 1 } else { here };
            if self.words.get(crossing)?.gap == Gap::Break {
                return None;
            }
            here = if forward { here + 1 } else { here.checked_sub(1)? };
            if let Some((_, found)) = self.matches.get(here)?.iter().find(|(word, _)| *word == wanted) {
                *level = (*level).min(*found);
                if inserted > 0 || is_apart {
                    *level = Match::Probable;
                }
                return Some(here);
            }
            if self.dates.get(here) == Some(&true) || !is_apart && self.joins.get(here) == Some(&true) {
                is_apart = true;
            } else if self.transparent.get(here) != Some(&true) {
                inserted += 1;
                if inserted > 1 {
                    return None;
                }
            }
        }
    }
}

/// Returns whether a wording begins with a small letter.
fn is_small(wording: &str) -> bool {
    wording.starts_with(char::is_lowercase)
}

/// Returns whether the letters shared with the term agree in case, where the term asks for it.
fn is_cased(entry: &Entry, found: &str) -> bool {
    let Some(term) = &entry.cased else { return true };
    let pairs = term.chars().zip(found.chars());
    for (wanted, given) in pairs {
        if wanted == given {
            continue;
        }
        return !wanted.to_lowercase().eq(given.to_lowercase());
    }
    true
}

/// Returns the occurrences that are not inside a longer one. Two of equal span are both kept, as are two that overlap
/// only in part. `hits` are in the order of [`Matcher::find`].
#[must_use]
pub fn longest(hits: &[Hit]) -> Vec<Hit> {
    let mut kept = Vec::with_capacity(hits.len());
    // How far the sure occurrences reach that begin before here, or here and are longer.
    let mut reach = 0;
    for same in hits.chunk_by(|one, other| one.span == other.span) {
        let Some(first) = same.first() else { continue };
        if first.span.end > reach {
            kept.extend_from_slice(same);
        }
        if same.iter().any(|hit| hit.level.is_sure()) {
            reach = reach.max(first.span.end);
        }
    }
    kept
}
