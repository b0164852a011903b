//! The structure of the English page, cut into parts that a parser reads one by one as it reads them in the page.
//!
//! Invariant: a part begins at a block of the top level behind a blank line, where nothing is open.

use std::ops::Range;
use std::sync::OnceLock;

use super::flavour::Flavour;
use super::shape::{Shape, Step, Token};

/// The structure of the English page.
#[derive(Debug, Clone)]
pub(super) struct Structure {
    /// The whole.
    pub(super) shape: Shape,
    /// The parts, in order.
    pub(super) parts: Vec<Part>,
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes, up to the next one.
    pub(super) span: Range<usize>,
    /// The end of the line behind it; that line shows whether something in the part reaches beyond it.
    pub(super) seen: usize,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// How many headings stand before it.
    pub(super) headings: usize,
    /// Its structure when it is parsed alone, up to `seen`; computed when it is first asked for.
    pub(super) alone: OnceLock<Shape>,
}

impl Structure {
    /// Reads the structure of the Markdown that begins at `body`.
    pub(super) fn of(text: &str, body: usize, flavour: Flavour) -> Self {
        let shape = Shape::of(text, body, flavour);
        let parts = parts(&shape.tokens, text, body);
        Self { shape, parts }
    }

    /// Returns the part that holds an offset.
    pub(super) fn part(&self, offset: usize) -> Option<usize> {
        self.parts.partition_point(|part| part.span.start <= offset).checked_sub(1)
    }
}

fn parts(tokens: &[Token], text: &str, body: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut depth, mut headings) = (0_usize, 0);
    for (index, token) in tokens.iter().enumerate() {
        let is_last = index + 1 == tokens.len();
        if depth == 0
            && !is_last
            && let Some(start) = start(text, body, token.offset)
        {
            if let Some(last) = parts.last_mut() {
                last.span.end = start;
                last.tokens.end = index;
                last.seen = line_end(text, start);
            }
            let (span, tokens) = (start..text.len(), index..tokens.len() - 1);
            parts.push(Part { span, seen: text.len(), tokens, headings, alone: OnceLock::new() });
        }
        match token.step {
            Step::Open => depth += 1,
            Step::Close => depth = depth.saturating_sub(1),
            Step::Stay | Step::Inline => {}
        }
        headings += usize::from(token.step == Step::Open && (22..=27).contains(&token.hash));
    }
    parts
}

/// Returns the start of the line of a top-level block, when nothing but indentation stands before it and a blank line, or
/// the start of the page, stands above it.
fn start(text: &str, body: usize, offset: usize) -> Option<usize> {
    let above = text.get(body..offset)?.trim_end_matches([' ', '\t']);
    let line = body + above.len();
    let ends = |text: &str| text.is_empty() || text.ends_with(['\n', '\r']);
    let before = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r'])).unwrap_or_default();
    let is_start = ends(above) && ends(before.trim_end_matches([' ', '\t']));
    is_start.then_some(line)
}

fn line_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        Structure::of(text, 0, Flavour::default()).parts.iter().map(|part| &text[part.span.clone()]).collect()
    }

    #[test]
    fn parts_begin_behind_blank_lines() {
        assert_eq!(shown("# a\nb\n\n- c\n\n  d\n\ne\n"), ["# a\nb\n\n", "- c\n\n  d\n\n", "e\n"]);
        assert_eq!(shown("\n a\r\n\r\n```\nb\n\nc\n```\n"), [" a\r\n\r\n", "```\nb\n\nc\n```\n"]);
    }

    #[test]
    fn what_has_no_blank_line_above_belongs_to_the_part_before() {
        assert_eq!(shown("a\n***\nb\n"), ["a\n***\nb\n"]);
    }
}
