//! What starts with `#`: comments, prefixes of obsolete entries and of previous sources.

use super::super::comments;
use super::super::quoted::Prefix;
use super::super::span::Marks;
use super::{Reader, Stage, Step};

impl Reader<'_> {
    /// Reads what starts with `#`.
    pub(super) fn hash(&mut self) -> Step {
        match self.cursor.rest() {
            [_, b'~', b'|', ..] => self.previous(3),
            [_, b'|', ..] => self.previous(2),
            [_, b'~', ..] => self.obsolete(),
            _ => self.comment(),
        }
    }

    /// Reads `#~`.
    fn obsolete(&mut self) -> Step {
        if self.cursor.prefix != Prefix::Active || !self.cursor.is_fresh {
            return Err(self.cursor.stray());
        }
        self.cursor.end_previous()?;
        self.cursor.prefix = Prefix::Obsolete;
        self.cursor.at += 2;
        Ok(())
    }

    /// Reads `#|` or `#~|`, which is so many bytes long.
    fn previous(&mut self, length: usize) -> Step {
        if self.cursor.prefix != Prefix::Active {
            return Err(self.cursor.stray());
        }
        if self.stage != Stage::Comments {
            self.complete(self.cursor.block_start())?;
        }
        self.draft.marks.add(Marks::PREVIOUS);
        self.cursor.prefix = Prefix::Previous;
        self.cursor.at += length;
        Ok(())
    }

    /// Reads a comment to the end of its line.
    fn comment(&mut self) -> Step {
        self.cursor.end_previous()?;
        let ended_entry = self.stage != Stage::Comments;
        if ended_entry {
            self.complete(self.cursor.block_start())?;
        }
        let rest = self.cursor.rest();
        let (end, has_return) = line_end(rest);
        let comment = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if has_return && let Some(hidden) = comments::hidden_keyword(comment) {
            return Err(self.cursor.problem(
                self.cursor.at + hidden,
                "a carriage return alone does not end a line, so that a comment would hide what follows",
                "save the file with the line ends of Unix or Windows",
            ));
        }
        // What follows something else on its line is not among the comment lines of the entry, unless that was the last of
        // the entry before.
        let is_alone = self.cursor.prefix == Prefix::Active && (self.cursor.is_fresh || ended_entry);
        if is_alone && comments::has_fuzzy(comment) {
            self.draft.marks.add(Marks::FUZZY);
        }
        match end {
            Some(length) => self.cursor.next_line(self.cursor.at + length + 1),
            None => self.cursor.at = self.cursor.bytes.len(),
        }
        Ok(())
    }
}

/// Returns where the line feed stands, and whether a carriage return stands before it or before the end.
#[inline]
fn line_end(rest: &[u8]) -> (Option<usize>, bool) {
    match memchr::memchr2(b'\n', b'\r', rest) {
        Some(at) if rest.get(at) == Some(&b'\r') => {
            let behind = rest.get(at..).unwrap_or_default();
            (memchr::memchr(b'\n', behind).map(|length| at + length), true)
        }
        end => (end, false),
    }
}
