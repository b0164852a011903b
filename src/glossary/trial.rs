//! Trying out terms on texts: the protocol of `glossary test`.
//!
//! One JSON object in, `{"lang","term","text"}`; one out, `{"match","span"}`, the span in bytes of `text`, or null.

use std::collections::HashMap;

use super::hit::Match;
use super::language_tag::language_code;
use super::{Matcher, Term, Termbase};
use crate::language;

/// Remembers prepared terms from line to line.
#[derive(Debug, Default)]
pub struct Trial {
    base: Termbase,
    ready: HashMap<(String, String), Matcher>,
}

/// How many prepared terms are remembered before all are forgotten.
const REMEMBERED: usize = 4096;

#[derive(serde::Deserialize)]
struct Question {
    lang: String,
    term: String,
    text: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    case_sensitive: bool,
}

#[derive(serde::Serialize)]
struct Answer {
    #[serde(rename = "match")]
    level: Match,
    span: Option<[usize; 2]>,
}

impl Trial {
    /// Starts with a termbase, whose listed forms count for the terms it has; an empty one is fine.
    #[must_use]
    pub fn new(base: Termbase) -> Self {
        Self { base, ready: HashMap::new() }
    }

    /// Answers one line with one line, without line ends. A line may also state `forms` and `case_sensitive`.
    ///
    /// # Errors
    /// What is wrong with the line, in a few words.
    pub fn answer(&mut self, line: &str) -> Result<String, String> {
        let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let code = language_code(&question.lang);
        let language =
            language::find(&code).ok_or_else(|| format!("“{}” is not one of the official languages", question.lang))?;
        if question.term.trim().is_empty() {
            return Err("the term is empty".to_owned());
        }
        if self.ready.len() >= REMEMBERED {
            self.ready.clear();
        }
        let plain = question.forms.is_empty() && !question.case_sensitive;
        let key = (code, question.term);
        let fresh;
        let matcher = if plain {
            let base = &self.base;
            self.ready.entry(key).or_insert_with_key(|(code, term)| {
                let known =
                    base.terms(code).find(|(_, _, known)| known.text == *term).map(|(_, _, known)| known.clone());
                Matcher::for_term(&known.unwrap_or_else(|| Term::new(term.as_str())), language)
            })
        } else {
            let term = Term { forms: question.forms, case_sensitive: question.case_sensitive, ..Term::new(key.1) };
            fresh = Matcher::for_term(&term, language);
            &fresh
        };
        let best = matcher
            .find(&question.text)
            .into_iter()
            .max_by_key(|hit| (hit.level, hit.span.len(), usize::MAX - hit.span.start));
        let answer = Answer {
            level: best.as_ref().map_or(Match::None, |hit| hit.level),
            span: best.map(|hit| [hit.span.start, hit.span.end]),
        };
        serde_json::to_string(&answer).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(line: &str) -> String {
        Trial::default().answer(line).unwrap()
    }

    #[test]
    fn forms_stems_and_compounds_are_told_apart() {
        assert_eq!(
            ask(r#"{"lang":"en","term":"citizens' assembly","text":"A **citizens’** assembly"}"#),
            r#"{"match":"form","span":[4,26]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"pl","term":"panel obywatelski","text":"O panelu obywatelskim."}"#),
            r#"{"match":"stem","span":[2,21]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"de","term":"Bürgerrat","text":"Das Bürgerratsmitglied"}"#),
            r#"{"match":"compound","span":[4,23]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"fi","term":"katu","text":"`katu` { katu } [x](katu)"}"#),
            r#"{"match":"none","span":null}"#
        );
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        let mut trial = Trial::default();
        assert!(trial.answer("{").is_err());
        assert!(trial.answer(r#"{"lang":"xx","term":"a","text":"a"}"#).unwrap_err().contains("xx"));
        assert!(trial.answer(r#"{"lang":"en","term":" ","text":"a"}"#).is_err());
    }
}
