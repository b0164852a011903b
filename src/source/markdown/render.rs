//! From translations to a page: splice, then prove that the page still has the English structure.
//!
//! A unit whose translation would change the structure falls back to English, with a refusal that says why.

use std::borrow::Cow;
use std::ops::Range;

use super::anchor::{Anchor, anchors};
use super::escape::{Manner, bare_dollars, closed, has_bare_dollar, written};
use super::link::link_alone;
use super::shape::{Shape, hash};
use super::skeleton::{Place, Skeleton, Slot};
use super::{attributes, flavour, mdx, page, prove, relabel, relink, settle, tags};
use crate::model::Unit;
use crate::source::{Document, Refusal, Rendered, Target, Translation, front_matter};

/// Renders a Markdown module.
pub fn render<'t>(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation<'t>>,
) -> Rendered {
    let mut page = Page::new(document, skeleton, text, target);
    for (index, (unit, slot)) in document.units.iter().zip(&skeleton.slots).enumerate() {
        if let Some(translation) = translate(unit) {
            page.put(index, unit, slot, translation);
        }
    }
    page.settle();
    let Page { out, mut refusals, .. } = page;
    refusals.dedup();
    let out = relink::relink(out, skeleton, document.module.as_str(), target);
    Rendered { text: page::dress(out, target), refusals }
}

/// Returns whether a module is the summary of a book (mdBook, HonKit), whose items are links and nothing else: words beside one stop
/// the build of the whole.
pub(super) fn is_summary(document: &Document) -> bool {
    document.module.as_str().rsplit('/').next() == Some("SUMMARY.md")
}

/// Rebuilds the text with every unit unchanged.
#[must_use]
pub fn identity(_document: &Document, skeleton: &Skeleton, text: &str) -> String {
    splice(skeleton, text, &[]).0
}

/// What replaces a unit.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    /// The translation as it was given; empty for a paragraph or a cell where `bytes` are the same.
    given: Cow<'a, str>,
    /// The bytes in place of the unit.
    pub(super) bytes: Cow<'a, str>,
    /// What its links add up to, when it is plain enough to tell without a parser (`prove`).
    pub(super) links: Option<u64>,
    /// What follows at an offset behind the unit: a heading's identifier.
    pub(super) tail: Option<(usize, String)>,
    /// The identifier of the heading, hashed; 0 for none.
    pub(super) id: u64,
}

impl<'a> Piece<'a> {
    fn new(given: Cow<'a, str>, bytes: Cow<'a, str>, links: Option<u64>) -> Self {
        Self { given, bytes, links, tail: None, id: 0 }
    }
}

/// A page in the making.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) skeleton: &'a Skeleton,
    pub(super) text: &'a str,
    target: &'a Target<'a>,
    manner: Manner<'a>,
    /// What replaces each unit; parallel to the slots.
    pub(super) pieces: Vec<Option<Piece<'a>>>,
    pub(super) refusals: Vec<Refusal>,
    pub(super) out: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, skeleton: &'a Skeleton, text: &'a str, target: &'a Target<'a>) -> Self {
        let pieces = vec![None; skeleton.slots.len()];
        let manner = Manner { text, newline: flavour::newline(text) };
        Self { document, skeleton, text, target, manner, pieces, refusals: Vec::new(), out: String::new() }
    }

    /// Takes one translation; one that is empty or equals the English changes nothing.
    pub(super) fn put(&mut self, index: usize, unit: &Unit, slot: &Slot, translation: Translation<'a>) {
        let given = translation.into_first();
        if given.trim_start().is_empty() || given == unit.source {
            return;
        }
        if is_summary(self.document) && link_alone(&unit.source).is_some() && link_alone(&given).is_none() {
            return self.refuse(index, "the summary of a book has room for the link alone".into());
        }
        let is_plain = matches!(slot.place, Place::Flow | Place::Cell);
        if !self.skeleton.mdx
            && let Some(links) = prove::as_given(unit, slot, &given)
        {
            let kept = if is_plain { Cow::Borrowed("") } else { given.clone() };
            if let Some(piece) = self.pieces.get_mut(index) {
                *piece = Some(Piece::new(kept, given, Some(links)));
            }
            return;
        }
        let bytes = match self.written(unit, slot, &given) {
            Ok(bytes) if bytes.is_empty() => return,
            // Most translations are written as they are.
            Ok(Cow::Borrowed(bytes)) if bytes.len() == given.len() => None,
            Ok(bytes) => Some(bytes.into_owned()),
            Err(reason) => return self.refuse(index, reason),
        };
        let text = bytes.as_deref().unwrap_or(&given);
        let links = prove::links(&slot.place, text);
        if !self.skeleton.mdx && prove::leads_elsewhere(unit, slot, text, links) {
            return self.refuse(index, settle::ELSEWHERE.into());
        }
        if let Some(piece) = self.pieces.get_mut(index) {
            *piece = Some(match bytes {
                None if is_plain => Piece::new(Cow::Borrowed(""), given, links),
                None => Piece::new(given.clone(), given, links),
                Some(bytes) => Piece::new(given, Cow::Owned(bytes), links),
            });
        }
    }

    /// Returns a translation as it is written in its place, or why it cannot be.
    pub(super) fn written<'t>(&self, unit: &Unit, slot: &Slot, given: &'t str) -> Result<Cow<'t, str>, String> {
        let source = unit.source.as_str();
        let mut text = Cow::Borrowed(given);
        if is_inline(slot) || is_hidden(slot) {
            text = self.with_tags(slot, source, given)?;
            text =
                if self.skeleton.mdx { in_mdx(slot, source, &text)?.into() } else { in_markdown(slot, source, text)? };
        }
        let is_prose = is_inline(slot) || matches!(slot.place, Place::Title(_));
        if is_prose && has_bare_dollar(&text) && !has_bare_dollar(source) {
            text = bare_dollars(&text).into();
        }
        if !slot.labels.is_empty() {
            let labels = relabel::labels(self.text, &slot.labels);
            text = relabel::relabel(source, &text, &labels).into();
        }
        if (is_inline(slot) || is_hidden(slot))
            && let Some(label) = relabel::undefined(source, &text, &self.skeleton.labels)
        {
            return Err(format!("its reference `[{label}]` is not defined on the page"));
        }
        let bytes = match text {
            Cow::Borrowed(text) => written(slot, text, self.manner),
            Cow::Owned(text) => Cow::Owned(written(slot, &text, self.manner).into_owned()),
        };
        if is_hidden(slot) && self.leads_elsewhere(source, &bytes) {
            return Err("its links, images or tags lead elsewhere than those of the English".into());
        }
        Ok(bytes)
    }

    /// Returns a translation whose tags are those of the English, or why it cannot have them.
    fn with_tags<'t>(&self, slot: &Slot, source: &str, given: &'t str) -> Result<Cow<'t, str>, String> {
        let reading = tags::Reading { in_html: is_hidden(slot), is_mdx: self.skeleton.mdx };
        match tags::clean(source, given, reading) {
            tags::Cleaned::Text(cleaned) => Ok(cleaned),
            tags::Cleaned::Crossed => Err("its tags do not open and close in the order of the English".into()),
            tags::Cleaned::Missing(tag) => Err(format!("the translation lacks the tag `{tag}` of the English")),
        }
    }

    /// Returns whether the inline content of a place that the proof of the page does not see differs from the English.
    fn leads_elsewhere(&self, english: &str, bytes: &str) -> bool {
        let is_defined = |label: &str| self.skeleton.labels.contains(&relabel::folded(label));
        let shape = |text: &str| Shape::of_text(&format!("x {text}"), self.skeleton.flavour, &is_defined);
        shape(english).difference(&shape(bytes)).is_some()
    }

    /// Gives translated headings their English anchors, and takes those of refused ones away.
    pub(super) fn anchor(&mut self) {
        let found = loop {
            let given = |unit: usize| Some(&*self.pieces.get(unit)?.as_ref()?.given);
            match anchors(self.skeleton, self.target.anchors, given) {
                Ok(found) => break found,
                Err((unit, anchor)) => {
                    self.refuse(unit, format!(
                        "its anchor `#{anchor}` would be that of another heading (take other words, or give the English heading \
                         an identifier, `{{#{anchor}}}`)"
                    ));
                }
            }
        };
        for (unit, heading, anchor) in found {
            let heading = self.skeleton.headings.get(heading);
            let line_end = heading.map_or(0, |heading| heading.line_end);
            let Some((slot, entry)) = self.skeleton.slots.get(unit).zip(self.pieces.get_mut(unit)) else { continue };
            let piece = entry.get_or_insert_with(|| {
                let source = self.text.get(slot.span.clone()).unwrap_or_default();
                Piece::new(Cow::Borrowed(source), Cow::Borrowed(source), prove::links(&slot.place, source))
            });
            match anchor {
                Anchor::Attribute(id) => {
                    piece.id = hash(6, id.as_bytes());
                    piece.tail = Some(match heading.and_then(|heading| heading.attributes) {
                        Some(at) => (at, format!("#{id} ")),
                        // What MDX reads; `{#id}` is an expression there, which Docusaurus alone knows to mask.
                        None if self.skeleton.mdx && self.text.contains("{/* #") => {
                            (line_end, format!(" {{/* #{id} */}}"))
                        }
                        None => (line_end, format!(" {{#{id}}}")),
                    });
                }
                Anchor::Html(id) => piece.bytes.to_mut().push_str(&format!("<a id=\"{id}\"></a>")),
            }
        }
    }

    /// Refuses the front matter's translations when it does not read back as it should.
    pub(super) fn settle_front_matter(&mut self) {
        let is_field = |slot: &Slot| matches!(slot.place, Place::FrontMatter(_));
        let fields: Vec<usize> = (0..self.pieces.len())
            .filter(|index| self.skeleton.slots.get(*index).is_some_and(is_field))
            .filter(|index| self.pieces.get(*index).is_some_and(Option::is_some))
            .collect();
        if fields.is_empty() {
            return;
        }
        let values = |text: &str| -> Option<Vec<(String, usize, String)>> {
            let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
            let block = front_matter::find(text, start)?;
            let fields = front_matter::fields(text, &block).into_iter();
            Some(fields.map(|field| (field.path, field.scalar.span.start, field.scalar.value)).collect())
        };
        let (out, places, _) = splice(self.skeleton, self.text, &self.pieces);
        let (before, after) = (values(self.text).unwrap_or_default(), values(&out).unwrap_or_default());
        let is_same = before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| a.0 == b.0);
        for index in fields {
            let place = places.get(index).cloned().unwrap_or_default();
            let read = after.iter().find(|(_, start, _)| *start == place.start).map(|(_, _, value)| squeeze(value));
            let given = self.pieces.get(index).and_then(Option::as_ref).map(|piece| squeeze(&piece.given));
            if !is_same || read != given {
                self.refuse(index, "front matter cannot hold it".into());
            }
        }
    }
}

/// Returns whether inline Markdown stands in a place that the proof of the page sees.
fn is_inline(slot: &Slot) -> bool {
    matches!(slot.place, Place::Flow | Place::Term | Place::Heading | Place::Cell | Place::Alt)
}

/// Returns whether inline content stands in a place that the proof of the page does not see.
fn is_hidden(slot: &Slot) -> bool {
    matches!(slot.place, Place::Callout(_) | Place::Html)
}

/// Returns a translation in which MDX reads nothing that is not in the English, or why it cannot be.
fn in_mdx(slot: &Slot, source: &str, text: &str) -> Result<String, String> {
    if let Some(lost) = mdx::lost(source, text) {
        return Err(format!("the translation lacks the expression `{lost}` of the English"));
    }
    let mut text = mdx::guard(source, text, &slot.place);
    if matches!(slot.place, Place::Html) {
        text = closed(text.into()).into_owned();
    }
    if mdx::is_nested(&text) {
        Ok(text)
    } else {
        Err("its tags do not nest with each other and with emphasis and links".into())
    }
}

/// Returns a translation in which braces begin an attribute list where they do in the English, or why it cannot be.
fn in_markdown<'t>(slot: &Slot, source: &str, text: Cow<'t, str>) -> Result<Cow<'t, str>, String> {
    if matches!(slot.place, Place::Callout(_)) {
        return Ok(text);
    }
    if let Some(list) = attributes::changed(source, &text) {
        return Err(format!("the translation has another attribute list than `{list}`"));
    }
    Ok(match attributes::guard(source, &text) {
        Cow::Owned(guarded) => Cow::Owned(guarded),
        Cow::Borrowed(_) => text,
    })
}

fn squeeze(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Puts the pieces into the text; a unit without one keeps its bytes. Also returns where each unit came to stand, and
/// where the Markdown begins.
pub(super) fn splice(
    skeleton: &Skeleton,
    text: &str,
    pieces: &[Option<Piece<'_>>],
) -> (String, Vec<Range<usize>>, usize) {
    let (out, places) = splice_range(skeleton, text, pieces, 0..text.len(), 0..skeleton.slots.len());
    let above = skeleton.slots.iter().zip(&places).take_while(|(slot, _)| slot.span.end <= skeleton.body);
    let body = above.fold(skeleton.body, |body, (slot, place)| (body + place.len()).saturating_sub(slot.span.len()));
    (out, places, body)
}

/// The same for some bytes of the text and the slots in them.
pub(super) fn splice_range(
    skeleton: &Skeleton,
    text: &str,
    pieces: &[Option<Piece<'_>>],
    span: Range<usize>,
    slots: Range<usize>,
) -> (String, Vec<Range<usize>>) {
    let given = pieces.get(slots.clone()).unwrap_or_default().iter().flatten();
    let mut out = String::with_capacity(span.len() + given.map(|piece| piece.bytes.len()).sum::<usize>());
    let mut places = Vec::with_capacity(slots.len());
    let mut copied = span.start;
    for (index, slot) in skeleton.slots.iter().enumerate().take(slots.end).skip(slots.start) {
        out.push_str(text.get(copied..slot.span.start).unwrap_or_default());
        let start = out.len();
        let piece = pieces.get(index).and_then(Option::as_ref);
        match piece {
            Some(piece) => out.push_str(&piece.bytes),
            None => out.push_str(text.get(slot.span.clone()).unwrap_or_default()),
        }
        places.push(start..out.len());
        copied = slot.span.end;
        if let Some((at, tail)) = piece.and_then(|piece| piece.tail.as_ref())
            && *at >= copied
        {
            out.push_str(text.get(copied..*at).unwrap_or_default());
            out.push_str(tail);
            copied = *at;
        }
    }
    out.push_str(text.get(copied..span.end).unwrap_or_default());
    (out, places)
}
