//! Attribute lists, `{#id .class key=value}`: Python-Markdown (`attr_list`), kramdown and Pandoc read them behind a block, in a
//! line of their own, or behind inline content; CommonMark does not know them.
//!
//! Invariant: a translation brings none in, since they may hold event handlers and targets of links. What finds them reads a text
//! once, whatever stands in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::pandoc;
use super::tags::code_end;
use crate::model::UnitKind;

/// Returns why a line holds nothing for translators: it is an attribute list, or a tag of a template language (Liquid,
/// Jinja, a shortcode of Hugo).
pub(super) fn alone(content: &str) -> Option<&'static str> {
    let content = content.trim_end();
    let inner = content.strip_prefix('{')?.strip_suffix('}')?;
    // One tag alone: between two there is text.
    let is_tag = |open: &str, close: &str| {
        let is_whole = content.len() >= 2 * close.len() && content.ends_with(close);
        is_whole && inner.starts_with(open) && content.find(close) == Some(content.len() - close.len())
    };
    if is_tag("%", "%}") || is_tag("{<", ">}}") || is_tag("{%", "%}}") || is_tag("{#", "}}") {
        return Some("template tag");
    }
    let is_first = inner.starts_with(':') || inner.split_whitespace().next().is_some_and(is_attribute);
    (is_first && !inner.contains(['{', '}'])).then_some("attributes")
}

/// Writes the lists and the tags of template languages that the English has not so that they mean themselves: a tag without
/// an end stops the build of a whole site. A list of the English stands as near to what it is about as there: Python-Markdown and
/// kramdown read one behind a link without a blank between alone, and one of a block behind a blank.
pub(super) fn guard<'a>(english: &str, text: &'a str) -> Cow<'a, str> {
    if memchr::memchr(b'{', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let braces = braces(english, text);
    let mut edits: Vec<(Range<usize>, &str)> =
        braces.foreign.iter().map(|one| (one.span.start..one.span.start + 1, "&#123;")).collect();
    edits.extend(braces.kept.iter().filter_map(|(list, is_near)| moved(text, list.start, *is_near)));
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_unstable_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() + 8);
    let mut copied = 0;
    for (span, written) in edits {
        out.push_str(text.get(copied..span.start).unwrap_or_default());
        out.push_str(written);
        copied = span.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Returns what moves a list to where it belongs, that begins at an offset: to what stands before it, or away from it.
fn moved(text: &str, start: usize, is_near: bool) -> Option<(Range<usize>, &'static str)> {
    let before = text.get(..start)?.trim_end_matches([' ', '\t']);
    let ends_element = before.ends_with([')', ']', '*', '_', '`', '>', '"']);
    match is_near {
        true if before.len() < start && ends_element => Some((before.len()..start, "")),
        false if before.len() == start && start > 0 && !before.ends_with('\n') => Some((start..start, " ")),
        _ => None,
    }
}

/// The attributes whose values readers see or hear.
pub(super) const TEXTS: [&str; 10] = [
    "alt",
    "aria-label",
    "caption",
    "data-caption",
    "data-title",
    "fig-alt",
    "fig-cap",
    "fig-scap",
    "tbl-cap",
    "title",
];

/// Returns the form in which attribute lists are compared. Blanks mean nothing, nor does kramdown's colon to Python-Markdown, and
/// values that readers see or hear are text.
#[must_use]
pub fn list_key(list: &str) -> String {
    let mut rest = list.trim_matches(['{', '}', ':', ' ']).trim();
    let mut key = String::with_capacity(list.len());
    while !rest.is_empty() {
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let value = behind.strip_prefix('=');
        let quote = value.and_then(|value| value.chars().next()).filter(|quote| matches!(quote, '"' | '\''));
        let quoted = quote.and_then(|quote| value?.get(1..)?.split_once(quote));
        key.push_str(if key.is_empty() { "" } else { " " });
        key.push_str(word);
        rest = match (value, quoted) {
            // What some processors read in another way is no text.
            (_, Some((inner, rest))) if !inner.contains(['\\', '<', '>', '"', '\'']) && TEXTS.contains(&word) => {
                key.push_str("=…");
                rest
            }
            (_, Some((inner, rest))) => {
                let inner = inner.split_whitespace().collect::<Vec<_>>().join(" ");
                key.extend(["=\"", inner.as_str(), "\""]);
                rest
            }
            (Some(value), None) => {
                let (value, rest) =
                    value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len())).unwrap_or_default();
                key.extend(["=", value]);
                rest
            }
            (None, None) => behind,
        }
        .trim_start();
    }
    key
}

/// Returns whether an attribute list holds a value that readers see or hear.
pub(super) fn holds_text(list: &str) -> bool {
    list_key(list).contains("=…")
}

/// Returns the attribute list of the English that a translation has not, where it has another.
pub(super) fn changed<'e>(english: &'e str, text: &str) -> Option<&'e str> {
    memchr::memchr(b'{', english.as_bytes())?;
    let theirs = attribute_lists(english);
    if theirs.is_empty() || !foreign_braces(english, text).iter().any(|one| one.is_list) {
        return None;
    }
    let mut given = Owed::of(text, &attribute_lists(text), &list_key);
    let mut lists = theirs.into_iter().filter_map(|span| english.get(span));
    let lost = lists.find(|list| given.take(list).is_none());
    lost.filter(|list| list.get(1..list.len() - 1).is_some_and(is_attribute_list))
}

/// Writes the braces that the English has not as entities, in a place where any of them may begin attributes or a role; what
/// stands in braces is compared with them, outside code.
pub(super) fn braced_as(english: &str, text: &str) -> String {
    let braced = |text: &str| -> Vec<Range<usize>> {
        let (bytes, mut at, mut found) = (text.as_bytes(), 0, Vec::new());
        while let Some(step) = memchr::memchr2(b'{', b'`', bytes.get(at..).unwrap_or_default()) {
            at += step;
            if bytes.get(at) == Some(&b'`') {
                at = code_end(bytes, at);
                continue;
            }
            let rest = bytes.get(at + 1..).unwrap_or_default();
            let close = memchr::memchr2(b'{', b'}', rest).filter(|length| rest.get(*length) == Some(&b'}'));
            let end = close.map_or(at + 1, |length| at + length + 2);
            found.push(at..end);
            at = end;
        }
        found
    };
    let mut owed = Owed::of(english, &braced(english), &str::to_owned);
    let mut out = String::with_capacity(text.len() + 8);
    let mut copied = 0;
    for part in braced(text) {
        if owed.take(text.get(part.clone()).unwrap_or_default()).is_none() {
            out.push_str(text.get(copied..part.start).unwrap_or_default());
            out.push_str("&#123;");
            copied = part.start + 1;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// What stands in braces in a text and not in its English, or not so often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Its bytes; a tag without an end reaches to the end of the text.
    pub span: Range<usize>,
    /// Whether it is an attribute list, and no tag of a template language.
    pub is_list: bool,
}

/// Returns the attribute lists and the tags of template languages of a text that the English has not, or not so often; no two
/// overlap. Blanks do not count, nor does kramdown's colon.
#[must_use]
pub fn foreign_braces(english: &str, text: &str) -> Vec<Foreign> {
    if memchr::memchr(b'{', text.as_bytes()).is_none() { Vec::new() } else { braces(english, text).foreign }
}

/// What stands in the braces of a text.
#[derive(Default)]
struct Braces {
    foreign: Vec<Foreign>,
    /// The lists of the English, and whether each stands directly behind something there.
    kept: Vec<(Range<usize>, bool)>,
}

fn braces(english: &str, text: &str) -> Braces {
    let bare = |tag: &str| tag.split_whitespace().collect::<String>();
    let lists = attribute_lists(text);
    let is_list = |tag: &Range<usize>| lists.binary_search_by_key(&tag.start, |list| list.start).is_ok();
    let tags: Vec<Range<usize>> = template_tags(text).into_iter().filter(|tag| !is_list(tag)).collect();
    let mut braces = Braces::default();
    if !lists.is_empty() {
        let mut owed = Owed::of(english, &attribute_lists(english), &list_key);
        for list in lists {
            match owed.take(text.get(list.clone()).unwrap_or_default()) {
                Some(at) => {
                    let before = english.get(..at).unwrap_or_default();
                    braces.kept.push((list, !before.is_empty() && !before.ends_with(char::is_whitespace)));
                }
                None => braces.foreign.push(Foreign { span: list, is_list: true }),
            }
        }
    }
    if !tags.is_empty() {
        let mut owed = Owed::of(english, &template_tags(english), &bare);
        let tags = tags.into_iter().filter(|tag| owed.take(text.get(tag.clone()).unwrap_or_default()).is_none());
        braces.foreign.extend(tags.map(|span| Foreign { span, is_list: false }));
    }
    braces
}

/// Parts of the English that a text may have, each once.
struct Owed<'k> {
    /// Where those of each kind begin, the last one first.
    places: HashMap<String, Vec<usize>>,
    key: &'k dyn Fn(&str) -> String,
}

impl<'k> Owed<'k> {
    fn of(english: &str, parts: &[Range<usize>], key: &'k dyn Fn(&str) -> String) -> Self {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for span in parts.iter().rev() {
            places.entry(key(english.get(span.clone()).unwrap_or_default())).or_default().push(span.start);
        }
        Self { places, key }
    }

    fn take(&mut self, part: &str) -> Option<usize> {
        self.places.get_mut(&(self.key)(part))?.pop()
    }
}

/// Returns how many bytes before a text are no part of it: the mark of a caption, or the list that kramdown gives to an item or a
/// definition, `{:.x} `.
pub(super) fn width_before(text: &str, kind: UnitKind) -> Option<usize> {
    match kind {
        UnitKind::Paragraph => pandoc::caption(text),
        UnitKind::ListItem | UnitKind::Definition => {
            let rest = text.strip_prefix("{:")?.split_once('}')?.1.trim_start_matches([' ', '\t']);
            let is_apart = !rest.is_empty() && !rest.starts_with(['\n', '\r']);
            is_apart.then(|| text.len() - rest.len())
        }
        _ => None,
    }
}

/// Returns whether a text is nothing but tags of template languages.
pub(super) fn are_tags(text: &str) -> bool {
    let mut rest = text.trim();
    let is_tag = rest.starts_with('{');
    while !rest.is_empty() {
        let tag = TAGS.iter().find_map(|(open, close)| rest.strip_prefix(open)?.split_once(close));
        let Some((_, behind)) = tag else { return false };
        rest = behind.trim_start();
    }
    is_tag
}

/// How the tags of template languages begin and end.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// Returns the tags of template languages in a text outside code, `{{ … }}`, `{% … %}` and `{# … #}`; of one without an end, its
/// beginning alone.
pub(super) fn template_tags(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let begins = |at: usize| matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#'));
    if !memchr::memchr_iter(b'{', bytes).any(begins) {
        return Vec::new();
    }
    // Behind the last end of its kind, no tag has one.
    let last = TAGS.map(|(_, close)| text.rfind(close));
    let (mut tags, mut at) = (Vec::new(), 0);
    while let Some(found) = memchr::memchr3(b'{', b'`', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        match bytes.get(at) {
            Some(b'`') => at = code_end(bytes, at),
            Some(b'\\') => at += 2,
            _ => match TAGS.iter().zip(&last).find(|((open, _), _)| rest.starts_with(open)) {
                Some(((open, close), last)) => {
                    let end = last.filter(|last| *last > at).and_then(|_| Some(at + rest.find(close)? + close.len()));
                    tags.push(at..end.unwrap_or(at + open.len()));
                    at = end.unwrap_or(at + 2);
                }
                None => at += 1,
            },
        }
    }
    tags
}

/// Returns whether what stands between two braces is an attribute list beyond doubt, and no prose: `.x`, `#id`, `key=value`, or
/// behind a colon.
#[must_use]
pub fn is_attribute_list(inner: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
    };
    let is_sure = |word: &str| match word.strip_prefix(['.', '#']) {
        Some(name) => is_name(name),
        None => word.split_once('=').is_some_and(|(name, _)| is_name(name)),
    };
    inner.starts_with(':') || inner.trim() == "-" || inner.split_whitespace().any(is_sure)
}

/// Returns everything in a text that some processor may read as an attribute list, outside code, by its first byte and the byte
/// after its last.
fn attribute_lists(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut lists = Vec::new();
    let mut at = 0;
    let mut end = 0;
    while let Some(found) = memchr::memchr3(b'{', b'`', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        match bytes.get(at) {
            Some(b'`') => at = code_end(bytes, at),
            Some(b'\\') => at += 2,
            _ => {
                if end <= at {
                    let Some(found) = memchr::memchr2(b'}', b'\n', bytes.get(at..).unwrap_or_default()) else { break };
                    end = at + found;
                }
                let inner = text.get(at + 1..end).unwrap_or_default();
                if bytes.get(end) == Some(&b'}') && is_list(inner) {
                    lists.push(at..end + 1);
                    at = end;
                }
                at += 1;
            }
        }
    }
    lists
}

fn is_list(inner: &str) -> bool {
    inner.starts_with(':') || inner.split_whitespace().any(is_attribute)
}

fn is_attribute(word: &str) -> bool {
    (word.len() > 1 && word.starts_with(['.', '#'])) || word.contains('=') || word == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_template_tags_stand_alone() {
        for line in ["{ .annotate }", "{: .x}", "{:toc}", "{#id .a}", "{-}", "{ width=\"50 %\" } "] {
            assert_eq!(alone(line), Some("attributes"), "{line}");
        }
        for line in ["{% hint style=\"info\" %}", "{{< note >}}", "{{% note %}}", "{{#include a.md}}"] {
            assert_eq!(alone(line), Some("template tag"), "{line}");
        }
        for line in [
            "{name}",
            "{{ name }}",
            "{% a %} b {% c %}",
            "{{< a >}} b {{< /a >}}",
            "{}",
            "{ a .b }",
            "{%}",
            "{.a} b",
            "{.a} {.b}",
        ] {
            assert_eq!(alone(line), None, "{line}");
        }
    }

    #[test]
    fn prose_between_braces_is_no_list() {
        for list in
            ["#id", ".x", " .x .y ", ": .x", "-", "onclick=z", " title=\"a b\"", "width=50% data-a=b", "text .x"]
        {
            assert!(is_attribute_list(list), "{list}");
        }
        for prose in ["a, b", "see #3", "x = y", "see above - p. 3", "name", "", "the .5 rule", "$n ->", "1=1"] {
            assert!(!is_attribute_list(prose), "{prose}");
        }
    }

    #[test]
    fn a_translation_brings_no_template_tag_in() {
        let guarded = |english: &str, text: &str| guard(english, text).into_owned();
        for (text, written) in [
            ("a {% raw", "a &#123;% raw"),
            ("a {{ x", "a &#123;{ x"),
            ("{{< ved", "&#123;{< ved"),
            ("{# note", "&#123;# note"),
            ("{{ config.x }} b", "&#123;{ config.x }} b"),
            ("`{{ x }}`", "`{{ x }}`"),
            ("{$n} { a }", "{$n} { a }"),
        ] {
            assert_eq!(guarded("x {{ name }}", text), written);
        }
        let english = "{{ name }} {% if a %}b{% endif %} {#id}";
        for text in ["{{name}} {% if a %}c{% endif %} {#id}", "{% if  a %}{% endif %}"] {
            assert_eq!(guarded(english, text), text);
        }
        assert_eq!(guarded(english, "{{ name }} {{ name }}"), "{{ name }} &#123;{ name }}");
    }

    #[test]
    fn values_that_readers_see_are_text() {
        let is_same = |a: &str, b: &str| list_key(a) == list_key(b);
        assert!(is_same("{alt='A diagram of it'}", "{ alt='Et diagram' }"));
        assert!(is_same("{#fig-x fig-alt=\"A b\" width=50%}", "{#fig-x  fig-alt=\"C\" width=50%}"));
        assert!(is_same("{: title=\"Plan\" .x}", "{title='Plan' .x}"));
        for other in
            ["{.x}", "{alt='a' onclick=b}", "{alt=a}", "{alt=\"a\\\" onclick=b \"c\"}", "{alt='a \"b'}", "{id='a'}"]
        {
            assert!(!is_same("{alt='A'}", other), "{other}");
        }
        assert!(is_same("{width=\"50 %\" data-x}", "{width=\"50  %\"  data-x}") && !is_same("{id='a'}", "{id='b'}"));
    }

    #[test]
    fn a_list_that_differs_otherwise_is_no_text() {
        assert_eq!(changed("![](b.png){#x alt='A'}", "![](b.png){#y alt='B'}"), Some("{#x alt='A'}"));
        for (english, text) in
            [("![](b.png){alt='A'}", "![](b.png){alt='B'}"), ("a{.x}", "b"), ("a", "b{.x}"), ("{x = 1}", "{y = 1}")]
        {
            assert_eq!(changed(english, text), None, "{text}");
        }
    }

    #[test]
    fn a_translation_brings_no_attributes_in() {
        assert_eq!(guard("a *b*", "x *y*{ onclick=z }"), "x *y*&#123; onclick=z }");
        assert_eq!(guard("[a](b){ .c }", "{d} [x](b){ .c }{ .c }"), "{d} [x](b){ .c }&#123; .c }");
        assert_eq!(guard("[a](b){:target=\"_blank\"}", "[x](b){: target=\"_blank\" }"), "[x](b){: target=\"_blank\" }");
        // Near what it is about as in the English.
        assert_eq!(guard("[a](b){:target=x}", "[x](b) {: target=x}"), "[x](b){: target=x}");
        assert_eq!(guard("a *b*{.c}", "x {.c}"), "x {.c}");
        assert_eq!(guard("a b {.c}", "x y{.c}"), "x y {.c}");
        assert_eq!(guard("a", "`{ .x }` \\{ .x } { x }"), "`{ .x }` \\{ .x } { x }");
        assert_eq!(guard("a", "{{ .x }"), "&#123;{ .x }");
        assert_eq!(guard("a", &"{ ".repeat(9)), "{ ".repeat(9));
    }
}
