//! Writing values that Fluent reads back as they were meant.
//!
//! Everything that Fluent cannot hold bare is put into a string literal: braces, a `.`, `*` or `[` at the start of a
//! line, spaces at the start or end of a line, empty first and last lines, carriage returns. So a text, whatever it
//! contains, stays the value of its own message.

use std::fmt::Write as _;

use super::token::Token;

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'n> {
    /// The indent of further lines, in columns; at least 1.
    pub(super) indent: usize,
    /// Whether the value starts on a line of its own.
    pub(super) is_block: bool,
    /// The line end.
    pub(super) newline: &'n str,
}

/// A variant to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    /// Its key.
    pub(super) key: String,
    /// Whether it is the default.
    pub(super) is_default: bool,
    /// Its text.
    pub(super) value: Vec<Token>,
}

/// Writes a value without selector.
pub(super) fn value(tokens: &[Token], place: Place<'_>) -> String {
    let lines = lines(tokens);
    let last = lines.len() - 1;
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push_str(place.newline);
        }
        let is_outer = number == 0 || number == last;
        if line.is_empty() && !is_outer {
            continue;
        }
        if number > 0 {
            indent(&mut out, place.indent);
        }
        write_line(line, number > 0 || place.is_block, &mut out);
    }
    out
}

/// Writes one selector with its variants.
pub(super) fn select(selector: &str, variants: &[Variant], place: Place<'_>) -> String {
    let base = if place.is_block { place.indent } else { place.indent.saturating_sub(4) };
    let mut out = format!("{{ {selector} ->{}", place.newline);
    for variant in variants {
        indent(&mut out, base + if variant.is_default { 3 } else { 4 });
        let star = if variant.is_default { "*" } else { "" };
        let inner = Place { indent: base + 8, is_block: false, newline: place.newline };
        let _ = write!(out, "{star}[{}] {}{}", variant.key, value(&variant.value, inner), place.newline);
    }
    indent(&mut out, base);
    out.push('}');
    out
}

/// Writes text in Fluent's own notation, line by line.
pub(super) fn raw(text: &str, place: Place<'_>) -> String {
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push_str(place.newline);
        }
        if number > 0 && !line.trim().is_empty() {
            indent(&mut out, place.indent);
        }
        out.push_str(line);
    }
    out
}

fn indent(out: &mut String, columns: usize) {
    out.extend(std::iter::repeat_n(' ', columns));
}

/// Part of a line.
enum Piece<'t> {
    Text(&'t str),
    Code(&'t str),
}

/// Cuts tokens into lines; there is always at least one.
fn lines(tokens: &[Token]) -> Vec<Vec<Piece<'_>>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for token in tokens {
        match token {
            Token::Code(code) => line.push(Piece::Code(code)),
            Token::Text(text) => {
                for (number, part) in text.split('\n').enumerate() {
                    if number > 0 {
                        lines.push(std::mem::take(&mut line));
                    }
                    if !part.is_empty() {
                        line.push(Piece::Text(part));
                    }
                }
            }
        }
    }
    lines.push(line);
    lines
}

/// Writes one line of a value. `is_fresh` says whether the line starts behind an indent.
fn write_line(line: &[Piece<'_>], is_fresh: bool, out: &mut String) {
    if line.is_empty() {
        literal("", out);
    }
    let last = line.len().saturating_sub(1);
    for (number, piece) in line.iter().enumerate() {
        match piece {
            Piece::Code(code) => out.push_str(code),
            Piece::Text(text) => write_text(text, number == 0, number == last, is_fresh, out),
        }
    }
}

fn write_text(text: &str, is_first: bool, is_last: bool, is_fresh: bool, out: &mut String) {
    let mut rest = text;
    if is_first {
        let body = rest.trim_start_matches(' ');
        let spaces = rest.get(..rest.len() - body.len()).unwrap_or("");
        if !spaces.is_empty() {
            literal(spaces, out);
        } else if is_fresh && rest.starts_with(['.', '*', '[']) {
            literal(rest.get(..1).unwrap_or(""), out);
            rest = rest.get(1..).unwrap_or("");
        }
        rest = rest.trim_start_matches(|c| c == ' ' && !spaces.is_empty());
    }
    let body = if is_last { rest.trim_end_matches(' ') } else { rest };
    for character in body.chars() {
        match character {
            '{' => literal("{", out),
            '}' => literal("}", out),
            '\r' => literal("\\u000D", out),
            other => out.push(other),
        }
    }
    let spaces = rest.get(body.len()..).unwrap_or("");
    if !spaces.is_empty() {
        literal(spaces, out);
    }
}

fn literal(content: &str, out: &mut String) {
    let _ = write!(out, "{{ \"{content}\" }}");
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: Place<'static> = Place { indent: 4, is_block: true, newline: "\n" };
    const INLINE: Place<'static> = Place { indent: 4, is_block: false, newline: "\n" };

    fn text(text: &str) -> Vec<Token> {
        vec![Token::Text(text.to_owned())]
    }

    #[test]
    fn ordinary_text_is_bare() {
        assert_eq!(value(&text("To be: [or] *not*, \"to\" be."), INLINE), "To be: [or] *not*, \"to\" be.");
        assert_eq!(value(&text("one\n\ntwo"), INLINE), "one\n\n    two");
    }

    #[test]
    fn what_fluent_cannot_hold_bare_is_quoted() {
        assert_eq!(value(&text("{x}"), INLINE), "{ \"{\" }x{ \"}\" }");
        assert_eq!(value(&text(" a  "), INLINE), "{ \" \" }a{ \"  \" }");
        assert_eq!(value(&text("   "), INLINE), "{ \"   \" }");
        assert_eq!(value(&text("[a]"), BLOCK), "{ \"[\" }a]");
        assert_eq!(value(&text("[a]\n.b\n*c"), INLINE), "[a]\n    { \".\" }b\n    { \"*\" }c");
        assert_eq!(value(&text("\na\n  \n"), INLINE), "{ \"\" }\n    a\n    { \"  \" }\n    { \"\" }");
        assert_eq!(value(&text("a\rb"), INLINE), "a{ \"\\u000D\" }b");
    }

    #[test]
    fn selectors_are_laid_out_as_people_do() {
        let variants = [
            Variant { key: "one".to_owned(), is_default: false, value: text("et kursus") },
            Variant { key: "other".to_owned(), is_default: true, value: text("kurser\nog mere") },
        ];
        assert_eq!(
            select("$count", &variants, BLOCK),
            "{ $count ->\n        [one] et kursus\n       *[other] kurser\n            og mere\n    }"
        );
    }
}
