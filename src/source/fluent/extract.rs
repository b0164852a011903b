//! From a Fluent file to its units.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use fluent_syntax::ast::{
    Attribute, Comment, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser::ParserError;

use super::comments::{self, Headings, Remarks};
use super::parse::{guard, parse};
use super::pattern::{FragmentKind, Layout, skip_spaces};
use super::skeleton::{EntrySlot, Skeleton};
use super::span::Span;
use super::units::UnitCutter;
use crate::model::{Finding, Format, ModuleId, RuleId, Severity, UnitKind};
use crate::source::{Document, Opaque};

/// Something in a source file that is not Fluent.
pub(super) const SYNTAX: RuleId = RuleId::new("fluent-syntax");
/// A key that occurs twice.
pub(super) const DUPLICATE: RuleId = RuleId::new("fluent-duplicate-key");
/// A line that looks like a message but belongs to the value above it.
const INDENTED: RuleId = RuleId::new("fluent-indented-message");
/// A directive that is not understood.
const DIRECTIVE: RuleId = RuleId::new("directive");

/// What translators are told about the attributes of terms.
const CHOSEN: &str =
    "no reader sees this: texts choose by it; write the name of a variant, as it stands in their selectors";

/// What becomes of text that is not understood.
const KEPT: &str = "the text is kept as it is and cannot be translated";

/// Extracts the units of a Fluent module.
pub(super) fn extract(module: ModuleId, text: &str) -> Document {
    let guarded = guard(text);
    let parsed = parse(&guarded.text);
    let mut reader = Reader::new(&module, text);
    let mut errors = parsed.errors.iter();
    for entry in &parsed.resource.body {
        match entry {
            Entry::Message(message) => {
                let patterns = (message.value.as_ref(), message.attributes.as_slice());
                reader.entry(false, &message.id, patterns, message.comment.as_ref());
            }
            Entry::Term(term) => {
                let patterns = (Some(&term.value), term.attributes.as_slice());
                reader.entry(true, &term.id, patterns, term.comment.as_ref());
            }
            Entry::Comment(comment) => {
                reader.remarks(comment, false);
            }
            Entry::GroupComment(comment) => {
                let remarks = reader.remarks(comment, true);
                reader.headings.enter(remarks);
            }
            Entry::ResourceComment(comment) => {
                let remarks = reader.remarks(comment, false);
                reader.headings.resource_notes.extend(remarks.notes);
            }
            Entry::Junk { content } => reader.junk(*content, errors.next()),
        }
    }
    for range in guarded.too_deep {
        reader.too_deep(range);
    }
    reader.finish(module.clone())
}

struct Reader<'t> {
    text: &'t str,
    module: ModuleId,
    headings: Headings,
    cutter: UnitCutter<'t>,
    by_key: HashMap<String, usize>,
    entries: Vec<EntrySlot>,
    opaque: Vec<Opaque>,
    findings: Vec<Finding>,
}

impl<'t> Reader<'t> {
    fn new(module: &ModuleId, text: &'t str) -> Self {
        Self {
            text,
            module: module.clone(),
            headings: Headings::new(),
            cutter: UnitCutter::new(text),
            by_key: HashMap::new(),
            entries: Vec::new(),
            opaque: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads a comment, follows its directives for the messages below and reports those it does not know.
    fn remarks(&mut self, comment: &Comment<Span<'_>>, by_line: bool) -> Remarks {
        let remarks = comments::read(comment, by_line);
        if let Some(is_skipping) = remarks.skips_from_here {
            self.headings.is_skipping = is_skipping;
        }
        for (offset, directive) in &remarks.unknown {
            let message = format!("directive `{directive}` is not known");
            let hint = "Fluent comments know `max-length N`, `note TEXT`, `skip`, `skip-start` and `skip-end`";
            self.report(DIRECTIVE, Severity::Warning, *offset, message, hint);
        }
        remarks
    }

    fn entry(
        &mut self,
        is_term: bool,
        id: &Identifier<Span<'_>>,
        (value, attributes): (Option<&Pattern<Span<'_>>>, &[Attribute<Span<'_>>]),
        comment: Option<&Comment<Span<'_>>>,
    ) {
        let key = format!("{}{}", if is_term { "-" } else { "" }, id.name.text);
        let mut remarks = comment.map(|comment| self.remarks(comment, false)).unwrap_or_default();
        remarks.notes.extend(self.headings.group_notes.iter().cloned());
        let is_new = !self.by_key.contains_key(&key);
        if !is_new {
            let message = format!("`{key}` occurs a second time; only the first is used");
            let hint = "give one of them another name, or remove it";
            self.report(DUPLICATE, Severity::Error, id.name.start, message, hint);
        }
        let reason = match (is_new, remarks.is_skipped || self.headings.is_skipping) {
            (false, _) => Some("repeated key"),
            (true, true) => Some("skipped by its author"),
            (true, false) => None,
        };
        let first_slot = self.cutter.slots.len();
        let mut end = value_offset(self.text, id);
        if let Some(pattern) = value {
            let kind = if is_term { UnitKind::Term } else { UnitKind::Message };
            end = self.pattern(&key, kind, pattern, end, 0, &remarks, reason);
        }
        let mut names = HashSet::new();
        for attribute in attributes {
            let name = attribute.id.name.text;
            let key = format!("{key}.{name}");
            let is_again = !names.insert(name);
            if is_again {
                let message = format!("`{key}` occurs a second time; only the first is translated");
                self.report(DUPLICATE, Severity::Error, attribute.id.name.start, message, "remove one of them");
            }
            let reason = if is_again { Some("repeated key") } else { reason };
            let start = value_offset(self.text, &attribute.id);
            let column = column(self.text, attribute.id.name.start.saturating_sub(1));
            end = self.pattern(&key, UnitKind::Attribute, &attribute.value, start, column, &remarks, reason);
        }
        if is_new {
            let names = attributes.iter().map(|attribute| attribute.id.name.text.to_owned()).collect();
            let slots = first_slot..self.cutter.slots.len();
            self.by_key.insert(key.clone(), self.entries.len());
            self.entries.push(EntrySlot { key, end, attributes: names, slots });
        }
    }

    /// Reads one pattern and returns where it ends.
    #[expect(clippy::too_many_arguments, reason = "the parts of one attribute and of the comment above it")]
    fn pattern(
        &mut self,
        key: &str,
        kind: UnitKind,
        pattern: &Pattern<Span<'_>>,
        start: usize,
        column: usize,
        remarks: &Remarks,
        reason: Option<&'static str>,
    ) -> usize {
        let mut layout = Layout::of(self.text, pattern, start);
        let body = layout.body();
        self.warn_of_indented_messages(&layout);
        let literal = literal(pattern).filter(|_| reason.is_none());
        let bare = match &literal {
            Some(literal) if !is_escaped(literal.text) => None,
            Some(_) => Some("string literal with escapes"),
            None => is_bare_placeable(self.text, &layout).then_some("placeable without text"),
        };
        let reason = reason.or(bare);
        if let Some(literal) = literal.filter(|_| reason.is_none()) {
            layout.unquote(literal.start..literal.end());
        }
        if let Some(reason) = reason {
            self.opaque.push(Opaque { span: body.clone(), reason });
            return body.end;
        }
        let first = self.cutter.units.len();
        self.cutter.cut(key, kind, pattern, &layout, column);
        for unit in self.cutter.units.iter_mut().skip(first) {
            unit.heading = self.headings.heading.clone();
            unit.notes.clone_from(&remarks.notes);
            unit.notes.append(&mut self.headings.resource_notes);
            unit.notes.extend((kind == UnitKind::Attribute && key.starts_with('-')).then(|| CHOSEN.to_owned()));
            unit.max_length = remarks.max_length;
        }
        body.end
    }

    /// Reports lines inside a value that look like a message: nearly always an indented one.
    fn warn_of_indented_messages(&mut self, layout: &Layout) {
        let breaks = layout.fragments.windows(2).filter_map(|pair| match pair {
            [before, after] if before.kind == FragmentKind::Break && after.kind == FragmentKind::Text => Some(after),
            _ => None,
        });
        let starts: Vec<usize> = breaks
            .filter(|line| self.text.get(line.span.clone()).is_some_and(looks_like_message))
            .map(|line| line.span.start)
            .collect();
        for start in starts {
            let message = "this line looks like a message, but belongs to the value above it".to_owned();
            self.report(INDENTED, Severity::Warning, start, message, "a message starts in the first column");
        }
    }

    fn junk(&mut self, content: Span<'_>, error: Option<&ParserError>) {
        let content_end = content.start + content.text.trim_end().len();
        self.opaque.push(Opaque { span: content.start..content_end, reason: "not understood" });
        let offset = error.map_or(content.start, |error| error.pos.start.clamp(content.start, content.end()));
        let why = error.map_or(String::new(), |error| {
            format!(": {}", lowercase_first(&error.kind.to_string().replace("\n | \r\n", "a line end")))
        });
        let message = format!("not understood as Fluent{why}");
        self.report(SYNTAX, Severity::Error, offset, message, KEPT);
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let message = "placeables nest too deeply to be read".to_owned();
        self.report(SYNTAX, Severity::Error, range.start, message, KEPT);
        self.opaque.push(Opaque { span: range, reason: "not understood" });
    }

    fn report(&mut self, rule: RuleId, severity: Severity, offset: usize, message: String, hint: &str) {
        let mut finding = Finding::new(rule, severity, message);
        finding.module = Some(self.module.clone());
        finding.line = Some(crate::model::line_of(self.text, offset));
        finding.hint = Some(hint.to_owned());
        self.findings.push(finding);
    }

    fn finish(mut self, module: ModuleId) -> Document {
        self.findings.sort_by_key(|finding| finding.line);
        self.opaque.sort_by_key(|opaque| opaque.span.start);
        let mut pieces = self.cutter.pieces;
        pieces.sort_by_key(|piece| piece.span.start);
        let skeleton = Skeleton {
            entries: self.entries,
            by_key: self.by_key,
            slots: self.cutter.slots,
            pieces,
            newline: if first_line_is_crlf(self.text) { "\r\n" } else { "\n" },
            top: if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
        };
        Document {
            module,
            format: Format::Fluent,
            units: self.cutter.units,
            skeleton: crate::source::Skeleton::Fluent(skeleton),
            opaque: self.opaque,
            findings: self.findings,
            names: std::sync::OnceLock::new(),
        }
    }
}

/// Returns the offset behind the `=` that follows a name.
pub(super) fn value_offset(text: &str, id: &Identifier<Span<'_>>) -> usize {
    (skip_spaces(text, id.name.end()) + 1).min(text.len())
}

/// Returns how many bytes a place is away from the start of its line.
fn column(text: &str, offset: usize) -> usize {
    let head = text.as_bytes().get(..offset).unwrap_or(&[]);
    offset - memchr::memrchr(b'\n', head).map_or(0, |feed| feed + 1)
}

/// Returns the string literal with words that is all of a value.
fn literal<'t>(pattern: &Pattern<Span<'t>>) -> Option<Span<'t>> {
    match pattern.elements.as_slice() {
        [PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) }] => {
            Some(*value).filter(|value| value.text.contains(char::is_alphabetic))
        }
        _ => None,
    }
}

/// Returns whether a literal reads otherwise than it is written, or would not be the same text outside its quotes.
fn is_escaped(literal: &str) -> bool {
    literal.contains(['\\', '{', '}']) || literal.trim_matches(' ') != literal
}

/// Returns whether a value is one placeable and nothing else.
fn is_bare_placeable(text: &str, layout: &Layout) -> bool {
    let is_select = |span: &Range<usize>| text.get(span.clone()).is_some_and(|code| code.contains("->"));
    match layout.fragments.as_slice() {
        [only] => only.kind == FragmentKind::Code && !is_select(&only.span),
        _ => false,
    }
}

fn looks_like_message(line: &str) -> bool {
    let name = line.trim_start_matches([' ', '-']);
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let rest = name.get(length..).unwrap_or("");
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && rest.starts_with(" = ")
}

fn first_line_is_crlf(text: &str) -> bool {
    let feed = memchr::memchr(b'\n', text.as_bytes());
    feed.is_some_and(|feed| feed > 0 && text.as_bytes().get(feed - 1) == Some(&b'\r'))
}

fn lowercase_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
