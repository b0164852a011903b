//! The concepts that an English text names.
//!
//! Inflected terms are named; derived words are not, nor a verb where the term is a noun.

use std::ops::Range;

use super::english_inflection::is_doubtful_spelling;
use super::english_reading::{Reading, reading};
use super::hit::{Hit, Match};
use super::matcher::{Matcher, longest};
use super::{Termbase, is_english_inflection};

/// A concept that the English text names, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The 0-based places of the concepts that this wording may mean, in the order of the termbase; mostly one.
    pub concepts: Vec<usize>,
    /// The bytes in the English text.
    pub span: Range<usize>,
    /// How it was recognised.
    pub level: Match,
    /// Whether the wording is surely the part of speech of the term, not a verb where the term is a noun.
    pub is_clear: bool,
    /// Whether the wording is a term that must not be used in English.
    pub is_forbidden: bool,
}

/// Returns the concepts that an English text names: the longest wordings, in the order of the text. `english` holds the
/// English terms of `base`. Inflected terms are named; derived words are not, nor a verb where the term is a noun.
#[must_use]
pub fn named_concepts(base: &Termbase, english: &Matcher, text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let is_inflected = |hit: &Hit| {
        let wording = text.get(hit.span.clone()).unwrap_or("");
        let is_inflection = |term: &super::Term| is_english_inflection(&term.text, &term.part_of_speech, wording);
        hit.level == Match::Form || base.term(hit.place).is_some_and(is_inflection)
    };
    let hits: Vec<Hit> =
        english.find(text).into_iter().filter(|hit| hit.level.is_sure() && is_inflected(hit)).collect();
    for hit in longest(&hits) {
        let judged = base.term(hit.place).map(|term| reading(&term.text, &term.part_of_speech, text, &hit.span));
        let is_clear = match judged {
            Some(Reading::Otherwise) => continue,
            Some(Reading::Unclear) => false,
            Some(Reading::Meant) | None => {
                let wording = text.get(hit.span.clone()).unwrap_or("");
                hit.level == Match::Form
                    || !base.term(hit.place).is_some_and(|term| is_doubtful_spelling(&term.text, wording))
            }
        };
        let is_forbidden = base.term(hit.place).is_some_and(|term| term.status.is_forbidden());
        match found.iter_mut().find(|named| named.span == hit.span) {
            Some(named) => {
                named.is_clear |= is_clear;
                named.is_forbidden &= is_forbidden;
                if !named.concepts.contains(&hit.place.concept) {
                    named.concepts.push(hit.place.concept);
                }
            }
            None => {
                let concepts = vec![hit.place.concept];
                found.push(Named { concepts, span: hit.span, level: hit.level, is_clear, is_forbidden });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::read_csv;
    use crate::language;

    #[test]
    fn terms_are_found_in_the_other_spelling() {
        let text = "concept,language,term,pos\no,en,civil society organisation,noun\np,en,programme,noun\nl,en,labour,noun\n\
                    w,en,World Café,noun\ng,en,grey zone,noun\n";
        let base = read_csv(text).unwrap();
        let english = Matcher::new(&base, language::find("en").unwrap());
        let clear =
            |text: &str| named_concepts(&base, &english, text).iter().map(|one| one.is_clear).collect::<Vec<_>>();
        for text in ["Civil society organizations", "The labor market", "A World Cafe", "gray zones", "The programmes"]
        {
            assert_eq!(clear(text), [true], "{text}");
        }
        assert_eq!(clear("Computer programs run."), [false], "another word, perhaps");
        assert!(clear("The laboratory is organized.").is_empty());
    }

    #[test]
    fn a_verb_is_not_the_noun_in_ing_made_of_it() {
        for pos in ["noun", ""] {
            let text = format!(
                "concept,language,term,pos\nm,en,meeting,{pos}\np,en,planning,{pos}\nt,en,training,{pos}\nb,en,briefing,{pos}\n"
            );
            let base = read_csv(&text).unwrap();
            let english = Matcher::new(&base, language::find("en").unwrap());
            for text in
                ["Groups meet the mayor.", "The plan is good.", "The train is late.", "A brief note.", "To meet"]
            {
                assert_eq!(named_concepts(&base, &english, text), [], "{text}");
                assert!(english.find(text).iter().all(|hit| !hit.level.is_sure()), "{text}");
            }
            for text in ["The meetings begin.", "A training", "Planning", "The briefings’ length"] {
                assert_eq!(named_concepts(&base, &english, text).len(), 1, "{text}");
            }
        }
    }
}
