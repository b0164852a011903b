//! One entry of a TBX file while it is read.
//!
//! Invariant: a value goes to one field of ours, or [`Entry::apply`] says that it has no place.

use super::category::Category;
use crate::glossary::concept::gender_letter;
use crate::glossary::language_tag::{is_language_tag, language_code, shown_tag};
use crate::glossary::spelling::single_spaced;
use crate::glossary::{Concept, PassedOver, Section, Term, TermKind, TermStatus};

/// A value with what the file says about it.
pub(super) struct Leaf {
    pub(super) category: Category,
    /// What the file calls it.
    pub(super) name: String,
    pub(super) text: String,
    /// Where a reference points to; mostly empty.
    pub(super) target: String,
    /// The language tag of the value itself; mostly empty.
    pub(super) language: String,
    pub(super) line: usize,
}

/// A language section as it stands in the file.
struct Part {
    /// Its language is the tag of the file.
    section: Section,
    line: usize,
    /// The note on the whole section, as Weblate writes it.
    note: String,
    /// Whether it is a definition above the sections.
    is_of_concept: bool,
}

/// What the group of descriptions that is open is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// Nothing was seen in it yet.
    Empty,
    Definition,
    /// A subject field, a context and the like.
    Other,
}

pub(super) struct Entry {
    concept: Concept,
    parts: Vec<Part>,
    is_in_section: bool,
    term: Option<Term>,
    group: Option<Group>,
}

impl Entry {
    /// Opens an entry; `id` is empty where the file gives none.
    pub(super) fn new(id: &str) -> Self {
        let iate = id.strip_prefix("IATE-").unwrap_or("").to_owned();
        let concept = Concept { id: id.to_owned(), has_made_up_id: id.is_empty(), iate, ..Concept::default() };
        Self { concept, parts: Vec::new(), is_in_section: false, term: None, group: None }
    }

    pub(super) fn is_in_section(&self) -> bool {
        self.is_in_section
    }

    pub(super) fn open_section(&mut self, tag: &str, line: usize) {
        self.open_part(tag, line, false);
        self.is_in_section = true;
    }

    fn open_part(&mut self, tag: &str, line: usize, is_of_concept: bool) {
        let section = Section { language: shown_tag(tag), ..Section::default() };
        self.parts.push(Part { section, line, note: String::new(), is_of_concept });
    }

    pub(super) fn close_section(&mut self) {
        self.is_in_section = false;
    }

    pub(super) fn open_term(&mut self) {
        self.term = Some(Term::default());
    }

    pub(super) fn close_term(&mut self) {
        if let (Some(part), Some(term)) = (self.parts.last_mut(), self.term.take())
            && !term.text.is_empty()
        {
            part.section.terms.push(term);
        }
    }

    pub(super) fn open_group(&mut self) {
        self.group = Some(Group::Empty);
    }

    pub(super) fn close_group(&mut self) {
        self.group = None;
    }

    /// Notes what an open group is about, by the first element in it.
    pub(super) fn in_group(&mut self, category: Option<Category>) {
        if self.group == Some(Group::Empty) {
            self.group = Some(if category == Some(Category::Definition) { Group::Definition } else { Group::Other });
        }
    }

    /// Returns the tags of the sections as the file has them.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|part| !part.is_of_concept).map(|part| part.section.language.as_str())
    }

    /// Puts a value in its place; returns whether there is one.
    ///
    /// # Errors
    /// A status that nobody knows: a term that must not be used could be among them.
    pub(super) fn apply(&mut self, leaf: &Leaf) -> Result<bool, String> {
        let value = leaf.text.trim();
        if value.is_empty() && leaf.target.is_empty() {
            return Ok(true);
        }
        let part = self.parts.last_mut().filter(|part| self.is_in_section || part.is_of_concept);
        let is_its =
            |language: &str| leaf.language.is_empty() || language_code(&leaf.language) == language_code(language);
        let placed = match (leaf.category, &mut self.term, part) {
            (Category::Definition, _, Some(part)) if self.is_in_section => {
                is_its(&part.section.language) && join(&mut part.section.definition, value)
            }
            (Category::Definition, ..) => {
                let tag = if is_language_tag(&leaf.language) { leaf.language.as_str() } else { "en" };
                self.open_part(tag, leaf.line, true);
                self.parts.last_mut().is_some_and(|part| join(&mut part.section.definition, value))
            }
            (Category::Domain, ..) => leaf.language.is_empty() && join(&mut self.concept.domain, value),
            (Category::Reference, ..) => match iate_number(&leaf.target).or_else(|| iate_number(value)) {
                Some(number) => only(&mut self.concept.iate, number),
                None => false,
            },
            (Category::Source, _, Some(part)) if self.group == Some(Group::Definition) => {
                join(&mut part.section.definition_source, value)
            }
            (Category::Source | Category::Note, ..) if self.group == Some(Group::Other) => false,
            (category, Some(term), Some(part)) => {
                is_its(&part.section.language) && apply_to_term(category, term, value)?
            }
            // Behind a definition it is the definition's.
            (Category::Source, None, Some(part)) => {
                !part.section.definition.is_empty() && join(&mut part.section.definition_source, value)
            }
            (Category::Note, None, Some(part)) if self.is_in_section => join(&mut part.note, value),
            (Category::Note, None, _) => leaf.language.is_empty() && join(&mut self.concept.note, value),
            _ => false,
        };
        Ok(placed)
    }

    /// Makes the concept, without the sections whose tag is foreign.
    pub(super) fn concept(self, foreign: &[String], passed_over: &mut Vec<PassedOver>) -> Concept {
        let mut concept = self.concept;
        for part in self.parts {
            let Part { mut section, line, note, is_of_concept } = part;
            if !is_of_concept && foreign.contains(&section.language) {
                passed_over.push(PassedOver { line, what: section.language });
                continue;
            }
            let into = concept.section_mut(&language_code(&section.language));
            join(&mut into.definition, &section.definition);
            join(&mut into.definition_source, &section.definition_source);
            let is_placed =
                note.is_empty() || section.terms.first_mut().is_some_and(|first| join(&mut first.note, &note));
            into.terms.extend(section.terms);
            if !is_placed {
                passed_over.push(PassedOver { line, what: "note".to_owned() });
            }
        }
        concept
    }
}

/// Puts a value in its place in a term; returns whether there is one.
fn apply_to_term(category: Category, term: &mut Term, value: &str) -> Result<bool, String> {
    Ok(match category {
        Category::Term => only(&mut term.text, &single_spaced(value)),
        Category::Status => {
            let status =
                TermStatus::parse(value).ok_or_else(|| format!("read the TBX file: unknown status “{value}”"))?;
            if term.status == TermStatus::default() || status.is_forbidden() {
                term.status = status;
            }
            true
        }
        Category::PartOfSpeech => only(&mut term.part_of_speech, value),
        Category::Gender => only(&mut term.gender, &gender_letter(value)),
        Category::Kind => TermKind::parse(value).inspect(|kind| term.kind = *kind).is_some(),
        Category::Source => join(&mut term.source, value),
        Category::Reliability => only(&mut term.reliability, value),
        Category::Note => join(&mut term.note, value),
        Category::Translation => {
            term.do_not_translate |= value.eq_ignore_ascii_case("no");
            true
        }
        Category::Form => {
            term.forms.push(single_spaced(value));
            true
        }
        Category::Case => {
            term.case_sensitive |= value.eq_ignore_ascii_case("yes");
            true
        }
        Category::Domain | Category::Definition | Category::Reference => false,
    })
}

/// Adds a value to what is there; always true.
fn join(slot: &mut String, value: &str) -> bool {
    if slot.is_empty() {
        value.clone_into(slot);
    } else if !value.is_empty() && !slot.split("; ").any(|known| known == value) && slot != value {
        slot.push_str("; ");
        slot.push_str(value);
    }
    true
}

/// Fills an empty field; returns whether the value is there now.
fn only(slot: &mut String, value: &str) -> bool {
    if slot.is_empty() {
        value.clone_into(slot);
    }
    slot == value
}

/// Returns the digits at the end of an IATE address.
fn iate_number(target: &str) -> Option<&str> {
    let (_, rest) = target.split_once("iate.europa.eu/entry/result/")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::glossary::TermbaseFormat;
    use crate::glossary::{PassedOver, Reading, TbxStyle, TermStatus};

    fn read(entry: &str) -> Reading {
        let text =
            format!("<tbx><text><body>\n<conceptEntry id=\"m\">\n{entry}\n</conceptEntry>\n</body></text></tbx>");
        TermbaseFormat::Tbx(TbxStyle::Dca).read_whole(&text).unwrap()
    }

    fn named(reading: &Reading) -> Vec<(usize, &str)> {
        reading.passed_over.iter().map(|PassedOver { line, what }| (*line, what.as_str())).collect()
    }

    #[test]
    fn several_values_of_one_field_are_joined() {
        let reading = read(
            "<descrip type=\"subjectField\">politics</descrip><descrip type=\"subjectField\">law</descrip><note>one</note><note>two</note>\
             <langSec xml:lang=\"en\"><descripGrp><descrip type=\"definition\">A.</descrip><admin type=\"source\">S1</admin></descripGrp>\
             <descripGrp><descrip type=\"definition\">B.</descrip><admin type=\"source\">S2</admin></descripGrp>\
             <termSec><term>team</term><note>n1</note><note>n2</note><admin type=\"source\">s1</admin><admin type=\"source\">s2</admin></termSec></langSec>",
        );
        let concept = &reading.base.concepts[0];
        let section = &concept.sections[0];
        assert_eq!((concept.domain.as_str(), concept.note.as_str()), ("politics; law", "one; two"));
        assert_eq!((section.definition.as_str(), section.definition_source.as_str()), ("A.; B.", "S1; S2"));
        assert_eq!((section.terms[0].note.as_str(), section.terms[0].source.as_str()), ("n1; n2", "s1; s2"));
        assert!(reading.passed_over.is_empty(), "{:?}", reading.passed_over);
    }

    #[test]
    fn white_space_in_a_term_is_one_space() {
        let reading =
            read("<langSec xml:lang=\"en\"><termSec><term>town   hall\n    meeting</term></termSec></langSec>");
        assert_eq!(reading.base.concepts[0].sections[0].terms[0].text, "town hall meeting");
        let csv = "concept,language,term,forms\nwg,pl,grupa  robocza,grupy  robocze; \"\n".replace("; \"", "");
        let base = crate::glossary::read_csv(&csv).unwrap();
        let term = &base.concepts[0].sections[0].terms[0];
        assert_eq!((term.text.as_str(), term.forms.as_slice()), ("grupa robocza", &["grupy robocze".to_owned()][..]));
    }

    #[test]
    fn the_source_of_a_context_is_not_that_of_the_term() {
        let reading = read(
            "<langSec xml:lang=\"en\"><termSec><term>team</term>\n<descripGrp><descrip type=\"context\">The team.</descrip>\
             <admin type=\"source\">C</admin></descripGrp><admin type=\"source\">T</admin></termSec></langSec>",
        );
        assert_eq!(reading.base.concepts[0].sections[0].terms[0].source, "T");
        assert_eq!(named(&reading), [(4, "context"), (4, "source")]);
    }

    #[test]
    fn a_definition_above_the_sections_belongs_to_its_language() {
        let reading = read(
            "<descrip type=\"definition\" xml:lang=\"de\">Deutsch.</descrip><descrip type=\"definition\">English.</descrip>\
             <langSec xml:lang=\"de\"><termSec><term>Wahl</term></termSec></langSec>",
        );
        let concept = &reading.base.concepts[0];
        assert_eq!(concept.section("de").unwrap().definition, "Deutsch.");
        assert_eq!(concept.section("en").unwrap().definition, "English.");
    }

    #[test]
    fn what_has_no_place_is_named_with_its_line() {
        let reading = read(
            "<transacGrp><transac type=\"transactionType\">origination</transac>\n<date>2020</date></transacGrp>\n<!-- c -->\n\
             <langSec xml:lang=\"en\"><termSec id=\"t\"><term>a<hi>b</hi></term><termNote type=\"register\">x</termNote></termSec></langSec>",
        );
        let expected =
            [(3, "transactionType"), (4, "date"), (5, "comment"), (6, "attribute id"), (6, "hi"), (6, "register")];
        assert_eq!(named(&reading), expected);
        assert_eq!(reading.base.wordings("en"), ["ab"]);
    }

    #[test]
    fn a_term_that_must_not_be_used_is_never_allowed() {
        let status = |word: &str| {
            let text = format!(
                "<tbx><text><body><conceptEntry id=\"m\"><langSec xml:lang=\"en\"><termSec><term>a</term>\n\
                 <termNote type=\"administrativeStatus\">{word}</termNote></termSec></langSec></conceptEntry></body></text></tbx>"
            );
            TermbaseFormat::Tbx(TbxStyle::Dca).read(&text).map(|base| base.concepts[0].sections[0].terms[0].status)
        };
        assert_eq!(status("notRecommended").unwrap(), TermStatus::Deprecated);
        assert_eq!(status("doNotUse").unwrap_err().line, Some(2));
    }
}
