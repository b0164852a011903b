//! Reading TBX of any dialect.
//!
//! Entities are never defined by the file; depth is limited. What we do not use is passed over, and named with its line.

use std::ops::Range;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::category::{Category, category};
use super::entry::{Entry, Leaf};
use crate::glossary::language_tag::is_language_tag;
use crate::glossary::{PassedOver, Reading, Termbase};
use crate::model::{Failure, line_of};

/// The deepest nesting accepted; real files have about ten levels.
const DEPTH: usize = 64;

/// Reads a TBX file: `<tbx>` in DCA or DCT style, or `<martif>`.
///
/// # Errors
/// Bad XML, an undefined entity, an end that is missing, an unknown status, or a root that is no TBX; with the line.
pub fn read_tbx(text: &str) -> Result<Termbase, Failure> {
    read_entries(text).map(|(reading, _)| reading.base)
}

/// Reads a TBX file with what is not taken over, and where each entry stands, in bytes without a byte order mark.
///
/// # Errors
/// See [`read_tbx`].
pub(in crate::glossary) fn read_entries(text: &str) -> Result<(Reading, Vec<Range<usize>>), Failure> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut parser = Parser { line: 1, ..Parser::default() };
    let mut counted = 0;
    loop {
        let before = position(&reader);
        parser.line += text.get(counted..before).map_or(0, |part| memchr::memchr_iter(b'\n', part.as_bytes()).count());
        counted = before;
        let line = parser.line;
        let here = |message: String| {
            let hint =
                message.contains("status").then_some("use a status of ISO 30042, for example deprecatedTerm-admn-sts");
            let failure = Failure::new(message).at_line(line);
            hint.map_or(failure.clone(), |hint| failure.hint(hint))
        };
        let event = reader.read_event().map_err(|error| here(format!("read the XML: {error}")))?;
        if matches!(event, Event::Eof) {
            break;
        }
        parser.take(event, before..position(&reader)).map_err(here)?;
    }
    if !parser.stack.is_empty() || !parser.has_root {
        return Err(Failure::new("read the TBX file: the end of the root element is missing")
            .at_line(line_of(text, text.len()))
            .hint("the file may be cut off; fetch it again"));
    }
    Ok(parser.finish())
}

/// What is open at this point of the file.
#[derive(Default)]
struct Parser {
    entries: Vec<(Entry, Range<usize>)>,
    passed_over: Vec<PassedOver>,
    stack: Vec<Opened>,
    has_root: bool,
    entry: Option<Entry>,
    start: usize,
    line: usize,
    leaf: Option<Leaf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Concept,
    Section,
    Term,
    Group,
    Leaf,
    Other,
}

struct Opened {
    open: Open,
    name: String,
    is_told: bool,
}

/// Returns the character of a reference.
fn character(reference: &BytesRef<'_>) -> Result<char, String> {
    let known = match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    };
    known.ok_or_else(|| "read the XML: an entity that is not defined".to_owned())
}

impl Parser {
    /// Takes what the reader found, with its bytes.
    fn take(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), String> {
        match event {
            Event::Start(start) => self.open(&start, false, at.start)?,
            Event::Empty(start) => {
                self.open(&start, true, at.start)?;
                self.close(at.end)?;
            }
            Event::End(_) => self.close(at.end)?,
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(data) => self.text(&data.xml10_content()),
            Event::GeneralRef(reference) => self.text(character(&reference)?.encode_utf8(&mut [0; 4])),
            Event::Comment(_) => self.pass("comment"),
            Event::PI(_) => self.pass("processing instruction"),
            Event::Decl(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>, is_empty: bool, at: usize) -> Result<(), String> {
        let element = start.local_name();
        let element = element.as_ref();
        self.root(element)?;
        let attributes = attributes(start)?;
        let get = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let language = get("xml:lang").or(get("lang"));
        let mut name = get("type").unwrap_or(element).to_owned();
        let mut known: &[&str] = &["type"];
        let open = match element {
            "conceptEntry" | "termEntry" => {
                known = &["id", "xml:id"];
                self.entry = Some(Entry::new(get("id").or(get("xml:id")).unwrap_or_default()));
                self.start = at;
                Open::Concept
            }
            "langSec" | "langSet" => {
                known = &["xml:lang", "lang"];
                self.open_section(element, language.unwrap_or_default())?
            }
            "termSec" | "tig" | "ntig" if self.entry.as_ref().is_some_and(Entry::is_in_section) => self.open_term(),
            _ => {
                let open = self.open_value(element, &name, get("target"), language);
                match open {
                    Open::Leaf if self.is_reference() => known = &["type", "target"],
                    Open::Other if self.leaf.is_some() => element.clone_into(&mut name),
                    _ => {}
                }
                open
            }
        };
        if self.entry.is_some() {
            let is_language = |key: &str| open == Open::Leaf && matches!(key, "xml:lang" | "lang");
            self.pass_attributes(&attributes, |key| known.contains(&key) || is_language(key));
        }
        self.stack.push(Opened { open, name, is_told: is_empty });
        Ok(())
    }

    /// Names the attributes that are not known.
    fn pass_attributes(&mut self, attributes: &[(String, String)], is_known: impl Fn(&str) -> bool) {
        for (key, _) in attributes.iter().filter(|(key, _)| !is_known(key)) {
            self.pass(&format!("attribute {key}"));
        }
    }

    /// Opens a term, where a section is open.
    fn open_term(&mut self) -> Open {
        if let Some(entry) = &mut self.entry {
            entry.open_term();
        }
        Open::Term
    }

    /// Takes note of the root, of which there is one, and refuses what is nested too deep.
    fn root(&mut self, element: &str) -> Result<(), String> {
        if self.stack.len() >= DEPTH {
            return Err(format!("read the TBX file: nested more than {DEPTH} deep"));
        }
        if self.has_root {
            let is_second = self.stack.is_empty();
            return if is_second { Err("read the TBX file: more than one root".to_owned()) } else { Ok(()) };
        }
        if !matches!(element, "tbx" | "martif") {
            return Err(format!("read the TBX file: the root is <{element}>, not <tbx> or <martif>"));
        }
        self.has_root = true;
        Ok(())
    }

    /// Opens the section of a language.
    fn open_section(&mut self, element: &str, tag: &str) -> Result<Open, String> {
        if !is_language_tag(tag) {
            return Err(format!("read the TBX file: “{tag}” is no language; a <{element}> needs its xml:lang"));
        }
        if let Some(entry) = &mut self.entry {
            entry.open_section(tag, self.line);
        }
        Ok(Open::Section)
    }

    /// Opens an element inside an entry that is no entry, section or term: a group, a value, or something else.
    fn open_value(&mut self, element: &str, name: &str, target: Option<&str>, language: Option<&str>) -> Open {
        if self.leaf.is_some() {
            self.pass(element);
            return Open::Other;
        }
        match &mut self.entry {
            Some(entry) if element == "descripGrp" => {
                entry.open_group();
                Open::Group
            }
            Some(entry) => {
                let category = category(element, Some(name));
                entry.in_group(category);
                let Some(category) = category else { return Open::Other };
                let (name, text) = (name.to_owned(), String::new());
                let (target, language) =
                    (target.unwrap_or_default().to_owned(), language.unwrap_or_default().to_owned());
                self.leaf = Some(Leaf { category, name, text, target, language, line: self.line });
                Open::Leaf
            }
            None => Open::Other,
        }
    }

    fn is_reference(&self) -> bool {
        self.leaf.as_ref().is_some_and(|leaf| leaf.category == Category::Reference)
    }

    /// Notes something inside an entry that is not taken over.
    fn pass(&mut self, what: &str) {
        if self.entry.is_some() {
            self.passed_over.push(PassedOver { line: self.line, what: what.to_owned() });
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(leaf) = &mut self.leaf {
            leaf.text.push_str(text);
        } else if !text.trim().is_empty()
            && let Some(top) = self.stack.last_mut()
            && !std::mem::replace(&mut top.is_told, true)
        {
            let name = top.name.clone();
            self.pass(&name);
        }
    }

    fn close(&mut self, at: usize) -> Result<(), String> {
        let Some(opened) = self.stack.pop() else { return Ok(()) };
        match (opened.open, &mut self.entry) {
            (Open::Concept, entry) => {
                self.entries.extend(entry.take().map(|entry| (entry, self.start..at)));
            }
            (Open::Section, Some(entry)) => entry.close_section(),
            (Open::Term, Some(entry)) => entry.close_term(),
            (Open::Group, Some(entry)) => entry.close_group(),
            (Open::Leaf, Some(entry)) => {
                if let Some(leaf) = self.leaf.take()
                    && !entry.apply(&leaf)?
                {
                    self.passed_over.push(PassedOver { line: leaf.line, what: leaf.name });
                }
            }
            (Open::Section | Open::Term | Open::Group | Open::Leaf | Open::Other, _) => {}
        }
        Ok(())
    }

    /// Makes concepts of the entries, with identifiers where there were none and one region of each language.
    fn finish(self) -> (Reading, Vec<Range<usize>>) {
        let tags = self.entries.iter().flat_map(|(entry, _)| entry.tags());
        let foreign = crate::glossary::language_tag::foreign_regions(tags);
        let mut reading = Reading { passed_over: self.passed_over, ..Reading::default() };
        let mut ranges = Vec::with_capacity(self.entries.len());
        for (entry, range) in self.entries {
            reading.base.concepts.push(entry.concept(&foreign, &mut reading.passed_over));
            ranges.push(range);
        }
        reading.base.make_up_identifiers(&[]);
        reading.passed_over.sort_by_key(|one| one.line);
        (reading, ranges)
    }
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("read the XML: {error}"))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| format!("read the XML: {error}"))?;
        found.push((AsRef::<str>::as_ref(&attribute.key).to_owned(), value.into_owned()));
    }
    Ok(found)
}
