//! `source-term`: terms of several words are written as the termbase has them, letter by letter.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::SourceModule;
use super::spelling::is_near;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::glossary::is_english_inflection;
use crate::language::english_lexicon::is_listed;
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-term",
    severity: Severity::Warning,
    summary: "an English phrase differs from a term of the termbase by a letter or an apostrophe",
    why: "A misspelt term (`citizens' asembly`, `citizens assembly`) is not found by the checks on terms, and 23 translators do \
          not see that it is one. Looked at are terms of two words and more. All words but one must be those of the term, in \
          any inflection; the other one is no English word and begins alike, or differs in its apostrophe alone.",
    bad: Example { language: "en", content: Content::Markdown, source: "The citizens' asembly meets.", target: "" },
    good: Example { language: "en", content: Content::Markdown, source: "The citizens' assembly meets.", target: "" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let Some(first) = modules.first() else { return Vec::new() };
    let terms = Terms::new(first.terms);
    let mut hits = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            let found = terms.near(&unit.text.clean).into_iter();
            hits.extend(found.map(|(span, term)| {
                let used = unit.text.raw.get(span.clone()).unwrap_or("");
                let hit = Hit::new(0, format!("“{used}” differs from the term “{term}”"));
                (at, index, hit.at(span).hint(format!("write “{term}”")))
            }));
        }
    }
    hits
}

/// The terms of several words, to be found by any one of their words.
struct Terms<'a> {
    terms: Vec<(&'a str, Vec<String>)>,
    /// (term, place in it) of each word and of its plural, without apostrophes.
    by_word: BTreeMap<String, Vec<(usize, usize)>>,
    /// All wordings, in small letters.
    known: BTreeSet<Vec<String>>,
}

impl<'a> Terms<'a> {
    fn new(all: &'a [String]) -> Self {
        let mut terms = Self { terms: Vec::new(), by_word: BTreeMap::new(), known: BTreeSet::new() };
        for term in all {
            let words: Vec<String> = tokens(term).into_iter().map(|(_, word)| word).collect();
            if words.len() < 2 || !terms.known.insert(words.clone()) {
                continue;
            }
            for (place, word) in words.iter().enumerate() {
                let bare = bare(word);
                let plural = bare.strip_suffix('y').map_or(format!("{bare}s"), |stem| format!("{stem}ies"));
                for form in [bare, plural] {
                    terms.by_word.entry(form).or_default().push((terms.terms.len(), place));
                }
            }
            terms.terms.push((term, words));
        }
        terms
    }

    /// Returns the phrases of a text that are nearly a term, with the term.
    fn near(&self, clean: &str) -> Vec<(Range<usize>, &'a str)> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(clean);
        let mut found: Vec<(Range<usize>, &'a str)> = Vec::new();
        for (at, (_, word)) in tokens.iter().enumerate() {
            for &(term, place) in self.by_word.get(&bare(word)).into_iter().flatten() {
                let Some(((text, words), start)) = self.terms.get(term).zip(at.checked_sub(place)) else { continue };
                let Some(window) = tokens.get(start..start + words.len()) else { continue };
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                let span = first.0.start..last.0.end;
                let is_new = || found.iter().all(|(known, _)| known.end <= span.start || span.end <= known.start);
                if is_joined(clean, window) && self.is_nearly(words, window) && is_new() {
                    found.push((span, text));
                }
            }
        }
        found
    }

    fn is_nearly(&self, term: &[String], window: &[(Range<usize>, String)]) -> bool {
        let used: Vec<String> = window.iter().map(|(_, word)| word.clone()).collect();
        if self.known.contains(&used) {
            return false;
        }
        let mut slips = 0;
        for (index, (word, used)) in term.iter().zip(&used).enumerate() {
            let is_last = index + 1 == term.len();
            let is_same = word == used || (is_last || !word.contains('\'')) && is_english_inflection(word, "", used);
            if is_same {
                continue;
            }
            let is_apostrophe = bare(word) == bare(used);
            let is_slip = used.chars().count() >= 4 && is_near(&bare(used), &bare(word)) && !is_listed(&bare(used));
            if !is_apostrophe && !is_slip {
                return false;
            }
            slips += 1;
        }
        slips == 1
    }
}

fn bare(word: &str) -> String {
    word.replace('\'', "")
}

/// Returns the words of a text in small letters with their bytes: letters, with apostrophes between them and after an `s`.
/// A hyphen divides words.
fn tokens(text: &str) -> Vec<(Range<usize>, String)> {
    let mut tokens: Vec<(Range<usize>, String)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphabetic() {
            continue;
        }
        let mut word: String = c.to_lowercase().collect();
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let is_apostrophe = matches!(c, '\'' | '’');
            let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let is_inside = next.is_some_and(char::is_alphabetic) || word.ends_with('s');
            if !(c.is_alphabetic() || is_apostrophe && is_inside && !word.ends_with('\'')) {
                break;
            }
            if is_apostrophe {
                word.push('\'');
            } else {
                word.extend(c.to_lowercase());
            }
            end = at + c.len_utf8();
            chars.next();
        }
        tokens.push((start..end, word));
    }
    tokens
}

/// Returns whether nothing but one space or hyphen stands between neighbours.
fn is_joined(clean: &str, window: &[(Range<usize>, String)]) -> bool {
    window.windows(2).all(|pair| match pair {
        [(one, _), (other, _)] => matches!(clean.get(one.end..other.start), Some(" " | "-" | "\u{a0}" | "\n")),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Vec<String> {
        let terms = ["citizens' assembly", "citizen assembly", "small-group work", "public authority", "working group"];
        let terms = terms.map(str::to_owned);
        let found = Terms::new(&terms).near(text);
        found.into_iter().map(|(span, term)| format!("{}: {term}", &text[span])).collect()
    }

    #[test]
    fn slips_and_lost_apostrophes_are_found() {
        assert_eq!(near("The citizens' asembly meets."), ["citizens' asembly: citizens' assembly"]);
        assert_eq!(
            near("A citizen's assembly, citizens assemblies"),
            ["citizen's assembly: citizens' assembly", "citizens assemblies: citizens' assembly"]
        );
        assert_eq!(
            near("Smal-group work with a public autority"),
            ["Smal-group work: small-group work", "public autority: public authority"]
        );
    }

    #[test]
    fn terms_in_any_inflection_are_left_alone() {
        for text in [
            "Citizens’ assemblies and the citizens' assembly's report",
            "A citizen assembly",
            "public authorities, the public authority's reply",
            "working groups, work in groups",
            "The public, authority",
            "‘the citizens’ of the town",
            "Public authors",
        ] {
            assert!(near(text).is_empty(), "{text}: {:?}", near(text));
        }
    }
}
