//! Untrusted text inside Markdown.

use super::visible::code_point;

/// Returns text that Markdown and HTML inside it show as it is, on one line; hidden characters are shown by their code
/// point.
#[must_use]
pub fn markdown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            // CommonMark 0.31.2, section 2.4: any ASCII punctuation may be escaped; these have a meaning inside a line.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' => out.extend(['\\', c]),
            c => match code_point(c) {
                Some(shown) => out.push_str(&format!("\\[{}\\]", shown.trim_matches(['[', ']']))),
                None => out.push(c),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_as_text() {
        let text = markdown_text("=1+1 <script>alert(3)</script> \u{202e}rev\n# `x` | [a](b)");
        assert_eq!(text, "=1+1 \\<script\\>alert(3)\\</script\\> \\[U+202E\\]rev \\# \\`x\\` \\| \\[a\\](b)");
        assert_eq!(markdown_text("Public deliberation: české školy"), "Public deliberation: české školy");
    }
}
