//! The scalars of YAML 1.2.2 that end by indentation: plain ones (section 7.3.3) and block scalars (chapter 8.1).

use super::super::block::{Scalar, Style};
use super::scalar::{BLANKS, block_folded, block_header, without_comment};

/// Returns the bytes of the line at `at`, without its line ending, and where the next one begins.
pub(super) fn line_at(text: &str, at: usize, end: usize) -> (&str, usize) {
    let rest = text.get(at..end).unwrap_or_default();
    let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
    (rest.get(..length).unwrap_or_default().trim_end_matches(['\n', '\r']), at + length)
}

/// Reads the plain scalar that begins at `start`, below a key or dash in the column `parent`; returns it with the beginning of the
/// line behind it, and none where a key or a text behind a comment stands in it.
pub(super) fn plain(text: &str, start: usize, parent: usize, end: usize) -> Option<(Scalar, usize)> {
    let (line, mut at) = line_at(text, start, end);
    let first = without_comment(line);
    let (mut value, mut last, mut next) = (first.to_owned(), start + first.len(), at);
    let (mut breaks, mut is_ended) = (0, first.len() < line.trim_end_matches(BLANKS).len());
    while at < end {
        let (line, after) = line_at(text, at, end);
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        let content = content.trim_start_matches(BLANKS);
        if content.is_empty() {
            breaks += 1;
        } else if column <= parent {
            break;
        } else if content.starts_with('#') {
            is_ended = true;
        } else if is_ended {
            return None;
        } else {
            let more = without_comment(content);
            is_ended = more.len() < content.trim_end_matches(BLANKS).len();
            value.extend(std::iter::repeat_n('\n', breaks).chain((breaks == 0).then_some(' ')));
            value.push_str(more);
            (last, next, breaks) = (at + line.len() - content.len() + more.len(), after, 0);
        }
        at = after;
    }
    let is_text = !value.contains(": ") && !value.contains(":\t") && !value.ends_with(':');
    let scalar = Scalar { span: start..last, inner: start..last, value, style: Style::Plain { flow: false } };
    is_text.then_some((scalar, next))
}

/// Reads the block scalar whose header stands at `start`, below a key or dash in the column `parent`; returns it, if it has any
/// text, with the beginning of the line behind it, and none for what is no block scalar.
pub(super) fn block(text: &str, start: usize, parent: usize, end: usize) -> Option<(Option<Scalar>, usize)> {
    let (header, first) = line_at(text, start, end);
    let (folded, digit) = block_header(header)?;
    let mut indent = digit.map(|digit| parent + digit);
    let (mut lines, mut at, mut last) = (Vec::new(), first, first);
    // The deepest blank line above the text.
    let mut deepest = 0;
    while at < end {
        let (line, next) = line_at(text, at, end);
        let depth = line.len() - line.trim_start_matches(' ').len();
        if depth < line.len() {
            if depth <= parent || indent.is_some_and(|indent| depth < indent) {
                break;
            }
            indent.get_or_insert(depth);
            last = at + line.len();
        } else if indent.is_none() {
            deepest = deepest.max(depth);
        }
        lines.push(indent.and_then(|indent| line.get(indent..)).unwrap_or_default());
        at = next;
    }
    let Some(indent) = indent.filter(|_| last > first) else { return Some((None, at)) };
    let texts = lines.iter().rposition(|line| !line.trim_start_matches(BLANKS).is_empty()).map_or(0, |last| last + 1);
    lines.truncate(texts);
    let value = if folded { block_folded(&lines) } else { lines.join("\n") };
    let inner = first + indent.min(last - first)..last;
    let scalar = Scalar { span: first..last, inner, value, style: Style::Block { indent, folded } };
    (deepest <= indent).then_some((Some(scalar), at))
}
