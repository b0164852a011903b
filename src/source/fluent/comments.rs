//! What authors tell translators in comments.
//!
//! A comment above a message or term is a note of all its units. The lines of a group comment (`##`) are
//! notes of each unit below it, and the first of them is their heading as well. A resource comment (`###`) is a note of the
//! first unit below it, so that editing it does not touch every entry of every catalogue. Lines that start with
//! `concordia:` are directives.

use std::sync::Arc;

use fluent_syntax::ast::Comment;

use super::span::Span;

/// What a comment above a message says.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// What translators read.
    pub(super) notes: Vec<String>,
    /// The greatest length of a translation, in characters.
    pub(super) max_length: Option<usize>,
    /// Whether the message is not translated.
    pub(super) is_skipped: bool,
    /// What changes whether the following messages are skipped.
    pub(super) skips_from_here: Option<bool>,
    /// The directives that are not understood, with their offset.
    pub(super) unknown: Vec<(usize, String)>,
}

/// The comments in force.
#[derive(Debug)]
pub(super) struct Headings {
    /// The group's title, or empty.
    pub(super) heading: Arc<[String]>,
    /// What the group's comment says, the title first.
    pub(super) group_notes: Vec<String>,
    /// A resource comment that waits for the next unit.
    pub(super) resource_notes: Vec<String>,
    /// Whether messages are skipped until further notice.
    pub(super) is_skipping: bool,
}

impl Headings {
    /// Starts at the top of a file.
    pub(super) fn new() -> Self {
        Self { heading: Arc::from([]), group_notes: Vec::new(), resource_notes: Vec::new(), is_skipping: false }
    }

    /// Enters a group; an empty comment ends one.
    pub(super) fn enter(&mut self, remarks: Remarks) {
        self.heading = remarks.notes.first().cloned().into_iter().collect();
        self.group_notes = remarks.notes;
    }
}

/// Reads a comment: paragraphs become notes, directives are obeyed.
pub(super) fn read(comment: &Comment<Span<'_>>, by_line: bool) -> Remarks {
    let mut remarks = Remarks::default();
    let mut paragraph = String::new();
    for line in &comment.content {
        let words = line.text.trim();
        if let Some(directive) = words.strip_prefix("concordia:") {
            obey(directive.trim(), line.start, &mut remarks);
            continue;
        }
        if (words.is_empty() || by_line) && !paragraph.is_empty() {
            remarks.notes.push(std::mem::take(&mut paragraph));
        }
        if !paragraph.is_empty() {
            paragraph.push('\n');
        }
        paragraph.push_str(words);
    }
    if !paragraph.is_empty() {
        remarks.notes.push(paragraph);
    }
    remarks
}

fn obey(directive: &str, offset: usize, remarks: &mut Remarks) {
    let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
    let value = value.trim();
    match (name, value) {
        ("note", note) if !note.is_empty() => remarks.notes.push(note.to_owned()),
        ("skip", "") => remarks.is_skipped = true,
        ("skip-start", "") => remarks.skips_from_here = Some(true),
        ("skip-end", "") => remarks.skips_from_here = Some(false),
        ("max-length", number) if number.parse::<usize>().is_ok() => remarks.max_length = number.parse().ok(),
        _ => remarks.unknown.push((offset, directive.to_owned())),
    }
}
