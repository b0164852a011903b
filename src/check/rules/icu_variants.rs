//! The variants of ICU messages, for the rule `placeholders`: what breaks at run time, or shows a text without its name or number.
//!
//! Invariant: only what the English does right is demanded of the translation.

use std::collections::BTreeSet;

use super::icu::{Kind, argument};
use crate::check::Hit;
use crate::language::{Category, Language};
use crate::model::Severity;

/// The deepest nesting and the most variants of one choice that are looked into; nobody writes half as many.
const DEEPEST: usize = 20;
const MOST: usize = 100;

/// A choice: `{n, plural, one {…} other {…}}`.
#[derive(Debug)]
struct Choice<'a> {
    name: &'a str,
    kind: Kind,
    variants: Vec<Variant<'a>>,
}

/// One variant of a choice.
#[derive(Debug)]
struct Variant<'a> {
    key: &'a str,
    /// The plain arguments in it, also in choices inside.
    arguments: BTreeSet<&'a str>,
    has_number: bool,
}

/// What a message is made of.
#[derive(Debug, Default)]
struct Message<'a> {
    choices: Vec<Choice<'a>>,
    /// The plain arguments outside all choices.
    outside: BTreeSet<&'a str>,
    /// Braces that stay open, or close what is not open.
    is_torn: bool,
    /// Whether an apostrophe makes a brace text.
    has_quoted_brace: bool,
}

/// Compares two messages that have the same arguments.
pub(super) fn compare(form: usize, english: &str, text: &str, language: &'static Language, hits: &mut Vec<Hit>) {
    let (Some(wanted), Some(given)) = (read(english), read(text)) else { return };
    if wanted.is_torn {
        return;
    }
    let mut say = |severity, message: String, hint: &str| {
        hits.push(Hit::new(form, message).at_most(severity).hint(hint.to_owned()));
    };
    if given.is_torn {
        return say(
            Severity::Error,
            "a brace of the message is missing or too many".to_owned(),
            "compare with the English",
        );
    }
    if given.has_quoted_brace && !wanted.has_quoted_brace {
        let message = "an apostrophe before a brace makes text of it".to_owned();
        say(Severity::Error, message, "write the typographic apostrophe, or two straight ones");
    }
    for choice in &given.choices {
        let is_twin = |other: &&Choice<'_>| other.name == choice.name && other.kind == choice.kind;
        let Some(twin) = wanted.choices.iter().find(is_twin) else { continue };
        for (severity, message, hint) in faults(twin, choice, &given.outside, language) {
            say(severity, message, hint);
        }
    }
}

/// Returns what is wrong with a choice beside that of the English.
fn faults(
    wanted: &Choice<'_>,
    given: &Choice<'_>,
    outside: &BTreeSet<&str>,
    language: &'static Language,
) -> Vec<(Severity, String, &'static str)> {
    let has = |choice: &Choice<'_>, key: &str| choice.variants.iter().any(|variant| variant.key == key);
    let mut found = Vec::new();
    if has(wanted, "other") && !has(given, "other") {
        found.push((
            Severity::Error,
            "the variant other is missing".to_owned(),
            "a message needs it to be shown at all",
        ));
    }
    let is_select = given.kind == Kind::Select;
    for variant in wanted.variants.iter().filter(|variant| is_select || variant.key.starts_with('=')) {
        if variant.key != "other" && !has(given, variant.key) {
            let message = format!("the variant {} is missing", variant.key);
            found.push((Severity::Warning, message, "other is shown in its place"));
        }
    }
    for variant in &given.variants {
        let is_number = variant.key.starts_with('=');
        let is_known = match is_select {
            true => has(wanted, variant.key),
            false => is_number || variant.key.parse::<Category>().is_ok(),
        };
        if !is_known {
            let message = format!("the variant {} is not in the English", variant.key);
            found.push((Severity::Error, message, "names of variants are not translated"));
        }
        found.extend(lost(wanted, given, variant, outside));
    }
    if given.kind == Kind::Plural {
        found.extend(missing_categories(given, language));
    }
    found
}

/// Returns what a variant has lost that all variants of the English have, or its number where it stands for several.
fn lost(
    wanted: &Choice<'_>,
    given: &Choice<'_>,
    variant: &Variant<'_>,
    outside: &BTreeSet<&str>,
) -> Vec<(Severity, String, &'static str)> {
    let mut found = Vec::new();
    let Some((first, others)) = wanted.variants.split_first() else { return found };
    let is_everywhere = |name: &&&str| others.iter().all(|other| other.arguments.contains(*name));
    for name in first.arguments.iter().filter(is_everywhere) {
        if *name != given.name && !variant.arguments.contains(name) && !outside.contains(name) {
            let message = format!("the argument {{{name}}} is missing in the variant {}", variant.key);
            found.push((Severity::Warning, message, "copy it from the English"));
        }
    }
    let has_number = |one: &Variant<'_>| one.has_number || one.arguments.contains(&given.name);
    let is_counted =
        given.kind != Kind::Select && wanted.variants.iter().any(|one| one.key == "other" && has_number(one));
    let is_several = matches!(variant.key, "few" | "many" | "other");
    if is_counted && is_several && !has_number(variant) && !outside.contains(&given.name) {
        let message = format!("the number (#) is missing in the variant {}", variant.key);
        found.push((Severity::Error, message, "the variant stands for several numbers"));
    }
    found
}

/// Returns the plural categories that the language needs and the choice has not; a choice that only falls back needs none.
fn missing_categories(given: &Choice<'_>, language: &'static Language) -> Vec<(Severity, String, &'static str)> {
    let keys: Vec<Category> = given.variants.iter().filter_map(|variant| variant.key.parse().ok()).collect();
    let categories = language.plural.categories;
    let rest = if categories.contains(&Category::Other) { Category::Other } else { Category::Many };
    let is_missing = |needed: &&Category| !keys.contains(needed) && **needed != rest;
    let missing = categories.iter().filter(is_missing).filter(|_| keys.len() > 1);
    let said = |category| format!("{} needs the plural variant {category}", language.english);
    missing.map(|category| (Severity::Warning, said(category), "other is shown in its place")).collect()
}

/// Reads a message; none where it is larger than anybody writes.
fn read(raw: &str) -> Option<Message<'_>> {
    let mut reader = Reader { raw, at: 0, message: Message::default(), open: vec![Inside::Text(None)] };
    while let Some(next) = raw.get(reader.at..).and_then(|rest| rest.find(['{', '}', '\'', '#'])) {
        reader.at += next + 1;
        match raw.as_bytes().get(reader.at - 1)? {
            b'\'' => reader.apostrophe(),
            b'#' => reader.number(),
            b'{' => reader.enter()?,
            _ => reader.leave()?,
        }
        if reader.message.is_torn {
            return Some(reader.message);
        }
    }
    reader.message.is_torn = reader.open.len() > 1;
    Some(reader.message)
}

/// Where a brace opens: in text, or among the variants of a choice.
enum Inside<'a> {
    Text(Option<Variant<'a>>),
    /// The choice, and where its next variant begins.
    Choice(Choice<'a>, usize),
}

/// Reads a message.
struct Reader<'a> {
    raw: &'a str,
    /// Behind the mark that was found last.
    at: usize,
    message: Message<'a>,
    /// What is open, outermost first.
    open: Vec<Inside<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or("")
    }

    /// Passes over what an apostrophe quotes.
    fn apostrophe(&mut self) {
        let rest = self.rest();
        if rest.starts_with(['{', '}']) {
            self.message.has_quoted_brace = true;
            self.at += rest.find('\'').map_or(rest.len(), |end| end + 1);
        } else if rest.starts_with('\'') {
            self.at += 1;
        }
    }

    /// Notes that the variant around shows the number of its choice.
    fn number(&mut self) {
        let variant = self.open.iter_mut().rev().find_map(|inside| match inside {
            Inside::Text(variant) => variant.as_mut(),
            Inside::Choice(..) => None,
        });
        if let Some(variant) = variant {
            variant.has_number = true;
        }
    }

    /// Opens a variant, a choice or an argument; none for too many.
    fn enter(&mut self) -> Option<()> {
        let rest = self.rest();
        let inside = match self.open.last_mut()? {
            Inside::Choice(_, from) => {
                let head = self.raw.get(*from..self.at - 1).unwrap_or("");
                let key = head.split_whitespace().next_back().unwrap_or("");
                Inside::Text(Some(Variant { key, arguments: BTreeSet::new(), has_number: false }))
            }
            Inside::Text(variant) => match argument(rest) {
                Some((name, kind @ (Kind::Plural | Kind::Ordinal | Kind::Select))) => {
                    let from = self.at + rest.match_indices(',').nth(1).map_or(rest.len(), |(comma, _)| comma + 1);
                    self.at = from.min(self.raw.len());
                    Inside::Choice(Choice { name, kind, variants: Vec::new() }, from)
                }
                found => {
                    let list = variant.as_mut().map_or(&mut self.message.outside, |variant| &mut variant.arguments);
                    list.extend(found.map(|(name, _)| name));
                    Inside::Text(None)
                }
            },
        };
        self.open.push(inside);
        (self.open.len() <= DEEPEST).then_some(())
    }

    /// Closes what was opened last; none for too many variants.
    fn leave(&mut self) -> Option<()> {
        match (self.open.pop()?, self.open.last_mut()) {
            (_, None) => self.message.is_torn = true,
            (Inside::Text(Some(variant)), Some(Inside::Choice(choice, from))) => {
                *from = self.at;
                choice.variants.push(variant);
                return (choice.variants.len() <= MOST).then_some(());
            }
            (Inside::Choice(choice, _), Some(Inside::Text(Some(outer)))) => {
                outer.arguments.extend(choice.variants.iter().flat_map(|one| one.arguments.iter().copied()));
                outer.has_number |= choice.variants.iter().any(|one| one.has_number);
                self.message.choices.push(choice);
            }
            (Inside::Choice(choice, _), _) => self.message.choices.push(choice),
            (Inside::Text(_), _) => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::find;

    fn severities(code: &str, english: &str, target: &str) -> Vec<Severity> {
        let mut hits = Vec::new();
        compare(0, english, target, find(code).unwrap(), &mut hits);
        hits.into_iter().filter_map(|hit| hit.at_most).collect()
    }

    #[test]
    fn what_breaks_a_message_is_an_error() {
        let votes = "{n, plural, =0 {No votes} one {# vote} other {# votes}}";
        let person = "{g, select, male {He} female {She} other {They}} said";
        for (code, english, wrong) in [
            ("de", votes, "{n, plural, =0 {Keine} one {# Stimme} other {# Stimmen}"),
            ("de", votes, "{n, plural, =0 {Keine} one {# Stimme}}"),
            ("de", votes, "{n, plural, =0 {Keine} eine {# Stimme} other {# Stimmen}}"),
            ("fr", votes, "{n, plural, =0 {Aucun} one {# vote} other {votes}}"),
            ("hu", person, "{g, select, male {Ő} female {Ő}} mondta"),
            ("fr", "{g, select, male {a} other {It is {a}}}", "{g, select, male {a} other {C'{a}}}"),
        ] {
            assert!(severities(code, english, wrong).contains(&Severity::Error), "{wrong}");
        }
        let translated = severities("de", person, "{g, select, männlich {Er} weiblich {Sie} other {Sie}} sagte");
        assert_eq!(translated.iter().filter(|one| **one == Severity::Error).count(), 2);
    }

    #[test]
    fn what_is_shown_without_a_part_is_a_warning() {
        let votes = "{n, plural, =0 {No votes} one {# vote} other {# votes}}";
        let from = "{n, plural, one {# vote of {who}} other {# votes of {who}}}";
        for (code, english, wrong) in [
            ("de", votes, "{n, plural, one {# Stimme} other {# Stimmen}}"),
            ("pl", votes, "{n, plural, =0 {Brak} one {# głos} other {# głosy}}"),
            ("de", from, "{n, plural, one {# Stimme von {who}} other {# Stimmen}}"),
            ("de", "{g, select, male {He} other {They}}", "{g, select, other {Sie}}"),
        ] {
            assert_eq!(severities(code, english, wrong), [Severity::Warning], "{wrong}");
        }
    }

    #[test]
    fn a_message_that_fits_its_language_is_right() {
        let from = "{n, plural, offset:1 one {# vote of {who}} other {# votes of {who}}}";
        for (code, english, right) in [
            ("pl", from, "{n, plural, offset:1 one {# głos {who}} few {# głosy {who}} other {# głosów {who}}}"),
            ("de", from, "{who}: {n, plural, offset:1 one {eine Stimme} other {{n} Stimmen}}"),
            ("hu", from, "{n, plural, offset:1 other {{who} # szavazata}}"),
            (
                "fr",
                "{n, plural, one {# item} other {# items}}",
                "{n, plural, one {l''article} many {# d’articles} other {# articles}}",
            ),
            (
                "de",
                "{g, select, a {{n, plural, one {# x} other {# y}}} other {z}}",
                "{g, select, a {{n, plural, one {ein x} other {# y}}} other {z}}",
            ),
            ("de", "Torn { {n, plural, other {#}}", "{n, plural, other {#}"),
        ] {
            assert_eq!(severities(code, english, right), [], "{right}");
        }
    }
}
