//! What a translation may not contain in its place, written so that it means itself.
//!
//! Invariant: the result stands on one line unless the place allows hard breaks, and no line of it starts a block.

use std::borrow::Cow;

use super::callout_line::is_abbreviation;
use super::html_start::starts_html;
use super::lines::{continuation_prefix, stands_in_row};
use super::skeleton::{Place, Slot};
use super::tags::code_end;
use super::title::{bars, closed_title, unquoted, without_bars, without_tags};
use super::{attributes, pandoc, values};

/// How a page writes what translations need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'a> {
    /// The English file.
    pub(super) text: &'a str,
    /// Its line ending.
    pub(super) newline: &'static str,
}

/// Returns the bytes of a translation in its place. `translation` has been cleaned of foreign tags already.
pub(super) fn written<'t>(slot: &Slot, translation: &'t str, manner: Manner<'_>) -> Cow<'t, str> {
    match &slot.place {
        Place::Flow => {
            let english = || manner.text.get(slot.span.clone()).unwrap_or_default();
            if memchr::memchr(b'|', translation.as_bytes()).is_some() && !english().contains('|') {
                return flow(slot, &without_bars(translation), manner).into_owned().into();
            }
            flow(slot, translation, manner)
        }
        Place::Term => closed(started(one_line(translation))),
        Place::Heading => heading(slot, translation, manner),
        Place::Cell => cell(slot, one_line(translation), manner.text),
        Place::Alt => closed(without_tags(&bare_code(&balanced(&one_line(translation)))).into()),
        Place::Title(close) => {
            let is_special = |b| matches!(b, b'`' | b'[') || (matches!(b, b'(' | b')') && *close == ')');
            let escaped = escape_bytes(&one_line(translation), is_special).into_owned();
            closed_title(without_tags(&unquoted(&escaped, *close))).into()
        }
        Place::Html => one_line(translation),
        Place::Attribute(quote) if values::is_in_template(manner.text, slot.span.start) => {
            values::written(one_line(translation), *quote).into()
        }
        Place::Attribute(quote) => {
            let line = one_line(translation).replace('<', "&lt;").replace('>', "&gt;");
            let line = if stands_in_row(manner.text, &slot.span) {
                line.replace("\\|", "|").replace('|', "&#124;")
            } else {
                line
            };
            if *quote == '"' { line.replace('"', "&quot;") } else { line.replace('\'', "&#39;") }.into()
        }
        Place::Callout(Some(close @ ('"' | '\''))) => closed_title(unquoted(&one_line(translation), *close)).into(),
        Place::Callout(Some(close)) => {
            closed(escape_bytes(&one_line(translation), |b| char::from(b) == *close).into_owned().into())
        }
        Place::Callout(None) => {
            let english = manner.text.get(slot.span.clone()).unwrap_or_default();
            let line = attributes::braced_as(english, &one_line(translation));
            // In front it would be the beginning of a title in brackets.
            line.strip_prefix('[').map(|rest| format!("&#91;{rest}")).unwrap_or(line).into()
        }
        Place::FrontMatter(scalar) => crate::source::front_matter::encode(scalar, translation, manner.newline).into(),
    }
}

/// Writes a table cell: no bare `|`, and nothing that makes the row a block of another kind.
fn cell<'t>(slot: &Slot, line: Cow<'t, str>, text: &str) -> Cow<'t, str> {
    // Python-Markdown looks for the end of code beyond the cell.
    let line = if line.contains('`') { Cow::Owned(bare_code(&line)) } else { line };
    let line = if line.contains('|') {
        Cow::Owned(bars(&line, text.get(slot.span.clone()).unwrap_or_default()))
    } else {
        line
    };
    let head = text.as_bytes().get(..slot.span.start).unwrap_or_default();
    let is_first = head.iter().rev().find(|b| matches!(b, b'|' | b'\n' | b'\r')) != Some(&b'|');
    let is_rule = line.bytes().all(|b| matches!(b, b'-' | b':' | b' '));
    let escaped = match line_start(&line) {
        Cow::Owned(escaped) if is_first || is_rule => Some(escaped),
        _ if is_rule => Some(format!("\\{line}")),
        _ => None,
    };
    closed(escaped.map_or(line, Cow::Owned))
}

/// Joins the lines of a text, blanks control characters, and trims it.
fn one_line(text: &str) -> Cow<'_, str> {
    if is_plain_line(text) {
        return Cow::Borrowed(text.trim_matches([' ', '\t']));
    }
    let count = text.split('\n').count();
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        let line = if index > 0 { line.trim_start() } else { line };
        let ends_hard = odd_backslashes(line) && index + 1 < count;
        let line = if ends_hard { line.get(..line.len() - 1).unwrap_or_default() } else { line };
        if index > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        out.extend(line.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
    Cow::Owned(out.trim_matches([' ', '\t']).to_owned())
}

/// Returns whether a text holds no control character, those beyond ASCII (U+0080 to U+009F) included.
fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_control = |byte: &u8| *byte < 0x20 || *byte == 0x7f;
    let is_extended = |at: usize| bytes.get(at + 1).is_some_and(|next| (0x80..0xa0).contains(next));
    bytes.iter().fold(true, |is_plain, byte| is_plain & !is_control(byte))
        && !memchr::memchr_iter(0xc2, bytes).any(is_extended)
}

/// Escapes what would start a block at the start of a line, as [`line_start`] does.
fn started(line: Cow<'_, str>) -> Cow<'_, str> {
    if let Cow::Owned(escaped) = line_start(&line) {
        return Cow::Owned(escaped);
    }
    line
}

/// The same for the first line of a place, which may begin what some processor takes for a comment (`% x`, MyST), an item (`a. x`)
/// or a heading (`#word`, Python-Markdown), where the English does.
fn begun<'t>(slot: &Slot, line: Cow<'t, str>, manner: Manner<'_>) -> Cow<'t, str> {
    let english = manner.text.get(slot.span.clone()).unwrap_or_default();
    let is_word = |text: &str| text.strip_prefix('#').is_some_and(|rest| !rest.starts_with(['#', ' ', '\t', '.']));
    let is_alike = (line.starts_with('%') && english.starts_with('%'))
        || (is_word(&line) && is_word(english))
        || (pandoc::marker(&line).is_some() && pandoc::marker(english).is_some());
    if is_alike {
        return line;
    }
    started(line)
}

/// Writes flowing text: soft breaks are joined, hard breaks continue the containers, and no line starts a block.
fn flow<'t>(slot: &Slot, translation: &'t str, manner: Manner<'_>) -> Cow<'t, str> {
    if memchr::memchr(b'\n', translation.as_bytes()).is_none() {
        return begun(slot, one_line(translation), manner);
    }
    let prefix = continuation_prefix(manner.text, slot.span.start);
    // Where the English has no break, two spaces: not every processor knows the backslash.
    let is_masked = manner.text.get(slot.span.clone()).is_some_and(|raw| raw.contains("\\\n") || raw.contains("\\\r"));
    let mark = if is_masked { "\\" } else { "  " };
    let mut out = String::with_capacity(translation.len() + 16);
    let mut paragraph = String::new();
    let mut rest = translation;
    while let Some(at) = rest.find('\n') {
        let line = rest.get(..at).unwrap_or_default();
        rest = rest.get(at + 1..).unwrap_or_default();
        // Two backslashes are a hard break to kramdown.
        let is_doubled = line.ends_with("\\\\") && !odd_backslashes(line);
        let is_hard = odd_backslashes(line) || line.ends_with("  ") || is_doubled;
        let line = if odd_backslashes(line) { line.get(..line.len() - 1).unwrap_or_default() } else { line };
        paragraph.push_str(line);
        paragraph.push('\n');
        if is_hard && !rest.trim().is_empty() && !paragraph.trim().is_empty() {
            let line = closed(one_line(&paragraph));
            out.push_str(&if out.is_empty() { begun(slot, line, manner) } else { started(line) });
            out.push_str(if is_doubled { "" } else { mark });
            out.push_str(manner.newline);
            out.push_str(&prefix);
            paragraph.clear();
        }
    }
    paragraph.push_str(rest);
    let line = one_line(&paragraph);
    out.push_str(&if out.is_empty() { begun(slot, line, manner) } else { started(line) });
    Cow::Owned(out)
}

/// Writes a heading. One over an underline may have hard breaks where the English has.
fn heading<'t>(slot: &Slot, translation: &'t str, manner: Manner<'_>) -> Cow<'t, str> {
    let is_broken = manner.text.get(slot.span.clone()).is_some_and(|english| english.contains(['\n', '\r']));
    let head = manner.text.get(..slot.span.start).unwrap_or_default();
    let is_atx = head.trim_end_matches([' ', '\t']).ends_with('#');
    let mut line = match (is_broken, is_atx) {
        (true, _) => flow(slot, translation, manner),
        (false, true) => one_line(translation),
        (false, false) => started(one_line(translation)),
    };
    let hashes = line.len() - line.trim_end_matches('#').len();
    let before = line.get(..line.len() - hashes).unwrap_or_default();
    if hashes > 0 && (before.is_empty() || before.ends_with([' ', '\t'])) {
        let at = line.len() - hashes;
        line.to_mut().insert(at, '\\');
    }
    if line.ends_with('}')
        && let Some(open) = line.rfind('{')
    {
        line.to_mut().replace_range(open..=open, "&#123;");
    }
    closed(line)
}

/// Doubles a backslash that would reach beyond the end of the place.
pub(super) fn closed(mut text: Cow<'_, str>) -> Cow<'_, str> {
    if odd_backslashes(&text) {
        text.to_mut().push('\\');
    }
    text
}

fn odd_backslashes(text: &str) -> bool {
    text.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}

/// Puts a backslash before every ASCII character that is to be escaped and is not yet.
fn escape_bytes(text: &str, is_special: impl Fn(u8) -> bool) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii() && is_special(byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut is_escaped = false;
    for c in text.chars() {
        if !is_escaped && u8::try_from(c).is_ok_and(|byte| byte.is_ascii() && is_special(byte)) {
            out.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        out.push(c);
    }
    Cow::Owned(out)
}

/// Returns whether a text has dollar signs outside code that are not escaped.
pub(super) fn has_bare_dollar(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr(b'$', bytes).is_none() {
        return false;
    }
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'$', b'`', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        match bytes.get(at) {
            Some(b'$') => return true,
            Some(b'`') => at = code_end(bytes, at),
            _ => at += 1 + text.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
        }
    }
    false
}

/// Escapes dollar signs outside code, so that they begin no formula.
pub(super) fn bare_dollars(text: &str) -> String {
    outside_code(text, |b| b == b'$', |_, _| false)
}

/// Escapes backticks that open no code span, so that they close none that begins elsewhere.
fn bare_code(text: &str) -> String {
    outside_code(text, |_| false, |start, end| end == start)
}

/// Returns whether a text has backticks that open no code span.
pub(super) fn has_bare_code(text: &str) -> bool {
    memchr::memchr(b'`', text.as_bytes()).is_some() && bare_code(text) != text
}

/// Escapes the bytes that `is_special` names outside code spans, and the runs of backticks that open nothing when
/// `is_bare` says so; it is told where the run ends and where the code span ends.
fn outside_code(text: &str, is_special: impl Fn(u8) -> bool, is_bare: impl Fn(usize, usize) -> bool) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len() + 4);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let mut end = at + 1;
        match byte {
            b'\\' => end = at + 1 + text.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            b'`' => {
                let run = at + bytes.get(at..).unwrap_or_default().iter().take_while(|&&b| b == b'`').count();
                end = code_end(bytes, at);
                if is_bare(run, end) {
                    out.push_str(&"\\`".repeat(run - at));
                    at = run;
                    continue;
                }
            }
            _ if is_special(byte) => out.push('\\'),
            _ => {
                while end < bytes.len() && !text.is_char_boundary(end) {
                    end += 1;
                }
            }
        }
        out.push_str(text.get(at..end).unwrap_or_default());
        at = end;
    }
    out
}

/// Escapes all brackets of a text in which they are not balanced.
fn balanced(text: &str) -> String {
    let mut depth = 0_i32;
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            '[' if !is_escaped => depth += 1,
            ']' if !is_escaped => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            break;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if depth == 0 { text.to_owned() } else { escape_bytes(text, |b| b == b'[' || b == b']').into_owned() }
}

/// Escapes what would start a block at the start of a line (CommonMark 0.31 sections 4 and 5, and the extensions).
pub(super) fn line_start(line: &str) -> Cow<'_, str> {
    let bytes = line.as_bytes();
    let Some(&first) = bytes.first() else { return Cow::Borrowed(line) };
    let run = bytes.iter().take_while(|&&b| b == first).count();
    let ends_word = |at: usize| bytes.get(at).is_none_or(|b| matches!(b, b' ' | b'\t'));
    let is_only = |set: &[u8]| bytes.iter().all(|b| set.contains(b));
    let starts_block = match first {
        b'#' => true,
        b'>' => true,
        b'-' => ends_word(1) || is_only(b"- \t") || is_only(b"-:| \t"),
        b'+' => ends_word(1) || (run == 3 && ends_word(3)) || is_only(b"+ ") || pandoc::is_border(line),
        b'*' => ends_word(1) || is_only(b"* \t") || is_abbreviation(line),
        b'_' => is_only(b"_ \t"),
        b'=' => is_only(b"= \t") || run == 3,
        b'|' => is_only(b"-:| \t"),
        b':' => ends_word(1) || run >= 3 || is_only(b"-:| \t"),
        b'~' => run >= 3 || ends_word(1),
        b'`' => run >= 3 && !line.get(run..).unwrap_or_default().contains('`'),
        b'!' | b'?' => run >= 3,
        b'[' => starts_definition(line),
        // A comment of MyST, or the title of Pandoc.
        b'%' => return Cow::Owned(line.replacen('%', "&#37;", 1)),
        b'<' if starts_html(line) => return Cow::Owned(line.replacen('<', "&lt;", 1)),
        b'{' => attributes::alone(line).is_some(),
        b'0'..=b'9' => return ordered(line),
        b'(' | b'A'..=b'Z' | b'a'..=b'z' => {
            return pandoc::marker(line).map_or(Cow::Borrowed(line), |marker| Cow::Owned(marker.escaped(line)));
        }
        _ => false,
    };
    if starts_block { Cow::Owned(format!("\\{line}")) } else { Cow::Borrowed(line) }
}

/// Returns whether a line begins a block, of CommonMark or of those that other processors know.
pub(super) fn begins_block(line: &str) -> bool {
    matches!(line_start(line), Cow::Owned(_)) || line.starts_with('|')
}

fn ordered(line: &str) -> Cow<'_, str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let bytes = line.as_bytes();
    let is_marker = digits <= 9
        && matches!(bytes.get(digits), Some(b'.' | b')'))
        && bytes.get(digits + 1).is_none_or(|b| matches!(b, b' ' | b'\t'));
    if !is_marker {
        return Cow::Borrowed(line);
    }
    let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
    Cow::Owned(format!("{number}\\{rest}"))
}

/// Returns whether a line starts a link or footnote definition, a task, or a call-out.
fn starts_definition(line: &str) -> bool {
    let mut is_escaped = false;
    let close = line.char_indices().skip(1).find_map(|(at, c)| {
        let is_close = c == ']' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_close.then_some(at)
    });
    let Some(close) = close else { return false };
    let rest = line.get(close + 1..).unwrap_or_default();
    let is_box = matches!(line.get(1..close), Some(" " | "x" | "X"));
    let is_task = is_box && !rest.starts_with(['(', '[']);
    let is_name = |name: &str| name.starts_with(char::is_alphabetic) && !name.contains(['[', '(']);
    let is_callout = line.get(1..close).and_then(|inner| inner.strip_prefix('!')).is_some_and(is_name);
    rest.starts_with(':') || is_task || is_callout
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(text: &str, unit: &str, place: Place) -> Slot {
        let start = text.find(unit).unwrap();
        Slot { span: start..start + unit.len(), place, labels: Vec::new(), links: None }
    }

    fn shown(text: &str, unit: &str, place: Place, translation: &str) -> String {
        written(&slot(text, unit, place), translation, Manner { text, newline: "\n" }).into_owned()
    }

    #[test]
    fn a_bar_in_a_cell_has_one_backslash() {
        let row = "| unit | c |\n";
        for (given, written) in [("a|b", "a\\|b"), ("a\\|b", "a\\|b"), ("a\\\\|b", "a\\\\|b"), ("`|`", "`\\|`")] {
            assert_eq!(shown(row, "unit", Place::Cell, given), written);
        }
    }

    #[test]
    fn block_starts_are_escaped() {
        let lines = [
            "# a",
            "> a",
            "- a",
            "+ a",
            "* a",
            "---",
            "***",
            "___",
            "===",
            "1. a",
            "12) a",
            "```",
            "~~~",
            "<div>",
            "<!-- a -->",
            "</p>",
            "<b>",
            "[a]: b",
            "[^1]: b",
            "[ ] a",
            "[!NOTE]",
            ": a",
            ":::",
            "!!! note",
            "??? a",
            "|---|",
            ":--",
            "#",
            "#a",
            "a. b",
            "(ii) b",
            "{ .a }",
            "-",
            "1.",
        ];
        for line in lines {
            let escaped = line_start(line);
            assert!(escaped.contains('\\') || escaped.starts_with("&lt;"), "{line}");
        }
    }

    #[test]
    fn ordinary_starts_stay() {
        for line in [
            "-a",
            "*a* b",
            "**a**",
            "1.5",
            "2026",
            "`a` b",
            "```a``` b",
            "<b>a</b>",
            "[a](b)",
            "[a][b]: c",
            "[![a](b)](c) d",
            "[![a]][b]",
            "!a",
            ":a",
            "~~a~~",
        ] {
            assert_eq!(line_start(line), line);
        }
    }

    #[test]
    fn hard_breaks_continue_the_containers() {
        assert_eq!(shown("> 1. abc\n", "abc", Place::Flow, "x\\\n- y"), "x  \n>    \\- y");
        assert_eq!(shown("a\\\nb\n", "a\\\nb", Place::Flow, "x\\\ny"), "x\\\ny");
        assert_eq!(shown("a  \nb\n", "a  \nb", Place::Flow, "x\\\ny\nz"), "x  \ny z");
    }

    #[test]
    fn cells_and_headings_stay_on_their_line() {
        assert_eq!(shown("| a |\n|-|\n", "a", Place::Cell, "x | y \\| z\\"), "x \\| y \\| z\\\\");
        assert_eq!(shown("# a\n", "a", Place::Heading, "1. C #"), "1. C \\#");
        assert_eq!(shown("# a\n", "a", Place::Heading, "x {#b}"), "x &#123;#b}");
        assert_eq!(shown("a\n===\n", "a", Place::Heading, "1. C\n# D"), "1\\. C # D");
        let broken = |translation| shown("> a\\\n> b\n> ===\n", "a\\\n> b", Place::Heading, translation);
        assert_eq!(broken("x\\\n**y**"), "x\\\n> **y**");
        assert_eq!(broken("x\\\n- y\nz #"), "x\\\n> \\- y z \\#");
    }

    #[test]
    fn titles_and_alternatives_stay_in_their_delimiters() {
        assert_eq!(shown("[a](b \"c\")", "c", Place::Title('"'), "x \"y\" \\"), "x &quot;y&quot; &#92;");
        assert_eq!(shown("![a](b)", "a", Place::Alt, "x ] y"), "x \\] y");
        assert_eq!(shown("![a](b)", "a", Place::Alt, "x [y]"), "x [y]");
    }
}
