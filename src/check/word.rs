//! Words in prepared text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::language::alphabets;
use crate::language::function_words::{self, WordHash};

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

/// Returns what stands right behind a place, as far as two words and the spaces before them reach.
pub(super) fn near(clean: &str, at: usize) -> &str {
    const REACH: usize = 128;
    let rest = clean.get(at..).unwrap_or("");
    rest.get(..rest.floor_char_boundary(REACH)).unwrap_or(rest)
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

/// A word's bytes and what is known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// The languages that have it among their function words.
    pub(super) mask: u32,
    /// The languages that address the reader with it.
    pub(super) address: u32,
}

impl Token {
    pub(super) fn span(&self) -> Range<usize> {
        self.start()..self.end()
    }

    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    pub(super) fn len(&self) -> usize {
        self.end() - self.start()
    }
}

/// The words of a text, and who writes its letters.
#[derive(Debug, Clone)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    /// The languages that have all letters of the text in their alphabets, as [`alphabets::writers`] gives them.
    pub(super) writers: u32,
    /// The languages that address the reader with any of the words.
    pub(super) address: u32,
}

/// Returns the words of a prepared text with what is known about each, in order: the same words as [`words`], read in one
/// pass over the bytes. Words beyond the first four gigabytes are left out.
pub(super) fn tokens(clean: &str) -> Tokens {
    let mut reader = Reader { clean, bytes: clean.as_bytes(), letters: wide_letters(), writers: u32::MAX };
    let (lists, mut list) = (function_words::lists(), Vec::with_capacity(clean.len() / 5));
    let (mut address, mut at) = (0, 0);
    while let Some(start) = reader.next_start(at) {
        let (end, hash) = reader.word(start);
        let known = lists.known(hash);
        address |= known.address;
        // `de_DE` and `the_name` are identifiers.
        let is_line = |at: Option<usize>| at.and_then(|at| reader.bytes.get(at)) == Some(&b'_');
        let is_part = known.languages != 0 && (is_line(start.checked_sub(1)) || is_line(Some(end)));
        let mask = if is_part { 0 } else { known.languages };
        let (Ok(start), Ok(small)) = (u32::try_from(start), u32::try_from(end)) else { break };
        list.push(Token { start, end: small, mask, address: known.address });
        at = end;
    }
    Tokens { list, writers: reader.writers, address }
}

/// Reads one word after the other.
struct Reader<'a> {
    clean: &'a str,
    bytes: &'a [u8],
    letters: &'static [WideLetter],
    /// The languages that write all letters so far.
    writers: u32,
}

impl Reader<'_> {
    /// Returns where the next word starts.
    #[inline]
    fn next_start(&mut self, mut at: usize) -> Option<usize> {
        loop {
            let byte = *self.bytes.get(at)?;
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return Some(at);
                }
                at += 1;
                continue;
            }
            if self.letters.get(two_bytes(byte, self.bytes.get(at + 1))).is_some_and(|letter| letter.small != [0; 2]) {
                return Some(at);
            }
            let c = self.char_at(at);
            if is_letter(c) {
                return Some(at);
            }
            self.writers &= alphabets::writers(c);
            at += c.len_utf8();
        }
    }

    /// Returns the end of the word that starts at a letter, and its hash.
    #[inline]
    fn word(&mut self, start: usize) -> (usize, WordHash) {
        let (mut at, mut hash) = (start, WordHash::START);
        loop {
            (at, hash) = self.run(at, hash);
            // A joint belongs to the word only where letters follow.
            let is_joint = match self.bytes.get(at) {
                Some(b'\'' | b'-') => true,
                Some(byte) if !byte.is_ascii() => is_joint(self.char_at(at)),
                _ => false,
            };
            let joint = if is_joint { self.char_at(at) } else { return (at, hash) };
            let behind = at + joint.len_utf8();
            let next = self.char_at(behind);
            if !is_letter(next) && !is_mark(next) {
                return (at, hash);
            }
            hash = add(hash, if joint == '\'' { '’' } else { joint });
            at = behind;
        }
    }

    /// Takes all letters, digits and marks from a place on, and returns where they end.
    #[inline]
    fn run(&mut self, mut at: usize, mut hash: WordHash) -> (usize, WordHash) {
        loop {
            (at, hash) = self.plain(at, hash);
            // Letters of two bytes come in rows in Greek and in Bulgarian.
            loop {
                let Some(&byte) = self.bytes.get(at).filter(|byte| !byte.is_ascii()) else { return (at, hash) };
                let letter = self.letters.get(two_bytes(byte, self.bytes.get(at + 1)));
                if let Some(letter) = letter.filter(|letter| letter.small != [0; 2]) {
                    self.writers &= letter.writers;
                    let [first, second] = letter.small;
                    hash = hash.with(first).with(second);
                    at += 2;
                } else {
                    let c = self.char_at(at);
                    if !is_letter(c) && !is_mark(c) {
                        return (at, hash);
                    }
                    self.writers &= alphabets::writers(c);
                    hash = c.to_lowercase().fold(hash, add);
                    at += c.len_utf8();
                }
                if self.bytes.get(at).is_some_and(u8::is_ascii) {
                    break;
                }
            }
        }
    }

    /// Takes the letters and digits of ASCII from a place on, and returns where they end.
    #[inline]
    fn plain(&self, mut at: usize, mut hash: WordHash) -> (usize, WordHash) {
        while let Some(&byte) = self.bytes.get(at) {
            let small = SMALL.get(usize::from(byte)).copied().unwrap_or(0);
            if small == 0 {
                break;
            }
            hash = hash.with(small);
            at += 1;
        }
        (at, hash)
    }

    /// Returns the character at a place; a NUL at the end of the text.
    fn char_at(&self, at: usize) -> char {
        self.clean.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0')
    }
}

/// A letter of two bytes.
#[derive(Clone, Copy, Default)]
struct WideLetter {
    /// The languages that write it, as [`alphabets::writers`] gives them.
    writers: u32,
    /// The bytes of its small letter; 0 where there are more than two or fewer, and for what is no letter.
    small: [u8; 2],
}

/// Returns the letters of two bytes by their code points.
fn wide_letters() -> &'static [WideLetter] {
    static LETTERS: LazyLock<Vec<WideLetter>> = LazyLock::new(|| {
        let letter = |c: char| {
            let mut small = c.to_lowercase();
            let (Some(only), None) = (small.next(), small.next()) else { return WideLetter::default() };
            let mut bytes = [0; 2];
            let is_known = is_letter(c) && only.len_utf8() == 2;
            if is_known {
                only.encode_utf8(&mut bytes);
            }
            WideLetter { writers: alphabets::writers(c), small: bytes }
        };
        ('\0'..='\u{7ff}').map(|c| if c.is_ascii() { WideLetter::default() } else { letter(c) }).collect()
    });
    &LETTERS
}

/// Returns the code point of a character of two bytes; one beyond [`wide_letters`] for any other byte.
fn two_bytes(first: u8, second: Option<&u8>) -> usize {
    match second {
        Some(second) if first & 0b1110_0000 == 0b1100_0000 => {
            usize::from(first & 0b1_1111) << 6 | usize::from(second & 0b11_1111)
        }
        _ => usize::MAX,
    }
}

/// The letters of ASCII in lower case, and its digits; 0 for all other bytes.
static SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { 0 };
        at += 1;
    }
    table
};

fn add(hash: WordHash, c: char) -> WordHash {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().fold(hash, WordHash::with)
}

/// Returns the languages that have a word, in any capitalisation, among their function words.
pub(super) fn mask_of(word: &str) -> u32 {
    tokens(word).list.first().map_or(0, |token| token.mask)
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

pub(super) fn is_joint(c: char) -> bool {
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
        let texts = [
            "L’idea – co-creation, 'quoted' 24 x.",
            "Ταυτότητα, όχι; e\u{301}t",
            "a--b c- -d it's",
            "",
            "ß_x",
            "İß–Ж1 ",
            "a-\u{301}b ’c’ d’",
            "\u{301}x 漢字-б",
            "aбв1гд’Ω",
            "ΣΑΣ 🙂x",
        ];
        for text in texts {
            let tokens: Vec<_> = tokens(text).list.iter().map(Token::span).collect();
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
    fn who_writes_a_text_writes_all_its_letters() {
        let bit = |code| 1 << crate::language::function_words::bit(code).unwrap();
        let writers = tokens("Größe, “naïve” – 5 €").writers;
        assert!(writers & bit("de") == 0 && writers & bit("nl") == 0);
        let writers = tokens("Größe – 5 €").writers;
        assert!(writers & bit("de") != 0 && writers & bit("sv") == 0);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        let wrong: Vec<char> = ('\0'..='\u{3000}').filter(|c| is_letter(*c) != c.is_alphanumeric()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn words_keep_inner_apostrophes_and_hyphens() {
        let found: Vec<_> = words("L’idea – co-creation, 'quoted' 24 x.").map(|word| word.text).collect();
        assert_eq!(found, ["L’idea", "co-creation", "quoted", "24", "x"]);
    }
}
