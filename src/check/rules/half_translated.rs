//! `half-translated`: no English is left inside the translation.

use std::collections::HashSet;

use crate::check::context::Case;
use crate::check::enclosed::{Enclosed, enclosed};
use crate::check::longest_run::longest_runs;
use crate::check::word::{Token, words};
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::glossary::kept_quotations;
use crate::language::function_words;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "half-translated",
    severity: Severity::Warning,
    summary: "part of the translation is still English",
    why: "A sentence in the middle that nobody translated. Reported is a run of at least four words that stand in the English \
          in the same order and of which two are English function words. Titles in one pair of quotation marks, in \
          emphasis, in a link or in code are passed over.",
    bad: Example {
        language: "da",
        content: Content::Plain,
        source: "Invite the group. Explain the rules of the discussion to them.",
        target: "Indbyd gruppen. Explain the rules of the discussion to them.",
    },
    good: Example {
        language: "da",
        content: Content::Plain,
        source: "Invite the group. Explain the rules of the discussion to them.",
        target: "Indbyd gruppen. Forklar dem reglerne for diskussionen.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

/// So many words in a row make a phrase.
const RUN: usize = 4;

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let Some(english) = function_words::bit("en") else { return };
    let own = case.plan.own();
    let tells = |token: &Token| token.mask & (1 << english) != 0 && token.mask & own == 0;
    for (form, text) in unit.filled() {
        let source = unit.english(form);
        let tokens = text.tokens();
        if text.raw != source.raw && tokens.len() >= RUN && may_have_run(source, text, tokens, tells) {
            hits.extend(left_english(form, source, text, tokens, tells));
        }
    }
}

/// Returns whether two function words of English are in a translation that its English has as well.
fn may_have_run(source: &Text<'_>, text: &Text<'_>, tokens: &[Token], tells: impl Fn(&Token) -> bool) -> bool {
    if tokens.iter().filter(|token| tells(token)).take(2).count() < 2 {
        return false;
    }
    // Each different word is looked for once: there are no more than the language has function words.
    let mut absent: HashSet<&str> = HashSet::new();
    let mut theirs = 0;
    for token in tokens.iter().filter(|token| tells(token)) {
        let word = text.clean.get(token.span()).unwrap_or("");
        if !absent.contains(word) {
            let is_there = source.clean.contains(word);
            theirs += usize::from(is_there);
            if theirs == 2 {
                return true;
            }
            if !is_there {
                absent.insert(word);
            }
        }
    }
    false
}

/// Returns the first run of English in a translation.
fn left_english(
    form: usize,
    source: &Text<'_>,
    text: &Text<'_>,
    tokens: &[Token],
    tells: impl Fn(&Token) -> bool,
) -> Option<Hit> {
    let quotations = kept_quotations(&source.clean, &text.clean);
    let is_kept = |token: &&Token| quotations.iter().any(|(_, kept)| kept.contains(&token.start()));
    let tokens: Vec<&Token> = tokens.iter().filter(|token| !is_kept(token)).collect();
    let theirs: Vec<&str> = words(&source.clean).map(|word| word.text).collect();
    let target: Vec<&str> = tokens.iter().map(|token| text.clean.get(token.span()).unwrap_or("")).collect();
    let runs = longest_runs(&theirs, &target);
    let mut at = 0;
    while at + RUN <= target.len() {
        let length = runs.get(at).copied().unwrap_or(0);
        let run = tokens.get(at..at + length).unwrap_or(&[]);
        if length >= RUN && run.iter().filter(|token| tells(token)).count() >= 2 && is_prose(text, run) {
            let span = run.first().map_or(0, |token| token.start())..run.last().map_or(0, |token| token.end());
            if !is_title(source, text, &span) && length * 10 < target.len().max(1) * 10 + 10 {
                let shown = text.raw.get(span.clone()).unwrap_or("").to_owned();
                return Some(Hit::new(form, format!("still English: {shown}")).at(span));
            }
        }
        at += length.max(1);
    }
    None
}

/// Returns whether a run has a content word in small letters and stands in no identifier: names keep their English.
fn is_prose(text: &Text<'_>, run: &[&Token]) -> bool {
    run.iter().any(|token| {
        let word = text.clean.get(token.span()).unwrap_or("");
        token.mask == 0 && word.len() > 2 && word.chars().all(char::is_lowercase)
    })
}

/// Returns whether one pair of marks holds a span: a title in quotation marks, in emphasis or in a link. Several sentences are
/// no title, and neither is a sentence in brackets that the English has there as well.
fn is_title(english: &Text<'_>, text: &Text<'_>, span: &std::ops::Range<usize>) -> bool {
    let holds = |pair: &Enclosed| {
        let inner = text.clean.get(pair.span.clone()).unwrap_or("");
        pair.span.start <= span.start
            && span.end <= pair.span.end
            && !inner.contains(". ")
            && !inner.contains("? ")
            && !inner.contains("! ")
    };
    if enclosed(text).iter().any(holds) {
        return true;
    }
    let head = text.clean.get(..span.start).unwrap_or("").trim_end();
    let tail = text.clean.get(span.end..).unwrap_or("").trim_start();
    if head.ends_with('\'') && tail.starts_with('\'') {
        return true;
    }
    let Some(start) = head.strip_suffix('(').map(str::len) else { return false };
    let is_sentence = [".)", "!)", "?)"].iter().any(|end| tail.starts_with(end));
    let own = text.clean.get(start..span.end).unwrap_or("");
    tail.starts_with(')') || is_sentence && !english.clean.contains(own)
}
