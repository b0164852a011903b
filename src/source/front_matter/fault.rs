//! What is wrong with front matter that is neither YAML nor TOML, so that no processor of pages can read it either.
//!
//! Asked only where something in it was left alone: what the scanners pass over is mostly right and merely not theirs.

use std::ops::Range;

use super::block::{Block, Syntax};
use super::yaml::{doubtful, is_open, without_comment};

/// Returns the offset of the first fault of a block, and what it is; none where there is none, or nobody can tell.
#[must_use]
pub fn fault(text: &str, block: &Block) -> Option<(usize, String)> {
    match block.syntax {
        Syntax::Yaml => yaml_fault(text, block.inner.clone()).map(|(at, why)| (at, format!("no YAML: {why}"))),
        Syntax::Toml => toml_fault(text, &block.inner),
        Syntax::Json => None,
    }
}

/// Returns the offset of the first fault of YAML, and what it is. Below a flow collection nobody tells.
fn yaml_fault(text: &str, inner: Range<usize>) -> Option<(usize, String)> {
    let end = inner.end;
    let at = doubtful(text, inner)?;
    let line = text.get(at..end)?.split(['\n', '\r']).next()?;
    let head = text.get(..at)?.rsplit(['\n', '\r']).next()?;
    let is_pair = without_comment(line).contains(": ") || without_comment(line).ends_with(':');
    let why = match line.chars().next()? {
        '"' | '\'' if is_open(text, at, end) => {
            "a quotation mark is not closed, or something stands behind it".to_owned()
        }
        first @ ('@' | '`' | '%') => format!("`{first}` may not begin a text; write it in quotation marks"),
        '{' | '[' if has_tail(without_comment(line)) => {
            "something stands behind the closing bracket; write it in quotation marks".to_owned()
        }
        '{' | '[' | '&' | '!' | '?' | '*' | '|' | '>' | '"' | '\'' => return None,
        _ if head.is_empty() && !line.contains(':') => "the line is no field".to_owned(),
        _ if !head.trim().is_empty() && is_pair => {
            "a colon and a blank stand in a text; write it in quotation marks".to_owned()
        }
        _ => return None,
    };
    Some((at, why))
}

/// Returns whether something stands behind the bracket that closes the one a line begins with. A line with quotation marks is not
/// looked into.
fn has_tail(line: &str) -> bool {
    let mut depth = 0_usize;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' | b'\'' => return false,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1 < line.len();
        }
    }
    false
}

fn toml_fault(text: &str, inner: &Range<usize>) -> Option<(usize, String)> {
    let error = text.get(inner.clone())?.parse::<toml::Table>().err()?;
    let at = error.span().map_or(0, |span| span.start);
    let why = error.message().lines().next().unwrap_or_default();
    Some((inner.start + at, format!("no TOML: {why}")))
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    fn found(text: &str) -> Option<(String, String)> {
        let (at, why) = fault(text, &find(text, 0).unwrap())?;
        Some((text[at..].lines().next().unwrap_or_default().to_owned(), why))
    }

    #[test]
    fn faults_of_yaml_have_their_place() {
        for (lines, place, why) in [
            ("title: \"unclosed\nslug: x", "\"unclosed", "no YAML: a quotation mark"),
            ("a: 1\ntitle: 'One' two", "'One' two", "no YAML: a quotation mark"),
            ("title: One: two", "One: two", "no YAML: a colon and a blank"),
            ("tags:\n- one: two: three", "two: three", "no YAML: a colon and a blank"),
            ("title: [Draft] The plan", "[Draft] The plan", "no YAML: something stands behind"),
            ("title: {{ name }} a", "{{ name }} a", "no YAML: something stands behind"),
            ("tags:\n-\n  title: @me", "@me", "no YAML: `@`"),
            ("title: @me", "@me", "no YAML: `@`"),
            ("title: `code`", "`code`", "no YAML: ```"),
            ("title: One\nThe plan\n", "The plan", "no YAML: the line is no field"),
            ("title:\n  \"unclosed\nslug: x", "\"unclosed", "no YAML: a quotation mark"),
            ("tags:\n- 'one\n-\n  'two'", "'one", "no YAML: a quotation mark"),
            ("\"title: One\nslug: x", "\"title: One", "no YAML: a quotation mark"),
            ("title:\n  'One' two", "'One' two", "no YAML: a quotation mark"),
        ] {
            let (at, found) = found(&format!("---\n{lines}\n---\n")).unwrap();
            assert!(at == place && found.starts_with(why), "{lines}: {at} {found}");
        }
    }

    #[test]
    fn what_is_merely_not_read_is_no_fault() {
        for lines in [
            "hero: { name: \"A b\", x: c }",
            "hero: {\n  name: A b\n}\ntitle: x",
            "? complex\n: value",
            "title: !include a.md",
            "description:\n  Some text below",
            "- one\n- two",
            "title: One # two: three",
            "title: \"One: two\"",
            "it's: fine",
            "a: [b, [c d]]",
            "a: [[b c], d] # e",
            "a: {b: [c d]}",
            "links: [\n  {a: b}\n]\ntitle: x",
            "url: http://x.eu/a",
            "authors:\n-\n  name: Ana\nhero: { name: A b }",
            "description:\n  \"text\"",
            "description:\n  \"text\"\nhero: { name: A b }",
            "'it''s': x",
            "\"a \\\"b\\\"\": x",
            "k:\n  - 'it''s': x",
            "\"just a text\"",
            "a: !!str b: c",
        ] {
            assert_eq!(found(&format!("---\n{lines}\n---\n")), None, "{lines}");
        }
        assert_eq!(found("+++\nhero = { name = \"A b\" }\n+++\n"), None);
        assert_eq!(found("{\n\"title\": \"One\"\n}\n"), None);
    }

    #[test]
    fn faults_of_toml_have_their_place() {
        let (at, why) = found("+++\ndraft = false\ntitle = \"unclosed\n+++\n").unwrap();
        assert!(at.starts_with("\"unclosed") || at.is_empty(), "{at}");
        assert!(why.starts_with("no TOML: "), "{why}");
    }
}
