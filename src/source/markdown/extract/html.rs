//! HTML and comments on the way from Markdown to units.

use std::ops::Range;

use super::super::block::Container;
use super::super::html_block::{Found, Item, View};
use super::super::skeleton::{Place, Slot};
use super::super::{directive, html_markdown, run, values};
use super::Extractor;
use crate::model::UnitKind;
use directive::Directive;

/// What is wrong with a directive between words.
const LATE: &str = "a directive inside a text has no effect: write it before the text";

impl Extractor<'_> {
    /// Takes the HTML block whose lines were gathered.
    pub(super) fn html_block(&mut self) {
        let pieces = std::mem::take(&mut self.html);
        let Some(span) = pieces.first().zip(pieces.last()).map(|(first, last)| first.start..last.end) else { return };
        let contents = View::new(self.text, &pieces).contents(self.mdx);
        if !contents.is_commentary {
            self.begin_scope();
        }
        let has_text = contents.items.iter().any(|item| !matches!(item, Item::Comment(..)));
        for item in contents.items {
            match item {
                Item::Comment(comment, _) if !contents.is_commentary && directive::parse(&comment).is_none() => {}
                Item::Comment(comment, span) => self.comment(&comment, span),
                other => {
                    self.begin_scope();
                    self.item(other);
                }
            }
        }
        if !has_text && !contents.is_commentary {
            self.keep(span, "HTML without text");
        }
    }

    /// Applies what directives said to what comes next in the innermost block.
    pub(super) fn begin_scope(&mut self) {
        self.definitions = None;
        if !self.pending.is_empty() {
            self.scopes.push((self.containers.len(), std::mem::take(&mut self.pending)));
        }
    }

    /// Returns the titles and captions in an attribute list or in tags of templates.
    fn values(&self, span: &Range<usize>) -> Vec<Item> {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let unit = |(value, name, quote): (Range<usize>, &str, char)| {
            let source = raw.get(value.clone()).unwrap_or_default().to_owned();
            let kind = match name {
                "alt" | "fig-alt" => UnitKind::ImageAlt,
                "title" | "data-title" => UnitKind::Title,
                _ => UnitKind::Html,
            };
            let span = span.start + value.start..span.start + value.end;
            Item::Unit(Found { kind, source, span, place: Place::Attribute(quote) })
        };
        values::shown(raw).into_iter().map(unit).collect()
    }

    /// Takes components with texts in them that stand for themselves.
    pub(super) fn components(&mut self, span: Range<usize>) {
        let items = View::new(self.text, std::slice::from_ref(&span)).contents(self.mdx).items;
        let before = self.units.len();
        for item in items {
            self.item(item);
        }
        if self.units.len() == before {
            self.keep(span, "MDX");
        }
    }

    pub(super) fn item(&mut self, item: Item) {
        match item {
            Item::Unit(unit) => {
                let slot = Slot { span: unit.span.clone(), place: unit.place, labels: Vec::new(), links: None };
                self.push(unit.kind, unit.source, unit.span, slot);
            }
            Item::Kept(span, reason) => self.keep(span, reason),
            Item::Comment(comment, span) => self.comment(&comment, span),
        }
    }

    /// Takes a comment, which may be a directive.
    pub(super) fn comment(&mut self, comment: &str, span: Range<usize>) {
        let Some(found) = directive::parse(comment) else { return self.keep(span, "comment") };
        self.flush_extras(span.start);
        self.directive = span.start;
        match found {
            Directive::Note(note) => self.pending.notes.push(note),
            Directive::Context(name) => self.pending.context = Some(name),
            Directive::MaxLength(length) => self.pending.max_length = Some(length),
            Directive::Skip => self.pending.skip = true,
            Directive::SkipStart if self.skipping.is_some() => {
                self.find(span.start, "skip-start inside what is skipped: the first skip-end ends both");
            }
            Directive::SkipStart => self.skipping = Some(span.start),
            Directive::SkipEnd if self.skipping.is_some() => self.skipping = None,
            Directive::SkipEnd => self.find(span.start, "skip-end without a skip-start above it"),
            Directive::Invalid(message) => self.find(span.start, &message),
        }
        self.keep(span, "directive");
    }

    /// Takes a comment between words; returns whether it is a directive that was obeyed. That is so before the first word of
    /// a cell or a heading; elsewhere a directive is part of the text.
    pub(super) fn inline_comment(&mut self, raw: &str, span: Range<usize>) -> bool {
        let Some(comment) = directive::inside(raw).filter(|comment| directive::parse(comment).is_some()) else {
            return false;
        };
        if self.run.is_none() {
            if let Some(Container::Paragraph(whole) | Container::Term(whole)) = self.containers.last_mut() {
                whole.start = whole.start.max(span.end);
            }
            self.comment(comment, span);
            return true;
        }
        self.find(span.start, LATE);
        false
    }

    /// Reports the directives between words in MDX.
    pub(super) fn late_directives(&mut self, raw: &str, start: usize) {
        for (at, _) in raw.match_indices("{/*") {
            let comment = raw.get(at + 3..).and_then(|rest| rest.split("*/}").next()).unwrap_or_default();
            if directive::parse(comment).is_some() {
                self.find(start + at, LATE);
            }
        }
    }

    /// Takes lines that hold no text: a comment of MDX, the attributes of tags, and what is kept as it is.
    pub(super) fn covered(&mut self, span: Range<usize>, reason: &'static str) {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        if let Some(comment) = run::mdx_comment(raw) {
            return self.comment(comment, span);
        }
        let mut view = View::new(self.text, std::slice::from_ref(&span));
        let is_html = reason == html_markdown::TAGS;
        let items = match reason {
            html_markdown::TAGS => view.contents(self.mdx).items,
            "attributes" | "template tag" => self.values(&span),
            _ => view.attribute_items(self.mdx),
        };
        let has_text = !items.is_empty();
        for item in items {
            self.item(item);
        }
        if !(is_html && has_text) {
            self.keep(span, reason);
        }
    }
}
