//! Codes of other processors that stand in a sentence and mean something by their letters: icons and emoji (`:warning:`,
//! `:material-clock:`), keys (`++ctrl+alt++`), and keys of citations and cross-references (`[@smith2020]`, `@fig-plan`).

/// The keys of PyMdown that may stand alone; letters and `f1` are keys as well.
const KEYS: [&str; 30] = [
    "alt",
    "alt-gr",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "backspace",
    "caps-lock",
    "cmd",
    "command",
    "control",
    "ctrl",
    "del",
    "delete",
    "down",
    "end",
    "enter",
    "esc",
    "escape",
    "home",
    "ins",
    "insert",
    "left",
    "option",
    "right",
    "shift",
    "space",
    "tab",
    "up",
    "win",
];

/// What references of Quarto begin with.
const REFERENCES: [&str; 16] = [
    "fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "cor-", "prp-", "cnj-", "def-", "exm-", "exr-", "nte-",
    "tip-", "wrn-",
];

/// Returns the length of the code that a text begins with, or 0. `before` is the byte in front of it, `is_bracketed` says that it
/// stands in brackets.
#[must_use]
pub fn code_length(text: &str, before: Option<u8>, is_bracketed: bool) -> usize {
    let is_in_word = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
    match text.as_bytes() {
        [b':', first, ..] if !is_in_word && first.is_ascii_alphanumeric() => icon(text),
        [b'+', b'+', first, ..] if !is_in_word && before != Some(b'+') && first.is_ascii_alphanumeric() => keys(text),
        [b'@', first, ..] if !is_in_word && first.is_ascii_alphanumeric() => citation(text, is_bracketed),
        _ => 0,
    }
}

fn icon(text: &str) -> usize {
    let name = text.get(1..).unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
    let length = name.bytes().take_while(|byte| is_name(byte)).count();
    let has_letter = name.bytes().take(length).any(|byte| byte.is_ascii_alphabetic());
    let behind = name.get(length + 1..).and_then(|rest| rest.chars().next());
    let is_whole = name.as_bytes().get(length) == Some(&b':') && !behind.is_some_and(char::is_alphanumeric);
    if has_letter && is_whole { length + 2 } else { 0 }
}

fn keys(text: &str) -> usize {
    let inner = text.get(2..).unwrap_or_default();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+');
    let length = inner.bytes().take_while(|byte| is_part(byte)).count();
    let Some((keys, _)) = inner.get(..length).and_then(|inner| inner.split_once("++")) else { return 0 };
    let is_key = |key: &str| {
        let is_function = key.strip_prefix('f').is_some_and(|number| number.parse::<u8>().is_ok());
        key.len() == 1 || is_function || KEYS.contains(&key)
    };
    // Words between the same marks are marked as inserted by other processors.
    let is_combined = keys.contains('+') && keys.split('+').any(is_key);
    if is_combined || is_key(keys) { keys.len() + 4 } else { 0 }
}

fn citation(text: &str, is_bracketed: bool) -> usize {
    let key = text.get(1..).unwrap_or_default();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'.' | b'/');
    let length = key.bytes().take_while(|byte| is_part(byte)).count();
    let key = key.get(..length).unwrap_or_default().trim_end_matches(['-', ':', '.', '/']);
    let is_reference = REFERENCES.iter().any(|start| key.starts_with(start));
    if is_bracketed || is_reference { key.len() + 1 } else { 0 }
}

/// The roles of MyST and Sphinx whose text is a target, or holds one in angle brackets.
const ROLES: [&str; 12] =
    ["ref", "doc", "eq", "numref", "cite", "cite:p", "cite:t", "download", "any", "math:numref", "prf:ref", "footcite"];

/// Returns the bytes of the target in the code of a role, ``{ref}`text <target>` ``; `head` is what stands in front of the code.
#[must_use]
pub fn role_target(head: &str, code: &str) -> Option<std::ops::Range<usize>> {
    let (_, name) = head.strip_suffix('}')?.rsplit_once('{')?;
    ROLES.contains(&name).then_some(())?;
    let ticks = code.bytes().take_while(|byte| *byte == b'`').count();
    let inner = code.get(ticks..code.len().checked_sub(ticks)?)?;
    let target = match inner.strip_suffix('>').and_then(|text| text.rfind('<')) {
        Some(open) => open..inner.len(),
        None => 0..inner.len(),
    };
    Some(target.start + ticks..target.end + ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_keys_and_citations_are_codes() {
        for (text, length) in [
            (":warning: x", 9),
            (":material-clock:, x", 16),
            (":+1:", 0),
            (":100:", 0),
            (":a:b", 0),
            ("++ctrl+alt++ x", 12),
            ("++enter++", 9),
            ("++f12++", 7),
            ("++new words++", 0),
            ("++new++", 0),
            ("@fig-plan.", 9),
            ("@user", 0),
        ] {
            assert_eq!(code_length(text, None, false), length, "{text}");
        }
        assert_eq!(code_length("@smith2020, p. 3]", Some(b'['), true), 10);
        assert_eq!(code_length(":b:", Some(b'a'), false) + code_length("@b.eu", Some(b'a'), true), 0);
    }

    #[test]
    fn roles_have_targets() {
        let target = |head: &str, code: &'static str| role_target(head, code).map(|range| &code[range]);
        assert_eq!(target("see {ref}", "`the intro <intro>`"), Some("<intro>"));
        assert_eq!(target("{doc}", "`guide/start`"), Some("guide/start"));
        assert_eq!((target("{kbd}", "`a`"), target("ref", "`a`"), target("{ref} ", "`a`")), (None, None, None));
    }
}
