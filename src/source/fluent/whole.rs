//! Units with several selectors: written in Fluent's own notation, compared by structure.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::pattern::{Fragment, FragmentKind, Layout};
use super::shape::{is_plural, key_text};
use super::signature::{collect as collect_signatures, signature};
use super::skeleton::{Form, Selector, Slot};
use super::span::Span;
use super::verify::with_value;

/// Returns the selectors of a pattern, at any depth, sorted and without repetition.
///
/// The order and nesting of selectors belong to the target language, as do the plural categories; what is selected on
/// and the names that the program passes do not.
pub(super) fn selectors(pattern: &Pattern<Span<'_>>) -> Vec<Selector> {
    let mut found = Vec::new();
    collect(pattern, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Checks that a translation in Fluent's own notation keeps the structure of the English.
///
/// # Errors
/// The reason, in one line.
pub(super) fn check(slot: &Slot, lead: &str, written: &str) -> Result<(), String> {
    let Form::Whole(_, expected) = &slot.form else { return Ok(()) };
    let reason = std::cell::RefCell::new("it is not one value in Fluent's notation".to_owned());
    let holds = with_value(lead, written, |_, pattern, _| {
        let mut found = Vec::new();
        collect_signatures(pattern, &mut found);
        if let Some(foreign) = found.iter().find(|signature| !slot.allowed.contains(signature)) {
            *reason.borrow_mut() = format!("`{foreign}` is not in the English text");
            return false;
        }
        let is_kept = is_kept(expected, &selectors(pattern));
        if !is_kept {
            *reason.borrow_mut() = "its selectors or their variants differ from the English".to_owned();
        }
        is_kept
    });
    if holds { Ok(()) } else { Err(reason.into_inner()) }
}

/// Returns whether a translation selects as the English does.
///
/// A language that does not distinguish plural or ordinal forms may leave a plural selector out.
pub(super) fn is_kept(expected: &[Selector], found: &[Selector]) -> bool {
    found.iter().all(|selector| expected.contains(selector))
        && expected.iter().all(|selector| selector.is_plural || found.contains(selector))
}

fn collect(pattern: &Pattern<Span<'_>>, found: &mut Vec<Selector>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, found);
        }
    }
}

fn collect_expression(expression: &Expression<Span<'_>>, found: &mut Vec<Selector>) {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => collect_expression(expression, found),
        Expression::Inline(_) => {}
        Expression::Select { selector, variants } => {
            let is_plural = is_plural(variants);
            let mut keys = Vec::new();
            if !is_plural {
                keys.extend(variants.iter().map(|variant| key_text(variant).to_owned()));
                keys.sort();
            }
            found.push(Selector { signature: signature(selector).unwrap_or_default(), is_plural, keys });
            for variant in variants {
                collect(&variant.value, found);
            }
        }
    }
}

/// Cuts the bytes of a pattern into lines without their common indent, placeables and selectors as written.
pub(super) fn lines(text: &str, layout: &Layout) -> Vec<Fragment> {
    let body = layout.body();
    let mut spans = Vec::new();
    let mut start = body.start;
    for line in text.get(body.clone()).unwrap_or("").split_inclusive('\n') {
        spans.push((start, line));
        start += line.len();
    }
    let indents = spans.iter().skip(1).filter(|(_, line)| !line.trim().is_empty()).map(|(_, line)| indent_of(line));
    let first = if layout.is_block { layout.indent } else { None };
    let common = indents.chain(first).min().unwrap_or(0);
    let mut fragments = Vec::new();
    for (index, (start, line)) in spans.into_iter().enumerate() {
        let indent = if index == 0 { 0 } else { common.min(indent_of(line)) };
        let content = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        if content.len() > indent {
            fragments.push(Fragment { span: start + indent..start + content.len(), kind: FragmentKind::Text });
        }
        if line.ends_with('\n') {
            let end = start + line.len();
            fragments.push(Fragment { span: end - 1..end, kind: FragmentKind::Break });
        }
    }
    fragments
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
