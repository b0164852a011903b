//! ICU MessageFormat in a text without a format flag, for the rule `placeholders`: `{count, plural, one {…} other {…}}`.
//!
//! Its variants are prose and differ between languages in number; what is in them is compared in [`super::icu_variants`].
//! Source: ICU User Guide, "Formatting Messages".

use std::collections::BTreeSet;

use super::icu_variants;
use crate::check::{Hit, Text, Traits};
use crate::language::Language;

/// Compares the arguments of two messages; returns whether the English is such a message.
pub(super) fn compare(
    form: usize,
    english: &Text<'_>,
    text: &Text<'_>,
    language: &'static Language,
    hits: &mut Vec<Hit>,
) -> bool {
    if !english.traits.any(Traits::BRACKET) || !english.raw.contains(',') {
        return false;
    }
    let has_choice = || arguments(english.raw).iter().any(|(_, kind)| *kind != Kind::Plain);
    if !english.facts().has_choice.get_or_init(has_choice) {
        return false;
    }
    let wanted = arguments(english.raw);
    let given = arguments(text.raw);
    let first = hits.len();
    for (name, kind) in wanted.difference(&given) {
        let hit = Hit::new(form, format!("the argument {{{name}{}}} is missing", kind.words()));
        hits.push(hit.hint("copy it from the English"));
    }
    for (name, kind) in given.difference(&wanted) {
        hits.push(Hit::new(form, format!("the argument {{{name}{}}} is not in the English", kind.words())));
    }
    // Of a message whose arguments are other ones, no more can be told.
    if hits.len() == first {
        icu_variants::compare(form, english.raw, text.raw, language, hits);
    }
    true
}

/// What an argument chooses by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Plain,
    Plural,
    Ordinal,
    Select,
}

impl Kind {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Plural => ", plural",
            Self::Ordinal => ", selectordinal",
            Self::Select => ", select",
        }
    }
}

/// Where a brace opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// In text: an argument.
    Text,
    /// Among the choices of an argument: a variant.
    Choices,
}

/// Returns the arguments of a message, each once.
fn arguments(raw: &str) -> BTreeSet<(&str, Kind)> {
    let mut found = BTreeSet::new();
    let mut stack: Vec<Inside> = Vec::new();
    let mut at = 0;
    while let Some(next) = raw.get(at..).and_then(|rest| rest.find(['{', '}', '\''])) {
        at += next + 1;
        let rest = raw.get(at..).unwrap_or("");
        match (raw.as_bytes().get(at - 1), stack.last().copied().unwrap_or(Inside::Text)) {
            // A brace between apostrophes is a brace.
            (Some(b'\''), _) if rest.starts_with(['{', '}']) => at += rest.find('\'').map_or(rest.len(), |end| end + 1),
            (Some(b'\''), _) => {}
            (Some(b'}'), _) => drop(stack.pop()),
            (_, Inside::Choices) => stack.push(Inside::Text),
            (_, Inside::Text) => {
                let argument = argument(rest);
                found.extend(argument);
                stack.push(match argument {
                    Some((_, Kind::Plural | Kind::Ordinal | Kind::Select)) => Inside::Choices,
                    Some((_, Kind::Plain)) | None => Inside::Text,
                });
            }
        }
    }
    found
}

/// Reads what follows the opening brace of an argument.
pub(super) fn argument(rest: &str) -> Option<(&str, Kind)> {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (name, tail) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let tail = tail.trim_start();
    let kind = match tail.chars().next()? {
        '}' => Kind::Plain,
        ',' => match tail.get(1..)?.split([',', '}']).next()?.trim() {
            "plural" => Kind::Plural,
            "selectordinal" => Kind::Ordinal,
            "select" => Kind::Select,
            "number" | "date" | "time" => Kind::Plain,
            _ => return None,
        },
        _ => return None,
    };
    Some((name, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    fn said(english: &str, target: &str) -> Option<Vec<String>> {
        let (english, target) = (Text::new(english, Content::Plain), Text::new(target, Content::Plain));
        let mut hits = Vec::new();
        compare(0, &english, &target, crate::language::find("pl").unwrap(), &mut hits)
            .then(|| hits.into_iter().map(|hit| hit.message).collect())
    }

    #[test]
    fn variants_are_prose_and_arguments_are_not() {
        let english = "{count, plural, one {# item for {name}} other {# items for {name}}}";
        let right = "{count, plural, one {# rzecz, dla {name}} few {# rzeczy dla {name}} many {# rzeczy dla {name}} other {{name}: #}}";
        assert_eq!(said(english, right), Some(vec![]));
        assert_eq!(said(english, &right.replace("{name}", "{imię}")).map(|all| all.len()), Some(1));
        assert_eq!(
            said(english, &right.replace("count", "ilość").replace("{name}", "ona")).unwrap()[..1],
            ["the argument {count, plural} is missing"]
        );
        assert_eq!(said("{g, select, male {He} other {They}}", "{g, select, male {On} other {Oni}}"), Some(vec![]));
    }

    #[test]
    fn other_braces_are_left_to_the_rule() {
        assert_eq!(said("{name}, {count} items", "{name}"), None);
        assert_eq!(said("a, b", "a"), None);
    }
}
