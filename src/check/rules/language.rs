//! `language`: the text is in the target language.

use crate::check::context::Case;
use crate::check::word::Token;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::language::{self, function_words};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "language",
    severity: Severity::Error,
    summary: "the text seems to be in another language",
    why: "A catalogue that was saved under the wrong name, or a paragraph left in English. The function words of all 24 \
          languages are counted; texts of fewer than 40 letters are never judged, and related languages (Czech and Slovak, \
          Danish and Swedish) are told apart by the words that only one of them has.",
    bad: Example {
        language: "sk",
        content: Content::Plain,
        source: "You can change your answer until the survey is closed by the organiser.",
        target: "Svou odpověď můžete změnit, dokud pořadatel průzkum neuzavře, a pak už jen s jeho souhlasem, který není nutné zdůvodnit.",
    },
    good: Example {
        language: "sk",
        content: Content::Plain,
        source: "You can change your answer until the survey is closed by the organiser.",
        target: "Svoju odpoveď môžete zmeniť, kým organizátor prieskum neuzavrie, a potom už len s jeho súhlasom.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

/// Fewer letters are never judged.
const LETTERS: usize = 40;

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let Some(own) = function_words::bit(unit.language.code) else { return };
    for (form, text) in unit.filled() {
        if text.raw.len() < LETTERS || text.raw == unit.english(form).raw {
            continue;
        }
        let tokens = case.tokens(form);
        let mut count = [0_usize; 24];
        for token in tokens {
            let mut rest = token.mask;
            while rest != 0 {
                if let Some(slot) = count.get_mut(rest.trailing_zeros() as usize) {
                    *slot += 1;
                }
                rest &= rest - 1;
            }
        }
        let mine = count.get(own).copied().unwrap_or(0);
        let best = count.iter().enumerate().filter(|(bit, _)| *bit != own).max_by_key(|(_, count)| **count);
        let Some((other, &theirs)) = best else { continue };
        if theirs <= mine || theirs < 4 || text.letters() < LETTERS {
            continue;
        }
        let quoted = quoted(&text.clean);
        let is_quoted = |token: &&Token| quoted.iter().any(|span| span.contains(&token.span.start));
        let tokens: Vec<&Token> = tokens.iter().filter(|token| !is_quoted(token)).collect();
        let only = |yes: usize, no: usize| {
            let mut found: Vec<&str> = tokens
                .iter()
                .filter(|token| token.mask & (1 << yes) != 0 && token.mask & (1 << no) == 0)
                .filter_map(|token| text.clean.get(token.span.clone()))
                .collect();
            let total = found.len();
            found.sort_unstable();
            found.dedup();
            (total, found.len())
        };
        let ((for_other, kinds), (for_own, _)) = (only(other, own), only(own, other));
        // A quotation or a list of names does not make a text English: the foreign words must be a fair part of all.
        if kinds >= 3 && for_other >= 4 * for_own && for_other * 7 >= tokens.len() {
            let code = function_words::each(1 << other).next().unwrap_or("");
            let name = language::find(code).map_or(code, |language| language.english);
            let hit = Hit::new(form, format!("the text seems to be {name}, not {}", unit.language.english));
            hits.push(hit);
        }
    }
}

/// Returns the stretches between quotation marks: titles and quotations keep their language.
fn quoted(clean: &str) -> Vec<std::ops::Range<usize>> {
    let is_mark = |c: char| matches!(c, '"' | '„' | '“' | '”' | '«' | '»');
    let marks: Vec<usize> = clean.char_indices().filter(|(_, c)| is_mark(*c)).map(|(at, _)| at).collect();
    let pair = |pair: &[usize]| Some(*pair.first()?..*pair.get(1)?);
    marks.chunks(2).filter_map(pair).collect()
}
