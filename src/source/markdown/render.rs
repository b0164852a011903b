//! From translations to a page: splice, then prove that the page still has the English structure.
//!
//! A unit whose translation would change the structure falls back to English, with a refusal that says why.

use std::ops::Range;

use super::anchor::{Anchor, anchors};
use super::escape::{Manner, bare_dollars, written};
use super::lines::unwrap;
use super::shape::{Shape, hash};
use super::skeleton::{Place, Skeleton, Slot};
use super::{flavour, mdx, page, relabel, relink, tags};
use crate::model::Unit;
use crate::source::{Document, Refusal, Rendered, Target, Translation, front_matter};

/// After so many refusals found by parsing the whole page, the rest is tried unit by unit.
const PATIENCE: usize = 4;
/// After so many, the page stays English.
const LIMIT: usize = 64;

/// Renders a Markdown module.
pub fn render(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation>,
) -> Rendered {
    let mut page = Page::new(document, skeleton, text, target);
    for (index, (unit, slot)) in document.units.iter().zip(&skeleton.slots).enumerate() {
        if let Some(translation) = translate(unit) {
            page.put(index, unit, slot, &translation);
        }
    }
    page.settle();
    let Page { out, mut refusals, .. } = page;
    refusals.dedup();
    let out = relink::relink(out, skeleton, document.module.as_str(), target);
    Rendered { text: page::dress(out, target), refusals }
}

/// Rebuilds the text with every unit unchanged.
#[must_use]
pub fn identity(_document: &Document, skeleton: &Skeleton, text: &str) -> String {
    splice(skeleton, text, &[]).0
}

/// What replaces a unit.
#[derive(Debug, Clone)]
struct Piece {
    /// The translation as it was given.
    given: String,
    /// The bytes in place of the unit.
    bytes: String,
    /// What follows at an offset behind the unit: a heading's identifier.
    tail: Option<(usize, String)>,
    /// The identifier of the heading, hashed; 0 for none.
    id: u64,
}

struct Page<'a> {
    document: &'a Document,
    skeleton: &'a Skeleton,
    text: &'a str,
    target: &'a Target<'a>,
    pieces: Vec<Option<Piece>>,
    refusals: Vec<Refusal>,
    out: String,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document, skeleton: &'a Skeleton, text: &'a str, target: &'a Target<'a>) -> Self {
        let pieces = vec![None; skeleton.slots.len()];
        Self { document, skeleton, text, target, pieces, refusals: Vec::new(), out: String::new() }
    }

    /// Takes one translation; one that is empty or equals the English changes nothing.
    fn put(&mut self, index: usize, unit: &Unit, slot: &Slot, translation: &Translation) {
        let Some(given) = translation.forms.first().filter(|form| !form.trim().is_empty() && **form != unit.source)
        else {
            return;
        };
        let is_markdown = matches!(slot.place, Place::Flow | Place::Term | Place::Heading | Place::Cell | Place::Alt);
        let cleaned = if is_markdown || matches!(slot.place, Place::Html) {
            match tags::clean(&unit.source, given, !is_markdown) {
                tags::Cleaned::Text(cleaned) => cleaned,
                tags::Cleaned::Missing(tag) => {
                    return self.refuse(index, format!("the translation lacks the tag `{tag}` of the English"));
                }
            }
        } else {
            given.as_str().into()
        };
        let is_code = is_markdown || matches!(slot.place, Place::Html | Place::Callout(_));
        let cleaned =
            if self.skeleton.mdx && is_code { mdx::guard(&unit.source, &cleaned, &slot.place).into() } else { cleaned };
        if self.skeleton.mdx && is_code && !mdx::is_nested(&cleaned) {
            return self.refuse(index, "its tags do not nest with each other and with emphasis and links".into());
        }
        let may_hold_math = unit.source.contains('$') || !(is_markdown || matches!(slot.place, Place::Title(_)));
        let cleaned = if cleaned.contains('$') && !may_hold_math { bare_dollars(&cleaned).into() } else { cleaned };
        let labels: Vec<(String, bool)> =
            slot.labels.iter().map(|label| (unwrap(self.text, label.span.clone(), &[], 8), label.image)).collect();
        let manner = Manner { text: self.text, newline: flavour::newline(self.text) };
        let bytes = if labels.is_empty() {
            written(slot, &cleaned, manner)
        } else {
            written(slot, &relabel::relabel(&unit.source, &cleaned, &labels), manner)
        };
        if bytes.is_empty() {
            return;
        }
        if let Some(piece) = self.pieces.get_mut(index) {
            *piece = Some(Piece { given: given.clone(), bytes, tail: None, id: 0 });
        }
    }

    /// Gives translated headings their English anchors, and takes those of refused ones away.
    fn anchor(&mut self) {
        let found = anchors(self.skeleton, self.target.anchors, |unit| {
            self.pieces.get(unit).and_then(Option::as_ref).map(|piece| piece.given.clone())
        });
        for (unit, heading, anchor) in found {
            let line_end = self.skeleton.headings.get(heading).map_or(0, |heading| heading.line_end);
            let source = self.skeleton.slots.get(unit).and_then(|slot| self.text.get(slot.span.clone()));
            let Some(entry) = self.pieces.get_mut(unit) else { continue };
            let piece = entry.get_or_insert_with(|| {
                let source = source.unwrap_or_default().to_owned();
                Piece { given: source.clone(), bytes: source, tail: None, id: 0 }
            });
            match anchor {
                Anchor::Attribute(id) => {
                    piece.id = hash(6, id.as_bytes());
                    piece.tail = Some((line_end, format!(" {{#{id}}}")));
                }
                Anchor::Html(id) => piece.bytes.push_str(&format!("<a id=\"{id}\"></a>")),
            }
        }
    }

    /// Splices, and refuses units until the page has the English structure.
    fn settle(&mut self) {
        self.settle_front_matter();
        if self.pieces.iter().all(Option::is_none) {
            self.out = self.text.to_owned();
            return;
        }
        self.anchor();
        let english = self.skeleton.shape.get_or_init(|| Shape::of(self.text, self.skeleton.body, self.skeleton.mdx));
        for round in 0.. {
            let (out, places, body) = splice(self.skeleton, self.text, &self.pieces);
            let shape = Shape::of(&out, body, self.skeleton.mdx);
            let Some((culprit, reason)) = self.culprit(english, &shape, &places) else {
                self.out = out;
                return;
            };
            if round == PATIENCE {
                self.refuse_alone();
            } else if let (Some(culprit), true) = (culprit, round < LIMIT) {
                self.refuse(culprit, reason);
            } else {
                return self.give_up();
            }
        }
    }

    /// Returns the unit to blame for a difference, if there is a difference.
    fn culprit(&self, english: &Shape, shape: &Shape, places: &[Range<usize>]) -> Option<(Option<usize>, String)> {
        let Some(difference) = english.difference(shape) else {
            return self.wrong_id(english, shape).map(|unit| (unit, "it would change a heading's identifier".into()));
        };
        let replaced = |index: &usize| self.pieces.get(*index).is_some_and(Option::is_some);
        let last_before = |offset: usize, start: &dyn Fn(usize) -> usize| {
            (0..places.len()).rev().filter(replaced).find(|index| start(*index) <= offset)
        };
        let in_english =
            last_before(difference.english, &|index| self.skeleton.slots.get(index).map_or(0, |slot| slot.span.start));
        let in_other = last_before(difference.other, &|index| places.get(index).map_or(0, |place| place.start));
        let reason = if difference.is_inline {
            "its links, images, footnotes or tags lead elsewhere than those of the English"
        } else {
            "it would change the structure of the page"
        };
        let first = (0..places.len()).find(replaced);
        Some((in_english.min(in_other).or(in_english).or(in_other).or(first), reason.into()))
    }

    /// Returns the unit of the first heading whose identifier is not the one it should have.
    fn wrong_id(&self, english: &Shape, shape: &Shape) -> Option<Option<usize>> {
        let mut wanted = english.ids.clone();
        // Call-outs are masked by empty headings, which the skeleton does not list; headings with units are found by order.
        let mut headings = self.skeleton.headings.iter();
        let is_plain = wanted.len() == self.skeleton.headings.len();
        for (index, id) in wanted.iter_mut().enumerate() {
            let heading = if is_plain { headings.next() } else { None };
            let unit = heading.and_then(|heading| heading.unit);
            let piece = unit.and_then(|unit| self.pieces.get(unit)).and_then(Option::as_ref);
            match piece {
                Some(piece) if piece.id != 0 => *id = piece.id,
                _ => {}
            }
            if is_plain && shape.ids.get(index) != Some(id) {
                return Some(unit);
            }
        }
        None
    }

    /// Tries every translation alone, in the line it stands in, and refuses those that change its structure.
    fn refuse_alone(&mut self) {
        for index in 0..self.pieces.len() {
            let Some((Some(piece), slot)) = self.pieces.get(index).zip(self.skeleton.slots.get(index)) else {
                continue;
            };
            let before = self.text.get(self.skeleton.body..slot.span.start).unwrap_or_default();
            let head = before.rsplit(['\n', '\r']).next().unwrap_or_default();
            let after = self.text.get(slot.span.end..).unwrap_or_default();
            let tail = after.split(['\n', '\r']).next().unwrap_or_default();
            let source = self.text.get(slot.span.clone()).unwrap_or_default();
            let english = Shape::of_part(&format!("{head}{source}{tail}"), self.skeleton.mdx);
            let other = Shape::of_part(&format!("{head}{}{tail}", piece.bytes), self.skeleton.mdx);
            if english.difference(&other).is_some() {
                self.refuse(index, "it would change the structure of the page".into());
            }
        }
    }

    /// Refuses the front matter's translations when it does not read back as it should.
    fn settle_front_matter(&mut self) {
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

    fn refuse(&mut self, index: usize, reason: String) {
        if let Some(unit) = self.document.units.get(index) {
            self.refusals.push(Refusal { unit: unit.id(), reason });
        }
        if let Some(piece) = self.pieces.get_mut(index) {
            *piece = None;
        }
    }

    fn give_up(&mut self) {
        for index in 0..self.pieces.len() {
            if self.pieces.get(index).is_some_and(Option::is_some) {
                self.refuse(index, "the page would lose its structure, and no single unit is to blame".into());
            }
        }
        self.out = self.text.to_owned();
    }
}

fn squeeze(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Puts the pieces into the text; a unit without one keeps its bytes. Also returns where each unit came to stand, and
/// where the Markdown begins.
fn splice(skeleton: &Skeleton, text: &str, pieces: &[Option<Piece>]) -> (String, Vec<Range<usize>>, usize) {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut places = Vec::with_capacity(skeleton.slots.len());
    let mut copied = 0;
    let mut body = skeleton.body;
    for (index, slot) in skeleton.slots.iter().enumerate() {
        out.push_str(text.get(copied..slot.span.start).unwrap_or_default());
        let start = out.len();
        let piece = pieces.get(index).and_then(Option::as_ref);
        match piece {
            Some(piece) => out.push_str(&piece.bytes),
            None => out.push_str(text.get(slot.span.clone()).unwrap_or_default()),
        }
        places.push(start..out.len());
        copied = slot.span.end;
        if slot.span.end <= skeleton.body {
            body = (body + out.len() - start).saturating_sub(slot.span.len());
        }
        if let Some((at, tail)) = piece.and_then(|piece| piece.tail.as_ref())
            && *at >= copied
        {
            out.push_str(text.get(copied..*at).unwrap_or_default());
            out.push_str(tail);
            copied = *at;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    (out, places, body)
}
