//! The strings of TOML front matter, wherever they stand in tables and arrays.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::block::{Field, Reading, Scalar, Style};

/// Returns the strings; the bytes of what is no TOML are left alone.
pub(super) fn read(text: &str, inner: Range<usize>) -> Reading {
    let source = text.get(inner.clone()).unwrap_or_default();
    let Ok(table) = DeTable::parse(source) else {
        return Reading { left: vec![inner], ..Reading::default() };
    };
    let mut reader = Reader { text, start: inner.start, fields: Vec::new() };
    reader.table("", table.get_ref());
    let mut fields = reader.fields;
    fields.sort_by_key(|field| field.scalar.span.start);
    Reading { fields, ..Reading::default() }
}

/// Nobody lists a field with a longer path, in bytes; each of its strings would carry it.
const LONGEST: usize = 1024;

struct Reader<'a> {
    text: &'a str,
    /// Where the TOML begins.
    start: usize,
    fields: Vec<Field>,
}

impl Reader<'_> {
    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let key = key.get_ref();
            let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
            if path.len() > LONGEST {
                continue;
            }
            self.value(&path, value.span(), value.get_ref());
        }
    }

    fn value(&mut self, path: &str, span: Range<usize>, value: &DeValue<'_>) {
        match value {
            DeValue::String(value) => {
                let span = span.start + self.start..span.end + self.start;
                let scalar = scalar(self.text, span, value);
                self.fields.extend(scalar.map(|scalar| Field { path: path.to_owned(), scalar }));
            }
            DeValue::Array(items) => {
                for item in items {
                    self.value(path, item.span(), item.get_ref());
                }
            }
            DeValue::Table(table) => self.table(path, table),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }
}

/// Returns a string by its bytes with quotation marks, one or three on each side.
fn scalar(text: &str, span: Range<usize>, value: &str) -> Option<Scalar> {
    let raw = text.get(span.clone())?;
    let (style, quote) = match raw.bytes().next()? {
        b'"' => (Style::TomlBasic, "\"\"\""),
        b'\'' => (Style::TomlLiteral, "'''"),
        _ => return None,
    };
    let quotes = if raw.len() > 5 && raw.starts_with(quote) { 3 } else { 1 };
    let inner = span.start + quotes..span.end - quotes;
    Some(Scalar { span, inner, value: value.replace("\r\n", "\n"), style })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_arrays_and_tables() {
        let text =
            "title = \"A \\\"b\\\"\" # c\nn = 3\ntags = [\"x\", 'y',\n  \"z\"]\n[seo]\ndescription = '''\none'''\n";
        let shown: Vec<_> =
            read(text, 0..text.len()).fields.into_iter().map(|field| (field.path, field.scalar.value)).collect();
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
            let fields = read(text, 0..text.len()).fields;
            assert_eq!(fields.first().map(|field| field.scalar.value.as_str()), Some(value), "{text}");
        }
    }

    #[test]
    fn tables_in_a_line_and_arrays_of_tables_are_read() {
        let text = "n = 1\nseo = { title = \"A\" }\nrows = [\n  [\"title = 'b'\"]]\n[[l]]\na.b = 'c'\n# a = {'c'}\n";
        let shown: Vec<_> =
            read(text, 0..text.len()).fields.into_iter().map(|field| (field.path, field.scalar.value)).collect();
        let expected = [("seo.title", "A"), ("rows", "title = 'b'"), ("l.a.b", "c")];
        assert_eq!(shown, expected.map(|(path, value)| (path.to_owned(), value.to_owned())));
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        let text = "a = 'b'\nc = 'd\n";
        let Reading { fields, left, .. } = read(text, 0..text.len());
        let left: Vec<&str> = left.into_iter().map(|span| &text[span]).collect();
        assert_eq!((fields.len(), left), (0, vec![text]));
    }
}
