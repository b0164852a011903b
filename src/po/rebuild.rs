//! Putting a catalogue together again from kept and edited entries.

use super::{Catalogue, Header, Message, writer};

/// One place in a rebuilt catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The entry with this index, byte for byte. An index beyond the last entry adds nothing.
    Keep(usize),
    /// A message, written canonically.
    Put(Message),
    /// The bytes of whole entries from elsewhere, copied but for their line ends.
    Graft(Vec<u8>),
}

/// The bytes of a catalogue under construction.
struct Output<'a> {
    catalogue: &'a Catalogue,
    bytes: Vec<u8>,
    /// The offset in the old file at which the last copied bytes ended, while nothing else was added since.
    copied_to: Option<usize>,
}

impl Output<'_> {
    /// Copies bytes of the old file; what was next to each other stays next to each other.
    fn copy(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        if self.copied_to != Some(start) {
            self.separate();
        }
        self.bytes.extend_from_slice(self.catalogue.text().as_bytes().get(start..end).unwrap_or_default());
        self.copied_to = Some(end);
    }

    fn put(&mut self, message: &Message) {
        let mut text = String::new();
        writer::write(&mut text, message);
        self.graft(text.as_bytes());
    }

    /// Adds lines under this file's line ends.
    fn graft(&mut self, lines: &[u8]) {
        self.separate();
        let line_end: &[u8] = if self.catalogue.has_crlf() { b"\r\n" } else { b"\n" };
        for line in lines.trim_ascii_end().split(|&byte| byte == b'\n') {
            self.bytes.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
            self.bytes.extend_from_slice(line_end);
        }
        self.copied_to = None;
    }

    /// Ends the last line and sets one blank line before the next entry, unless one stands there.
    fn separate(&mut self) {
        let line_end: &[u8] = if self.catalogue.has_crlf() { b"\r\n" } else { b"\n" };
        let text = self.bytes.get(self.catalogue.mark_length()..).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        if !text.ends_with(b"\n") {
            self.bytes.extend_from_slice(line_end);
        }
        if !(self.bytes.ends_with(b"\n\n") || self.bytes.ends_with(b"\n\r\n")) {
            self.bytes.extend_from_slice(line_end);
        }
    }

    /// Removes the blank lines that separated the last entry from one that is no longer there.
    fn trim(&mut self) {
        for blank in [&b"\n\r\n"[..], b"\n\n"] {
            while self.bytes.ends_with(blank) {
                let length = self.bytes.len() - (blank.len() - 1);
                self.bytes.truncate(length);
            }
        }
    }
}

impl Catalogue {
    /// Writes the catalogue with these entries in this order, under its own header. Keeping every entry in order
    /// returns the file as it was; comments behind the last entry stay at the end.
    #[must_use]
    pub fn rebuild(&self, slots: &[Slot]) -> Vec<u8> {
        self.assemble(None, slots)
    }

    /// Writes the catalogue with these entries under another header.
    #[must_use]
    pub fn rebuild_under(&self, header: &Header, slots: &[Slot]) -> Vec<u8> {
        self.assemble((header != self.header()).then_some(header), slots)
    }

    fn assemble(&self, header: Option<&Header>, slots: &[Slot]) -> Vec<u8> {
        let is_whole = slots.len() == self.len()
            && slots.iter().enumerate().all(|(place, slot)| matches!(slot, Slot::Keep(index) if *index == place));
        if header.is_none() && is_whole {
            return self.bytes().to_vec();
        }
        let utf8 = self.header_in_utf8(header);
        let header = utf8.as_ref().or(header);
        let mut output = Output {
            catalogue: self,
            bytes: Vec::with_capacity(self.text().len() + 256),
            copied_to: Some(self.mark_length()),
        };
        output.bytes.extend_from_slice(self.text().as_bytes().get(..self.mark_length()).unwrap_or_default());
        let (place, old) = self.header_range().unwrap_or((0, (0, 0)));
        let mut is_header_written = false;
        for slot in slots {
            let is_due = place == 0 || matches!(slot, Slot::Keep(index) if *index >= place);
            if is_due && !is_header_written {
                output.head(header, old);
                is_header_written = true;
            }
            match slot {
                Slot::Keep(index) => {
                    if let Some((start, end)) = self.range(*index) {
                        output.copy(start, end);
                    }
                }
                Slot::Put(message) => output.put(message),
                Slot::Graft(lines) => output.graft(lines),
            }
        }
        if !is_header_written {
            output.head(header, old);
        }
        let is_old_end = output.copied_to == Some(self.tail());
        if !is_old_end {
            output.trim();
        }
        output.copy(self.tail(), self.text().len());
        output.bytes
    }
}

impl Catalogue {
    /// Returns the header that an edited file needs, if it declares another character set than UTF-8.
    fn header_in_utf8(&self, header: Option<&Header>) -> Option<Header> {
        let present = header.unwrap_or(self.header());
        let charset = present.charset()?;
        if charset.eq_ignore_ascii_case("UTF-8") || charset.eq_ignore_ascii_case("UTF8") {
            return None;
        }
        let mut header = present.clone();
        header.set("Content-Type", "text/plain; charset=UTF-8");
        Some(header)
    }
}

impl Output<'_> {
    fn head(&mut self, header: Option<&Header>, (start, end): (usize, usize)) {
        match header {
            Some(header) if header.is_empty() => {}
            Some(header) => self.put(&header.to_message()),
            None => self.copy(start, end),
        }
    }
}
