//! The language of a page in its front matter.
//!
//! Invariant: no field is there twice, and front matter that is not understood stays as it is.

use std::ops::Range;

use super::block::{Block, Syntax, find};
use super::{encode, fields, json};

/// What the field is called.
const NAMES: [&str; 2] = ["lang", "language"];

/// Says the language in the front matter of the page that begins at `start`; it is created where there is none.
pub fn set_language(text: &mut String, start: usize, code: &str, newline: &str) {
    let Some(block) = find(text, start) else {
        text.insert_str(start, &format!("---{newline}lang: {code}{newline}---{newline}{newline}"));
        return;
    };
    let old = fields(text, &block).into_iter().find(|field| NAMES.contains(&field.path.as_str()));
    if let Some(field) = old {
        text.replace_range(field.scalar.span.clone(), &encode(&field.scalar, code, newline));
        return;
    }
    let inner = text.get(block.inner.clone()).unwrap_or_default();
    match block.syntax {
        Syntax::Yaml if !has_fields(inner) => {}
        Syntax::Yaml => match yaml_field(inner) {
            None => text.insert_str(block.inner.end, &format!("lang: {code}{newline}")),
            Some(Some(place)) => {
                let place = place.start + block.inner.start..place.end + block.inner.start;
                text.replace_range(place, &format!(" {code}"));
            }
            Some(None) => {}
        },
        Syntax::Toml if has_toml_field(inner) => {}
        Syntax::Toml => text.insert_str(block.inner.start, &format!("lang = \"{code}\"{newline}")),
        Syntax::Json => add_to_object(text, &block, code),
    }
}

/// Returns whether every line of YAML that stands at the margin begins a field, so that another may follow.
fn has_fields(yaml: &str) -> bool {
    let is_margin = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#']);
    let is_field =
        |line: &str| line.starts_with(|c: char| c.is_alphanumeric() || "_\"'".contains(c)) && line.contains(':');
    let first = yaml.lines().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    first.is_none_or(is_field)
        && yaml.lines().filter(is_margin).all(|line| is_field(line) || line.starts_with(['-', ']', '}']))
}

/// Returns whether YAML has a field of the language that holds no string, and the bytes behind its colon if they are one word
/// or none, `lang: ~`.
#[expect(clippy::option_option, reason = "no field, a field that cannot be replaced, one that can")]
fn yaml_field(yaml: &str) -> Option<Option<Range<usize>>> {
    let mut at = 0;
    let mut lines = yaml.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let name = line.split_once(':').map(|(name, _)| name);
        let bare = name.map(|name| name.trim_end().trim_matches(['"', '\'']));
        if let Some(name) = name.filter(|_| bare.is_some_and(|bare| NAMES.contains(&bare))) {
            let start = name.len() + 1;
            let value = line.get(start..).unwrap_or_default().trim_end();
            let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
            let is_word =
                value.is_empty() || (value.starts_with(' ') && !value.trim().contains([' ', '&', '*', '!', '#']));
            let mut below = lines.filter(|line| !matches!(line.trim_start().bytes().next(), None | Some(b'#')));
            let goes_on = below.next().is_some_and(|next| next.starts_with([' ', '\t', '-']));
            let is_whole = is_word && !value.contains(['{', '[', '|', '>', '"', '\'']) && !goes_on;
            return Some(is_whole.then_some(at + start..at + start + value.len()));
        }
        at += line.len();
    }
    None
}

/// Returns whether TOML has a field or a table of the language at its top.
fn has_toml_field(toml: &str) -> bool {
    let mut in_table = false;
    toml.lines().map(str::trim).any(|line| {
        let table = line.strip_prefix('[').map(|name| name.trim_start_matches('['));
        in_table |= table.is_some();
        let name = match table {
            Some(name) => name.split([']', '.']).next(),
            None => line.split_once('=').map(|(key, _)| key.split('.').next().unwrap_or(key)).filter(|_| !in_table),
        };
        name.is_some_and(|name| NAMES.contains(&name.trim().trim_matches(['"', '\''])))
    })
}

/// Puts the field before the first one of an object, on a line of its own if that one stands on one.
fn add_to_object(text: &mut String, block: &Block, code: &str) {
    let object = text.get(block.inner.start - 1..block.inner.end + 1).unwrap_or_default();
    if json::has_field(object, &NAMES) {
        return;
    }
    let inner = text.get(block.inner.clone()).unwrap_or_default();
    let space = inner.get(..inner.len() - inner.trim_start().len()).unwrap_or_default();
    let gap = if space.is_empty() { " " } else { "" };
    text.insert_str(block.inner.start, &format!("{space}\"lang\": \"{code}\",{gap}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_language(text: &str) -> String {
        let mut text = text.to_owned();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        set_language(&mut text, 0, "da", newline);
        text
    }

    #[test]
    fn the_language_is_set_added_or_replaced() {
        assert_eq!(with_language("---\ntitle: x\n---\na\n"), "---\ntitle: x\nlang: da\n---\na\n");
        assert_eq!(with_language("---\r\nlang: en\r\n---\r\na\r\n"), "---\r\nlang: da\r\n---\r\na\r\n");
        assert_eq!(with_language("+++\n[a]\nb = 1\n+++\na\n"), "+++\nlang = \"da\"\n[a]\nb = 1\n+++\na\n");
        assert_eq!(with_language("a\n"), "---\nlang: da\n---\n\na\n");
        assert_eq!(with_language("---\n\"a\":\n- b\n# c\n---\n"), "---\n\"a\":\n- b\n# c\nlang: da\n---\n");
        for odd in
            ["---\n  title: x\n---\n", "---\n{title: x}\n---\n", "---\n- title: x\n---\n", "---\n? a\n: b\n---\n"]
        {
            assert_eq!(with_language(odd), odd);
        }
    }

    #[test]
    fn the_language_is_there_once_whatever_its_field_holds() {
        assert_eq!(with_language("---\nlang:\ntitle: T\n---\n"), "---\nlang: da\ntitle: T\n---\n");
        assert_eq!(with_language("---\nlang: ~ # c\ntitle: T\n---\n"), "---\nlang: da # c\ntitle: T\n---\n");
        assert_eq!(with_language("---\r\n\"lang\": no\r\n---\r\n"), "---\r\n\"lang\": da\r\n---\r\n");
        assert_eq!(with_language("---\nlanguage: null\n---\n"), "---\nlanguage: da\n---\n");
        for odd in [
            "---\nlang:\n  code: en\n---\n",
            "---\nlang: {code: en}\n---\n",
            "---\nlang: *x\n---\n",
            "---\nlang: # c\n\n  |-\ntitle: T\n---\n",
            "+++\nlang = 1\n+++\n",
            "+++\n[language]\ncode = \"en\"\n+++\n",
            "{\"lang\": null}\n",
        ] {
            assert_eq!(with_language(odd), odd);
        }
        assert_eq!(with_language("+++\n[a]\nlang = 1\n+++\n"), "+++\nlang = \"da\"\n[a]\nlang = 1\n+++\n");
    }

    #[test]
    fn the_language_stands_in_an_object_that_is_front_matter() {
        assert_eq!(
            with_language("{\n  \"title\": \"x\"\n}\na\n"),
            "{\n  \"lang\": \"da\",\n  \"title\": \"x\"\n}\na\n"
        );
        assert_eq!(with_language("{\"title\": \"x\"}\n"), "{\"lang\": \"da\", \"title\": \"x\"}\n");
        assert_eq!(with_language("{\"language\": \"en\"}\n"), "{\"language\": \"da\"}\n");
    }
}
