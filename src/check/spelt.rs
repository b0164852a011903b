//! Numbers that the English writes out, which other languages may write in figures.

use super::text::Text;
use super::word::words;

/// Returns the values of the English number words in a text, each by itself and, where words stand together, as the number
/// they make: `forty-five`, `two hundred and ten`, `half a million`.
pub(super) fn spelt(english: &Text<'_>) -> Vec<String> {
    let mut values = Vec::new();
    let mut sum = Sum::default();
    for word in words(&english.clean) {
        for part in word.text.split('-') {
            let lower = part.to_ascii_lowercase();
            values.extend(WORDS.iter().filter(|(name, _)| *name == lower).map(|(_, value)| (*value).to_owned()));
            values.extend(sum.add(&lower).map(|value| value.to_string()));
        }
    }
    values.extend(sum.add("").map(|value| value.to_string()));
    values.extend(phrases(&english.clean));
    values
}

/// Returns the values of what several words, an ending or Roman figures say: `two weeks` may be 14 days, `one and a half` is 1.5,
/// `the nineties` may be 90 or 1990, `the nineteenth century` 1800, `Chapter III` 3.
fn phrases(clean: &str) -> Vec<String> {
    let lower = clean.to_ascii_lowercase();
    let has = |phrase: &str| lower.contains(phrase);
    let mut values: Vec<u32> = Vec::new();
    values.extend(PHRASES.iter().filter(|(phrase, _)| has(phrase)).flat_map(|(_, values)| values.iter().copied()));
    if has("centur") {
        let ordinals = (2_u32..=21).filter(|count| ORDINALS.get(*count as usize - 2).is_some_and(|name| has(name)));
        values.extend(ordinals.flat_map(|count| [count, (count - 1) * 100]));
    }
    values.extend(words(clean).filter_map(|word| roman(word.text)));
    let mut texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    if has("half") {
        texts.push("0.5".to_owned());
        texts.extend((1..=12).map(|whole| format!("{whole}.5")));
    }
    texts
}

/// Returns the value of Roman figures from one to thirty-nine.
pub(super) fn roman(figure: &str) -> Option<u32> {
    let (tens, ones) = figure.split_at(figure.bytes().take_while(|byte| *byte == b'X').count());
    // `IX` has its ten behind.
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ONES.iter().position(|one| *one == ones)?;
    let value = u32::try_from(tens.len() * 10 + ones).ok()?;
    (1..40).contains(&value).then_some(value)
}

static PHRASES: [(&str, &[u32]); 20] = [
    ("two weeks", &[14, 15]),
    ("three weeks", &[21]),
    ("four weeks", &[28]),
    ("fortnight", &[2, 14, 15]),
    ("a week", &[7, 8]),
    ("one week", &[7, 8]),
    ("a day", &[24]),
    ("noon", &[12]),
    ("midnight", &[0, 12, 24]),
    ("half an hour", &[30]),
    ("half-hour", &[30]),
    ("quarter of an hour", &[15]),
    ("quarters", &[3, 45, 75]),
    ("twenties", &[20, 1920]),
    ("thirties", &[30, 1930]),
    ("fifties", &[50, 1950]),
    ("sixties", &[60, 1960]),
    ("seventies", &[70, 1970]),
    ("eighties", &[80, 1980]),
    ("nineties", &[90, 1990]),
];

/// Second to twenty-first.
static ORDINALS: [&str; 20] = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

/// A number read word by word.
#[derive(Default)]
struct Sum {
    /// The part that is multiplied by what follows.
    part: u64,
    /// What was multiplied by a thousand or more.
    total: u64,
    words: usize,
    is_half: bool,
}

impl Sum {
    /// Takes a word in lower case; gives the number that it ends.
    fn add(&mut self, word: &str) -> Option<u64> {
        let small = CARDINALS.iter().position(|name| *name == word).and_then(|at| u64::try_from(at).ok());
        let tens = TENS.iter().position(|name| *name == word).and_then(|at| u64::try_from(at * 10 + 20).ok());
        let factor = match word {
            "hundred" => Some(100),
            "thousand" => Some(1_000),
            "million" => Some(1_000_000),
            "billion" => Some(1_000_000_000),
            _ => None,
        };
        if let Some(value) = small.or(tens) {
            let joins =
                self.part.is_multiple_of(100) || (value < 10 && self.part.is_multiple_of(10) && self.part % 100 >= 20);
            let ended = if self.words > 0 && !joins { self.end() } else { None };
            self.part += value;
            self.words += 1;
            return ended;
        }
        if let Some(factor) = factor {
            let part = if self.part == 0 { factor } else { self.part.saturating_mul(factor) };
            let part = if self.is_half { part / 2 } else { part };
            (self.part, self.total) = if factor == 100 { (part, self.total) } else { (0, self.total + part) };
            (self.words, self.is_half) = (self.words + 1, false);
            return None;
        }
        let goes_on = word == "and" && self.words > 0 && self.part.is_multiple_of(100) || word == "a" && self.is_half;
        if goes_on {
            return None;
        }
        let ended = self.end();
        self.is_half = word == "half";
        ended
    }

    /// Gives a number of more than one word.
    fn end(&mut self) -> Option<u64> {
        let Self { part, total, words, .. } = std::mem::take(self);
        (words > 0 && part + total > 0).then_some(part + total)
    }
}

static CARDINALS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
static TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// English words that other languages may write in figures.
static WORDS: [(&str, &str); 64] = [
    ("a", "1"),
    ("an", "1"),
    ("zero", "0"),
    ("one", "1"),
    ("once", "1"),
    ("single", "1"),
    ("first", "1"),
    ("two", "2"),
    ("twice", "2"),
    ("second", "2"),
    ("both", "2"),
    ("half", "2"),
    ("half", "50"),
    ("half", "1"),
    ("double", "2"),
    ("three", "3"),
    ("third", "3"),
    ("thirds", "3"),
    ("thirds", "2"),
    ("four", "4"),
    ("fourth", "4"),
    ("quarter", "4"),
    ("quarter", "25"),
    ("quarter", "1"),
    ("five", "5"),
    ("fifth", "5"),
    ("six", "6"),
    ("sixth", "6"),
    ("seven", "7"),
    ("seventh", "7"),
    ("eight", "8"),
    ("eighth", "8"),
    ("nine", "9"),
    ("ninth", "9"),
    ("ten", "10"),
    ("tenth", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("dozen", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("hundreds", "100"),
    ("thousand", "1000"),
    ("thousands", "1000"),
    ("million", "1000000"),
    ("nil", "0"),
    ("none", "0"),
    ("no", "0"),
    ("empty", "0"),
    ("fourths", "4"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    #[test]
    fn words_make_numbers() {
        for (text, value) in [
            ("forty-five people", "45"),
            ("two hundred and ten votes", "210"),
            ("three thousand five hundred", "3500"),
            ("half a million voters", "500000"),
            ("one million", "1000000"),
            ("twelve and thirteen", "13"),
        ] {
            let values = spelt(&Text::new(text, Content::Plain));
            assert!(values.iter().any(|one| one == value), "{text}: {values:?}");
        }
        for (text, value) in [
            ("within two weeks", "14"),
            ("a day and a half", "1.5"),
            ("music of the nineties", "1990"),
            ("in the nineteenth century", "1800"),
            ("in the twenty-first century", "2000"),
            ("see Chapter XIV", "14"),
            ("at noon", "12"),
        ] {
            let values = spelt(&Text::new(text, Content::Plain));
            assert!(values.iter().any(|one| one == value), "{text}: {values:?}");
        }
        let values = spelt(&Text::new("two and three", Content::Plain));
        assert!(!values.iter().any(|one| one == "5"), "{values:?}");
    }
}
