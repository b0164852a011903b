//! Days of the week, and months without a day, as the rule `dates` compares them.
//!
//! Only what is sure is said: the English names one day or one month, the translation names another one and not this.

use std::sync::LazyLock;

use super::dates::{ENGLISH, may_name_month};
use super::month_names::MonthNames;
use crate::check::stems::Stems;
use crate::check::word::{is_joint, words};
use crate::check::{Hit, Text};
use crate::language::{has_months, weekdays};
use crate::model::Severity;

/// The one day of the week, and the one month without a day, that an English text names; from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::check) struct Lone {
    weekday: Option<usize>,
    month: Option<usize>,
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
    let lone = *english.facts().lone.get_or_init(|| Lone::of(english));
    let half = lone.half.and_then(|old| Some((name(old), name(half(&text.clean.to_lowercase(), MARKS)?))));
    let weekday = lone.weekday.and_then(|old| Some((DAYS.get(old)?, DAYS.get(other_day(old, text, code)?)?)));
    let month = lone.month.and_then(|old| Some((ENGLISH.get(old)?, ENGLISH.get(other_month(old, text, code)?)?)));
    let named = [weekday, month].into_iter().flatten().map(|(old, new)| (*old, *new));
    for (old, new) in half.into_iter().chain(named).filter(|(old, new)| old != new) {
        hits.push(Hit::new(form, format!("{old} has become {new}")).at_most(Severity::Warning));
    }
}

fn name(half: Half) -> &'static str {
    match half {
        Half::Morning => "a.m.",
        Half::Afternoon => "p.m.",
    }
}

/// Returns the one day of the week that a translation names, where the language has a sure name for the English one.
fn other_day(day: usize, text: &Text<'_>, code: &str) -> Option<usize> {
    static NAMES: LazyLock<[(&'static str, Weekdays); 24]> =
        LazyLock::new(|| weekdays().map(|(code, days)| (code, Weekdays::new(days))));
    let (_, known) = NAMES.iter().find(|(other, _)| *other == code)?;
    let mut named = known.named(&text.clean);
    let other = named.next().filter(|_| known.is_sure(day))?;
    named.all(|next| next == other).then_some(other)
}

/// Returns the one month that a translation without numbers names.
fn other_month(month: usize, text: &Text<'_>, code: &str) -> Option<usize> {
    if !text.numbers.is_empty() || !has_months(code) {
        return None;
    }
    let named = MonthNames::of(&text.clean, code);
    let mut others = (0..ENGLISH.len()).filter(|other| named.has(*other));
    let other = others.next()?;
    others.next().is_none().then_some(other).filter(|other| *other != month)
}

/// The names of the days in a language.
struct Weekdays {
    names: Stems<usize>,
    /// The days with a sure name.
    sure: Vec<usize>,
}

impl Weekdays {
    fn new(days: impl Iterator<Item = &'static str>) -> Self {
        let days: Vec<(&'static str, usize)> = days.zip(0..).filter(|(names, _)| *names != "-").collect();
        Self { sure: days.iter().map(|(_, day)| *day).collect(), names: Stems::new(days) }
    }

    fn is_sure(&self, day: usize) -> bool {
        self.sure.contains(&day)
    }

    /// Returns the days that a text names, often again; a name with a capital is looked for as it is written.
    fn named(&self, clean: &str) -> impl Iterator<Item = usize> {
        words(clean).flat_map(|word| {
            let lower = word.text.to_lowercase();
            let written = if lower == word.text { Vec::new() } else { self.in_word(word.text) };
            self.in_word(&lower).into_iter().chain(written)
        })
    }

    /// Returns the days that a word names, or a part of one: `lundi-vendredi`.
    fn in_word(&self, word: &str) -> Vec<usize> {
        // Irish puts a letter before, Maltese an article.
        let begins = |head: &str| head.is_empty() || head.ends_with(['m', 't']) || head.ends_with("bh");
        let mut days = Vec::new();
        for (at, _) in word.char_indices() {
            let Some((head, part)) = word.split_at_checked(at) else { continue };
            if begins(head) || head.ends_with(is_joint) {
                let one = part.split(is_joint).next().unwrap_or(part);
                days.extend(self.names.of(part).chain(self.names.of(one)));
            }
        }
        days
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

static DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Lone {
    fn of(english: &Text<'_>) -> Self {
        let has_day = english.clean.contains("day");
        let has_month = may_name_month(english);
        let has_clock = !english.numbers.is_empty() && english.clean.contains(".m.");
        if !has_day && !has_month && !has_clock {
            return Self::default();
        }
        let half = if has_clock { half(&english.clean.to_lowercase(), MARKS) } else { None };
        let (mut days, mut months) = (Vec::new(), Vec::new());
        let mut before = "";
        for word in words(&english.clean) {
            let bare = word.text.strip_suffix('s').unwrap_or(word.text);
            days.extend((0_usize..).zip(DAYS).filter(|(_, name)| *name == bare).map(|(day, _)| day));
            let month = (0_usize..).zip(ENGLISH).find(|(_, name)| *name == word.text);
            if let Some((month, _)) = month {
                // `May` and `March` are other words as well.
                months.push((month, IN.contains(&before)));
            }
            before = word.text;
        }
        let one = |list: &[usize]| list.first().copied().filter(|first| list.iter().all(|other| other == first));
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

    #[test]
    fn another_day_or_month_is_told_and_nothing_else() {
        assert_eq!(
            messages(compare, "We meet on Monday.", "de", "Wir treffen uns am Dienstag."),
            ["Monday has become Tuesday"]
        );
        assert_eq!(
            messages(compare, "We meet on Friday.", "el", "Συναντιόμαστε την Πέμπτη."),
            ["Friday has become Thursday"]
        );
        assert_eq!(
            messages(compare, "It starts in September.", "pl", "Zaczyna się w październiku."),
            ["September has become October"]
        );
        assert_eq!(messages(compare, "It starts in June.", "cs", "Začíná v červenci."), ["June has become July"]);
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
            assert_eq!(
                messages(compare, "It starts in September.", code, text),
                ["September has become October"],
                "{text}"
            );
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
            assert_eq!(messages(compare, english, code, text), Vec::<String>::new(), "{text}");
        }
    }
}
