//! Many texts in one piece of memory.
//!
//! Invariant: they have less than four gigabytes; a file that is read has at most one (`store::LARGEST`).

use std::ops::Range;

/// Texts one behind the other, so that a million of them are no million allocations.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Makes room for about so many texts and bytes.
    pub(super) fn with_capacity(texts: usize, bytes: usize) -> Self {
        Self { all: String::with_capacity(bytes), ends: Vec::with_capacity(texts) }
    }

    /// Adds a text that is written behind the others.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.all);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// Returns how many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the texts in a range of places, those that there are.
    pub(super) fn range(&self, places: Range<usize>) -> impl Iterator<Item = &str> {
        let first = places.start.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let ends = self.ends.get(places.start..places.end.min(self.ends.len())).unwrap_or_default();
        ends.iter().map(|end| *end as usize).scan(first, |start, end| self.all.get(std::mem::replace(start, end)..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_added() {
        let mut texts = Texts::default();
        for text in ["één", "", "c"] {
            texts.push_with(|out| out.push_str(text));
        }
        assert_eq!(texts.len(), 3);
        assert_eq!(texts.range(0..9).collect::<Vec<_>>(), ["één", "", "c"]);
        assert_eq!(texts.range(1..2).collect::<Vec<_>>(), [""]);
        assert_eq!(texts.range(5..9).count() + texts.range(2..2).count(), 0);
    }
}
