//! Halves, thirds and quarters in words, as the rule `numbers` compares them: `a third of the members` and `die Hälfte der
//! Mitglieder`.
//!
//! Only what is sure is said: the English names one of the three, the translation names another one, and no number.

use crate::check::{Hit, Text};
use crate::model::Severity;

/// A half, a third or a quarter, by its place from 0.
type Part = usize;

static NAMES: [&str; 3] = ["a half", "a third", "a quarter"];

/// Reports a part that has become another one.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let Some(part) = *english.facts().part.get_or_init(|| of_english(&english.clean)) else { return };
    if !text.numbers.is_empty() {
        return;
    }
    let Some((_, words)) = WORDS.iter().find(|(other, _)| *other == code) else { return };
    let lower = text.clean.to_lowercase();
    let is_there = |of: Part, with_vague: bool| words.get(of).is_some_and(|list| names(&lower, list, with_vague));
    if is_there(part, true) || text.clean.contains(['½', '⅓', '¼', '¾', '⅔']) {
        return;
    }
    let mut others = (0..NAMES.len()).filter(|other| *other != part && is_there(*other, false));
    if let (Some(other), None) = (others.next(), others.next())
        && let (Some(old), Some(new)) = (NAMES.get(part), NAMES.get(other))
    {
        hits.push(Hit::new(form, format!("{old} has become {new}")).at_most(Severity::Warning));
    }
}

/// Returns the one part that an English text names with what it is a part of.
fn of_english(clean: &str) -> Option<Part> {
    static PHRASES: [(&str, Part); 10] = [
        ("half of the ", 0),
        ("half the ", 0),
        ("a third of ", 1),
        ("one third of ", 1),
        ("one-third of ", 1),
        ("two thirds of ", 1),
        ("two-thirds of ", 1),
        ("a quarter of ", 2),
        ("one quarter of ", 2),
        ("three quarters of ", 2),
    ];
    // Every phrase has an `f` behind the end of its noun.
    let is_end = |head: &[u8], end: &[u8]| {
        head.len()
            .checked_sub(end.len())
            .and_then(|at| head.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    let ends = |head: &[u8]| {
        [&b"al"[..], b"hird o", b"hirds o", b"uarter o", b"uarters o"].iter().any(|end| is_end(head, end))
    };
    let is_near = |at: usize| clean.as_bytes().get(..at).is_some_and(ends);
    if !memchr::memchr2_iter(b'f', b'F', clean.as_bytes()).any(is_near) {
        return None;
    }
    let lower = clean.to_ascii_lowercase();
    let is_hour = lower.contains("hour") || lower.contains("time");
    let mut parts = PHRASES.iter().filter(|(phrase, _)| names(&lower, phrase.trim_end(), true)).map(|(_, part)| *part);
    let part = parts.next()?;
    (!is_hour && parts.all(|other| other == part)).then_some(part)
}

/// Returns whether a text in lower case has one of these beginnings of words; those with `~` are other words as well and count
/// with `with_vague` only.
fn names(lower: &str, list: &str, with_vague: bool) -> bool {
    list.split('|').any(|one| {
        let (word, is_vague) = one.strip_suffix('~').map_or((one, false), |word| (word, true));
        let begins = |at: usize| !lower.get(..at).is_some_and(|head| head.ends_with(char::is_alphabetic));
        (with_vague || !is_vague) && lower.match_indices(word).any(|(at, _)| begins(at))
    })
}

/// The words for a half, a third and a quarter; alternatives with `|`, with `~` those that are ordinals or other words too.
static WORDS: [(&str, [&str; 3]); 23] = [
    ("bg", ["половин", "третин|трет~", "четвъртин|четвърт~"]),
    ("es", ["mitad", "tercio|tercer~", "cuart~"]),
    ("cs", ["polovin|polovic~|půl~", "třetin|třet~", "čtvrtin|čtvrt~"]),
    ("da", ["halvdel|halv~", "tredjedel|tredje~", "fjerdedel|fjerde~|kvart~"]),
    ("de", ["hälfte|halb~", "drittel|dritt~|zweidrittel~", "viert~|dreiviertel~"]),
    ("et", ["pool~", "kolmandik|kolmand~", "veerand|neljandik"]),
    ("el", ["μισ~|ήμισ~", "τρίτ~", "τέταρτ~|τετάρτ~"]),
    ("fr", ["moitié|demi~", "tiers~", "quart~"]),
    ("ga", ["leath~", "trian~|tríú~", "ceathrú~"]),
    ("hr", ["polovic|polovin|pola~", "trećin|treć~", "četvrtin|četvrt~"]),
    ("it", ["metà|mezz~", "terz~", "quart~"]),
    ("lv", ["pus~", "trešdaļ|treš~", "ceturtdaļ|ceturt~"]),
    ("lt", ["pus~", "trečdal|treč~", "ketvirtadal|ketvirt~|ketvirč~"]),
    ("hu", ["fele~|felé~|fél~", "harmad~", "negyed~|háromnegyed~"]),
    ("mt", ["nofs~", "terz~", "kwart~|kwarti~"]),
    ("nl", ["helft|half~|halve~", "derde~|eenderde~|tweederde~", "kwart~|driekwart~|vierde~"]),
    ("pl", ["połow|pół~", "trzeci~", "ćwier|czwart~"]),
    ("pt", ["metade|mei~", "terço|terce~|terça~", "quart~"]),
    ("ro", ["jumătat|jumatat~", "treime|treimi|trei~", "sfert|pătrim"]),
    ("sk", ["polovic|polovin|pol~", "tretin|tret~", "štvrtin|štvrt~"]),
    ("sl", ["polovic|pol~", "tretjin|tretj~", "četrtin|četrt~"]),
    ("fi", ["puolet|puol~", "kolmannes|kolmasosa|kolmannek~|kolmanne~", "neljännes|neljäsosa|neljännek~|neljänne~"]),
    ("sv", ["hälft|halv~", "tredjedel|tredje~", "fjärdedel|fjärde~|kvart~"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::messages;

    #[test]
    fn a_part_that_has_become_another_is_told() {
        for (english, code, text, wanted) in [
            (
                "A third of the members decide.",
                "de",
                "Die Hälfte der Mitglieder entscheidet.",
                "a third has become a half",
            ),
            (
                "Half of the members decide.",
                "de",
                "Ein Drittel der Mitglieder entscheidet.",
                "a half has become a third",
            ),
            ("A quarter of the group", "fr", "La moitié du groupe", "a quarter has become a half"),
            ("Two thirds of the votes", "pl", "Połowa głosów", "a third has become a half"),
            ("Half of the votes", "sv", "En tredjedel av rösterna", "a half has become a third"),
            ("A quarter of the votes", "fi", "Kolmannes äänistä", "a quarter has become a third"),
            ("One third of the votes", "cs", "Čtvrtina hlasů", "a third has become a quarter"),
            ("Half the town", "sl", "Četrtina mesta", "a half has become a quarter"),
            ("A quarter of the town", "ro", "O treime din oraș", "a quarter has become a third"),
            ("A third of the town", "lt", "Ketvirtadalis miesto", "a third has become a quarter"),
            ("A third of the town", "pt", "Metade da cidade", "a third has become a half"),
            ("A Third Of the Town", "pt", "Metade da Cidade", "a third has become a half"),
        ] {
            assert_eq!(messages(compare, english, code, text), [wanted], "{text}");
        }
    }

    #[test]
    fn what_may_be_right_is_not_told() {
        for (english, code, text) in [
            ("A third of the members decide.", "de", "Ein Drittel der Mitglieder entscheidet."),
            ("A third of the members decide.", "de", "Jedes dritte Mitglied entscheidet."),
            ("Half of the votes", "fr", "50 % des voix, un tiers"),
            ("A third of us came, as before.", "nl", "Eenderde van ons kwam, de helft van vroeger."),
            ("A third of us came, as before.", "sv", "Var tredje kom, hälften av dem förut."),
            ("Half of the residents of the quarter", "de", "Die Hälfte der Bewohner des Viertels"),
            ("A quarter of the group", "fr", "Un quart du groupe, soit la moitié des femmes"),
            ("In the first quarter of the year", "pl", "W połowie roku"),
            ("A quarter of an hour", "da", "En halv time"),
            ("Two thirds of the votes", "pl", "Dwie trzecie głosów"),
            ("A third of the votes", "it", "Un terzo dei voti"),
            ("The third of the six steps", "sk", "Polovica"),
            ("Half of them and a third of us", "sv", "En fjärdedel"),
            ("One third of the votes", "hu", "A szavazatok harmada"),
        ] {
            assert_eq!(messages(compare, english, code, text), Vec::<String>::new(), "{text}");
        }
    }
}
