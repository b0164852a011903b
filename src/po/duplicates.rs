//! Entries with equal keys.
//!
//! An obsolete entry may repeat a key: two branches of which one retired the unit leave such a pair, and the active
//! entry counts.

use std::collections::HashMap;

use super::error::{self, PoErrorKind};
use super::span::{Marks, Span};
use super::{Entry, PoError};

/// Longer runs of occupied slots mean colliding hashes; then keys are compared by a map of their texts.
const LONGEST_RUN: usize = 64;

/// Returns the problems, at most `limit`, in file order.
pub(super) fn find(text: &str, spans: &[Span], limit: usize) -> Vec<PoError> {
    let size = (spans.len() * 2).next_power_of_two().max(16);
    let mut table: Vec<u32> = vec![0; size];
    let mut problems = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        if span.marks.has(Marks::OBSOLETE) {
            continue;
        }
        let mut slot = span.hash as usize & (size - 1);
        let mut run = 0;
        while let Some(&taken) = table.get(slot)
            && taken != 0
        {
            let Some(other) = spans.get(taken as usize - 1) else { break };
            if other.hash == span.hash && is_same_key(text, other, span) {
                problems.push(problem(text, other, span));
                if problems.len() >= limit {
                    return problems;
                }
                break;
            }
            run += 1;
            if run > LONGEST_RUN {
                return find_by_text(text, spans, limit);
            }
            slot = (slot + 1) & (size - 1);
        }
        if let Some(free) = table.get_mut(slot)
            && *free == 0
        {
            *free = index as u32 + 1;
        }
    }
    problems
}

fn find_by_text(text: &str, spans: &[Span], limit: usize) -> Vec<PoError> {
    let mut seen: HashMap<(Option<String>, String), &Span> = HashMap::new();
    let mut problems = Vec::new();
    for span in spans.iter().filter(|span| !span.marks.has(Marks::OBSOLETE)) {
        let entry = Entry::new(text, span);
        let key = (entry.context().map(Into::into), entry.id().into_owned());
        match seen.get(&key) {
            Some(other) if problems.len() < limit => problems.push(problem(text, other, span)),
            Some(_) => {}
            None => {
                seen.insert(key, span);
            }
        }
    }
    problems
}

fn is_same_key(text: &str, one: &Span, other: &Span) -> bool {
    let entry = Entry::new(text, other);
    let one = Entry::new(text, one);
    entry.context_eq(one.context().as_deref()) && entry.id_eq(&one.id())
}

fn problem(text: &str, first: &Span, second: &Span) -> PoError {
    *error::at(
        text.as_bytes(),
        second.body as usize,
        PoErrorKind::Duplicates,
        format!("duplicate entry: line {} has the same context and id", first.line),
        "keep one of the two; to keep both texts, give one a msgctxt",
    )
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;

    #[test]
    fn wrapping_does_not_hide_a_duplicate() {
        let file = "msgid \"ab\"\nmsgstr \"1\"\n\nmsgid \"\"\n\"a\"\n\"\\x62\"\nmsgstr \"2\"\n";
        let problem = Catalogue::parse(file.into()).unwrap_err();
        assert_eq!(problem.to_string(), "4:1: duplicate entry: line 1 has the same context and id");
    }

    #[test]
    fn context_and_place_distinguish() {
        let file =
            "msgid \"a\"\nmsgstr \"\"\n\nmsgctxt \"\"\nmsgid \"a\"\nmsgstr \"\"\n\n#~ msgid \"a\"\n#~ msgstr \"\"\n";
        assert_eq!(Catalogue::parse(file.into()).unwrap().len(), 3);
    }
}
