//! Where a machine draft comes from, as review pages show it.

use super::ReviewWords;
use super::escape::{escape, escape_into};
use super::review_unit::label;
use crate::diff::{Piece, PieceKind, bracketed};
use crate::report::wording::{Value, Wording};

/// Where a draft comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOrigin<'a> {
    /// The engine, by its name in the configuration.
    pub engine: &'a str,
    /// The model that it said it used.
    pub model: Option<&'a str>,
    /// The day.
    pub date: &'a str,
    /// Where the memory found it; none for a machine.
    pub memory: Option<MemoryOrigin<'a>>,
    /// Whether the English was edited after it was drafted.
    pub is_earlier: bool,
}

/// Whose translation the memory gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryOrigin<'a> {
    /// The module in which it stands.
    pub module: &'a str,
    /// How like its English is, in whole percent; 100 for the same.
    pub percent: u64,
    /// The difference from its English to that of the unit; empty when it is the same, or not known.
    pub pieces: Vec<Piece>,
}

impl DraftOrigin<'_> {
    /// Writes who drafted, and for a near text of the memory which words differ.
    pub(super) fn rows(&self, out: &mut String, words: &ReviewWords, wording: &Wording) {
        label(out, &words.drafted, "");
        escape_into(out, &self.words(wording));
        if self.is_earlier {
            out.push(' ');
            out.push_str(&words.drafted_earlier);
        }
        let pieces = self.memory.as_ref().map(|memory| memory.pieces.as_slice()).unwrap_or_default();
        if pieces.is_empty() {
            return;
        }
        label(out, &words.memory_words, " lang=en");
        for piece in pieces {
            let element = match piece.kind {
                PieceKind::Same => {
                    escape_into(out, &piece.text);
                    continue;
                }
                PieceKind::Gone => "del",
                PieceKind::Come => "ins",
            };
            out.push_str(&bracketed(&escape(&piece.text), &format!("<{element}>"), &format!("</{element}>")));
        }
    }

    fn words(&self, wording: &Wording) -> String {
        let date = ("date", Value::Text(self.date));
        match (&self.memory, self.model) {
            (Some(memory), _) if memory.percent < 100 => {
                let values = [date, ("percent", Value::Count(memory.percent)), ("module", Value::Text(memory.module))];
                wording.say_with("review-memory-near", &values)
            }
            (Some(memory), _) => wording.say_with("review-memory", &[date, ("module", Value::Text(memory.module))]),
            (None, Some(model)) => {
                let values = [date, ("engine", Value::Text(self.engine)), ("model", Value::Text(model))];
                wording.say_with("review-drafted-model", &values)
            }
            (None, None) => wording.say_with("review-drafted-by", &[date, ("engine", Value::Text(self.engine))]),
        }
    }

    /// Returns about how many bytes of a page the rows take.
    pub(super) fn weight(&self) -> usize {
        let pieces = self.memory.iter().flat_map(|memory| &memory.pieces);
        150 + pieces.map(|piece| piece.text.len() + 11).sum::<usize>()
    }
}
