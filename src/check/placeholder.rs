//! The placeholders of each message format, and when two of them mean the same.

use std::borrow::Cow;

use super::Content;
use crate::source::markdown::{is_attribute_list, list_key};

/// Returns the length of the placeholder that `rest` starts with, or 0. `before` is the byte in front of it.
///
/// `%` directives: `printf(3)`, Python "printf-style String Formatting", Qt `QString::arg`. Braces: Python "Format
/// String Syntax", Java `MessageFormat`.
pub(super) fn length(rest: &str, before: Option<u8>, content: Content) -> usize {
    match rest.as_bytes().first() {
        Some(b'%') if rest.starts_with("%(") => named(rest, content),
        Some(b'%') => percent(rest, before, content),
        Some(b'{') => brace(rest, content),
        _ => 0,
    }
}

fn named(rest: &str, content: Content) -> usize {
    if matches!(content, Content::Markdown | Content::Fluent | Content::Text) {
        return 0;
    }
    let Some(close) = rest.find(')') else { return 0 };
    let name = rest.get(2..close).unwrap_or("");
    let is_name =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    let tail = rest.as_bytes().get(close + 1..).unwrap_or(&[]);
    let flags = tail.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'#')).count();
    match tail.get(flags) {
        Some(conversion) if is_name && conversion.is_ascii_alphabetic() => close + 2 + flags,
        _ => 0,
    }
}

fn percent(rest: &str, before: Option<u8>, content: Content) -> usize {
    match content {
        Content::Markdown | Content::Fluent | Content::Text | Content::Brace => 0,
        Content::Qt => qt_directive(rest.as_bytes()),
        Content::Plain => unflagged_directive(rest.as_bytes(), before),
        Content::C | Content::Python => printf_directive(rest),
    }
}

fn qt_directive(bytes: &[u8]) -> usize {
    match bytes.get(1) {
        Some(b'1'..=b'9') => 1 + digits(bytes, 1).min(2),
        Some(b'n') if !bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => 2,
        Some(b'L') if bytes.get(2).is_some_and(u8::is_ascii_digit) => 3,
        _ => 0,
    }
}

/// Without a format flag only the plainest directives count: "100 % sur" is French.
fn unflagged_directive(bytes: &[u8], before: Option<u8>) -> usize {
    let glued = before.is_some_and(|b| b.is_ascii_digit());
    let ends = !bytes.get(2).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    if matches!(bytes.get(1), Some(b's' | b'd')) && ends && !glued {
        return 2;
    }
    let digits = digits(bytes, 1);
    let numbered = digits > 0 && bytes.get(1 + digits) == Some(&b'$');
    let from = if numbered { 2 + digits } else { 1 };
    plain_directive(bytes, from, numbered)
}

/// Returns how many digits stand at an offset.
fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count()
}

fn printf_directive(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied().unwrap_or(0);
    if second == b'%' {
        return 2;
    }
    let mut at = 1;
    let mut skip = |is: &dyn Fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|&b| is(b)) {
            at += 1;
        }
        at
    };
    skip(&|b| b.is_ascii_digit());
    skip(&|b| b == b'$');
    skip(&|b| matches!(b, b'-' | b'+' | b'#' | b'0' | b'\'' | b'I'));
    skip(&|b| b.is_ascii_digit() || matches!(b, b'*' | b'.'));
    let end = skip(&|b| matches!(b, b'h' | b'l' | b'q' | b'j' | b'z' | b't' | b'L'));
    if bytes.get(end).is_some_and(|b| b"diouxXeEfFgGcspnmr@aA".contains(b)) {
        return end + 1;
    }
    // GLib writes `%` PRIu64 as `%<PRIu64>` in catalogues.
    if second == b'<' { rest.find('>').map_or(0, |close| close + 1) } else { 0 }
}

/// Returns the length of a directive without a format flag whose type begins at `from`, or 0: `%1$s`, `%1$.2f`, and those of
/// Apple's `String Format Specifiers` that no text has, `%@` and `%lld`.
fn plain_directive(bytes: &[u8], from: usize, is_numbered: bool) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let width = rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let width = if is_numbered || rest.first() == Some(&b'.') { width } else { 0 };
    let tail = rest.get(width..).unwrap_or(&[]);
    let long = tail.iter().take_while(|b| matches!(b, b'l' | b'z' | b'q')).count().min(2);
    let is_type = match tail.get(long) {
        Some(b'@') => true,
        Some(b'd' | b'u' | b'i' | b'x') => is_numbered || long > 0,
        Some(b's') => is_numbered,
        Some(b'f') => is_numbered || width > 0,
        _ => false,
    };
    let ends = !tail.get(long + 1).is_some_and(|b| b.is_ascii_alphanumeric());
    if is_type && (is_numbered || ends) { from + width + long + 1 } else { 0 }
}

/// Returns the bytes in which a placeholder has to end.
fn within(rest: &str) -> &str {
    let part = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or(rest);
    #[cfg(test)]
    tests::SEARCHED.set(tests::SEARCHED.get() + part.len());
    part
}

/// No placeholder in braces is longer, in bytes: what is still open then is prose. So a text full of open braces is read once,
/// not once for each of them.
const LONGEST: usize = 1024;

fn brace(rest: &str, content: Content) -> usize {
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
        if rest.starts_with(open)
            && content != Content::Brace
            && let Some(end) = within(rest).find(close)
        {
            return end + 2;
        }
    }
    if content == Content::Brace && (rest.starts_with("{{")) {
        return 2;
    }
    let Some(close) = within(rest).find('}') else { return 0 };
    let body = rest.get(1..close).unwrap_or("");
    let head = body.find([':', '!', ',', '.', '[']).map_or(body, |end| body.get(..end).unwrap_or(""));
    let is_name = head.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let spaced = body.contains(' ') && !body.contains(',');
    let accepted = match content {
        Content::Brace => is_name && !spaced,
        Content::Plain | Content::Text | Content::C | Content::Python | Content::Qt => {
            is_name && !spaced && !head.is_empty()
        }
        // `{#anchor}` and `{.class}` of attribute lists, `{name}` of templates.
        Content::Markdown => {
            (is_name && !spaced && !head.is_empty())
                || !body.contains(['{', '\n']) && (body.starts_with(['#', '.', ':']) || is_attribute_list(body))
        }
        Content::Fluent => false,
    };
    if accepted { close + 1 } else { 0 }
}

/// Returns the form in which placeholders are compared: flags that are a matter of the language are dropped, spaces in Fluent
/// placeables do not count.
pub(super) fn key(text: &str, content: Content) -> Cow<'_, str> {
    match content {
        Content::C | Content::Plain if text.starts_with('%') => {
            let digits = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
            let numbered = digits > 0 && text.as_bytes().get(1 + digits) == Some(&b'$');
            let (head, body) = text.split_at_checked(if numbered { digits + 2 } else { 1 }).unwrap_or(("", text));
            // `'` asks for grouped thousands, `I` for the locale's digits: a matter of the language.
            let plain = body.trim_start_matches(['\'', 'I']);
            if plain.len() == body.len() { Cow::Borrowed(text) } else { Cow::Owned(format!("{head}{plain}")) }
        }
        Content::Markdown if kind(text, content) == "attribute list" => Cow::Owned(format!("{{{}}}", list_key(text))),
        Content::Fluent | Content::Markdown if text.contains([' ', '\n']) => {
            Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(""))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Numbers the directives of one of two lists where only the other one has numbers: those of a text without any are those of
/// its arguments in order.
pub(super) fn number<'a>(one: &mut [Cow<'a, str>], other: &mut [Cow<'a, str>]) {
    let is_directive = |key: &str| key.starts_with('%') && key != "%%" && !key.starts_with("%(");
    let is_numbered = |key: &str| is_directive(key) && key.contains('$');
    let some = |list: &[Cow<'_, str>]| list.iter().any(|key| is_numbered(key));
    let list = match (some(one), some(other)) {
        (true, false) => other,
        (false, true) => one,
        _ => return,
    };
    for (at, key) in list.iter_mut().filter(|key| is_directive(key)).enumerate() {
        *key = Cow::Owned(format!("%{}${}", at + 1, key.get(1..).unwrap_or("")));
    }
}

/// Returns what a placeholder is called where it is reported.
pub(super) fn kind(text: &str, content: Content) -> &'static str {
    let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or("");
    match content {
        Content::Markdown if text.starts_with("{%") || text.starts_with("{{<") => "template tag",
        Content::Markdown if inner.starts_with(['#', '.', ':']) || is_attribute_list(inner) => "attribute list",
        _ => "placeholder",
    }
}

/// Returns whether a placeholder names its argument, so that its place in the sentence is free.
pub(super) fn is_named(text: &str) -> bool {
    text.starts_with("%(") || text.starts_with('{') && text != "{}" || text.contains('$') || text == "%%"
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How many bytes were searched for the end of a placeholder, at most.
        pub(super) static SEARCHED: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn open_braces_are_searched_a_bounded_way_each() {
        for pattern in ["{", "{a", "{{", "{% ", "{# a", "{ .x ", "{a=b "] {
            let searched = |length: usize| {
                SEARCHED.set(0);
                let _ = crate::check::Text::new(&pattern.repeat(length / pattern.len()), Content::Markdown);
                SEARCHED.get()
            };
            let (once, twice) = (searched(20_000), searched(40_000));
            assert!(once > 0 && 2 * twice < 5 * once, "{pattern}: {once}, then {twice}");
        }
    }

    #[test]
    fn directives_are_measured() {
        for (text, content, expected) in [
            ("%s x", Content::C, 2),
            ("%1$s x", Content::C, 4),
            ("%-5.2f", Content::C, 6),
            ("%lu.", Content::C, 3),
            ("% d'accord", Content::C, 0),
            ("%(name)s", Content::Python, 8),
            ("% sur", Content::Plain, 0),
            ("%s", Content::Plain, 2),
            ("%1 x", Content::Qt, 2),
            ("%@ x", Content::Plain, 2),
            ("%lld Punkte", Content::Plain, 4),
            ("%1$@ x", Content::Plain, 4),
            ("%1$.2f x", Content::Plain, 6),
            ("%.1f x", Content::Plain, 4),
            ("% lange", Content::Plain, 0),
            ("%fully", Content::Plain, 0),
            ("{0}", Content::Brace, 3),
            ("{}", Content::Brace, 2),
            ("{}", Content::Plain, 0),
            ("{name}", Content::Plain, 6),
            ("{ see below }", Content::Plain, 0),
            ("{{ x }}", Content::Markdown, 7),
            ("{#id}", Content::Markdown, 5),
            ("{ .x onclick=y } z", Content::Markdown, 16),
            ("{ .x }", Content::Plain, 0),
            ("{ a, b }", Content::Markdown, 0),
        ] {
            assert_eq!(length(text, None, content), expected, "{text}");
        }
    }

    #[test]
    fn numbered_and_bare_directives_are_the_same() {
        let list = |keys: &[&'static str]| keys.iter().map(|one| key(one, Content::C)).collect::<Vec<_>>();
        let (mut one, mut other) = (list(&["%s", "%'d"]), list(&["%2$d", "%1$s"]));
        number(&mut one, &mut other);
        assert_eq!(one, ["%1$s", "%2$d"]);
        assert_eq!(key("{ $n }", Content::Fluent), key("{$n}", Content::Fluent));
    }
}
