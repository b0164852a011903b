//! The proof that a page still has the English structure, and who is to blame when it has not.
//!
//! A translation that is plain enough proves itself (`prove`). The parts of the page that hold others are parsed, beside the
//! same parts of the English. Where that does not show that a change stays in its part, the whole page is parsed.

use std::ops::Range;

use super::render::{Page, Piece, splice, splice_range};
use super::shape::{Difference, Shape};
use super::skeleton::{Place, Slot};
use super::structure::{Part, Structure};
use crate::source::Refusal;

/// After so many refusals found by parsing, the rest is tried unit by unit.
const PATIENCE: usize = 4;
/// After so many, the page stays English.
const LIMIT: usize = 64;
/// Up to this length of a page, in bytes, its length has no say in how many references are resolved
/// (`link_ref_expansion_limit` of pulldown-cmark).
pub(super) const SHORT: usize = 100_000;

/// Why a translation is refused whose links are not those of the English.
pub(super) const ELSEWHERE: &str = "its links, images, footnotes or tags lead elsewhere than those of the English";

/// The unit to blame for a difference, if there is one, and what is different.
type Blame = (Option<usize>, String);

/// A change that may reach beyond its part of the page.
struct Wide;

/// A part of the page that is not known to be equal in both languages.
struct Open {
    /// Its place in `Structure::parts`.
    part: usize,
    /// Whom to blame for the first difference; none until it was looked at.
    blame: Option<Blame>,
}

impl Page<'_> {
    /// Refuses units until the page has the English structure, and splices.
    pub(super) fn settle(&mut self) {
        self.settle_front_matter();
        if self.pieces.iter().all(Option::is_none) {
            self.out = self.text.to_owned();
            return;
        }
        self.anchor();
        self.settle_body(false);
    }

    /// The same for the Markdown; `is_wide` parses the whole page in any case.
    fn settle_body(&mut self, is_wide: bool) {
        let (skeleton, text) = (self.skeleton, self.text);
        let is_proved = !skeleton.slots.iter().enumerate().any(|(index, slot)| self.is_open(index, slot));
        if is_proved && !is_wide && !self.is_long() {
            self.out = splice(skeleton, text, &self.pieces).0;
            debug_assert!(
                self.blame_in_page(&Shape::of(text, skeleton.body, skeleton.flavour)).is_none(),
                "{}",
                self.out
            );
            return;
        }
        let structure = skeleton.structure.get_or_init(|| Structure::of(text, skeleton.body, skeleton.flavour));
        let mut open = if is_wide { Err(Wide) } else { self.open_parts(structure) };
        for round in 0.. {
            let blame = match open.as_mut().map_err(|_| Wide).and_then(|open| self.blame_in_parts(structure, open)) {
                Ok(blame) => blame,
                Err(Wide) => {
                    open = Err(Wide);
                    self.blame_in_page(&structure.shape)
                }
            };
            let Some((culprit, reason)) = blame else {
                debug_assert!(self.blame_in_page(&structure.shape).is_none(), "{:?}", self.pieces);
                self.out = splice(self.skeleton, self.text, &self.pieces).0;
                return;
            };
            if round == PATIENCE {
                self.refuse_alone();
                open = open.and_then(|_| self.open_parts(structure));
            } else if let (Some(culprit), true) = (culprit, round < LIMIT) {
                self.refuse(culprit, reason);
            } else {
                return self.give_up();
            }
        }
    }

    /// Returns the parts with a translation that does not prove itself, last part first.
    fn open_parts(&self, structure: &Structure) -> Result<Vec<Open>, Wide> {
        let mut open: Vec<Open> = Vec::new();
        for (index, slot) in self.skeleton.slots.iter().enumerate().rev() {
            if self.is_open(index, slot) {
                let part = structure.part(slot.span.start).ok_or(Wide)?;
                if open.last().is_none_or(|last| last.part != part) {
                    open.push(Open { part, blame: None });
                }
            }
        }
        let is_wide = self.skeleton.mdx || self.skeleton.reaches_far;
        if self.is_long() || (is_wide && !open.is_empty()) { Err(Wide) } else { Ok(open) }
    }

    /// Returns whether a unit has a translation that does not prove itself. Front matter is settled already.
    fn is_open(&self, index: usize, slot: &Slot) -> bool {
        let Some(Some(piece)) = self.pieces.get(index) else { return false };
        let is_proved =
            piece.tail.is_none() && piece.links.is_some() && piece.links == slot.links && !self.skeleton.mdx;
        !is_proved && !matches!(slot.place, Place::FrontMatter(_))
    }

    /// Returns whether the length that the page may come to have can decide over its references.
    fn is_long(&self) -> bool {
        let tail = |piece: &Piece| piece.tail.as_ref().map_or(0, |(_, tail)| tail.len());
        let length = || self.pieces.iter().flatten().map(|piece| piece.bytes.len() + tail(piece)).sum::<usize>();
        self.skeleton.reaches_far && self.text.len() + length() > SHORT
    }

    /// Returns whom to blame in the first part that differs, once no part is known to reach beyond itself.
    fn blame_in_parts(&self, structure: &Structure, open: &mut Vec<Open>) -> Result<Option<Blame>, Wide> {
        for one in open.iter_mut().filter(|one| one.blame.is_none()) {
            let part = structure.parts.get(one.part).ok_or(Wide)?;
            one.blame = self.blame_in_part(structure, part)?;
        }
        open.retain(|one| one.blame.is_some());
        // The unit to blame stands in the part, which is looked at again when it is English.
        Ok(open.last_mut().and_then(|first| first.blame.take()))
    }

    /// Parses a part in both languages, each with the line behind it.
    fn blame_in_part(&self, structure: &Structure, part: &Part) -> Result<Option<Blame>, Wide> {
        let slots = self.slots_in(&part.span);
        let mut in_part = self.skeleton.slots.iter().enumerate().skip(slots.start).take(slots.len());
        if !in_part.any(|(index, slot)| self.is_open(index, slot)) {
            return Ok(None);
        }
        let flavour = self.skeleton.flavour;
        let english = part
            .alone
            .get_or_init(|| Shape::of(self.text.get(part.span.start..part.seen).unwrap_or_default(), 0, flavour));
        let (out, places) =
            splice_range(self.skeleton, self.text, &self.pieces, part.span.start..part.seen, slots.clone());
        let other = Shape::of(&out, 0, flavour);
        let in_page = structure.shape.tokens.get(part.tokens.clone()).unwrap_or_default();
        let is_faithful =
            in_page.len() < english.tokens.len() && in_page.iter().zip(&english.tokens).all(|(a, b)| a.agrees(b));
        let is_local = english.tokens.len() == other.tokens.len()
            && english.tokens.iter().zip(&other.tokens).all(|(a, b)| a.agrees(b) || (a.is_inline() && b.is_inline()));
        // A colon makes the paragraph above a term.
        let is_definition = out.trim_start_matches([' ', '\t', '\n', '\r']).starts_with(':');
        if !is_faithful
            || !is_local
            || is_definition
            || other.has_definitions
            || !self.has_ids(structure, part, english, &other)
        {
            return Err(Wide);
        }
        let Some(difference) = english.difference(&other) else { return Ok(None) };
        let start = |index: usize| match index {
            _ if index < slots.start => 0,
            _ => places.get(index - slots.start).map_or(usize::MAX, |place| place.start),
        };
        let offset = difference.english + part.span.start;
        let (culprit, reason) = self.blame(Difference { english: offset, ..difference }, &start);
        if culprit.is_some_and(|culprit| slots.contains(&culprit)) { Ok(Some((culprit, reason))) } else { Err(Wide) }
    }

    /// Returns the indices of the slots within some bytes.
    fn slots_in(&self, span: &Range<usize>) -> Range<usize> {
        let slots = &self.skeleton.slots;
        let first = slots.partition_point(|slot| slot.span.start < span.start);
        first..slots.partition_point(|slot| slot.span.start < span.end).max(first)
    }

    /// Returns whether the headings of a part have the identifiers that they should have.
    fn has_ids(&self, structure: &Structure, part: &Part, english: &Shape, other: &Shape) -> bool {
        if structure.shape.ids.len() != self.skeleton.headings.len() {
            return true;
        }
        let headings = self.skeleton.headings.iter().skip(part.headings);
        let wanted = english.ids.iter().zip(headings).map(|(id, heading)| {
            let is_inside = heading.line_end <= part.span.end;
            let piece = heading.unit.filter(|_| is_inside).and_then(|unit| self.pieces.get(unit)?.as_ref());
            piece.map(|piece| piece.id).filter(|id| *id != 0).unwrap_or(*id)
        });
        wanted.eq(other.ids.iter().copied())
    }

    /// Parses the whole page.
    fn blame_in_page(&self, english: &Shape) -> Option<Blame> {
        let (out, places, body) = splice(self.skeleton, self.text, &self.pieces);
        let shape = Shape::of(&out, body, self.skeleton.flavour);
        let Some(difference) = english.difference(&shape) else {
            return self.wrong_id(english, &shape).map(|unit| (unit, "it would change a heading's identifier".into()));
        };
        Some(self.blame(difference, &|index| places.get(index).map_or(0, |place| place.start)))
    }

    /// Returns the unit to blame for a difference; `start` says where a unit came to stand.
    fn blame(&self, difference: Difference, start: &dyn Fn(usize) -> usize) -> Blame {
        let count = self.pieces.len();
        let replaced = |index: &usize| self.pieces.get(*index).is_some_and(Option::is_some);
        let last_before = |offset: usize, start: &dyn Fn(usize) -> usize| {
            (0..count).rev().filter(replaced).find(|index| start(*index) <= offset)
        };
        let in_english =
            last_before(difference.english, &|index| self.skeleton.slots.get(index).map_or(0, |slot| slot.span.start));
        let in_other = last_before(difference.other, start);
        let reason = if difference.is_inline { ELSEWHERE } else { "it would change the structure of the page" };
        let first = (0..count).find(replaced);
        (in_english.min(in_other).or(in_english).or(in_other).or(first), reason.into())
    }

    /// Returns the unit of the first heading whose identifier is not the one it should have.
    fn wrong_id(&self, english: &Shape, shape: &Shape) -> Option<Option<usize>> {
        // Call-outs are masked by empty headings, which the skeleton does not list; headings with units are found by order.
        if english.ids.len() != self.skeleton.headings.len() {
            return None;
        }
        for (index, (id, heading)) in english.ids.iter().zip(&self.skeleton.headings).enumerate() {
            let piece = heading.unit.and_then(|unit| self.pieces.get(unit)).and_then(Option::as_ref);
            let wanted = piece.map(|piece| piece.id).filter(|id| *id != 0).unwrap_or(*id);
            if shape.ids.get(index) != Some(&wanted) {
                return Some(heading.unit);
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
            let english = Shape::of_part(&format!("{head}{source}{tail}"), self.skeleton.flavour);
            let other = Shape::of_part(&format!("{head}{}{tail}", piece.bytes), self.skeleton.flavour);
            if english.difference(&other).is_some() {
                self.refuse(index, "it would change the structure of the page".into());
            }
        }
    }

    pub(super) fn refuse(&mut self, index: usize, reason: String) {
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

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
