//! From Markdown to units.
//!
//! One pass over the parser's events gathers runs of inline content; each run becomes a unit, a few units (images
//! without text around them), or an opaque stretch. Nothing is ever rejected: what is not understood stays where it is.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::block::{self, Container, is_address, is_block, is_block_end, line_end};
use super::directive::Instructions;
use super::extra::{Extra, extras};
use super::flavour::{self, Flavour};
use super::mask::Callout;
use super::run::Run;
use super::skeleton::{Heading, Place, Skeleton, Slot};
use super::{attributes, lines, mask, mdx, mdx_block, relabel, run, shape};
use crate::model::{Finding, Format, ModuleId, RuleId, Severity, Unit, UnitKind};
use crate::source::{Document, Opaque, Options};

mod callouts;
mod front;
mod html;
mod scope;
mod wordless;

/// What there is to say about every directive that is wrong.
const HINT: &str = "one comment each, above its block: `concordia: skip`, `skip-start`, `skip-end`, `note TEXT`, \
                    `context NAME` or `max-length N`";

/// How many bytes of a page give one unit, about, and for how many units at most room is made at once.
const USUAL: usize = 128;
const MANY: usize = 4096;

/// Extracts the units of a Markdown module. Never fails.
#[must_use]
pub fn extract(module: ModuleId, text: &str, options: &Options) -> Document {
    let mut extractor = Extractor::new(text, options.mdx || flavour::is_mdx(module.as_str()));
    extractor.front_matter(options);
    extractor.body();
    let Extractor {
        units,
        slots,
        headings,
        opaque,
        mut findings,
        body,
        mdx,
        flavour,
        has_definitions,
        labels,
        bare_returns,
        ..
    } = extractor;
    for finding in &mut findings {
        finding.module = Some(module.clone());
    }
    let skeleton = Skeleton {
        slots,
        headings,
        body,
        mdx,
        flavour,
        knows_ids: flavour::is_hugo(text) || (mdx && flavour::is_docusaurus(text)),
        reaches_far: has_definitions || bare_returns,
        labels,
        slugs: OnceLock::new(),
        structure: OnceLock::new(),
    };
    let skeleton = crate::source::Skeleton::Markdown(skeleton);
    Document { module, format: Format::Markdown, units, skeleton, opaque, findings, names: OnceLock::new() }
}

pub(super) struct Extractor<'a> {
    text: &'a str,
    mdx: bool,
    flavour: Flavour,
    has_definitions: bool,
    /// Whether lines end with carriage returns alone.
    bare_returns: bool,
    /// The labels that the page defines for links and images, folded.
    labels: HashSet<String>,
    body: usize,
    units: Vec<Unit>,
    slots: Vec<Slot>,
    headings: Vec<Heading>,
    pub(super) opaque: Vec<Opaque>,
    findings: Vec<Finding>,
    containers: Vec<Container>,
    quotes: usize,
    run: Option<Run>,
    html: Vec<Range<usize>>,
    path: Vec<(usize, String)>,
    shared_path: Arc<[String]>,
    pending: Instructions,
    /// Where the last directive stands.
    directive: usize,
    scopes: Vec<(usize, Instructions)>,
    /// The fences of call-outs that are open: how many blocks are open around each, and what was said above it.
    fences: Vec<(usize, Instructions)>,
    definitions: Option<scope::Definitions>,
    skipping: Option<usize>,
    extras: std::vec::IntoIter<Extra>,
    next_extra: usize,
    callouts: std::vec::IntoIter<Callout>,
    missed: Vec<Opaque>,
    /// Whether the block that is open gives more than one unit.
    is_divided: bool,
    line: (usize, usize),
}

impl<'a> Extractor<'a> {
    fn new(text: &'a str, mdx: bool) -> Self {
        let expected = (text.len() / USUAL).min(MANY);
        Self {
            text,
            mdx,
            flavour: Flavour::default(),
            has_definitions: false,
            bare_returns: flavour::has_bare_return(text),
            labels: HashSet::new(),
            body: 0,
            units: Vec::with_capacity(expected),
            slots: Vec::with_capacity(expected),
            headings: Vec::new(),
            opaque: Vec::new(),
            findings: Vec::new(),
            containers: Vec::new(),
            quotes: 0,
            run: None,
            html: Vec::new(),
            path: Vec::new(),
            shared_path: Arc::from([]),
            pending: Instructions::default(),
            directive: 0,
            scopes: Vec::new(),
            fences: Vec::new(),
            definitions: None,
            skipping: None,
            extras: Vec::new().into_iter(),
            next_extra: usize::MAX,
            callouts: Vec::new().into_iter(),
            missed: Vec::new(),
            is_divided: false,
            line: (0, 1),
        }
    }

    fn body(&mut self) {
        let base = self.body;
        self.flavour = Flavour::of(self.text, self.mdx);
        let (masked, callouts) = mask::mask(self.text.get(base..).unwrap_or_default(), self.flavour);
        let parser = Parser::new_ext(&masked, flavour::OPTIONS);
        self.callouts = callouts.into_iter();
        self.labels = parser.reference_definitions().iter().map(|(label, _)| relabel::folded(label)).collect();
        self.has_definitions = !self.labels.is_empty();
        let extras = extras(&masked, base, parser.reference_definitions());
        self.next_extra = extras.first().map_or(usize::MAX, |extra| extra.span.start);
        self.extras = extras.into_iter();
        for (event, span) in parser.into_offset_iter() {
            let span = span.start + base..span.end + base;
            match event {
                Event::Start(tag) if is_block(&tag) => self.open(&tag, span),
                // The range of a definition list may run over what follows it; its definitions end where they end.
                Event::End(TagEnd::DefinitionList) => self.close(span.start),
                Event::End(tag) if is_block_end(tag) => self.close(span.end),
                Event::Html(_) => self.html.push(span),
                Event::Rule => {
                    self.end_run();
                    self.masked_line(span.start);
                }
                Event::TaskListMarker(_) => {}
                _ if matches!(self.containers.last(), Some(Container::Code(_))) => {}
                Event::InlineHtml(raw) if self.inline_comment(&raw, span.clone()) => {}
                Event::SoftBreak | Event::HardBreak if self.divides(span.end) => self.divide(),
                event => {
                    if self.run.is_none() {
                        self.begin_run(span.start);
                    }
                    if let Some(run) = &mut self.run {
                        run.take(&event, span, self.text);
                    }
                }
            }
        }
        self.end_run();
        self.flush_extras(usize::MAX);
        self.explain_missed();
        if let Some(start) = self.skipping {
            self.find(start, "skip-start has no skip-end: everything below it is left out");
        }
        if !self.pending.is_empty() {
            self.find(self.directive, "nothing follows that this directive could be about");
        }
        self.opaque.sort_by_key(|opaque| opaque.span.start);
    }

    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        self.end_run();
        self.flush_extras(span.start);
        if !matches!(tag, Tag::HtmlBlock) {
            self.begin_scope();
        }
        let container = match tag {
            Tag::Paragraph => Container::Paragraph(span),
            Tag::Heading { level, id, .. } => {
                self.masked_line(span.start);
                Container::Heading(*level as usize, id.is_some())
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                Container::Quote
            }
            Tag::Item if self.callout(span.start) => Container::Callout,
            Tag::Item => Container::Item { is_first: true },
            Tag::FootnoteDefinition(_) => {
                self.has_definitions = true;
                Container::Footnote { is_first: true }
            }
            Tag::DefinitionListTitle => Container::Term(span),
            Tag::DefinitionListDefinition => Container::Definition,
            Tag::TableCell => Container::Cell,
            Tag::CodeBlock(_) => Container::Code(span),
            Tag::HtmlBlock => {
                self.html.clear();
                Container::Html
            }
            _ => Container::Other,
        };
        self.containers.push(container);
    }

    /// Closes the innermost container, which ends at `end` at the earliest.
    fn close(&mut self, end: usize) {
        self.end_run();
        self.is_divided = false;
        self.flush_extras(end);
        match self.containers.pop() {
            Some(Container::Quote) => self.quotes = self.quotes.saturating_sub(1),
            Some(Container::Code(span)) => self.keep(span, "code block"),
            Some(Container::Html) => self.html_block(),
            _ => {}
        }
        self.close_fences();
        let depth = self.containers.len();
        while self.scopes.last().is_some_and(|(at, _)| *at >= depth) {
            self.scopes.pop();
        }
    }

    fn begin_run(&mut self, start: usize) {
        self.flush_extras(start);
        self.begin_scope();
        let is_heading = matches!(self.containers.last(), Some(Container::Heading(..)));
        self.run = Some(Run::new(start, is_heading));
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take().filter(|run| !run.span.is_empty()) else { return };
        let (kind, place) = block::kind(&mut self.containers);
        let span = self.extent(&run);
        let heading = match self.containers.last() {
            Some(Container::Heading(level, has_id)) => Some((*level, *has_id)),
            _ => None,
        };
        let before = self.units.len();
        self.run_units(&run, kind, place, span.clone());
        if let Some((level, has_id)) = heading {
            let plain = run.plain.unwrap_or_default();
            let unit = (self.units.len() == before + 1).then_some(before);
            let line_end = line_end(self.text, span.end);
            self.path.retain(|(above, _)| *above < level);
            self.path.push((level, plain.trim().to_owned()));
            self.shared_path = self.path.iter().map(|(_, heading)| heading.clone()).collect();
            let rest = self.text.get(span.end..line_end).unwrap_or_default();
            let is_list =
                |at: &usize| rest.get(*at..).is_some_and(|list| attributes::alone(list) == Some("attributes"));
            let open = rest.rfind('{').filter(|_| !has_id && !self.mdx).filter(is_list).map(|at| span.end + at + 1);
            let is_colon = |at: usize| self.text.get(at..).is_some_and(|rest| rest.starts_with(": "));
            let attributes = open.map(|at| if is_colon(at) { at + 2 } else { at });
            self.headings.push(Heading { unit, plain, has_id, attributes, line_end });
        }
        let depth = self.containers.len();
        while self.scopes.last().is_some_and(|(at, _)| *at >= depth) {
            self.scopes.pop();
        }
    }

    /// Turns a run into units or an opaque stretch.
    fn run_units(&mut self, run: &Run, kind: UnitKind, place: Place, span: Range<usize>) {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        if let Some(width) = attributes::width_before(raw, kind) {
            return self.run_units(run, kind, place, span.start + width..span.end);
        }
        if !self.mdx && attributes::are_tags(raw) {
            return self.covered(span, "template tag");
        }
        let is_alone = run.html.is_empty() && !self.is_divided && !self.bare_returns && self.stands_apart(&span);
        let links = is_alone.then(|| shape::sum(&mut run.targets.clone()));
        if self.mdx && matches!(place, Place::Flow) {
            if let Some(comment) = run::mdx_comment(raw) {
                return self.comment(comment, span);
            }
            if flavour::is_mdx_code(raw) {
                return self.keep(span, "MDX");
            }
            self.late_directives(raw, span.start);
            if self.quotes == 0 && mdx_block::are_components(raw) {
                return self.components(span);
            }
        }
        if run.has_words {
            if is_address(raw) {
                return self.keep(span, "web address");
            }
            let source = lines::unwrap(self.text, span.clone(), &run.breaks, self.quotes);
            let slot = Slot { span: span.clone(), place, labels: run.labels.clone(), links };
            return self.push(kind, source, span, slot);
        }
        let splits = run.images.iter().all(|image| image.is_inline || image.is_reference);
        if !splits && run.images.iter().any(|image| image.has_words) {
            let source = lines::unwrap(self.text, span.clone(), &run.breaks, self.quotes);
            let slot = Slot { span: span.clone(), place, labels: run.labels.clone(), links };
            return self.push(kind, source, span, slot);
        }
        self.wordless(run, span);
    }

    /// Returns whether blanks, lines or the bars of a table set some bytes apart from what stands beside them. A form feed
    /// inside a unit may be what ends a marker, `[ ]` or `#`, and a bar at its beginning what ends the table above.
    fn stands_apart(&self, span: &Range<usize>) -> bool {
        let bytes = self.text.as_bytes();
        let is_edge = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'|');
        let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
        // A text behind `:x` may make a field of its line, or none.
        let head = bytes.get(..span.start).unwrap_or_default();
        let line = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r' | b'|')).map_or(0, |end| end + 1);
        let head = head.get(line..).unwrap_or_default();
        let is_field = head.windows(2).any(|pair| matches!(pair, [b':', next] if !matches!(next, b' ' | b'\t')));
        !is_field
            && before.is_none_or(|byte| is_edge(byte) || *byte == b'>')
            && bytes.get(span.start) != Some(&b'|')
            && bytes.get(span.end).is_none_or(is_edge)
    }

    fn title(&mut self, span: Range<usize>, place: Place) {
        let kind = if matches!(place, Place::Callout(_)) { UnitKind::CalloutTitle } else { UnitKind::Title };
        let source = lines::unwrap(self.text, span.clone(), &[], self.quotes);
        if super::run::is_translatable(&source) {
            // A title is parsed by nobody; its references are those whose labels the page defines.
            let is_inline = kind == UnitKind::CalloutTitle && self.text.get(span.clone()) == Some(source.as_str());
            let labels = if is_inline { relabel::defined(&source, span.start, &self.labels) } else { Vec::new() };
            let slot = Slot { span: span.clone(), place, labels, links: None };
            self.push(kind, source, span, slot);
        }
    }

    /// Returns the exact bytes of a run: events leave out a leading backslash and the end of some references.
    fn extent(&self, run: &Run) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let mut span = run.span.clone();
        match self.containers.last() {
            Some(Container::Paragraph(whole) | Container::Term(whole)) => {
                span = whole.start.min(span.start)..whole.end.max(span.end);
            }
            Some(Container::Item { .. } | Container::Callout | Container::Definition | Container::Footnote { .. }) => {
                span.end = line_end(self.text, span.end);
            }
            _ => {}
        }
        if span.start > 0 && bytes.get(span.start - 1) == Some(&b'\\') {
            span.start -= 1;
        }
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let trimmed = raw.trim_end_matches([' ', '\t', '\n', '\r']);
        let lead = raw.len() - raw.trim_start_matches([' ', '\t', '\n', '\r']).len();
        span.start + lead.min(trimmed.len())..span.start + trimmed.len()
    }

    fn push(&mut self, kind: UnitKind, source: String, span: Range<usize>, slot: Slot) {
        let is_skipped = self.skipping.is_some() || self.fences.iter().chain(&self.scopes).any(|(_, scope)| scope.skip);
        if is_skipped {
            return self.keep(span, "skipped by the author");
        }
        let is_code = matches!(slot.place, Place::Flow | Place::Term | Place::Heading | Place::Cell | Place::Html);
        if self.mdx && is_code && !mdx::is_nested(&source) {
            return self.keep(span, "MDX whose tags end elsewhere");
        }
        let floor = self.slots.last().map_or(0, |last| last.span.end);
        let is_cut = slot.span.start >= floor && self.text.get(slot.span.clone()).is_some();
        if source.is_empty() || !is_cut {
            return self.keep(span, "not understood");
        }
        let line = self.line_at(span.start);
        let mut unit = Unit {
            kind,
            context: None,
            source,
            plural: None,
            heading: Arc::clone(&self.shared_path),
            line,
            span,
            notes: Vec::new(),
            max_length: None,
        };
        for (_, scope) in self.fences.iter().chain(&self.scopes) {
            unit.notes.extend(scope.notes.iter().cloned());
            unit.context = scope.context.clone().or(unit.context);
            unit.max_length = scope.max_length.or(unit.max_length);
        }
        if kind == UnitKind::Heading
            && let Some(Container::Heading(level, _)) = self.containers.last()
        {
            unit.heading = self.path.iter().filter(|(above, _)| above < level).map(|(_, text)| text.clone()).collect();
        }
        self.units.push(unit);
        self.slots.push(slot);
    }

    fn keep(&mut self, span: Range<usize>, reason: &'static str) {
        self.opaque.push(Opaque { span, reason });
    }

    fn find(&mut self, offset: usize, message: &str) {
        let mut finding = Finding::new(RuleId::new("directive"), Severity::Warning, message);
        finding.line = Some(crate::model::line_of(self.text, offset));
        finding.hint = Some(HINT.to_owned());
        self.findings.push(finding);
    }

    /// Returns the 1-based line of an offset; quick for offsets in ascending order.
    fn line_at(&mut self, offset: usize) -> usize {
        let (from, line) = if offset >= self.line.0 { self.line } else { (0, 1) };
        self.line = (offset, line + crate::model::line_ends(self.text, from..offset));
        self.line.1
    }
}
