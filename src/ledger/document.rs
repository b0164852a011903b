//! A ledger as a file: reading, appending, joining.

use std::collections::HashSet;

use super::Line;
use crate::model::Failure;

/// What is wrong with one line of a ledger; the others are not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The 1-based line.
    pub line: usize,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
    /// Whether it is the last line and without a line end: a write was cut off, or an editor is not done.
    pub is_last: bool,
}

impl From<Torn> for Failure {
    fn from(torn: Torn) -> Self {
        Self::new(torn.message).at_line(torn.line).hint(torn.hint)
    }
}

/// The content of one ledger.
#[derive(Debug, Clone, Default)]
pub struct Document {
    bytes: Vec<u8>,
    lines: Vec<Line>,
    torn: Vec<Torn>,
}

impl Document {
    /// Reads a ledger. Never fails: a line that cannot be read is reported in [`Self::torn`], the rest is used.
    #[must_use]
    pub fn parse(bytes: Vec<u8>) -> Self {
        let mut lines = Vec::new();
        let mut torn = Vec::new();
        for (number, raw) in raw_lines(&bytes) {
            match serde_json::from_slice::<Line>(raw.text) {
                Ok(line) => lines.push(line),
                Err(error) => torn.push(explain(number, &raw, &error)),
            }
        }
        Self { bytes, lines, torn }
    }

    /// Returns the events that could be read, in file order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Returns the lines that could not be read, in file order.
    #[must_use]
    pub fn torn(&self) -> &[Torn] {
        &self.torn
    }

    /// Returns the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the file with lines added at its end.
    ///
    /// # Errors
    ///
    /// Returns the torn line: nothing is added to a ledger whose lines cannot all be read.
    pub fn append(&self, lines: &[Line]) -> Result<Vec<u8>, Torn> {
        if let Some(torn) = self.torn.first() {
            return Err(torn.clone());
        }
        let mut bytes = self.bytes.clone();
        for line in lines {
            // Only maps with text keys are written, which cannot fail.
            let Ok(text) = serde_json::to_vec(line) else { continue };
            if !bytes.is_empty() && !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
            bytes.extend_from_slice(&text);
            bytes.push(b'\n');
        }
        Ok(bytes)
    }
}

/// Joins two ledgers that grew from one: the lines of ours, then those of theirs that ours has not. A line that one
/// side removed stays, because events are not undone by forgetting them.
#[must_use]
pub fn join(ours: &[u8], theirs: &[u8]) -> Vec<u8> {
    let mut seen: HashSet<&[u8]> = HashSet::new();
    let mut bytes = Vec::with_capacity(ours.len() + theirs.len());
    for (_, raw) in raw_lines(ours).chain(raw_lines(theirs)) {
        if is_marker(raw.text) || !seen.insert(raw.text) {
            continue;
        }
        bytes.extend_from_slice(raw.text);
        bytes.push(b'\n');
    }
    bytes
}

struct RawLine<'a> {
    text: &'a [u8],
    is_ended: bool,
}

/// The lines that are not blank, with their 1-based numbers.
fn raw_lines(bytes: &[u8]) -> impl Iterator<Item = (usize, RawLine<'_>)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let count = memchr::memchr_iter(b'\n', bytes).count();
    bytes.split(|&byte| byte == b'\n').enumerate().filter_map(move |(index, text)| {
        let text = text.trim_ascii();
        (!text.is_empty()).then_some((index + 1, RawLine { text, is_ended: index < count }))
    })
}

/// Returns whether a line is one of Git's conflict markers.
fn is_marker(line: &[u8]) -> bool {
    [&b"<<<<<<<"[..], b"=======", b">>>>>>>", b"|||||||"].iter().any(|marker| line.starts_with(marker))
}

fn explain(line: usize, raw: &RawLine<'_>, error: &serde_json::Error) -> Torn {
    if is_marker(raw.text) {
        return Torn {
            line,
            message: "Git conflict marker".to_owned(),
            hint: "run `concordia merge-repair` on this ledger: both sides' lines stay",
            is_last: false,
        };
    }
    if error.is_eof() && !raw.is_ended {
        return Torn {
            line,
            message: "the last line is cut off".to_owned(),
            hint: "restore the line from Git, or remove it; the lines above are intact",
            is_last: true,
        };
    }
    Torn {
        line,
        message: format!("not a ledger line: {}", describe(error)),
        hint: "restore the line from Git, or remove it; the other lines are intact",
        is_last: false,
    }
}

/// The parser's words without its own place, which counts within the line.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(words, _)| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Act;
    use super::*;
    use crate::model::{Fingerprint, UnitId};

    const A: &str = r#"{"act":"approve","unit":"a"}"#;
    const B: &str = r#"{"act":"revise","unit":"b"}"#;
    const C: &str = r#"{"act":"attest","unit":"c"}"#;

    fn read(text: &str) -> Document {
        Document::parse(text.as_bytes().to_vec())
    }

    #[test]
    fn appending_touches_no_line_before() {
        let line = Line::new(Act::Attest, UnitId::keyed("x"), Fingerprint::of(["s"]), None, "A", "2026-11-23");
        for start in [String::new(), format!("{A}\n"), A.to_owned(), format!("{A}\r\n\n")] {
            let bytes = read(&start).append(std::slice::from_ref(&line)).unwrap();
            assert!(bytes.starts_with(start.as_bytes()) && bytes.ends_with(b"\"}\n"));
            let again = Document::parse(bytes);
            assert_eq!(again.lines().last(), Some(&line));
            assert!(again.torn().is_empty());
        }
    }

    #[test]
    fn a_torn_last_line_costs_no_other_line() {
        let document = read(&format!("{A}\n{B}\n{}", &C[..12]));
        assert_eq!(document.lines().len(), 2);
        assert!(matches!(document.torn(), [Torn { line: 3, is_last: true, .. }]));
        assert_eq!(document.append(&[]).unwrap_err().line, 3);
    }

    #[test]
    fn garbage_in_the_middle_is_named() {
        let document = read(&format!("{A}\n<<<<<<< HEAD\nnonsense\n{{\"act\":1}}\n{B}\n"));
        assert_eq!(document.lines().len(), 2);
        assert_eq!(document.torn().iter().map(|torn| torn.line).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn joining_keeps_every_line_once() {
        let joined = join(format!("{A}\n{B}\n").as_bytes(), format!("{A}\n{C}").as_bytes());
        assert_eq!(String::from_utf8(joined).unwrap(), format!("{A}\n{B}\n{C}\n"));
        let marked = format!("{A}\n<<<<<<< ours\n{B}\n=======\n{C}\n>>>>>>> theirs\n");
        assert_eq!(String::from_utf8(join(marked.as_bytes(), b"")).unwrap(), format!("{A}\n{B}\n{C}\n"));
    }
}
