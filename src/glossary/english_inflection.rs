//! Whether one English wording is an inflected form of another.
//!
//! A stemmer also joins what is derived: `participation`, `participant` and `participate` have one stem, but they are
//! three concepts. The English side of a check must not confuse them, or it asks 23 languages for the wrong term.

/// Returns whether `text` is `term` with English inflection: a plural, a possessive, or the past, participle or third
/// person of a verb in any of its words. Case, hyphens and the kind of apostrophe do not matter.
#[must_use]
pub fn is_english_inflection(term: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let text = text.replace('’', "'").to_lowercase();
        text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (term, text) = (words(term), words(text));
    if term.len() == text.len() {
        return term.iter().zip(&text).all(|(one, other)| is_inflection(one, other));
    }
    // A compound may be written together: `co creation`, `co-creation`, `cocreation`.
    is_inflection(&term.concat(), &text.concat())
}

fn is_inflection(term: &str, text: &str) -> bool {
    let bare = |word: &str| word.trim_end_matches("'s").trim_end_matches('\'').to_owned();
    let (term, text) = (bare(term), bare(text));
    let forms = |word: &str| {
        let mut forms =
            vec![word.to_owned(), format!("{word}s"), format!("{word}es"), format!("{word}ed"), format!("{word}ing")];
        if let Some(stem) = word.strip_suffix('y') {
            forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
        }
        if let Some(stem) = word.strip_suffix('e') {
            forms.extend([format!("{word}d"), format!("{stem}ing")]);
        }
        if let Some(last) = word.chars().last().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')) {
            forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
        }
        forms
    };
    term == text || forms(&term).contains(&text) || forms(&text).contains(&term)
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
        ] {
            assert!(is_english_inflection(term, text), "{term} {text}");
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
            assert!(!is_english_inflection(term, text), "{term} {text}");
        }
    }
}
