//! Lines of the extensions that CommonMark does not know: call-outs with their titles, and lines that hold no text.

use super::colon::may_be_bare;
use super::mask::Callout;
use super::pandoc::{lead, next_line};

/// Covers a line by a thematic break.
pub(super) const BREAK: &str = "___";
/// Covers a line by the marker of an item with an empty heading.
pub(super) const ITEM: &str = "+   #";

/// Returns what covers the marker of a definition, so many bytes long, and a line that [`ITEM`] covers behind it.
pub(super) fn definition(marker: usize) -> Option<&'static str> {
    ["+ +   #", "+  +   #", "+   +   #"].get(marker.checked_sub(2)?).copied()
}

/// Returns whether nothing but a comment, and blank lines, stand above a line that begins at `start`: for Python-Markdown a comment
/// is a term as any other paragraph, for the parser it is none.
pub(super) fn stands_below_comment(text: &str, start: usize) -> bool {
    let above = text.get(..start).unwrap_or_default().trim_end();
    let open = above.strip_suffix("-->").and_then(last_open);
    let head = open.and_then(|open| above.get(..open)?.rsplit(['\n', '\r']).next());
    head.is_some_and(|head| head.trim().is_empty())
}

/// Returns where the comment begins that a text ends within. No further than the end of another is looked.
fn last_open(text: &str) -> Option<usize> {
    let is_edge = |at: usize| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        behind.starts_with("<!--") || (behind.starts_with('>') && before.ends_with("--"))
    };
    let (at, mark) = text.rmatch_indices(['<', '>']).find(|(at, _)| is_edge(*at))?;
    (mark == "<").then_some(at)
}

/// The MyST directives whose argument readers see.
const TITLED: [&str; 22] = [
    "admonition",
    "attention",
    "card",
    "caution",
    "danger",
    "dropdown",
    "epigraph",
    "error",
    "grid-item-card",
    "hint",
    "important",
    "list-table",
    "margin",
    "note",
    "seealso",
    "sidebar",
    "tab-item",
    "table",
    "tip",
    "topic",
    "versionadded",
    "warning",
];

/// Returns the call-out of a line and what covers it.
pub(super) fn recognise(
    line: &str,
    content: &str,
    start: usize,
    is_after_blank: bool,
) -> Option<(Callout, &'static str)> {
    let offset = start + (line.len() - content.len());
    let end = offset + content.trim_end().len();
    let content = content.trim_end();
    let at = |inner: &str| {
        let from = offset + (inner.as_ptr() as usize - content.as_ptr() as usize);
        from..from + inner.len()
    };
    let callout = |title: Option<(&str, Option<char>)>, reason| match title {
        Some((text, delimiter)) if !text.trim().is_empty() => {
            let title = at(text.trim());
            Callout { delimiter, title, ..Callout::without_title(offset..end, None) }
        }
        _ => Callout::without_title(offset..end, reason),
    };
    if content.starts_with(":::") {
        let mut callout = callout(fence_title(content), None);
        let second =
            content.find('{').filter(|open| *open + offset >= callout.title.end && directive(content).is_none());
        if let Some((text, Some(quote))) = second.and_then(|open| attribute_title(content.get(open..)?)) {
            callout.second = (!callout.title.is_empty() && !text.trim().is_empty()).then(|| (at(text), quote));
        }
        return Some((callout, BREAK));
    }
    if let Some(title) = slashes(content) {
        return Some((callout(title.map(|title| (title, None)), None), BREAK));
    }
    if is_after_blank && let Some(title) = head_title(content) {
        return Some((callout(title, Some("call-out without a title")), ITEM));
    }
    if content.starts_with("[!") && line.get(..offset - start).is_some_and(|prefix| prefix.contains('>')) {
        let (kind, rest) = content.get(2..)?.split_once(']')?;
        let is_kind = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let is_known = ["note", "tip", "important", "warning", "caution"].iter().any(|k| kind.eq_ignore_ascii_case(k));
        let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
        let is_plain = content.ends_with(']') && rest.is_empty();
        if !is_kind || (is_known && is_plain) || !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        return Some((callout(Some((rest, None)), None), BREAK));
    }
    None
}

/// Returns the title, if there is one, of the head of an indented call-out, `!!! note "Title"`, `???+ "Title"`,
/// `=== "Title"`, by the rules of Python-Markdown's `admonition` and of `details` and `tabbed` of its pymdown extensions.
#[expect(clippy::option_option, reason = "no head, a head without title, a head with one")]
fn head_title(content: &str) -> Option<Option<(&str, Option<char>)>> {
    let (marker, rest) = content.split_at_checked(3)?;
    let rest = match marker {
        "!!!" => rest,
        "???" => rest.strip_prefix('+').unwrap_or(rest),
        "===" => ["+!", "!+", "+", "!"].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest),
        _ => return None,
    };
    let (classes, title) = match rest.split_once('"') {
        Some((classes, inner)) => (classes, Some(inner.strip_suffix('"')?)),
        None => (rest, None),
    };
    let is_separated = classes.ends_with([' ', '\t']);
    let classes = classes.trim();
    let is_classes = classes.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let is_head = match (marker, title) {
        ("===", title) => classes.is_empty() && is_separated && title.is_some(),
        ("???", Some(_)) => is_classes && is_separated,
        (_, Some(_)) => is_classes && is_separated && !classes.is_empty(),
        (_, None) => is_classes && classes.starts_with(char::is_alphabetic),
    };
    is_head.then(|| title.map(|title| (title, Some('"'))))
}

/// The blocks of PyMdown whose argument is no title: captions, whose argument is a number, and elements.
const UNTITLED: [&str; 5] = ["caption", "figure-caption", "table-caption", "html", "define"];

/// Returns the title, if it has one, of a line `/// name | Title`, or of `///`, which closes a block (pymdownx.blocks).
#[expect(clippy::option_option, reason = "no such line, one without title, one with one")]
fn slashes(content: &str) -> Option<Option<&str>> {
    let rest = content.strip_prefix("///")?.trim_start_matches('/').trim_start_matches(' ');
    let (name, title) = rest.split_once('|').map_or((rest, None), |(name, title)| (name, Some(title.trim())));
    let name = name.trim_end_matches(' ');
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    (is_name && !(name.is_empty() && title.is_some())).then(|| title.filter(|_| !UNTITLED.contains(&name)))
}

/// Returns whether a line opens a block of PyMdown, whose options may follow.
pub(super) fn opens_block(content: &str) -> bool {
    slashes(content).is_some() && content.contains(|c: char| c.is_alphanumeric())
}

/// Returns whether what may be the head of an indented call-out has a body: a line that is indented deeper. The head stands
/// behind `indent` bytes and ends at `end`.
pub(super) fn has_body(text: &str, content: &str, indent: usize, end: usize) -> bool {
    if !["!!!", "???", "==="].iter().any(|mark| content.starts_with(mark)) {
        return false;
    }
    let mut line = end;
    while let Some((at, content, end)) = next_line(text, line) {
        if !content.trim().is_empty() {
            let lead = text.get(end - content.len() - at..end - content.len()).unwrap_or_default();
            return at >= indent + 4 || (at > indent && lead.contains('\t'));
        }
        line = end;
    }
    false
}

/// Returns the title of a `:::` line: `:::name[Title]`, `::: name Title`, `:::{name} Title`, `:::name{title="Title"}`, or
/// none for a closing fence.
fn fence_title(content: &str) -> Option<(&str, Option<char>)> {
    let rest = content.trim_start_matches(':').trim_start();
    if let Some((name, argument)) = directive(content) {
        return TITLED.contains(&name).then_some((argument, None));
    }
    let name = rest.find(|c: char| c == '[' || c == '{' || c.is_whitespace()).unwrap_or(rest.len());
    let after = rest.get(name..)?;
    if let Some(inner) = after.trim_start().strip_prefix('[') {
        return inner.find(']').and_then(|end| inner.get(..end)).map(|title| (title, Some(']')));
    }
    let plain = after.split('{').next().unwrap_or_default().trim_end_matches([':', ' ']);
    if name == 0 || plain.trim().is_empty() {
        return attribute_title(after);
    }
    Some((plain, None))
}

/// Returns the title among the attributes of a `:::` line, `{.callout-note title="Title"}`, `{label='Title'}`.
fn attribute_title(text: &str) -> Option<(&str, Option<char>)> {
    let attributes = text.trim_start().strip_prefix('{')?;
    let value = |at: usize| {
        let (name, value) = attributes.get(at..)?.split_once('=')?;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (inner, _) = value.get(1..)?.split_once(quote)?;
        let is_apart = attributes.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
        (is_apart && matches!(name, "title" | "label")).then_some((inner, Some(quote)))
    };
    ["title=", "label="].iter().flat_map(|name| attributes.match_indices(name)).find_map(|(at, _)| value(at))
}

/// Returns the callout of a line that opens or closes a directive of MyST, whatever its fence is made of.
pub(super) fn fence(line: &str, content: &str, start: usize) -> Callout {
    let offset = start + (line.len() - content.len());
    let end = offset + content.trim_end().len();
    let line = offset..end;
    let behind = content.trim_end().trim_start_matches([':', '`', '~']);
    match directive_behind(behind).filter(|(_, argument)| !argument.is_empty()) {
        Some((name, argument)) if TITLED.contains(&name) => {
            Callout { title: end - argument.len()..end, ..Callout::without_title(line, None) }
        }
        Some(_) => Callout::without_title(line, Some("argument of a directive")),
        None => Callout::without_title(line, None),
    }
}

/// Returns the name and the argument of a MyST directive, `:::{name} argument`.
pub(super) fn directive(content: &str) -> Option<(&str, &str)> {
    directive_behind(content.strip_prefix(":::")?.trim_start_matches(':'))
}

/// The same for what stands behind the fence.
pub(super) fn directive_behind(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start().strip_prefix('{')?;
    let (name, argument) = rest.split_once('}')?;
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'));
    (is_name && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((name, argument.trim()))
}

/// Returns the end of the options of a MyST directive that begin at `start`, the first byte of a line: `:key: value`, or
/// lines between two `---`.
pub(super) fn options_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let line = rest.split(['\n', '\r']).next()?.trim_end();
    if let Some((key, _)) = line.strip_prefix(':').and_then(|line| line.split_once(':')) {
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        return is_key.then_some(start + line.len());
    }
    if line != "---" {
        return None;
    }
    let mut at = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        if index > 0 && line.trim() == "---" {
            return Some(start + at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// Returns whether a line defines an abbreviation, `*[HTML]: Hyper Text Markup Language`.
pub(super) fn is_abbreviation(content: &str) -> bool {
    content.strip_prefix("*[").and_then(|rest| rest.split_once("]:")).is_some_and(|(name, meaning)| {
        !name.is_empty() && !name.contains(['[', ']', '*']) && !meaning.contains('*') && !meaning.trim().is_empty()
    })
}

/// Returns whether a call-out, or a colon that is text, may stand behind the marker of a definition or a footnote.
pub(super) fn stands_in_body(content: &str) -> bool {
    let behind = content.get(lead(content)..).unwrap_or_default();
    [":::", "!!!", "???", "===", "///", "[!"].iter().any(|mark| behind.starts_with(mark)) || may_be_bare(behind)
}

#[cfg(test)]
mod tests {
    use super::stands_below_comment;

    #[test]
    fn a_comment_above_begins_behind_the_end_of_another() {
        let is_below = |above: &str| stands_below_comment(above, above.len());
        for above in ["<!-- a -->\n", "x\n\n  <!--- a > b <i> -->\n\n", "<!-- a\nb -->\n", "-->\n<!---->\n"] {
            assert!(is_below(above), "{above}");
        }
        for above in ["-->\n", "x <!-- a -->\n", "<!-- a -->\n-->\n", "<!-- a\n", "<!-- a --> b\n"] {
            assert!(!is_below(above), "{above}");
        }
    }
}
