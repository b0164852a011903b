//! Titles of links and call-outs, and alternatives of images: what may not stand in them, as entities, which mean the same to
//! every processor.

/// Writes backslashes at the end of a title as entities: some parsers take an escaped one before the quote for an escaped
/// quote.
pub(super) fn closed_title(mut text: String) -> String {
    if text.ends_with('\\') {
        let kept = text.trim_end_matches('\\').len();
        let count = (text.len() - kept).div_ceil(2);
        text.truncate(kept);
        text.push_str(&"&#92;".repeat(count));
    }
    text
}

/// Writes the quotation marks that would end a title as entities: Python-Markdown shows the backslash of `\"`.
pub(super) fn unquoted(text: &str, close: char) -> String {
    let entity = match close {
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return text.to_owned(),
    };
    let mut out = String::with_capacity(text.len() + 8);
    let mut is_escaped = false;
    for c in text.chars() {
        if c == close {
            if is_escaped {
                out.pop();
            }
            out.push_str(entity);
        } else {
            out.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}

/// Writes every `<` as `&lt;`, which means the same to every processor.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            '<' => {
                if is_escaped {
                    out.pop();
                }
                out.push_str("&lt;");
            }
            c => out.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}
