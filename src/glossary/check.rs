//! Terms in a translation: missing, forbidden, translated although they stay, taken from another concept.
//!
//! A finding is only as severe as the match is sure; see [`super::TERM_RULES`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::hit::{Hit, Match};
use super::matcher::Matcher;
use super::named::Named;
use super::quotation::kept_quotations;
use super::rules::{AMBIGUOUS, DEPRECATED, MISSING, TermRule};
use super::trace::{Trace, trace};
use super::{Concept, Section, TermKind, Termbase, kept_name};
use crate::language::Language;
use crate::model::{Finding, Severity};

/// The terms of English and one target language, ready to check translations.
#[derive(Debug)]
pub struct Checker<'b> {
    base: &'b Termbase,
    language: &'static Language,
    target: Matcher,
}

/// What is asked about one place of the English.
#[derive(Clone, Copy)]
struct Question<'q> {
    source: &'q str,
    /// What the place names.
    named: &'q Named,
    /// All concepts that the English names.
    all: &'q BTreeSet<usize>,
    target: &'q str,
    /// The terms in the translation.
    hits: &'q [Hit],
}

impl<'q> Question<'q> {
    fn english(&self) -> &'q str {
        self.source.get(self.named.span.clone()).unwrap_or("")
    }
}

/// How one concept is rendered in one translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    /// The 0-based place of the concept.
    pub concept: usize,
    /// The best occurrence of one of its terms, forbidden ones included; none when there is no trace of any.
    pub hit: Option<Hit>,
}

impl<'b> Checker<'b> {
    /// Prepares the terms of a language.
    #[must_use]
    pub fn new(base: &'b Termbase, language: &'static Language) -> Self {
        Self { base, language, target: Matcher::new(base, language) }
    }

    /// Returns how each named concept that has terms in this language is rendered in `target`, in the order of the
    /// English, each concept once.
    #[must_use]
    pub fn renderings(&self, named: &[Named], target: &str) -> Vec<Rendering> {
        let hits = self.target.find(target);
        let mut seen = BTreeSet::new();
        let concepts = named.iter().flat_map(|named| named.concepts.iter().copied());
        concepts
            .filter(|concept| seen.insert(*concept) && self.section(*concept).is_some_and(|s| !s.terms.is_empty()))
            .map(|concept| Rendering { concept, hit: self.best(&hits, concept).cloned() })
            .collect()
    }

    /// Checks one translation: `source` is the English text (or its plural), `named` what [`super::named_concepts`] found in
    /// it. Findings have rule, severity, message, hint, language, texts and span; the caller adds the place.
    #[must_use]
    pub fn check(&self, source: &str, named: &[Named], target: &str) -> Vec<Finding> {
        // English that was kept whole is for the rule on untranslated text.
        if named.is_empty() || target.trim().is_empty() || target.trim() == source.trim() {
            return Vec::new();
        }
        let hits = self.target.find(target);
        let quotations = kept_quotations(source, target);
        let is_quoted = |span: &Range<usize>| {
            quotations.iter().any(|(quoted, _)| quoted.start <= span.start && span.end <= quoted.end)
        };
        let all: BTreeSet<usize> = named.iter().flat_map(|named| named.concepts.iter().copied()).collect();
        let mut done: BTreeSet<&[usize]> = BTreeSet::new();
        let mut findings = Vec::new();
        // Of several occurrences of a concept, the clearest counts.
        let (clear, unclear): (Vec<&Named>, Vec<&Named>) = named.iter().partition(|named| named.is_clear);
        for named in clear.into_iter().chain(unclear) {
            if is_quoted(&named.span) || !done.insert(&named.concepts) {
                continue;
            }
            let question = Question { source, named, all: &all, target, hits: &hits };
            if let Some(mut finding) = self.check_concepts(&question) {
                // A term that English must not use is mended there, once.
                if !named.is_clear || named.is_forbidden {
                    finding.severity = Severity::Note;
                }
                finding.language = Some(self.language.code.to_owned());
                finding.source = Some(source.to_owned());
                finding.target = Some(target.to_owned());
                findings.push(finding);
            }
        }
        findings
    }

    fn check_concepts(&self, question: &Question<'_>) -> Option<Finding> {
        let Question { named, target, hits, .. } = *question;
        let english = question.english();
        let mut concepts = named.concepts.iter().filter_map(|at| self.base.concepts.get(*at));
        if let Some(concept) = concepts.find(|concept| concept.is_do_not_translate()) {
            let instead = named.concepts.iter().find_map(|at| self.best(hits, *at)).map(|hit| hit.span.clone());
            return kept_name::check(concept, english, target, self.language, instead);
        }
        let sections: Vec<(usize, &Section)> =
            named.concepts.iter().filter_map(|at| self.section(*at).map(|section| (*at, section))).collect();
        let recommended = sections.iter().find_map(|(_, section)| section.recommended())?;
        let bests: Vec<&Hit> = sections.iter().filter_map(|(at, _)| self.best(hits, *at)).collect();
        if bests.iter().any(|hit| !self.is_forbidden(hit)) {
            return None;
        }
        let wanted = format!("use “{}”", recommended.text);
        if let Some(hit) = bests.first() {
            let severity = if hit.level.is_sure() { Severity::Error } else { Severity::Warning };
            let used = target.get(hit.span.clone()).unwrap_or("");
            let status = self.term(hit).map_or("deprecated", |term| term.status.word());
            let message = format!("“{used}” is {status} for “{english}”");
            return Some(finding(&DEPRECATED, severity, message, wanted, Some(hit.span.clone())));
        }
        if let Some((hit, other)) = self.stranger(question) {
            let used = target.get(hit.span.clone()).unwrap_or("");
            let message = format!("“{english}” is rendered by “{used}”, the term for “{}”", other.name());
            let severity = if self.is_demanded(&sections) { Severity::Warning } else { Severity::Note };
            return Some(finding(&AMBIGUOUS, severity, message, wanted, Some(hit.span.clone())));
        }
        let severity = self.severity_of_missing(question, &sections)?;
        let message = format!("“{english}” has no equivalent from the termbase");
        let others = other_terms(&sections, &recommended.text);
        let hint = if others.is_empty() { wanted } else { format!("{wanted}; also: {}", others.join(", ")) };
        Some(finding(&MISSING, severity, message, hint, None))
    }

    /// Returns a term of a concept that the English does not name.
    fn stranger<'q>(&self, question: &Question<'q>) -> Option<(&'q Hit, &'b Concept)> {
        let is_strange = |hit: &&Hit| {
            hit.level > Match::Compound && !question.all.contains(&hit.place.concept) && !self.is_forbidden(hit)
        };
        let mut strangers = question.hits.iter().filter(is_strange);
        let hit = strangers.find(|hit| !self.is_mentioned(hit.place.concept, question.source))?;
        Some((hit, self.base.concepts.get(hit.place.concept)?))
    }

    /// Returns how severe it is that no term is found; none for concepts without a usable term.
    fn severity_of_missing(&self, question: &Question<'_>, sections: &[(usize, &Section)]) -> Option<Severity> {
        let usable = sections.iter().flat_map(|(_, section)| &section.terms);
        let traces = usable
            .filter(|term| !term.status.is_forbidden() && term.kind != TermKind::LookupForm)
            .map(|term| trace(&term.text, question.target, self.language));
        let english = question.english();
        let is_clear = question.named.level == Match::Form && !is_common_word(english) && !is_short_form(english);
        Some(match traces.max()? {
            _ if !self.is_demanded(sections) => Severity::Note,
            Trace::Nothing if is_clear => Severity::Error,
            Trace::Nothing | Trace::Part => Severity::Warning,
            Trace::Beginning => Severity::Note,
        })
    }

    /// Returns the surest occurrence of a term of the concept, one that may be used before a forbidden one.
    fn best<'h>(&self, hits: &'h [Hit], concept: usize) -> Option<&'h Hit> {
        hits.iter()
            .filter(|hit| hit.place.concept == concept)
            .max_by_key(|hit| (!self.is_hidden(hit, hits), !self.is_forbidden(hit), hit.level))
    }

    /// Returns whether a usable term was only found inside a longer forbidden one of the same concept.
    fn is_hidden(&self, hit: &Hit, hits: &[Hit]) -> bool {
        !self.is_forbidden(hit)
            && hits.iter().any(|other| {
                other.place.concept == hit.place.concept
                    && self.is_forbidden(other)
                    && other.span.len() > hit.span.len()
                    && other.span.start <= hit.span.start
                    && hit.span.end <= other.span.end
            })
    }

    /// Returns whether one of these concepts has adopted terms here and in English; what is proposed is never demanded.
    fn is_demanded(&self, sections: &[(usize, &Section)]) -> bool {
        let english = |concept: usize| self.base.concepts.get(concept)?.section("en");
        sections.iter().any(|(at, here)| here.is_adopted() && english(*at).is_some_and(Section::is_adopted))
    }

    /// Returns whether an English text has a term of this concept anywhere, also inside a longer term.
    fn is_mentioned(&self, concept: usize, source: &str) -> bool {
        let concept = self.base.concepts.get(concept).into_iter().cloned().collect();
        let english = crate::language::find("en");
        english.is_some_and(|english| !Matcher::new(&Termbase { concepts: concept }, english).find(source).is_empty())
    }

    fn is_forbidden(&self, hit: &Hit) -> bool {
        self.term(hit).is_some_and(|term| term.status.is_forbidden())
    }

    /// Returns the term of an occurrence.
    #[must_use]
    pub fn term(&self, hit: &Hit) -> Option<&'b super::Term> {
        self.base.term(hit.place)
    }

    fn section(&self, concept: usize) -> Option<&'b Section> {
        self.base.concepts.get(concept)?.section(self.language.code)
    }
}

/// Returns whether an English wording is one word in small letters, which a good translation may paraphrase: `Every citizen
/// has a voice`.
fn is_common_word(english: &str) -> bool {
    english.chars().all(|c| c.is_alphabetic()) && !english.chars().skip(1).any(char::is_uppercase)
}

/// Returns whether an English wording is an abbreviation in capitals, which a good translation may write out: `EU`.
fn is_short_form(english: &str) -> bool {
    english.chars().count() <= 6 && english.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Checks the English itself for terms that its own termbase forbids.
#[must_use]
pub fn check_english(base: &Termbase, source: &str, named: &[Named]) -> Vec<Finding> {
    let check = |named: &Named| {
        let concepts = named.concepts.iter().filter_map(|at| base.concepts.get(*at));
        let recommended = concepts.filter_map(|concept| concept.section("en")).find_map(Section::recommended);
        let hint = recommended.map_or("use another word".to_owned(), |term| format!("use “{}”", term.text));
        let message = format!("“{}” is not to be used", source.get(named.span.clone()).unwrap_or(""));
        let severity = if named.is_clear { Severity::Error } else { Severity::Note };
        let mut finding = finding(&DEPRECATED, severity, message, hint, Some(named.span.clone()));
        finding.source = Some(source.to_owned());
        finding
    };
    named.iter().filter(|named| named.is_forbidden).map(check).collect()
}

/// Returns a finding without a place.
pub(super) fn finding(
    rule: &TermRule,
    severity: Severity,
    message: String,
    hint: String,
    span: Option<Range<usize>>,
) -> Finding {
    let mut finding = Finding::new(rule.rule_id(), severity.min(rule.severity), message);
    finding.hint = Some(hint);
    finding.span = span;
    finding
}

/// Returns up to three terms that may be used besides the recommended one.
fn other_terms<'s>(sections: &[(usize, &'s Section)], recommended: &str) -> Vec<&'s str> {
    let terms = sections.iter().flat_map(|(_, section)| &section.terms);
    let is_other = |term: &&super::Term| !term.status.is_forbidden() && term.text != recommended;
    terms.filter(is_other).map(|term| term.text.as_str()).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{named_concepts, read_csv};
    use crate::language;

    const BASE: &str = "concept,language,term,status,pos,do_not_translate,case_sensitive
assembly,en,citizens' assembly,preferred,noun,,
assembly,de,Bürgerrat,preferred,noun,,
assembly,de,Bürgerversammlung,deprecated,noun,,
assembly,pl,panel obywatelski,preferred,noun,,
participation,en,citizen participation,preferred,noun,,
participation,de,Bürgerbeteiligung,preferred,noun,,
jury,en,citizens' jury,preferred,noun,,
jury,de,Bürgerjury,preferred,noun,,
rec,en,Commission Recommendation,preferred,,
rec,hu,bizottsági ajánlás,preferred,,
rec,hu,Bizottság ajánlása,admitted,,
rec,et,komisjoni soovitus,preferred,,
cafe,en,World Café,preferred,noun,yes,yes
mandate,en,mandate,preferred,noun,,
mandate,cs,mandát,preferred,noun,,
lead,en,lead,preferred,noun,,
lead,de,Leitung,preferred,noun,,
facilitator,en,facilitator,preferred,noun,,
facilitator,de,Moderator,preferred,noun,,
take-part,en,participation,preferred,noun,,
take-part,de,Beteiligung,preferred,noun,,
union,en,European Union,preferred,,,
union,en,mini-state,deprecated,,,
union,de,Europäische Union,preferred,,,
";

    fn check(code: &str, source: &str, target: &str) -> Vec<(String, Severity)> {
        let base = read_csv(BASE).unwrap();
        let english = Matcher::new(&base, language::find("en").unwrap());
        let checker = Checker::new(&base, language::find(code).unwrap());
        let findings = checker.check(source, &named_concepts(&base, &english, source), target);
        findings.into_iter().map(|finding| (finding.rule.to_string(), finding.severity)).collect()
    }

    #[test]
    fn inflected_and_compounded_terms_are_no_finding() {
        assert_eq!(check("pl", "A citizens' assembly meets.", "O panelach obywatelskich mówi się dużo."), []);
        assert_eq!(check("de", "Members of the citizens' assemblies", "Die Bürgerratsmitglieder"), []);
        assert_eq!(check("de", "We met.", "Wir trafen uns."), []);
    }

    #[test]
    fn a_miss_without_any_trace_is_an_error_and_one_with_a_trace_is_not() {
        let missing = |severity| vec![("term-missing".to_owned(), severity)];
        assert_eq!(check("pl", "The citizens' assembly met.", "Zebranie się odbyło."), missing(Severity::Error));
        assert_eq!(check("pl", "The citizens' assembly met.", "Panel się zebrał."), missing(Severity::Warning));
    }

    #[test]
    fn forbidden_terms_are_reported_with_the_one_to_use() {
        let found = check("de", "The citizens' assembly met.", "Die Bürgerversammlungen tagten.");
        assert_eq!(found, [("term-deprecated".to_owned(), Severity::Error)]);
        assert_eq!(check("de", "We met.", "Die Bürgerversammlungen tagten."), []);
    }

    #[test]
    fn the_term_of_another_concept_is_ambiguous() {
        let found = check("de", "The citizens' jury met.", "Der Bürgerrat tagte.");
        assert_eq!(found, [("term-ambiguous".to_owned(), Severity::Warning)]);
        assert_eq!(check("de", "The citizens' jury and the citizens' assembly", "Bürgerjury und Bürgerrat"), []);
    }

    #[test]
    fn a_compound_or_a_word_of_a_longer_english_term_is_no_other_concept() {
        let missing = |severity| vec![("term-missing".to_owned(), severity)];
        assert_eq!(check("de", "See the facilitator.", "Siehe die Begleitung."), missing(Severity::Warning));
        let found = check("de", "Citizen participation in the European Union", "Beteiligung der Bürger hier");
        assert!(found.iter().all(|(rule, _)| rule != "term-ambiguous"), "{found:?}");
        let found = check("de", "The European Union decides.", "Die Beteiligung entscheidet.");
        assert_eq!(found, [("term-ambiguous".to_owned(), Severity::Warning)]);
    }

    #[test]
    fn a_plain_word_may_be_paraphrased_and_a_name_may_not() {
        let missing = |severity| vec![("term-missing".to_owned(), severity)];
        assert_eq!(check("de", "Every facilitator has a voice.", "Alle haben ein Wort."), missing(Severity::Warning));
        assert_eq!(check("de", "Every citizens' jury has one.", "Alle haben eins."), missing(Severity::Error));
    }

    #[test]
    fn an_abbreviation_may_be_written_out() {
        let base = read_csv("concept,language,term,type\nu,en,EU,abbreviation\nu,de,EU,abbreviation\n").unwrap();
        let english = Matcher::new(&base, language::find("en").unwrap());
        let checker = Checker::new(&base, language::find("de").unwrap());
        let severities = |target: &str| {
            let source = "The EU decides.";
            let found = checker.check(source, &named_concepts(&base, &english, source), target);
            found.into_iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        assert_eq!(severities("Die Union entscheidet."), [Severity::Warning]);
        assert_eq!(severities("Die EU entscheidet."), []);
    }

    #[test]
    fn english_that_uses_a_forbidden_term_is_reported_there_and_hardly_in_the_translations() {
        let base = read_csv(BASE).unwrap();
        let english = Matcher::new(&base, language::find("en").unwrap());
        let source = "The mini-states of the European Union";
        let found = check_english(&base, source, &named_concepts(&base, &english, source));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].severity, found[0].span.clone()), (Severity::Error, Some(4..15)));
        assert_eq!(found[0].hint.as_deref(), Some("use “European Union”"));
        assert_eq!(
            check("de", "The mini-state is new.", "Alles ist neu."),
            [("term-missing".to_owned(), Severity::Note)]
        );
    }

    #[test]
    fn a_proposed_term_is_never_demanded() {
        let severity = |english: &str, german: &str| {
            let rows = format!(
                "concept,language,term,status\nm,en,mini-public,{english}\nm,de,Mini-Öffentlichkeit,{german}\n"
            );
            let base = read_csv(&rows).unwrap();
            let matcher = Matcher::new(&base, language::find("en").unwrap());
            let source = "The mini-public votes.";
            let named = named_concepts(&base, &matcher, source);
            let checker = Checker::new(&base, language::find("de").unwrap());
            assert_eq!(checker.check(source, &named, "Die Mini-Öffentlichkeit stimmt ab."), []);
            let found = checker.check(source, &named, "Das Gremium stimmt ab.");
            found.into_iter().map(|finding| (finding.rule.to_string(), finding.severity)).collect::<Vec<_>>()
        };
        let missing = |severity| vec![("term-missing".to_owned(), severity)];
        assert_eq!(severity("proposed", "proposed"), missing(Severity::Note));
        assert_eq!(severity("preferred", "proposed"), missing(Severity::Note));
        assert_eq!(severity("proposed", "preferred"), missing(Severity::Note));
        assert_eq!(severity("admitted", "admitted"), missing(Severity::Error));
        assert_eq!(severity("deprecated", "preferred"), missing(Severity::Note));
    }

    #[test]
    fn a_title_quoted_in_english_needs_no_term() {
        let source = "Read ‘A ladder of citizen participation’.";
        assert_eq!(check("de", source, "Lesen Sie „A ladder of citizen participation“."), []);
        let found =
            check("de", &format!("{source} On citizen participation."), "„A ladder of citizen participation“ hier.");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_verb_is_no_noun_and_an_unclear_word_is_a_note() {
        assert_eq!(check("cs", "People can mandate it.", "Lidé to mohou schválit."), []);
        let missing = |severity| vec![("term-missing".to_owned(), severity)];
        assert_eq!(check("cs", "The mandate ends.", "Všechno jednou končí."), missing(Severity::Warning));
        assert_eq!(check("cs", "Groups mandate politicians.", "Politici jednají za skupinu."), missing(Severity::Note));
    }

    #[test]
    fn two_terms_may_share_a_word() {
        let base = |code: &str, working: &str, steering: &str| {
            let rows = format!("w,{code},{working}\ns,{code},{steering}\n");
            read_csv(&format!("concept,language,term\nw,en,working group\ns,en,steering group\n{rows}")).unwrap()
        };
        for (code, working, steering, target) in [
            ("fr", "groupe de travail", "groupe de pilotage", "Les groupes de travail et de pilotage se réunissent."),
            ("es", "grupo de trabajo", "grupo director", "Los grupos de trabajo y director se reúnen."),
            ("pl", "grupa robocza", "grupa sterująca", "Grupy robocze i sterujące spotykają się."),
            ("cs", "pracovní skupina", "řídicí skupina", "Pracovní i řídicí skupina se sejdou."),
            ("lt", "darbo grupė", "valdymo grupė", "Darbo ir valdymo grupės susitinka."),
            ("lv", "darba grupa", "vadības grupa", "Darba un vadības grupas tiekas."),
            ("bg", "работна група", "ръководна група", "Работните и ръководните групи заседават."),
            ("el", "ομάδα εργασίας", "ομάδα καθοδήγησης", "Οι ομάδες εργασίας και καθοδήγησης συνεδριάζουν."),
            ("ro", "grup de lucru", "grup de coordonare", "Grupurile de lucru și de coordonare se întrunesc."),
            ("ga", "grúpa oibre", "grúpa stiúrtha", "Tagann na grúpaí oibre agus stiúrtha le chéile."),
            ("mt", "grupp ta’ ħidma", "grupp ta’ tmexxija", "Il-gruppi ta’ ħidma u ta’ tmexxija jiltaqgħu."),
            ("sl", "delovna skupina", "usmerjevalna skupina", "Delovna in usmerjevalna skupina se sestaneta."),
        ] {
            let base = base(code, working, steering);
            let english = Matcher::new(&base, language::find("en").unwrap());
            let checker = Checker::new(&base, language::find(code).unwrap());
            for source in ["The working and steering groups meet.", "Each working group and steering group meets."] {
                let found = checker.check(source, &named_concepts(&base, &english, source), target);
                assert_eq!(found, [], "{code} {source}");
            }
            let lost =
                checker.check("The steering group.", &named_concepts(&base, &english, "The steering group."), "x");
            assert_eq!(lost.len(), 1, "{code}");
        }
    }

    #[test]
    fn a_date_may_stand_inside_a_term() {
        let source = "Read the Commission Recommendation of 12 December 2023.";
        assert_eq!(check("hu", source, "Olvassa el a Bizottság 2023. december 12-i ajánlását."), []);
        assert_eq!(check("et", source, "Lugege komisjoni 12. detsembri 2023. aasta soovitust."), []);
        assert_eq!(check("et", source, "Lugege juhendit.").len(), 1);
    }

    #[test]
    fn names_stay() {
        assert_eq!(
            check("de", "Run a World Café.", "Ein Weltcafé."),
            [("term-do-not-translate".to_owned(), Severity::Error)]
        );
        assert_eq!(check("de", "Run a World Café.", "Ein World-Café."), []);
    }
}
