//! A glance at a page: whether it has a line that other processors than CommonMark's read in their own way.

use memchr::memmem;

use super::callout_line::stands_in_body;
use super::{attributes, colon, kept, pandoc};

/// Returns whether a line may have to be masked; few pages have one.
pub(super) fn needs_mask(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut start, mut is_after_blank) = (0, true);
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let at = start + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let end = super::mask::line_end(bytes, at);
        let line = text.get(at..end).unwrap_or_default();
        let width = pandoc::markers(line);
        let content = line.get(width..).unwrap_or_default();
        let is_masked = match content.as_bytes() {
            [b':', next, ..] if !matches!(next, b' ' | b'\t' | b':') => colon::may_be_bare(content),
            [b':', b' ', ..] => {
                attributes::alone(content.get(2..).unwrap_or_default()).is_some() || stands_in_body(content)
            }
            [b'[', b'^', ..] => stands_in_body(content),
            [b'$', b'$', ..] | [b'\\', b'[' | b'\\', ..] => true,
            [b':', b':', b':', ..] | [b'!', b'!', b'!', ..] | [b'?', b'?', b'?', ..] => true,
            [b'=', b'=', b'=', b' ' | b'+' | b'!', ..] | [b'[', b'!', ..] | [b'*', b'[', ..] => true,
            // Tags; lists of attributes end with their line.
            [b'{', next, ..] => matches!(next, b'{' | b'%' | b':') || content.trim_end().ends_with('}'),
            [b'+', b'-' | b'=' | b':', ..] | [b'#', b'.', ..] | [b'(', ..] => true,
            [b'-', b'-', ..] | [b'%', ..] | [b'\\', b'a'..=b'z', ..] => true,
            [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] => content.contains('{'),
            [b'/', b'/', b'/', ..] | [b'+', b'+', b'+', ..] | [b'<', b'<', b'<', ..] => true,
            [b'-', b'8', ..] | [b';', b'-', ..] => true,
            [b'[', ..] => content.contains("]: {") || kept::line(content).is_some(),
            [b'|', ..] => {
                let is_tabbed =
                    text.get(start..at).is_some_and(|lead| lead.ends_with(super::mask::TABBED) && lead.contains('>'));
                is_tabbed || ((is_after_blank || width > 0) && pandoc::begins_lines(text, content, end))
            }
            [b'<', ..] => memmem::find_iter(content.as_bytes(), b"arkdown").next().is_some() || !content.contains('>'),
            [first, ..] if first.is_ascii_alphabetic() => {
                pandoc::may_number(content.as_bytes()) && pandoc::marker(content).is_some()
            }
            _ => false,
        };
        if is_masked {
            return true;
        }
        is_after_blank = at == end;
        start = end + 1;
    }
    false
}
