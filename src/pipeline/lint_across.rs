//! The rule `outlier` over catalogues outside any project: one file in several languages, beside each other.
//!
//! Files are of one set when their paths differ by a language code alone: `po/de.po` and `po/fr.po`, `de/app.po` and
//! `fr/app.po`. Only sets of enough languages are looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::lint_language::of_part;
use crate::check::{self, Content, Features, Settings, Text, Version};
use crate::language::Language;
use crate::model::{Finding, UnitId};
use crate::po::Catalogue;

/// The catalogues of the sets that several languages have.
#[derive(Debug, Default)]
pub struct LintAcross {
    /// Each set by its path without the language, with its entries by context and English.
    sets: BTreeMap<String, Entries>,
}

type Entries = BTreeMap<(Option<String>, String), Vec<Seen>>;

/// One entry in one language.
#[derive(Debug)]
struct Seen {
    language: &'static Language,
    features: Features,
    content: Content,
    target: String,
    path: String,
    line: usize,
}

impl LintAcross {
    /// Finds the sets among files; `names` are their paths, `/` separated.
    #[must_use]
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut languages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for name in names {
            if let Some((set, language)) = set_of(name) {
                languages.entry(set).or_default().insert(language.code);
            }
        }
        let is_set = |(_, languages): &(String, BTreeSet<&str>)| languages.len() >= check::QUORUM;
        Self { sets: languages.into_iter().filter(is_set).map(|(set, _)| (set, Entries::new())).collect() }
    }

    /// Notes the translated entries of a catalogue, if it is of a set.
    pub fn add(&mut self, catalogue: &Catalogue, language: &'static Language, name: &str) {
        let Some(entries) = set_of(name).and_then(|(set, _)| self.sets.get_mut(&set)) else { return };
        for entry in catalogue.entries().filter(|entry| !entry.is_obsolete() && !entry.is_fuzzy()) {
            let content = check::content_of(&entry, name);
            let forms: Vec<String> = entry.forms().into_iter().map(|form| form.into_owned()).collect();
            let texts: Vec<Text<'_>> = forms.iter().map(|form| Text::new(form, content)).collect();
            let features = Features::of(&texts);
            if features != Features::Silent {
                let key = (entry.context().map(|context| context.into_owned()), entry.id().into_owned());
                let target = forms.into_iter().next().unwrap_or_default();
                let (path, line) = (name.to_owned(), entry.line());
                entries.entry(key).or_default().push(Seen { language, features, content, target, path, line });
            }
        }
    }

    /// Compares what was noted. Findings have path and line; one without language, which suspects the English, has those of
    /// the first file.
    #[must_use]
    pub fn findings(&self, settings: &Settings) -> Vec<Finding> {
        let mut findings = Vec::new();
        for ((context, source), seen) in self.sets.values().flatten() {
            let Some(first) = seen.first() else { continue };
            let text = Text::new(source, first.content);
            let version = |one| {
                let Seen { language, features, target, content, .. }: &Seen = one;
                Version { language, features, target, content: *content }
            };
            let versions: Vec<Version<'_>> = seen.iter().map(version).collect();
            let unit = UnitId::keyed(context.as_deref().unwrap_or(source));
            for mut finding in check::check_across(None, Some(&unit), &text, &versions, settings) {
                let own = seen.iter().find(|one| Some(one.language.code) == finding.language.as_deref());
                let place = own.unwrap_or(first);
                finding.path = Some(place.path.clone());
                finding.line = Some(place.line);
                findings.push(finding);
            }
        }
        findings
    }
}

/// Returns a path without its language, and the language: that of the last folder or file name that is a code.
fn set_of(name: &str) -> Option<(String, &'static Language)> {
    let mut parts: Vec<&str> = name.split('/').collect();
    let language = |part: &str| of_part(part.trim_end_matches(".po"));
    let (at, found) = parts.iter().enumerate().rev().find_map(|(at, part)| Some((at, language(part)?)))?;
    if let Some(part) = parts.get_mut(at) {
        *part = "*";
    }
    name.ends_with(".po").then(|| (parts.join("/"), found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_one_file_in_several_languages() {
        let set = |name: &str| set_of(name).map(|(set, language)| (set, language.code));
        assert_eq!(set("po/de.po"), Some(("po/*".to_owned(), "de")));
        assert_eq!(set("x/pt_PT/app.po"), Some(("x/*/app.po".to_owned(), "pt")));
        assert_eq!(set("po/app.po"), None);
        assert_eq!(set("de/app.pot"), None);
        let four = ["bg.po", "cs.po", "da.po", "de.po"];
        assert!(LintAcross::of(four.into_iter()).sets.is_empty());
        assert_eq!(LintAcross::of(four.into_iter().chain(["el.po"])).sets.len(), 1);
    }
}
