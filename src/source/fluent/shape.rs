//! What kind of message a pattern is, and so how it is cut into units.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use super::signature::has_select;
use super::span::Span;
use crate::language::Category;

/// How a pattern is cut into units.
pub(super) enum Shape<'a, 's> {
    /// No selector: one unit.
    Plain,
    /// One selector over cardinal plural categories: one plural unit, and one unit per number literal.
    Plural(Select<'a, 's>),
    /// One selector over names: one unit per variant.
    Variants(Select<'a, 's>),
    /// Several selectors, nested ones, ordinals: one unit in Fluent's own notation, whose structure is checked.
    Whole,
}

/// The one selector of a pattern.
pub(super) struct Select<'a, 's> {
    /// The index of its placeable among the pattern's placeables.
    pub(super) placeable: usize,
    /// What is selected on.
    pub(super) selector: &'a InlineExpression<Span<'s>>,
    /// The variants in the order of the file; keys are unique.
    pub(super) variants: &'a [Variant<Span<'s>>],
}

impl<'a, 's> Shape<'a, 's> {
    /// Classifies a pattern.
    pub(super) fn of(pattern: &'a Pattern<Span<'s>>) -> Self {
        let expressions = || {
            pattern.elements.iter().filter_map(|element| match element {
                PatternElement::Placeable { expression } => Some(expression),
                PatternElement::TextElement { .. } => None,
            })
        };
        let mut selects = expressions().enumerate().filter(|(_, expression)| has_select(expression));
        let Some((placeable, expression)) = selects.next() else { return Self::Plain };
        let Expression::Select { selector, variants } = expression else { return Self::Whole };
        let is_flat = selects.next().is_none() && variants.iter().all(|variant| !is_selecting(&variant.value));
        if !is_flat || has_repeated_key(variants) {
            return Self::Whole;
        }
        let select = Select { placeable, selector, variants };
        match counting(selector) {
            Some(Counting::Ordinal) => Self::Whole,
            Some(Counting::Cardinal) if is_plural(variants) => Self::Plural(select),
            Some(Counting::Cardinal) | None => Self::Variants(select),
        }
    }
}

/// Returns the text of a variant's key.
pub(super) fn key_text<'s>(variant: &Variant<Span<'s>>) -> &'s str {
    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
    key.text
}

/// Returns the plural category that a variant stands for.
pub(super) fn category(variant: &Variant<Span<'_>>) -> Option<Category> {
    match &variant.key {
        VariantKey::Identifier { name } => name.text.parse().ok(),
        VariantKey::NumberLiteral { .. } => None,
    }
}

/// Returns whether the keys are plural categories and number literals, the default being a category.
pub(super) fn is_plural(variants: &[Variant<Span<'_>>]) -> bool {
    variants.iter().all(|variant| match &variant.key {
        VariantKey::Identifier { .. } => category(variant).is_some(),
        VariantKey::NumberLiteral { .. } => !variant.default,
    })
}

/// What a selector that may hold a number asks of it.
enum Counting {
    /// How many (CLDR cardinal rules).
    Cardinal,
    /// Which in a row (CLDR ordinal rules), for which catalogues have no plural forms.
    Ordinal,
}

/// Returns how a variable or `NUMBER` of one is counted; none for other selectors.
fn counting(selector: &InlineExpression<Span<'_>>) -> Option<Counting> {
    match selector {
        InlineExpression::VariableReference { .. } => Some(Counting::Cardinal),
        InlineExpression::FunctionReference { id, arguments } if id.name.text == "NUMBER" => {
            let is_ordinal = arguments.named.iter().any(|argument| {
                argument.name.name.text == "type"
                    && matches!(&argument.value, InlineExpression::StringLiteral { value } if value.text == "ordinal")
            });
            Some(if is_ordinal { Counting::Ordinal } else { Counting::Cardinal })
        }
        InlineExpression::FunctionReference { .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => None,
    }
}

/// Returns whether a pattern has a selector, at any depth.
pub(super) fn is_selecting(pattern: &Pattern<Span<'_>>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::Placeable { expression } => has_select(expression),
        PatternElement::TextElement { .. } => false,
    })
}

fn has_repeated_key(variants: &[Variant<Span<'_>>]) -> bool {
    let mut keys: Vec<&str> = variants.iter().map(key_text).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair.first() == pair.last())
}
