//! Finding the code in a text: markup, placeholders, addresses.
//!
//! The scanner is tolerant: what does not look like code is prose. It is linear in the length of the text.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::link_end::{address_length, link_target, title_marks};
use super::text::{Piece, PieceKind};
use super::{Content, emphasis, placeholder};
use crate::source::markdown::{code_length, role_target};

/// Returns the pieces of code in order, without overlaps.
pub(super) fn pieces(raw: &str, content: Content) -> Vec<Piece> {
    let mut scanner = Scanner {
        raw,
        bytes: raw.as_bytes(),
        content,
        at: 0,
        pieces: Vec::new(),
        open: Vec::new(),
        depth: 0,
        last: OnceCell::new(),
        fences: OnceCell::new(),
        closing: OnceCell::new(),
    };
    while let Some(prose) =
        scanner.bytes.get(scanner.at..).and_then(|rest| rest.iter().position(|&byte| is_telling(byte)))
    {
        scanner.at += prose;
        let step = scanner.step();
        scanner.at += step.max(1);
    }
    let mut pieces = scanner.pieces;
    pieces.sort_by_key(|piece| piece.span.start);
    if content == Content::Markdown {
        emphasis::settle(raw, &mut pieces);
    }
    pieces
}

struct Scanner<'a> {
    raw: &'a str,
    bytes: &'a [u8],
    content: Content,
    at: usize,
    pieces: Vec<Piece>,
    /// Places of `[` or `![` that may turn out to open a link, with the length of the opening.
    open: Vec<(usize, usize)>,
    /// How many Fluent select expressions are open.
    depth: usize,
    /// Where `}` and `->` occur last; asked for in Fluent alone.
    last: OnceCell<[Option<usize>; 2]>,
    /// Where a run of so many backticks occurs last.
    fences: OnceCell<HashMap<usize, usize>>,
    /// The names of the tags that close something, in no order.
    closing: OnceCell<HashSet<&'a str>>,
}

impl<'a> Scanner<'a> {
    /// Looks at the present byte and returns how many bytes were dealt with.
    fn step(&mut self) -> usize {
        let Some(&byte) = self.bytes.get(self.at) else { return 1 };
        let markdown = self.content == Content::Markdown;
        match byte {
            b'\\' if markdown && self.peek(1).is_some_and(|next| next.is_ascii_punctuation()) => {
                self.push(PieceKind::Escape, 1);
                2
            }
            b'`' if markdown => self.code_span(),
            b'<' => self.angle(),
            b'&' => self.entity(),
            b'*' | b'_' | b'~' if markdown => self.emphasis(byte),
            b'!' if markdown && self.peek(1) == Some(b'[') => {
                self.open.push((self.at, 2));
                2
            }
            b'[' if markdown => self.bracket(),
            b']' if markdown => self.close(),
            b':' if self.rest().starts_with("://") => self.address(),
            b':' | b'+' | b'@' if markdown && self.other_code() > 0 => {
                let length = self.other_code();
                self.push(PieceKind::Placeholder, length);
                length
            }
            b'@' => self.mail(),
            b'{' if self.content == Content::Fluent => self.fluent(),
            b'}' | b'[' | b'*' if self.content == Content::Fluent && self.depth > 0 => self.fluent_select(byte),
            b'{' | b'%' => self.placeholder(),
            _ => 1,
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, kind: PieceKind, length: usize) {
        let span = self.at..self.at + length;
        self.pieces.push(Piece { kind, span: span.clone(), inner: span });
    }

    fn push_inner(&mut self, kind: PieceKind, span: Range<usize>, inner: Range<usize>) {
        self.pieces.push(Piece { kind, span, inner });
    }

    fn code_span(&mut self) -> usize {
        let ticks = ticks_at(self.bytes, self.at);
        let last = self.fences.get_or_init(|| fences(self.bytes)).get(&ticks).copied();
        if last.is_none_or(|last| last <= self.at) {
            self.push(PieceKind::Loose, ticks);
            return ticks;
        }
        let mut end = self.at + ticks;
        while let Some(found) = self.bytes.get(end..).and_then(|rest| memchr::memchr(b'`', rest)) {
            end += found;
            let run = ticks_at(self.bytes, end);
            end += run;
            if run == ticks {
                let length = end - self.at;
                let head = self.raw.get(..self.at).unwrap_or("");
                match role_target(head, self.raw.get(self.at..end).unwrap_or("")) {
                    Some(target) => {
                        let inner = self.at + target.start..self.at + target.end;
                        self.push_inner(PieceKind::Placeholder, self.at..end, inner);
                    }
                    None => self.push(PieceKind::Code, length),
                }
                return length;
            }
        }
        ticks
    }

    /// Returns the length of an icon, keys or a citation at the present byte, or 0.
    fn other_code(&self) -> usize {
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at)).copied();
        code_length(self.rest(), before, !self.open.is_empty())
    }

    fn angle(&mut self) -> usize {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
            self.push(PieceKind::Comment, length);
            return length;
        }
        let head = self.peek(1).unwrap_or(0);
        // `<0>…</0>` stands for an element in the messages of some libraries.
        let is_number = head.is_ascii_digit() && self.content != Content::Markdown;
        if !(head.is_ascii_alphabetic() || head == b'/' || is_number) {
            return 1;
        }
        let Some(length) = tag_length(rest) else { return 1 };
        let Some(tag) = rest.get(..length) else { return 1 };
        let body = tag.get(1..length - 1).unwrap_or("");
        let is_autolink = !body.contains([' ', '"', '\'', '\n', '='])
            || body.find("://").is_some_and(|at| !body.get(..at).unwrap_or("").contains(' '));
        if is_autolink && (body.contains("://") || body.contains('@')) {
            self.push(PieceKind::Address, length);
            return length;
        }
        if self.content != Content::Markdown && !self.is_tag(tag) {
            return 1;
        }
        let name = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b':')).count();
        let (span, inner) = (self.at..self.at + length, self.at + 1..self.at + 1 + name);
        self.push_inner(PieceKind::Tag, span, inner);
        length
    }

    /// Tells a tag from an angle-bracketed word such as `<file>` in a usage line: a tag is known, closes something, is
    /// closed, or has attributes.
    fn is_tag(&self, tag: &str) -> bool {
        let body = tag.trim_start_matches('<').trim_end_matches('>');
        if body.starts_with('/') {
            return body.len() > 1 && !body.contains(' ');
        }
        if body.ends_with('/') || body.contains('=') {
            return true;
        }
        if body.contains(' ') {
            return false;
        }
        HTML.split(' ').any(|name| name.eq_ignore_ascii_case(body))
            || self.closing.get_or_init(|| closing(self.raw)).contains(body)
    }

    fn entity(&mut self) -> usize {
        let rest = self.rest();
        let length = rest.bytes().skip(1).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        if (2..=10).contains(&length) && rest.as_bytes().get(length + 1) == Some(&b';') {
            self.push(PieceKind::Entity, length + 2);
            return length + 2;
        }
        1
    }

    /// A run of marks is emphasis when a word touches it on one side at least; `_` inside a word is a letter, and a
    /// single `~` is prose.
    fn emphasis(&mut self, mark: u8) -> usize {
        let run = self.rest().bytes().take_while(|&b| b == mark).count();
        let before = self.raw.get(..self.at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
        let after = self.rest().get(run..).and_then(|tail| tail.chars().next()).unwrap_or(' ');
        let inside = before.is_alphanumeric() && after.is_alphanumeric();
        let loose = before.is_whitespace() && after.is_whitespace();
        if run > 3 || loose || (mark == b'_' && inside) || (mark == b'~' && run != 2) {
            return run;
        }
        self.push(PieceKind::Emphasis, run);
        run
    }

    fn bracket(&mut self) -> usize {
        // A label holds no bracket.
        let label = || memchr::memchr3(b']', b'[', b'\n', self.bytes.get(self.at + 2..)?).map(|length| length + 2);
        if self.peek(1) == Some(b'^')
            && let Some(end) = label().filter(|end| self.peek(*end) == Some(b']'))
        {
            self.push(PieceKind::Footnote, end + 1);
            return end + 1;
        }
        self.open.push((self.at, 1));
        1
    }

    fn close(&mut self) -> usize {
        let Some((start, length)) = self.open.pop() else { return 1 };
        let opening = Piece { kind: PieceKind::Open, span: start..start + length, inner: start..start + length };
        match self.peek(1) {
            Some(b'(') => {
                let Some((target, end)) = link_target(self.bytes, self.at + 2) else { return 1 };
                self.pieces.push(opening);
                let target_end = target.end.max(self.at + 2);
                let piece_end = if self.bytes.get(target_end) == Some(&b'>') { target_end + 1 } else { target_end };
                let (piece_end, close) = title_marks(self.bytes, piece_end, end).unwrap_or((piece_end, end));
                self.push_inner(PieceKind::Target, self.at..piece_end, target);
                self.push_inner(PieceKind::Close, close..end + 1, end..end + 1);
                piece_end - self.at
            }
            Some(b'[') => {
                let Some(end) = self.rest().get(1..).and_then(|rest| rest.find(']')) else { return 1 };
                self.pieces.push(opening);
                let span = self.at..self.at + end + 2;
                let inner = self.at + 2..self.at + end + 1;
                let inner = if inner.is_empty() { start + length..self.at } else { inner };
                self.push_inner(PieceKind::Reference, span.clone(), inner);
                span.len()
            }
            _ => 1,
        }
    }

    fn address(&mut self) -> usize {
        let scheme =
            self.bytes.get(..self.at).unwrap_or(&[]).iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let length = address_length(self.rest());
        if scheme == 0 || length <= 3 {
            return 3;
        }
        let span = self.at - scheme..self.at + length;
        self.push_inner(PieceKind::Address, span.clone(), span);
        length
    }

    fn mail(&mut self) -> usize {
        let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'+' | b'-');
        let floor = self.pieces.last().map_or(0, |piece| piece.span.end);
        let before = self.bytes.get(floor..self.at).unwrap_or(&[]).iter().rev().take_while(|b| is_part(b)).count();
        let host = self.rest().get(1..).unwrap_or("").as_bytes().iter().take_while(|b| is_part(b)).count();
        let host = self.rest().get(1..=host).unwrap_or("").trim_end_matches(['.', '-']);
        if before == 0 || !host.contains('.') {
            return 1;
        }
        let length = host.len() + 1;
        let span = self.at - before..self.at + length;
        self.push_inner(PieceKind::Address, span.clone(), span);
        length
    }

    /// Returns whether a brace is the argument of a command of TeX, `\text{cost}`.
    fn is_of_command(&self) -> bool {
        let above = self.bytes.get(..self.at).unwrap_or(&[]);
        let letters = above.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        letters > 0 && above.len().checked_sub(letters + 1).and_then(|at| above.get(at)) == Some(&b'\\')
    }

    fn placeholder(&mut self) -> usize {
        if self.content == Content::Markdown && self.peek(0) == Some(b'{') && self.is_of_command() {
            return 1;
        }
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at)).copied();
        let length = placeholder::length(self.rest(), before, self.content);
        if length > 0 {
            self.push(PieceKind::Placeholder, length);
        }
        length
    }

    fn fluent(&mut self) -> usize {
        let rest = self.rest();
        // What does not follow is not looked for again from every brace on.
        let [brace, arrow] = *self.last.get_or_init(|| [self.raw.rfind('}'), self.raw.rfind("->")]);
        let follows = |last: Option<usize>| last.is_some_and(|last| last >= self.at);
        let end = follows(brace).then(|| rest.find('}')).flatten();
        // One behind the end belongs to another placeable.
        let head = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
        let arrow = follows(arrow).then(|| head.find("->")).flatten();
        match (arrow, end) {
            (Some(arrow), end) if end.is_none_or(|end| arrow < end) => {
                self.push(PieceKind::Select, arrow + 2);
                self.depth += 1;
                arrow + 2
            }
            (_, Some(mut end)) => {
                // A brace inside a string literal does not close the placeable.
                if let Some(literal) = head.find('"')
                    && let Some(close) = rest.get(literal + 1..).and_then(|tail| tail.find('"'))
                    && literal + 1 + close > end
                {
                    end = rest
                        .get(literal + 1 + close..)
                        .and_then(|tail| tail.find('}'))
                        .map_or(end, |more| literal + 1 + close + more);
                }
                self.push(PieceKind::Placeholder, end + 1);
                end + 1
            }
            _ => 1,
        }
    }

    fn fluent_select(&mut self, byte: u8) -> usize {
        if byte == b'}' {
            self.push(PieceKind::Select, 1);
            self.depth -= 1;
            return 1;
        }
        let start = usize::from(byte == b'*');
        if self.peek(start) != Some(b'[') {
            return 1;
        }
        let Some(end) = self.rest().find(']') else { return 1 };
        self.push(PieceKind::Select, end + 1);
        end + 1
    }
}

/// Returns whether the scanner looks at a byte; all others are prose.
fn is_telling(byte: u8) -> bool {
    TELLING.get(usize::from(byte)).copied().unwrap_or(false)
}

static TELLING: [bool; 256] = {
    let mut table = [false; 256];
    let mut bytes: &[u8] = b"\\`<&*_~![]:@{}%+";
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
};

/// Returns the length of a tag including `>`, reading over quoted attribute values.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

/// Returns the number of backticks from a place on.
fn ticks_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or(&[]).iter().take_while(|&&b| b == b'`').count()
}

/// Returns for each length of a run of backticks where the last one begins.
fn fences(bytes: &[u8]) -> HashMap<usize, usize> {
    let mut fences = HashMap::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'`', rest)) {
        at += found;
        let ticks = ticks_at(bytes, at);
        fences.insert(ticks, at);
        at += ticks;
    }
    fences
}

/// Returns the names between `</` and `>`.
fn closing(raw: &str) -> HashSet<&str> {
    raw.split("</").skip(1).filter_map(|rest| rest.split(['<', '>']).next()).collect()
}

/// HTML elements that occur inside messages.
static HTML: &str = "a abbr address b bdi big blockquote br center cite code dd del div dl dt em font h1 h2 h3 h4 hr html i \
    img ins kbd li nobr ol p pre qt s small span strong sub sup table td tr ul";

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(raw: &str, content: Content) -> Vec<(PieceKind, &str)> {
        pieces(raw, content).into_iter().map(|piece| (piece.kind, raw.get(piece.inner).expect("inside"))).collect()
    }

    #[test]
    fn links_are_taken_apart() {
        let found = seen("See [the **guide**](guide.md#a \"Title\") now.", Content::Markdown);
        assert_eq!(
            found,
            [
                (PieceKind::Open, "["),
                (PieceKind::Emphasis, "**"),
                (PieceKind::Emphasis, "**"),
                (PieceKind::Target, "guide.md#a"),
                (PieceKind::Close, ")"),
            ]
        );
    }

    #[test]
    fn a_target_with_parentheses_is_whole() {
        let found = seen("[a](https://x.eu/b_(c))", Content::Markdown);
        assert!(found.contains(&(PieceKind::Target, "https://x.eu/b_(c)")), "{found:?}");
    }

    #[test]
    fn snake_case_and_loose_asterisks_are_prose() {
        assert!(seen("snake_case_name and 2 * 3", Content::Markdown).is_empty());
    }

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        assert_eq!(seen("(see https://x.eu/a).", Content::Plain), [(PieceKind::Address, "https://x.eu/a")]);
    }

    #[test]
    fn usage_words_in_angle_brackets_are_prose() {
        assert!(seen("usage: tool <file>", Content::C).is_empty());
        assert_eq!(seen("<b>bold</b>", Content::C).len(), 2);
        assert_eq!(seen("<0>bold</0>", Content::Plain), [(PieceKind::Tag, "0"), (PieceKind::Tag, "/0")]);
        assert!(seen("if a <5 and b> 3", Content::Plain).is_empty());
    }

    #[test]
    fn fluent_selects_leave_their_variants_as_prose() {
        let raw = "{ $n ->\n    [one] { $n } file\n   *[other] { $n } files\n}";
        let found = seen(raw, Content::Fluent);
        assert_eq!(found.iter().filter(|(kind, _)| *kind == PieceKind::Placeholder).count(), 2);
        assert_eq!(found.iter().filter(|(kind, _)| *kind == PieceKind::Select).count(), 4);
    }

    #[test]
    fn pieces_never_overlap() {
        for raw in
            ["![a](b.png)[c](d)", "[[x](y)](z)", "`a``b`", "<a href=\"x>y\">z</a>", "a@b.eu @x", "%1$s {0} {{ x }}"]
        {
            for content in
                [Content::Markdown, Content::Fluent, Content::Plain, Content::C, Content::Python, Content::Brace]
            {
                let found = pieces(raw, content);
                for pair in found.windows(2) {
                    assert!(pair[0].span.end <= pair[1].span.start, "{raw}: {found:?}");
                }
                for piece in &found {
                    assert!(raw.get(piece.span.clone()).is_some(), "{raw}: {piece:?}");
                }
            }
        }
    }
}
