//! What stands on lines of its own in an MDX page and holds no text: tags, expressions, imports and exports.
//!
//! CommonMark takes such lines for HTML blocks or for parts of a paragraph; in MDX they are blocks, and their line breaks
//! matter.

use std::ops::Range;

use super::html;

/// Returns the end of the MDX block that begins at `start`, the first byte of a line after its container prefix.
/// `is_first` says that the line begins there and stands after a blank one, where code may begin.
pub(super) fn end(text: &str, start: usize, is_first: bool) -> Option<usize> {
    let rest = text.get(start..)?;
    if is_first && (rest.starts_with("import ") || rest.starts_with("export ")) {
        return Some(start + code_length(rest));
    }
    let bytes = text.as_bytes();
    let mut at = start;
    let mut end = start;
    loop {
        match bytes.get(at) {
            Some(b'<' | b'{') => {
                at = token_end(text, at)?;
                end = at;
            }
            Some(b' ' | b'\t') => at += 1,
            None | Some(b'\n' | b'\r') => return (end > start).then_some(end),
            Some(_) => return None,
        }
    }
}

/// Returns the end of a tag, a fragment's `<>` or `</>`, or an expression in braces.
pub(super) fn token_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with('{') {
        return html::braces(text.as_bytes(), at);
    }
    let fragment = ["<>", "</>"].iter().find(|fragment| rest.starts_with(**fragment));
    fragment.map(|fragment| at + fragment.len()).or_else(|| html::tag(text, at).map(|tag| tag.span.end))
}

/// Returns whether a paragraph is components alone, each with a text or without, `<Tab label="a">b</Tab> <Tab/>`: MDX makes no
/// paragraph of it, and a word beside them would.
pub(super) fn are_components(paragraph: &str) -> bool {
    let mut at = 0;
    let mut open: Option<&str> = None;
    while let Some(step) = memchr::memchr2(b'<', b'{', paragraph.as_bytes().get(at..).unwrap_or_default()) {
        let is_blank = paragraph.get(at..at + step).is_some_and(|text| text.trim().is_empty());
        at += step;
        let Some(end) = token_end(paragraph, at).filter(|_| open.is_some() || is_blank) else { return false };
        let tag = html::tag(paragraph, at);
        let name = tag.as_ref().and_then(|tag| paragraph.get(tag.name.clone())).unwrap_or_default();
        open = match &tag {
            Some(tag) if html::is_component(paragraph, tag) => match (tag.is_closing, tag.is_self_closing, open) {
                (true, _, Some(opened)) if opened == name => None,
                (false, true, None) => None,
                (false, false, None) => Some(name),
                _ => return false,
            },
            _ if open.is_none() && !paragraph.get(at..).is_some_and(|rest| rest.starts_with('{')) => return false,
            _ => open,
        };
        at = end;
    }
    at > 0 && open.is_none() && paragraph.get(at..).is_some_and(|rest| rest.trim().is_empty())
}

/// Returns the length of the imports and exports at the start of a text: up to a blank line outside all brackets.
fn code_length(text: &str) -> usize {
    let (mut end, mut first_blank, mut depth) = (0, None, 0_i64);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            first_blank.get_or_insert(end);
            if depth <= 0 {
                break;
            }
        }
        for byte in line.bytes() {
            depth += i64::from(matches!(byte, b'{' | b'(' | b'[')) - i64::from(matches!(byte, b'}' | b')' | b']'));
        }
        end += line.len();
    }
    let length = if depth > 0 { first_blank.unwrap_or(end) } else { end };
    text.get(..length).map_or(0, |code| code.trim_end().len())
}

/// Returns the bytes of the paths that code imports, in order, without their quotes: behind `from`, `import`, `import(` and
/// `require(`. Paths in comments are found as well.
pub(super) fn paths(code: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let bytes = code.as_bytes();
            let open = at + memchr::memchr2(b'"', b'\'', bytes.get(at..)?)?;
            let quote = *bytes.get(open)?;
            let length = memchr::memchr2(quote, b'\n', bytes.get(open + 1..)?)?;
            let close = open + 1 + length;
            at = close + 1;
            if bytes.get(close) == Some(&quote) && imports(code.get(..open)?) {
                return Some(open + 1..close);
            }
        }
    })
}

/// Returns whether the string behind some code is a path that is imported.
fn imports(before: &str) -> bool {
    let before = before.trim_end();
    let (before, words): (&str, &[&str]) = match before.strip_suffix('(') {
        Some(before) => (before.trim_end(), &["import", "require"]),
        None => (before, &["import", "from"]),
    };
    words.iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.')))
    })
}

#[cfg(test)]
mod tests {
    use super::{are_components, end, paths};

    #[test]
    fn the_paths_of_imports_are_found() {
        let found = |code: &'static str| paths(code).map(|path| &code[path]).collect::<Vec<_>>();
        assert_eq!(found("import a, {b} from 'x'\nimport \"y\"\nexport * from \"z\""), ["x", "y", "z"]);
        assert_eq!(found("{require( 'x' ).default} {import('y')}"), ["x", "y"]);
        assert_eq!(found("a.from('x') refrom 'y' const a = 'z', b = \"from 'q'\""), Vec::<&str>::new());
    }

    #[test]
    fn components_alone_are_no_paragraph() {
        for text in ["<Tab label=\"a\">b <b>c</b> {d}</Tab>", "<A.B>c</A.B>\n  <A.B/> {d}"] {
            assert!(are_components(text), "{text}");
        }
        for text in ["<Tab>a</Tab> b", "a <Tab>b</Tab>", "<b>a</b>", "<Tab>a <Icon/> b</Tab>", "<Tab>a", "<>a</>", "a"]
        {
            assert!(!are_components(text), "{text}");
        }
    }

    fn block(text: &str) -> Option<&str> {
        end(text, 0, true).map(|end| &text[..end])
    }

    #[test]
    fn lines_of_tags_and_expressions_are_blocks() {
        assert_eq!(block("<Card title=\"a\">\ntext\n"), Some("<Card title=\"a\">"));
        assert_eq!(block("<Card\n  on={() => { a }}\n>  \ntext"), Some("<Card\n  on={() => { a }}\n>"));
        assert_eq!(block("</A></B> {c}\n"), Some("</A></B> {c}"));
        assert_eq!(block("<>\n"), Some("<>"));
        assert_eq!(block("{/* a */}\n"), Some("{/* a */}"));
        assert_eq!(block("<b>a</b>\n"), None);
        assert_eq!(block("{a} b\n"), None);
    }

    #[test]
    fn code_ends_at_a_blank_line_outside_brackets() {
        assert_eq!(
            block("export const a = {\n  b: 1,\n\n  c: 2\n}\n\ntext"),
            Some("export const a = {\n  b: 1,\n\n  c: 2\n}")
        );
        assert_eq!(block("import a from 'b'\n\ntext"), Some("import a from 'b'"));
        assert_eq!(block("export (a\n\ntext"), Some("export (a"));
        assert_eq!(block("important\n"), None);
    }
}
