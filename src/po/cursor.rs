//! A place in the bytes of a catalogue, with its line and the prefix of that line.

use super::PoError;
use super::error::{self, PoErrorKind};
use super::quoted::{self, Prefix};

/// What stands last in the lines of a previous source, up to here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or something else since.
    Nothing,
    /// A keyword.
    Keyword,
    /// A quoted string.
    Text,
}

/// Moves over the bytes; knows tokens, and of the grammar that of previous sources alone.
pub(super) struct Cursor<'a> {
    /// The whole file.
    pub(super) bytes: &'a [u8],
    /// The present offset.
    pub(super) at: usize,
    /// The present line, 1-based.
    pub(super) line: u32,
    /// Where the present line starts.
    pub(super) line_start: usize,
    /// Nothing but blanks and a prefix stood on this line so far.
    pub(super) is_fresh: bool,
    /// The prefix of this line.
    pub(super) prefix: Prefix,
    /// A string had an escape that can make bytes of no character; whoever checks it resets it.
    pub(super) has_numeric: bool,
    before: Before,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            line: 1,
            line_start: at,
            is_fresh: true,
            prefix: Prefix::Active,
            has_numeric: false,
            before: Before::Nothing,
        }
    }

    /// The bytes from the present offset on.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Moves to the start of a line.
    #[inline]
    pub(super) fn next_line(&mut self, at: usize) {
        self.at = at;
        self.line += 1;
        self.line_start = at;
        self.is_fresh = true;
        self.prefix = Prefix::Active;
    }

    /// Moves over some lines into another one, which starts at `line_start`.
    #[inline]
    pub(super) fn skip_lines(&mut self, lines: u32, line_start: usize, at: usize) {
        self.at = at;
        self.line += lines;
        self.line_start = line_start;
        self.is_fresh = false;
    }

    /// Where a block starts that begins with the present token.
    #[inline]
    pub(super) fn block_start(&self) -> usize {
        if self.is_fresh { self.line_start } else { self.at }
    }

    /// Creates a problem of syntax at a byte offset.
    pub(super) fn problem(&self, offset: usize, message: &str, hint: &str) -> Box<PoError> {
        error::at(self.bytes, offset, PoErrorKind::Syntax, message, hint)
    }

    /// Moves behind a quoted string; returns whether it has escapes.
    #[inline]
    pub(super) fn quoted(&mut self) -> Result<bool, Box<PoError>> {
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

    /// Moves behind a keyword of a previous source, which begins its line.
    #[cold]
    pub(super) fn previous_keyword(&mut self, word: &[u8]) -> Result<(), Box<PoError>> {
        let is_known = matches!(word, b"msgctxt" | b"msgid" | b"msgid_plural");
        if !is_known || !self.is_fresh || self.before == Before::Keyword {
            return Err(self.stray());
        }
        self.before = Before::Keyword;
        self.at += word.len();
        self.is_fresh = false;
        Ok(())
    }

    /// Takes note of a string of a previous source, which follows its keyword or another one.
    #[cold]
    pub(super) fn previous_text(&mut self) -> Result<(), Box<PoError>> {
        if self.before == Before::Nothing {
            let hint = "add msgid behind #|, and no comment between";
            return Err(self.problem(self.at, "quoted text without a keyword", hint));
        }
        self.before = Before::Text;
        Ok(())
    }

    /// Ends the lines of a previous source before the present token.
    #[inline]
    pub(super) fn end_previous(&mut self) -> Result<(), Box<PoError>> {
        if std::mem::replace(&mut self.before, Before::Nothing) == Before::Keyword {
            let hint = "write the text in double quotes behind the keyword, or remove its line";
            return Err(self.problem(self.at, "keyword of a previous source without a quoted text", hint));
        }
        Ok(())
    }

    /// The next opening quote; values may start on the next line.
    #[inline]
    pub(super) fn opening(&self, from: usize) -> u32 {
        let rest = self.bytes.get(from..).unwrap_or_default();
        if let [b' ', b'"', ..] = rest {
            return from as u32 + 1;
        }
        let length = memchr::memchr(b'"', rest).unwrap_or(0);
        (from + length) as u32
    }

    /// Explains a byte that starts no token.
    #[cold]
    pub(super) fn stray(&self) -> Box<PoError> {
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

    /// Refuses decoded bytes that are no text.
    pub(super) fn check_decoded(&self, decoded: &[u8], offset: usize) -> Result<(), Box<PoError>> {
        let (message, hint) = if decoded.contains(&0) {
            (
                "this text holds a NUL, which gettext takes for its end",
                "remove the character, or the escape that makes it",
            )
        } else if std::str::from_utf8(decoded).is_err() {
            (
                "the escapes of this text do not make valid UTF-8",
                "write the characters themselves instead of \\x or octal escapes",
            )
        } else {
            return Ok(());
        };
        Err(error::at(self.bytes, offset, PoErrorKind::Encoding, message, hint))
    }
}
