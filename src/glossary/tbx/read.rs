//! Reading TBX of any dialect.
//!
//! Entities are never defined by the file; depth is limited. What we do not use is passed over.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::category::{Category, category};
use crate::glossary::concept::gender_letter;
use crate::glossary::language_tag::{is_language_tag, language_code};
use crate::glossary::{Concept, Section, Term, TermKind, TermStatus, Termbase};
use crate::model::{Failure, line_of};

/// The deepest nesting accepted; real files have about ten levels.
const DEPTH: usize = 64;

/// Reads a TBX file: `<tbx>` in DCA or DCT style, or `<martif>`.
///
/// # Errors
/// Bad XML, an undefined entity, an end that is missing, or a root that is no TBX; with the line.
pub fn read_tbx(text: &str) -> Result<Termbase, Failure> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let mut parser = Parser::default();
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let here = |message: String| Failure::new(message).at_line(line_of(text, before));
        let event = reader.read_event().map_err(|error| here(format!("read the XML: {error}")))?;
        match event {
            Event::Start(start) => parser.open(&start, false).map_err(here)?,
            Event::Empty(start) => parser.open(&start, true).map_err(here)?,
            Event::End(_) => parser.close(),
            Event::Text(text) => parser.text(&text.xml10_content()),
            Event::CData(data) => parser.text(&data.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = match &*reference.xml10_content() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let found = known.ok_or_else(|| here("read the XML: an entity that is not defined".to_owned()))?;
                parser.text(found.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !parser.stack.is_empty() || !parser.has_root {
        return Err(Failure::new("read the TBX file: the end of the root element is missing")
            .at_line(line_of(text, text.len()))
            .hint("the file may be cut off; fetch it again"));
    }
    Ok(parser.base)
}

/// What is open at this point of the file.
#[derive(Default)]
struct Parser {
    base: Termbase,
    stack: Vec<Open>,
    has_root: bool,
    concept: Option<Concept>,
    section: Option<Section>,
    /// The note on a whole language section, as Weblate writes it.
    section_note: String,
    term: Option<Term>,
    leaf: Option<Leaf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Concept,
    Section,
    Term,
    Leaf,
    Other,
}

struct Leaf {
    category: Category,
    text: String,
    target: String,
}

impl Parser {
    fn open(&mut self, start: &BytesStart<'_>, empty: bool) -> Result<(), String> {
        if self.stack.len() >= DEPTH {
            return Err(format!("read the TBX file: nested more than {DEPTH} deep"));
        }
        let element = start.local_name();
        let element = element.as_ref();
        if !self.has_root {
            if !matches!(element, "tbx" | "martif") {
                return Err(format!("read the TBX file: the root is <{element}>, not <tbx> or <martif>"));
            }
            self.has_root = true;
        } else if self.stack.is_empty() {
            return Err("read the TBX file: more than one root".to_owned());
        }
        let attribute = |name: &str| -> Result<Option<String>, String> {
            let found = start.try_get_attribute(name).map_err(|error| format!("read the XML: {error}"))?;
            found
                .map(|a| a.normalized_value(quick_xml::XmlVersion::Implicit1_0).map(|v| v.into_owned()))
                .transpose()
                .map_err(|e| format!("read the XML: {e}"))
        };
        let open = match element {
            "conceptEntry" | "termEntry" => {
                let id = attribute("id")?.or(attribute("xml:id")?).unwrap_or_default();
                let iate = id.strip_prefix("IATE-").unwrap_or("").to_owned();
                let id = if id.is_empty() { self.free_identifier() } else { id };
                self.concept = Some(Concept { id, iate, ..Concept::default() });
                Open::Concept
            }
            "langSec" | "langSet" => {
                let tag = attribute("xml:lang")?.or(attribute("lang")?).unwrap_or_default();
                if !is_language_tag(&tag) {
                    return Err(format!("read the TBX file: “{tag}” is no language; a <{element}> needs its xml:lang"));
                }
                self.section = Some(Section { language: language_code(&tag), ..Section::default() });
                self.section_note.clear();
                Open::Section
            }
            "termSec" | "tig" | "ntig" if self.section.is_some() => {
                self.term = Some(Term::default());
                Open::Term
            }
            _ if self.leaf.is_none() && self.concept.is_some() => {
                match category(element, attribute("type")?.as_deref()) {
                    Some(category) => {
                        let target = attribute("target")?.unwrap_or_default();
                        self.leaf = Some(Leaf { category, text: String::new(), target });
                        Open::Leaf
                    }
                    None => Open::Other,
                }
            }
            _ => Open::Other,
        };
        self.stack.push(open);
        if empty {
            self.close();
        }
        Ok(())
    }

    /// Returns an identifier that no entry has so far.
    fn free_identifier(&self) -> String {
        let mut number = self.base.concepts.len() + 1;
        while self.base.concept(&format!("c{number}")).is_some() {
            number += 1;
        }
        format!("c{number}")
    }

    fn text(&mut self, text: &str) {
        if let Some(leaf) = &mut self.leaf {
            leaf.text.push_str(text);
        }
    }

    fn close(&mut self) {
        match self.stack.pop() {
            Some(Open::Concept) => self.base.concepts.extend(self.concept.take()),
            Some(Open::Section) => {
                if let (Some(concept), Some(mut section)) = (&mut self.concept, self.section.take()) {
                    if let Some(first) = section.terms.first_mut() {
                        fill(&mut first.note, &self.section_note);
                    }
                    match concept.sections.iter_mut().find(|known| known.language == section.language) {
                        Some(known) => {
                            fill(&mut known.definition, &section.definition);
                            fill(&mut known.definition_source, &section.definition_source);
                            known.terms.extend(section.terms);
                        }
                        None => concept.sections.push(section),
                    }
                }
            }
            Some(Open::Term) => {
                if let (Some(section), Some(term)) = (&mut self.section, self.term.take())
                    && !term.text.is_empty()
                {
                    section.terms.push(term);
                }
            }
            Some(Open::Leaf) => {
                if let Some(leaf) = self.leaf.take() {
                    self.apply(&leaf);
                }
            }
            Some(Open::Other) | None => {}
        }
    }

    fn apply(&mut self, leaf: &Leaf) {
        let value = leaf.text.trim();
        match (leaf.category, &mut self.term, &mut self.section, &mut self.concept) {
            (Category::Domain, _, _, Some(concept)) => fill(&mut concept.domain, value),
            (Category::Reference, _, _, Some(concept)) => {
                if let Some(number) = iate_number(&leaf.target).or_else(|| iate_number(value)) {
                    fill(&mut concept.iate, number);
                }
            }
            (Category::Definition, _, Some(section), _) => fill(&mut section.definition, value),
            (Category::Definition, _, None, Some(concept)) => fill(&mut concept.section_mut("en").definition, value),
            (category, Some(term), _, _) => apply_to_term(category, term, value),
            // Behind a definition it is the definition's.
            (Category::Source, None, Some(section), _) => of_definition(section, value),
            (Category::Source, None, None, Some(concept)) if concept.section("en").is_some() => {
                of_definition(concept.section_mut("en"), value);
            }
            (Category::Note, None, Some(_), _) => fill(&mut self.section_note, value),
            (Category::Note, None, None, Some(concept)) => fill(&mut concept.note, value),
            _ => {}
        }
    }
}

fn apply_to_term(category: Category, term: &mut Term, value: &str) {
    match category {
        Category::Term => fill(&mut term.text, value),
        Category::Status => {
            let worse = TermStatus::parse(value).unwrap_or_default();
            if term.status == TermStatus::default() || worse.is_forbidden() {
                term.status = worse;
            }
        }
        Category::PartOfSpeech => fill(&mut term.part_of_speech, value),
        Category::Gender => fill(&mut term.gender, &gender_letter(value)),
        Category::Kind => term.kind = TermKind::parse(value).unwrap_or_default(),
        Category::Source => fill(&mut term.source, value),
        Category::Reliability => fill(&mut term.reliability, value),
        Category::Note => fill(&mut term.note, value),
        Category::Translation => term.do_not_translate |= value.eq_ignore_ascii_case("no"),
        Category::Form => term.forms.push(value.to_owned()),
        Category::Case => term.case_sensitive |= value.eq_ignore_ascii_case("yes"),
        Category::Domain | Category::Definition | Category::Reference => {}
    }
}

fn of_definition(section: &mut Section, source: &str) {
    if !section.definition.is_empty() {
        fill(&mut section.definition_source, source);
    }
}

fn fill(slot: &mut String, value: &str) {
    if slot.is_empty() {
        value.clone_into(slot);
    }
}

/// Returns the digits at the end of an IATE address.
fn iate_number(target: &str) -> Option<&str> {
    let (_, rest) = target.split_once("iate.europa.eu/entry/result/")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}
