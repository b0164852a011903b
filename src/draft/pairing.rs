//! Which code of a text opens, which closes, and which stands alone.

use std::ops::Range;

use super::Event;
use crate::check::{Piece, PieceKind, Text};

/// The part that a piece of code plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins a stretch of text.
    Open,
    /// It ends the stretch with the same number.
    Close,
    /// It stands alone.
    Single,
    /// It stands alone and says something to a reader, so that the engine may see it.
    Word,
}

/// One piece of code of a text.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Its bytes in the English.
    pub(super) span: Range<usize>,
    pub(super) role: Role,
    /// 1-based; both ends of a pair share one.
    pub(super) number: usize,
    /// What is shown in place of a word.
    pub(super) shown: Option<String>,
    pub(super) is_placeholder: bool,
    /// Whether a reader sees something in its place.
    pub(super) is_visible: bool,
}

impl Spot {
    pub(super) fn event(&self) -> Event {
        match self.role {
            Role::Open => Event::Open(self.number),
            Role::Close => Event::Close(self.number),
            Role::Single | Role::Word => Event::Single(self.number),
        }
    }

    pub(super) fn is(&self, event: &Event) -> bool {
        self.event() == *event
    }
}

/// Returns all code of a text in order: its pieces, the terms that stay, the line breaks.
pub(super) fn spots(text: &Text<'_>, keep: &[Range<usize>]) -> Vec<Spot> {
    let mut items = joined(text);
    let is_free = |span: &Range<usize>, items: &[(Range<usize>, PieceKind)]| {
        items.iter().all(|(other, _)| other.end <= span.start || span.end <= other.start)
    };
    let breaks: Vec<Range<usize>> = line_breaks(text.raw).filter(|span| is_free(span, &items)).collect();
    let words: Vec<Range<usize>> = keep.iter().filter(|span| is_free(span, &items)).cloned().collect();
    items.extend(breaks.into_iter().map(|span| (span, PieceKind::Escape)));
    items.extend(words.into_iter().map(|span| (span, PieceKind::Code)));
    items.sort_by_key(|(span, _)| span.start);
    let mut spots: Vec<Spot> = items.iter().enumerate().map(|(at, item)| single(item, at + 1)).collect();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..items.len() {
        let Some((span, kind)) = items.get(at) else { continue };
        let whole = |span: &Range<usize>| text.raw.get(span.clone()).unwrap_or("");
        match kind {
            PieceKind::Emphasis => {
                let mark = whole(span);
                let after_space =
                    text.raw.get(..span.start).unwrap_or("").chars().next_back().is_none_or(char::is_whitespace);
                let twin = open.iter().rposition(|&other| {
                    items.get(other).is_some_and(|(span, kind)| *kind == PieceKind::Emphasis && whole(span) == mark)
                });
                match twin.filter(|_| !after_space) {
                    Some(twin) => pair(&mut spots, &mut open, twin, at),
                    None => open.push(at),
                }
            }
            PieceKind::Open => open.push(at),
            PieceKind::Target | PieceKind::Reference => {
                let twin =
                    open.iter().rposition(|&other| items.get(other).is_some_and(|(_, kind)| *kind == PieceKind::Open));
                if let Some(twin) = twin {
                    pair(&mut spots, &mut open, twin, at);
                }
            }
            PieceKind::Tag => match tag_of(whole(span)) {
                Tag::Open => open.push(at),
                Tag::Close(name) => {
                    let twin = open.iter().rposition(|&other| {
                        items.get(other).is_some_and(|(span, kind)| {
                            *kind == PieceKind::Tag && tag_name(whole(span)).eq_ignore_ascii_case(name)
                        })
                    });
                    if let Some(twin) = twin {
                        pair(&mut spots, &mut open, twin, at);
                    }
                }
                Tag::Void => {}
            },
            PieceKind::Code
            | PieceKind::Comment
            | PieceKind::Close
            | PieceKind::Footnote
            | PieceKind::Address
            | PieceKind::Placeholder
            | PieceKind::Select
            | PieceKind::Entity
            | PieceKind::Escape
            | PieceKind::Loose => {}
        }
    }
    spots
}

fn single((span, kind): &(Range<usize>, PieceKind), number: usize) -> Spot {
    Spot {
        span: span.clone(),
        role: if *kind == PieceKind::Code { Role::Word } else { Role::Single },
        number,
        shown: None,
        is_placeholder: *kind == PieceKind::Placeholder,
        is_visible: kind.is_visible() && *kind != PieceKind::Footnote,
    }
}

/// Makes a pair of the open piece at `twin` (a place in `open`) and the piece at `at`; what was opened in between and
/// not closed stands alone.
fn pair(spots: &mut [Spot], open: &mut Vec<usize>, twin: usize, at: usize) {
    let Some(&start) = open.get(twin) else { return };
    open.truncate(twin);
    let Some(number) = spots.get(start).map(|spot| spot.number) else { return };
    if let Some(spot) = spots.get_mut(start) {
        spot.role = Role::Open;
    }
    if let Some(spot) = spots.get_mut(at) {
        spot.role = Role::Close;
        spot.number = number;
    }
}

/// The pieces of a text, with the target of a link, its title and its end taken together.
fn joined(text: &Text<'_>) -> Vec<(Range<usize>, PieceKind)> {
    let mut items: Vec<(Range<usize>, PieceKind)> = Vec::with_capacity(text.pieces.len());
    let mut target: Option<usize> = None;
    for Piece { kind, span, .. } in &text.pieces {
        match (kind, target) {
            (PieceKind::Close, Some(start)) => {
                // Whatever was seen inside the target or the title belongs to it.
                items.retain(|(other, _)| other.start < start);
                items.push((start..span.end, PieceKind::Target));
                target = None;
            }
            (PieceKind::Target, _) => target = Some(span.start),
            _ => items.push((span.clone(), *kind)),
        }
    }
    items
}

/// Runs of line breaks with the spaces and the backslash of a hard break.
fn line_breaks(raw: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + raw.get(from..)?.find('\n')?;
        let head = raw.get(from..at)?;
        let kept = head.trim_end_matches(' ');
        let start = from + kept.strip_suffix('\\').unwrap_or(kept).len();
        let tail = raw.get(at..)?;
        let end = at + (tail.len() - tail.trim_start().len());
        from = end;
        Some(start..end)
    })
}

enum Tag<'a> {
    Open,
    Close(&'a str),
    Void,
}

fn tag_of(tag: &str) -> Tag<'_> {
    let body = tag.trim_start_matches('<').trim_end_matches('>');
    if let Some(name) = body.strip_prefix('/') {
        return Tag::Close(name.trim());
    }
    let name = tag_name(tag).to_ascii_lowercase();
    if body.ends_with('/') || matches!(name.as_str(), "br" | "img" | "hr" | "wbr" | "input") {
        return Tag::Void;
    }
    Tag::Open
}

fn tag_name(tag: &str) -> &str {
    let body = tag.trim_start_matches('<');
    let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(body.len());
    body.get(..end).unwrap_or("")
}
