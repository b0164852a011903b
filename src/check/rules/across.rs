//! `outlier`: one language lacks what nearly all others kept.

use std::borrow::Cow;

use crate::check::multiset::difference;
use crate::check::number::Number;
use crate::check::spelt::spelt;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
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
}

/// What of a text is compared between the languages. Most texts have nothing that is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Features {
    /// There is no text, so that the language has no say.
    #[default]
    Silent,
    /// A text without numbers, links and placeholders.
    Plain,
    /// The values of each feature, in the order of the table: values end with [`VALUE`], all but the last feature with
    /// [`FEATURE`]. A million texts are kept, so that each has one piece of memory.
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
        if text.numbers.is_empty() && text.pieces.is_empty() {
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
            Self::Rich(values) => values.split(FEATURE).nth(at).unwrap_or(""),
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
          English in the same way, the English is suspect. This needs no knowledge of any language. At least five \
          languages must have translated the unit.",
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
    let versions = versions.iter().enumerate();
    let filled: Vec<(usize, &Features)> = versions
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
        for (at, _) in seen.iter().filter(|(_, value)| *value != common) {
            let hit =
                Hit::new(0, format!("differs from the other languages in its {name}: they have {}", shown(common)));
            hits.push((Some(*at), hit.hint("compare with the English")));
        }
        if common != own && !(*name == "numbers" && is_written_out(source, own, common)) {
            let message =
                format!("nearly all languages differ from the English in the {name}: they have {}", shown(common));
            hits.push((None, Hit::new(0, message).hint("the English may be wrong")));
        }
    }
    hits
}

type Feature = for<'t> fn(&'t Text<'_>) -> Vec<Cow<'t, str>>;

static FEATURES: [(&str, Feature); 3] = [("numbers", numbers), ("links", links), ("placeholders", placeholders)];

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

/// Returns whether the figures that the other languages have stand in the English as words.
fn is_written_out(source: &Text<'_>, own: &str, common: &str) -> bool {
    let list = |values: &str| values.split_terminator(VALUE).map(str::to_owned).collect::<Vec<_>>();
    let (own, common) = (list(own), list(common));
    let (missing, added) = difference(&own, &common);
    let spelt = if missing.is_empty() { spelt(source) } else { Vec::new() };
    missing.is_empty() && added.iter().all(|number| spelt.contains(number))
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

fn shown(values: &str) -> String {
    if values.is_empty() { "none".to_owned() } else { values.split_terminator(VALUE).collect::<Vec<_>>().join(", ") }
}
