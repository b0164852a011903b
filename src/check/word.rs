//! Words in prepared text.

use std::ops::Range;

use crate::language::function_words;

/// A word and its bytes. Apostrophes and hyphens between letters belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
}

/// Returns the words of a prepared text in order.
pub(super) fn words(clean: &str) -> Words<'_> {
    Words { clean, at: 0 }
}

/// See [`words`].
pub(super) struct Words<'a> {
    clean: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let rest = self.clean.get(self.at..)?;
        let start = self.at + rest.char_indices().find(|(_, c)| c.is_alphanumeric())?.0;
        let mut end = start;
        let mut joint = None;
        for c in self.clean.get(start..)?.chars() {
            if c.is_alphanumeric() || is_mark(c) {
                if let Some(joint) = joint.take() {
                    end += char::len_utf8(joint);
                }
                end += c.len_utf8();
            } else if matches!(c, '\'' | '’' | '-' | '\u{ad}' | '‑') && joint.is_none() {
                joint = Some(c);
            } else {
                break;
            }
        }
        self.at = end;
        Some(Word { text: self.clean.get(start..end)?, span: start..end })
    }
}

/// A word's bytes and the languages that have it among their function words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Range<usize>,
    pub(super) mask: u32,
}

/// Returns the words of a prepared text with their language sets, in order.
pub(super) fn tokens(clean: &str) -> Vec<Token> {
    let bytes = clean.as_bytes();
    words(clean)
        .map(|word| {
            let before = word.span.start.checked_sub(1).and_then(|at| bytes.get(at));
            // `de_DE` and `the_name` are identifiers.
            let is_part = before == Some(&b'_') || bytes.get(word.span.end) == Some(&b'_');
            Token { mask: if is_part { 0 } else { mask_of(word.text) }, span: word.span }
        })
        .collect()
}

/// Returns the languages that have a word, in any capitalisation, among their function words.
pub(super) fn mask_of(word: &str) -> u32 {
    const LONGEST: usize = 20;
    if word.len() > LONGEST {
        return 0;
    }
    let mut lower = [0_u8; LONGEST + 4];
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if c == '\'' { '’' } else { c };
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        let Some(slot) = lower.get_mut(length..length + bytes.len()) else { return 0 };
        slot.copy_from_slice(bytes);
        length += bytes.len();
    }
    let lower = lower.get(..length).and_then(|lower| std::str::from_utf8(lower).ok()).unwrap_or("");
    function_words::mask(lower)
}

/// Returns whether a character is a combining mark of the scripts we know.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Returns the last visible character of a prepared text, with its place; fillers of markup, closing quotation marks and
/// brackets are passed over when `through` says so.
pub(super) fn last_visible(clean: &str, through: impl Fn(char) -> bool) -> Option<(usize, char)> {
    clean.char_indices().rev().find(|&(_, c)| !c.is_whitespace() && c != super::text::THROUGH && !through(c))
}

/// Returns the first visible character of a prepared text, with its place.
pub(super) fn first_visible(clean: &str, through: impl Fn(char) -> bool) -> Option<(usize, char)> {
    clean.char_indices().find(|&(_, c)| !c.is_whitespace() && c != super::text::THROUGH && !through(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_inner_apostrophes_and_hyphens() {
        let found: Vec<_> = words("L’idea – co-creation, 'quoted' 24 x.").map(|word| word.text).collect();
        assert_eq!(found, ["L’idea", "co-creation", "quoted", "24", "x"]);
    }
}
