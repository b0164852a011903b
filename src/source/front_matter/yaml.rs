//! The strings of YAML front matter, by the rules of YAML 1.2.2 for block mappings, block and flow sequences and scalars.
//!
//! Flow mappings, aliases, tags other than that of a string and complex keys are left alone, and their bytes are returned.

use std::ops::Range;

use super::block::{Field, Scalar, Style};

/// Returns the strings, and the bytes of what may hold others.
pub(super) fn read(text: &str, inner: Range<usize>) -> (Vec<Field>, Vec<Range<usize>>) {
    let scanner = Scanner::run(text, inner);
    (scanner.fields, scanner.left)
}

/// Returns where the first of what is left alone begins, but for strings without a key.
pub(super) fn doubtful(text: &str, inner: Range<usize>) -> Option<usize> {
    Scanner::run(text, inner).doubtful
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// Open keys with their indentation; list items push no key.
    path: Vec<(usize, String)>,
    fields: Vec<Field>,
    /// What is left alone and may hold strings.
    left: Vec<Range<usize>>,
    /// Where the first of it begins, but for strings without a key.
    doubtful: Option<usize>,
    /// The indentation of the key or item directly above whose value has not begun yet.
    awaiting: Option<usize>,
}

impl<'a> Scanner<'a> {
    fn run(text: &'a str, inner: Range<usize>) -> Self {
        let (path, fields, left) = (Vec::new(), Vec::new(), Vec::new());
        let mut scanner =
            Self { text, at: inner.start, end: inner.end, path, fields, left, doubtful: None, awaiting: None };
        while scanner.at < scanner.end {
            scanner.line();
        }
        scanner
    }

    /// Returns the bytes of the line at `at`, without its line ending, and where the next one begins.
    fn line_at(&self, at: usize) -> (&'a str, usize) {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        (rest.get(..length).unwrap_or_default().trim_end_matches(['\n', '\r']), at + length)
    }

    fn line(&mut self) {
        let (line, next) = self.line_at(self.at);
        let mut content = line.trim_start_matches(' ');
        if content.trim().is_empty() || content.starts_with('#') {
            self.at = next;
            return;
        }
        let mut indent = line.len() - content.len();
        let mut is_item = false;
        let awaiting = self.awaiting.take();
        while let Some(rest) = content.strip_prefix("- ") {
            self.path.retain(|(depth, _)| *depth < indent || (*depth == indent && !is_item));
            is_item = true;
            let inner = rest.trim_start_matches(' ');
            indent += content.len() - inner.len();
            content = inner;
        }
        let is_marker = content.trim_end() == "-";
        if !is_item && !is_marker {
            self.path.retain(|(depth, _)| *depth < indent);
        }
        let start = self.at + (line.len() - content.len());
        if is_marker {
            self.path.retain(|(depth, _)| *depth < indent || (*depth == indent && !is_item));
            (self.at, self.awaiting) = (next, Some(indent));
        } else if let Some((key, value)) = split_key(content) {
            self.path.retain(|(depth, _)| *depth < indent);
            self.path.push((indent, key));
            let value_start = start + (content.len() - value.len());
            self.value(value_start, indent, next);
        } else if is_item {
            self.value(start, indent.saturating_sub(1), next);
        } else if let Some(depth) = awaiting.filter(|depth| *depth < indent && content.starts_with(['"', '\''])) {
            self.value(start, depth, next);
        } else {
            self.at = next;
            self.leave(start);
        }
    }

    /// Leaves alone what stands between some place and the end of its line.
    fn leave(&mut self, start: usize) {
        self.doubtful.get_or_insert(start);
        let content = self.line_at(start).0.trim_end();
        if content.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) {
            self.left.push(start..start + content.len());
        }
    }

    /// Reads the value that begins at `start`; the key or item stands at `indent`.
    fn value(&mut self, start: usize, indent: usize, next: usize) {
        let start = start + properties(self.line_at(start).0);
        let (line, _) = self.line_at(start);
        self.at = next;
        let is_understood = match line.bytes().next() {
            // What an alias stands for is read where its anchor is.
            Some(b'*') => true,
            None | Some(b'#') => {
                self.awaiting = Some(indent);
                true
            }
            Some(b'{' | b'&' | b'!' | b'@' | b'`' | b'%') => false,
            Some(b'|' | b'>') => self.block(line, indent, next),
            Some(b'"' | b'\'') => self.quoted(start),
            Some(b'[') => self.sequence(start),
            Some(_) => self.plain(start, indent),
        };
        if !is_understood {
            self.leave(start);
        }
    }

    fn quoted(&mut self, start: usize) -> bool {
        let Some(scalar) = quoted(self.text, start, self.end) else { return false };
        let (tail, after) = self.line_at(scalar.span.end);
        let is_whole = matches!(tail.trim().bytes().next(), None | Some(b'#'));
        if is_whole {
            self.at = after;
            self.add(scalar);
        }
        is_whole
    }

    fn plain(&mut self, start: usize, indent: usize) -> bool {
        let (line, mut next) = self.line_at(start);
        let mut value = without_comment(line).to_owned();
        let mut end = start + value.len();
        let mut is_commented = value.len() < line.trim_end().len();
        loop {
            let (more, after) = self.line_at(next);
            let content = more.trim_start_matches(' ');
            let depth = more.len() - content.len();
            if next >= self.end
                || content.trim().is_empty()
                || depth <= indent
                || content.starts_with('#')
                || is_commented
            {
                break;
            }
            let text = without_comment(content);
            is_commented = text.len() < content.trim_end().len();
            value.push(' ');
            value.push_str(text);
            end = next + depth + text.len();
            next = after;
        }
        self.at = next;
        let is_understood = !value.contains(": ") && !value.ends_with(':');
        if is_understood && is_string(&value) {
            self.add(Scalar { span: start..end, inner: start..end, value, style: Style::Plain { flow: false } });
        }
        is_understood
    }

    fn block(&mut self, header: &str, indent: usize, first: usize) -> bool {
        let marks = without_comment(header);
        let folded = marks.starts_with('>');
        let mut at = first;
        let digit = marks.bytes().find(u8::is_ascii_digit);
        let mut block_indent = digit.map(|digit| indent + usize::from(digit - b'0'));
        let mut lines: Vec<&str> = Vec::new();
        let mut last_end = first;
        while at < self.end {
            let (line, next) = self.line_at(at);
            let depth = line.len() - line.trim_start_matches(' ').len();
            if line.trim().is_empty() {
                lines.push("");
            } else if depth > indent || (indent == 0 && depth > 0) {
                let cut = *block_indent.get_or_insert(depth);
                if depth < cut {
                    break;
                }
                lines.push(line.get(cut..).unwrap_or_default());
                last_end = at + line.len();
            } else {
                break;
            }
            at = next;
        }
        self.at = at;
        let Some(block_indent) = block_indent.filter(|_| last_end > first) else { return true };
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
        let value = if folded { fold(&lines) } else { lines.join("\n") };
        let span = first..last_end;
        let inner = first + block_indent.min(last_end - first)..last_end;
        self.add(Scalar { span, inner, value, style: Style::Block { indent: block_indent, folded } });
        true
    }

    fn sequence(&mut self, start: usize) -> bool {
        let mut scalars = Vec::new();
        let mut at = start + 1;
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at).filter(|_| at < self.end) {
                None | Some(b'[' | b'{' | b'&' | b'*' | b'!') => return false,
                Some(b' ' | b'\t' | b'\n' | b'\r' | b',') => at += 1,
                Some(b'#') => at += self.line_at(at).0.len(),
                Some(b']') => break,
                Some(b'"' | b'\'') => {
                    let Some(scalar) = quoted(self.text, at, self.end) else { return false };
                    at = scalar.span.end;
                    scalars.push(scalar);
                }
                Some(_) => {
                    let rest = self.text.get(at..self.end).unwrap_or_default();
                    let length = rest.find([',', ']', '\n', '\r', '[', '{', '}', '"']).unwrap_or(rest.len());
                    let value = rest.get(..length).unwrap_or_default().trim_end();
                    // A `}` that nothing opened.
                    if length == 0 || value.contains(": ") || value.contains(" #") {
                        return false;
                    }
                    let span = at..at + value.len();
                    at += length;
                    if is_string(value) {
                        let style = Style::Plain { flow: true };
                        scalars.push(Scalar { span: span.clone(), inner: span, value: value.to_owned(), style });
                    }
                }
            }
        }
        let (tail, next) = self.line_at(at + 1);
        let is_whole = matches!(tail.trim().bytes().next(), None | Some(b'#'));
        if is_whole {
            self.at = next;
            for scalar in scalars {
                self.add(scalar);
            }
        }
        is_whole
    }

    fn add(&mut self, scalar: Scalar) {
        if self.path.is_empty() {
            return self.left.push(scalar.span);
        }
        let path = self.path.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".");
        self.fields.push(Field { path, scalar });
    }
}

/// Splits `key: value`; the value has no leading spaces and may be empty.
fn split_key(content: &str) -> Option<(String, &str)> {
    let (key, rest) = match content.bytes().next()? {
        quote @ (b'"' | b'\'') => {
            let close = content.get(1..)?.find(char::from(quote))? + 1;
            (content.get(1..close)?, content.get(close + 1..)?.trim_start_matches(' ').strip_prefix(':')?)
        }
        b'[' | b'{' | b'?' | b'&' | b'*' | b'!' | b'|' | b'>' | b'#' | b'%' | b'@' | b'`' => return None,
        _ => {
            let colon = content
                .match_indices(':')
                .find(|(at, _)| content.as_bytes().get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t')))?;
            (content.get(..colon.0)?.trim_end(), content.get(colon.0 + 1..)?)
        }
    };
    let is_separated = rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_simple = !key.is_empty() && !key.contains(" #") && !key.contains(['"', '\'']);
    (is_separated && is_simple).then(|| (key.to_owned(), rest.trim_start_matches([' ', '\t'])))
}

/// Returns the length of the anchor and the tag of a string that a value begins with.
fn properties(value: &str) -> usize {
    let mut rest = value;
    loop {
        let word = rest.split([' ', '\t']).next().unwrap_or_default();
        let is_property = matches!(word, "!!str" | "!") || (word.len() > 1 && word.starts_with('&'));
        let after = rest.get(word.len()..).unwrap_or_default();
        if !is_property {
            return value.len() - rest.len();
        }
        rest = after.trim_start_matches([' ', '\t']);
    }
}

/// Returns a line's text up to a comment.
pub(super) fn without_comment(line: &str) -> &str {
    line.find(" #").map_or(line, |at| line.get(..at).unwrap_or(line)).trim_end()
}

/// Returns whether a plain scalar is a string by the YAML core schema, and no date.
pub(super) fn is_string(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_word = matches!(
        lower.as_str(),
        "" | "~" | "null" | "true" | "false" | "yes" | "no" | "on" | "off" | ".nan" | ".inf" | "-.inf"
    );
    let is_number = value.bytes().all(|b| {
        b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b':' | b'_' | b'e' | b'E' | b'T' | b'Z' | b' ')
    }) && value.bytes().any(|b| b.is_ascii_digit());
    let is_based = lower.starts_with("0x") || lower.starts_with("0o");
    !is_word && !is_number && !is_based
}

/// Reads a quoted scalar.
fn quoted(text: &str, start: usize, end: usize) -> Option<Scalar> {
    let bytes = text.as_bytes().get(..end)?;
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote => {
                if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') {
                    at += 2;
                } else {
                    break;
                }
            }
            _ => at += 1,
        }
    }
    let inner = start + 1..at;
    let raw = text.get(inner.clone())?;
    let lines: Vec<&str> = raw.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let last = lines.len() - 1;
    let trimmed: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let line = if index > 0 { line.trim_start_matches([' ', '\t']) } else { line };
            if index < last { line.trim_end_matches([' ', '\t']) } else { line }
        })
        .collect();
    let folded = if last == 0 { raw.to_owned() } else { fold(&trimmed) };
    let (value, style) =
        if quote == b'\'' { (folded.replace("''", "'"), Style::Single) } else { (unescape(&folded)?, Style::Double) };
    Some(Scalar { span: start..at + 1, inner, value, style })
}

/// Folds lines: single breaks become spaces, empty lines become breaks, indented lines keep theirs.
fn fold(lines: &[&str]) -> String {
    let mut out = String::new();
    let mut was_text = false;
    for line in lines {
        if line.is_empty() {
            out.push('\n');
            was_text = false;
        } else {
            if was_text {
                out.push(' ');
            }
            out.push_str(line);
            was_text = true;
        }
    }
    out
}

/// Resolves the escapes of a double-quoted scalar (YAML 1.2.2 section 5.7); none for an invalid one.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let resolved = match chars.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            'x' => hexadecimal(&mut chars, 2)?,
            'u' => hexadecimal(&mut chars, 4)?,
            'U' => hexadecimal(&mut chars, 8)?,
            other @ ('"' | '\\' | '/' | ' ' | '\t') => other,
            _ => return None,
        };
        out.push(resolved);
    }
    Some(out)
}

/// Reads a character by its code.
pub(super) fn hexadecimal(chars: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let code: String = chars.by_ref().take(digits).collect();
    char::from_u32(u32::from_str_radix(&code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String)> {
        read(text, 0..text.len()).0.into_iter().map(|field| (field.path, field.scalar.value)).collect()
    }

    fn left(text: &str) -> Vec<&str> {
        read(text, 0..text.len()).1.into_iter().map(|span| &text[span]).collect()
    }

    fn pair(path: &str, value: &str) -> (String, String) {
        (path.to_owned(), value.to_owned())
    }

    #[test]
    fn scalars_of_every_style() {
        let text = "title: A plain one # note\nsub: 'It''s'\nd: \"a\\tb\"\nlit: |\n  one\n  two\nfold: >-\n  one\n  two\n\n  three\nn: 12\n";
        assert_eq!(
            shown(text),
            [
                pair("title", "A plain one"),
                pair("sub", "It's"),
                pair("d", "a\tb"),
                pair("lit", "one\ntwo"),
                pair("fold", "one two\nthree"),
            ]
        );
    }

    #[test]
    fn a_list_that_another_bracket_closes_is_left_alone() {
        assert_eq!(shown("a: [b}\nc: [}]\nd: e\n"), [pair("d", "e")]);
    }

    #[test]
    fn lists_and_nested_keys() {
        let text = "k:\n  - a b\n  - \"c\"\nf: [x, 'y', 3]\nseo:\n  description: text\n  more: t2\nend: z\nitems:\n- title: one\n  x: 2\n- title: two\n";
        assert_eq!(
            shown(text),
            [
                pair("k", "a b"),
                pair("k", "c"),
                pair("f", "x"),
                pair("f", "y"),
                pair("seo.description", "text"),
                pair("seo.more", "t2"),
                pair("end", "z"),
                pair("items.title", "one"),
                pair("items.title", "two"),
            ]
        );
    }

    #[test]
    fn values_below_their_keys_and_items_are_read() {
        let text = "authors:\n-\n  name: Ana\n-\n  name: Bo\nd:\n  \"one\n  two\" # note\nk:\n  -\n    'three'\n";
        let expected =
            [pair("authors.name", "Ana"), pair("authors.name", "Bo"), pair("d", "one two"), pair("k", "three")];
        assert_eq!(shown(text), expected);
        assert_eq!(doubtful(text, 0..text.len()), None);
        assert_eq!(shown("a: b\n\"c\"\n"), [pair("a", "b")]);
    }

    #[test]
    fn long_plain_and_quoted_scalars_are_folded() {
        assert_eq!(
            shown("d: one\n  two\n  three\ne: \"one\n  two\"\n"),
            [pair("d", "one two three"), pair("e", "one two")]
        );
    }

    #[test]
    fn what_is_not_understood_is_left_alone_and_told() {
        let text = "b: *x\nc: {d: e}\nf: !!binary g\nh: \"open\n? i\nj: [k, [l]]\nm: n: o\n";
        assert_eq!((shown(text), left(text).len()), (vec![], 6));
        assert_eq!(left("{title: A}\n- B\n"), ["{title: A}", "B"]);
        assert_eq!(left("n: 12\nd: 2026-11-27\nb: true\ne:\n  f: {}\n# c\n"), Vec::<&str>::new());
    }

    #[test]
    fn anchors_the_tag_of_a_string_and_indentations_are_read() {
        let text = "a: &x one\nb: !!str 12\nc: &y !!str \"d\"\ne: |2\n    f\n  g\nh: &z\n  i: j\n";
        let expected = [pair("a", "one"), pair("c", "d"), pair("e", "  f\ng"), pair("h.i", "j")];
        assert_eq!(shown(text), expected);
        assert_eq!(left(text), Vec::<&str>::new());
    }
}
