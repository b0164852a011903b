//! `outlier`: one language lacks what nearly all others kept.

use std::borrow::Cow;

use super::numbers::Agreement;
use crate::check::number::Number;
use crate::check::text::{Piece, PieceKind};
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::language::Language;
use crate::model::Severity;

/// One unit in one language.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The language.
    pub language: &'static Language,
    /// What is compared.
    pub features: &'a Features,
    /// The translation; the first form where there are several.
    pub target: &'a str,
    /// What kind of text it is.
    pub content: Content,
}

/// What of a text is compared between the languages. Most texts have nothing that is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Features {
    /// There is no text, so that the language has no say.
    #[default]
    Silent,
    /// A text without numbers, links, placeholders and lists.
    Plain,
    /// The values of each feature, in the order of the table: values end with `VALUE`, all but the last feature with
    /// `FEATURE`. A million texts are kept, so that each has one piece of memory.
    Rich(Box<str>),
}

/// Ends a value of a feature; stands in none.
const VALUE: char = '\0';
/// Ends a feature; stands in no value.
const FEATURE: char = '\u{1}';

impl Features {
    /// Reads the features of a translation: those of its first form that is not empty.
    #[must_use]
    pub fn of(forms: &[Text<'_>]) -> Self {
        let Some(text) = forms.iter().find(|form| !form.is_blank()) else { return Self::Silent };
        if text.numbers.is_empty() && text.pieces.is_empty() && !has_lines(text) {
            return Self::Plain;
        }
        let mut all = String::new();
        for (at, (_, feature)) in FEATURES.iter().enumerate() {
            if at > 0 {
                all.push(FEATURE);
            }
            for value in feature(text) {
                all.push_str(&value);
                all.push(VALUE);
            }
        }
        if all.contains(VALUE) { Self::Rich(all.into_boxed_str()) } else { Self::Plain }
    }

    /// Returns the values of a feature, each with [`VALUE`] behind it.
    fn get(&self, at: usize) -> &str {
        match self {
            Self::Silent | Self::Plain => "",
            Self::Rich(values) => {
                let mut ends = memchr::memchr_iter(FEATURE as u8, values.as_bytes());
                let start = at.checked_sub(1).map_or(Some(0), |before| Some(ends.nth(before)? + 1));
                let end = ends.next().unwrap_or(values.len());
                start.and_then(|start| values.get(start..end)).unwrap_or("")
            }
        }
    }
}

/// How many languages must have translated a unit before they can be compared.
pub const QUORUM: usize = 5;

pub(super) static OUTLIER: Rule = Rule {
    id: "outlier",
    severity: Severity::Warning,
    summary: "a language lacks a number, link or list that nearly all other languages kept; or nearly all changed it",
    why: "Where twenty-one languages say 30 days and two say 3, the two are wrong; where nearly all depart from the \
          English in the same way, the English is suspect. This needs little knowledge of any language. At least five \
          languages must have translated the unit. Numbers are the same where the rule numbers takes them for the same \
          (months, hours, powers of ten); one up to twelve that may be written out is a note. A language that has exactly what \
          the English has is never reported. Lists are the lines that begin like items, and the line breaks.",
    bad: Example { language: "hr", content: Content::Plain, source: "Within 30 days", target: "U roku od 3 dana" },
    good: Example { language: "hr", content: Content::Plain, source: "Within 30 days", target: "U roku od 30 dana" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Across(outlier),
};

fn outlier(source: &Text<'_>, versions: &[Version<'_>]) -> Vec<(Option<usize>, Hit)> {
    let own = Features::of(std::slice::from_ref(source));
    let is_rich = |features: &Features| matches!(features, Features::Rich(_));
    if !is_rich(&own) && !versions.iter().any(|version| is_rich(version.features)) {
        return Vec::new();
    }
    let filled: Vec<(usize, &Features)> = versions
        .iter()
        .enumerate()
        .map(|(at, version)| (at, version.features))
        .filter(|(_, features)| **features != Features::Silent)
        .collect();
    if filled.len() < QUORUM {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for (feature, (name, _)) in FEATURES.iter().enumerate() {
        let own = own.get(feature);
        let seen: Vec<(usize, &str)> = filled.iter().map(|(at, features)| (*at, features.get(feature))).collect();
        let values: Vec<&str> = seen.iter().map(|(_, value)| *value).collect();
        let Some(common) = majority(&values) else { continue };
        let is_number = *name == "numbers";
        let agreement = |at: usize| match versions.get(at) {
            Some(version) if is_number => agreement(source, version),
            _ => Agreement::None,
        };
        // What is as in the English is right, whatever the others have.
        for (at, _) in seen.iter().filter(|(_, value)| *value != common && *value != own) {
            let message = format!("differs from the other languages in its {name}: they have {}", shown(common));
            let hit = Hit::new(0, message);
            hits.push(match agreement(*at) {
                Agreement::Same => continue,
                Agreement::MayBeWrittenOut => (Some(*at), hit.hint("unless it is written out").at_most(Severity::Note)),
                Agreement::None => (Some(*at), hit.hint("compare with the English")),
            });
        }
        let agrees = |(at, value): &(usize, &str)| *value == common && agreement(*at) != Agreement::None;
        if common != own && !seen.iter().any(agrees) {
            let message =
                format!("nearly all languages differ from the English in the {name}: they have {}", shown(common));
            hits.push((None, Hit::new(0, message).hint("the English may be wrong")));
        }
    }
    hits
}

type Feature = for<'t> fn(&'t Text<'_>) -> Vec<Cow<'t, str>>;

static FEATURES: [(&str, Feature); 4] =
    [("numbers", numbers), ("links", links), ("placeholders", placeholders), ("lists", lists)];

/// Compares the numbers of one language with those of the English.
fn agreement(source: &Text<'_>, version: &Version<'_>) -> Agreement {
    super::numbers::agreement(source, &Text::new(version.target, version.content), version.language.code)
}

/// Returns the value of nearly all: all but two, and at least five in six.
fn majority<'a>(values: &[&'a str]) -> Option<&'a str> {
    if let [first, rest @ ..] = values
        && rest.iter().all(|value| value == first)
    {
        return Some(first);
    }
    let most = values.iter().map(|value| values.iter().filter(|other| *other == value).count()).max()?;
    let common = values.iter().find(|value| values.iter().filter(|other| other == value).count() == most)?;
    (most * 6 >= values.len() * 5 || (values.len() >= 5 && values.len() - most <= 1)).then_some(common)
}

fn numbers<'t>(text: &'t Text<'_>) -> Vec<Cow<'t, str>> {
    let reading = |number: &'t Number| match number.separators.as_slice() {
        [] => Some(Cow::Borrowed(number.whole())),
        _ => number.readings().into_iter().min_by_key(|reading| reading.contains('.')).map(Cow::Owned),
    };
    let named = |number: &&Number| !is_name(text, number.span.start);
    let mut runs: Vec<Cow<'t, str>> = text.numbers.iter().filter(named).filter_map(reading).collect();
    runs.sort();
    runs
}

/// Returns whether letters stand right before a number, as in `B2B`; letters behind it may be an ordinal ending (`12ης`).
fn is_name(text: &Text<'_>, start: usize) -> bool {
    text.clean.get(..start).is_some_and(|head| head.ends_with(char::is_alphabetic))
}

fn links<'t>(text: &'t Text<'_>) -> Vec<Cow<'t, str>> {
    match super::links::targets(text).len() {
        0 => Vec::new(),
        1 => vec!["1 link".into()],
        count => vec![format!("{count} links").into()],
    }
}

fn placeholders<'t>(text: &'t Text<'_>) -> Vec<Cow<'t, str>> {
    let is_dropped = |c: char| c == ' ' || c.is_control();
    let mut found: Vec<Cow<'t, str>> =
        text.of_kind(PieceKind::Placeholder).map(|piece| text.inner(piece).replace(is_dropped, "").into()).collect();
    found.sort();
    found.dedup();
    found
}

/// Returns how many lines begin like items of a list, and how many line breaks there are.
fn lists<'t>(text: &'t Text<'_>) -> Vec<Cow<'t, str>> {
    let items = if has_lines(text) { text.raw.lines().filter(|line| is_item(line)).count() } else { 0 };
    let is_break = |piece: &&Piece| {
        let name = text.inner(piece).trim_end_matches(['/', ' ']);
        name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("li")
    };
    let breaks = text.of_kind(PieceKind::Tag).filter(is_break).count();
    let counted = [(items, "items"), (breaks, "line breaks")];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}").into()).collect()
}

fn has_lines(text: &Text<'_>) -> bool {
    text.traits.any(Traits::CONTROL) && text.raw.contains('\n')
}

/// Returns whether a line begins with a bullet, or a number with a dot or bracket, and a space.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let behind = line.strip_prefix(['-', '*', '•', '–', '·']).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() < line.len() { rest.strip_prefix(['.', ')']) } else { None }
    });
    behind.is_some_and(|rest| rest.starts_with([' ', '\u{a0}', '\t']))
}

fn shown(values: &str) -> String {
    if values.is_empty() { "none".to_owned() } else { values.split_terminator(VALUE).collect::<Vec<_>>().join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    const MANY: &str = "bg cs da de el es et fr it lt lv mt nl pl pt";

    /// Gives (language or none for the English, severity limit) of each hit; `many` is the text of all other languages.
    fn hits(
        source: &str,
        many: &str,
        few: &[(&str, &str)],
        content: Content,
    ) -> Vec<(Option<&'static str>, Option<Severity>)> {
        let others = MANY.split(' ').filter(|code| !few.iter().any(|(own, _)| own == code)).map(|code| (code, many));
        let all: Vec<(&str, &str)> = others.chain(few.iter().copied()).collect();
        let features: Vec<Features> = all.iter().map(|(_, text)| Features::of(&[Text::new(text, content)])).collect();
        let version = |((code, target), features)| {
            let (code, target): (&str, &str) = (code, target);
            Version { language: language::find(code).unwrap(), features, target, content }
        };
        let versions: Vec<Version<'_>> = all.iter().copied().zip(&features).map(version).collect();
        let of = |(at, hit): (Option<usize>, Hit)| (at.map(|at| versions[at].language.code), hit.at_most);
        outlier(&Text::new(source, content), &versions).into_iter().map(of).collect()
    }

    #[test]
    fn what_the_numbers_rule_accepts_is_no_outlier() {
        let plain = |source, many, few: &[_]| hits(source, many, few, Content::Plain);
        assert!(
            plain("We meet on 12 May 2027.", "12 x 2027", &[("fi", "12.5.2027"), ("hr", "12. 5. 2027.")]).is_empty()
        );
        assert!(plain("It costs 3 billion euros.", "3 x", &[("es", "3 000 millones de euros")]).is_empty());
        assert!(plain("At 4.45 p.m. daily.", "16.45", &[("mt", "4.45 p.m."), ("el", "4.45 μ.μ.")]).is_empty());
    }

    #[test]
    fn a_small_number_that_may_be_written_out_is_a_note() {
        let found =
            hits("The 2 groups meet.", "2 x", &[("hr", "Obje skupine"), ("fi", "Molemmat ryhmät")], Content::Plain);
        assert_eq!(found, [(Some("hr"), Some(Severity::Note)), (Some("fi"), Some(Severity::Note))]);
        let told = [("hr", "Dvije skupine"), ("fi", "Kaksi ryhmää")];
        assert_eq!(hits("The 2 groups meet.", "2 x", &told, Content::Plain), []);
        assert_eq!(hits("Wait 30 days.", "30 x", &[("hr", "Čekajte")], Content::Plain), [(Some("hr"), None)]);
    }

    #[test]
    fn a_language_that_follows_the_english_is_right() {
        let found = hits("{0} to {1}", "{0} u {0}", &[("hr", "{0} {1}")], Content::Brace);
        assert_eq!(found, [(None, None)]);
        assert_eq!(hits("Wait 30 days.", "40 x", &[("hr", "30 dana")], Content::Plain), [(None, None)]);
    }

    #[test]
    fn lists_have_their_items() {
        let (three, two, one) = ("Do:\n- a\n- b\n- c", "Radi:\n- a\n- b", "Tee: a");
        assert_eq!(
            hits(three, three, &[("hr", two), ("fi", one)], Content::Fluent),
            [(Some("hr"), None), (Some("fi"), None)]
        );
        let (three, two) = ("A<br>B<br>C", "A<br/>B C");
        assert_eq!(hits(three, three, &[("hr", two)], Content::Markdown), [(Some("hr"), None)]);
        assert!(hits("A\nB - c\n1.5 x", "A\nB\n1.5 x", &[], Content::Plain).is_empty());
    }
}
