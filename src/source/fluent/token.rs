//! What a translator typed: text, and placeables that the English has too.
//!
//! Nothing else gets through as a placeable. A brace that opens none is text and will be escaped.

use fluent_syntax::ast::{Entry, Expression, PatternElement};

use super::parse::{guard, parse};
use super::pattern::on_one_line;
use super::signature::{has_select, signature};

/// The longest placeable that is looked for, in bytes.
const MAX_PLACEABLE: usize = 1000;

/// One stretch of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, line feeds included, carriage returns in front of them not.
    Text(String),
    /// A placeable with its braces, on one line.
    Code(String),
}

/// Which placeables a translation may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed<'a> {
    /// Their signatures.
    pub(super) signatures: &'a [String],
    /// Whether any variable may be used; true for what only the target's own terms have.
    pub(super) any_variable: bool,
}

impl Allowed<'_> {
    fn has(&self, wanted: &str) -> bool {
        (self.any_variable && wanted.starts_with('$')) || self.signatures.iter().any(|signature| signature == wanted)
    }
}

/// Cuts a translation into tokens.
///
/// # Errors
/// The reason, in one line, when the text has a selector, a placeable that the English has not, or one that is broken.
pub(super) fn tokenise(text: &str, allowed: Allowed<'_>) -> Result<Vec<Token>, String> {
    let text = text.replace("\r\n", "\n");
    let mut tokens = Vec::new();
    let mut run = String::new();
    let mut rest = text.as_str();
    while let Some(brace) = rest.find('{') {
        let (before, from) = rest.split_at(brace);
        run.push_str(before);
        if let Some((code, after)) = placeable(from) {
            check(code, allowed)?;
            if !run.is_empty() {
                tokens.push(Token::Text(std::mem::take(&mut run)));
            }
            tokens.push(Token::Code(on_one_line(code).into_owned()));
            rest = after;
        } else {
            if is_broken(from) {
                let start: String = from.chars().take(24).collect();
                return Err(format!("`{start}` looks like a placeable, but is none"));
            }
            run.push('{');
            rest = from.get(1..).unwrap_or("");
        }
    }
    run.push_str(rest);
    if !run.is_empty() {
        tokens.push(Token::Text(run));
    }
    Ok(tokens)
}

/// Cuts an English text into tokens, trusting its placeables.
pub(super) fn trusted(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(brace) = rest.find('{') {
        let (before, from) = rest.split_at(brace);
        let length = closing(from, usize::MAX).unwrap_or(from.len());
        let (code, after) = from.split_at(length);
        if !before.is_empty() {
            tokens.push(Token::Text(before.to_owned()));
        }
        tokens.push(Token::Code(code.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest.to_owned()));
    }
    tokens
}

/// Splits a text that starts with `{` behind its first placeable, if there is one.
fn placeable(text: &str) -> Option<(&str, &str)> {
    let (code, after) = text.split_at(closing(text, MAX_PLACEABLE)?);
    expression(code, |_| ()).map(|()| (code, after))
}

/// Returns the length of the placeable that the text starts with, going by braces and quotes alone.
fn closing(text: &str, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().take(limit) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'\n' if is_quoted => return None,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => depth += 1,
            b'}' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Hands the expression of a placeable to `read`; none when the text is not exactly one placeable.
fn expression<T>(code: &str, read: impl Fn(&Expression<super::span::Span<'_>>) -> T) -> Option<T> {
    let message = format!("x = {code}");
    if !guard(&message).too_deep.is_empty() {
        return None;
    }
    let parsed = parse(&message);
    let [Entry::Message(only)] = parsed.resource.body.as_slice() else { return None };
    let elements = only.value.as_ref().map(|value| value.elements.as_slice());
    match (elements, only.attributes.as_slice()) {
        (Some([PatternElement::Placeable { expression }]), []) => Some(read(expression)),
        _ => None,
    }
}

/// Refuses selectors and placeables that the English has not.
fn check(code: &str, allowed: Allowed<'_>) -> Result<(), String> {
    let found = expression(code, |expression| match expression {
        expression if has_select(expression) => Err(()),
        Expression::Inline(inline) => Ok(signature(inline)),
        Expression::Select { .. } => Err(()),
    });
    match found {
        Some(Ok(Some(signature))) if !allowed.has(&signature) => Err(format!("`{code}` is not in the English text")),
        Some(Err(())) => Err("it adds a selector".to_owned()),
        Some(Ok(_)) | None => Ok(()),
    }
}

/// Returns whether a text that starts with `{` and with no placeable was probably meant as one.
fn is_broken(text: &str) -> bool {
    let inside = text.get(1..).unwrap_or("").trim_start_matches(' ').as_bytes();
    match inside {
        [b'$', ..] => true,
        [b'-', next, ..] => next.is_ascii_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Result<Vec<Token>, String> {
        let signatures = ["$count".to_owned(), "-brand".to_owned(), "NUMBER($size)".to_owned()];
        tokenise(text, Allowed { signatures: &signatures, any_variable: false })
    }

    fn text(text: &str) -> Token {
        Token::Text(text.to_owned())
    }

    fn code(code: &str) -> Token {
        Token::Code(code.to_owned())
    }

    #[test]
    fn known_placeables_may_be_reordered_respaced_and_repeated() {
        assert_eq!(
            tokens("{$count} af { -brand(case: \"genitive\") }{ $count }"),
            Ok(vec![code("{$count}"), text(" af "), code("{ -brand(case: \"genitive\") }"), code("{ $count }")])
        );
        assert!(tokens("{ NUMBER($size, maximumFractionDigits: 0) }").is_ok());
    }

    #[test]
    fn foreign_placeables_are_refused() {
        assert_eq!(tokens("{ $name }"), Err("`{ $name }` is not in the English text".to_owned()));
        for foreign in ["{ other }", "{ 7 }", "{ -brand.gender }", "{ NUMBER($count) }", "{ { $name } }"] {
            assert!(tokens(foreign).is_err() || tokens(foreign) == Ok(vec![text(foreign)]), "{foreign}");
        }
        assert_eq!(tokens("{ $count ->\n *[other] x\n}"), Err("it adds a selector".to_owned()));
    }

    #[test]
    fn damaged_placeables_are_refused_and_other_braces_are_text() {
        assert!(tokens("{ $ count }").is_err());
        assert!(tokens("{ $count").is_err());
        assert_eq!(tokens("a } { b c } {"), Ok(vec![text("a } { b c } {")]));
    }

    #[test]
    fn string_literals_are_always_allowed() {
        assert_eq!(tokens("{ \"{\" }x"), Ok(vec![code("{ \"{\" }"), text("x")]));
    }

    #[test]
    fn a_wall_of_braces_takes_no_time() {
        assert_eq!(tokens(&"{".repeat(100_000)), Ok(vec![text(&"{".repeat(100_000))]));
        assert!(tokens(&format!("{}{}", "{".repeat(450), "}".repeat(450))).is_ok());
    }
}
