//! `address`: a language keeps to one form of address.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::word::Token;
use crate::check::{Address, Content, Example, Hit, Plan, Rule, Run, Text, Together};
use crate::language::address::PRONOUNS;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "address",
    severity: Severity::Warning,
    summary: "the reader is addressed formally here and informally elsewhere",
    why: "Sie and du, vous and tu, Pan and ty in one course read like two authors. The form that at least four fifths of the \
          units use counts, unless the settings name one (`address` of the language). Only pronouns that leave no doubt are \
          looked at; Irish and Maltese, in which the plural is no polite form, are left out.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "Enter your answer.",
        target: "Gib deine Antwort ein. (sonst: Geben Sie Ihre Antwort ein.)",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "Enter your answer.",
        target: "Geben Sie Ihre Antwort ein.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Module(run),
};

/// How one unit addresses the reader: the form of address, and the form and bytes that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Noticed {
    address: Address,
    form: usize,
    span: Range<usize>,
}

/// Notes how a unit addresses the reader, if it does and in one way only.
pub(in crate::check) fn notice(unit: &Context<'_>) -> Option<Noticed> {
    unit.filled().find_map(|(form, text)| {
        let is_telling = text.tokens().iter().any(|token| token.is_address);
        let (address, span) = judge(is_telling.then_some(text)?, unit.language.code)?;
        Some(Noticed { address, form, span })
    })
}

fn run(units: &[Together<'_>], plan: &Plan) -> Vec<(usize, Hit)> {
    let seen: Vec<(usize, &Noticed)> =
        units.iter().enumerate().filter_map(|(index, unit)| Some((index, unit.noted.address.as_ref()?))).collect();
    let formals = seen.iter().filter(|(_, noticed)| noticed.address == Address::Formal).count();
    let usual = match plan.address {
        Some(address) => address,
        None if formals * 5 >= seen.len() * 4 && formals >= 4 => Address::Formal,
        None if formals * 5 <= seen.len() && seen.len() - formals >= 4 => Address::Informal,
        None => return Vec::new(),
    };
    seen.into_iter()
        .filter(|(_, noticed)| noticed.address != usual)
        .map(|(index, noticed)| {
            let name = |address| if address == Address::Formal { "formal" } else { "informal" };
            let other = if usual == Address::Formal { Address::Informal } else { Address::Formal };
            let message = format!("the form of address is {}, elsewhere it is {}", name(other), name(usual));
            (index, Hit::new(noticed.form, message).at(noticed.span.clone()))
        })
        .collect()
}

/// Returns the form of address of a text and a word that shows it; nothing where there is none, or both.
fn judge(text: &Text<'_>, code: &str) -> Option<(Address, Range<usize>)> {
    let (_, formal, informal) = PRONOUNS.iter().find(|(other, _, _)| *other == code)?;
    let mut found: Option<(Address, Range<usize>)> = None;
    let tokens = text.tokens();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_address) {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(0, Token::end);
        let gap = text.clean.get(before..token.start()).unwrap_or("");
        let starts = before == 0 || gap.contains(['.', '!', '?', ':', '"', '„', '«', '\n', '(', '\u{1}', '•']);
        let word = text.clean.get(token.span()).unwrap_or("");
        let address = match () {
            () if is_among(formal, word, starts) => Address::Formal,
            () if is_among(informal, word, starts) => Address::Informal,
            () => continue,
        };
        match &found {
            Some((other, _)) if *other != address => return None,
            Some(_) => {}
            None => found = Some((address, token.span())),
        }
    }
    found
}

/// Returns whether a word is one of these pronouns. One with a capital (`Sie`, `Lei`, `De`) tells only inside a sentence.
fn is_among(pronouns: &str, word: &str, starts: bool) -> bool {
    let lower = word.to_lowercase();
    pronouns.split(' ').any(|pronoun| {
        if pronoun.starts_with(char::is_uppercase) { !starts && pronoun == word } else { pronoun == lower }
    })
}
