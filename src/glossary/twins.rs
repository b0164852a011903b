//! Where what opens in a text closes: braces, parentheses, tags and code.
//!
//! Invariant: a text is read once for each kind, not once for each mark that opens: ten thousand open braces cost as much as
//! one.

/// The closing marks of one text, looked for when first asked about.
#[derive(Debug)]
pub(super) struct Twins<'t> {
    text: &'t str,
    braces: Option<Vec<(usize, usize)>>,
    parentheses: Option<Vec<(usize, usize)>>,
    /// The shortest run of backticks behind which there is no other.
    last_fence: usize,
    /// For `>`, `]` and `)`, the last place found behind the last one asked about.
    next: [Option<(usize, Option<usize>)>; 3],
}

impl<'t> Twins<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, braces: None, parentheses: None, last_fence: usize::MAX, next: [None; 3] }
    }

    /// Returns the length of the braces that open at byte `at`, which nest; 0 where they stay open.
    pub(super) fn brace(&mut self, at: usize) -> usize {
        let text = self.text;
        let pairs = self.braces.get_or_insert_with(|| pairs(text, b'{', b'}'));
        length(pairs, at)
    }

    /// Returns the length of the parentheses that open at byte `at`, which nest; 0 where they stay open.
    pub(super) fn parenthesis(&mut self, at: usize) -> usize {
        let text = self.text;
        let pairs = self.parentheses.get_or_insert_with(|| pairs(text, b'(', b')'));
        length(pairs, at)
    }

    /// Returns the bytes from `at` to behind the next `mark` (`>`, `]` or `)`) after it; 0 where there is none. Places are asked
    /// about in the order of the text.
    pub(super) fn next(&mut self, mark: u8, at: usize) -> usize {
        let slot = match mark {
            b'>' => 0,
            b']' => 1,
            _ => 2,
        };
        let Some(known) = self.next.get_mut(slot) else { return 0 };
        let is_known = |(from, found): &(usize, Option<usize>)| *from <= at && found.is_none_or(|found| found > at);
        let (_, found) = match *known {
            Some(known) if is_known(&known) => known,
            _ => {
                let behind = self.text.as_bytes().get(at + 1..).unwrap_or(&[]);
                let found = memchr::memchr(mark, behind).map(|place| at + 1 + place);
                *known.insert((at, found))
            }
        };
        found.map_or(0, |found| found + 1 - at)
    }

    /// Returns the length of the code that a run of `ticks` backticks opens at byte `at`.
    pub(super) fn fence(&mut self, at: usize, ticks: usize) -> Option<usize> {
        if ticks >= self.last_fence {
            return None;
        }
        let (fence, behind) = (self.text.get(at..at + ticks)?, self.text.get(at + ticks..)?);
        let end = behind.find(fence);
        if end.is_none() {
            self.last_fence = ticks;
        }
        end.map(|end| end + 2 * ticks)
    }
}

fn length(pairs: &[(usize, usize)], at: usize) -> usize {
    let found = pairs.binary_search_by_key(&at, |(start, _)| *start).ok().and_then(|place| pairs.get(place));
    found.map_or(0, |(_, end)| end + 1 - at)
}

/// Returns the bytes of the marks that open and of those that close them, in the order of the former.
fn pairs(text: &str, opening: u8, closing: u8) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for at in memchr::memchr2_iter(opening, closing, text.as_bytes()) {
        if text.as_bytes().get(at) == Some(&opening) {
            open.push(at);
        } else if let Some(start) = open.pop() {
            found.push((start, at));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_is_closed_by_its_twin() {
        let mut twins = Twins::of("{ a {b} } (c(d)) <e> `f` {");
        assert_eq!([0, 4, 25].map(|at| twins.brace(at)), [9, 3, 0]);
        assert_eq!([10, 12].map(|at| twins.parenthesis(at)), [6, 3]);
        assert_eq!([16, 17, 20].map(|at| twins.next(b'>', at)), [4, 3, 0]);
        assert_eq!(twins.fence(21, 1), Some(3));
        assert_eq!((twins.fence(23, 1), twins.fence(23, 1)), (None, None));
    }
}
