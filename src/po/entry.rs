//! One entry, read when asked.

use std::borrow::Cow;

use super::comments;
use super::quoted::{self, Prefix, Segments};
use super::span::{Marks, Span};
use super::{Message, Previous};

/// A view of one entry in its catalogue. Questions about its state cost nothing; texts are decoded on every call.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    text: &'a str,
    span: &'a Span,
}

impl<'a> Entry<'a> {
    pub(super) fn new(text: &'a str, span: &'a Span) -> Self {
        Self { text, span }
    }

    fn all(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// Returns the `msgctxt`; an empty one differs from none.
    #[must_use]
    pub fn context(&self) -> Option<Cow<'a, str>> {
        self.context_segments().map(quoted::text)
    }

    /// Returns the `msgid`.
    #[must_use]
    pub fn id(&self) -> Cow<'a, str> {
        quoted::text(self.segments(self.span.id))
    }

    /// Returns the `msgid_plural`.
    #[must_use]
    pub fn id_plural(&self) -> Option<Cow<'a, str>> {
        self.is_plural().then(|| quoted::text(self.segments(self.span.plural)))
    }

    /// Returns how many forms stand in the file: 1 for an entry without plural.
    #[must_use]
    pub fn form_count(&self) -> usize {
        self.span.forms.into()
    }

    /// Returns a form by its 0-based index; empty when there is no such form.
    #[must_use]
    pub fn form(&self, index: usize) -> Cow<'a, str> {
        self.form_segments().nth(index).map_or(Cow::Borrowed(""), quoted::text)
    }

    /// Returns all forms: one for an entry without plural.
    #[must_use]
    pub fn forms(&self) -> Vec<Cow<'a, str>> {
        self.form_segments().map(quoted::text).collect()
    }

    /// Writes a form behind what a text holds already; nothing when there is no such form.
    pub fn append_form(&self, index: usize, out: &mut String) {
        if let Some(form) = self.form_segments().nth(index) {
            quoted::append_text(form, out);
        }
    }

    /// Returns the offset of the entry in its catalogue.
    pub(super) fn start(&self) -> usize {
        self.span.start as usize
    }

    /// Returns whether the entry has a `msgid_plural`.
    #[must_use]
    pub fn is_plural(&self) -> bool {
        self.span.plural != 0
    }

    /// Returns whether the entry carries the flag `fuzzy`.
    #[must_use]
    pub fn is_fuzzy(&self) -> bool {
        self.span.marks.has(Marks::FUZZY)
    }

    /// Returns whether the entry stands behind `#~`.
    #[must_use]
    pub fn is_obsolete(&self) -> bool {
        self.span.marks.has(Marks::OBSOLETE)
    }

    /// Returns whether every form has a text, fuzzy or not.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        !self.span.marks.has(Marks::SOME_EMPTY)
    }

    /// Returns whether any form has a text.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.span.marks.has(Marks::SOME_FILLED)
    }

    /// Returns whether a previous source stands behind `#|`.
    #[must_use]
    pub fn has_previous(&self) -> bool {
        self.span.marks.has(Marks::PREVIOUS)
    }

    /// Returns whether the entry has a `msgctxt`.
    #[must_use]
    pub fn has_context(&self) -> bool {
        self.span.marks.has(Marks::CONTEXT)
    }

    /// Returns whether the `msgid` equals a text; allocates nothing.
    #[must_use]
    pub fn id_eq(&self, text: &str) -> bool {
        quoted::equals(self.segments(self.span.id), text)
    }

    /// Returns whether the `msgid_plural` equals a text, or is as absent; allocates nothing.
    #[must_use]
    pub fn id_plural_eq(&self, text: Option<&str>) -> bool {
        match text {
            Some(text) => self.is_plural() && quoted::equals(self.segments(self.span.plural), text),
            None => !self.is_plural(),
        }
    }

    /// Returns whether the `msgctxt` equals a text, or is as absent; allocates nothing.
    #[must_use]
    pub fn context_eq(&self, text: Option<&str>) -> bool {
        match (self.context_segments(), text) {
            (Some(segments), Some(text)) => quoted::equals(segments, text),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Returns the hash of context and id, equal to `po::key_hash` of both.
    #[must_use]
    pub fn key_hash(&self) -> u64 {
        self.span.hash
    }

    /// Returns what the translation was made from, when the file says so.
    #[must_use]
    pub fn previous(&self) -> Option<Previous> {
        if !self.has_previous() {
            return None;
        }
        let mut previous = Previous::default();
        let mut at = self.span.start as usize;
        while at < self.span.body as usize {
            let rest = self.all().get(at..self.span.body as usize)?;
            let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or_default();
            at += line.len() + 1;
            let Some(keyword) = previous_keyword(line) else { continue };
            let Some(open) = memchr::memchr(b'"', rest) else { continue };
            let value = quoted::text(Segments::new(self.text, at - line.len() - 1 + open, Prefix::Previous));
            match keyword {
                b"msgctxt" => previous.context = Some(value.into_owned()),
                b"msgid_plural" => previous.id_plural = Some(value.into_owned()),
                _ => previous.id = value.into_owned(),
            }
        }
        Some(previous)
    }

    /// Returns the context in which the translation was made, by what [`Self::previous`] returned. Editors write `#| msgctxt`
    /// only where the context changed too; an empty one says that there was none. Where the English is that of the entry,
    /// nothing but the context can be another.
    #[must_use]
    pub fn previous_context(&self, previous: &Previous) -> Option<Cow<'a, str>> {
        match previous.context.as_deref() {
            Some("") => None,
            Some(context) => Some(Cow::Owned(context.to_owned())),
            None if self.id_eq(&previous.id) && self.id_plural_eq(previous.id_plural.as_deref()) => None,
            None => self.context(),
        }
    }

    /// Returns the flags of all `#,` and `#=` lines in order, `fuzzy` among them.
    pub fn flags(&self) -> impl Iterator<Item = Cow<'a, str>> {
        self.comment_lines().flat_map(|line| match line {
            Cow::Borrowed(line) => comments::flags(line).into_iter().flatten().map(Cow::Borrowed).collect::<Vec<_>>(),
            Cow::Owned(line) => {
                comments::flags(&line).into_iter().flatten().map(|flag| Cow::Owned(flag.to_owned())).collect()
            }
        })
    }

    /// Returns the texts of the translator comments, one per line.
    pub fn translator_comments(&self) -> impl Iterator<Item = String> {
        self.comment_lines().filter_map(|line| comments::translator(&line).map(str::to_owned))
    }

    /// Returns the texts of the extracted comments (`#.`), one per line.
    pub fn extracted_comments(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.comment_lines().filter_map(|line| match line {
            Cow::Borrowed(line) => comments::behind(line, "#.").map(Cow::Borrowed),
            Cow::Owned(line) => comments::behind(&line, "#.").map(|text| Cow::Owned(text.to_owned())),
        })
    }

    /// Returns the texts of the reference lines (`#:`), one per line.
    pub fn references(&self) -> impl Iterator<Item = String> {
        self.comment_lines().filter_map(|line| comments::behind(&line, "#:").map(str::to_owned))
    }

    /// Returns the 1-based line of the `msgid`.
    #[must_use]
    pub fn line(&self) -> usize {
        self.span.line as usize
    }

    /// Returns the 1-based line of a form; that of the `msgid` when there is no such form.
    #[must_use]
    pub fn form_line(&self, index: usize) -> usize {
        let Some(form) = self.form_segments().nth(index) else { return self.line() };
        let between = self.all().get(self.span.id as usize..form.offset()).unwrap_or_default();
        self.line() + memchr::memchr_iter(b'\n', between).count()
    }

    /// Returns the bytes of the entry: its comments, its lines, and the blank lines that follow.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.all().get(self.span.start as usize..self.span.end as usize).unwrap_or_default()
    }

    /// Returns its bytes from the first keyword to the text of the first form: equal ones hold equal context, id and plural.
    #[must_use]
    pub fn key_bytes(&self) -> &'a [u8] {
        self.all().get(self.span.body as usize..self.span.target as usize).unwrap_or_default()
    }

    /// Returns an editable copy.
    #[must_use]
    pub fn to_message(&self) -> Message {
        Message {
            context: self.context().map(Cow::into_owned),
            id: self.id().into_owned(),
            id_plural: self.id_plural().map(Cow::into_owned),
            forms: self.form_segments().map(|form| quoted::text(form).into_owned()).collect(),
            previous: self.previous(),
            comments: self.comment_lines().map(Cow::into_owned).collect(),
            is_obsolete: self.is_obsolete(),
        }
    }

    /// The comment lines without their ends, all but those of the previous source.
    fn comment_lines(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let head = self.all().get(self.span.start as usize..self.span.body as usize).unwrap_or_default();
        head.split(|&byte| byte == b'\n').map(comments::without_indent).filter_map(|line| {
            // However many there are: one more line end would be read as a shorter comment.
            let end = line.iter().rposition(|byte| *byte != b'\r').map_or(0, |last| last + 1);
            let line = line.get(..end).unwrap_or_default();
            let is_comment = line.starts_with(b"#") && !line.starts_with(b"#|") && !line.starts_with(b"#~|");
            let is_bare_prefix = line.strip_prefix(b"#~").is_some_and(|rest| comments::without_indent(rest).is_empty());
            (is_comment && !is_bare_prefix).then(|| String::from_utf8_lossy(line))
        })
    }

    fn context_segments(&self) -> Option<Segments<'a>> {
        if !self.has_context() {
            return None;
        }
        let body = self.span.body as usize;
        let open = memchr::memchr(b'"', self.all().get(body..)?)?;
        Some(self.segments((body + open) as u32))
    }

    fn form_segments(&self) -> impl Iterator<Item = Segments<'a>> + use<'a> {
        let (bytes, count) = (self.all(), self.span.forms);
        let first = self.segments(self.span.target).with_escapes(self.span.marks.has(Marks::ESCAPES));
        let mut next = Some(first);
        (0..count).map_while(move |index| {
            let form = next.take()?;
            if index + 1 < count {
                let mut walk = form.clone();
                walk.by_ref().for_each(drop);
                let open = memchr::memchr(b'"', bytes.get(walk.offset()..)?)?;
                next = Some(walk.moved_by(open));
            }
            Some(form)
        })
    }

    fn segments(&self, at: u32) -> Segments<'a> {
        let prefix = if self.is_obsolete() { Prefix::Obsolete } else { Prefix::Active };
        Segments::new(self.text, at as usize, prefix)
    }
}

/// Returns the keyword of a `#|` or `#~|` line.
fn previous_keyword(line: &[u8]) -> Option<&[u8]> {
    let line = comments::without_indent(line);
    let line = comments::without_indent(line.strip_prefix(b"#|").or_else(|| line.strip_prefix(b"#~|"))?);
    let length = line.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_').count();
    let keyword = line.get(..length)?;
    keyword.starts_with(b"msg").then_some(keyword)
}
