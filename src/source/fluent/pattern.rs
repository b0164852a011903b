//! Where every byte of a pattern belongs: text, line break, placeable, or indentation that is no part of the value.
//!
//! The tree knows where text stands, but not the braces of placeables, and its idea of the common indent differs from
//! the reference parser's where a line starts with a placeable. Both are worked out here from the file itself (Fluent
//! Syntax 1.0, `spec/fluent.ebnf` and `resolver: dedent`).

use std::ops::Range;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use super::span::Span;

/// One stretch of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fragment {
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: FragmentKind,
}

/// What a fragment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FragmentKind {
    /// Text within one line.
    Text,
    /// A line feed; a carriage return in front of it is not part of the value.
    Break,
    /// A placeable with its braces.
    Code,
}

/// The bytes of one pattern.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// From behind the `=` or `]` to the first byte of the value: blanks, line ends and the first line's indent.
    pub(super) lead: Range<usize>,
    /// Whether the value starts on a line of its own.
    pub(super) is_block: bool,
    /// The common indent of the lines that stand on their own, in columns; none when the value is all on one line.
    pub(super) indent: Option<usize>,
    /// The value, in order; never empty.
    pub(super) fragments: Vec<Fragment>,
    /// The braces of each placeable, in the order of the tree's placeables.
    pub(super) placeables: Vec<Range<usize>>,
    /// What stands behind the last fragment and belongs to the value, in bytes: the end of a string literal.
    tail: usize,
}

impl Layout {
    /// Works out the layout of a pattern that stands behind offset `start`.
    pub(super) fn of(text: &str, pattern: &Pattern<Span<'_>>, start: usize) -> Self {
        let mut placeables = Vec::new();
        let end = placeable_spans(text, pattern, start, &mut placeables);
        lay_out(text, start, end, placeables)
    }

    /// Returns the bytes of the value.
    pub(super) fn body(&self) -> Range<usize> {
        self.lead.end..self.fragments.last().map_or(self.lead.end, |last| last.span.end + self.tail)
    }

    /// Takes the text of a string literal, which is all of the value, for the value.
    pub(super) fn unquote(&mut self, literal: Range<usize>) {
        if let [only] = self.fragments.as_mut_slice() {
            self.tail = only.span.end - literal.end;
            *only = Fragment { span: literal, kind: FragmentKind::Text };
        }
    }
}

/// Returns the text of a fragment as it appears in a unit.
pub(super) fn fragment_text<'t>(text: &'t str, fragment: &Fragment) -> std::borrow::Cow<'t, str> {
    let raw = text.get(fragment.span.clone()).unwrap_or("");
    match fragment.kind {
        FragmentKind::Text => raw.into(),
        FragmentKind::Break => "\n".into(),
        FragmentKind::Code => on_one_line(raw),
    }
}

/// Returns a placeable on one line; only blanks outside string literals can hold a line end.
pub(super) fn on_one_line(code: &str) -> std::borrow::Cow<'_, str> {
    if !code.contains('\n') {
        return code.into();
    }
    let mut line = String::with_capacity(code.len());
    for part in code.split('\n') {
        let part = part.strip_suffix('\r').unwrap_or(part);
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(part.trim_start_matches(' '));
    }
    line.into()
}

/// Collects the braces of each placeable and returns the end of the value.
fn placeable_spans(text: &str, pattern: &Pattern<Span<'_>>, start: usize, found: &mut Vec<Range<usize>>) -> usize {
    let mut at = start;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => at = value.end(),
            PatternElement::Placeable { expression } => {
                let open = skip_blank(text, at);
                at = close(text, expression_end(text, expression, open + 1));
                found.push(open..at);
            }
        }
    }
    at
}

/// Returns the offset behind the last token of an expression whose first token is behind `start`.
pub(super) fn expression_end(text: &str, expression: &Expression<Span<'_>>, start: usize) -> usize {
    match expression {
        Expression::Inline(inline) => inline_end(text, inline, start),
        Expression::Select { selector, variants } => {
            let mut at = inline_end(text, selector, start);
            for variant in variants {
                at = placeable_spans(text, &variant.value, variant_start(text, variant), &mut Vec::new());
            }
            at
        }
    }
}

/// Returns the offset behind an inline expression whose first token is behind `start`.
pub(super) fn inline_end(text: &str, inline: &InlineExpression<Span<'_>>, start: usize) -> usize {
    match inline {
        InlineExpression::StringLiteral { value } => value.end() + 1,
        InlineExpression::NumberLiteral { value } => value.end(),
        InlineExpression::VariableReference { id } => id.name.end(),
        InlineExpression::MessageReference { id, attribute } => {
            attribute.as_ref().map_or(id.name.end(), |attribute| attribute.name.end())
        }
        InlineExpression::TermReference { id, attribute, arguments } => {
            let name = attribute.as_ref().map_or(id.name.end(), |attribute| attribute.name.end());
            arguments.as_ref().map_or(name, |arguments| arguments_end(text, arguments, name))
        }
        InlineExpression::FunctionReference { id, arguments } => arguments_end(text, arguments, id.name.end()),
        InlineExpression::Placeable { expression } => {
            let open = skip_blank(text, start);
            close(text, expression_end(text, expression, open + 1))
        }
    }
}

/// Returns the offset behind the closing parenthesis.
fn arguments_end(text: &str, arguments: &CallArguments<Span<'_>>, start: usize) -> usize {
    let mut at = skip_blank(text, start) + 1;
    for argument in &arguments.positional {
        at = inline_end(text, argument, skip_separators(text, at));
    }
    for argument in &arguments.named {
        at = inline_end(text, &argument.value, argument.name.name.end());
    }
    skip_separators(text, at) + 1
}

/// Returns the offset behind the `]` of a variant's key.
pub(super) fn variant_start(text: &str, variant: &Variant<Span<'_>>) -> usize {
    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
    skip_blank(text, key.end()) + 1
}

/// Returns the offset behind the next closing brace.
fn close(text: &str, at: usize) -> usize {
    (skip_blank(text, at) + 1).min(text.len())
}

/// Returns the offset of the next byte that is no blank.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    skip(text, at, |b| matches!(b, b' ' | b'\n' | b'\r'))
}

fn skip_separators(text: &str, at: usize) -> usize {
    skip(text, at, |b| matches!(b, b' ' | b'\n' | b'\r' | b','))
}

/// Returns the offset behind the spaces at `at`.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    skip(text, at, |b| b == b' ')
}

fn skip(text: &str, at: usize, is_skipped: impl Fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    at.min(text.len()) + rest.iter().take_while(|&&b| is_skipped(b)).count()
}

/// Returns the length of the line end at `at`, or 0.
fn line_end(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..).unwrap_or(&[]) {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

/// Cuts `start..end` into indentation, text, breaks and placeables.
fn lay_out(text: &str, start: usize, end: usize, placeables: Vec<Range<usize>>) -> Layout {
    let (first, is_block) = value_start(text, start);
    let mut cutter = Cutter { text, end, fragments: Vec::new(), indents: Vec::new() };
    let mut at = first;
    let mut is_fresh = is_block;
    let mut next = placeables.iter();
    let mut placeable = next.next();
    while at < end {
        if is_fresh {
            at = cutter.indent(at);
            is_fresh = false;
        } else if let Some(span) = placeable.filter(|span| span.start == at) {
            cutter.push(span.clone(), FragmentKind::Code);
            at = span.end.max(at + 1);
            placeable = next.next();
        } else {
            let stop = placeable.map_or(end, |span| span.start).min(end);
            (at, is_fresh) = cutter.text(at, stop.max(at + 1));
        }
    }
    let indent = cutter.dedent();
    let lead_end = cutter.fragments.first().map_or(end, |first| first.span.start);
    Layout { lead: start..lead_end, is_block, indent, fragments: cutter.fragments, placeables, tail: 0 }
}

/// Returns where the value's first line starts, its indent included if it stands on a line of its own.
fn value_start(text: &str, start: usize) -> (usize, bool) {
    let mut at = skip_spaces(text, start);
    let mut is_block = false;
    let mut line = at;
    loop {
        let length = line_end(text, at);
        if length == 0 {
            break;
        }
        is_block = true;
        line = at + length;
        at = skip_spaces(text, line);
    }
    (if is_block { line } else { at }, is_block)
}

struct Cutter<'t> {
    text: &'t str,
    end: usize,
    fragments: Vec<Fragment>,
    /// For each line with content that stands on its own: the fragment in front of which it starts, and its indent.
    indents: Vec<(usize, Range<usize>)>,
}

impl Cutter<'_> {
    fn push(&mut self, span: Range<usize>, kind: FragmentKind) {
        self.fragments.push(Fragment { span, kind });
    }

    /// Takes the indent of a line and returns where its content starts.
    fn indent(&mut self, at: usize) -> usize {
        let content = skip_spaces(self.text, at);
        if line_end(self.text, content) == 0 {
            self.indents.push((self.fragments.len(), at..content));
        }
        content
    }

    /// Takes text up to a line end or `stop`; returns where it ended and whether a new line starts there.
    fn text(&mut self, at: usize, stop: usize) -> (usize, bool) {
        let rest = self.text.as_bytes().get(at..stop).unwrap_or(&[]);
        let Some(feed) = memchr::memchr(b'\n', rest) else {
            self.push(at..stop, FragmentKind::Text);
            return (stop, false);
        };
        let feed = at + feed;
        let is_crlf = feed > at && self.text.as_bytes().get(feed - 1) == Some(&b'\r');
        let content = feed - usize::from(is_crlf);
        if content > at {
            self.push(at..content, FragmentKind::Text);
        }
        self.push(feed..feed + 1, FragmentKind::Break);
        (feed + 1, feed + 1 < self.end)
    }

    /// Gives back what a line is indented beyond the common indent, and returns the common indent.
    fn dedent(&mut self) -> Option<usize> {
        let common = self.indents.iter().map(|(_, indent)| indent.len()).min()?;
        for (fragment, indent) in self.indents.iter().rev() {
            let extra = indent.start + common..indent.end;
            if extra.is_empty() {
                continue;
            }
            match self.fragments.get_mut(*fragment) {
                Some(next) if next.kind == FragmentKind::Text => next.span.start = extra.start,
                _ => self.fragments.insert(*fragment, Fragment { span: extra, kind: FragmentKind::Text }),
            }
        }
        Some(common)
    }
}
