//! Whether one English wording is an inflected form of another.
//!
//! A stemmer also joins what is derived: `participation`, `participant` and `participate` have one stem, but they are
//! three concepts. The English side of a check must not confuse them, or it asks 23 languages for the wrong term.

use icu_normalizer::properties::Decomposed;

use super::soft_hyphen::without_soft_hyphens;
use crate::language::spelling_variants::other_spellings;

/// Returns whether `text` is `term` with English inflection: a plural, a possessive, or the past, participle or third
/// person of a verb in any of its words. Case, hyphens and the kind of apostrophe do not matter.
///
/// A term whose part of speech is `noun` has noun forms only, and a term in *-ing* is never found in the bare verb behind
/// it: people who *meet* are no *meeting*.
#[must_use]
pub fn is_english_inflection(term: &str, part_of_speech: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let text = without_soft_hyphens(text).replace('’', "'").to_lowercase();
        text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (term, text) = (words(term), words(text));
    let is_noun = is_noun(part_of_speech);
    let is_spelt = |one: &str, other: &str| {
        is_inflection(one, other, is_noun)
            || english_spellings(one).iter().any(|(one, _)| is_inflection(one, other, is_noun))
    };
    if term.len() == text.len() {
        return term.iter().zip(&text).all(|(one, other)| is_spelt(one, other));
    }
    // A compound may be written together: `co creation`, `co-creation`, `cocreation`.
    is_spelt(&term.concat(), &text.concat())
}

/// Returns the other spellings of a lower-case English word, each with whether it surely is that word: British, American,
/// without accents.
pub(super) fn english_spellings(word: &str) -> Vec<(String, bool)> {
    let mut found = other_spellings(word);
    if !word.is_ascii() {
        let bare = |c: char| match icu_normalizer::properties::CanonicalDecompositionBorrowed::new().decompose(c) {
            Decomposed::Expansion(base, _) => base,
            Decomposed::Default | Decomposed::Singleton(_) => c,
        };
        let plain: String = word.chars().map(bare).collect();
        found.extend((plain != word).then_some((plain, true)));
    }
    found
}

/// Returns whether a wording has a word of the term in another spelling that may be another word: `program` for `programme`.
pub(super) fn is_doubtful_spelling(term: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = term.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 4);
    words.any(|word| {
        let word = word.to_lowercase();
        let is_there = |(other, is_sure): &(String, bool)| !is_sure && text.contains(other.as_str());
        !text.contains(&word) && other_spellings(&word).iter().any(is_there)
    })
}

/// Returns whether `word` is another word than the term in *-ing* that has the same stem: `train` for `training`.
pub(super) fn is_verb_behind(term: &str, word: &str) -> bool {
    term.to_lowercase().ends_with("ing") && !word.to_lowercase().contains("ing")
}

fn is_noun(part_of_speech: &str) -> bool {
    let mut words = part_of_speech.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.eq_ignore_ascii_case("noun") || word.eq_ignore_ascii_case("propernoun"))
}

fn is_inflection(term: &str, text: &str, is_noun: bool) -> bool {
    let bare = |word: &str| word.trim_end_matches("'s").trim_end_matches('\'').to_owned();
    let (term, text) = (bare(term), bare(text));
    let is_form = |base: &str, form: &String| {
        noun_forms(base).contains(form) || !is_noun && !is_verb_behind(&term, &text) && verb_forms(base).contains(form)
    };
    term == text || is_form(&term, &text) || is_form(&text, &term)
}

fn noun_forms(word: &str) -> Vec<String> {
    let mut forms = vec![format!("{word}s"), format!("{word}es")];
    forms.extend(word.strip_suffix('y').map(|stem| format!("{stem}ies")));
    forms
}

fn verb_forms(word: &str) -> Vec<String> {
    let mut forms = vec![format!("{word}ed"), format!("{word}ing")];
    forms.extend(word.strip_suffix('y').map(|stem| format!("{stem}ied")));
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{word}d"), format!("{stem}ing")]);
    }
    if let Some(last) = word.chars().last().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')) {
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::is_english_inflection;

    #[test]
    fn plurals_possessives_and_verb_forms_are_inflection() {
        for (term, text) in [
            ("citizens' assembly", "Citizens’ assemblies"),
            ("participant", "participants'"),
            ("public authority", "public authorities"),
            ("co-creation", "Co creation"),
            ("evaluate", "evaluating"),
            ("plan", "planned"),
            ("participant", "partici\u{ad}pants"),
            ("organisation", "organizations"),
            ("civil society organisation", "Civil Society Organizations"),
            ("labor", "labour"),
            ("centre", "Centers"),
            ("judgement", "judgments"),
            ("catalogue", "catalogs"),
            ("World Café", "World Cafe"),
            ("programme", "programs"),
        ] {
            assert!(is_english_inflection(term, "", text), "{term} {text}");
        }
    }

    #[test]
    fn derived_words_are_other_words() {
        for (term, text) in [
            ("participant", "participation"),
            ("recruitment", "recruit"),
            ("accessibility", "access"),
            ("evaluation", "evaluator"),
            ("moderator", "moderation"),
            ("facilitator", "facilitation"),
        ] {
            assert!(!is_english_inflection(term, "", text), "{term} {text}");
        }
    }

    #[test]
    fn a_noun_in_ing_is_not_the_verb_behind_it() {
        for (term, text) in [
            ("meeting", "meet"),
            ("training", "Train"),
            ("planning", "plan"),
            ("briefing", "brief"),
            ("setting", "set"),
            ("funding", "funds"),
            ("planning group", "plan group"),
            ("ageing", "age"),
        ] {
            assert!(!is_english_inflection(term, "noun", text), "{term} {text}");
            assert!(!is_english_inflection(term, "", text), "{term} {text}, part of speech unknown");
        }
        for (term, text) in [("meeting", "Meetings"), ("training", "training’s"), ("planning group", "planning groups")]
        {
            assert!(is_english_inflection(term, "noun", text), "{term} {text}");
            assert!(is_english_inflection(term, "", text), "{term} {text}, part of speech unknown");
        }
    }

    #[test]
    fn a_noun_has_noun_forms_only() {
        assert!(is_english_inflection("plan", "verb", "planned"));
        for text in ["planned", "planning"] {
            assert!(!is_english_inflection("plan", "noun", text), "{text}");
        }
        assert!(!is_english_inflection("follow-up", "noun", "followed up"));
        assert!(is_english_inflection("plan", "noun", "plans"));
    }
}
