//! Cells of rows that the parser takes for a paragraph (`rows`).

use std::ops::Range;

use pulldown_cmark::Event;

use super::super::block::Container;
use super::super::rows::Rows;
use super::Extractor;

impl Extractor<'_> {
    /// Looks whether rows begin where flowing text does.
    pub(super) fn begin_rows(&mut self, start: usize) {
        if self.mdx || self.rows.hold(start) || !self.is_flow() {
            return;
        }
        let end = match self.containers.last() {
            Some(Container::Paragraph(whole)) => whole.end,
            _ => self.text.len(),
        };
        let text = self.text.get(..end).unwrap_or(self.text);
        self.rows = Rows::find(text, start, self.flavour.kramdown).unwrap_or_default();
    }

    fn is_flow(&self) -> bool {
        !matches!(self.containers.last(), Some(Container::Heading(..) | Container::Cell | Container::Term(_)))
    }

    /// Returns whether a bar sets cells apart within a text.
    pub(super) fn holds_cells(&self, event: &Event<'_>, span: &Range<usize>) -> bool {
        matches!(event, Event::Text(_)) && self.rows.bar(span.clone()).is_some() && self.is_flow()
    }

    /// Returns whether no inline element is open, within which a bar sets nothing apart.
    pub(super) fn is_flat(&self) -> bool {
        self.run.as_ref().is_none_or(|run| run.depth == 0)
    }

    /// Takes a text with bars that set cells apart.
    pub(super) fn cells(&mut self, span: Range<usize>) {
        let mut from = span.start;
        while let Some(bar) = self.rows.bar(from..span.end).filter(|_| self.is_flat()) {
            self.part(from..bar);
            self.divide(bar);
            from = bar + 1;
        }
        self.part(from..span.end);
    }

    /// Takes a part of a text; blanks begin no cell.
    fn part(&mut self, span: Range<usize>) {
        let text = self.text.get(span.clone()).unwrap_or_default();
        if self.run.is_none() && text.trim().is_empty() {
            return;
        }
        if self.run.is_none() {
            self.begin_run(span.start);
        }
        if let Some(run) = &mut self.run {
            run.take(&Event::Text(text.into()), span, self.text);
        }
    }
}
