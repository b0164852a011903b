//! Proof that a written value is read back as it was meant, before it is used.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::extract::value_offset;
use super::parse::{guard, parse};
use super::pattern::{FragmentKind, Layout, fragment_text, variant_start};
use super::shape::key_text;
use super::span::Span;
use super::token::Token;
use super::write::Variant;

/// Returns whether `written`, behind `lead`, is exactly the value `meant`.
pub(super) fn holds_value(lead: &str, written: &str, meant: &[Token]) -> bool {
    with_value(lead, written, |text, pattern, start| resolved(&tokens(text, pattern, start)) == resolved(meant))
}

/// Returns whether `written`, behind `lead`, is exactly one selector with the variants `meant`.
pub(super) fn holds_variants(lead: &str, written: &str, meant: &[Variant]) -> bool {
    with_value(lead, written, |text, pattern, _| {
        let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] =
            pattern.elements.as_slice()
        else {
            return false;
        };
        variants.len() == meant.len()
            && variants.iter().zip(meant).all(|(variant, meant)| {
                let value = tokens(text, &variant.value, variant_start(text, variant));
                key_text(variant) == meant.key
                    && variant.default == meant.is_default
                    && resolved(&value) == resolved(&meant.value)
            })
    })
}

/// Hands the pattern to `judge` if the text is one message with a value and nothing else.
pub(super) fn with_value(lead: &str, written: &str, judge: impl Fn(&str, &Pattern<Span<'_>>, usize) -> bool) -> bool {
    let text = format!("x ={lead}{written}\n");
    let guarded = guard(&text);
    if !guarded.too_deep.is_empty() {
        return false;
    }
    let parsed = parse(&guarded.text);
    let [Entry::Message(only)] = parsed.resource.body.as_slice() else { return false };
    match &only.value {
        Some(value) if only.attributes.is_empty() && only.comment.is_none() => {
            judge(&text, value, value_offset(&text, &only.id))
        }
        _ => false,
    }
}

/// Returns the tokens of a parsed value.
fn tokens(text: &str, pattern: &Pattern<Span<'_>>, start: usize) -> Vec<Token> {
    Layout::of(text, pattern, start)
        .fragments
        .iter()
        .map(|fragment| {
            let own = fragment_text(text, fragment).into_owned();
            if fragment.kind == FragmentKind::Code { Token::Code(own) } else { Token::Text(own) }
        })
        .collect()
}

/// Replaces string literals by what they stand for, and joins neighbouring texts.
fn resolved(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        let own = match token {
            Token::Text(text) => Token::Text(text.clone()),
            Token::Code(code) => literal(code).map_or_else(|| Token::Code(code.clone()), Token::Text),
        };
        match (out.last_mut(), own) {
            (_, Token::Text(next)) if next.is_empty() => {}
            (Some(Token::Text(text)), Token::Text(next)) => text.push_str(&next),
            (_, own) => out.push(own),
        }
    }
    out
}

/// Returns what a placeable that is a string literal stands for.
pub(super) fn literal(code: &str) -> Option<String> {
    let inside = code.strip_prefix('{')?.strip_suffix('}')?.trim_matches([' ', '\n', '\r']);
    let message = format!("x = {{ {inside} }}");
    let parsed = parse(&message);
    let [Entry::Message(only)] = parsed.resource.body.as_slice() else { return None };
    match only.value.as_ref().map(|value| value.elements.as_slice()) {
        Some(
            [PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) }],
        ) => Some(unescaped(value.text)),
        _ => None,
    }
}

/// Resolves the escapes of a string literal (Fluent Syntax 1.0, `quoted_char`).
fn unescaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut letters = content.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        let digits = match letters.next() {
            Some('u') => 4,
            Some('U') => 6,
            Some(escaped) => {
                out.push(escaped);
                continue;
            }
            None => break,
        };
        let code: String = letters.by_ref().take(digits).collect();
        let scalar = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        out.push(scalar.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    out
}
