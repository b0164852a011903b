//! Words in prepared text.

use std::ops::Range;

use crate::language::function_words::WordHash;

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
        let start = self.at + rest.char_indices().find(|(_, c)| is_letter(*c))?.0;
        // Most of a word are plain letters.
        let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric();
        let mut end = start + self.clean.as_bytes().get(start..)?.iter().take_while(is_plain).count();
        let mut joint = None;
        for c in self.clean.get(end..)?.chars() {
            if is_letter(c) || is_mark(c) {
                if let Some(joint) = joint.take() {
                    end += char::len_utf8(joint);
                }
                end += c.len_utf8();
            } else if is_joint(c) && joint.is_none() {
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

/// Returns the words of a prepared text with their language sets, in order: the same words as [`words`], read in one
/// pass over the bytes.
pub(super) fn tokens(clean: &str) -> Vec<Token> {
    let bytes = clean.as_bytes();
    let mut tokens = Vec::with_capacity(clean.len() / 6);
    let mut start = None;
    let mut end = 0;
    let mut hash = WordHash::START;
    let mut joint: Option<char> = None;
    let mut close = |start: Option<usize>, end: usize, hash: WordHash| {
        if let Some(start) = start {
            // `de_DE` and `the_name` are identifiers.
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            let is_part = before == Some(&b'_') || bytes.get(end) == Some(&b'_');
            tokens.push(Token { span: start..end, mask: if is_part { 0 } else { hash.mask() } });
        }
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            if let Some(joint) = joint.take() {
                hash = add(hash, joint);
            }
            start.get_or_insert(at);
            hash = hash.with(byte.to_ascii_lowercase());
            at += 1;
            end = at;
            continue;
        }
        let c = if byte.is_ascii() {
            char::from(byte)
        } else {
            clean.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
        };
        let length = if byte.is_ascii() { 1 } else { c.len_utf8() };
        if !byte.is_ascii() && (is_letter(c) || (start.is_some() && is_mark(c))) {
            if let Some(joint) = joint.take() {
                hash = add(hash, joint);
            }
            start.get_or_insert(at);
            if is_small(c) {
                hash = clean.as_bytes().get(at..at + length).unwrap_or(&[]).iter().copied().fold(hash, WordHash::with);
            } else {
                hash = c.to_lowercase().fold(hash, add);
            }
            at += length;
            end = at;
            continue;
        }
        if start.is_some() && joint.is_none() && is_joint(c) {
            joint = Some(if c == '\'' { '’' } else { c });
        } else {
            close(start.take(), end, hash);
            hash = WordHash::START;
            joint = None;
        }
        at += length;
    }
    close(start, end, hash);
    tokens
}

fn add(hash: WordHash, c: char) -> WordHash {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().fold(hash, WordHash::with)
}

/// Returns the languages that have a word, in any capitalisation, among their function words.
pub(super) fn mask_of(word: &str) -> u32 {
    tokens(word).first().map_or(0, |token| token.mask)
}

/// Returns whether a character is a letter or digit; at once for the scripts of the official languages.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{388}'..='\u{38a}'
        | '\u{38e}'..='\u{3a1}'
        | '\u{3a3}'..='\u{3f5}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Returns whether a character is surely its own lower case, without a look at the tables of Unicode.
fn is_small(c: char) -> bool {
    matches!(c, 'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ')
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '\u{ad}' | '‑')
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
    fn tokens_are_the_words() {
        for text in ["L’idea – co-creation, 'quoted' 24 x.", "Ταυτότητα, όχι; e\u{301}t", "a--b c- -d it's", "", "ß_x"]
        {
            let tokens: Vec<_> = tokens(text).into_iter().map(|token| token.span).collect();
            let words: Vec<_> = words(text).map(|word| word.span).collect();
            assert_eq!(tokens, words, "{text}");
        }
    }

    #[test]
    fn function_words_are_known_in_any_capitalisation() {
        assert!(mask_of("UND") == mask_of("und") && mask_of("und") != 0);
        assert!(mask_of("Ñandú") == 0 && mask_of("ta'") == mask_of("ta’"));
    }

    #[test]
    fn letters_are_those_of_unicode() {
        let wrong: Vec<char> = ('\0'..='\u{3000}').filter(|c| is_letter(*c) != c.is_alphanumeric()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn small_letters_are_their_own_lower_case() {
        let wrong: Vec<char> =
            ('\0'..='\u{3000}').filter(|c| is_small(*c) && !c.to_lowercase().eq(std::iter::once(*c))).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn words_keep_inner_apostrophes_and_hyphens() {
        let found: Vec<_> = words("L’idea – co-creation, 'quoted' 24 x.").map(|word| word.text).collect();
        assert_eq!(found, ["L’idea", "co-creation", "quoted", "24", "x"]);
    }
}
