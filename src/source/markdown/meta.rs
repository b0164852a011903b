//! What stands at the top of a page and is no front matter: MultiMarkdown's lines of fields (`title: The plan`), which MkDocs
//! and Pelican read, and Pandoc's title block or MyST's comments (`% The plan`). Nothing may stand above.
//!
//! What the lines of a title block hold is for `mask`.

/// The fields with which such lines begin.
const FIELDS: [&str; 16] = [
    "author",
    "authors",
    "category",
    "date",
    "description",
    "hide",
    "keywords",
    "lang",
    "layout",
    "slug",
    "status",
    "summary",
    "tags",
    "template",
    "title",
    "toc",
];

/// The lines at the top of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meta {
    /// Where the page begins below them.
    pub(super) end: usize,
    /// Whether they are fields, so that another may be added.
    pub(super) has_fields: bool,
}

/// Finds the lines that a page begins with at `start`.
pub(super) fn find(text: &str, start: usize) -> Option<Meta> {
    let page = text.get(start..)?;
    let has_fields = !page.starts_with('%');
    let is_line = if has_fields { is_field } else { is_titled };
    let mut end = start;
    let mut count = 0;
    for line in page.split_inclusive('\n') {
        let is_more = count > 0 && line.starts_with([' ', '\t']) && !line.trim().is_empty();
        if !is_more && !is_line(line) {
            let is_apart = line.trim().is_empty() || !has_fields;
            return Some(end).filter(|_| is_apart).and_then(|end| found(page, count, end, has_fields));
        }
        count += usize::from(!is_more);
        end += line.len();
    }
    found(page, count, end, has_fields)
}

/// Says the language among the fields of the page that begins at `start`. Above a title block nothing may stand.
pub(super) fn set_language(text: &mut String, start: usize, meta: Meta, code: &str, newline: &str) {
    if !meta.has_fields {
        return;
    }
    let mut at = start;
    let lines = text.get(start..meta.end).unwrap_or_default().split_inclusive('\n');
    for line in lines {
        let is_language = line.split_once(':').is_some_and(|(name, _)| matches!(name, "lang" | "language"));
        if is_language {
            let end = at + line.trim_end().len();
            let colon = at + line.find(':').unwrap_or_default();
            return text.replace_range(colon + 1..end, &format!(" {code}"));
        }
        at += line.len();
    }
    text.insert_str(start, &format!("lang: {code}{newline}"));
}

fn found(page: &str, count: usize, end: usize, has_fields: bool) -> Option<Meta> {
    let (name, _) = page.split_once(':').filter(|_| has_fields).unwrap_or_default();
    let is_known = FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name));
    // One line in capitals is more likely prose: `Summary: …`.
    let is_sure = !has_fields || (is_known && (count > 1 || name.bytes().all(|byte| byte.is_ascii_lowercase())));
    (count > 0 && is_sure).then_some(Meta { end, has_fields })
}

fn is_field(line: &str) -> bool {
    let (name, value) = line.split_once(':').unwrap_or_default();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    !name.is_empty() && is_name && (value.trim().is_empty() || value.starts_with([' ', '\t']))
}

/// Returns whether a line is one of a title block, or a comment.
fn is_titled(line: &str) -> bool {
    line.strip_prefix('%').is_some_and(|rest| rest.trim().is_empty() || rest.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_a_field_among_them() {
        let said = |text: &str| {
            let mut text = text.to_owned();
            let meta = find(&text, 0).unwrap();
            set_language(&mut text, 0, meta, "da", "\n");
            text
        };
        assert_eq!(said("title: One\nlang: en\n\na"), "title: One\nlang: da\n\na");
        assert_eq!(said("title: One\n\na"), "lang: da\ntitle: One\n\na");
        assert_eq!(said("% One\n\na"), "% One\n\na");
    }

    #[test]
    fn lines_of_fields_and_titles_are_found() {
        let rest = |text: &'static str| find(text, 0).map(|meta| &text[meta.end..]);
        assert_eq!(rest("title: One two\nauthor: X\n\n# Head\n"), Some("\n# Head\n"));
        assert_eq!(rest("Title: One: two\nDate: 2026\n    more\n"), Some(""));
        assert_eq!(rest("title: One\n\ntext"), Some("\ntext"));
        assert_eq!(rest("% Title\n  goes on\n% Author\n\ntext"), Some("\ntext"));
        assert_eq!(rest("%\ntext"), Some("text"));
        for text in [
            "Summary: one\n\ntext",
            "title: One\ntext\n",
            "Note: one\nDate: two\n\n",
            "title:one\n\n",
            "%x\n",
            "text\n",
            "",
            " title: x\n",
        ] {
            assert_eq!(rest(text), None, "{text}");
        }
    }
}
