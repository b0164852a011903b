//! Fences: those of code, and those of backticks around a directive of MyST whose lines are Markdown, such as `{note}`.

use super::callout_line::directive_behind;
use super::pandoc::next_line;

/// The directives of MyST and Sphinx whose lines are Markdown.
const PROSE: [&str; 36] = [
    "admonition",
    "attention",
    "card",
    "caution",
    "compound",
    "container",
    "danger",
    "deprecated",
    "dropdown",
    "epigraph",
    "error",
    "example",
    "exercise",
    "figure",
    "grid",
    "grid-item",
    "grid-item-card",
    "highlights",
    "hint",
    "important",
    "list-table",
    "margin",
    "note",
    "proof",
    "pull-quote",
    "seealso",
    "sidebar",
    "solution",
    "tab-item",
    "tab-set",
    "table",
    "theorem",
    "tip",
    "topic",
    "versionadded",
    "warning",
];

/// The fences that are open.
#[derive(Debug, Default)]
pub(super) struct Fences {
    /// The byte and the length of that of code.
    code: Option<(u8, usize)>,
    /// Those of directives whose lines are Markdown, from the outside in.
    directives: Vec<(u8, usize)>,
    /// As long as this one, no further one is closed in the rest of the page.
    barren: Option<usize>,
}

impl Fences {
    /// Follows code fences; returns whether a line belongs to code.
    pub(super) fn is_in_code(&mut self, content: &str) -> bool {
        let head = content.trim_start_matches(|c: char| c.is_ascii_digit() || " \t>-+*.)".contains(c));
        let Some((byte, run, info)) = fence(head) else { return self.code.is_some() };
        match self.code {
            None if run >= 3 && !(byte == b'`' && info.contains('`')) => self.code = Some((byte, run)),
            Some((open, length)) if open == byte && run >= length && info.trim().is_empty() => self.code = None,
            None => return false,
            Some(_) => {}
        }
        true
    }

    /// Returns whether a line opens or closes a directive whose lines are Markdown. The line ends at `end`, and its content stands
    /// behind `indent` bytes.
    pub(super) fn directive(&mut self, text: &str, content: &str, indent: usize, end: usize) -> bool {
        let Some((byte, run, info)) = fence(content).filter(|(_, run, _)| *run >= 3) else { return false };
        let above = self.directives.last().copied();
        if let Some((open, length)) = above
            && open == byte
            && run >= length
            && info.trim().is_empty()
        {
            self.directives.pop();
            self.code = None;
            return true;
        }
        let is_prose = self.code.is_none() && directive_behind(info).is_some_and(|(name, _)| PROSE.contains(&name));
        let fits = above.is_none_or(|(open, length)| open != byte || run < length);
        let is_open = is_prose && fits && self.is_closed(text, (byte, run), indent, end);
        self.directives.extend(is_open.then_some((byte, run)));
        is_open
    }

    /// Returns whether a fence that opens in the line that ends at `end` is closed before the block ends that it stands in.
    fn is_closed(&mut self, text: &str, (byte, length): (u8, usize), indent: usize, end: usize) -> bool {
        if self.barren.is_some_and(|barren| length >= barren) {
            return false;
        }
        let mut line = end;
        while let Some((at, content, end)) = next_line(text, line) {
            if !content.trim().is_empty() && at < indent {
                return false;
            }
            if fence(content).is_some_and(|(own, run, info)| own == byte && run >= length && info.trim().is_empty()) {
                return true;
            }
            line = end;
        }
        self.barren = Some(length);
        false
    }
}

/// Returns the byte of a fence, how often it stands, and what stands behind it.
fn fence(content: &str) -> Option<(u8, usize, &str)> {
    let &byte = content.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let run = content.bytes().take_while(|b| *b == byte).count();
    Some((byte, run, content.get(run..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks each line: `d` for the fence of a directive, `c` for code.
    fn marks(text: &str) -> String {
        let (mut fences, mut start, mut out) = (Fences::default(), 0, String::new());
        for line in text.split_inclusive('\n') {
            let content = line.trim_end().trim_start_matches(' ');
            let (indent, end) = (line.trim_end().len() - content.len(), start + line.trim_end().len());
            out.push(match fences.directive(text, content, indent, end) {
                true => 'd',
                false if fences.is_in_code(content) => 'c',
                false => '.',
            });
            start += line.len();
        }
        out
    }

    #[test]
    fn directives_of_prose_are_no_code() {
        assert_eq!(marks("```{note}\na\n```\nb\n"), "d.d.");
        assert_eq!(marks("````{note} T\n```{tip}\na\n```\n```python\nb\n```\n````\n"), "dd.dcccd");
        assert_eq!(marks("~~~{warning}\n```\na\n```\n~~~\n"), "dcccd");
    }

    #[test]
    fn other_fences_are_code() {
        assert_eq!(marks("```{code-block} python\na\n```\n"), "ccc");
        assert_eq!(marks("````\n```{note}\na\n```\n````\n"), "ccccc");
        assert_eq!(marks("```{note}\na\n"), "cc");
        assert_eq!(marks("  ```{note}\n  a\nb\n```\n"), "cccc");
        assert_eq!(marks("```{note}\n```{tip}\na\n```\nb\n"), "dccd.");
    }

    #[test]
    fn fences_without_an_end_are_looked_for_once() {
        // Read to the end again for each of them, these would take minutes.
        assert!(!marks(&"```{note} a\n".repeat(50_000)).contains('d'));
    }
}
