//! Word counts as a professional tool counts them.

/// Returns the number of words in a unit's text.
///
/// Markup, code spans, link targets, HTML tags, Fluent placeables and web addresses are not counted. A word is a
/// run of characters between spaces that holds a letter or digit; hyphens and apostrophes do not split
/// (the usual count of word processors, and GMX-V 2.0 section 2.7 for text without punctuation).
#[must_use]
pub fn count_words(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut words = 0;
    let mut at = 0;
    let mut inside = false;
    let mut absent = Absent::default();
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match ROLES[usize::from(byte)] {
            Role::Word => {
                words += u64::from(!inside);
                inside = true;
            }
            Role::Gap => inside = false,
            Role::None => {}
            Role::Code => at += skip_code(text.get(at - 1..).unwrap_or_default(), &mut absent).saturating_sub(1),
            // Only an address makes this letter anything else.
            Role::Address => match skip_code(text.get(at - 1..).unwrap_or_default(), &mut absent) {
                0 => {
                    words += u64::from(!inside);
                    inside = true;
                }
                length => at += length - 1,
            },
            Role::Wide => {
                let Some(c) = text.get(at - 1..).and_then(|rest| rest.chars().next()) else { break };
                at += c.len_utf8() - 1;
                if c.is_whitespace() || matches!(c, '–' | '—') {
                    inside = false;
                } else if c.is_alphanumeric() && !inside {
                    inside = true;
                    words += 1;
                }
            }
        }
    }
    words
}

/// What a byte does to the count of words.
#[derive(Clone, Copy)]
enum Role {
    /// Nothing.
    None,
    /// Belongs to a word.
    Word,
    /// Ends a word.
    Gap,
    /// May begin code, a tag, a placeable, or what follows the text of a link.
    Code,
    /// May begin a web address; belongs to a word otherwise.
    Address,
    /// Begins a character that is not ASCII.
    Wide,
}

/// The role of each byte.
const ROLES: [Role; 256] = {
    let mut roles = [Role::None; 256];
    let mut byte = 0;
    while byte < 256 {
        roles[byte] = match byte as u8 {
            b'h' => Role::Address,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Role::Word,
            9..=13 | b' ' | b'|' | b'/' => Role::Gap,
            b'`' | b'<' | b'{' | b']' => Role::Code,
            128.. => Role::Wide,
            _ => Role::None,
        };
        byte += 1;
    }
    roles
};

/// What was looked for in vain, and does not follow later either: a text full of open braces is read once.
#[derive(Debug, Default)]
struct Absent {
    /// As a set of bits, in the order of [`Self::ENDS`].
    ends: u8,
    /// The length of the shortest run of backticks that does not follow; 0 for none.
    fence: usize,
    /// How often a text was searched.
    #[cfg(test)]
    searches: usize,
}

impl Absent {
    const ENDS: [char; 4] = ['>', '}', ')', ']'];

    /// Returns where a mark first stands in a text.
    fn find(&mut self, text: &str, end: char) -> Option<usize> {
        let bit = Self::ENDS.iter().position(|other| *other == end).map_or(0, |at| 1 << at);
        if self.ends & bit != 0 {
            return None;
        }
        self.count();
        let found = text.find(end);
        self.ends |= if found.is_none() { bit } else { 0 };
        found
    }

    /// Returns where a run of backticks first stands in a text.
    fn find_fence(&mut self, text: &str, fence: &str) -> Option<usize> {
        if self.fence > 0 && fence.len() >= self.fence {
            return None;
        }
        self.count();
        let found = text.find(fence);
        if found.is_none() {
            self.fence = fence.len();
        }
        found
    }

    #[cfg(test)]
    fn count(&mut self) {
        self.searches += 1;
    }

    #[cfg(not(test))]
    fn count(&self) {}
}

/// Returns the length of the code, tag, placeable or link target that `text` starts with, or 0. `absent` is of the same text,
/// read from left to right.
fn skip_code(text: &str, absent: &mut Absent) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'`') => {
            let ticks = bytes.iter().take_while(|&&b| b == b'`').count();
            let fence = text.get(..ticks).unwrap_or("");
            let body = text.get(ticks..).unwrap_or("");
            absent.find_fence(body, fence).map_or(0, |end| ticks + end + ticks)
        }
        Some(b'<') => {
            let is_tag = bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
            if is_tag { absent.find(text, '>').map_or(0, |end| end + 1) } else { 0 }
        }
        Some(b'{') => absent.find(text, '}').map_or(0, |end| end + 1),
        Some(b']') if bytes.get(1) == Some(&b'(') => absent.find(text, ')').map_or(0, |end| end + 1),
        Some(b']') if bytes.get(1) == Some(&b'[') => {
            text.get(1..).and_then(|rest| absent.find(rest, ']')).map_or(0, |end| end + 2)
        }
        Some(b'h') if text.starts_with("http://") || text.starts_with("https://") => {
            text.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']')).unwrap_or(text.len())
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Absent, count_words, skip_code};
    use proptest::prelude::*;

    /// The definition, character by character.
    fn counted(text: &str) -> u64 {
        let (mut words, mut rest, mut inside) = (0, text, false);
        while let Some(first) = rest.chars().next() {
            let skipped = skip_code(rest, &mut Absent::default());
            if skipped == 0 {
                if first.is_whitespace() || matches!(first, '–' | '—' | '|' | '/') {
                    inside = false;
                } else if first.is_alphanumeric() && !inside {
                    inside = true;
                    words += 1;
                }
            }
            rest = rest.get(skipped.max(first.len_utf8())..).unwrap_or("");
        }
        words
    }

    #[test]
    fn markup_and_addresses_are_no_words() {
        assert_eq!(count_words("See `code x` and [the page](a b.md) at https://a.eu/b c, {$n} <b>d</b> e–f g/h"), 11);
        assert_eq!(count_words("héros d'État, 25\u{a0}% – http"), 4);
    }

    #[test]
    fn what_does_not_follow_is_looked_for_once() {
        for open in ["{a", "<b", "](", "`"] {
            let (text, mut absent) =
                (format!("x{}", open.repeat(if open == "`" { 1 } else { 10_000 })), Absent::default());
            for at in 0..text.len() {
                skip_code(&text[at..], &mut absent);
            }
            assert_eq!(absent.searches, 1, "{open}");
        }
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_the_definition(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "a", "h", "http://", "https://a.b)", "é", "–", "—", "\u{a0}", "\u{2003}", "日", " ", "\t", "\u{b}", "|", "/", "-", "'", "1",
                "`", "``", "<", "<b>", ">", "{", "}", "](", "][", "]", ")", ".", "\u{1f}", "😀",
            ]), 0..24)
        ) {
            let text = pieces.concat();
            prop_assert_eq!(count_words(&text), counted(&text), "{}", text);
        }
    }
}
