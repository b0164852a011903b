//! Where the target of a link, its title and a bare address end.
//!
//! Invariant: a text full of links that are never closed is read once, not once for each of them.

use std::ops::Range;

/// Parentheses in a target nest no deeper (as in cmark).
const DEEPEST: usize = 32;

/// What stands between the target and the closing parenthesis is no longer, in bytes; what is still open then is prose.
const LONGEST_TITLE: usize = 1024;

/// Returns the end of the opening and the start of the closing mark of a link's title, which stands between `from`, the
/// end of the target, and the closing parenthesis at `end`. Marks in parentheses are left to the prose.
pub(super) fn title_marks(bytes: &[u8], from: usize, end: usize) -> Option<(usize, usize)> {
    let between = bytes.get(from..end)?;
    let open = between.iter().position(|b| !b.is_ascii_whitespace())?;
    let close = between.iter().rposition(|b| !b.is_ascii_whitespace())?;
    let mark = *between.get(open)?;
    let is_title = open > 0 && open < close && matches!(mark, b'"' | b'\'') && between.get(close) == Some(&mark);
    is_title.then_some((from + open + 1, from + close))
}

/// Returns the target of a link that starts at `at` and the place of the closing parenthesis.
pub(super) fn link_target(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    let byte = |at: usize| bytes.get(at).copied();
    #[cfg(test)]
    let byte = |at: usize| {
        tests::READ.set(tests::READ.get() + 1);
        byte(at)
    };
    let mut here = at;
    while byte(here) == Some(b' ') {
        here += 1;
    }
    let start = if byte(here) == Some(b'<') { here + 1 } else { here };
    let mut depth = 0_usize;
    let mut end = start;
    loop {
        match byte(end)? {
            b'>' if start > here => break,
            b' ' | b'\n' if start == here => break,
            b'(' if depth == DEEPEST => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' => end += 1,
            _ => {}
        }
        end += 1;
    }
    let mut close = end;
    let mut quote = None;
    loop {
        match (quote, byte(close)?) {
            (None, b')') => return Some((start..end, close)),
            (None, open @ (b'"' | b'\'')) => quote = Some(open),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        close += 1;
        if close - end > LONGEST_TITLE {
            return None;
        }
    }
}

/// Returns the length of an address from its `://` on, without the punctuation of the sentence around it.
pub(super) fn address_length(rest: &str) -> usize {
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '»' | '“' | '”' | '„' | '’' | '\u{a0}' | ']' | '|')
        })
        .unwrap_or(rest.len());
    let mut address = rest.get(..end).unwrap_or("");
    let count = |mark: u8| memchr::memchr_iter(mark, address.as_bytes()).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    while let Some(last) = address.chars().next_back() {
        let is_unopened = last == ')' && unopened > 0;
        if is_unopened {
            unopened -= 1;
        }
        if !is_unopened && !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…') {
            break;
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or("");
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How many bytes were looked at.
        pub(super) static READ: Cell<usize> = const { Cell::new(0) };
    }

    /// The bytes looked at for all targets of a text.
    fn read(text: &str) -> usize {
        READ.set(0);
        for (at, _) in text.match_indices("](") {
            link_target(text.as_bytes(), at + 2);
        }
        READ.get()
    }

    #[test]
    fn unclosed_links_are_read_once() {
        for pattern in ["[](", "[](a ", "[](a 'b", "[](a (", "[](<a", "[](\\(", "[](a\n\"b\""] {
            let text = |length: usize| pattern.repeat(length / pattern.len());
            let (once, twice) = (read(&text(20_000)), read(&text(40_000)));
            assert!(2 * twice < 5 * once, "{pattern}: {once}, then {twice}");
        }
    }

    #[test]
    fn parentheses_belong_to_an_address_that_opened_them() {
        for (text, wanted) in
            [("://a.eu/b)", "://a.eu/b"), ("://a.eu/(b)).", "://a.eu/(b)"), ("://a.eu/b).)", "://a.eu/b")]
        {
            assert_eq!(text.get(..address_length(text)), Some(wanted));
        }
        assert_eq!(address_length(&format!("://a{}", ")".repeat(40_000))), 4);
    }
}
