//! The termbase, as drafts need it.

use std::collections::HashSet;
use std::ops::Range;

use crate::glossary::{Match, Matcher, Section, Termbase, longest};
use crate::language::{self, Language};

/// What the termbase says for one language.
pub(super) struct Terms<'a> {
    base: &'a Termbase,
    english: Option<Matcher>,
    target: Matcher,
    language: &'static Language,
}

impl<'a> Terms<'a> {
    pub(super) fn new(base: &'a Termbase, language: &'static Language) -> Self {
        let english = language::find("en").map(|english| Matcher::new(base, english));
        Self { base, english, target: Matcher::new(base, language), language }
    }

    /// Returns the bytes of the terms in an English text that stay as they are, in order.
    pub(super) fn kept(&self, text: &str) -> Vec<Range<usize>> {
        let Some(english) = &self.english else { return Vec::new() };
        let hits = longest(&english.find(text));
        let stays = |concept: usize| self.base.concepts.get(concept).is_some_and(|one| one.is_do_not_translate());
        let mut kept: Vec<Range<usize>> = hits
            .into_iter()
            .filter(|hit| hit.level == Match::Form && stays(hit.place.concept))
            .map(|hit| hit.span)
            .collect();
        kept.sort_by_key(|span| span.start);
        kept.dedup_by(|next, kept| next.start < kept.end);
        kept
    }

    /// Returns (English, target) pairs of recommended terms for an engine's own glossary, sorted, each English once.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let term = |section: Option<&Section>| section.and_then(Section::recommended).map(|term| term.text.clone());
        let mut pairs: Vec<(String, String)> = self
            .base
            .concepts
            .iter()
            .filter_map(|concept| {
                let english = term(concept.section("en"))?;
                match concept.is_do_not_translate() {
                    true => Some((english.clone(), english)),
                    false => Some((english, term(concept.section(self.language.code))?)),
                }
            })
            .filter(|(english, target)| !english.contains(['\t', '\n']) && !target.contains(['\t', '\n']))
            .collect();
        pairs.sort();
        pairs.dedup_by(|next, kept| next.0 == kept.0);
        pairs
    }

    /// Returns the English terms that have a translation in the termbase which a draft does not use.
    pub(super) fn unused(&self, source: &str, target: &str) -> Vec<String> {
        let Some(english) = &self.english else { return Vec::new() };
        let used: HashSet<usize> = self.target.find(target).iter().map(|hit| hit.place.concept).collect();
        let mut unused = Vec::new();
        for hit in longest(&english.find(source)) {
            let Some(concept) = self.base.concepts.get(hit.place.concept) else { continue };
            let has_term = concept.section(self.language.code).and_then(Section::recommended).is_some();
            let name = concept.name().to_owned();
            if hit.level.is_sure() && has_term && !used.contains(&hit.place.concept) && !unused.contains(&name) {
                unused.push(name);
            }
        }
        unused
    }
}
