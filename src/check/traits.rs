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
    /// Two spaces in a row.
    pub const TWO_SPACES: u64 = 1 << 32;
    /// A space before one of `,.;:!?`.
    pub const SPACE_MARK: u64 = 1 << 33;
    /// A comma before a letter.
    pub const COMMA_LETTER: u64 = 1 << 34;
    /// A full stop before a letter.
    pub const DOT_LETTER: u64 = 1 << 35;
    /// A space behind `(` or before `)`.
    pub const BRACKET_SPACE: u64 = 1 << 36;
    /// Two full stops in a row.
    pub const TWO_DOTS: u64 = 1 << 37;
    /// A hyphen behind a space.
    pub const SPACE_HYPHEN: u64 = 1 << 38;
    /// `ww`.
    pub const TWO_WS: u64 = 1 << 39;

    /// Reads the facts of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut all = 0;
        let mut before = 0;
        for &byte in text.as_bytes() {
            let class = CLASSES.get(usize::from(byte)).copied().unwrap_or(0);
            let pair = usize::from(before) * PAIRED + usize::from(class);
            all |= TABLE.get(usize::from(byte)).copied().unwrap_or(0) | PAIRS.get(pair).copied().unwrap_or(0);
            before = class;
        }
        Self(all)
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

static TABLE: [u64; 256] = table();

const fn table() -> [u64; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = traits_of(byte as u8);
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
        0xCD..=0xD4 => Traits::WIDE | Traits::OTHER_SCRIPT,
        0xD5..=0xE1 | 0xE3..=0xF4 => Traits::WIDE | Traits::RARE,
        0x80..=0xFF => Traits::WIDE,
        0x00..=0x1F | 0x7F => Traits::RARE,
        _ => 0,
    }
}

/// The classes of bytes that pairs are told by.
const OTHER: u8 = 0;
const SPACE: u8 = 1;
const COMMA: u8 = 2;
const DOT: u8 = 3;
const HIGH_POINT: u8 = 4;
const LETTER: u8 = 5;
const W: u8 = 6;
const HYPHEN: u8 = 7;
const OPENING: u8 = 8;
const CLOSING: u8 = 9;
/// How many classes there can be.
const PAIRED: usize = 16;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' => SPACE,
            b',' => COMMA,
            b'.' => DOT,
            b';' | b':' | b'!' | b'?' => HIGH_POINT,
            b'w' => W,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xFF => LETTER,
            b'-' => HYPHEN,
            b'(' => OPENING,
            b')' => CLOSING,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
}

static PAIRS: [u64; PAIRED * PAIRED] = pairs();

const fn pairs() -> [u64; PAIRED * PAIRED] {
    let mut pairs = [0; PAIRED * PAIRED];
    let mut at = 0;
    while at < pairs.len() {
        pairs[at] = match ((at / PAIRED) as u8, (at % PAIRED) as u8) {
            (SPACE, SPACE) => Traits::TWO_SPACES,
            (SPACE, COMMA | DOT | HIGH_POINT) => Traits::SPACE_MARK,
            (COMMA, LETTER | W) => Traits::COMMA_LETTER,
            (DOT, LETTER | W) => Traits::DOT_LETTER,
            (OPENING, SPACE) | (SPACE, CLOSING) => Traits::BRACKET_SPACE,
            (DOT, DOT) => Traits::TWO_DOTS,
            (SPACE, HYPHEN) => Traits::SPACE_HYPHEN,
            (W, W) => Traits::TWO_WS,
            _ => 0,
        };
        at += 1;
    }
    pairs
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
