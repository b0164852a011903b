//! The scalars of YAML 1.2.2 (chapters 6.5, 7.3 and 8.1): quoted, plain and block, folded as every reader folds them.

use super::super::block::{Scalar, Style};

/// Reads the quoted scalar that begins at `start`; none for one that nothing closes before `end`, or with an unknown escape.
pub(super) fn quoted(text: &str, start: usize, end: usize) -> Option<Scalar> {
    let close = closing_quote(text, start, end)?;
    let inner = start + 1..close;
    let raw = text.get(inner.clone())?;
    let (value, style) = if text.as_bytes().get(start) == Some(&b'\'') {
        (flow_folded(raw, false).replace("''", "'"), Style::Single)
    } else {
        (unescape(&flow_folded(raw, true))?, Style::Double)
    };
    Some(Scalar { span: start..close + 1, inner, value, style })
}

/// Returns where the quotation mark stands that closes the one at `start`.
pub(super) fn closing_quote(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(..end)?;
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte != quote => at += 1,
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            _ => return Some(at),
        }
    }
}

/// Folds the lines of a quoted scalar, or of a plain one in brackets: a single break becomes a space, of several all but one
/// are kept, and the blanks around them go. With `escapes`, a break behind a backslash goes too.
pub(super) fn flow_folded(raw: &str, escapes: bool) -> String {
    if !raw.contains('\n') {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut lines = raw.split('\n').peekable();
    let (mut breaks, mut is_joined, mut is_first) = (0, true, true);
    while let Some(line) = lines.next() {
        let is_last = lines.peek().is_none();
        let line = if is_first { line } else { line.trim_start_matches(BLANKS) };
        let line = if is_last { line } else { end_trimmed(line.strip_suffix('\r').unwrap_or(line), escapes) };
        if line.is_empty() && !is_first && !is_last {
            breaks += 1;
            continue;
        }
        match breaks {
            0 if is_joined => {}
            0 => out.push(' '),
            _ => out.extend(std::iter::repeat_n('\n', breaks)),
        }
        is_joined = escapes && !is_last && ends_escaped(line);
        out.push_str(if is_joined { line.get(..line.len() - 1).unwrap_or_default() } else { line });
        (breaks, is_first) = (0, false);
    }
    out
}

/// A longer key has to be marked with `?` (YAML 1.2.2, section 7.4.2), in bytes.
pub(super) const LONGEST: usize = 1024;

/// What separates words within a line.
pub(super) const BLANKS: [char; 2] = [' ', '\t'];

/// Returns a line without the blanks at its end, but for one that a backslash keeps.
fn end_trimmed(line: &str, escapes: bool) -> &str {
    let trimmed = line.trim_end_matches(BLANKS);
    let kept = usize::from(escapes && trimmed.len() < line.len() && ends_escaped(trimmed));
    line.get(..trimmed.len() + kept).unwrap_or(trimmed)
}

/// Returns whether a line ends in a backslash that belongs to what follows.
fn ends_escaped(line: &str) -> bool {
    line.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Folds the lines of a block scalar: breaks beside a line that begins with a blank are all kept.
pub(super) fn block_folded(lines: &[&str]) -> String {
    let mut out = String::new();
    let (mut breaks, mut was_spaced) = (0, None);
    for line in lines {
        if line.is_empty() {
            breaks += 1;
            continue;
        }
        let is_spaced = line.starts_with(BLANKS);
        match was_spaced {
            Some(was_spaced) if was_spaced || is_spaced => breaks += 1,
            Some(_) if breaks == 0 => out.push(' '),
            Some(_) | None => {}
        }
        out.extend(std::iter::repeat_n('\n', breaks));
        out.push_str(line);
        (breaks, was_spaced) = (0, Some(is_spaced));
    }
    out
}

/// Returns the style marks of a block scalar's header: whether it is folded, and the digit of its indentation; none for what is no
/// header.
pub(super) fn block_header(header: &str) -> Option<(bool, Option<usize>)> {
    let marks = without_comment(header);
    let rest = marks.get(1..)?;
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let is_header = rest.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'));
    let digit = rest.bytes().find(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
    (is_header && digits < 2 && rest.len() < digits + 2).then_some((marks.starts_with('>'), digit))
}

/// Returns a line's text up to a comment.
pub(in super::super) fn without_comment(line: &str) -> &str {
    let is_comment = |at: &usize| line.get(..*at).is_some_and(|head| head.ends_with(BLANKS));
    let end = memchr::memchr_iter(b'#', line.as_bytes()).find(is_comment).unwrap_or(line.len());
    line.get(..end).unwrap_or(line).trim_end_matches(BLANKS)
}

/// Returns whether a plain scalar is a string in YAML 1.1 and in YAML 1.2: no word for a truth value or for nothing, no number and
/// no date.
pub(super) fn is_string(value: &str) -> bool {
    let is_word = WORDS.iter().any(|word| value.eq_ignore_ascii_case(word));
    let digits = value.trim_start_matches(['+', '-']);
    let radix = digits.get(..2).is_some_and(|radix| matches!(radix, "0x" | "0o" | "0b"));
    let is_based = radix && digits.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    let is_numeric = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().all(|byte| byte.is_ascii_digit() || b".-+:_eETtZ ".contains(&byte));
    let is_date = value.as_bytes().get(4) == Some(&b'-');
    !is_word && !is_based && !(is_numeric && (is_date || !value.contains(' ')))
}

/// The plain scalars without digits that are no strings (`=` is the type "value" of YAML 1.1), in lower case.
const WORDS: [&str; 15] =
    ["", "~", "null", "true", "false", "yes", "no", "on", "off", ".nan", ".inf", "-.inf", "+.inf", "<<", "="];

/// Returns whether every reader of YAML takes a plain scalar for a string; many take more for numbers than they should.
pub(in super::super) fn is_surely_string(value: &str) -> bool {
    let bare = value.trim_start_matches(['+', '-', '.']);
    let is_letter = |byte: u8| !byte.is_ascii() || (byte.is_ascii_alphabetic() && !byte.is_ascii_hexdigit());
    let is_numeric = bare.starts_with(|c: char| c.is_ascii_digit()) && !bare.bytes().any(is_letter);
    let radix = bare.as_bytes().get(..2).unwrap_or_default();
    let is_based = matches!(radix, [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B']);
    is_string(value) && !is_numeric && !is_based && !matches!(value, "y" | "Y" | "n" | "N")
}

/// Resolves the escapes of a double-quoted scalar (YAML 1.2.2 section 5.7); none for an invalid one.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { escaped(&mut chars)? } else { c });
    }
    Some(out)
}

/// Returns the character behind a backslash.
fn escaped(chars: &mut std::str::Chars<'_>) -> Option<char> {
    Some(match chars.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => hexadecimal(chars, 2)?,
        'u' => hexadecimal(chars, 4)?,
        'U' => hexadecimal(chars, 8)?,
        other @ ('"' | '\\' | '/' | ' ' | '\t') => other,
        _ => return None,
    })
}

/// Reads a character by its code.
fn hexadecimal(chars: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let code: String = chars.by_ref().take(digits).collect();
    let is_whole = code.len() == digits && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_whole.then(|| char::from_u32(u32::from_str_radix(&code, 16).ok()?)).flatten()
}
