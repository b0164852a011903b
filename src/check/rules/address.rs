//! `address`: a language keeps to one form of address.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::context::Case;
use crate::check::word::Token;
use crate::check::{Address, Content, Example, Hit, Plan, Rule, Run, Text, Together};
use crate::language::address::{COMMANDS, IMPERATIVES, NO_IMPERATIVES, PRONOUNS};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "address",
    severity: Severity::Warning,
    summary: "the reader is addressed formally here and informally elsewhere",
    why: "Sie and du, vous and tu, Pan and ty in one course read like two authors. The form that at least four fifths of the \
          units use counts, unless the settings name one (`address` of the language); where none has four fifths, one finding says \
          how many use which. Quoted speech says nothing. Pronouns that leave no doubt are looked \
          at, and the first word where the English starts with an order (`Choose …`): Wähle, cliquez, vyberte; informal ones \
          only where programs are not addressed so as well (bg, cs, de, el, es, fr, hu, lt, lv, pt, sk). Danish, Dutch and \
          Swedish orders are alike in both forms; Irish and Maltese, in which the plural is no polite form, are left out.",
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
pub(in crate::check) fn notice(case: &Case<'_>) -> Option<Noticed> {
    let unit = case.unit;
    unit.filled().find_map(|(form, text)| {
        let (address, span) = judge(unit.english(form), text, unit.language.code, case.plan.own())?;
        Some(Noticed { address, form, span })
    })
}

fn run(units: &[Together<'_>], plan: &Plan) -> Vec<(usize, Hit)> {
    let seen: Vec<(usize, &Noticed)> =
        units.iter().enumerate().filter_map(|(index, unit)| Some((index, unit.noted.address.as_deref()?))).collect();
    let formals = seen.iter().filter(|(_, noticed)| noticed.address == Address::Formal).count();
    let usual = match plan.address {
        Some(address) => address,
        None if formals * 5 >= seen.len() * 4 && formals >= 4 => Address::Formal,
        None if formals * 5 <= seen.len() && seen.len() - formals >= 4 => Address::Informal,
        None => return undecided(&seen, formals),
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

/// Reports a language that has no usual form of address, once, at the first unit of the rarer one.
fn undecided(seen: &[(usize, &Noticed)], formals: usize) -> Vec<(usize, Hit)> {
    let informals = seen.len() - formals;
    if seen.len() < ENOUGH || formals.min(informals) < 2 {
        return Vec::new();
    }
    let rarer = if formals < informals { Address::Formal } else { Address::Informal };
    let first = seen.iter().find(|(_, noticed)| noticed.address == rarer);
    let hit = |(index, noticed): &(usize, &Noticed)| {
        let message = format!("{formals} units address the reader formally, {informals} informally");
        let hint = "decide on one form, and set `address` of the language";
        (*index, Hit::new(noticed.form, message).at(noticed.span.clone()).hint(hint))
    };
    first.map(hit).into_iter().collect()
}

/// Fewer units say nothing about the habit of a language.
const ENOUGH: usize = 8;

/// Returns the form of address of a text and a word that shows it; nothing where there is none, or both.
fn judge(english: &Text<'_>, text: &Text<'_>, code: &str, own: u32) -> Option<(Address, Range<usize>)> {
    let tokens = text.tokens();
    let has_command = *english.facts().has_command.get_or_init(|| starts_with_command(english));
    let mut found = tokens.first().filter(|_| has_command).and_then(|first| {
        let word = text.clean.get(first.span()).unwrap_or("").to_lowercase();
        // What stayed English says nothing.
        let is_kept = english.tokens().first().and_then(|token| english.clean.get(token.span()));
        let address = imperative(&word, code).filter(|_| !is_kept.is_some_and(|kept| kept.eq_ignore_ascii_case(&word)));
        Some((address?, first.span()))
    });
    let is_telling = |token: &Token| token.address & own != 0;
    if text.address() & own == 0 {
        return found;
    }
    let (_, formal, informal) = PRONOUNS.iter().find(|(other, _, _)| *other == code)?;
    let (mut quotes, mut read) = (0_usize, 0);
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| is_telling(token)) {
        // What somebody says in the text is not said to its reader.
        quotes += text.clean.get(read..token.start()).unwrap_or("").matches(is_quote).count();
        read = token.start();
        if !quotes.is_multiple_of(2) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(0, Token::end);
        let gap = text.clean.get(before..token.start()).unwrap_or("");
        let starts = before == 0 || gap.contains(['.', '!', '?', ':', '"', '„', '«', '\n', '(', ')', '\u{1}', '•']);
        if is_part_of_another(code, text, tokens, at) {
            continue;
        }
        let word = text.clean.get(token.span()).unwrap_or("");
        // `Elle a tu la vérité`: behind avoir it is a participle.
        let is_participle = || {
            let last = at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(|last| text.clean.get(last.span()));
            last.is_some_and(|last| matches!(last, "a" | "ai" | "ont" | "avait" | "avaient" | "avons" | "avez"))
        };
        let address = match () {
            () if code == "fr" && word == "tu" && is_participle() => continue,
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

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»')
}

/// Returns whether a word is no pronoun where it stands: Polish `Państwa Członkowskie` (Member States), Hungarian `ön- és
/// közigazgatás` (half a compound).
fn is_part_of_another(code: &str, text: &Text<'_>, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if text.clean.get(token.end()..).is_some_and(|tail| tail.starts_with(['-', '‑'])) {
        return true;
    }
    let next = || tokens.get(at + 1).and_then(|next| text.clean.get(next.span())).unwrap_or("").to_lowercase();
    code == "pl" && next().starts_with("członk")
}

/// Returns whether an English text starts with a verb in the imperative: a listed one with a capital, before another word.
fn starts_with_command(english: &Text<'_>) -> bool {
    let mut tokens = english.tokens().iter();
    let (Some(first), Some(second)) = (tokens.next(), tokens.next()) else { return false };
    let word = english.clean.get(first.span()).unwrap_or("");
    let next = english.clean.get(second.span()).unwrap_or("");
    static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMANDS.split(' ').collect());
    let is_verb = || VERBS.contains(word.to_ascii_lowercase().as_str());
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && english.clean.get(first.end()..second.start()) == Some(" ")
        && !matches!(next, "of" | "and" | "or")
        && is_verb()
}

/// The imperatives of one form of address.
struct Imperatives {
    words: HashSet<&'static str>,
    endings: Vec<&'static str>,
}

impl Imperatives {
    fn of(list: &'static str) -> Self {
        let (endings, words): (Vec<&str>, Vec<&str>) = list.split_whitespace().partition(|word| word.starts_with('-'));
        let endings = endings.into_iter().map(|ending| ending.trim_start_matches('-')).collect();
        Self { words: words.into_iter().collect(), endings }
    }

    fn has(&self, word: &str) -> bool {
        let ends = |ending: &&str| word.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(1).is_some());
        self.words.contains(word) || self.endings.iter().any(ends)
    }
}

/// Returns what the first word of an order shows.
fn imperative(word: &str, code: &str) -> Option<Address> {
    static FORMS: LazyLock<Vec<(Imperatives, Imperatives)>> = LazyLock::new(|| {
        let forms = |(_, formal, informal): &(&str, &'static str, &'static str)| {
            (Imperatives::of(formal), Imperatives::of(informal))
        };
        IMPERATIVES.iter().map(forms).collect()
    });
    let (formal, informal) = FORMS.get(IMPERATIVES.iter().position(|(other, _, _)| *other == code)?)?;
    match () {
        () if !formal.has(word) && !informal.has(word) => None,
        () if NO_IMPERATIVES.split(' ').any(|other| other == word) => None,
        () if formal.has(word) => Some(Address::Formal),
        () => Some(Address::Informal),
    }
}

/// Returns whether a word is one of these pronouns. One with a capital (`Sie`, `Lei`, `De`) tells only inside a sentence.
fn is_among(pronouns: &str, word: &str, starts: bool) -> bool {
    let lower = word.to_lowercase();
    pronouns.split(' ').any(|pronoun| {
        if pronoun.starts_with(char::is_uppercase) { !starts && pronoun == word } else { pronoun == lower }
    })
}
