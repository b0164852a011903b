//! Finds what machines read in the middle of a sentence: addresses, file names, variables, options, tags.
//!
//! Nothing in it is a word: a letter or a capital that changes leads elsewhere.

use super::token::{Kind, Token};

/// Returns whether something that machines read may begin behind a token. After anything else, its beginning was seen before.
pub(super) fn may_begin(before: Option<&Token<'_>>) -> bool {
    before.is_none_or(|token| match token.kind {
        Kind::Space | Kind::Markup => true,
        Kind::Mark => token.text.starts_with(ends),
        _ => false,
    })
}

/// Returns kind and length of what machines read at the start of a text, or none.
pub(super) fn technical(text: &str) -> Option<(Kind, usize)> {
    let first = text.chars().next()?;
    if !(first.is_alphanumeric() || matches!(first, '@' | '#' | '$' | '%' | '-' | '/' | '.' | '~' | ':' | '\\')) {
        return None;
    }
    let end = text.char_indices().skip(1).find(|&(_, c)| ends(c)).map_or(text.len(), |(at, _)| at);
    let whole = text.get(..end)?;
    let chunk = whole.trim_end_matches(['.', ':', '?', '-', '_', '\\']);
    let tail = chunk.get(first.len_utf8()..)?;
    let is_named = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let kind = match first {
        _ if first.is_alphanumeric() && is_word(chunk) => None,
        '@' | '#' => is_named(tail).then_some(Kind::Target),
        '$' => is_named(tail).then_some(Kind::Placeholder),
        '%' => (is_named(tail) && tail.len() > 1 && tail.ends_with('%')).then_some(Kind::Placeholder),
        '-' => is_named(tail.strip_prefix('-').unwrap_or(tail)).then_some(Kind::Code),
        '/' => is_named(tail).then_some(Kind::Target),
        '.' | '~' => {
            let name = tail.strip_prefix('.').filter(|tail| tail.starts_with('/')).unwrap_or(tail);
            is_named(name.strip_prefix('/').unwrap_or(name)).then_some(Kind::Target)
        }
        ':' => {
            let is_closed = whole.get(chunk.len()..).is_some_and(|rest| rest.starts_with(':'));
            return is_named(tail).then_some((Kind::Code, chunk.len() + usize::from(is_closed)));
        }
        '\\' => tail.starts_with(char::is_alphabetic).then_some(Kind::Code),
        _ if is_address(chunk) => Some(Kind::Target),
        _ if is_identifier(chunk) => Some(Kind::Code),
        _ => None,
    };
    let is_call = chunk.len() == end && text.get(end..).is_some_and(|rest| rest.starts_with("()"));
    match kind {
        None if is_call => Some((Kind::Code, end + 2)),
        kind => kind.map(|kind| (kind, chunk.len())),
    }
}

/// What stands in no address and no identifier.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | ';' | '!' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '*' | '`' | '|' | '…')
        || matches!(c, '"' | '\'' | '«' | '»' | '–' | '—' | '\u{2018}'..='\u{201f}')
}

/// Returns whether a text without spaces is an address of mail or web, or a file: `a@b.eu`, `b.eu/x`, `plan.pdf`, `C:\x`.
fn is_address(chunk: &str) -> bool {
    let is_part = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_end = |label: &str| {
        let is_case = |of: fn(&char) -> bool| label.chars().all(|c| c.is_alphabetic() && of(&c));
        label.len() >= 2 && (is_case(|c| c.is_lowercase()) || is_case(|c| c.is_uppercase()))
    };
    let is_dotted =
        |part: &str| part.rsplit_once('.').is_some_and(|(head, end)| is_end(end) && head.split('.').all(is_part));
    chunk.chars().skip(1).any(|c| matches!(c, '@' | '\\')) && !chunk.contains("\\_")
        || between(chunk, ':', |before, after| before.is_alphabetic() && (after.is_alphabetic() || after == ':'))
        || chunk.matches('/').count() >= 2
        || chunk.contains('.') && chunk.split(['/', '?', '#', ':', '_']).any(is_dotted)
}

/// Returns whether a text without spaces is written as in a program: `user_id`, `key=value`.
fn is_identifier(chunk: &str) -> bool {
    between(chunk, '_', |before, after| (before.is_alphanumeric() || before == '\\') && after.is_alphanumeric())
        || between(chunk, '=', |before, after| before.is_alphanumeric() && after.is_alphanumeric())
}

/// Returns whether a character stands between two that are as wanted.
fn between(text: &str, wanted: char, are_wanted: impl Fn(char, char) -> bool) -> bool {
    let mut chars = text.chars();
    let (Some(mut before), Some(mut here)) = (chars.next(), chars.next()) else { return false };
    for after in chars {
        if here == wanted && are_wanted(before, after) {
            return true;
        }
        (before, here) = (here, after);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_machines_read_is_one_piece() {
        for (text, piece) in [
            ("info@organize.eu for help", "info@organize.eu"),
            ("organize.eu.", "organize.eu"),
            ("program.pdf, first", "program.pdf"),
            ("README.MD", "README.MD"),
            ("example.org/colour?x=1 now", "example.org/colour?x=1"),
            ("src/a/colour", "src/a/colour"),
            ("/etc/colour", "/etc/colour"),
            ("~/colour", "~/colour"),
            ("@color on", "@color"),
            ("#organize!", "#organize"),
            ("$color here", "$color"),
            ("%colour%", "%colour%"),
            ("--colour=red", "--colour=red"),
            (":colour: x", ":colour:"),
            (":colour x", ":colour"),
            ("../colour", "../colour"),
            (".colour", ".colour"),
            ("user_id is", "user_id"),
            ("user\\_id is", "user\\_id"),
            ("colour=red", "colour=red"),
            ("std::colour", "std::colour"),
            ("colour() x", "colour()"),
            ("foo_bar_ x", "foo_bar"),
        ] {
            assert_eq!(technical(text).and_then(|(_, length)| text.get(..length)), Some(piece), "{text}");
        }
    }

    #[test]
    fn words_and_numbers_are_left_alone() {
        for text in [
            "colour",
            "e.g. this",
            "i.e.",
            "5 p.m.",
            "and/or",
            "U.S.A.",
            "10:30",
            "3.5",
            "end.Next",
            "well-known",
            "...and",
            "- a",
        ] {
            assert_eq!(technical(text), None, "{text}");
        }
    }
}
