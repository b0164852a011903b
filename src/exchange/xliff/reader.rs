//! Reading XLIFF event by event.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::attributes::Attributes;
use super::inline::{Inline, inline};
use super::stretch::{StretchKind, written};
use super::text::decode;
use super::{Package, PackageFile, Segment, SegmentState, Stretch, Version, XliffError};

/// The deepest nesting accepted; real files stay below thirty.
const MAX_DEPTH: usize = 200;
/// The longest source, target or note, in bytes.
const MAX_TEXT: usize = 4 << 20;
/// What the namespaces of both generations start with.
const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:";

/// Reads an XLIFF file.
///
/// # Errors
/// Text that is not UTF-8 or UTF-16, bad XML, a DOCTYPE, an undefined entity, a root that is no XLIFF, a version that is
/// not known, elements at the wrong place, a missing end, and files beyond the limits; each with its line.
pub fn read(bytes: &[u8]) -> Result<Package, XliffError> {
    let text = decode(bytes)?;
    let mut xml = NsReader::from_str(&text);
    let mut reader = Reader::default();
    let mut place = Place { text: &text, offset: 0, line: 1 };
    loop {
        let start = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        let line = place.advance(start);
        let (namespace, event) = match xml.read_resolved_event() {
            Ok(found) => found,
            Err(error) => {
                let line = place.advance(usize::try_from(xml.error_position()).unwrap_or(usize::MAX));
                return Err(XliffError::new(line, format!("read the XML: {error}")));
            }
        };
        let fail = |message: String| XliffError::new(line, message);
        reader.event = start..start + length(&event);
        match event {
            Event::Start(start) => reader.open(&start, &namespace, line).map_err(fail)?,
            Event::Empty(start) => {
                reader.open(&start, &namespace, line).map_err(fail)?;
                reader.close().map_err(fail)?;
            }
            Event::End(_) => reader.close().map_err(fail)?,
            Event::Text(content) => reader.file_text(&text, &content.xml10_content(), false).map_err(fail)?,
            Event::CData(data) => reader.file_text(&text, &data.xml10_content(), false).map_err(fail)?,
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let known = quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
                let known = known.or_else(|| reference.resolve_char_ref().ok().flatten().map(String::from));
                let known = known.ok_or_else(|| fail(format!("read the XML: the entity `&{name};` is not defined")))?;
                reader.file_text(&text, &known, true).map_err(fail)?;
            }
            Event::DocType(_) => {
                return Err(fail("read the XLIFF file: it has a DOCTYPE".to_owned())
                    .hint("remove the DOCTYPE; XLIFF needs none, and entities can hide other files"));
            }
            Event::Eof => return reader.finish(line),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Returns how many bytes of the file an event takes, with its brackets.
fn length(event: &Event<'_>) -> usize {
    match event {
        Event::Start(start) => start.len() + "<>".len(),
        Event::Empty(start) => start.len() + "</>".len(),
        Event::End(end) => end.len() + "</>".len(),
        Event::Text(text) => text.len(),
        Event::CData(data) => data.len() + "<![CDATA[]]>".len(),
        Event::GeneralRef(reference) => reference.len() + "&;".len(),
        Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => 0,
    }
}

/// Counts lines on from the last place.
struct Place<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl Place<'_> {
    fn advance(&mut self, offset: usize) -> usize {
        let between = self.text.as_bytes().get(self.offset..offset).unwrap_or(&[]);
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.offset = self.offset.max(offset.min(self.text.len()));
        self.line
    }
}

/// An element that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Root,
    File,
    Group,
    Unit,
    Segment,
    Source,
    Target,
    Note,
    /// An inline element, with the tag that ends it.
    Inline(String),
    /// A subtree that is passed over.
    Skipped,
    Other,
}

/// A unit under construction.
#[derive(Debug, Default)]
struct Unit {
    id: String,
    context: Option<String>,
    notes: Vec<String>,
    max_length: Option<usize>,
    is_approved: bool,
    segments: Vec<Draft>,
}

/// A segment under construction.
#[derive(Debug, Default)]
struct Draft {
    id: Option<String>,
    line: usize,
    source: Option<String>,
    target: Option<String>,
    stretches: Vec<Stretch>,
    state: Option<String>,
    sub_state: Option<String>,
}

#[derive(Debug, Default)]
struct Reader {
    version: Option<Version>,
    languages: (Option<String>, Option<String>),
    files: Vec<PackageFile>,
    segments: Vec<Segment>,
    stack: Vec<Open>,
    /// How many elements deep the reader is in a subtree that it passes over.
    skipped: usize,
    unit: Option<Unit>,
    /// The text of the source, target or note that is open.
    run: String,
    /// Where that text stands in the file.
    stretches: Vec<Stretch>,
    /// The bytes of the event that is looked at.
    event: Range<usize>,
}

impl Reader {
    fn open(&mut self, start: &BytesStart<'_>, namespace: &ResolveResult<'_>, line: usize) -> Result<(), String> {
        if self.stack.len() + self.skipped >= MAX_DEPTH {
            return Err(format!("read the XLIFF file: elements nest more than {MAX_DEPTH} deep"));
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        let attributes = Attributes::of(start)?;
        let name = start.local_name();
        let element = name.as_ref();
        let is_ours = match namespace {
            ResolveResult::Bound(Namespace(uri)) => uri.starts_with(NAMESPACE),
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        };
        let open = match self.version {
            None => self.root(element, is_ours, &attributes, namespace)?,
            Some(_) if self.stack.is_empty() => return Err("read the XLIFF file: it has more than one root".to_owned()),
            Some(_) if !is_ours => Open::Skipped,
            Some(version) => self.element(version, element, &attributes, line)?,
        };
        if open == Open::Skipped {
            self.skipped = 1;
        } else {
            self.stack.push(open);
        }
        Ok(())
    }

    fn root(
        &mut self,
        element: &str,
        is_ours: bool,
        attributes: &Attributes,
        namespace: &ResolveResult<'_>,
    ) -> Result<Open, String> {
        if element != "xliff" || !is_ours {
            return Err(format!("read the XLIFF file: the root is <{element}>, not <xliff>"));
        }
        let declared = match namespace {
            ResolveResult::Bound(Namespace(uri)) => uri.strip_prefix(NAMESPACE).unwrap_or("").to_owned(),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
        };
        let version = attributes.text("version").unwrap_or(declared);
        self.version = match version.split('.').next() {
            Some("1") => Some(Version::One),
            Some("2") => Some(Version::Two),
            _ => return Err(format!("read the XLIFF file: the version `{version}` is not known")),
        };
        self.languages = (attributes.text("srcLang"), attributes.text("trgLang"));
        Ok(Open::Root)
    }

    fn element(
        &mut self,
        version: Version,
        element: &str,
        attributes: &Attributes,
        line: usize,
    ) -> Result<Open, String> {
        if self.is_in_text() {
            return self.inline_element(version, element, attributes);
        }
        let open = match (version, element, self.stack.last()) {
            (_, "file", Some(Open::Root)) => {
                self.files.push(self.file(attributes));
                Open::File
            }
            (_, "group", Some(Open::File | Open::Group | Open::Other)) if attributes.is("translate", "no") => {
                Open::Skipped
            }
            (_, "group", Some(Open::File | Open::Group | Open::Other)) => Open::Group,
            (Version::One, "body", Some(Open::File)) => Open::Other,
            (Version::One, "trans-unit", Some(Open::Group | Open::Other))
            | (Version::Two, "unit", Some(Open::File | Open::Group)) => {
                if attributes.is("translate", "no") {
                    return Ok(Open::Skipped);
                }
                self.unit = Some(unit(version, attributes, line));
                Open::Unit
            }
            (Version::Two, "segment", Some(Open::Unit)) => {
                let segment = Draft {
                    id: attributes.text("id"),
                    line,
                    state: attributes.text("state"),
                    sub_state: attributes.text("subState"),
                    ..Draft::default()
                };
                if let Some(unit) = &mut self.unit {
                    unit.segments.push(segment);
                }
                Open::Segment
            }
            (Version::One, "source", Some(Open::Unit)) | (Version::Two, "source", Some(Open::Segment)) => Open::Source,
            (Version::One, "target", Some(Open::Unit)) | (Version::Two, "target", Some(Open::Segment)) => {
                if version == Version::One
                    && let Some(draft) = self.draft()
                {
                    draft.state = attributes.text("state");
                }
                self.target_language(attributes);
                Open::Target
            }
            (Version::Two, "notes", Some(Open::Unit)) => Open::Other,
            (_, "note", Some(Open::Unit)) | (Version::Two, "note", Some(Open::Other)) if self.unit.is_some() => {
                Open::Note
            }
            (_, "file" | "trans-unit" | "unit" | "segment" | "source" | "target", _) => {
                return Err(format!("read the XLIFF file: <{element}> stands at the wrong place"));
            }
            _ => Open::Skipped,
        };
        Ok(open)
    }

    fn inline_element(&mut self, version: Version, element: &str, attributes: &Attributes) -> Result<Open, String> {
        match inline(version, element, attributes) {
            Some(Inline::Pair(open, close)) => {
                self.tag(&open)?;
                Ok(Open::Inline(close))
            }
            Some(Inline::Single(tag)) => {
                self.tag(&tag)?;
                Ok(Open::Skipped)
            }
            Some(Inline::Bare) => Ok(Open::Inline(String::new())),
            None => Err(format!("read the XLIFF file: <{element}> stands inside a text")),
        }
    }

    fn file(&self, attributes: &Attributes) -> PackageFile {
        PackageFile {
            original: attributes.text("original").or_else(|| attributes.text("id")).unwrap_or_default(),
            source_language: attributes.text("source-language").or_else(|| self.languages.0.clone()),
            target_language: attributes.text("target-language").or_else(|| self.languages.1.clone()),
        }
    }

    /// Takes the language of a `<target>` where its file names none.
    fn target_language(&mut self, attributes: &Attributes) {
        if let Some(file) = self.files.last_mut().filter(|file| file.target_language.is_none()) {
            file.target_language = attributes.text("xml:lang");
        }
    }

    fn is_in_text(&self) -> bool {
        matches!(self.stack.last(), Some(Open::Source | Open::Target | Open::Note | Open::Inline(_)))
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        self.unit.as_mut().and_then(|unit| unit.segments.last_mut())
    }

    /// Takes text that stands in the file.
    fn file_text(&mut self, file: &str, text: &str, is_reference: bool) -> Result<(), String> {
        let start = self.run.len();
        self.text(text)?;
        if self.run.len() > start {
            let (place, kind) = written(file, self.event.clone(), text, is_reference);
            self.stretches.push(Stretch { flat: start..self.run.len(), file: place, kind });
        }
        Ok(())
    }

    /// Takes the text that stands for a tag.
    fn tag(&mut self, tag: &str) -> Result<(), String> {
        let start = self.run.len();
        self.text(tag)?;
        self.stretches.push(Stretch {
            flat: start..self.run.len(),
            file: self.event.clone(),
            kind: StretchKind::Opaque,
        });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if self.skipped > 0 {
            return Ok(());
        }
        if self.stack.is_empty() {
            let is_blank = text.chars().all(|c| c.is_ascii_whitespace());
            return if is_blank { Ok(()) } else { Err("read the XLIFF file: text stands outside the root".to_owned()) };
        }
        if self.is_in_text() {
            if self.run.len() + text.len() > MAX_TEXT {
                return Err("read the XLIFF file: a text is longer than 4 MiB".to_owned());
            }
            self.run.push_str(text);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match self.stack.pop() {
            Some(Open::Inline(tag)) => {
                // The text around it is still open, so the tag belongs to it.
                let start = self.run.len();
                self.run.push_str(&tag);
                let (flat, file) = (start..self.run.len(), self.event.clone());
                self.stretches.push(Stretch { flat, file, kind: StretchKind::Opaque });
            }
            Some(Open::Source) => {
                let text = std::mem::take(&mut self.run);
                self.stretches.clear();
                if let Some(draft) = self.draft() {
                    draft.source = Some(text);
                }
            }
            Some(Open::Target) => {
                let text = std::mem::take(&mut self.run);
                let stretches = std::mem::take(&mut self.stretches);
                if let Some(draft) = self.draft() {
                    draft.stretches = stretches;
                    draft.target = Some(text).filter(|text| !text.is_empty());
                }
            }
            Some(Open::Note) => {
                let text = std::mem::take(&mut self.run).trim().to_owned();
                self.stretches.clear();
                if let Some(unit) = self.unit.as_mut().filter(|_| !text.is_empty()) {
                    unit.notes.push(text);
                }
            }
            Some(Open::Unit) => self.finish_unit()?,
            Some(Open::Root | Open::File | Open::Group | Open::Segment | Open::Skipped | Open::Other) | None => {}
        }
        Ok(())
    }

    fn finish_unit(&mut self) -> Result<(), String> {
        let (Some(unit), Some(version)) = (self.unit.take(), self.version) else { return Ok(()) };
        let file = self.files.len().saturating_sub(1);
        let has_several = unit.segments.len() > 1;
        for (number, draft) in unit.segments.into_iter().enumerate() {
            let Some(source) = draft.source else {
                return Err(format!("read the XLIFF file: the unit `{}` has no <source>", unit.id));
            };
            let has_target = draft.target.is_some();
            let state = match version {
                Version::One => SegmentState::of_one(draft.state.as_deref(), unit.is_approved, has_target),
                Version::Two => SegmentState::of_two(draft.state.as_deref(), draft.sub_state.as_deref(), has_target),
            };
            let own = draft.id.unwrap_or_else(|| (number + 1).to_string());
            let id = if has_several { format!("{}/{own}", unit.id) } else { unit.id.clone() };
            self.segments.push(Segment {
                id,
                context: unit.context.clone(),
                file,
                source,
                target: draft.target,
                stretches: draft.stretches,
                state,
                line: draft.line,
                notes: unit.notes.clone(),
                max_length: unit.max_length,
            });
        }
        Ok(())
    }

    fn finish(self, line: usize) -> Result<Package, XliffError> {
        match self.version {
            Some(version) if self.stack.is_empty() && self.skipped == 0 => {
                Ok(Package { version, files: self.files, segments: self.segments })
            }
            Some(_) => Err(XliffError::new(line, "read the XLIFF file: its end is missing")
                .hint("the file may be cut off; fetch it again")),
            None => Err(XliffError::new(line, "read the XLIFF file: it has no root element")),
        }
    }
}

fn unit(version: Version, attributes: &Attributes, line: usize) -> Unit {
    let in_characters = attributes.is("size-unit", "char");
    Unit {
        id: attributes.text("id").unwrap_or_default(),
        context: attributes.text("resname").or_else(|| attributes.text("name")),
        max_length: attributes.get("maxwidth").filter(|_| in_characters).and_then(|width| width.parse().ok()),
        is_approved: attributes.is("approved", "yes"),
        segments: match version {
            Version::One => vec![Draft { line, ..Draft::default() }],
            Version::Two => Vec::new(),
        },
        notes: Vec::new(),
    }
}
