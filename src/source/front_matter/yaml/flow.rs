//! Flow collections of YAML 1.2.2 (section 7.4): lists in brackets and mappings in braces, over one line or several.
//!
//! Not understood, and left whole: complex keys, keys that are collections, and tags other than that of a string.

use std::ops::Range;

use super::super::block::{Scalar, Style};
use super::properties::{Names, Property, property};
use super::scalar::LONGEST;
use super::scalar::{flow_folded, is_string, quoted};

/// What stands in a collection.
#[derive(Default)]
pub(super) struct Flow {
    /// The strings with the keys that lead to them inside the collection, joined by dots; empty for an item of a list.
    pub(super) scalars: Vec<(String, Scalar)>,
    /// Anchors and aliases, with such paths.
    pub(super) names: Names,
    /// Behind the bracket that closes it.
    pub(super) end: usize,
}

/// How many collections may stand in each other.
const DEPTH: usize = 32;

/// A collection that is open.
struct Open {
    closing: u8,
    /// The key whose value comes next or stands there.
    key: Option<String>,
    /// Whether the key, or the item, has its value.
    is_full: bool,
}

/// Reads the collection that begins at `start`; none for one that is not understood.
pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Flow> {
    let mut reader = Reader { text, at: start, end, open: Vec::new(), is_tagged: false, flow: Flow::default() };
    while reader.step()? {}
    reader.flow.end = reader.at;
    Some(reader.flow)
}

/// Returns where the collection that begins at `start` may end, by its brackets alone; a quotation mark counts where a text may
/// begin.
pub(super) fn rough_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(..end)?;
    let (mut at, mut depth, mut before) = (start, 0_usize, b' ');
    loop {
        let byte = *bytes.get(at)?;
        match byte {
            b'"' | b'\'' if b" \t\n\r[{,:".contains(&before) => {
                at = super::scalar::closing_quote(text, at, end)?;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth < 2 => return Some(at + 1),
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        (at, before) = (at + 1, byte);
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    open: Vec<Open>,
    /// Whether the tag of a string stands before what comes next.
    is_tagged: bool,
    flow: Flow,
}

impl<'a> Reader<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    /// Returns whether a blank, the end of a line or of the text, or a mark of a collection stands at an offset.
    fn is_separate(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| b" \t\r\n,[]{}".contains(&byte))
    }

    /// Takes the next token; returns whether the collection is still open, and none where it is not understood.
    fn step(&mut self) -> Option<bool> {
        let byte = self.byte(self.at)?;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
            b'#' if self.at > 0 && self.byte(self.at - 1).is_some_and(|before| b" \t\n".contains(&before)) => {
                self.at += self.rest().find('\n')?;
            }
            b'[' | b'{' => self.enter(byte)?,
            b']' | b'}' => return self.leave(byte),
            b',' => {
                let open = self.open.last_mut()?;
                (open.key, open.is_full) = (None, false);
                self.at += 1;
            }
            b'*' | b'&' | b'!' => self.property()?,
            b'"' | b'\'' => {
                let scalar = quoted(self.text, self.at, self.end)?;
                self.scalar(scalar, true)?;
            }
            b'#' | b'|' | b'>' | b'@' | b'`' | b'%' => return None,
            b'-' | b'?' | b':' if self.is_separate(self.at + 1) => return None,
            _ => self.plain()?,
        }
        Some(true)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn enter(&mut self, byte: u8) -> Option<()> {
        if !self.open.is_empty() {
            self.fill()?;
        }
        let closing = if byte == b'[' { b']' } else { b'}' };
        self.open.push(Open { closing, key: None, is_full: false });
        self.at += 1;
        (self.open.len() <= DEPTH).then_some(())
    }

    fn leave(&mut self, byte: u8) -> Option<bool> {
        self.at += 1;
        self.open.pop().filter(|open| open.closing == byte)?;
        Some(!self.open.is_empty())
    }

    /// Takes the place of the value that comes next: that of a key, or an item of a list.
    fn fill(&mut self) -> Option<()> {
        let open = self.open.last_mut()?;
        let is_free = !open.is_full && (open.key.is_some() || open.closing == b']');
        open.is_full = true;
        is_free.then_some(())
    }

    fn path(&self) -> String {
        self.open.iter().filter_map(|open| open.key.as_deref()).collect::<Vec<_>>().join(".")
    }

    fn property(&mut self) -> Option<()> {
        let word = self.rest().split([' ', '\t', '\r', '\n', ',', '[', ']', '{', '}']).next()?;
        let length = word.len();
        match property(word)? {
            Property::Anchor(name) => self.flow.names.anchor(name, self.path()),
            Property::Alias(name) => {
                self.flow.names.alias(name, self.path());
                self.fill()?;
            }
            Property::OfString => self.is_tagged = true,
            Property::OfCollection => {}
        }
        self.at += length;
        Some(())
    }

    /// Reads a plain scalar, which may go on below.
    fn plain(&mut self) -> Option<()> {
        let start = self.at;
        let (mut at, mut end) = (start, start);
        while let Some(byte) = self.byte(at) {
            match byte {
                b',' | b'[' | b']' | b'{' | b'}' => break,
                b':' if self.is_separate(at + 1) => break,
                b'#' if at > end => break,
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => end = at + 1,
            }
            at += 1;
        }
        let value = flow_folded(self.text.get(start..end)?, false);
        self.scalar(Scalar { span: start..end, inner: start..end, value, style: Style::Plain { flow: true } }, false)
    }

    /// Takes a scalar, as a key if a colon follows.
    fn scalar(&mut self, scalar: Scalar, is_quoted: bool) -> Option<()> {
        let Range { start, end } = scalar.span.clone();
        self.at = end;
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        let colon = end + blanks;
        let is_key = self.byte(colon) == Some(b':') && (is_quoted || self.is_separate(colon + 1));
        let open = self.open.last_mut()?;
        if is_key {
            self.is_tagged = false;
            let is_one_line = !self.text.get(start..end)?.contains('\n') && end - start <= LONGEST;
            let is_free = open.key.is_none() && !open.is_full;
            open.key = Some(scalar.value);
            self.at = colon + 1;
            return (is_one_line && is_free).then_some(());
        }
        if open.closing == b'}' && open.key.is_none() {
            // A key without a value.
            self.is_tagged = false;
            let is_free = !open.is_full;
            open.is_full = true;
            return is_free.then_some(());
        }
        self.fill()?;
        if std::mem::take(&mut self.is_tagged) || is_quoted || is_string(&scalar.value) {
            self.flow.scalars.push((self.path(), scalar));
        }
        Some(())
    }
}
