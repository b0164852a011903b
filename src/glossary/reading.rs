//! A termbase as it was read from a file, with what the file says beyond that.
//!
//! Invariant: what is neither in the concepts nor in the list of what was passed over is layout.

use super::Termbase;

/// A piece of a file that is not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The 1-based line.
    pub line: usize,
    /// What it is, as the file calls it, for example `transac` or `pt-BR`.
    pub what: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The concepts.
    pub base: Termbase,
    /// What is not taken over, in the order of the file; often empty.
    pub passed_over: Vec<PassedOver>,
}

/// Names what was passed over, each kind once with its count and first line; empty for nothing.
#[must_use]
pub fn passed_over_text(passed: &[PassedOver]) -> String {
    let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
    for one in passed {
        match kinds.iter_mut().find(|(what, ..)| *what == one.what) {
            Some((_, count, _)) => *count += 1,
            None => kinds.push((&one.what, 1, one.line)),
        }
    }
    let named = kinds.into_iter().map(|(what, count, line)| match count {
        1 => format!("{what} (line {line})"),
        _ => format!("{what} ({count} times, first on line {line})"),
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_named_once() {
        let one = |line, what: &str| PassedOver { line, what: what.to_owned() };
        let passed = [one(3, "context"), one(4, "pt-BR"), one(9, "context")];
        assert_eq!(passed_over_text(&passed), "context (2 times, first on line 3), pt-BR (line 4)");
        assert_eq!(passed_over_text(&[]), "");
    }
}
