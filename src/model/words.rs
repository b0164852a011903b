//! Word counts as a professional tool counts them.

/// Returns the number of words in a unit's text.
///
/// Markup, code spans, link targets, HTML tags, Fluent placeables and web addresses are not counted. A word is a
/// run of characters between spaces that holds a letter or digit; hyphens and apostrophes do not split
/// (the usual count of word processors, and GMX-V 2.0 section 2.7 for text without punctuation).
#[must_use]
pub fn count_words(text: &str) -> u64 {
    let mut words = 0;
    let mut rest = text;
    let mut inside = false;
    while let Some(first) = rest.chars().next() {
        let skipped = skip_code(rest);
        if skipped > 0 {
            rest = rest.get(skipped..).unwrap_or("");
            continue;
        }
        if first.is_whitespace() || matches!(first, '–' | '—' | '|' | '/') {
            inside = false;
        } else if first.is_alphanumeric() && !inside {
            inside = true;
            words += 1;
        }
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
    words
}

/// Returns the length of the code, tag, placeable or link target that `text` starts with, or 0.
fn skip_code(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'`') => {
            let ticks = bytes.iter().take_while(|&&b| b == b'`').count();
            let fence = text.get(..ticks).unwrap_or("");
            let body = text.get(ticks..).unwrap_or("");
            body.find(fence).map_or(0, |end| ticks + end + ticks)
        }
        Some(b'<') => {
            let is_tag = bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
            if is_tag { text.find('>').map_or(0, |end| end + 1) } else { 0 }
        }
        Some(b'{') => text.find('}').map_or(0, |end| end + 1),
        Some(b']') if bytes.get(1) == Some(&b'(') => text.find(')').map_or(0, |end| end + 1),
        Some(b']') if bytes.get(1) == Some(&b'[') => {
            text.get(1..).and_then(|rest| rest.find(']')).map_or(0, |end| end + 2)
        }
        Some(b'h') if text.starts_with("http://") || text.starts_with("https://") => {
            text.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']')).unwrap_or(text.len())
        }
        _ => 0,
    }
}
