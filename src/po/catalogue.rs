//! One catalogue: the bytes of a file and where its entries stand.

use super::error::{self, PoErrorKind};
use super::span::{Marks, Span};
use super::{Entry, Header, Heads, PoError, charset, duplicates, key, reader};

/// What a file in UTF-8 may begin with.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// How many problems an inspection reports.
const MANY: usize = 200;

/// A catalogue that was read whole. It owns the text of the file; entries are views of it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    text: String,
    /// The entries; the header, if there is one, is the first, wherever it stands.
    spans: Vec<Span>,
    /// How many entries stand before the header, if there is one.
    header_place: Option<usize>,
    header: Header,
    tail: usize,
    /// The file as it was, and its character set, if it had to be converted.
    original: Option<(Vec<u8>, String)>,
}

/// A catalogue with everything that is wrong about it.
#[derive(Debug)]
pub struct Inspection {
    /// The catalogue, if every entry could be read; it may still hold duplicates or wrong numbers of forms.
    pub catalogue: Option<Catalogue>,
    /// The problems in file order; never empty when there is no catalogue.
    pub problems: Vec<PoError>,
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    ///
    /// Returns the first problem of any kind; no part of a file with a problem is used.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, PoError> {
        Self::parse_beside(bytes, None)
    }

    /// Reads a catalogue whose entries probably begin as those of another do; it is read as [`Self::parse`] reads it, in less
    /// time.
    ///
    /// # Errors
    ///
    /// As [`Self::parse`].
    pub fn parse_beside(bytes: Vec<u8>, heads: Option<&Heads>) -> Result<Self, PoError> {
        let inspection = Self::read(bytes, 1, heads);
        match (inspection.problems.into_iter().next(), inspection.catalogue) {
            (None, Some(catalogue)) => Ok(catalogue),
            (Some(problem), _) => Err(problem),
            (None, None) => Err(PoError {
                kind: PoErrorKind::Syntax,
                line: 1,
                column: 1,
                message: "the file could not be read".to_owned(),
                hint: "check that it is a catalogue".to_owned(),
            }),
        }
    }

    /// Reads a catalogue and gathers its problems, up to a few hundred.
    #[must_use]
    pub fn inspect(bytes: Vec<u8>) -> Inspection {
        Self::read(bytes, MANY, None)
    }

    /// Returns an empty catalogue under a header, to be rebuilt with entries.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            text: String::new(),
            spans: Vec::new(),
            header_place: None,
            header: Header::default(),
            tail: 0,
            original: None,
        }
    }

    fn read(bytes: Vec<u8>, limit: usize, heads: Option<&Heads>) -> Inspection {
        let charset::Text { text, original } = match charset::decode(bytes) {
            Ok(text) => text,
            Err(problem) => return Inspection { catalogue: None, problems: vec![*problem] },
        };
        let scan = reader::scan(&text, mark_length(&text), limit, heads);
        if !scan.problems.is_empty() {
            return Inspection { catalogue: None, problems: scan.problems };
        }
        let mut problems = duplicates::find(&text, &scan.spans, limit);
        let mut catalogue =
            Self { text, spans: scan.spans, header_place: None, header: Header::default(), tail: scan.tail, original };
        catalogue.take_header();
        let (read_as, declared) = (catalogue.converted_from(), catalogue.header.charset());
        if let Err(problem) = charset::confirm(catalogue.text.as_bytes(), read_as, declared) {
            return Inspection { catalogue: None, problems: vec![*problem] };
        }
        if problems.len() < limit {
            problems.extend(catalogue.wrong_forms(limit));
            problems.sort_by_key(|problem| problem.line);
        }
        Inspection { catalogue: Some(catalogue), problems }
    }

    fn take_header(&mut self) {
        let is_header = |span: &Span| {
            span.marks.has(Marks::NO_ID) && !span.marks.has(Marks::CONTEXT) && !span.marks.has(Marks::OBSOLETE)
        };
        let Some(place) = self.spans.iter().position(is_header) else { return };
        if let Some(above) = self.spans.get_mut(..=place) {
            above.rotate_right(1);
        }
        self.header_place = Some(place);
        self.header = self.header_entry().map(Header::of).unwrap_or_default();
    }

    /// The entries without the header, in file order.
    fn messages(&self) -> &[Span] {
        self.spans.get(usize::from(self.header_place.is_some())..).unwrap_or_default()
    }

    /// Finds finished translations whose number of forms is not the header's.
    fn wrong_forms(&self, limit: usize) -> Vec<PoError> {
        let Some(expected) = self.header.form_count() else { return Vec::new() };
        let is_wrong = |span: &&Span| {
            let marks = span.marks;
            let is_finished = marks.has(Marks::SOME_FILLED) && !marks.has(Marks::FUZZY) && !marks.has(Marks::OBSOLETE);
            span.plural != 0 && usize::from(span.forms) != expected && is_finished
        };
        let problem = |span: &Span| {
            *error::at(
                self.text.as_bytes(),
                span.body as usize,
                PoErrorKind::PluralForms,
                format!("{} plural forms where the header announces {expected}", span.forms),
                "translate every form, or correct Plural-Forms in the header",
            )
        };
        self.messages().iter().filter(is_wrong).take(limit).map(problem).collect()
    }

    /// Returns the header; an empty one when the file has none.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Returns whether the file has a header entry.
    #[must_use]
    pub fn has_header(&self) -> bool {
        self.header_place.is_some()
    }

    /// Returns the header as an entry.
    #[must_use]
    pub fn header_entry(&self) -> Option<Entry<'_>> {
        self.spans.first().filter(|_| self.has_header()).map(|span| Entry::new(&self.text, span))
    }

    /// Returns the number of entries without the header, obsolete ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.messages().len()
    }

    /// Returns whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages().is_empty()
    }

    /// Returns an entry by its 0-based index in file order.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<Entry<'_>> {
        self.messages().get(index).map(|span| Entry::new(&self.text, span))
    }

    /// Returns all entries in file order, obsolete ones included, without the header.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> + DoubleEndedIterator {
        self.messages().iter().map(|span| Entry::new(&self.text, span))
    }

    /// Returns the index of the active entry with this key.
    #[must_use]
    pub fn find(&self, context: Option<&str>, id: &str) -> Option<usize> {
        let hash = key::hash(context, id);
        let is_match = |span: &Span| {
            let entry = Entry::new(&self.text, span);
            span.hash == hash && !entry.is_obsolete() && entry.id_eq(id) && entry.context_eq(context)
        };
        self.messages().iter().position(is_match)
    }

    /// Returns the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.original.as_ref().map_or(self.text.as_bytes(), |(bytes, _)| bytes)
    }

    /// Returns the name of the character set that the file was converted from, or none if it is UTF-8. A converted
    /// file becomes UTF-8 as soon as an entry is edited; whoever writes it should say so.
    #[must_use]
    pub fn converted_from(&self) -> Option<&str> {
        self.original.as_ref().map(|(_, name)| name.as_str())
    }

    /// Returns the bytes of the file and gives up the rest.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.original.map_or(self.text.into_bytes(), |(bytes, _)| bytes)
    }

    /// Returns whether lines end in CR LF.
    #[must_use]
    pub fn has_crlf(&self) -> bool {
        let end = memchr::memchr(b'\n', self.text.as_bytes());
        end.and_then(|at| at.checked_sub(1)).and_then(|at| self.text.as_bytes().get(at)) == Some(&b'\r')
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The length of the byte order mark.
    pub(super) fn mark_length(&self) -> usize {
        mark_length(&self.text)
    }

    pub(super) fn tail(&self) -> usize {
        self.tail.max(self.mark_length())
    }

    pub(super) fn span(&self, index: usize) -> Option<&Span> {
        self.messages().get(index)
    }

    pub(super) fn range(&self, index: usize) -> Option<(usize, usize)> {
        self.span(index).map(|span| (span.start as usize, span.end as usize))
    }

    pub(super) fn header_range(&self) -> Option<(usize, (usize, usize))> {
        self.header_place.zip(self.spans.first()).map(|(place, span)| (place, (span.start as usize, span.end as usize)))
    }
}

fn mark_length(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }
}
