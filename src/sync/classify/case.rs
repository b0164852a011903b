//! Judges words that changed nothing but their capitals: a lost or gained capital may make a word of a name, or the contrary.

use super::compare::lower;
use super::token::{Kind, Token};
use super::words::{CASED, Role, role};
use crate::language::english_lexicon;
use crate::model::ChangeClass;

/// What is known about the capitals of two whole texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cases {
    /// One is a heading With Capitals, the other one without.
    is_title: bool,
}

impl Cases {
    pub(super) fn of(old: &[Token<'_>], new: &[Token<'_>]) -> Self {
        Self {
            is_title: is_title(old) && is_title_without_capitals(new)
                || is_title(new) && is_title_without_capitals(old),
        }
    }

    /// Judges a word behind `before`; `word` is what both are in small letters.
    pub(super) fn judge(self, before: Option<&Token<'_>>, old: &Token<'_>, new: &Token<'_>, word: &str) -> ChangeClass {
        let upper = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
        let is_capitals =
            |text: &str| upper(text) >= 2 && upper(text) == text.chars().filter(|c| c.is_alphabetic()).count();
        let is_acronym = (is_capitals(old.text) || is_capitals(new.text)) && word.chars().count() <= 6;
        let is_mixed = is_mixed(old.text) != is_mixed(new.text);
        let is_harmful = if old.opens || new.opens {
            // The first word of a sentence has its capital by right; without it, it is no name any more.
            let is_lost = upper(new.text) < upper(old.text);
            is_lost && matches!(role(word), Role::Plain | Role::Date) && may_be_name(word)
        } else {
            !self.is_title || may_be_name(word) || !english_lexicon::is_listed(word)
        };
        if is_harmful || is_acronym || is_mixed || is_symbol(before, old, new, word) {
            ChangeClass::Meaning
        } else {
            ChangeClass::Punctuation
        }
    }
}

/// Returns whether a word is written as a name: a capital inside a sentence, or anywhere but at its first letter.
pub(super) fn is_name(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    let is_mixed = letters.any(char::is_uppercase);
    let is_pronoun = token.text == "I" || token.text.starts_with("I'") || token.text.starts_with("I’");
    !is_pronoun && (is_mixed || (first_is_upper && !token.opens))
}

/// Returns whether a lower-case word means something else with a capital.
fn may_be_name(word: &str) -> bool {
    CASED.split_ascii_whitespace().any(|listed| listed == word) || english_lexicon::is_name(word)
}

/// Returns whether a word has a capital behind a small letter, as `McDonald`.
fn is_mixed(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// Returns whether a word may be a unit, a roman numeral or a letter that names something: `5 mg`, `part i`, `plan a`.
fn is_symbol(before: Option<&Token<'_>>, old: &Token<'_>, new: &Token<'_>, word: &str) -> bool {
    let letters = word.chars().count();
    let is_measured = before.is_some_and(|token| token.kind == Kind::Number) && letters <= 4;
    let is_article = word == "a" && (old.opens || new.opens);
    (letters == 1 && !is_article) || (role(word) == Role::Plain && (letters == 2 || is_measured))
}

/// Returns whether every word of weight has a capital, and no full stop ends the text.
fn is_title(tokens: &[Token<'_>]) -> bool {
    let mut heavy = tokens.iter().filter(|token| is_heavy(token)).peekable();
    heavy.peek().is_some() && !is_sentence(tokens) && heavy.all(|token| token.text.starts_with(char::is_uppercase))
}

/// Returns whether no word has a capital but those that open a sentence.
fn is_title_without_capitals(tokens: &[Token<'_>]) -> bool {
    let mut heavy = tokens.iter().filter(|token| is_heavy(token) && !token.opens);
    !is_sentence(tokens) && heavy.all(|token| !token.text.starts_with(char::is_uppercase))
}

fn is_heavy(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && token.text.chars().count() >= 4 && role(&lower(token.text)) == Role::Plain
}

fn is_sentence(tokens: &[Token<'_>]) -> bool {
    let last = tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Space | Kind::Markup));
    last.is_some_and(|token| token.kind == Kind::Mark && matches!(token.text, "." | "!" | ";" | "…"))
}
