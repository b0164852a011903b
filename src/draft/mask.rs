//! Hiding code from an engine, and putting it back.
//!
//! Inline markup becomes numbered pairs of marks around text that is translated; placeholders, addresses and line
//! breaks become single marks; code spans and terms that stay English become marks that an engine may look into but
//! must not change. Invariant: an answer is either given back with every piece of code of the English exactly once, or
//! refused.

use std::ops::Range;

use super::damage::Damage;
use super::pairing::{Role, Spot, spots};
use super::{Event, marks};
use crate::check::{Content, PieceKind, Text};

/// How code is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Masking {
    /// XML elements: `<g1>…</g1>`, `<x2/>`, `<k3>code</k3>`; the text is escaped. Names carry the number, since engines
    /// have been seen to translate attributes.
    Xml,
    /// HTML elements: `<span id="g1">…</span>` and `<span id="x2" translate="no">…</span>`; the text is escaped.
    Html,
    /// Brackets that occur in no language: `⟦1⟧…⟦/1⟧`, `⟦2⟧`.
    Brackets,
    /// Letters that occur in no word: `XQ1A…XQ1Z`, `XQ2X`.
    Letters,
}

/// A text with its code hidden.
#[derive(Debug, Clone)]
pub struct Masked {
    /// What the engine is sent.
    pub text: String,
    /// How code is hidden in it.
    pub masking: Masking,
    source: String,
    content: Content,
    spots: Vec<Spot>,
}

impl Masked {
    /// Hides the code of a text, and the words in `keep` (bytes of terms that stay English, in order, apart from code).
    ///
    /// With `count`, a number takes the place of the only placeholder, so that the engine inflects the words around it.
    /// Returns none where this masking cannot carry the text, or nobody could translate it piece by piece (a Fluent
    /// select expression).
    #[must_use]
    pub fn new(
        source: &str,
        content: Content,
        keep: &[Range<usize>],
        masking: Masking,
        count: Option<u32>,
    ) -> Option<Self> {
        let text = Text::new(source, content);
        if text.pieces.iter().any(|piece| piece.kind == PieceKind::Select) {
            return None;
        }
        let mut spots = spots(&text, keep);
        let mut placeholders = spots.iter_mut().filter(|spot| spot.is_placeholder);
        if let (Some(count), Some(only), None) = (count, placeholders.next(), placeholders.next()) {
            only.role = Role::Word;
            only.shown = Some(count.to_string());
        }
        let mut masked = String::with_capacity(source.len() + 16 * spots.len());
        let mut at = 0;
        for spot in &spots {
            marks::write_text(&mut masked, source.get(at..spot.span.start)?, masking)?;
            marks::write(&mut masked, spot, source.get(spot.span.clone())?, masking);
            at = spot.span.end;
        }
        marks::write_text(&mut masked, source.get(at..)?, masking)?;
        Some(Self { text: masked, masking, source: source.to_owned(), content, spots })
    }

    /// Returns the number of marks; a pair counts twice.
    #[must_use]
    pub fn marks(&self) -> usize {
        self.spots.len()
    }

    /// Puts the code back into an answer.
    ///
    /// # Errors
    /// What is wrong with the answer: code lost, doubled, invented, badly nested, emptied or moved where it makes no
    /// sense; line breaks or markup that the English does not have; no text at all.
    pub fn unmask(&self, answer: &str) -> Result<String, Damage> {
        let events = marks::read(answer.trim(), self.masking)?;
        self.balanced(&events)?;
        self.placed(&events)?;
        let lead = self.source.len() - self.source.trim_start().len();
        let trail = self.source.trim_end().len().max(lead);
        let mut out = self.source.get(..lead).unwrap_or("").to_owned();
        for (at, event) in events.iter().enumerate() {
            match event {
                Event::Text(text) => {
                    // Spaces just inside a pair would take its meaning away, so they go outside.
                    let opened = at.checked_sub(1).and_then(|at| events.get(at)).is_some_and(Event::is_open);
                    let closed = events.get(at + 1).is_some_and(Event::is_close);
                    let text = if opened { text.trim_start() } else { text };
                    out.push_str(if closed { text.trim_end() } else { text });
                    if closed && text.ends_with(char::is_whitespace) && follows_letter(&events, at + 2) {
                        out.push('\u{0}');
                    }
                }
                Event::Open(number) => {
                    let inside = matches!(events.get(at + 1), Some(Event::Text(text)) if text.starts_with(' '));
                    if inside && out.ends_with(char::is_alphanumeric) {
                        out.push(' ');
                    }
                    out.push_str(self.code(*number, &[Role::Open]));
                }
                Event::Close(number) => {
                    let moved = out.ends_with('\u{0}');
                    if moved {
                        out.pop();
                    }
                    out.push_str(self.code(*number, &[Role::Close]));
                    if moved {
                        out.push(' ');
                    }
                }
                Event::Single(number) => out.push_str(self.code(*number, &[Role::Single, Role::Word])),
            }
        }
        out.push_str(self.source.get(trail..).unwrap_or(""));
        // A mark of another masking is no word of any language.
        let brackets = |text: &str| text.matches(['⟦', '⟧']).count();
        if brackets(&out) > brackets(&self.source) {
            return Err(Damage::Invented);
        }
        intact(&self.source, &out, self.content)?;
        Ok(out)
    }

    fn spot(&self, number: usize, roles: &[Role]) -> Option<&Spot> {
        self.spots.iter().find(|spot| spot.number == number && roles.contains(&spot.role))
    }

    fn code(&self, number: usize, roles: &[Role]) -> &str {
        self.spot(number, roles).and_then(|spot| self.source.get(spot.span.clone())).unwrap_or("")
    }

    /// Every mark once, pairs nested.
    fn balanced(&self, events: &[Event]) -> Result<(), Damage> {
        let count = |wanted: &Spot| events.iter().filter(|event| wanted.is(event)).count();
        for spot in &self.spots {
            let code = || self.source.get(spot.span.clone()).unwrap_or("").to_owned();
            match count(spot) {
                0 => return Err(Damage::Lost(code())),
                1 => {}
                _ => return Err(Damage::Doubled(code())),
            }
        }
        let mut open = Vec::new();
        for event in events {
            if !matches!(event, Event::Text(_)) && !self.spots.iter().any(|spot| spot.is(event)) {
                return Err(Damage::Invented);
            }
            match event {
                Event::Open(number) => open.push(*number),
                Event::Close(number) if open.pop() != Some(*number) => {
                    return Err(Damage::Nesting(self.code(*number, &[Role::Close]).to_owned()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Marks stand where they can make sense.
    fn placed(&self, events: &[Event]) -> Result<(), Damage> {
        let source = marks::read(self.text.trim(), self.masking)?;
        let total = words(events);
        if words(&source) > 0 && total == 0 {
            return Err(Damage::Empty);
        }
        self.lines_filled(&source, events)?;
        for spot in &self.spots {
            let code = || self.source.get(spot.span.clone()).unwrap_or("").to_owned();
            let event = spot.event();
            let (Some(there), Some(here)) = (place(&source, &event), place(events, &event)) else { continue };
            let before = words(source.get(..there).unwrap_or(&[]));
            let is_first = words(events.get(..here).unwrap_or(&[])) == 0;
            match spot.role {
                Role::Single | Role::Word if spot.is_visible => {
                    // DeepL is known to carry placeholders to the front (github.com/DeepLcom/deepl-python/issues/93).
                    let goes_first = before >= 3 && total >= 2 && is_first;
                    let after = words(source.get(there..).unwrap_or(&[]));
                    let goes_last =
                        after >= 4 && before == 0 && total >= 3 && words(events.get(here..).unwrap_or(&[])) == 0;
                    if goes_first || goes_last {
                        return Err(Damage::Moved(code()));
                    }
                }
                // A note refers to what stands before it.
                Role::Single if before > 0 && total > 0 && is_first && code().starts_with("[^") => {
                    return Err(Damage::Moved(code()));
                }
                Role::Open => {
                    spans_alike(spot.number, (&source, there), (events, here)).map_err(|kind| kind(code()))?
                }
                Role::Single | Role::Word | Role::Close => {}
            }
        }
        Ok(())
    }
}

/// Returns how many words stand between marks.
fn words(events: &[Event]) -> usize {
    events.iter().map(|event| if let Event::Text(text) = event { text.split_whitespace().count() } else { 0 }).sum()
}

fn place(events: &[Event], wanted: &Event) -> Option<usize> {
    events.iter().position(|event| event == wanted)
}

/// Proves that a pair of marks, which opens at some place in the English and in the answer, holds something there as well, and not
/// all of a sentence of which it held a part.
fn spans_alike(
    number: usize,
    (source, there): (&[Event], usize),
    (events, here): (&[Event], usize),
) -> Result<(), fn(String) -> Damage> {
    let inner = |events: &[Event], from: usize| {
        let to = place(events, &Event::Close(number)).unwrap_or(from).max(from);
        let inside = events.get(from..to).unwrap_or(&[]);
        (words(inside), inside.iter().any(|event| matches!(event, Event::Single(_))))
    };
    let (was, had_code) = inner(source, there);
    let (is, has_code) = inner(events, here);
    if (was > 0 || had_code) && is == 0 && !has_code {
        return Err(Damage::Emptied);
    }
    let (all, total) = (words(source), words(events));
    if was * 2 < all && all >= 4 && total >= 4 && is == total { Err(Damage::Moved) } else { Ok(()) }
}

impl Masked {
    /// Lines between hard breaks that hold words in the English hold some in the answer.
    fn lines_filled(&self, source: &[Event], events: &[Event]) -> Result<(), Damage> {
        let is_break = |event: &Event| match event {
            Event::Single(number) => self.code(*number, &[Role::Single]).contains('\n'),
            Event::Text(_) | Event::Open(_) | Event::Close(_) => false,
        };
        let filled = |events: &[Event]| -> Vec<bool> {
            let has_text = |line: &[Event]| {
                line.iter().any(|event| match event {
                    Event::Text(text) => !text.trim().is_empty(),
                    Event::Single(_) => true,
                    Event::Open(_) | Event::Close(_) => false,
                })
            };
            events.split(is_break).map(has_text).collect()
        };
        let is_lost = filled(source).iter().zip(filled(events)).any(|(was, is)| *was && !is);
        if is_lost { Err(Damage::LineBreaks) } else { Ok(()) }
    }
}

fn follows_letter(events: &[Event], at: usize) -> bool {
    matches!(events.get(at), Some(Event::Text(text)) if text.starts_with(char::is_alphanumeric))
}

/// Compares the code of a text with that of the English it was made from.
///
/// # Errors
/// What differs: pieces of code, line breaks, or that there is no text.
pub fn intact(source: &str, target: &str, content: Content) -> Result<(), Damage> {
    if target.trim().is_empty() && !source.trim().is_empty() {
        return Err(Damage::Empty);
    }
    let pieces = |raw: &str| {
        let text = Text::new(raw, content);
        let mut pieces: Vec<(PieceKind, String)> =
            text.pieces.iter().map(|piece| (piece.kind, text.whole(piece).to_owned())).collect();
        pieces.sort();
        pieces
    };
    let (theirs, ours) = (pieces(source), pieces(target));
    if let Some((_, lost)) = theirs.iter().find(|piece| count(&theirs, piece) > count(&ours, piece)) {
        return Err(Damage::Lost(lost.clone()));
    }
    if ours.len() != theirs.len() {
        return Err(Damage::Invented);
    }
    let breaks = |text: &str| text.matches('\n').count();
    if breaks(source) != breaks(target) || target.contains(['\r', '\0']) {
        return Err(Damage::LineBreaks);
    }
    Ok(())
}

fn count(pieces: &[(PieceKind, String)], wanted: &(PieceKind, String)) -> usize {
    pieces.iter().filter(|piece| *piece == wanted).count()
}
