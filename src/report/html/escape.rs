//! Untrusted text inside HTML.

use crate::report::visible::code_point;

/// Returns text that is safe in HTML content and in quoted attribute values. Bidirectional controls, other control
/// characters and invisible characters are shown by their code point, so that no text can reorder or hide what stands
/// around it.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

/// As [`escape`], behind what is there already; runs that need nothing are copied whole.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| may_need_escape(byte))) {
        at += step;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let next = at + c.len_utf8();
        let shown = match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' => Some("&quot;"),
            '\'' => Some("&#39;"),
            _ => None,
        };
        let point = if shown.is_none() { code_point(c) } else { None };
        if let Some(shown) = shown.or(point.as_deref()) {
            out.push_str(text.get(copied..at).unwrap_or(""));
            out.push_str(shown);
            copied = next;
        }
        at = next;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
}

/// Returns whether a character that starts with this byte may have to be written otherwise: markup, control characters,
/// and the first bytes of U+0080 to U+00BF, U+2000 to U+2FFF and U+F000 to U+FFFF, where invisible ones lie.
fn may_need_escape(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_as_text() {
        assert_eq!(escape("<script>alert(\"x\")</script>"), "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
        assert_eq!(escape("a\u{202e}b\u{0}"), "a[U+202E]b[U+0000]");
        assert_eq!(escape("Ω„x“ – \u{85}\n\t\u{feff}'"), "Ω„x“ – [U+0085]\n\t[U+FEFF]&#39;");
    }

    #[test]
    fn every_character_that_is_shown_otherwise_is_looked_at() {
        for c in ('\0'..=char::MAX).filter(|&c| code_point(c).is_some()) {
            assert!(may_need_escape(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }
}
