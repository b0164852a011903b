//! Words in prepared text.

use std::ops::Range;

use crate::language::alphabets;
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
    let mut reader =
        Reader { bytes: clean.as_bytes(), tokens: Vec::with_capacity(clean.len() / 5), ..Reader::default() };
    let mut writers = u32::MAX;
    let mut at = 0;
    while let Some(&byte) = reader.bytes.get(at) {
        if byte.is_ascii() {
            match LOWER.get(usize::from(byte)) {
                Some(&lower) if lower != 0 => {
                    reader.join();
                    reader.start.get_or_insert(at);
                    at = reader.take_plain(at);
                    continue;
                }
                _ if byte == b'\'' => reader.hold('’'),
                _ if byte == b'-' => reader.hold('-'),
                _ => reader.close(),
            }
            at += 1;
            continue;
        }
        let c = clean.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let end = at + c.len_utf8();
        writers &= alphabets::writers(c);
        if is_letter(c) || (reader.start.is_some() && is_mark(c)) {
            reader.join();
            reader.start.get_or_insert(at);
            reader.hash = if is_small(c) {
                let letter = reader.bytes.get(at..end).unwrap_or(&[]);
                letter.iter().copied().fold(reader.hash, WordHash::with)
            } else {
                c.to_lowercase().fold(reader.hash, add)
            };
            reader.end = end;
        } else if is_joint(c) {
            reader.hold(c);
        } else {
            reader.close();
        }
        at = end;
    }
    reader.close();
    let address = reader.tokens.iter().fold(0, |address, token| address | token.address);
    Tokens { list: reader.tokens, writers, address }
}

/// The word that is being read, and those before it.
#[derive(Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    tokens: Vec<Token>,
    start: Option<usize>,
    end: usize,
    hash: WordHash,
    joint: Option<char>,
}

impl Reader<'_> {
    /// Takes the letters and digits of ASCII from `at` on into the word, eight at a time, and returns where they end.
    fn take_plain(&mut self, at: usize) -> usize {
        let (mut end, mut hash) = (at, self.hash);
        loop {
            let rest = self.bytes.get(end..).unwrap_or(&[]);
            let eight = match rest.first_chunk::<8>() {
                Some(eight) => *eight,
                None => std::array::from_fn(|place| rest.get(place).copied().unwrap_or(0)),
            };
            let (letters, count) = plain_start(u64::from_be_bytes(eight));
            if count > 0 {
                hash = hash.with_many(letters, count);
                end += count as usize;
            }
            if count < 8 {
                break;
            }
        }
        (self.end, self.hash) = (end, hash);
        end
    }

    /// Takes the mark that was held back into the word: letters follow.
    fn join(&mut self) {
        if let Some(joint) = self.joint.take() {
            self.hash = add(self.hash, joint);
        }
    }

    /// Holds a mark back that belongs to the word only where letters follow.
    fn hold(&mut self, joint: char) {
        if self.start.is_some() && self.joint.is_none() {
            self.joint = Some(joint);
        } else {
            self.close();
        }
    }

    /// Ends the word, if there is one.
    fn close(&mut self) {
        let Some(start) = self.start.take() else { return };
        let (end, hash) = (self.end, std::mem::take(&mut self.hash));
        self.joint = None;
        let known = hash.known();
        // `de_DE` and `the_name` are identifiers.
        let before = start.checked_sub(1).and_then(|at| self.bytes.get(at));
        let is_part = known.languages != 0 && (before == Some(&b'_') || self.bytes.get(end) == Some(&b'_'));
        if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
            let mask = if is_part { 0 } else { known.languages };
            self.tokens.push(Token { start, end, mask, address: known.address });
        }
    }
}

/// Returns the letters and digits of ASCII that eight bytes begin with, in lower case and the last in the lowest place, and
/// how many they are. The first byte is the highest.
fn plain_start(eight: u64) -> (u64, u32) {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // Where a byte below 128 lies in a range, its highest bit is set.
    let within = |bytes: u64, first: u8, last: u8| {
        let bytes = bytes & !HIGH;
        (bytes + ONES * u64::from(128 - first)) & !(bytes + ONES * u64::from(127 - last)) & HIGH
    };
    let lower = eight | ONES << 5;
    let is_plain = (within(lower, b'a', b'z') | within(eight, b'0', b'9')) & !eight;
    let count = (is_plain ^ HIGH).leading_zeros() / 8;
    (lower.checked_shr(64 - 8 * count).unwrap_or(0), count)
}

/// ASCII letters in lower case and digits; 0 for all other bytes.
static LOWER: [u8; 256] = {
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

/// Returns whether a character is surely its own lower case, without a look at the tables of Unicode.
fn is_small(c: char) -> bool {
    match c {
        'ß'..='ö' | 'ø'..='ÿ' | 'ά'..='ώ' | 'а'..='џ' | 'ź' | 'ż' | 'ž' | 'ș' | 'ț' => true,
        // Latin Extended-A has its capitals in between.
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' => u32::from(c) % 2 == 1,
        '\u{139}'..='\u{148}' => u32::from(c) % 2 == 0,
        _ => false,
    }
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
    fn plain_letters_are_taken_eight_at_a_time() {
        for place in 0..8 {
            for byte in 0..=u8::MAX {
                let mut eight = *b"aZ09bYxQ";
                eight[place] = byte;
                let plain: Vec<u8> = eight.iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
                let letters = plain.iter().fold(0, |all, byte| all << 8 | u64::from(byte.to_ascii_lowercase()));
                assert_eq!(plain_start(u64::from_be_bytes(eight)), (letters, plain.len() as u32), "{place} {byte}");
            }
        }
        let long = "VERANTWORTLICHKEITen";
        let one_by_one = long.to_lowercase().bytes().fold(WordHash::START, WordHash::with);
        let mut reader = Reader { bytes: long.as_bytes(), ..Reader::default() };
        assert_eq!((reader.take_plain(0), reader.hash), (long.len(), one_by_one));
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
