//! Cheap facts about a text: which kinds of bytes occur in it, and which stand side by side.
//!
//! One pass over the bytes, without a branch. Most rules ask here first and look no further: the spaces before marks, the
//! hyphens and the brackets that they are about do not occur in most texts.
//!
//! Invariant: a trait that is not set does not occur. Of pairs the second byte may be the first of a letter.

use std::ops::BitOr;

/// The facts of one text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits(u64);

impl Traits {
    /// An ASCII digit.
    pub const DIGIT: u64 = 1;
    /// A byte that can start markup, a placeholder, an address or an entity.
    pub const CODE: u64 = 1 << 1;
    /// `"`.
    pub const STRAIGHT_QUOTE: u64 = 1 << 2;
    /// `'`.
    pub const APOSTROPHE: u64 = 1 << 3;
    /// A byte above ASCII.
    pub const WIDE: u64 = 1 << 4;
    /// A lead byte of general punctuation (`E2`): curly quotation marks, dashes, ellipsis, special spaces.
    pub const PUNCTUATION: u64 = 1 << 5;
    /// A lead byte of Latin-1 (`C2`): no-break space, guillemets, degree sign; or soft hyphen.
    pub const LATIN1: u64 = 1 << 6;
    /// A lead byte of Greek or Cyrillic.
    pub const OTHER_SCRIPT: u64 = 1 << 7;
    /// A full stop.
    pub const DOT: u64 = 1 << 8;
    /// `-`.
    pub const HYPHEN: u64 = 1 << 9;
    /// `%`.
    pub const PERCENT: u64 = 1 << 10;
    /// A line break or tab.
    pub const CONTROL: u64 = 1 << 11;
    /// A bracket or brace of any kind.
    pub const BRACKET: u64 = 1 << 12;
    /// A lead byte of anything else above U+07FF, or a control character.
    pub const RARE: u64 = 1 << 13;
    /// `:` `;` `!` or `?`.
    pub const HIGH_POINT: u64 = 1 << 14;
    /// A space.
    pub const SPACE: u64 = 1 << 15;
    /// `<`.
    pub const ANGLE: u64 = 1 << 16;
    /// `` ` ``.
    pub const BACKTICK: u64 = 1 << 17;
    /// A tab.
    pub const TAB: u64 = 1 << 18;
    /// A bracket, no brace.
    pub const ROUND_OR_SQUARE: u64 = 1 << 19;
    /// A letter of ASCII.
    pub const LATIN: u64 = 1 << 20;
    /// `/`.
    pub const SLASH: u64 = 1 << 21;
    /// `:`.
    pub const COLON: u64 = 1 << 22;
    /// A lead byte of combining marks (`CC`): letters taken apart.
    pub const COMBINING: u64 = 1 << 23;
    /// Two spaces in a row.
    pub const TWO_SPACES: u64 = 1 << 32;
    /// A space before one of `,.;:!?`.
    pub const SPACE_MARK: u64 = 1 << 33;
    /// A comma before a letter.
    pub const COMMA_LETTER: u64 = 1 << 34;
    /// A full stop before a letter.
    pub const DOT_LETTER: u64 = 1 << 35;
    /// A space behind `(` or before `)`.
    pub const BRACKET_SPACE: u64 = 0b11 << 36;
    /// Two full stops in a row.
    pub const TWO_DOTS: u64 = 1 << 38;
    /// A hyphen behind a space.
    pub const SPACE_HYPHEN: u64 = 1 << 39;
    /// `ww`.
    pub const TWO_WS: u64 = 1 << 40;

    /// Reads the facts of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut single, mut paired, mut before) = (0, 0, 0);
        for &byte in text.as_bytes() {
            let own = TABLE.get(usize::from(byte)).copied().unwrap_or(0);
            single |= own;
            paired |= before >> FIRST & own;
            before = own;
        }
        Self(single & !(u64::MAX << PAIRED) | paired & PAIRS << PAIRED)
    }

    /// Returns whether any of the features in `mask` occurs.
    #[must_use]
    pub fn any(self, mask: u64) -> bool {
        self.0 & mask != 0
    }
}

impl BitOr for Traits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The traits of pairs stand from this bit on; in the table, a byte has those here that it is the second byte of.
const PAIRED: u32 = 32;
/// How many bits the pairs have.
const PAIRS: u64 = (1 << 9) - 1;
/// So many bits higher, a byte of the table has the pairs that it is the first byte of.
const FIRST: u32 = 16;

static TABLE: [u64; 256] = table();

const fn table() -> [u64; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = traits_of(byte as u8) | begins(byte as u8) << FIRST | ends(byte as u8);
        byte += 1;
    }
    table
}

const fn traits_of(byte: u8) -> u64 {
    match byte {
        b'0'..=b'9' => Traits::DIGIT,
        b'a'..=b'z' | b'A'..=b'Z' => Traits::LATIN,
        b'<' => Traits::CODE | Traits::ANGLE,
        b'`' => Traits::CODE | Traits::BACKTICK,
        b'*' | b'_' | b'&' | b'\\' | b'~' | b'@' | b'+' => Traits::CODE,
        b'[' => Traits::CODE | Traits::BRACKET | Traits::ROUND_OR_SQUARE,
        b'{' => Traits::CODE | Traits::BRACKET,
        b'%' => Traits::CODE | Traits::PERCENT,
        b':' => Traits::CODE | Traits::HIGH_POINT | Traits::COLON,
        b'(' | b')' | b']' => Traits::BRACKET | Traits::ROUND_OR_SQUARE,
        b'}' => Traits::BRACKET,
        b';' | b'!' | b'?' => Traits::HIGH_POINT,
        b'"' => Traits::STRAIGHT_QUOTE,
        b'\'' => Traits::APOSTROPHE,
        b'.' => Traits::DOT,
        b'-' => Traits::HYPHEN,
        b'/' => Traits::SLASH,
        b' ' => Traits::SPACE,
        b'\t' => Traits::CONTROL | Traits::TAB,
        b'\n' | b'\r' => Traits::CONTROL,
        0xE2 => Traits::WIDE | Traits::PUNCTUATION,
        0xC2 => Traits::WIDE | Traits::LATIN1,
        0xCC => Traits::WIDE | Traits::COMBINING,
        0xCD..=0xD4 => Traits::WIDE | Traits::OTHER_SCRIPT,
        0xD5..=0xE1 | 0xE3..=0xF4 => Traits::WIDE | Traits::RARE,
        0x80..=0xFF => Traits::WIDE,
        0x00..=0x1F | 0x7F => Traits::RARE,
        _ => 0,
    }
}

/// A space behind `(`.
const AFTER_OPENING: u64 = 1 << 36;
/// A space before `)`.
const BEFORE_CLOSING: u64 = 1 << 37;

/// Returns the pairs that a byte is the first of.
const fn begins(byte: u8) -> u64 {
    match byte {
        b' ' => Traits::TWO_SPACES | Traits::SPACE_MARK | Traits::SPACE_HYPHEN | BEFORE_CLOSING,
        b',' => Traits::COMMA_LETTER,
        b'.' => Traits::DOT_LETTER | Traits::TWO_DOTS,
        b'(' => AFTER_OPENING,
        b'w' => Traits::TWO_WS,
        _ => 0,
    }
}

/// Returns the pairs that a byte is the second of.
const fn ends(byte: u8) -> u64 {
    const LETTER: u64 = Traits::COMMA_LETTER | Traits::DOT_LETTER;
    match byte {
        b' ' => Traits::TWO_SPACES | AFTER_OPENING,
        b'.' => Traits::SPACE_MARK | Traits::TWO_DOTS,
        b',' | b';' | b':' | b'!' | b'?' => Traits::SPACE_MARK,
        b'-' => Traits::SPACE_HYPHEN,
        b')' => BEFORE_CLOSING,
        b'w' => LETTER | Traits::TWO_WS,
        b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xFF => LETTER,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_side_by_side_is_told() {
        for (text, pair) in [
            ("a  b", Traits::TWO_SPACES),
            ("a ?", Traits::SPACE_MARK),
            ("a,б", Traits::COMMA_LETTER),
            ("a.We", Traits::DOT_LETTER),
            ("( a", Traits::BRACKET_SPACE),
            ("a )", Traits::BRACKET_SPACE),
            ("a..", Traits::TWO_DOTS),
            ("a -b", Traits::SPACE_HYPHEN),
            ("www.", Traits::TWO_WS),
        ] {
            assert!(Traits::of(text).any(pair), "{text}");
        }
        let all = u64::MAX << 32;
        assert!(!Traits::of("Eine Frage (an alle), 1.5 und 1,5: ja. We-we").any(all));
    }
}
