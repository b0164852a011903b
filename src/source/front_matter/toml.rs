//! The strings of TOML front matter, by the rules of TOML 1.0: strings of all four kinds, arrays of strings, tables.
//!
//! Inline tables and arrays of other things are left alone; the bytes of those that hold strings are returned.

use std::ops::Range;

use super::block::{Field, Scalar, Style};
use super::yaml::hexadecimal;

/// Returns the strings, and the bytes of what may hold others.
pub(super) fn read(text: &str, inner: Range<usize>) -> (Vec<Field>, Vec<Range<usize>>) {
    let mut left = Vec::new();
    let mut fields = Vec::new();
    let mut table = String::new();
    let mut at = inner.start;
    while at < inner.end {
        let rest = text.get(at..inner.end).unwrap_or_default();
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        let next = at + line.len();
        let content = line.trim();
        if let Some(name) = content.strip_prefix('[') {
            table = name.trim_matches(['[', ']', ' ']).split(']').next().unwrap_or_default().replace(['"', '\''], "");
        } else if let Some((key, value)) = line.split_once('=').filter(|_| !content.starts_with('#')) {
            let key = key.trim().trim_matches(['"', '\'']);
            let path = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            let start = at + (line.len() - value.trim_start().len());
            if let Some((scalars, end)) = value_at(text, start, inner.end) {
                fields.extend(scalars.into_iter().map(|scalar| Field { path: path.clone(), scalar }));
                let tail = text.get(end..inner.end).unwrap_or_default();
                at = end + tail.find('\n').map_or(tail.len(), |found| found + 1);
                continue;
            }
            if value.contains(['"', '\'']) {
                left.push(start..at + line.trim_end().len());
            }
        }
        at = next;
    }
    (fields, left)
}

/// Reads a string or an array of strings; returns its strings and its end.
fn value_at(text: &str, start: usize, end: usize) -> Option<(Vec<Scalar>, usize)> {
    let bytes = text.as_bytes().get(..end)?;
    if bytes.get(start) != Some(&b'[') {
        let scalar = string(text, start, end)?;
        let after = scalar.span.end;
        return Some((vec![scalar], after));
    }
    let mut scalars = Vec::new();
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => at += 1,
            b'#' => at += text.get(at..end)?.find('\n')?,
            b']' => return Some((scalars, at + 1)),
            _ => {
                let scalar = string(text, at, end)?;
                at = scalar.span.end;
                scalars.push(scalar);
            }
        }
    }
}

fn string(text: &str, start: usize, end: usize) -> Option<Scalar> {
    let rest = text.get(start..end)?;
    let (delimiter, style) = match rest.bytes().next()? {
        b'"' if rest.starts_with("\"\"\"") => ("\"\"\"", Style::TomlBasic),
        b'\'' if rest.starts_with("'''") => ("'''", Style::TomlLiteral),
        b'"' => ("\"", Style::TomlBasic),
        b'\'' => ("'", Style::TomlLiteral),
        _ => return None,
    };
    let bytes = rest.as_bytes();
    let mut at = delimiter.len();
    // One or two quotation marks may stand before the three that end a text (TOML 1.0, "String").
    let is_quote = |at: usize| delimiter.len() == 3 && bytes.get(at) == bytes.first();
    loop {
        let here = bytes.get(at..)?;
        match here.first()? {
            b'\\' if style == Style::TomlBasic => at += 2,
            b'\n' if delimiter.len() == 1 => return None,
            _ if here.starts_with(delimiter.as_bytes()) && !is_quote(at + 3) => break,
            _ => at += 1,
        }
    }
    let inner = start + delimiter.len()..start + at;
    let raw = text.get(inner.clone())?;
    let raw = if delimiter.len() == 3 { raw.trim_start_matches('\r').strip_prefix('\n').unwrap_or(raw) } else { raw };
    let value = if style == Style::TomlBasic { unescape(raw)? } else { raw.to_owned() };
    Some(Scalar { span: start..start + at + delimiter.len(), inner, value, style })
}

fn unescape(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match chars.next()? {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            'u' => hexadecimal(&mut chars, 4)?,
            'U' => hexadecimal(&mut chars, 8)?,
            other @ ('"' | '\\') => other,
            '\n' | '\r' | ' ' => {
                let rest = chars.as_str().trim_start();
                chars = rest.chars();
                continue;
            }
            _ => return None,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_arrays_and_tables() {
        let text =
            "title = \"A \\\"b\\\"\" # c\nn = 3\ntags = [\"x\", 'y',\n  \"z\"]\n[seo]\ndescription = '''\none'''\n";
        let shown: Vec<_> =
            read(text, 0..text.len()).0.into_iter().map(|field| (field.path, field.scalar.value)).collect();
        let expected = [("title", "A \"b\""), ("tags", "x"), ("tags", "y"), ("tags", "z"), ("seo.description", "one")];
        assert_eq!(shown, expected.map(|(path, value)| (path.to_owned(), value.to_owned())));
    }

    #[test]
    fn quotation_marks_may_stand_before_the_end() {
        for (text, value) in [
            ("a = \"\"\"He said \"hi\"\"\"\"\nb = 1\n", "He said \"hi\""),
            ("a = '''The 'way''''\n", "The 'way'"),
            ("a = \"\"\"x\"\"\"\"\"\n", "x\"\""),
            ("a = \"\"\"\"\"\"\n", ""),
        ] {
            let (fields, _) = read(text, 0..text.len());
            assert_eq!(fields.first().map(|field| field.scalar.value.as_str()), Some(value), "{text}");
        }
    }

    #[test]
    fn tables_in_a_line_are_left_alone_and_told() {
        let text = "n = 1\nseo = { title = \"A\" }\nrows = [[\"b\"]]\n# a = {'c'}\n";
        let (fields, left) = read(text, 0..text.len());
        let left: Vec<&str> = left.into_iter().map(|span| &text[span]).collect();
        assert_eq!((fields.len(), left), (0, vec!["{ title = \"A\" }", "[[\"b\"]]"]));
    }
}
