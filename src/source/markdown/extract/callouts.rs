//! Call-outs on the way from masked lines to units: those that a block begins with, and those that none does.

use super::super::mask::Callout;
use super::super::skeleton::Place;
use super::Extractor;
use crate::source::Opaque;

impl Extractor<'_> {
    /// Adds the title of the call-out whose masked line begins at `offset`; those inside code are passed over. Returns
    /// whether there is one.
    pub(super) fn callout(&mut self, offset: usize) -> bool {
        self.flush_extras(offset);
        let base = self.body;
        // The range of an item begins where its list's content does, the line behind some blanks.
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let last = offset + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let mut is_there = false;
        while let Some(next) = self.callouts.as_slice().first()
            && next.found() + base <= last
        {
            let Some(callout) = self.callouts.next() else { break };
            is_there = callout.found() + base >= offset;
            if !is_there {
                self.passed_over(&callout);
            }
            if is_there && let Some(reason) = callout.reason {
                self.covered(callout.line.start + base..callout.line.end + base, reason);
            } else if is_there && !callout.title.is_empty() {
                let title = callout.title.start + base..callout.title.end + base;
                self.title(title, Place::Callout(callout.delimiter));
                if let Some((second, quote)) = callout.second {
                    self.title(second.start + base..second.end + base, Place::Callout(Some(quote)));
                }
            }
        }
        is_there
    }

    /// Remembers a call-out that no block begins with: most stand in code.
    pub(super) fn passed_over(&mut self, callout: &Callout) {
        if !callout.title.is_empty() || callout.reason.is_some() {
            let line = callout.line.start + self.body..callout.line.end + self.body;
            self.missed
                .push(Opaque { span: line, reason: callout.reason.unwrap_or("call-out that is not understood") });
        }
    }

    /// Explains those call-outs that are neither in what is kept nor in a unit.
    pub(super) fn explain_missed(&mut self) {
        for callout in std::mem::take(&mut self.callouts) {
            self.passed_over(&callout);
        }
        let mut missed = std::mem::take(&mut self.missed);
        if missed.is_empty() {
            return;
        }
        missed.sort_by_key(|missed| missed.span.start);
        let units = self.units.iter().map(|unit| &unit.span);
        let mut told: Vec<(usize, usize)> =
            self.opaque.iter().map(|opaque| &opaque.span).chain(units).map(|span| (span.start, span.end)).collect();
        told.sort_unstable();
        let mut told = told.into_iter().peekable();
        let mut reach = 0;
        for missed in missed {
            while let Some((_, end)) = told.next_if(|(start, _)| *start <= missed.span.start) {
                reach = reach.max(end);
            }
            if reach < missed.span.end {
                self.opaque.push(missed);
            }
        }
    }
}
