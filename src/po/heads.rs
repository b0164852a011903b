//! What the entries of one catalogue begin with, so that others that begin alike need not be read as far as that.
//!
//! The catalogues of a module hold the same comments and the same English in the same order, whatever their language. Where
//! the bytes up to a translation are those of a catalogue that was read already, so is what they say. Whoever reads with them
//! reads the same as without.

use std::borrow::Cow;

use super::key::KeyHash;
use super::span::{Marks, Span};
use super::{Catalogue, comments};

/// The beginnings of the entries of one catalogue in file order, each up to the opening quote of its first `msgstr`.
#[derive(Debug, Default)]
pub struct Heads {
    bytes: Vec<u8>,
    heads: Vec<Head>,
}

/// One beginning. Offsets are those of its own bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// The entry as its bytes tell it; `end` and `line` are still open.
    pub(super) span: Span,
    /// How many lines end in it.
    pub(super) lines: u32,
    /// How many lines end in it before the `msgid`.
    pub(super) lines_above: u32,
    /// Where its last line starts.
    pub(super) last_line: u32,
    /// Where its bytes stand among those of all.
    range: (usize, usize),
}

impl Heads {
    /// Takes the beginnings of some entries, by their indices. What is fuzzy is expected without that flag and without its
    /// previous source.
    #[must_use]
    pub fn of(catalogue: &Catalogue, entries: &[usize]) -> Self {
        let mut heads = Self { bytes: Vec::new(), heads: Vec::with_capacity(entries.len()) };
        for span in entries.iter().filter_map(|&index| catalogue.span(index)) {
            heads.add(catalogue.text().as_bytes(), span);
        }
        heads
    }

    fn add(&mut self, bytes: &[u8], span: &Span) {
        let from = self.bytes.len();
        let part = |from: u32, to: u32| bytes.get(from as usize..to as usize).unwrap_or_default();
        for line in part(span.start, span.body).split_inclusive(|byte| *byte == b'\n') {
            self.bytes.extend_from_slice(&without_state(line));
        }
        let body = (self.bytes.len() - from) as u32;
        self.bytes.extend_from_slice(part(span.body, span.target));
        // Alone on its line, such a prefix belongs to the entry above.
        let has_prefix = self.bytes.get(from..).is_some_and(|head| head.starts_with(b"#~"));
        if has_prefix || span.marks.has(Marks::OBSOLETE) {
            self.bytes.truncate(from);
        }
        let head = self.bytes.get(from..).unwrap_or_default();
        let moved = |offset: u32| offset.saturating_sub(span.body) + body;
        let id = moved(span.id);
        let ends = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u32;
        let above = head.get(..id as usize).unwrap_or_default();
        let above = memchr::memmem::rfind(above, b"msgid").and_then(|keyword| above.get(..keyword)).unwrap_or_default();
        let last_line = memchr::memrchr(b'\n', head).map_or(0, |at| at as u32 + 1);
        let head = Head {
            span: Span {
                start: 0,
                end: 0,
                body,
                id,
                plural: if span.plural == 0 { 0 } else { moved(span.plural) },
                target: head.len() as u32,
                line: 0,
                forms: 1,
                marks: span.marks.of_key(),
                hash: span.hash,
            },
            lines: ends(head),
            lines_above: ends(above),
            last_line,
            range: (from, self.bytes.len()),
        };
        self.heads.push(head);
    }

    /// Returns the bytes from the first keyword of an entry to its first `msgstr`, by its place among those that were taken.
    #[must_use]
    pub fn key_bytes(&self, place: usize) -> Option<&[u8]> {
        let (head, bytes) = self.get(place)?;
        bytes.get(head.span.body as usize..)
    }

    /// Returns the hash of context and id of an entry.
    pub(super) fn hash(&self, place: usize) -> Option<KeyHash> {
        self.heads.get(place).map(|head| head.span.hash)
    }

    /// Returns a beginning with its bytes; none for what is obsolete or begins with the prefix of what is.
    pub(super) fn get(&self, place: usize) -> Option<(&Head, &[u8])> {
        let head = self.heads.get(place)?;
        let bytes = self.bytes.get(head.range.0..head.range.1)?;
        (!bytes.is_empty()).then_some((head, bytes))
    }
}

/// Returns what is left of a line of comments without what belongs to a state: the flag `fuzzy`, or a previous source.
fn without_state(line: &[u8]) -> Cow<'_, [u8]> {
    let content = comments::without_indent(line);
    if content.starts_with(b"#|") || content.starts_with(b"#~|") {
        return Cow::Borrowed(&[]);
    }
    let content = content.trim_ascii_end();
    if !comments::has_fuzzy(content) {
        return Cow::Borrowed(line);
    }
    let flags = std::str::from_utf8(content).ok().and_then(comments::without_fuzzy);
    let end = if line.ends_with(b"\r\n") { "\r\n" } else { "\n" };
    Cow::Owned(flags.map(|flags| flags + end).unwrap_or_default().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::reader::scan;
    use super::*;

    const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
    const FIRST: &str =
        "# note\n#. paragraph\n#, fuzzy\n#| msgid \"old\"\n#| \"er\"\nmsgid \"\"\n\"one \"\n\"two\"\nmsgstr \"x\"\n\n";
    const SECOND: &str = "#. heading\n#: a.md:3\nmsgctxt \"c\"\nmsgid \"t\\\"hree\"\nmsgid_plural \"threes\"\nmsgstr[0] \"\"\nmsgstr[1] \"y\"\n\n";
    const THIRD: &str = "#, c-format\nmsgid\n\"%d\"\nmsgstr \"\"\n";
    const GONE: &str = "\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n";

    fn fresh() -> String {
        FIRST.replace("#, fuzzy\n#| msgid \"old\"\n#| \"er\"\n", "")
    }

    fn heads(text: &str) -> Heads {
        let catalogue = Catalogue::parse(text.into()).unwrap();
        Heads::of(&catalogue, &(0..catalogue.len()).collect::<Vec<usize>>())
    }

    /// Returns how many entries of a text begin as expected.
    fn expected(heads: &Heads, text: &str) -> usize {
        scan(text, 0, 1, Some(heads)).taken
    }

    fn assert_same(heads: &Heads, text: &[u8]) {
        let [plain, beside] =
            [None, Some(heads)].map(|heads| format!("{:?}", Catalogue::parse_beside(text.to_vec(), heads)));
        assert_eq!(plain, beside, "{}", String::from_utf8_lossy(text));
    }

    #[test]
    fn catalogues_are_read_as_without() {
        let known = heads(&[HEADER, FIRST, SECOND, THIRD, GONE].concat());
        let fresh = fresh().replace("\"x\"", "\"\"\n\"andet\\n\"\n\"end\"");
        for (parts, taken) in [
            ([HEADER, &fresh, SECOND, THIRD, GONE], 3),
            ([HEADER, FIRST, SECOND, THIRD, GONE], 2),
            ([HEADER, SECOND, &fresh, THIRD, GONE], 1),
            ([HEADER, &fresh, &fresh, SECOND, THIRD], 3),
            // The first entry is read before it is known that it is one.
            (["", &fresh, SECOND, GONE, THIRD], 2),
            ([HEADER, SECOND, THIRD, GONE, ""], 0),
            ([HEADER, "#~\n", &fresh, SECOND, "#~\n#~\n"], 2),
        ] {
            let text = parts.concat();
            assert_eq!(expected(&known, &text), taken, "{text}");
            assert_same(&known, text.as_bytes());
            assert_same(&known, text.replace('\n', "\r\n").as_bytes());
        }
    }

    #[test]
    fn no_beginning_starts_with_a_bare_prefix() {
        let odd = ["#, fuzzy\n#~\n", "#~\n#, fuzzy\n", "# a\n#~\n", "\n#~\n", "#, fuzzy\n#| msgid \"o\"\n#~\n"];
        let texts = odd.map(|above| [above, "#. text\nmsgid \"one\"\nmsgstr \"x\"\n\n", SECOND].concat());
        for known in texts.iter().map(|text| heads(text)) {
            for text in
                texts.iter().flat_map(|text| [text.clone(), [HEADER, text].concat(), [HEADER, THIRD, text].concat()])
            {
                assert_same(&known, text.as_bytes());
            }
        }
    }

    #[test]
    fn broken_catalogues_are_read_as_without() {
        let text = [HEADER, &fresh(), SECOND, THIRD, GONE].concat();
        let known = heads(&text);
        for at in 0..text.len() {
            let (before, rest) = text.as_bytes().split_at(at);
            for put in ["", "\"", "#", "\n", "\r", "m", " ", "\\", "#~ ", "#| ", "msgid \"\"\n", "#. heading\n"] {
                assert_same(&known, &[before, put.as_bytes(), rest].concat());
                assert_same(&known, &[before, put.as_bytes(), rest.get(1..).unwrap_or_default()].concat());
            }
        }
    }
}
