//! Call-outs below a line of HTML. An HTML block of CommonMark runs to the next blank line; for the processors that know
//! call-outs it ends where a fence or a head begins, so a blank line is put above, into the bytes of the line itself.

use super::callout_line::{self, BREAK, ITEM};
use super::html_start::{is_block, starts_html};
use super::mask::Callout;

/// The HTML block that is open, as far as a blank line would end it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Open {
    /// How far its first line is indented.
    column: Option<usize>,
    /// Whether it is not to be cut: an element that is not prose is open.
    is_raw: bool,
}

impl Open {
    /// Takes a line, its content behind `indent` bytes; returns what was open above it.
    pub(super) fn next(&mut self, content: &str, indent: usize) -> Self {
        let above = *self;
        if content.trim_end().is_empty() {
            *self = Self::default();
        } else if above.column.is_none() && content.starts_with('<') && ends_with_blank_line(content) {
            self.column = Some(indent);
        }
        self.is_raw |= self.column.is_some() && opens_raw(content);
        above
    }

    /// Returns a call-out with a blank line above, where HTML is open; none where there is no room for one. The line begins at
    /// `start`.
    pub(super) fn below(
        self,
        (mut callout, cover): (Callout, &'static str),
        text: &str,
        start: usize,
    ) -> Option<(Callout, &'static str)> {
        let Some(column) = self.column.filter(|_| !self.is_raw) else { return Some((callout, cover)) };
        let is_near = callout.line.start - start < column + 4;
        let lead = text.get(start..callout.line.start)?;
        let room = callout.line.len() - 1;
        let cover = if cover == BREAK && room < BREAK.len() { "#" } else { cover };
        let fits = is_near && cover.len() <= room && lead.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        callout.cut = Some(start);
        fits.then_some((callout, cover))
    }
}

/// Returns whether a line of HTML begins a call-out for other processors.
pub(super) fn begins_callout(line: &str) -> bool {
    callout_line::recognise(line, line, 0, true).is_some_and(|(_, cover)| cover == BREAK || cover == ITEM)
}

/// Returns whether the HTML block that a line begins ends with a blank line (CommonMark 0.31 section 4.6, conditions 6 and 7).
fn ends_with_blank_line(line: &str) -> bool {
    let name = line.get(1..).unwrap_or_default();
    let name = name.strip_prefix('/').unwrap_or(name);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    is_name && starts_html(line) && (is_block(name.get(..length).unwrap_or_default()) || line.contains('>'))
}

/// Returns whether a line opens an element that is not prose, or a comment, and does not close it.
fn opens_raw(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let mut rest = line.as_str();
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let tail = rest.get(at + 1..).unwrap_or_default();
        let is_raw = |name: &&&str| {
            tail.starts_with(**name) && !tail.as_bytes().get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
        };
        let close = match ["pre", "script", "style", "textarea"].iter().find(is_raw) {
            Some(name) => format!("</{name}"),
            None if tail.starts_with("!--") => "-->".to_owned(),
            None => {
                rest = tail;
                continue;
            }
        };
        let Some(end) = memchr::memmem::find(tail.as_bytes(), close.as_bytes()) else { return true };
        rest = tail.get(end + close.len()..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_html_are_followed_to_a_blank_line() {
        let open = |lines: &[&str]| {
            let mut open = Open::default();
            for line in lines {
                let _ = open.next(line.trim_start(), line.len() - line.trim_start().len());
            }
            open.column.filter(|_| !open.is_raw)
        };
        assert_eq!(open(&["  <p>a</p>", "b"]), Some(2));
        assert_eq!(open(&["<img src=\"a.png\">"]), Some(0));
        for lines in [["<p>a</p>", ""], ["<pre>", "a"], ["<!-- a -->", "b"], ["<b>a</b> c", "d"], ["<div>", "<pre> a"]]
        {
            assert_eq!(open(&lines), None, "{lines:?}");
        }
    }

    #[test]
    fn raw_elements_that_end_in_their_line_are_nothing_special() {
        assert!(!opens_raw("<div><pre>a</pre> <!-- b -->") && opens_raw("<p><!-- b") && opens_raw("<SCRIPT>"));
        assert!(!opens_raw(&"<pre></pre>".repeat(2)) && !opens_raw("<preview>"));
    }
}
