//! Untrusted text inside HTML.

use crate::report::visible::code_point;

/// Returns text that is safe in HTML content and in quoted attribute values. Bidirectional controls, other control
/// characters and invisible characters are shown by their code point, so that no text can reorder or hide what stands
/// around it.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => match code_point(c) {
                Some(shown) => out.push_str(&shown),
                None => out.push(c),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn hostile_text_is_shown_as_text() {
        assert_eq!(escape("<script>alert(\"x\")</script>"), "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
        assert_eq!(escape("a\u{202e}b\u{0}"), "a[U+202E]b[U+0000]");
    }
}
