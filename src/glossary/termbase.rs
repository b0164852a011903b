//! The termbase: all concepts of a project, in the order of its files.

use std::collections::{HashMap, HashSet};

use super::{Concept, Term};

/// All concepts of a project. Identifiers may repeat in a faulty file; [`super::audit`] reports it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Termbase {
    /// The concepts in the order of the files.
    pub concepts: Vec<Concept>,
}

/// Where a term stands in its termbase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermPlace {
    /// The 0-based place of the concept.
    pub concept: usize,
    /// The 0-based place of the language section in the concept.
    pub section: usize,
    /// The 0-based place of the term in the section.
    pub term: usize,
}

impl Termbase {
    /// Returns the concept with this identifier.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.id == id)
    }

    /// Returns the concept with this identifier, created at the end where there was none.
    pub fn concept_mut(&mut self, id: &str) -> &mut Concept {
        let at = self.concepts.iter().position(|concept| concept.id == id).unwrap_or_else(|| {
            self.concepts.push(Concept { id: id.to_owned(), ..Concept::default() });
            self.concepts.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "`at` was found or pushed just above")]
        &mut self.concepts[at]
    }

    /// Returns the term at a place.
    #[must_use]
    pub fn term(&self, place: TermPlace) -> Option<&Term> {
        self.concepts.get(place.concept)?.sections.get(place.section)?.terms.get(place.term)
    }

    /// Returns every term of a language with its place, in order.
    pub fn terms<'a>(&'a self, language: &'a str) -> impl Iterator<Item = (TermPlace, &'a Concept, &'a Term)> {
        self.concepts.iter().enumerate().flat_map(move |(concept_at, concept)| {
            let sections = concept.sections.iter().enumerate();
            sections.filter(move |(_, section)| section.language == language).flat_map(move |(section_at, section)| {
                section.terms.iter().enumerate().map(move |(term_at, term)| {
                    (TermPlace { concept: concept_at, section: section_at, term: term_at }, concept, term)
                })
            })
        })
    }

    /// Returns the terms of a language with their listed forms, whatever their status.
    #[must_use]
    pub fn wordings(&self, language: &str) -> Vec<String> {
        let terms = self.terms(language).map(|(_, _, term)| term);
        terms.flat_map(|term| std::iter::once(&term.text).chain(&term.forms)).cloned().collect()
    }

    /// Returns the language codes in use, sorted, each once.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut codes: Vec<&str> =
            self.concepts.iter().flat_map(|c| c.sections.iter().map(|s| s.language.as_str())).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Adds the concepts of another file of the same termbase, all terms as they stand there, so that [`super::audit`]
    /// sees those that are listed twice or contradict each other. A concept may be spread over files; an identifier that
    /// one file gives to two concepts stays two concepts.
    pub fn join(&mut self, other: Self) {
        let mut places: HashMap<String, usize> =
            self.concepts.iter().enumerate().map(|(at, concept)| (concept.id.clone(), at)).collect();
        for concept in other.concepts {
            match places.remove(&concept.id).and_then(|at| self.concepts.get_mut(at)) {
                Some(mine) => {
                    fill(&mut mine.domain, concept.domain);
                    fill(&mut mine.iate, concept.iate);
                    fill(&mut mine.note, concept.note);
                    for section in concept.sections {
                        let into = mine.section_mut(&section.language);
                        fill(&mut into.definition, section.definition);
                        fill(&mut into.definition_source, section.definition_source);
                        into.terms.extend(section.terms);
                    }
                }
                None => self.concepts.push(concept),
            }
        }
    }

    /// Returns the first identifier that two concepts have.
    #[must_use]
    pub fn repeated_identifier(&self) -> Option<&str> {
        let mut seen = HashSet::new();
        self.concepts.iter().map(|concept| concept.id.as_str()).find(|id| !seen.insert(*id))
    }

    /// Adds the concepts of another termbase. A concept with the same identifier takes over the other's sections and
    /// the terms it does not have yet; nothing that is here is changed, except that empty fields are filled. An entry
    /// that is known by its IATE number alone is the concept that has this number.
    pub fn merge(&mut self, other: Self) {
        let mut places: HashMap<String, usize> =
            self.concepts.iter().enumerate().map(|(at, concept)| (concept.id.clone(), at)).collect();
        for (at, concept) in self.concepts.iter().enumerate().filter(|(_, concept)| !concept.iate.is_empty()) {
            for id in [format!("iate-{}", concept.iate), format!("IATE-{}", concept.iate)] {
                places.entry(id).or_insert(at);
            }
        }
        for mut concept in other.concepts {
            concept.sections.iter_mut().for_each(|section| drop_repeated(&mut section.terms));
            match places.get(&concept.id).and_then(|&at| self.concepts.get_mut(at)) {
                Some(mine) => merge_concept(mine, concept),
                None => {
                    places.insert(concept.id.clone(), self.concepts.len());
                    self.concepts.push(concept);
                }
            }
        }
    }
}

fn merge_concept(mine: &mut Concept, other: Concept) {
    fill(&mut mine.domain, other.domain);
    fill(&mut mine.iate, other.iate);
    fill(&mut mine.note, other.note);
    for section in other.sections {
        let into = mine.section_mut(&section.language);
        fill(&mut into.definition, section.definition);
        fill(&mut into.definition_source, section.definition_source);
        for term in section.terms {
            match into.terms.iter_mut().find(|mine| mine.text == term.text) {
                Some(known) => {
                    for form in term.forms {
                        if !known.forms.contains(&form) {
                            known.forms.push(form);
                        }
                    }
                    fill(&mut known.part_of_speech, term.part_of_speech);
                    fill(&mut known.gender, term.gender);
                    fill(&mut known.note, term.note);
                    fill(&mut known.source, term.source);
                    fill(&mut known.reliability, term.reliability);
                }
                None => into.terms.push(term),
            }
        }
    }
}

/// Takes out terms that stand twice, with all that is said of them.
fn drop_repeated(terms: &mut Vec<Term>) {
    let mut seen: HashMap<String, Vec<Term>> = HashMap::new();
    terms.retain(|term| {
        let known = seen.entry(term.text.clone()).or_default();
        let is_new = !known.contains(term);
        if is_new {
            known.push(term.clone());
        }
        is_new
    });
}

fn fill(mine: &mut String, other: String) {
    if mine.is_empty() {
        *mine = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{audit, read_csv};

    #[test]
    fn a_row_that_stands_twice_is_taken_over_once() {
        let mut base = Termbase::default();
        let rows = "concept,language,term,status\nwg,en,working group,\nwg,en,working group,\nwg,en,working group,deprecated\n";
        base.merge(read_csv(rows).unwrap());
        assert_eq!(base.concepts[0].sections[0].terms.len(), 2, "what contradicts itself is kept, to be found");
    }

    #[test]
    fn what_two_files_say_of_one_term_is_both_kept() {
        let mut base =
            read_csv("concept,language,term,status\njury,en,jury,preferred\nx,de,Alpha,preferred\n").unwrap();
        let other = "concept,language,term,status\njury,en,jury,deprecated\nx,de,Alpha,preferred\n";
        base.join(read_csv(other).unwrap());
        assert_eq!(base.concepts.len(), 2);
        let rules: Vec<String> = audit(&base, &[]).into_iter().map(|f| f.finding.rule.to_string()).collect();
        assert_eq!(rules, ["termbase-contradiction", "termbase-duplicate"]);
    }

    #[test]
    fn an_identifier_given_twice_in_one_file_makes_no_synonyms() {
        let concept = |term: &str| {
            let mut base = Termbase::default();
            base.concept_mut("x").section_mut("en").terms.push(Term::new(term));
            base.concepts.remove(0)
        };
        let mut base = Termbase::default();
        base.join(Termbase { concepts: vec![concept("alpha"), concept("house")] });
        assert_eq!(base.concepts.len(), 2);
        assert_eq!(base.repeated_identifier(), Some("x"));
        let rules: Vec<String> = audit(&base, &[]).into_iter().map(|f| f.finding.rule.to_string()).collect();
        assert_eq!(rules, ["termbase-duplicate"]);
    }

    #[test]
    fn an_iate_entry_joins_the_concept_with_its_number() {
        let mut base = read_csv("concept,language,term,iate\nassembly,en,assembly,12\n").unwrap();
        base.merge(read_csv("concept,language,term,iate\niate-12,de,Rat,12\niate-13,de,Tag,13\n").unwrap());
        assert_eq!(base.concepts.len(), 2);
        assert_eq!(base.concepts[0].sections.len(), 2);
    }

    #[test]
    fn merging_adds_terms_and_forms_and_overwrites_nothing() {
        let mut base = Termbase::default();
        let section = base.concept_mut("c").section_mut("pl");
        section.terms.push(Term { note: "mine".into(), ..Term::new("panel") });
        let mut other = Termbase::default();
        let section = other.concept_mut("c").section_mut("pl");
        section.terms.push(Term { note: "theirs".into(), forms: vec!["panelu".into()], ..Term::new("panel") });
        section.terms.push(Term::new("zgromadzenie"));
        base.merge(other);
        let terms = &base.concepts[0].sections[0].terms;
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[0].note, "mine");
        assert_eq!(terms[0].forms, ["panelu"]);
    }
}
