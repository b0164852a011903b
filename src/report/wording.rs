//! The words of the reports, from Fluent resources that the project's own pipeline can translate.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::language::Language;

const ENGLISH: &str = include_str!("../../assets/report/en/report.ftl");

/// The languages that the words were translated into, as Concordia built them from `assets/report`.
const TRANSLATED: &[(&str, &str)] = &[("da", include_str!("../../assets/report/built/da/report.ftl"))];

/// The words of a report in one language. A message that the language lacks is in English.
pub struct Wording {
    code: String,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wording").field("code", &self.code).finish_non_exhaustive()
    }
}

/// A value that a message may show.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text, shown as it is.
    Text(&'a str),
    /// A count, which picks plural forms and is shown in groups of three digits.
    Count(u64),
}

impl Wording {
    /// Returns the English words.
    #[must_use]
    pub fn english() -> Self {
        Self::new("en", "")
    }

    /// Returns the words of a language by its code; none when they were not translated into it.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        if code == "en" {
            return Some(Self::english());
        }
        TRANSLATED.iter().find(|(known, _)| *known == code).map(|(_, text)| Self::new(code, text))
    }

    /// Returns the codes of all languages that there are words in, English first.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        std::iter::once("en").chain(TRANSLATED.iter().map(|(code, _)| *code))
    }

    /// Returns the words of a language: `translated` is a Fluent resource that may lack messages.
    #[must_use]
    pub fn new(code: &str, translated: &str) -> Self {
        let language: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(super::grouped(number.value as u64)),
            _ => None,
        }));
        for text in [ENGLISH, translated] {
            // A resource with junk is still used as far as it goes; `check` reports the junk.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { code: code.to_owned(), bundle }
    }

    /// Returns the language code of the words.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the name of a language: the English one among English words, else its own.
    #[must_use]
    pub fn name(&self, language: &Language) -> &'static str {
        if self.code == "en" { language.english } else { language.endonym }
    }

    /// Returns a message; its key, when nobody wrote it.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// Returns a message with values.
    #[must_use]
    pub fn say_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set((*name).to_owned(), (*text).to_owned()),
                Value::Count(count) => args.set((*name).to_owned(), *count as f64),
            }
        }
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let mut errors = Vec::new();
        pattern.map_or_else(
            || key.to_owned(),
            |pattern| self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_reports_have_no_junk() {
        assert!(FluentResource::try_new(ENGLISH.to_owned()).is_ok());
    }

    #[test]
    fn every_language_says_nearly_everything_and_with_the_same_values() {
        let values = |text: &str| {
            let mut found: Vec<String> =
                text.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next()).map(str::to_owned).collect();
            found.sort();
            found.dedup();
            found
        };
        let messages = |text: &str| -> std::collections::BTreeMap<String, String> {
            let mut map = std::collections::BTreeMap::new();
            let mut key = String::new();
            for line in text.lines() {
                if let Some((name, rest)) =
                    line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
                {
                    name.clone_into(&mut key);
                    map.insert(key.clone(), rest.to_owned());
                } else if line.starts_with(' ')
                    && let Some(text) = map.get_mut(&key)
                {
                    text.push_str(line);
                }
            }
            map
        };
        let english = messages(ENGLISH);
        assert!(english.len() > 150);
        for (code, text) in TRANSLATED {
            assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{code} has junk");
            let translated = messages(text);
            assert_eq!(english.keys().collect::<Vec<_>>(), translated.keys().collect::<Vec<_>>(), "{code}");
            let same = english.iter().filter(|(key, text)| translated.get(*key) == Some(text)).count();
            assert!(same * 5 < english.len(), "{code}: {same} of {} messages are in English", english.len());
            for (key, text) in &english {
                assert_eq!(values(text), values(&translated[key]), "{code} {key}");
            }
        }
    }

    #[test]
    fn a_language_says_what_it_has_and_english_the_rest() {
        let wording = Wording::new("da", "nav-dashboard = Oversigt\n");
        assert_eq!(wording.say("nav-dashboard"), "Oversigt");
        assert_eq!(wording.say("column-due"), "Due");
    }

    #[test]
    fn counts_pick_their_form_and_are_grouped() {
        let values = [("languages", Value::Count(1)), ("modules", Value::Count(13)), ("words", Value::Count(16_922))];
        let text = Wording::english().say_with("dashboard-lead", &values);
        assert_eq!(text, "1 language, 13 modules, 16\u{a0}922 English words.");
    }
}
