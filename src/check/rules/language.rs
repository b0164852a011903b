//! `language`: the text is in the target language.

use crate::check::context::Case;
use crate::check::word::Token;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::language::{self, alphabets, function_words};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "language",
    severity: Severity::Error,
    summary: "the text seems to be in another language",
    why: "A catalogue that was saved under the wrong name, or a paragraph left in English. The function words of all 24 \
          languages are counted; texts of fewer than 40 letters are never judged, and related languages (Czech and Slovak, \
          Danish and Swedish) are told apart by the words that only one of them has and by the letters that only one of them \
          writes (ě, ř, ů; ľ, ô). At least three different words must tell.",
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
    let Some(own) = case.plan.bit else { return };
    for (form, text) in unit.filled() {
        if text.raw.len() < LETTERS || text.raw == unit.english(form).raw {
            continue;
        }
        let tokens = text.tokens();
        let strange = text.writers() & (1 << own) == 0;
        if !strange && !may_lead(tokens, own) {
            continue;
        }
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
        let leads = theirs > mine && theirs >= 4;
        if !(leads || strange) || !text.has_letters(LETTERS) {
            continue;
        }
        let quoted = quoted(&text.clean);
        // Quotations stand in order and apart.
        let before = |at: usize| quoted.get(quoted.partition_point(|span| span.start <= at).checked_sub(1)?);
        let is_quoted = |token: &&Token| before(token.start()).is_some_and(|span| token.start() < span.end);
        let tokens: Vec<&Token> = tokens.iter().filter(|token| !is_quoted(token)).collect();
        let evidence = Evidence { text, english: unit.english(form), tokens: &tokens };
        let name = |code| language::find(code).map_or(code, |language| language.english);
        if leads && evidence.speaks_for(other, own, false) {
            let code = function_words::each(1 << other).next().unwrap_or("");
            hits.push(Hit::new(form, format!("the text seems to be {}, not {}", name(code), unit.language.english)));
        } else if strange && let Some(hit) = by_letters(form, &evidence, own, &count) {
            hits.push(hit);
        }
    }
}

/// Returns whether another language may have more function words here, and at least four.
fn may_lead(tokens: &[Token], own: usize) -> bool {
    let (mut mine, mut theirs) = (0_usize, 0_usize);
    for token in tokens {
        mine += usize::from(token.mask & (1 << own) != 0);
        theirs += usize::from(token.mask & !(1 << own) != 0);
    }
    theirs > mine && theirs >= 4
}

/// Judges a text whose letters are not all of its language: names have some of them, but three ordinary words do not.
fn by_letters(form: usize, evidence: &Evidence<'_, '_>, own: usize, count: &[usize; 24]) -> Option<Hit> {
    let strange: Vec<char> = evidence.strange(own);
    let writes = |bit: usize| strange.iter().filter(|c| alphabets::writers(**c) & (1 << bit) != 0).count();
    let bits = (0..count.len()).filter(|bit| *bit != own && writes(*bit) > 0);
    let other = bits.max_by_key(|bit| (writes(*bit), count.get(*bit).copied().unwrap_or(0)));
    let code = |bit: usize| function_words::each(1 << bit).next().unwrap_or("");
    let name = |bit: usize| language::find(code(bit)).map_or("", |language| language.english);
    if let Some(other) = other.filter(|other| evidence.speaks_for(*other, own, true)) {
        return Some(Hit::new(form, format!("the text seems to be {}, not {}", name(other), name(own))));
    }
    if evidence.strange_words(own) < 3 {
        return None;
    }
    let letters: Vec<String> = strange.iter().take(4).map(ToString::to_string).collect();
    let message = format!("the text seems not to be {}: it has the letters {}", name(own), letters.join(", "));
    Some(Hit::new(form, message))
}

/// The words of a text outside quotation marks.
struct Evidence<'a, 't> {
    text: &'a Text<'t>,
    english: &'a Text<'t>,
    tokens: &'a [&'a Token],
}

impl Evidence<'_, '_> {
    fn word(&self, token: &Token) -> &str {
        self.text.clean.get(token.span()).unwrap_or("")
    }

    /// Returns whether a word in small letters that the English does not have holds a letter of some kind.
    fn has(&self, token: &Token, is_telling: impl Fn(u32) -> bool) -> bool {
        let word = self.word(token);
        word.chars().any(|c| !c.is_ascii() && is_telling(alphabets::writers(c)))
            && !word.starts_with(char::is_uppercase)
            && !self.english.clean.contains(word)
    }

    fn is_strange(&self, token: &Token, own: usize) -> bool {
        self.has(token, |writers| writers & (1 << own) == 0)
    }

    /// Returns whether the words that only one of two languages has are those of the other; with `letters`, words whose
    /// letters only one of them writes count as well.
    fn speaks_for(&self, other: usize, own: usize, letters: bool) -> bool {
        let only = |yes: usize, no: usize| {
            let (yes, no) = (1 << yes, 1 << no);
            let mut found: Vec<&str> = self
                .tokens
                .iter()
                .filter(|token| {
                    token.mask & yes != 0 && token.mask & no == 0
                        || letters && self.has(token, |writers| writers & yes != 0 && writers & no == 0)
                })
                .map(|token| self.word(token))
                .collect();
            let total = found.len();
            found.sort_unstable();
            found.dedup();
            (total, found.len())
        };
        let ((for_other, kinds), (for_own, _)) = (only(other, own), only(own, other));
        // A quotation or a list of names does not make a text English: the foreign words must be a fair part of all.
        let share = if letters { 10 } else { 7 };
        kinds >= 3 && for_other >= 4 * for_own && for_other * share >= self.tokens.len()
    }

    /// Returns the letters of ordinary words that a language does not write.
    fn strange(&self, own: usize) -> Vec<char> {
        let mut found = Vec::new();
        for token in self.tokens.iter().filter(|token| self.is_strange(token, own)) {
            found
                .extend(self.word(token).chars().filter(|c| !c.is_ascii() && alphabets::writers(*c) & (1 << own) == 0));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns the number of ordinary words with such letters, if they are a fair part of all.
    fn strange_words(&self, own: usize) -> usize {
        let strange = self.tokens.iter().filter(|token| self.is_strange(token, own));
        let mut words: Vec<&str> = strange.map(|token| self.word(token)).collect();
        let share = words.len() * 7 >= self.tokens.len();
        words.sort_unstable();
        words.dedup();
        if share { words.len() } else { 0 }
    }
}

/// Returns the stretches between quotation marks: titles and quotations keep their language.
fn quoted(clean: &str) -> Vec<std::ops::Range<usize>> {
    let is_mark = |c: char| matches!(c, '"' | '„' | '“' | '”' | '«' | '»');
    let marks: Vec<usize> = clean.char_indices().filter(|(_, c)| is_mark(*c)).map(|(at, _)| at).collect();
    let pair = |pair: &[usize]| Some(*pair.first()?..*pair.get(1)?);
    marks.chunks(2).filter_map(pair).collect()
}
