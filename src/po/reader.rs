//! One pass over the bytes: tokens in, spans out.
//!
//! The grammar is that of GNU gettext (`po-gram-gen.y`, `po-lex.c`), a little wider where nothing can be misread
//! (comments in any order). Nothing is repaired; the first problem of an entry drops the entry from the result, and
//! the caller decides whether a result with problems is of any use.

use super::error::{self, PoErrorKind};
use super::key::KeyHasher;
use super::quoted::{self, Prefix, Segments};
use super::span::{Marks, Span};
use super::{PoError, comments};

/// What one pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The entries in file order, the header among them.
    pub(super) spans: Vec<Span>,
    /// Where the bytes start that follow the last entry.
    pub(super) tail: usize,
    /// What is wrong, in file order.
    pub(super) problems: Vec<PoError>,
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
    bytes: &'a [u8],
    at: usize,
    line: u32,
    line_start: usize,
    /// Nothing but blanks and a prefix stood on this line so far.
    is_fresh: bool,
    prefix: Prefix,
    stage: Stage,
    draft: Span,
    hasher: KeyHasher,
    /// The present string list has a non-empty segment.
    is_filled: bool,
    /// The present string list has at least one segment.
    has_string: bool,
    /// The present string list has an escape that can make bytes of no character.
    has_numeric: bool,
    problems: Vec<PoError>,
    limit: usize,
    spans: Vec<Span>,
}

type Step = Result<(), Box<PoError>>;

/// Reads bytes from an offset; stops after `limit` problems.
pub(super) fn scan(bytes: &[u8], from: usize, limit: usize) -> Scan {
    let mut reader = Reader {
        bytes,
        at: from,
        line: 1,
        line_start: from,
        is_fresh: true,
        prefix: Prefix::Active,
        stage: Stage::Comments,
        draft: blank(from),
        hasher: KeyHasher::new(),
        is_filled: false,
        has_string: false,
        has_numeric: false,
        problems: Vec::new(),
        limit,
        spans: Vec::new(),
    };
    reader.run();
    let tail = reader.spans.last().map_or(from, |span| span.end as usize);
    Scan { spans: reader.spans, tail, problems: reader.problems }
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

impl<'a> Reader<'a> {
    fn run(&mut self) {
        loop {
            let step = match self.bytes.get(self.at) {
                Some(b'\n') => {
                    self.next_line(self.at + 1);
                    continue;
                }
                Some(b'"') => self.string(),
                Some(b'm' | b'd') => self.keyword(),
                Some(b'#') => self.hash(),
                Some(b' ' | b'\t' | b'\r' | 0x0b | 0x0c) => {
                    self.at += 1;
                    continue;
                }
                Some(_) => Err(self.stray()),
                None => break,
            };
            if let Err(problem) = step
                && self.gives_up(*problem)
            {
                return;
            }
        }
        let at_end = self.complete(self.bytes.len());
        if let Err(problem) = at_end {
            self.gives_up(*problem);
        }
    }

    /// Records a problem, drops the entry and goes on after the line; returns whether the limit is reached.
    fn gives_up(&mut self, problem: PoError) -> bool {
        self.problems.push(problem);
        self.stage = Stage::Lost;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match memchr::memchr(b'\n', rest) {
            Some(length) => self.next_line(self.at + length + 1),
            None => self.at = self.bytes.len(),
        }
        self.problems.len() >= self.limit
    }

    #[inline]
    fn next_line(&mut self, at: usize) {
        self.at = at;
        self.line += 1;
        self.line_start = at;
        self.is_fresh = true;
        self.prefix = Prefix::Active;
    }

    /// Where a block starts that begins with the present token.
    #[inline]
    fn block_start(&self) -> usize {
        if self.is_fresh { self.line_start } else { self.at }
    }

    fn problem(&self, offset: usize, message: &str, hint: &str) -> Box<PoError> {
        error::at(self.bytes, offset, PoErrorKind::Syntax, message, hint)
    }

    /// Ends the entry before the present token, if one is complete, and starts the next at `start`.
    #[inline]
    fn complete(&mut self, start: usize) -> Step {
        match self.stage {
            Stage::Comments => return Ok(()),
            Stage::Target => self.end_target()?,
            Stage::Lost => {}
            Stage::Context => {
                return Err(self.problem(self.draft.body as usize, "msgctxt without msgid", "add the msgid"));
            }
            Stage::Id | Stage::Plural => {
                return Err(self.problem(
                    self.draft.body as usize,
                    "entry without msgstr",
                    "add msgstr \"\" below the msgid, or remove the entry",
                ));
            }
        }
        if self.stage == Stage::Target {
            self.draft.hash = self.hasher.finish();
            self.draft.end = start as u32;
            self.spans.push(self.draft);
        }
        self.draft = blank(start);
        self.hasher = KeyHasher::new();
        self.stage = Stage::Comments;
        Ok(())
    }

    /// Ends a string list: the value of one keyword.
    #[inline]
    fn end_list(&mut self, offset: u32) -> Step {
        if !self.has_string && self.stage != Stage::Comments {
            return Err(self.problem(self.at, "keyword without a quoted text", "write the text in double quotes"));
        }
        if self.has_numeric {
            self.has_numeric = false;
            let prefix = if self.draft.marks.has(Marks::OBSOLETE) { Prefix::Obsolete } else { Prefix::Active };
            let mut decoded = Vec::new();
            for raw in Segments::new(self.bytes, offset as usize, prefix) {
                quoted::decode(raw, |piece| decoded.extend_from_slice(piece));
            }
            self.check_decoded(&decoded, offset as usize)?;
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
        if self.prefix == Prefix::Previous {
            return self.skip_string();
        }
        match self.stage {
            Stage::Comments => {
                return Err(self.problem(self.at, "quoted text without a keyword", "add msgid or msgstr in front"));
            }
            Stage::Lost => return self.skip_string(),
            Stage::Context | Stage::Id | Stage::Plural | Stage::Target => {}
        }
        self.check_prefix()?;
        let start = self.at + 1;
        let has_escape = self.quoted()?;
        let raw = self.bytes.get(start..self.at - 1).unwrap_or_default();
        self.has_string = true;
        self.is_filled |= !raw.is_empty();
        if matches!(self.stage, Stage::Context | Stage::Id) {
            if has_escape {
                let hasher = &mut self.hasher;
                quoted::decode(raw, |piece| hasher.write(piece));
            } else {
                self.hasher.write(raw);
            }
        }
        self.is_fresh = false;
        Ok(())
    }

    /// Moves behind a string of a previous source, or of an entry that cannot be read.
    fn skip_string(&mut self) -> Step {
        self.is_fresh = false;
        let start = self.at + 1;
        self.quoted()?;
        if std::mem::take(&mut self.has_numeric) {
            let mut decoded = Vec::new();
            quoted::decode(self.bytes.get(start..self.at - 1).unwrap_or_default(), |piece| {
                decoded.extend_from_slice(piece);
            });
            self.check_decoded(&decoded, start)?;
        }
        Ok(())
    }

    fn check_decoded(&self, decoded: &[u8], offset: usize) -> Step {
        if std::str::from_utf8(decoded).is_ok() && !decoded.contains(&0) {
            return Ok(());
        }
        Err(error::at(
            self.bytes,
            offset,
            PoErrorKind::Encoding,
            "the escapes of this text do not make valid UTF-8",
            "write the characters themselves instead of \\x or octal escapes",
        ))
    }

    /// Moves behind a quoted string; returns whether it has escapes.
    #[inline]
    fn quoted(&mut self) -> Result<bool, Box<PoError>> {
        let open = self.at;
        let mut has_escape = false;
        let mut at = open + 1;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let Some(length) = memchr::memchr3(b'"', b'\\', b'\n', rest) else { break };
            at += length;
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(has_escape);
                }
                Some(b'\\') => {
                    has_escape = true;
                    let Some((byte, length)) = quoted::escape(self.bytes.get(at + 1..).unwrap_or_default()) else {
                        return Err(self.problem(
                            at,
                            "unknown escape after a backslash",
                            "write \\\\ for a backslash; known are \\n \\t \\\" \\\\ \\r \\a \\b \\f \\v, octal and \\x",
                        ));
                    };
                    self.has_numeric |= byte >= 0x80 || byte == 0;
                    at += 1 + length;
                }
                _ => break,
            }
        }
        Err(self.problem(open, "quoted text without an end on its line", "close it with a double quote"))
    }

    /// Refuses an entry that is obsolete in part.
    #[inline]
    fn check_prefix(&self) -> Step {
        if self.draft.marks.has(Marks::OBSOLETE) == (self.prefix == Prefix::Obsolete) {
            return Ok(());
        }
        Err(self.problem(
            self.line_start,
            "some lines of this entry start with #~ and some do not",
            "put #~ in front of every line of an obsolete entry, or of none",
        ))
    }

    /// Reads a keyword.
    fn keyword(&mut self) -> Step {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let word = rest.get(..length).unwrap_or_default();
        if self.prefix == Prefix::Previous {
            if !matches!(word, b"msgctxt" | b"msgid" | b"msgid_plural") {
                return Err(self.stray());
            }
            self.at += length;
            self.is_fresh = false;
            return Ok(());
        }
        if self.stage == Stage::Lost && !matches!(word, b"msgid" | b"msgctxt") {
            let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            self.at += line;
            return Ok(());
        }
        match word {
            b"msgid" => self.begin(Stage::Id)?,
            b"msgstr" => return self.target(length),
            b"msgctxt" => self.begin(Stage::Context)?,
            b"msgid_plural" => {
                self.continues(&[Stage::Id], "msgid_plural without msgid before it")?;
                self.draft.plural = self.opening(start + length);
                self.stage = Stage::Plural;
            }
            _ => return Err(self.stray()),
        }
        self.at = start + length;
        self.open_list();
        Ok(())
    }

    fn open_list(&mut self) {
        self.is_fresh = false;
        self.is_filled = false;
        self.has_string = false;
    }

    /// Starts an entry, or its id after its context.
    #[inline]
    fn begin(&mut self, stage: Stage) -> Step {
        let offset = self.at;
        let is_second = stage == Stage::Id && self.stage == Stage::Context;
        if is_second {
            self.check_prefix()?;
            self.end_list(self.opening(self.draft.body as usize))?;
            self.hasher.end_context();
        } else {
            self.complete(self.block_start())?;
            self.draft.body = self.block_start() as u32;
            if self.prefix == Prefix::Obsolete {
                self.draft.marks.add(Marks::OBSOLETE);
            }
        }
        match stage {
            Stage::Id => {
                self.draft.id = self.opening(offset + 5);
                self.draft.line = self.line;
            }
            _ => self.draft.marks.add(Marks::CONTEXT),
        }
        self.stage = stage;
        Ok(())
    }

    /// Reads `msgstr` or `msgstr[n]`.
    #[inline]
    fn target(&mut self, length: usize) -> Step {
        let mut at = self.at + length;
        while matches!(self.bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        if self.bytes.get(at) == Some(&b'[') {
            return self.indexed(at + 1);
        }
        if self.stage == Stage::Plural {
            return Err(self.problem(self.at, "msgid_plural with a plain msgstr", "write msgstr[0], msgstr[1], …"));
        }
        self.continues(&[Stage::Id], "msgstr without msgid before it")?;
        self.draft.target = self.opening(at);
        self.draft.forms = 1;
        self.stage = Stage::Target;
        self.at = at;
        self.open_list();
        Ok(())
    }

    fn indexed(&mut self, digits: usize) -> Step {
        let hint = "number the forms 0, 1, 2, … without gaps";
        let rest = self.bytes.get(digits..).unwrap_or_default();
        let inside = memchr::memchr2(b']', b'\n', rest).and_then(|length| rest.get(..length));
        let number = inside.and_then(|text| std::str::from_utf8(text).ok()).map(str::trim).unwrap_or_default();
        let after = digits + inside.map_or(0, <[u8]>::len);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) || self.bytes.get(after) != Some(&b']') {
            return Err(self.problem(digits, "the index of msgstr[…] is not a number", hint));
        }
        if self.stage == Stage::Id {
            return Err(self.problem(self.at, "msgstr[…] without msgid_plural", "add msgid_plural, or write msgstr"));
        }
        if number.parse() != Ok(self.draft.forms) {
            let message = format!("msgstr[{number}] where msgstr[{}] is expected", self.draft.forms);
            return Err(self.problem(self.at, &message, hint));
        }
        let stages: &[Stage] = if self.draft.plural == 0 { &[Stage::Plural] } else { &[Stage::Plural, Stage::Target] };
        self.continues(stages, "msgstr[…] without msgid_plural before it")?;
        match self.stage {
            Stage::Plural => {
                self.draft.target = self.opening(after + 1);
            }
            Stage::Target => {
                self.draft.marks.add(if self.is_filled { Marks::SOME_FILLED } else { Marks::SOME_EMPTY });
            }
            _ => {}
        }
        self.draft.forms = self.draft.forms.saturating_add(1);
        self.stage = Stage::Target;
        self.at = after + 1;
        self.open_list();
        Ok(())
    }

    /// Checks that a keyword continues the entry, and ends the list before it.
    #[inline]
    fn continues(&mut self, stages: &[Stage], message: &str) -> Step {
        if !stages.contains(&self.stage) {
            return Err(self.problem(self.at, message, "an entry is msgctxt (optional), msgid, msgid_plural, msgstr"));
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
        Ok(())
    }

    /// The next opening quote; values may start on the next line.
    #[inline]
    fn opening(&self, from: usize) -> u32 {
        let rest = self.bytes.get(from..).unwrap_or_default();
        if let [b' ', b'"', ..] = rest {
            return from as u32 + 1;
        }
        let length = memchr::memchr(b'"', rest).unwrap_or(0);
        (from + length) as u32
    }

    /// Reads what starts with `#`.
    fn hash(&mut self) -> Step {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match rest.get(1) {
            Some(b'~') if rest.get(2) != Some(&b'|') => {
                if self.prefix != Prefix::Active || !self.is_fresh {
                    return Err(self.stray());
                }
                self.prefix = Prefix::Obsolete;
                self.at += 2;
                return Ok(());
            }
            Some(b'|' | b'~') => {
                if self.stage != Stage::Comments {
                    self.complete(self.block_start())?;
                }
                self.draft.marks.add(Marks::PREVIOUS);
                self.prefix = Prefix::Previous;
                self.at += if rest.get(1) == Some(&b'|') { 2 } else { 3 };
                return Ok(());
            }
            _ => {}
        }
        if self.stage != Stage::Comments {
            self.complete(self.block_start())?;
        }
        let length = memchr::memchr(b'\n', rest);
        let comment = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        if comments::has_fuzzy(comment) {
            self.draft.marks.add(Marks::FUZZY);
        }
        match length {
            Some(length) => self.next_line(self.at + length + 1),
            None => self.at = self.bytes.len(),
        }
        Ok(())
    }

    /// Explains a byte that starts no token.
    #[cold]
    fn stray(&self) -> Box<PoError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_marker = [&b"<<<<<<<"[..], b"=======", b">>>>>>>", b"|||||||"].iter().any(|mark| rest.starts_with(mark));
        if self.at == self.line_start && is_marker {
            return error::at(
                self.bytes,
                self.at,
                PoErrorKind::ConflictMarkers,
                "Git conflict marker",
                "run `concordia merge-repair` on this file, or resolve the conflict by hand",
            );
        }
        let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let word: String =
            String::from_utf8_lossy(line).split_whitespace().next().unwrap_or("").chars().take(40).collect();
        let hint = match word.as_str() {
            "domain" => "catalogues with more than one domain are not supported; split the file",
            _ => "only comments, msgctxt, msgid, msgid_plural, msgstr and quoted text may stand here",
        };
        self.problem(self.at, &format!("unexpected `{word}`"), hint)
    }
}
