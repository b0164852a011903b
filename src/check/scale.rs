//! Words that multiply the number before them: how many zeros `million`, `Mrd.` or `mil millones` stand for.
//!
//! The long scale rules in most EU languages (`billion` is 10¹² there); Irish, Maltese and Brazilian forms follow English.

use std::sync::LazyLock;

use super::number::Number;
use super::stems::Stems;
use super::text::Text;
use super::word::{near, words};

/// Returns the number of zeros that the words right behind a number add to it, and the end of these words.
pub(super) fn zeros(text: &Text<'_>, number: &Number, code: &str) -> (usize, usize) {
    let Some(table) = table(code) else { return (0, number.span.end) };
    let (mut zeros, mut end) = (0, number.span.end);
    for word in words(near(&text.clean, end)).take(2) {
        let start = number.span.end + word.span.start;
        let gap = text.clean.get(end..start).unwrap_or("");
        // `€50m`, but 50 m.
        let is_letter = code == "en" && word.text.len() == 1 && !gap.is_empty();
        let is_near = gap.chars().all(is_gap) && !is_letter;
        let Some(more) = table.of(&word.text.to_lowercase()).next().filter(|_| is_near) else { break };
        zeros += more;
        end = number.span.end + word.span.end;
    }
    (zeros, end)
}

/// Returns the number of zeros that a word stands for.
pub(super) fn word(word: &str, code: &str) -> Option<usize> {
    table(code)?.of(&word.to_lowercase()).next()
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\n' | '-')
}

fn table(code: &str) -> Option<&'static Stems<usize>> {
    static TABLES: LazyLock<[Stems<usize>; 24]> = LazyLock::new(|| {
        let entry =
            |entry: &'static str| entry.split_once(':').and_then(|(stem, zeros)| Some((stem, zeros.parse().ok()?)));
        WORDS.map(|(_, words)| Stems::new(words.split(' ').filter_map(entry)))
    });
    TABLES.get(WORDS.iter().position(|(other, _)| *other == code)?)
}

/// Returns the values of a number under every reading, as canonical decimals, times the power of ten behind it.
pub(super) fn values(number: &Number, zeros: usize) -> Vec<String> {
    number.readings().iter().map(|reading| shifted(reading, zeros)).collect()
}

/// Moves the decimal point of a canonical decimal.
fn shifted(reading: &str, zeros: usize) -> String {
    let (whole, fraction) = reading.split_once('.').unwrap_or((reading, ""));
    let fraction = format!("{fraction:0<zeros$}");
    let (more, rest) = fraction.split_at(zeros);
    let whole = format!("{whole}{more}");
    let whole = whole.trim_start_matches('0');
    let (whole, rest) = (if whole.is_empty() { "0" } else { whole }, rest.trim_end_matches('0'));
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// `stem:zeros`, with `$` behind a stem that is a whole word.
///
/// Sources: CLDR 47, compact decimal formats; the Interinstitutional Style Guide on amounts. Words whose value usage does
/// not agree on (Estonian `triljon`, Lithuanian `bilijonas`, Romanian `bilion`) are left out.
static WORDS: [(&str, &str); 24] = [
    ("bg", "хиляд:3 хил$:3 милион:6 млн$:6 милиард:9 млрд$:9 билион:12 трилион:12"),
    ("es", "mil$:3 millón$:6 millones$:6 millardo:9 billón$:12 billones$:12"),
    ("cs", "tisíc:3 tis$:3 milion:6 milión:6 mil$:6 mld$:9 miliard:9 bilion:12 bilión:12"),
    ("da", "tusind:3 million:6 mio$:6 milliard:9 mia$:9 billion:12"),
    ("de", "tausend:3 tsd$:3 million:6 mio$:6 milliard:9 mrd$:9 billion:12"),
    ("et", "tuhat$:3 tuhande:3 miljon:6 mln$:6 miljard:9 mld$:9 biljon:12"),
    ("el", "χιλιάδ:3 χιλ$:3 εκατομμ:6 εκατ$:6 δισεκατομμ:9 δισ$:9 τρισεκατομμ:12 τρισ$:12"),
    ("en", "thousand:3 million:6 billion:9 bn$:9 trillion:12 m$:6 k$:3"),
    ("fr", "mille$:3 million:6 mio$:6 milliard:9 mrd$:9 billion:12"),
    ("ga", "míle$:3 mhíle$:3 milliún:6 mhilliún:6 billiún:9 bhilliún:9 mbilliún:9 trilliún:12"),
    ("hr", "tisuć:3 milijun:6 mil$:6 mln$:6 milijard:9 mlrd$:9 bilijun:12"),
    ("it", "mila$:3 milion:6 mln$:6 mio$:6 miliard:9 mld$:9 mrd$:9 bilion:12"),
    ("lv", "tūkst:3 miljon:6 milj$:6 miljard:9 mljrd$:9 biljon:12 triljon:12"),
    ("lt", "tūkst:3 milijon:6 mln$:6 milijard:9 mlrd$:9 trilijon:12"),
    ("hu", "ezer:3 millió:6 milliárd:9 mrd$:9 billió:12"),
    ("mt", "elf$:3 miljun:6 miljard:9 biljun:9 triljun:12"),
    ("nl", "duizend:3 miljoen:6 mln$:6 miljard:9 mld$:9 biljoen:12"),
    ("pl", "tysi:3 tys$:3 milion:6 mln$:6 miliard:9 mld$:9 bilion:12"),
    ("pt", "mil$:3 milhão$:6 milhões$:6 bilhão$:9 bilhões$:9 bilião$:12 biliões$:12"),
    ("ro", "mii$:3 mie$:3 milion:6 milioan:6 mil$:6 mln$:6 miliard:9 mld$:9 trilion:12"),
    ("sk", "tisíc:3 tis$:3 milión:6 mil$:6 miliard:9 mld$:9 bilión:12"),
    ("sl", "tisoč:3 milijon:6 mio$:6 milijard:9 mrd$:9 bilijon:12"),
    ("fi", "tuhat:3 tuhan:3 miljoon:6 milj$:6 miljard:9 mrd$:9 biljoon:12"),
    ("sv", "tusen:3 miljon:6 mn$:6 miljard:9 md$:9 biljon:12"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    fn of(text: &str, code: &str) -> Vec<String> {
        let text = Text::new(text, Content::Plain);
        let number = text.numbers.first().expect("a number");
        values(number, zeros(&text, number, code).0)
    }

    #[test]
    fn a_scale_word_multiplies() {
        assert_eq!(of("3 billion euros", "en"), ["3000000000"]);
        assert_eq!(of("3\u{a0}000 millones de euros", "es"), ["3000000000"]);
        assert_eq!(of("3 mil milhões", "pt"), ["3000000000"]);
        assert_eq!(of("1,5 Mio. Euro", "de"), ["1500000"]);
        assert_eq!(of("0,25 miljardia", "fi"), ["250000000"]);
        assert_eq!(of("3, million", "en"), ["3"]);
        assert_eq!(of("2,5", "fi"), ["2.5"]);
        assert_eq!(of("€1.5m a year", "en"), ["1500000"]);
        assert_eq!(of("€30k", "en"), ["30000"]);
        assert_eq!(of("within 50 m", "en"), ["50"]);
    }

    #[test]
    fn every_language_has_words() {
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(WORDS.map(|(code, _)| code).to_vec(), codes);
        for (code, table) in WORDS {
            for zeros in [3, 6, 9] {
                assert!(table.split(' ').any(|entry| entry.ends_with(&format!(":{zeros}"))), "{code} {zeros}");
            }
        }
    }
}
