//! `capitals`: capitals follow the language, not English.

use crate::check::context::Case;
use crate::check::word::{Token, first_visible};
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "capitals",
    severity: Severity::Note,
    summary: "the text starts with a small letter where the English has a capital, or copies English title case or capitals",
    why: "A sentence that starts small looks broken. English titles capitalise every word; other languages do not, German \
          nouns apart.",
    bad: Example {
        language: "es",
        content: Content::Plain,
        source: "Planning of Citizen Engagement Processes",
        target: "Planificación de los Procesos de Participación Ciudadana",
    },
    good: Example {
        language: "es",
        content: Content::Plain,
        source: "Planning of Citizen Engagement Processes",
        target: "Planificación de los procesos de participación ciudadana",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        let (Some((_, from)), Some((at, to))) = (opening(english), opening(text)) else { continue };
        if from.is_uppercase()
            && to.is_lowercase()
            && english.clean.split_whitespace().count() >= 3
            && !is_own_spelling(text, at)
        {
            hits.push(Hit::new(form, "the text starts with a small letter").at(at..at + to.len_utf8()));
        }
        shouted(form, english, text, hits);
        if unit.language.code != "de" {
            title_case(form, english, text, text.tokens(), hits);
        }
    }
}

/// Returns the first letter, or nothing where code or a digit stands first.
fn opening(text: &Text<'_>) -> Option<(usize, char)> {
    let (at, c) = first_visible(&text.clean, |c| !c.is_alphanumeric() && c != '\u{2}')?;
    (c.is_alphabetic()).then_some((at, c))
}

/// Returns whether the first word has a spelling of its own (`iPhone`, `eForm`) or is an elided article (Dutch ’s).
fn is_own_spelling(text: &Text<'_>, at: usize) -> bool {
    let word: String = text
        .clean
        .get(at..)
        .unwrap_or("")
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        .collect();
    word.chars().skip(1).any(|c| c.is_uppercase() || matches!(c, '.' | '_'))
        || text.clean.get(..at).is_some_and(|head| head.ends_with(['\'', '’', '…', '(', '.', '-', '/']))
}

fn shouted(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let shouts =
        |text: &Text<'_>| !text.clean.chars().any(char::is_lowercase) && text.clean.chars().any(char::is_alphabetic);
    let long = || text.clean.chars().filter(|c| c.is_uppercase()).count() >= 10;
    if shouts(text) && long() && !shouts(english) {
        hits.push(Hit::new(form, "the text is in capitals, the English is not"));
    }
}

fn title_case(form: usize, english: &Text<'_>, text: &Text<'_>, own: &[Token], hits: &mut Vec<Hit>) {
    let is_title = |text: &Text<'_>, tokens: &[Token]| {
        let mut count = 0;
        for token in tokens.iter().filter(|token| token.mask == 0) {
            let word = text.clean.get(token.span()).unwrap_or("");
            if word.chars().nth(3).is_none() {
                continue;
            }
            count += 1;
            if !(word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)) {
                return false;
            }
        }
        count >= 4 && !text.clean.contains(['.', ';', ':'])
    };
    // What stays letter for letter is a name, or is reported as untranslated.
    if is_title(text, own) && text.clean != english.clean && is_title(english, english.tokens()) {
        hits.push(Hit::new(form, "title case is English").hint("capitalise the first word and names only"));
    }
}
