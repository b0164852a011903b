//! The lines of block mappings and lists, one after the other: which string stands in which field.

use std::ops::Range;

use super::super::block::{Field, Scalar};
use super::properties::{self, Names, Property, joined, property};
use super::scalar::{BLANKS, LONGEST, is_string, quoted, without_comment};
use super::{flow, multiline};

pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// Open keys with their columns; list items push no key.
    path: Vec<(usize, String)>,
    pub(super) fields: Vec<Field>,
    /// What is left alone and may hold strings.
    pub(super) left: Vec<Range<usize>>,
    /// Where the first of it begins.
    pub(super) doubtful: Option<usize>,
    /// The column of the key or dash directly above whose value has not begun yet.
    awaiting: Option<usize>,
    pub(super) names: Names,
}

impl<'a> Scanner<'a> {
    pub(super) fn run(text: &'a str, inner: Range<usize>) -> Self {
        let mut scanner = Self {
            text,
            at: inner.start,
            end: inner.end,
            path: Vec::new(),
            fields: Vec::new(),
            left: Vec::new(),
            doubtful: None,
            awaiting: None,
            names: Names::default(),
        };
        while scanner.at < scanner.end {
            scanner.line();
        }
        scanner
    }

    /// Returns the bytes of the line at `at`, without its line ending, and where the next one begins.
    fn line_at(&self, at: usize) -> (&'a str, usize) {
        multiline::line_at(self.text, at, self.end)
    }

    fn line(&mut self) {
        let (line, next) = self.line_at(self.at);
        let mut content = line.trim_start_matches(' ');
        if content.trim_start_matches(BLANKS).is_empty() || content.starts_with('#') {
            self.at = next;
            return;
        }
        let mut column = line.len() - content.len();
        let mut parent = self.awaiting.take().filter(|parent| *parent < column);
        let mut is_item = false;
        while let Some(rest) = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            self.path.retain(|(depth, _)| *depth < column || (*depth == column && !is_item));
            (is_item, parent) = (true, Some(column));
            let item = rest.trim_start_matches(' ');
            column += content.len() - item.len();
            content = item;
        }
        let start = self.at + line.len() - content.len();
        if let Some((key, value)) = self.key(start, content) {
            self.path.retain(|(depth, _)| *depth < column);
            self.path.push((column, key));
            self.value(start + content.len() - value.len(), column);
        } else if let Some(parent) = parent {
            self.value(start, parent);
        } else {
            self.leave(start, column);
        }
    }

    /// Splits `key: value`; the value has no leading blanks and may be empty.
    fn key(&self, start: usize, content: &'a str) -> Option<(String, &'a str)> {
        let (key, rest) = match content.bytes().next()? {
            b'"' | b'\'' => {
                let scalar = quoted(self.text, start, start + content.len())?;
                let rest = content.get(scalar.span.len()..)?;
                (scalar.value, rest.trim_start_matches(BLANKS).strip_prefix(':')?)
            }
            b'[' | b'{' | b'&' | b'*' | b'!' | b'|' | b'>' | b'#' | b'%' | b'@' | b'`' | b',' => return None,
            b'?' if content.len() == 1 || content.starts_with("? ") => return None,
            _ => {
                let is_mark = |at: &usize| content.as_bytes().get(at + 1).is_none_or(|next| b" \t".contains(next));
                let colon = memchr::memchr_iter(b':', content.as_bytes()).find(is_mark)?;
                let key = content.get(..colon)?.trim_end_matches(BLANKS);
                (Some(key).filter(|key| without_comment(key) == *key)?.to_owned(), content.get(colon + 1..)?)
            }
        };
        let is_separated = rest.is_empty() || rest.starts_with([' ', '\t']);
        (is_separated && !key.is_empty() && key.len() <= LONGEST).then(|| (key, rest.trim_start_matches(BLANKS)))
    }

    /// Leaves alone what stands from some place to the end of its line, and all that stands below it.
    fn leave(&mut self, start: usize, parent: usize) {
        let (mut end, mut at) = self.rest_of(start);
        while at < self.end {
            let (line, next) = self.line_at(at);
            let content = line.trim_start_matches(' ');
            let is_blank = content.trim_start_matches(BLANKS).is_empty();
            if !is_blank && line.len() - content.len() <= parent {
                break;
            }
            end = if is_blank { end } else { at + line.trim_end_matches(BLANKS).len() };
            at = next;
        }
        self.at = at;
        self.doubtful.get_or_insert(start);
        let content = self.text.get(start..end).unwrap_or_default();
        self.names.extend("", properties::hidden(content));
        if content.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) {
            self.left.push(start..end);
        }
    }

    /// Returns the end of the line that a text begins in, or that a collection ends in, and the beginning of the next one.
    fn rest_of(&self, start: usize) -> (usize, usize) {
        let is_collection = self.line_at(start).0.starts_with(['[', '{']);
        let from = if is_collection { flow::rough_end(self.text, start, self.end) } else { Some(start) };
        // What nothing closes goes on to the end.
        let from = from.unwrap_or(self.end);
        let (line, next) = self.line_at(from);
        (from + line.trim_end_matches(BLANKS).len(), next)
    }

    /// Reads the value that begins at `start`; its key or dash stands at the column `parent`.
    fn value(&mut self, start: usize, parent: usize) {
        let (length, is_tagged) = self.properties(start);
        let (from, start) = (start, start + length);
        let (line, next) = self.line_at(start);
        let bytes = line.as_bytes();
        let is_alone = bytes.get(1).is_none_or(|byte| b" \t".contains(byte));
        let is_understood = match bytes.first() {
            None | Some(b'#') => {
                (self.at, self.awaiting) = (next, Some(parent));
                true
            }
            Some(b'*') => self.alias(line, next),
            Some(b'|' | b'>') => self.block(start, parent),
            Some(b'"' | b'\'') => self.quoted(start),
            Some(b'[' | b'{') => self.collection(start),
            Some(b'&' | b'!' | b'@' | b'`' | b'%' | b',' | b']' | b'}') => false,
            Some(b'-' | b'?' | b':') if is_alone => false,
            // What is no text behind an anchor or a tag may be a key.
            Some(_) if self.plain(start, parent, is_tagged) => true,
            Some(_) => return self.leave(from, parent),
        };
        if !is_understood {
            self.leave(start, parent);
        }
    }

    /// Takes the anchor and the tag that a value begins with; returns their length, and whether it is the tag of a string.
    fn properties(&mut self, start: usize) -> (usize, bool) {
        let value = self.line_at(start).0;
        let (mut rest, mut is_tagged) = (value, false);
        loop {
            let word = rest.split([' ', '\t']).next().unwrap_or_default();
            match property(word) {
                Some(Property::Anchor(name)) => self.names.anchor(name, self.shown_path()),
                Some(Property::OfString) => is_tagged = true,
                Some(Property::OfCollection) => {}
                Some(Property::Alias(_)) | None => return (value.len() - rest.len(), is_tagged),
            }
            rest = rest.get(word.len()..).unwrap_or_default().trim_start_matches(BLANKS);
        }
    }

    fn alias(&mut self, line: &str, next: usize) -> bool {
        let Some(Property::Alias(name)) = property(without_comment(line)) else { return false };
        self.names.alias(name, self.shown_path());
        self.at = next;
        !name.contains([' ', '\t'])
    }

    fn quoted(&mut self, start: usize) -> bool {
        let Some(scalar) = quoted(self.text, start, self.end) else { return false };
        let is_whole = self.ends_line(scalar.span.end);
        if is_whole {
            self.add("", scalar);
        }
        is_whole
    }

    /// Returns whether nothing but a comment follows; then goes on below it.
    fn ends_line(&mut self, at: usize) -> bool {
        let (tail, next) = self.line_at(at);
        let is_end = matches!(tail.trim_start_matches(BLANKS).bytes().next(), None | Some(b'#'));
        if is_end {
            self.at = next;
        }
        is_end
    }

    fn collection(&mut self, start: usize) -> bool {
        let Some(found) = flow::read(self.text, start, self.end).filter(|found| self.ends_line(found.end)) else {
            return false;
        };
        for (inner, scalar) in found.scalars {
            self.add(&inner, scalar);
        }
        let path = self.shown_path();
        self.names.extend(&path, found.names);
        true
    }

    fn plain(&mut self, start: usize, parent: usize, is_tagged: bool) -> bool {
        let Some((scalar, next)) = multiline::plain(self.text, start, parent, self.end) else { return false };
        self.at = next;
        if is_tagged || is_string(&scalar.value) {
            self.add("", scalar);
        }
        true
    }

    fn block(&mut self, start: usize, parent: usize) -> bool {
        let Some((scalar, next)) = multiline::block(self.text, start, parent, self.end) else { return false };
        self.at = next;
        if let Some(scalar) = scalar {
            self.add("", scalar);
        }
        true
    }

    fn shown_path(&self) -> String {
        self.path.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".")
    }

    /// Adds a string; `inner` are the keys that lead to it inside a collection in brackets.
    fn add(&mut self, inner: &str, scalar: Scalar) {
        let path = joined(&self.shown_path(), inner);
        if path.is_empty() {
            return self.left.push(scalar.span);
        }
        self.fields.push(Field { path, scalar });
    }
}
