//! What a placeable refers to, so that one from a translation can be compared with those of the English text.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::span::Span;

/// Names what a placeable inserts: `$count`, `message.title`, `-term`, `NUMBER($size)`, `#7` for a number.
///
/// Options of functions and parameters of terms are left out, because grammar and number formats belong to the target
/// language. None for a string literal, which may stand anywhere.
pub(super) fn signature(inline: &InlineExpression<Span<'_>>) -> Option<String> {
    match inline {
        InlineExpression::StringLiteral { .. } => None,
        InlineExpression::NumberLiteral { value } => Some(format!("#{}", value.text)),
        InlineExpression::VariableReference { id } => Some(format!("${}", id.name.text)),
        InlineExpression::MessageReference { id, attribute: None } => Some(id.name.text.to_owned()),
        InlineExpression::MessageReference { id, attribute: Some(attribute) } => {
            Some(format!("{}.{}", id.name.text, attribute.name.text))
        }
        InlineExpression::TermReference { id, attribute: None, .. } => Some(format!("-{}", id.name.text)),
        InlineExpression::TermReference { id, attribute: Some(attribute), .. } => {
            Some(format!("-{}.{}", id.name.text, attribute.name.text))
        }
        InlineExpression::FunctionReference { id, arguments } => {
            let inputs: Vec<String> =
                arguments.positional.iter().map(|argument| signature(argument).unwrap_or_default()).collect();
            Some(format!("{}({})", id.name.text, inputs.join(", ")))
        }
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inner) => signature(inner),
            Expression::Select { selector, .. } => signature(selector),
        },
    }
}

/// Adds the signatures of all placeables and selectors of a pattern, however deep, to `found`.
///
/// A selector that formats its variable (`NUMBER($n, type: "ordinal")`) also allows the bare variable.
pub(super) fn collect(pattern: &Pattern<Span<'_>>, found: &mut Vec<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, found);
        }
    }
}

fn collect_expression(expression: &Expression<Span<'_>>, found: &mut Vec<String>) {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => collect_expression(expression, found),
        Expression::Inline(inline) => add(signature(inline), found),
        Expression::Select { selector, variants } => {
            add(signature(selector), found);
            if let InlineExpression::FunctionReference { arguments, .. } = selector {
                arguments.positional.iter().for_each(|argument| add(signature(argument), found));
            }
            for variant in variants {
                collect(&variant.value, found);
            }
        }
    }
}

fn add(signature: Option<String>, found: &mut Vec<String>) {
    if let Some(signature) = signature
        && !found.contains(&signature)
    {
        found.push(signature);
    }
}

/// Returns whether an expression holds a selector, at any depth.
pub(super) fn has_select(expression: &Expression<Span<'_>>) -> bool {
    match expression {
        Expression::Select { .. } => true,
        Expression::Inline(inline) => inline_has_select(inline),
    }
}

fn inline_has_select(inline: &InlineExpression<Span<'_>>) -> bool {
    match inline {
        InlineExpression::Placeable { expression } => has_select(expression),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            arguments.positional.iter().any(inline_has_select)
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { arguments: None, .. }
        | InlineExpression::VariableReference { .. } => false,
    }
}
