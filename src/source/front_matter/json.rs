//! The strings of JSON front matter, an object at the very top of a page, as Hugo reads it (gohugo.io, "Front matter").
//!
//! Invariant: only an object that is valid JSON and has a field is front matter.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::block::{Field, Scalar, Style};

/// Returns the length of the object that a page begins with; none for another text in braces.
pub(super) fn object(page: &str) -> Option<usize> {
    let inner = page.strip_prefix('{')?;
    if !inner.trim_start().starts_with('"') {
        return None;
    }
    let mut stream = serde_json::Deserializer::from_str(page).into_iter::<IgnoredAny>();
    stream.next()?.ok()?;
    Some(stream.byte_offset())
}

/// Returns the strings of an object; `inner` is what stands between its braces.
pub(super) fn read(text: &str, inner: Range<usize>) -> Vec<Field> {
    let mut fields = Vec::new();
    // The key that is being read in each open object; empty in a list.
    let mut keys = vec![String::new()];
    let mut at = inner.start;
    while let Some(byte) = text.as_bytes().get(at).filter(|_| at < inner.end) {
        match byte {
            b'{' | b'[' => keys.push(String::new()),
            b'}' | b']' => drop(keys.pop()),
            b'"' => {
                let Some(scalar) = string(text, at) else { return fields };
                at = scalar.span.end;
                let is_key = text.get(at..inner.end).is_some_and(|rest| rest.trim_start().starts_with(':'));
                if !is_key {
                    let path = keys.iter().map(String::as_str).filter(|key| !key.is_empty());
                    fields.push(Field { path: path.collect::<Vec<_>>().join("."), scalar });
                } else if let Some(key) = keys.last_mut() {
                    *key = scalar.value;
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    fields
}

/// Returns whether an object has a field of one of some names.
pub(super) fn has_field(object: &str, names: &[&str]) -> bool {
    let read = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(object);
    read.is_ok_and(|fields| names.iter().any(|name| fields.contains_key(*name)))
}

/// Reads the string that begins at `start`.
fn string(text: &str, start: usize) -> Option<Scalar> {
    let bytes = text.as_bytes();
    let mut end = start + 1;
    loop {
        match *bytes.get(end)? {
            b'\\' => end += 2,
            b'"' => break,
            _ => end += 1,
        }
    }
    let span = start..end + 1;
    let value = serde_json::from_str(text.get(span.clone())?).ok()?;
    Some(Scalar { span, inner: start + 1..end, value, style: Style::Double })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_the_path_of_their_keys() {
        let text = "{\n \"title\": \"A \\\"b\\\" \\ud83d\\ude00\", \"n\": 1, \"seo\": {\"d\": \"x\", \"t\": [\"y\", {\"z\": \"w\"}]}, \"l\": \"v\"}";
        let found: Vec<(String, String)> =
            read(text, 1..text.len() - 1).into_iter().map(|field| (field.path, field.scalar.value)).collect();
        let expected = [("title", "A \"b\" 😀"), ("seo.d", "x"), ("seo.t", "y"), ("seo.t.z", "w"), ("l", "v")];
        assert_eq!(found, expected.map(|(path, value)| (path.to_owned(), value.to_owned())));
    }

    #[test]
    fn only_an_object_with_a_field_is_front_matter() {
        assert_eq!(object("{\"a\": 1}\ntext"), Some(8));
        for text in ["{}", "{: .lead }", "{% hint %}", "{{ x }}", "{\"a\"}", "{/* c */}", "{\"a\": 1", "{ a: 1 }"] {
            assert_eq!(object(text), None, "{text}");
        }
    }
}
