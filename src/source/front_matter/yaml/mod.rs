//! The strings of YAML front matter, by the rules of YAML 1.2.2 for block mappings and lists, flow collections and scalars.
//!
//! Tags other than that of a string and complex keys are left alone with all that stands below them, and their bytes are returned.
//! What an alias stands for is read where its anchor is.

mod flow;
mod multiline;
mod properties;
mod scalar;
mod scanner;

use std::ops::Range;

use self::scalar::{BLANKS, closing_quote};
pub(super) use self::scalar::{is_surely_string, without_comment};
use self::scanner::Scanner;
use super::block::Reading;

/// Returns the strings, and the bytes of what may hold others.
pub(super) fn read(text: &str, inner: Range<usize>) -> Reading {
    // A carriage return alone ends a line for some readers.
    let is_broken = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let within = text.as_bytes().get(inner.clone()).unwrap_or_default();
    if memchr::memchr_iter(b'\r', within).any(|at| is_broken(inner.start + at)) {
        return Reading { left: vec![inner], ..Reading::default() };
    }
    let scanner = Scanner::run(text, inner);
    Reading { fields: scanner.fields, left: scanner.left, repeats: scanner.names.repeats() }
}

/// Returns where the first of what is left alone begins.
pub(super) fn doubtful(text: &str, inner: Range<usize>) -> Option<usize> {
    Scanner::run(text, inner).doubtful
}

/// Returns whether the quotation mark at `start` is not closed before `end`, or something stands behind the one that closes it.
pub(super) fn is_open(text: &str, start: usize, end: usize) -> bool {
    let Some(close) = closing_quote(text, start, end) else { return true };
    let tail = text.get(close + 1..end).and_then(|rest| rest.lines().next()).unwrap_or_default();
    !matches!(tail.trim_start_matches(BLANKS).bytes().next(), None | Some(b'#' | b':'))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
