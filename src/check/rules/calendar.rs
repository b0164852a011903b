//! Days of the week, and months without a day, as the rule `dates` compares them.
//!
//! Only what is sure is said: the English names one day or one month, the translation names another one and not this.

use super::month_names::MonthNames;
use crate::check::word::words;
use crate::check::{Hit, Text};
use crate::language::{has_months, weekdays};
use crate::model::Severity;

/// The one day of the week, and the one month without a day, that an English text names; from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::check) struct Lone {
    weekday: Option<u8>,
    month: Option<u8>,
    half: Option<Half>,
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Reports a day of the week or a month that has become another one: `on Monday` and `am Dienstag`.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let lone = *english.facts.lone.get_or_init(|| Lone::of(english));
    if lone == Lone::default() {
        return;
    }
    let lower = text.clean.to_lowercase();
    if let (Some(half), Some(other)) = (lone.half, half(&lower, MARKS))
        && half != other
    {
        let name = |half| if half == Half::Morning { "a.m." } else { "p.m." };
        let message = format!("{} has become {}", name(half), name(other));
        hits.push(Hit::new(form, message).at_most(Severity::Warning));
    }
    let mut report = |old: &str, new: &str| {
        hits.push(Hit::new(form, format!("{old} has become {new}")).at_most(Severity::Warning));
    };
    if let (Some(day), Some(stems)) = (lone.weekday.map(usize::from), weekdays(code)) {
        let named: Vec<usize> = stems
            .iter()
            .enumerate()
            .filter(|(_, stems)| stems.split('|').any(|stem| names(text, &lower, stem)))
            .map(|(day, _)| day)
            .collect();
        if let [other] = named.as_slice()
            && *other != day
            && stems.get(day) != Some(&"-")
            && let (Some(old), Some(new)) = (DAYS.get(day), DAYS.get(*other))
        {
            report(old, new);
        }
    }
    if let Some(month) = lone.month.map(usize::from)
        && text.numbers.is_empty()
        && has_months(code)
    {
        let named = MonthNames::of(&text.clean, code);
        let mut others = (0..super::dates::ENGLISH.len()).filter(|other| named.has(*other));
        if let (Some(other), None) = (others.next(), others.next())
            && other != month
            && let (Some(old), Some(new)) = (super::dates::ENGLISH.get(month), super::dates::ENGLISH.get(other))
        {
            report(old, new);
        }
    }
}

/// Returns whether a text names a day: a name with a capital is looked for as it is written.
fn names(text: &Text<'_>, lower: &str, stem: &str) -> bool {
    match stem {
        "-" => false,
        stem if stem.starts_with(char::is_uppercase) => has_word(&text.clean, stem),
        stem => has_word(lower, stem),
    }
}

/// Returns the one half of the day that a text in lower case names; the marks are those of morning and afternoon.
fn half(lower: &str, (morning, afternoon): (&[&str], &[&str])) -> Option<Half> {
    let has = |marks: &[&str]| {
        marks.iter().any(|mark| {
            lower.match_indices(mark).any(|(at, _)| {
                let head = lower.get(..at).unwrap_or("").trim_end_matches([' ', '\u{a0}']);
                head.ends_with(|c: char| c.is_ascii_digit())
            })
        })
    };
    match (has(morning), has(afternoon)) {
        (true, false) => Some(Half::Morning),
        (false, true) => Some(Half::Afternoon),
        _ => None,
    }
}

/// The marks of morning and afternoon behind an hour: English and Maltese, Greek, Spanish, Irish.
static MARKS: (&[&str], &[&str]) =
    (&["a.m.", "a. m.", "a.\u{a0}m.", "π.μ.", "r.n."], &["p.m.", "p. m.", "p.\u{a0}m.", "μ.μ.", "i.n."]);

/// Returns whether a word of a text in lower case starts with a stem.
fn has_word(lower: &str, stem: &str) -> bool {
    // `$` asks for the whole word.
    let (stem, is_whole) = stem.strip_suffix('$').map_or((stem, false), |stem| (stem, true));
    lower.match_indices(stem).any(|(at, _)| {
        let head = lower.get(..at).unwrap_or("");
        let starts = !head.chars().next_back().is_some_and(char::is_alphabetic)
            // Irish puts a letter before, Maltese an article.
            || head.ends_with("bh") || head.ends_with('m') || head.ends_with('t') || head.ends_with("n-");
        let next = lower.get(at + stem.len()..).and_then(|tail| tail.chars().next());
        starts && !(is_whole && next.is_some_and(char::is_alphabetic))
    })
}

static DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Lone {
    fn of(english: &Text<'_>) -> Self {
        let has_day = english.clean.contains("day");
        let has_month = super::dates::ENGLISH.iter().any(|name| english.clean.contains(name));
        let has_clock = !english.numbers.is_empty() && english.clean.contains(".m.");
        if !has_day && !has_month && !has_clock {
            return Self::default();
        }
        let half = if has_clock { half(&english.clean.to_lowercase(), MARKS) } else { None };
        let (mut days, mut months) = (Vec::new(), Vec::new());
        let mut before = "";
        for word in words(&english.clean) {
            let bare = word.text.strip_suffix('s').unwrap_or(word.text);
            days.extend((0_u8..).zip(DAYS).filter(|(_, name)| *name == bare).map(|(day, _)| day));
            let month = (0_u8..).zip(super::dates::ENGLISH).find(|(_, name)| *name == word.text);
            if let Some((month, _)) = month {
                // `May` and `March` are other words as well.
                months.push((month, IN.contains(&before)));
            }
            before = word.text;
        }
        let one = |list: &[u8]| list.first().copied().filter(|first| list.iter().all(|other| other == first));
        let month = match months.as_slice() {
            [(month, true)] if english.numbers.is_empty() => Some(*month),
            _ => None,
        };
        Self { weekday: one(&days), month, half }
    }
}

/// What stands before a month and nothing else.
static IN: [&str; 12] =
    ["in", "In", "since", "Since", "until", "Until", "early", "late", "mid", "last", "next", "every"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::messages;

    fn found(english: &str, code: &str, text: &str) -> Vec<String> {
        messages(compare, english, code, text)
    }

    #[test]
    fn another_day_or_month_is_told_and_nothing_else() {
        assert_eq!(found("We meet on Monday.", "de", "Wir treffen uns am Dienstag."), ["Monday has become Tuesday"]);
        assert_eq!(found("We meet on Friday.", "el", "Συναντιόμαστε την Πέμπτη."), ["Friday has become Thursday"]);
        assert_eq!(
            found("It starts in September.", "pl", "Zaczyna się w październiku."),
            ["September has become October"]
        );
        assert_eq!(found("It starts in June.", "cs", "Začíná v červenci."), ["June has become July"]);
        for (code, text) in [
            ("bg", "Започва през октомври."),
            ("el", "Αρχίζει τον Οκτώβριο."),
            ("et", "See algab oktoobris."),
            ("ga", "Tosaíonn sé i nDeireadh Fómhair nó i mí Dheireadh Fómhair."),
            ("hr", "Počinje u listopadu."),
            ("hu", "Októberben kezdődik."),
            ("lt", "Prasideda spalį."),
            ("lv", "Sākas oktobrī."),
            ("mt", "Tibda f’Ottubru."),
            ("ro", "Începe în octombrie."),
            ("sk", "Začína v októbri."),
            ("sl", "Začne se oktobra."),
        ] {
            assert_eq!(found("It starts in September.", code, text), ["September has become October"], "{text}");
        }
        for (english, code, text) in [
            ("We meet on Monday.", "de", "Wir treffen uns am Montag."),
            ("We meet on Monday.", "ro", "Ne vedem luni."),
            ("We meet on Monday.", "mt", "Niltaqgħu t-Tnejn."),
            ("We meet on Monday.", "pt", "Encontramo-nos na segunda."),
            ("From Monday to Friday.", "fr", "Du lundi au vendredi."),
            ("We meet on Sunday.", "de", "Wir treffen uns am Wochenende."),
            ("We meet on Friday for the third time.", "el", "Συναντιόμαστε την Παρασκευή για τρίτη φορά."),
            ("It may start in June.", "cs", "Může začít v červnu."),
            ("It may start.", "es", "La mayoría puede empezar en mayo."),
            ("In September 2027.", "fr", "En octobre 2027."),
            ("Since August.", "lv", "Kopš augusta."),
            ("It starts in September.", "lt", "Prasideda rudenį, kai kovą baigia."),
            ("It starts in September.", "ro", "Începe mai târziu."),
            ("It starts in September.", "hr", "Počinje u rujnu, a ne u listopadu."),
            ("It starts in September.", "et", "Algab septembris."),
            ("It starts in September.", "ga", "Tosaíonn sé i Meán Fómhair."),
            ("It starts in September.", "sl", "Začne se jeseni."),
            ("It starts in September.", "el", "Αρχίζει το φθινόπωρο."),
        ] {
            assert_eq!(found(english, code, text), Vec::<String>::new(), "{text}");
        }
    }
}
