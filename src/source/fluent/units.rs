//! Cutting one pattern into units.
//!
//! Text around a selector is folded into each of its variants, so that every unit is a whole sentence.

use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast::{Pattern, Variant, VariantKey};

use super::pattern::{Fragment, FragmentKind, Layout, fragment_text, inline_end, skip_blank, variant_start};
use super::shape::{Select, Shape, category, key_text};
use super::signature;
use super::skeleton::{Choice, Form, Piece, Slot};
use super::span::Span;
use super::whole;
use crate::language::Category;
use crate::model::{Unit, UnitKind};

/// Collects units, their places and their patterns.
pub(super) struct UnitCutter<'t> {
    text: &'t str,
    /// The last place whose line was asked for, and that line.
    line: (usize, usize),
    /// The units in order.
    pub(super) units: Vec<Unit>,
    /// The patterns in order.
    pub(super) slots: Vec<Slot>,
    /// The stretches of the units' texts, in no order.
    pub(super) pieces: Vec<Piece>,
}

/// One of the texts that make up a unit.
struct Part<'l> {
    fragments: &'l [Fragment],
    /// Whether no other unit has shown these bytes yet.
    is_new: bool,
}

/// What all units of a pattern share.
struct Head<'k> {
    key: &'k str,
    kind: UnitKind,
}

impl<'t> UnitCutter<'t> {
    /// Starts at the top of a file.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, line: (0, 1), units: Vec::new(), slots: Vec::new(), pieces: Vec::new() }
    }

    /// Cuts a pattern into units. `column` is that of the attribute's dot, 0 for a message or term.
    pub(super) fn cut(
        &mut self,
        key: &str,
        kind: UnitKind,
        pattern: &Pattern<Span<'_>>,
        layout: &Layout,
        column: usize,
    ) {
        let head = Head { key, kind };
        let form = match Shape::of(pattern) {
            Shape::Plain => Form::Plain(self.single(&head, layout, &layout.fragments)),
            Shape::Whole => {
                let lines = whole::lines(self.text, layout);
                Form::Whole(self.single(&head, layout, &lines), whole::selectors(pattern))
            }
            Shape::Plural(select) => self.plural(&head, &select, layout),
            Shape::Variants(select) => self.variants(&head, &select, layout),
        };
        let mut allowed = Vec::new();
        signature::collect(pattern, &mut allowed);
        let indent = layout.indent.filter(|&indent| indent > 0).unwrap_or(column + 4);
        let missing_indent = if layout.is_block && layout.indent == Some(0) { indent } else { 0 };
        self.slots.push(Slot {
            key: key.to_owned(),
            lead: layout.lead.clone(),
            body: layout.body(),
            is_block: layout.is_block,
            indent,
            missing_indent,
            form,
            allowed,
        });
    }

    /// Makes one unit of the whole pattern.
    fn single(&mut self, head: &Head<'_>, layout: &Layout, fragments: &[Fragment]) -> usize {
        let source = self.assemble(&[Part { fragments, is_new: true }], false);
        self.push(head, head.key.to_owned(), source, None, layout.body())
    }

    fn plural(&mut self, head: &Head<'_>, select: &Select<'_, '_>, layout: &Layout) -> Form {
        let selector = self.selector_text(select, layout);
        let (before, after) = around(select, layout);
        let one = pick(select.variants, Category::One);
        let other = pick(select.variants, Category::Other);
        let layouts: Vec<Layout> = select.variants.iter().map(|variant| self.variant_layout(variant)).collect();
        let mut choices = Vec::new();
        let mut is_new = true;
        for (index, (variant, value)) in select.variants.iter().zip(&layouts).enumerate() {
            let mut parts = |fragments, is_new_value| {
                let parts = [
                    Part { fragments: before, is_new },
                    Part { fragments, is_new: is_new_value },
                    Part { fragments: after, is_new },
                ];
                is_new = false;
                parts
            };
            if let VariantKey::NumberLiteral { value: number } = &variant.key {
                let source = self.assemble(&parts(&value.fragments, true), false);
                let context = format!("{}[{}]", head.key, number.text);
                choices
                    .push(Choice::Number(number.text.to_owned(), self.push(head, context, source, None, value.body())));
            } else if Some(index) == one.or(other) {
                let source = self.assemble(&parts(&value.fragments, true), false);
                let many = other.and_then(|other| layouts.get(other)).unwrap_or(value);
                let plural = self.assemble(&parts(&many.fragments, one.is_some() && other != one), true);
                let unit = self.push(head, head.key.to_owned(), source, Some(plural), layout.body());
                choices.push(Choice::Plural(unit));
            }
        }
        // Fluent takes the first variant that fits, and a plural category fits its numbers as well.
        choices.sort_by_key(|choice| matches!(choice, Choice::Plural(_)));
        Form::Select { selector, choices }
    }

    fn variants(&mut self, head: &Head<'_>, select: &Select<'_, '_>, layout: &Layout) -> Form {
        let selector = self.selector_text(select, layout);
        let (before, after) = around(select, layout);
        let mut choices = Vec::new();
        for (index, variant) in select.variants.iter().enumerate() {
            let value = self.variant_layout(variant);
            let is_new = index == 0;
            let parts = [
                Part { fragments: before, is_new },
                Part { fragments: &value.fragments, is_new: true },
                Part { fragments: after, is_new },
            ];
            let source = self.assemble(&parts, false);
            let key = key_text(variant).to_owned();
            let unit = self.push(head, format!("{}[{key}]", head.key), source, None, value.body());
            choices.push(Choice::Named { key, unit, is_default: variant.default });
        }
        Form::Select { selector, choices }
    }

    fn variant_layout(&self, variant: &Variant<Span<'_>>) -> Layout {
        Layout::of(self.text, &variant.value, variant_start(self.text, variant))
    }

    fn selector_text(&self, select: &Select<'_, '_>, layout: &Layout) -> String {
        let Some(braces) = layout.placeables.get(select.placeable) else { return String::new() };
        let start = skip_blank(self.text, braces.start + 1);
        let end = inline_end(self.text, select.selector, start);
        super::pattern::on_one_line(self.text.get(start..end).unwrap_or("")).into_owned()
    }

    /// Joins the parts of the next unit's text and remembers where they came from.
    fn assemble(&mut self, parts: &[Part<'_>], is_plural: bool) -> String {
        let mut joined = String::new();
        for part in parts {
            for fragment in part.fragments {
                let own = fragment_text(self.text, fragment);
                let at = joined.len()..joined.len() + own.len();
                joined.push_str(&own);
                let is_exact = self.text.get(fragment.span.clone()) == Some(&own);
                if part.is_new && is_exact {
                    self.pieces.push(Piece { span: fragment.span.clone(), unit: self.units.len(), is_plural, at });
                }
            }
        }
        joined
    }

    fn push(
        &mut self,
        head: &Head<'_>,
        context: String,
        source: String,
        plural: Option<String>,
        span: Range<usize>,
    ) -> usize {
        let line = self.line_of(span.start);
        self.units.push(Unit {
            kind: head.kind,
            context: Some(context),
            source,
            plural,
            heading: Arc::from([]),
            line,
            span,
            notes: Vec::new(),
            max_length: None,
        });
        self.units.len() - 1
    }

    /// Returns the 1-based line of a place, counting on from the last one.
    fn line_of(&mut self, offset: usize) -> usize {
        if offset < self.line.0 {
            return crate::model::line_of(self.text, offset);
        }
        self.line = (offset, self.line.1 + crate::model::line_ends(self.text, self.line.0..offset));
        self.line.1
    }
}

/// Returns the fragments before and behind the selector.
pub(super) fn around<'l>(select: &Select<'_, '_>, layout: &'l Layout) -> (&'l [Fragment], &'l [Fragment]) {
    let braces = layout.placeables.get(select.placeable);
    let place = layout
        .fragments
        .iter()
        .position(|fragment| fragment.kind == FragmentKind::Code && Some(&fragment.span) == braces)
        .unwrap_or(0);
    (layout.fragments.get(..place).unwrap_or(&[]), layout.fragments.get(place + 1..).unwrap_or(&[]))
}

/// Returns the index of the variant that English shows for a category: its own, else the default for `other`.
fn pick(variants: &[Variant<Span<'_>>], wanted: Category) -> Option<usize> {
    let own = variants.iter().position(|variant| category(variant) == Some(wanted));
    let default = || variants.iter().position(|variant| variant.default);
    if wanted == Category::Other { own.or_else(default) } else { own }
}
