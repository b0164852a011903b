//! Translations in MDX pages: braces are code there, every `<` begins a tag, and tags nest with emphasis and links.
//!
//! Invariant: what a guarded translation holds of tags and expressions, its English holds too, and the other way round.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, TagEnd};

use super::block::is_block_end;
use super::skeleton::Place;
use super::tags::code_end;
use super::{flavour, html, mdx_block, run};

/// Escapes what MDX would run or read as a tag: every `{…}` that the English does not hold, every `<` that begins no tag
/// of a cleaned translation, and a leading import or export. `<br>` becomes `<br/>`, as MDX knows no tag without an end.
pub(super) fn guard(source: &str, translation: &str, place: &Place) -> String {
    let english = expressions(source);
    let in_line = matches!(place, Place::Flow | Place::Term | Place::Cell | Place::Alt);
    let mut out = String::with_capacity(translation.len() + 8);
    let mut at = 0;
    if matches!(place, Place::Flow) {
        let code = ["import ", "export "].iter().find(|code| translation.trim_start().starts_with(**code));
        if let Some(code) = code {
            out.push_str(if code.starts_with('i') { "&#105;" } else { "&#101;" });
            at = translation.len() - translation.trim_start().len() + 1;
        }
    }
    while let Some(c) = translation.get(at..).and_then(|rest| rest.chars().next()) {
        let mut end = at + c.len_utf8();
        match c {
            '\\' => end += translation.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            '`' if in_line || matches!(place, Place::Heading) => end = code_end(translation.as_bytes(), at),
            '`' if !source.contains('`') => {
                out.push_str("&#96;");
                at = end;
                continue;
            }
            '<' | '{' | '}' => {
                let kept = mdx_block::token_end(translation, at).filter(|_| c != '}');
                let token = kept.and_then(|end| translation.get(at..end)).unwrap_or_default();
                if let Some(written) = kept_token(&english, token) {
                    out.push_str(&written);
                    at += token.len();
                } else {
                    out.push_str(escaped(c, in_line));
                    at = end;
                }
                continue;
            }
            _ => {}
        }
        out.push_str(translation.get(at..end).unwrap_or_default());
        at = end;
    }
    out
}

/// Returns how a tag or expression is written, when the translation may hold it.
fn kept_token<'a>(english: &[&str], token: &'a str) -> Option<Cow<'a, str>> {
    if token.starts_with('{') {
        // A text in quotes runs nothing, whatever it says.
        let is_kept = english.contains(&token) || (is_literal(token) && english.iter().any(|own| is_literal(own)));
        return is_kept.then_some(Cow::Borrowed(token));
    }
    let is_void = ["<br>", "<wbr>"].iter().any(|void| void.eq_ignore_ascii_case(token));
    match token {
        "" | "<>" | "</>" => None,
        _ if is_void => Some(Cow::Owned(token.replace('>', "/>"))),
        _ => Some(Cow::Borrowed(token)),
    }
}

/// Returns whether an expression is a text in quotes, `{"text"}`, and nothing else.
fn is_literal(expression: &str) -> bool {
    let inner = expression.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map_or("", str::trim);
    ['"', '\''].iter().any(|quote| {
        let text = inner.strip_prefix(*quote).and_then(|rest| rest.strip_suffix(*quote));
        text.is_some_and(|text| !text.contains([*quote, '\\', '\n', '\r', '{', '}']))
    })
}

/// Returns the first expression of the English that a translation has not. Comments and texts in quotes may be left out.
pub(super) fn lost<'s>(source: &'s str, translation: &str) -> Option<&'s str> {
    memchr::memchr(b'{', source.as_bytes())?;
    let kept = expressions(translation);
    expressions(source)
        .into_iter()
        .find(|own| run::mdx_comment(own).is_none() && !is_literal(own) && !kept.contains(own))
}

/// Returns the expressions of a text outside code and tags, in order.
fn expressions(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(next) = rest.iter().position(|byte| matches!(byte, b'{' | b'<' | b'`' | b'\\')) else { return found };
        at += next;
        match bytes.get(at) {
            Some(b'`') => at = code_end(bytes, at),
            Some(b'\\') => at += 2,
            _ => match mdx_block::token_end(text, at) {
                Some(end) => {
                    found.extend(text.get(at..end).filter(|token| token.starts_with('{')));
                    at = end;
                }
                None => at += 1,
            },
        }
    }
}

fn escaped(c: char, in_line: bool) -> &'static str {
    match (c, in_line) {
        ('<', true) => "\\<",
        ('<', false) => "&lt;",
        ('{', true) => "\\{",
        ('{', false) => "&#123;",
        (_, true) => "\\}",
        (_, false) => "&#125;",
    }
}

/// Returns whether the tags of a text nest with one another and with emphasis and links, as MDX demands.
pub(super) fn is_nested(text: &str) -> bool {
    let Some(plain) = plain_tags(text) else { return false };
    let mut open: Vec<Result<TagEnd, String>> = Vec::new();
    let plain = flavour::safe(&plain);
    for event in Parser::new_ext(&plain, flavour::OPTIONS) {
        match event {
            Event::Start(tag) if !is_block_end(tag.to_end()) => open.push(Ok(tag.to_end())),
            Event::End(tag) if !is_block_end(tag) && open.pop() != Some(Ok(tag)) => return false,
            Event::InlineHtml(raw) => {
                let name = raw.trim_matches(['<', '>']);
                match name.strip_prefix('/') {
                    Some(name) if open.pop() != Some(Err(name.to_owned())) => return false,
                    Some(_) => {}
                    None => open.push(Err(name.to_owned())),
                }
            }
            _ => {}
        }
    }
    open.is_empty()
}

/// Reduces tags to their names, of which upper and lower case differ, and leaves expressions and empty elements out;
/// none for a text with a fragment or a `<` that begins no tag. The result is one paragraph.
fn plain_tags(text: &str) -> Option<String> {
    let mut out = String::from("x ");
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let mut end = at + c.len_utf8();
        match c {
            '\\' => end += text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            '`' => end = code_end(text.as_bytes(), at),
            '{' => {
                if let Some(end) = html::braces(text.as_bytes(), at) {
                    at = end;
                    continue;
                }
            }
            // Before a blank it is a sign (micromark-extension-mdx-jsx, `startAfter`).
            '<' if text.get(end..).is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '\r'])) => {}
            '<' => {
                let tag = html::tag(text, at)?;
                let name = text.get(tag.name)?.replace(['.', ':'], "-");
                if !tag.is_self_closing {
                    out.push_str(&format!("<{}{name}>", if tag.is_closing { "/" } else { "" }));
                }
                at = tag.span.end;
                continue;
            }
            _ => {}
        }
        out.extend(text.get(at..end)?.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        at = end;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Place, guard, is_nested, lost};

    fn guarded(source: &str, translation: &str) -> String {
        guard(source, translation, &Place::Flow)
    }

    #[test]
    fn only_expressions_of_the_english_run() {
        assert_eq!(guarded("a {props.b} c", "x {props.b} {evil()} }"), "x {props.b} \\{evil()\\} \\}");
        assert_eq!(guarded("a {f({b: 1})}", "x {f({b: 1})}"), "x {f({b: 1})}");
        assert_eq!(guarded("`code {x}` after", "kode {x} efter"), "kode \\{x\\} efter");
        assert_eq!(guarded("`{x}` {x}", "`{x}` {x}"), "`{x}` {x}");
        assert_eq!(guarded("a", "import x"), "&#105;mport x");
        assert_eq!(guarded("a", "importante"), "importante");
        assert_eq!(guard("a", "{x} `", &Place::Html), "&#123;x&#125; &#96;");
    }

    #[test]
    fn a_text_in_quotes_is_translated() {
        assert_eq!(lost("Text {\"a\"} {' '}", "Tekst {\"b\"}"), None);
        assert_eq!(guarded("Text {\"a\"}", "Tekst {'b'} {\"c\\\"\"} {d}"), "Tekst {'b'} \\{\"c\\\"\"\\} \\{d\\}");
        assert_eq!(guarded("Text", "Tekst {'b'}"), "Tekst \\{'b'\\}");
    }

    #[test]
    fn an_expression_that_is_lost_or_altered_is_found() {
        assert_eq!(lost("Text {1 + 1} end", "Tekst slut"), Some("{1 + 1}"));
        assert_eq!(lost("Text {\"a\" + b}", "Tekst {\"b\" + b}"), Some("{\"a\" + b}"));
        assert_eq!(lost("{a} {b}", "{b} \\{a}"), Some("{a}"));
        for (english, kept) in
            [("{a} {b} {a}", "{b} {a}"), ("a {/* b */}", "a"), ("`{a}` <B c={d}/> \\{e}", "x"), ("{", "x")]
        {
            assert_eq!(lost(english, kept), None, "{english}");
        }
    }

    #[test]
    fn code_stays_and_bare_angles_are_escaped() {
        assert_eq!(guarded("a `{b}`", "x `{c} <` < \\< <>"), "x `{c} <` \\< \\< \\<>");
        assert_eq!(guarded("a", "x<br>y"), "x<br/>y");
        assert_eq!(guarded("<B on={c}>a</B>", "<B on={c}>x</B>"), "<B on={c}>x</B>");
    }

    #[test]
    fn tags_must_nest() {
        for text in ["a <B c={d}>e *f*</B> <G/>", "*a <b>c</b>*", "`</b>`", "a \\< b", "a < b"] {
            assert!(is_nested(text), "{text}");
        }
        for text in ["</B> a <B>", "*a <b>c* d</b>", "a </b>", "a <b>", "a <", "a <3", "<>a</>", "<b>a</B>"] {
            assert!(!is_nested(text), "{text}");
        }
    }
}
