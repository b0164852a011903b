//! Which concept of a termbase an entry of another file is.
//!
//! Invariant: an identifier that no file gives is never a reason to join two entries, and neither is one that two files give to
//! concepts without a term in common.

use std::collections::HashSet;

use super::{Concept, Section, Termbase};

/// An identifier that another file gives to another concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The identifier.
    pub id: String,
    /// What the termbase calls by it.
    pub mine: String,
    /// What the other file calls by it.
    pub theirs: String,
}

impl Termbase {
    /// Gives every concept without an identifier of its file one that is made up from its English or first term, and that
    /// neither another concept nor any of `taken` has.
    pub fn make_up_identifiers(&mut self, taken: &[&str]) {
        let given = self.concepts.iter().filter(|concept| !concept.has_made_up_id).map(|concept| concept.id.clone());
        let mut taken: HashSet<String> = given.chain(taken.iter().map(|&id| id.to_owned())).collect();
        for concept in self.concepts.iter_mut().filter(|concept| concept.has_made_up_id) {
            let wish = if concept.id.is_empty() { slug(concept.name()) } else { concept.id.clone() };
            let mut numbers = 2..;
            let mut id = wish.clone();
            while taken.contains(&id) {
                id = format!("{wish}-{}", numbers.next().unwrap_or(usize::MAX));
            }
            taken.insert(id.clone());
            concept.id = id;
        }
    }

    /// Gives entries without an identifier of their own that of the concept of a termbase that they are, and a free one
    /// where they are none of its concepts. From then on, identifiers are keys.
    pub fn identify(&mut self, whole: &Self) {
        for concept in self.concepts.iter_mut().filter(|concept| concept.has_made_up_id) {
            if let Some(mine) = whole.concepts.iter().find(|mine| is_same(mine, concept)) {
                mine.id.clone_into(&mut concept.id);
                concept.has_made_up_id = false;
            } else {
                concept.id.clear();
            }
        }
        let taken: Vec<&str> = whole.concepts.iter().map(|concept| concept.id.as_str()).collect();
        self.make_up_identifiers(&taken);
        for concept in &mut self.concepts {
            concept.has_made_up_id = false;
        }
    }

    /// Returns the identifiers that this file and a termbase give to concepts without a common term in any language; not
    /// where both name the same entry of IATE.
    #[must_use]
    pub fn clashes(&self, whole: &Self) -> Vec<Clash> {
        let mine =
            |concept: &Concept| whole.concepts.iter().filter(|mine| mine.id == concept.id).cloned().collect::<Vec<_>>();
        let clash = |theirs: &Concept| {
            let mine = mine(theirs);
            let is_there = mine.iter().any(has_terms) && has_terms(theirs);
            let is_one =
                mine.iter().any(|mine| is_same_entry(mine, theirs) || common(mine, theirs).any(|is_one| is_one));
            let first = mine.first().filter(|_| is_there && !is_one)?;
            Some(Clash { id: theirs.id.clone(), mine: first.name().to_owned(), theirs: theirs.name().to_owned() })
        };
        self.concepts.iter().filter_map(clash).collect()
    }
}

fn has_terms(concept: &Concept) -> bool {
    concept.sections.iter().any(|section| !section.terms.is_empty())
}

fn is_same_entry(mine: &Concept, theirs: &Concept) -> bool {
    !theirs.iate.is_empty() && mine.iate == theirs.iate
}

/// Returns for each language in which both have terms whether one of them is common.
fn common<'a>(mine: &'a Concept, theirs: &'a Concept) -> impl Iterator<Item = bool> + 'a {
    let both = theirs.sections.iter().filter(|section| !section.terms.is_empty()).filter_map(|section| {
        mine.section(&section.language).filter(|mine| !mine.terms.is_empty()).map(|mine| (mine, section))
    });
    both.map(|(mine, theirs)| share(mine, theirs))
}

fn share(mine: &Section, theirs: &Section) -> bool {
    theirs.terms.iter().any(|term| mine.terms.iter().any(|mine| mine.text.to_lowercase() == term.text.to_lowercase()))
}

/// Returns whether an entry without an identifier is this concept: they agree in every language that both have, and these
/// are two or all that the entry has. One word alone may have two meanings.
fn is_same(mine: &Concept, theirs: &Concept) -> bool {
    if is_same_entry(mine, theirs) {
        return true;
    }
    let languages = theirs.sections.iter().filter(|section| !section.terms.is_empty()).count();
    let agreeing = common(mine, theirs).filter(|is_one| *is_one).count();
    agreeing > 0 && common(mine, theirs).all(|is_one| is_one) && (agreeing >= 2 || agreeing == languages)
}

/// Returns a text as an identifier: letters and digits, with hyphens between.
fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let slug = parts.take(8).collect::<Vec<_>>().join("-").to_lowercase();
    if slug.is_empty() { "entry".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{read_csv, read_tbx};

    fn without_ids(entries: &[&[(&str, &str)]]) -> Termbase {
        let section = |(language, term): &(&str, &str)| {
            format!("<langSec xml:lang=\"{language}\"><termSec><term>{term}</term></termSec></langSec>")
        };
        let entry = |sections: &&[(&str, &str)]| {
            format!("<conceptEntry>{}</conceptEntry>", sections.iter().map(section).collect::<String>())
        };
        read_tbx(&format!("<tbx><text><body>{}</body></text></tbx>", entries.iter().map(entry).collect::<String>()))
            .unwrap()
    }

    fn ids(base: &Termbase) -> Vec<&str> {
        base.concepts.iter().map(|concept| concept.id.as_str()).collect()
    }

    #[test]
    fn entries_without_an_identifier_get_one_of_their_own() {
        let base = without_ids(&[&[("de", "Bank"), ("en", "river bank")], &[("en", "River bank")], &[]]);
        assert_eq!(ids(&base), ["river-bank", "river-bank-2", "entry"]);
    }

    #[test]
    fn an_entry_without_an_identifier_is_a_concept_by_its_terms_alone() {
        let whole = read_csv("concept,language,term\nx,en,jury\nx,de,Jury\nbudget,en,money\n").unwrap();
        let mut other = without_ids(&[
            &[("en", "jury"), ("de", "Jury"), ("fr", "jury")],
            &[("en", "budget"), ("de", "Haushalt")],
            &[("en", "jury"), ("de", "Obst")],
            &[("en", "money"), ("de", "Geld")],
        ]);
        other.identify(&whole);
        assert_eq!(ids(&other), ["x", "budget-2", "jury", "money"]);
    }

    #[test]
    fn one_identifier_for_two_concepts_is_a_clash() {
        let whole = read_csv("concept,language,term,iate\n1,en,jury,\n1,de,Jury,\niate-2,en,a,2\n").unwrap();
        let clashes = |csv: &str| read_csv(&format!("concept,language,term,iate\n{csv}")).unwrap().clashes(&whole);
        assert_eq!(clashes("1,en,budget,\n1,de,Haushalt,\n").len(), 1);
        assert_eq!(clashes("1,fr,budget,\n").len(), 1, "no language in common");
        assert!(clashes("1,en,Jury,\n1,de,Bürgerjury,\n").is_empty());
        assert!(clashes("iate-2,de,b,2\n2,en,jury,\n").is_empty());
    }
}
