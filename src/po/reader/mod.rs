//! One pass over the bytes: tokens in, spans out.
//!
//! The grammar is that of GNU gettext (`po-gram-gen.y`, `po-lex.c`), a little wider where nothing can be misread
//! (comments in any order). Nothing is repaired; the first problem of an entry drops the entry from the result, and
//! the caller decides whether a result with problems is of any use.

use super::cursor::Cursor;
use super::key::KeyHasher;
use super::quoted::{self, Prefix, Segments};
use super::span::{Marks, Span};
use super::{Heads, PoError};

mod expected;
mod hash;

/// Few entries are shorter, in bytes.
const USUAL: usize = 160;

/// What one pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The entries in file order, the header among them.
    pub(super) spans: Vec<Span>,
    /// Where the bytes start that follow the last entry.
    pub(super) tail: usize,
    /// What is wrong, in file order.
    pub(super) problems: Vec<PoError>,
    /// How many entries began as expected.
    #[cfg(test)]
    pub(super) taken: usize,
}

/// The part of an entry that was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Comments, or nothing yet.
    Comments,
    /// `msgctxt`
    Context,
    /// `msgid`
    Id,
    /// `msgid_plural`
    Plural,
    /// `msgstr` or `msgstr[n]`
    Target,
    /// Something that cannot be read; wait for the next entry.
    Lost,
}

struct Reader<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    stage: Stage,
    draft: Span,
    hasher: KeyHasher,
    /// The present string list has a non-empty segment.
    is_filled: bool,
    /// The present string list has at least one segment.
    has_string: bool,
    problems: Vec<PoError>,
    limit: usize,
    spans: Vec<Span>,
    /// How the entries probably begin, and the place of the next one.
    heads: Option<&'a Heads>,
    next: usize,
    #[cfg(test)]
    taken: usize,
}

type Step = Result<(), Box<PoError>>;

/// Reads bytes from an offset; stops after `limit` problems. `heads` say how the entries probably begin.
pub(super) fn scan(text: &str, from: usize, limit: usize, heads: Option<&Heads>) -> Scan {
    let mut reader = Reader {
        text,
        cursor: Cursor::new(text.as_bytes(), from),
        stage: Stage::Comments,
        draft: blank(from),
        hasher: KeyHasher::new(),
        is_filled: false,
        has_string: false,
        problems: Vec::new(),
        limit,
        spans: Vec::with_capacity(text.len() / USUAL),
        heads,
        next: 0,
        #[cfg(test)]
        taken: 0,
    };
    reader.run();
    let tail = reader.spans.last().map_or(from, |span| span.end as usize);
    Scan {
        spans: reader.spans,
        tail,
        problems: reader.problems,
        #[cfg(test)]
        taken: reader.taken,
    }
}

/// The length of the keyword at the start of some bytes.
#[inline]
fn word_length(bytes: &[u8]) -> usize {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match bytes {
        [b'm', b's', b'g', b'i', b'd', next, ..] if !is_part(*next) => 5,
        [b'm', b's', b'g', b's', b't', b'r', next, ..] if !is_part(*next) => 6,
        _ => bytes.iter().take_while(|byte| is_part(**byte)).count(),
    }
}

fn blank(start: usize) -> Span {
    Span {
        hash: 0,
        start: start as u32,
        end: 0,
        body: 0,
        id: 0,
        plural: 0,
        target: 0,
        line: 0,
        forms: 0,
        marks: Marks::default(),
    }
}

impl Reader<'_> {
    fn run(&mut self) {
        loop {
            let step = match self.cursor.bytes.get(self.cursor.at) {
                Some(b'\n') => {
                    self.cursor.next_line(self.cursor.at + 1);
                    continue;
                }
                Some(b'"') => self.string(),
                Some(b'm' | b'#') if self.stage == Stage::Target && self.begins_as_expected() => self.take_head(),
                Some(b'm' | b'd') => self.keyword(),
                Some(b'#') => self.hash(),
                Some(b' ' | b'\t' | b'\r' | 0x0b | 0x0c) => {
                    self.cursor.at += 1;
                    continue;
                }
                Some(_) => Err(self.cursor.stray()),
                None => break,
            };
            if let Err(problem) = step
                && self.gives_up(*problem)
            {
                return;
            }
        }
        let at_end = self.complete(self.cursor.bytes.len());
        if let Err(problem) = at_end {
            self.gives_up(*problem);
        }
    }

    /// Records a problem, drops the entry and goes on after the line; returns whether the limit is reached.
    fn gives_up(&mut self, problem: PoError) -> bool {
        self.problems.push(problem);
        self.stage = Stage::Lost;
        let rest = self.cursor.rest();
        match memchr::memchr(b'\n', rest) {
            Some(length) => self.cursor.next_line(self.cursor.at + length + 1),
            None => self.cursor.at = self.cursor.bytes.len(),
        }
        self.problems.len() >= self.limit
    }

    /// Ends the entry before the present token, if one is complete, and starts the next at `start`.
    #[inline]
    fn complete(&mut self, start: usize) -> Step {
        match self.stage {
            Stage::Comments => return Ok(()),
            Stage::Target => self.end_target()?,
            Stage::Lost => {}
            Stage::Context => self.drop_entry("msgctxt without msgid", "add the msgid")?,
            Stage::Id | Stage::Plural => {
                self.drop_entry("entry without msgstr", "add msgstr \"\" below the msgid, or remove the entry")?;
            }
        }
        if self.stage == Stage::Target {
            self.draft.end = start as u32;
            self.spans.push(self.draft);
        }
        self.draft = blank(start);
        self.hasher = KeyHasher::new();
        self.stage = Stage::Comments;
        Ok(())
    }

    /// Records that an entry ended too early, and goes on with the next unless that was one problem too many.
    #[cold]
    fn drop_entry(&mut self, message: &str, hint: &str) -> Step {
        let problem = self.cursor.problem(self.draft.body as usize, message, hint);
        if self.problems.len() + 1 >= self.limit {
            return Err(problem);
        }
        self.problems.push(*problem);
        self.stage = Stage::Lost;
        Ok(())
    }

    /// Ends a string list: the value of one keyword.
    #[inline]
    fn end_list(&mut self, offset: u32) -> Step {
        if !self.has_string && self.stage != Stage::Comments {
            return Err(self.cursor.problem(
                self.cursor.at,
                "keyword without a quoted text",
                "write the text in double quotes",
            ));
        }
        if self.cursor.has_numeric {
            self.cursor.has_numeric = false;
            let prefix = if self.draft.marks.has(Marks::OBSOLETE) { Prefix::Obsolete } else { Prefix::Active };
            let mut decoded = Vec::new();
            for raw in Segments::new(self.text, offset as usize, prefix) {
                quoted::decode(raw.as_bytes(), |piece| decoded.extend_from_slice(piece));
            }
            self.cursor.check_decoded(&decoded, offset as usize)?;
        }
        Ok(())
    }

    #[inline]
    fn end_target(&mut self) -> Step {
        self.end_list(self.draft.target)?;
        self.draft.marks.add(if self.is_filled { Marks::SOME_FILLED } else { Marks::SOME_EMPTY });
        Ok(())
    }

    /// Reads one quoted string and adds it to the present list.
    fn string(&mut self) -> Step {
        if self.cursor.prefix == Prefix::Previous {
            self.cursor.previous_text()?;
            return self.skip_string();
        }
        match self.stage {
            Stage::Comments => {
                return Err(self.cursor.problem(
                    self.cursor.at,
                    "quoted text without a keyword",
                    "add msgid or msgstr in front",
                ));
            }
            Stage::Lost => return self.skip_string(),
            Stage::Context | Stage::Id | Stage::Plural | Stage::Target => {}
        }
        self.check_prefix()?;
        let start = self.cursor.at + 1;
        let has_escape = self.cursor.quoted()?;
        let raw = self.cursor.bytes.get(start..self.cursor.at - 1).unwrap_or_default();
        self.has_string = true;
        self.is_filled |= !raw.is_empty();
        if has_escape && self.stage == Stage::Target {
            self.draft.marks.add(Marks::ESCAPES);
        }
        if matches!(self.stage, Stage::Context | Stage::Id) {
            if has_escape {
                let hasher = &mut self.hasher;
                quoted::decode(raw, |piece| hasher.write(piece));
            } else {
                self.hasher.write(raw);
            }
        }
        self.cursor.is_fresh = false;
        Ok(())
    }

    /// Moves behind a string of a previous source, or of an entry that cannot be read.
    fn skip_string(&mut self) -> Step {
        self.cursor.is_fresh = false;
        let start = self.cursor.at + 1;
        self.cursor.quoted()?;
        if std::mem::take(&mut self.cursor.has_numeric) {
            let mut decoded = Vec::new();
            quoted::decode(self.cursor.bytes.get(start..self.cursor.at - 1).unwrap_or_default(), |piece| {
                decoded.extend_from_slice(piece);
            });
            self.cursor.check_decoded(&decoded, start)?;
        }
        Ok(())
    }

    /// Refuses an entry that is obsolete in part.
    #[inline]
    fn check_prefix(&self) -> Step {
        if self.draft.marks.has(Marks::OBSOLETE) == (self.cursor.prefix == Prefix::Obsolete) {
            return Ok(());
        }
        Err(self.cursor.problem(
            self.cursor.line_start,
            "some lines of this entry start with #~ and some do not",
            "put #~ in front of every line of an obsolete entry, or of none",
        ))
    }

    /// Reads a keyword.
    fn keyword(&mut self) -> Step {
        let start = self.cursor.at;
        let rest = self.cursor.bytes.get(start..).unwrap_or_default();
        let length = word_length(rest);
        let word = rest.get(..length).unwrap_or_default();
        if self.cursor.prefix == Prefix::Previous {
            return self.cursor.previous_keyword(word);
        }
        self.cursor.end_previous()?;
        if self.stage == Stage::Lost && !matches!(word, b"msgid" | b"msgctxt") {
            let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            self.cursor.at += line;
            return Ok(());
        }
        match word {
            b"msgid" => self.begin(Stage::Id)?,
            b"msgstr" => return self.target(length),
            b"msgctxt" => self.begin(Stage::Context)?,
            b"msgid_plural" => {
                self.continues(&[Stage::Id], "msgid_plural without msgid before it")?;
                self.draft.plural = self.cursor.opening(start + length);
                self.stage = Stage::Plural;
            }
            _ => return Err(self.cursor.stray()),
        }
        self.cursor.at = start + length;
        self.open_list();
        Ok(())
    }

    fn open_list(&mut self) {
        self.cursor.is_fresh = false;
        self.is_filled = false;
        self.has_string = false;
    }

    /// Starts an entry, or its id after its context.
    #[inline]
    fn begin(&mut self, stage: Stage) -> Step {
        let offset = self.cursor.at;
        let is_second = stage == Stage::Id && self.stage == Stage::Context;
        if is_second {
            self.check_prefix()?;
            self.end_list(self.cursor.opening(self.draft.body as usize))?;
            self.hasher.end_context();
        } else {
            self.complete(self.cursor.block_start())?;
            self.draft.body = self.cursor.block_start() as u32;
            if self.cursor.prefix == Prefix::Obsolete {
                self.draft.marks.add(Marks::OBSOLETE);
            }
        }
        match stage {
            Stage::Id => {
                self.draft.id = self.cursor.opening(offset + 5);
                self.draft.line = self.cursor.line;
            }
            _ => self.draft.marks.add(Marks::CONTEXT),
        }
        self.stage = stage;
        Ok(())
    }

    /// Reads `msgstr` or `msgstr[n]`.
    #[inline]
    fn target(&mut self, length: usize) -> Step {
        let mut at = self.cursor.at + length;
        while matches!(self.cursor.bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        if self.cursor.bytes.get(at) == Some(&b'[') {
            return self.indexed(at + 1);
        }
        if self.stage == Stage::Plural {
            return Err(self.cursor.problem(
                self.cursor.at,
                "msgid_plural with a plain msgstr",
                "write msgstr[0], msgstr[1], …",
            ));
        }
        self.continues(&[Stage::Id], "msgstr without msgid before it")?;
        self.draft.target = self.cursor.opening(at);
        self.draft.forms = 1;
        self.stage = Stage::Target;
        self.cursor.at = at;
        self.open_list();
        if self.cursor.prefix == Prefix::Active { self.read_strings() } else { Ok(()) }
    }

    fn indexed(&mut self, digits: usize) -> Step {
        let hint = "number the forms 0, 1, 2, … without gaps";
        let rest = self.cursor.bytes.get(digits..).unwrap_or_default();
        let inside = memchr::memchr2(b']', b'\n', rest).and_then(|length| rest.get(..length));
        let number = inside.and_then(|text| std::str::from_utf8(text).ok()).map(str::trim).unwrap_or_default();
        let after = digits + inside.map_or(0, <[u8]>::len);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) || self.cursor.bytes.get(after) != Some(&b']') {
            return Err(self.cursor.problem(digits, "the index of msgstr[…] is not a number", hint));
        }
        if self.stage == Stage::Id {
            return Err(self.cursor.problem(
                self.cursor.at,
                "msgstr[…] without msgid_plural",
                "add msgid_plural, or write msgstr",
            ));
        }
        if number.parse() != Ok(self.draft.forms) {
            let message = format!("msgstr[{number}] where msgstr[{}] is expected", self.draft.forms);
            return Err(self.cursor.problem(self.cursor.at, &message, hint));
        }
        let stages: &[Stage] = if self.draft.plural == 0 { &[Stage::Plural] } else { &[Stage::Plural, Stage::Target] };
        self.continues(stages, "msgstr[…] without msgid_plural before it")?;
        match self.stage {
            Stage::Plural => {
                self.draft.target = self.cursor.opening(after + 1);
            }
            Stage::Target => {
                self.draft.marks.add(if self.is_filled { Marks::SOME_FILLED } else { Marks::SOME_EMPTY });
            }
            _ => {}
        }
        self.draft.forms = self.draft.forms.saturating_add(1);
        self.stage = Stage::Target;
        self.cursor.at = after + 1;
        self.open_list();
        Ok(())
    }

    /// Checks that a keyword continues the entry, and ends the list before it.
    #[inline]
    fn continues(&mut self, stages: &[Stage], message: &str) -> Step {
        if !stages.contains(&self.stage) {
            return Err(self.cursor.problem(
                self.cursor.at,
                message,
                "an entry is msgctxt (optional), msgid, msgid_plural, msgstr",
            ));
        }
        self.check_prefix()?;
        let offset = match self.stage {
            Stage::Plural => self.draft.plural,
            Stage::Target => self.draft.target,
            _ => self.draft.id,
        };
        let is_empty_id = self.stage == Stage::Id && !self.is_filled;
        self.end_list(offset)?;
        if is_empty_id {
            self.draft.marks.add(Marks::NO_ID);
        }
        if self.stage == Stage::Id {
            self.draft.hash = self.hasher.finish();
            self.pass_expected();
        }
        Ok(())
    }
}
