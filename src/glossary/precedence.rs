//! Which of two terms of one concept stands over the same words: one that is not to be used, or a usable one that looks like it.
//!
//! Look-alikes are what a termbase forbids. Invariant: a usable term that is written as it is listed always counts.

use super::hit::{Hit, Match};

/// An occurrence of a term.
pub(super) struct Found {
    pub(super) hit: Hit,
    /// How many of its words stand in the text as in the term.
    pub(super) exact: usize,
    /// Whether the term is not to be used.
    pub(super) is_forbidden: bool,
}

/// Takes out the inflected forms of usable terms that are, word for word, a term of their concept that is not to be used, or a
/// listed form of it. `found` is in the order of the text. In English, whose words change little, the term with more words as
/// they stand is the one that is written: `citizen assemblies` is no form of `citizens' assembly`.
pub(super) fn without_look_alikes(found: Vec<Found>, is_english: bool) -> Vec<Found> {
    let is_closer = |one: &Found, other: &Found| {
        one.is_forbidden
            && one.hit.place.concept == other.hit.place.concept
            && (one.hit.level == Match::Form && other.hit.level < Match::Form
                || is_english && one.hit.level.is_sure() && one.exact > other.exact)
    };
    let mut is_left = Vec::with_capacity(found.len());
    for same in found.chunk_by(|one, other| one.hit.span == other.hit.span) {
        is_left.extend(same.iter().map(|one| one.is_forbidden || !same.iter().any(|other| is_closer(other, one))));
    }
    let left = found.into_iter().zip(is_left).filter(|(_, is_left)| *is_left);
    left.map(|(one, _)| one).collect()
}

#[cfg(test)]
mod tests {
    use crate::glossary::{Checker, Matcher, check_english, named_concepts, read_csv};
    use crate::language::find;

    /// Returns the rules that a translation breaks whose term and look-alike are given.
    fn broken(code: &str, term: &str, forbidden: &str, target: &str) -> Vec<String> {
        let rows = format!(
            "concept,language,term,status\nc,en,citizens' assembly,preferred\nc,{code},{term},preferred\nc,{code},{forbidden},deprecated\n"
        );
        let base = read_csv(&rows).unwrap();
        let source = "The citizens' assembly meets.";
        let named = named_concepts(&base, &Matcher::new(&base, find("en").unwrap()), source);
        let found = Checker::new(&base, find(code).unwrap()).check(source, &named, target);
        found.into_iter().map(|finding| finding.rule.to_string()).collect()
    }

    #[test]
    fn a_forbidden_term_is_no_inflected_form_of_the_one_to_use() {
        for (code, term, forbidden, target, right) in [
            (
                "es",
                "ciclo de las políticas",
                "ciclo político",
                "El ciclo político gira.",
                "Los ciclos de las políticas.",
            ),
            ("it", "ciclo delle politiche", "ciclo politico", "Il ciclo politico.", "I cicli delle politiche."),
            ("pt", "ciclo das políticas", "ciclo político", "O **ciclo político**.", "Os ciclos das políticas."),
            ("el", "κύκλος πολιτικής", "πολιτικός κύκλος", "Ο πολιτικός κύκλος.", "Του κύκλου πολιτικής."),
            ("ro", "adunare a cetățenilor", "adunare cetățenească", "O adunare cetățenească.", "Adunarea cetățenilor."),
            ("nl", "loting", "loterij", "Er is een loterij.", "De lotingen beginnen."),
            ("pl", "panel obywatelski", "panel obywateli", "Panel obywateli.", "W panelu obywatelskim."),
        ] {
            assert_eq!(broken(code, term, forbidden, target), ["term-deprecated"], "{code} {target}");
            assert!(broken(code, term, forbidden, right).is_empty(), "{code} {right}");
        }
        let listed = "concept,language,term,status,forms\nc,en,panel,,\nc,hu,polgári tanács,,polgári gyűlés\nc,hu,polgári gyűlés,deprecated,";
        let base = read_csv(listed).unwrap();
        let named = named_concepts(&base, &Matcher::new(&base, find("en").unwrap()), "A panel");
        let checker = Checker::new(&base, find("hu").unwrap());
        assert!(checker.check("A panel", &named, "Egy polgári gyűlés").is_empty(), "listed as a form of both");
    }

    #[test]
    fn english_tells_the_forbidden_wording_from_the_other_in_every_form() {
        let rows = "concept,language,term,status,pos\na,en,citizens' assembly,preferred,noun\na,en,citizen assembly,deprecated,noun\n\
                    j,en,citizens' jury,preferred,noun\nj,en,citizen jury,deprecated,noun\n";
        let base = read_csv(rows).unwrap();
        let english = Matcher::new(&base, find("en").unwrap());
        let found = |source: &str| check_english(&base, source, &named_concepts(&base, &english, source)).len();
        for wrong in ["A citizen assembly meets.", "Citizen assemblies", "the citizen juries’ work", "A CITIZEN JURY"]
        {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in ["A citizens’ assembly", "Citizens' assemblies", "**Citizens’** juries", "Assemblies of citizens"]
        {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
