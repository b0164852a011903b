//! Characters that nobody sees, made visible.

/// Returns how a character is shown that would be invisible, reorder the text around it, or steer a terminal: by its code
/// point, as `[U+202E]`. None for all others.
#[must_use]
pub(super) fn code_point(c: char) -> Option<String> {
    let is_hidden = match c {
        '\n' | '\t' => false,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => true,
        c => c.is_control(),
    };
    is_hidden.then(|| format!("[U+{:04X}]", u32::from(c)))
}

/// Returns JSON with every hidden character inside its texts as an escape: another spelling of the same values.
#[must_use]
pub fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match code_point(c) {
            // All hidden characters lie in the basic plane.
            Some(_) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            None => out.push(c),
        }
    }
    out
}

/// Returns a text with its hidden characters shown.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match code_point(c) {
            Some(shown) => out.push_str(&shown),
            None => out.push(c),
        }
    }
    out
}
