//! Entries that begin as those of another catalogue do.

use super::super::span::Marks;
use super::{Reader, Stage, Step};

impl Reader<'_> {
    /// Returns whether the next entry begins here, and as it was expected.
    #[inline]
    pub(super) fn begins_as_expected(&self) -> bool {
        let expected = self.heads.and_then(|heads| heads.get(self.next));
        let behind = expected.and_then(|(_, bytes)| self.cursor.rest().strip_prefix(bytes));
        self.cursor.at == self.cursor.line_start && behind.is_some_and(|behind| behind.starts_with(b"\""))
    }

    /// Moves up to the translation of an entry that begins as it was expected.
    pub(super) fn take_head(&mut self) -> Step {
        let start = self.cursor.at;
        self.complete(start)?;
        let Some((head, bytes)) = self.heads.and_then(|heads| heads.get(self.next)) else { return Ok(()) };
        self.draft = head.span.moved(start as u32, self.cursor.line + head.lines_above);
        self.cursor.skip_lines(head.lines, start + head.last_line as usize, start + bytes.len());
        self.stage = Stage::Target;
        self.next += 1;
        #[cfg(test)]
        (self.taken += 1);
        self.open_list();
        self.read_strings()
    }

    /// Reads the quoted strings of a form that is not obsolete, as they mostly stand: each ends its line.
    pub(super) fn read_strings(&mut self) -> Step {
        let bytes = self.cursor.bytes;
        while bytes.get(self.cursor.at) == Some(&b'"') {
            let start = self.cursor.at;
            let has_escape = self.cursor.quoted()?;
            self.has_string = true;
            self.is_filled |= self.cursor.at > start + 2;
            if has_escape {
                self.draft.marks.add(Marks::ESCAPES);
            }
            self.cursor.is_fresh = false;
            if bytes.get(self.cursor.at) != Some(&b'\n') {
                break;
            }
            self.cursor.next_line(self.cursor.at + 1);
        }
        Ok(())
    }

    /// Counts an entry whose context and id were read as one of those that were expected, if it is the next of them.
    #[inline]
    pub(super) fn pass_expected(&mut self) {
        let expected = self.heads.and_then(|heads| heads.hash(self.next));
        self.next += usize::from(expected == Some(self.draft.hash));
    }
}
