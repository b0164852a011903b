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
    let tells = |mask: u32| mask & (1 << english) != 0 && mask & own == 0;
    for (form, text) in unit.filled() {
        let source = unit.english(form);
        if text.raw == source.raw {
            continue;
        }
        let tokens = text.tokens();
        if tokens.len() < RUN || tokens.iter().filter(|token| tells(token.mask)).count() < 2 {
            continue;
        }
        // Words of English that the English does not have tell nothing, and stand in no run.
        let word = |token: &Token| text.clean.get(token.span()).unwrap_or("");
        // Each different word is looked for once: there are no more than the language has function words.
        let mut absent: HashSet<&str> = HashSet::new();
        let mut theirs = 0;
        for token in tokens.iter().filter(|token| tells(token.mask)) {
            let word = word(token);
            if !absent.contains(word) {
                let is_there = source.clean.contains(word);
                theirs += usize::from(is_there);
                if theirs == 2 {
                    break;
                }
                if !is_there {
                    absent.insert(word);
                }
            }
        }
        if theirs < 2 {
            continue;
        }
        let quotations = kept_quotations(&source.clean, &text.clean);
        let tokens: Vec<&Token> =
            tokens.iter().filter(|token| !quotations.iter().any(|(_, kept)| kept.contains(&token.start()))).collect();
        let theirs: Vec<&str> = words(&source.clean).map(|word| word.text).collect();
        let target: Vec<&str> = tokens.iter().map(|token| word(token)).collect();
        let runs = longest_runs(&theirs, &target);
        let mut at = 0;
        while at + RUN <= target.len() {
            let length = runs.get(at).copied().unwrap_or(0);
            let run = tokens.get(at..at + length).unwrap_or(&[]);
            if length >= RUN && run.iter().filter(|token| tells(token.mask)).count() >= 2 && is_prose(text, run) {
                let span = run.first().map_or(0, |token| token.start())..run.last().map_or(0, |token| token.end());
                if !is_title(source, text, &span) && length * 10 < target.len().max(1) * 10 + 10 {
                    let shown = text.raw.get(span.clone()).unwrap_or("").to_owned();
                    hits.push(Hit::new(form, format!("still English: {shown}")).at(span));
                    break;
                }
            }
            at += length.max(1);
        }
    }
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
