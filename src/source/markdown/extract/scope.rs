//! How far directives reach where a block is no container of the parser: call-outs between fences, and link reference
//! definitions, which the parser's events do not show.

use super::super::block::Container;
use super::super::directive::Instructions;
use super::super::extra::Extra;
use super::Extractor;

/// What was said above some definitions.
pub(super) struct Definitions {
    /// Where the last of them begins.
    start: usize,
    said: Instructions,
}

impl Extractor<'_> {
    /// Takes the masked line that begins at `offset`. What was said above a fence `::: name Title` holds for its title and for
    /// all down to the fence that closes it; what was said above another such line holds for the next block as well.
    pub(super) fn masked_line(&mut self, offset: usize) {
        self.flush_extras(offset);
        // Below HTML it is found one byte behind its beginning.
        let is_mark = |byte: &u8| matches!(byte, b':' | b'/');
        let is_behind = offset > self.body && self.text.as_bytes().get(offset - 1).is_some_and(is_mark);
        let rest = self.text.get(offset - usize::from(is_behind)..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        if [":::", "///", "```", "~~~"].iter().any(|fence| line.starts_with(fence)) {
            if line.bytes().all(|byte| matches!(byte, b':' | b'/' | b'`' | b'~')) {
                self.fences.pop();
            } else {
                self.fences.push((self.containers.len(), std::mem::take(&mut self.pending)));
            }
            self.callout(offset);
        } else if self.pending.is_empty() {
            self.callout(offset);
        } else {
            self.scopes.push((usize::MAX, self.pending.clone()));
            self.callout(offset);
            self.scopes.pop();
        }
    }

    /// Returns whether a line break, which ends at `end`, is one between units: between two terms of a definition, or below the
    /// body of an indented call-out.
    pub(super) fn divides(&mut self, end: usize) -> bool {
        if matches!(self.containers.last(), Some(Container::Term(_))) {
            return true;
        }
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        let last = end + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        while let Some(next) = self.callouts.as_slice().first()
            && next.found() + self.body <= last
        {
            let is_there = next.found() + self.body >= end;
            if is_there {
                return next.line.is_empty();
            }
            if let Some(callout) = self.callouts.next() {
                self.passed_over(&callout);
            }
        }
        false
    }

    /// Ends a unit at a line break; what was said above a term holds for the next one as well.
    pub(super) fn divide(&mut self) {
        self.is_divided = true;
        let Some(container) = self.containers.last().cloned() else { return };
        let scopes = matches!(container, Container::Term(_)).then(|| self.scopes.clone());
        if let Some(Container::Paragraph(whole) | Container::Term(whole)) = self.containers.last_mut() {
            whole.end = 0;
        }
        self.end_run();
        if let (
            Some(Container::Paragraph(whole) | Container::Term(whole)),
            Container::Paragraph(all) | Container::Term(all),
        ) = (self.containers.last_mut(), container)
        {
            *whole = usize::MAX..all.end;
        }
        self.scopes = scopes.unwrap_or_else(|| std::mem::take(&mut self.scopes));
    }

    /// Forgets the fences that stay open when a container closes.
    pub(super) fn close_fences(&mut self) {
        let depth = self.containers.len();
        while self.fences.last().is_some_and(|(at, _)| *at > depth) {
            self.fences.pop();
        }
    }

    /// Takes the definitions that begin before `offset`.
    pub(super) fn flush_extras(&mut self, offset: usize) {
        while self.next_extra < offset {
            let extra = self.extras.next();
            self.next_extra = self.extras.as_slice().first().map_or(usize::MAX, |extra| extra.span.start);
            if let Some(extra) = extra {
                self.definition(extra);
            }
        }
    }

    /// Takes a definition: its title, or a comment in its guise. What was said above a title holds for those on the lines
    /// directly below it as well.
    fn definition(&mut self, extra: Extra) {
        let Some((title, place)) = extra.title else {
            return self.follow(extra.span.start);
        };
        if extra.is_comment {
            let comment = self.text.get(title).unwrap_or_default();
            return self.comment(comment, extra.span);
        }
        if !self.pending.is_empty() {
            let said = std::mem::take(&mut self.pending);
            self.definitions = Some(Definitions { start: extra.span.start, said });
        }
        self.follow(extra.span.start);
        let said = self.definitions.as_ref().map(|above| above.said.clone());
        self.scopes.push((usize::MAX, said.unwrap_or_default()));
        self.title(title, place);
        self.scopes.pop();
    }

    /// Moves on to the definition that begins at `start`, which may be out of reach of what was said.
    fn follow(&mut self, start: usize) {
        let Some(above) = &mut self.definitions else { return };
        let between = self.text.get(above.start..start).unwrap_or_default();
        let lines = between.trim_end_matches([' ', '\t', '>']);
        let is_next = lines.lines().all(|line| !line.trim_matches([' ', '\t', '>']).is_empty());
        above.start = start;
        if !is_next {
            self.definitions = None;
        }
    }
}
