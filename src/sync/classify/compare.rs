//! Compares two texts token by token and finds the most dangerous difference.

use std::borrow::Cow;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::case::{Cases, is_name};
use super::marks::marks;
use super::pair;
use super::spelling::{is_capital_typo, is_prefixed, is_typo};
use super::token::{Kind, Token, tokens};
use super::words::{Role, are_exchanged, are_synonyms, is_dropped, is_inflection, is_place, phrases, role};
use crate::model::{Change, ChangeClass};

/// What a comparison has found so far.
#[derive(Debug)]
pub(super) struct Findings {
    class: ChangeClass,
    tokens: Vec<(ChangeClass, String)>,
}

impl Findings {
    pub(super) fn note(&mut self, class: ChangeClass, reason: &str, old: &str, new: &str) {
        self.class = self.class.max(class);
        let token = pair(reason, Some(old), Some(new));
        if !self.tokens.iter().any(|(_, known)| *known == token) {
            self.tokens.push((class, token));
        }
    }

    /// Returns whether nothing as grave was found.
    pub(super) fn is_below(&self, class: ChangeClass) -> bool {
        self.class < class
    }

    /// Keeps the witnesses of the deciding class.
    fn into_change(self) -> Change {
        let class = self.class;
        let tokens = self.tokens.into_iter().filter(|(of, _)| *of == class).map(|(_, token)| token).collect();
        Change { class, tokens }
    }
}

/// Compares two texts.
pub(super) fn compare(old: &str, new: &str) -> Change {
    let mut findings = Findings { class: ChangeClass::Whitespace, tokens: Vec::new() };
    if old == new {
        return findings.into_change();
    }
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let old_content: Vec<Token<'_>> = content(&old_tokens);
    let new_content: Vec<Token<'_>> = content(&new_tokens);
    let old_keys: Vec<Cow<'_, str>> = old_content.iter().map(key).collect();
    let new_keys: Vec<Cow<'_, str>> = new_content.iter().map(key).collect();
    if old_keys == new_keys {
        marks(&old_tokens, &new_tokens, &mut findings);
        return findings.into_change();
    }
    let cases = Cases::of(&old_tokens, &new_tokens);
    let mut worded = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let old = old_content.get(op.old_range()).unwrap_or_default();
        let new = new_content.get(op.new_range()).unwrap_or_default();
        let beside = Beside {
            before: op.old_range().start.checked_sub(1).and_then(|at| old_content.get(at)),
            after: old_content.get(op.old_range().end),
        };
        hunk(beside, cases, old, new, &mut findings, &mut worded);
    }
    if !worded.is_empty() {
        wording(&old_content, &new_content, &worded, &mut findings);
    }
    if findings.class < ChangeClass::Meaning {
        marks(&old_tokens, &new_tokens, &mut findings);
    }
    findings.into_change()
}

pub(super) fn content<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    tokens.iter().copied().filter(|token| token.is_content()).collect()
}

/// What makes two tokens the same: the text, wherever its lines end.
pub(super) fn key<'a>(token: &Token<'a>) -> Cow<'a, str> {
    match token.kind {
        Kind::Target | Kind::Code if token.text.contains('\n') => {
            let lines: Vec<&str> = token.text.split('\n').map(str::trim).collect();
            straight(&lines.join(" ")).into_owned().into()
        }
        _ => straight(token.text),
    }
}

/// A text with straight apostrophes and plain hyphens, so that typography is punctuation.
pub(super) fn straight(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { text.replace('’', "'").replace('\u{2011}', "-").into() }
}

pub(super) fn lower(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true if text.bytes().all(|byte| !byte.is_ascii_uppercase()) => Cow::Borrowed(text),
        true => text.to_ascii_lowercase().into(),
        false => straight(text).to_lowercase().into(),
    }
}

/// Old and new words that differ in wording, for judging phrases and order afterwards.
type Worded<'a> = (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>);

/// What stands before and after differing tokens.
#[derive(Debug, Clone, Copy)]
struct Beside<'t> {
    before: Option<&'t Token<'t>>,
    after: Option<&'t Token<'t>>,
}

/// Judges one stretch of differing tokens.
fn hunk<'a>(
    beside: Beside<'_>,
    cases: Cases,
    old: &[Token<'a>],
    new: &[Token<'a>],
    findings: &mut Findings,
    worded: &mut Vec<Worded<'a>>,
) {
    let is_words = |tokens: &[Token<'_>]| tokens.iter().all(|token| token.kind == Kind::Word);
    if is_words(old) && is_words(new) && old.len() == new.len() {
        for (at, (one, other)) in old.iter().zip(new).enumerate() {
            let beside = Beside {
                before: at.checked_sub(1).map_or(beside.before, |before| old.get(before)),
                after: old.get(at + 1).or(beside.after),
            };
            word_pair(beside, cases, one, other, findings, worded);
        }
        return;
    }
    for kind in [Kind::Placeholder, Kind::Target, Kind::Number, Kind::Code, Kind::Sign] {
        let join = |tokens: &[Token<'_>]| {
            let texts: Vec<&str> = tokens.iter().filter(|token| token.kind == kind).map(|token| token.text).collect();
            texts.join(" ")
        };
        let (old, new) = (join(old), join(new));
        if old != new {
            findings.note(ChangeClass::Meaning, reason(kind, &old, &new), &old, &new);
        }
    }
    let (old, new) = (words(old), words(new));
    let joined =
        |tokens: &[Token<'_>]| tokens.iter().map(|token| lower(token.text)).collect::<String>().replace('-', "");
    if !old.is_empty() && !new.is_empty() && joined(&old) == joined(&new) {
        // `work shop` and `workshop`: a slip of the space bar, or two words that mean something else.
        let show = |tokens: &[Token<'_>]| tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
        let is_plain = old.iter().chain(&new).all(|token| role(&lower(token.text)) == Role::Plain);
        let is_slip = is_plain && (is_one_word(&old) || is_one_word(&new));
        let class = if is_slip { ChangeClass::Wording } else { ChangeClass::Meaning };
        findings.note(class, "", &show(&old), &show(&new));
        return;
    }
    witness(&old, &new, findings);
    if !(old.is_empty() && new.is_empty()) {
        worded.push((plain(&old), plain(&new)));
    }
}

fn plain<'a>(tokens: &[Token<'a>]) -> Vec<Cow<'a, str>> {
    tokens.iter().map(|token| lower(token.text)).collect()
}

fn words<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    tokens.iter().copied().filter(|token| token.kind == Kind::Word).collect()
}

fn is_one_word(tokens: &[Token<'_>]) -> bool {
    tokens.len() == 1 && tokens.iter().all(|token| token.text.chars().count() >= 6)
}

/// Names the sensitive words of a stretch, and the names of people and places in it.
fn witness(old: &[Token<'_>], new: &[Token<'_>], findings: &mut Findings) {
    const ROLES: [Role; 9] = [
        Role::Negation,
        Role::Modal,
        Role::Quantifier,
        Role::Number,
        Role::Date,
        Role::Condition,
        Role::Time,
        Role::Person,
        Role::Tense,
    ];
    let roles = |tokens: &[Token<'_>]| tokens.iter().map(|token| role(&lower(token.text))).collect::<Vec<Role>>();
    let (old_roles, new_roles) = (roles(old), roles(new));
    for wanted in ROLES {
        if !old_roles.contains(&wanted) && !new_roles.contains(&wanted) {
            continue;
        }
        let join = |tokens: &[Token<'_>], roles: &[Role]| {
            let listed = tokens.iter().zip(roles).filter(|(_, role)| **role == wanted);
            listed.map(|(token, _)| token.text).collect::<Vec<&str>>().join(" ")
        };
        let (old, new) = (join(old, &old_roles), join(new, &new_roles));
        if lower(&old) != lower(&new) {
            findings.note(ChangeClass::Meaning, wanted.reason(), &old, &new);
        }
    }
    let names = |tokens: &[Token<'_>]| {
        let texts: Vec<&str> = tokens.iter().filter(|token| is_name(token)).map(|token| token.text).collect();
        texts.join(" ")
    };
    let (old, new) = (names(old), names(new));
    if old != new {
        findings.note(ChangeClass::Meaning, "name", &old, &new);
    }
}

/// Judges a word that stands in the place of another.
fn word_pair<'a>(
    beside: Beside<'_>,
    cases: Cases,
    old: &Token<'a>,
    new: &Token<'a>,
    findings: &mut Findings,
    worded: &mut Vec<Worded<'a>>,
) {
    let (one, other) = (lower(old.text), lower(new.text));
    if one == other {
        let class = cases.judge(beside.before, old, new, &one);
        let reason = if class == ChangeClass::Meaning { "name" } else { "" };
        return findings.note(class, reason, old.text, new.text);
    }
    // A misspelt `thier` may become `their`, although that is a word with a role; `form` may not become `from`.
    let is_plain = role(&one) == Role::Plain || role(&other) == Role::Plain;
    let is_named = is_name(old) || is_name(new);
    let is_capital = old.text.starts_with(char::is_uppercase) || new.text.starts_with(char::is_uppercase);
    if is_plain && !is_named && is_typo(&one, &other) {
        return match !is_capital || is_capital_typo(&one, &other) {
            true => findings.note(ChangeClass::Typo, "", old.text, new.text),
            false => findings.note(ChangeClass::Meaning, "name", old.text, new.text),
        };
    }
    if is_plain && is_prefixed(&one, &other) {
        return findings.note(ChangeClass::Meaning, "opposite", old.text, new.text);
    }
    // `in the hall` is `at the hall`, but `in 30 days` is not `at 30 days`.
    if is_place(&one) && is_place(&other) && beside.after.is_some_and(is_number_or_date) {
        return findings.note(ChangeClass::Meaning, "words", old.text, new.text);
    }
    witness(std::slice::from_ref(old), std::slice::from_ref(new), findings);
    worded.push((vec![one], vec![other]));
}

fn is_number_or_date(token: &Token<'_>) -> bool {
    token.kind == Kind::Number || matches!(role(&lower(token.text)), Role::Number | Role::Date)
}

/// Judges the words that are not known to carry the meaning: synonyms and light words are wording, the rest nobody can
/// tell.
fn wording(old: &[Token<'_>], new: &[Token<'_>], worded: &[Worded<'_>], findings: &mut Findings) {
    let show = |words: &[Cow<'_, str>]| words.join(" ");
    let is_sensitive = findings.class == ChangeClass::Meaning;
    let (old_words, new_words) = (plain(old), plain(new));
    if is_same_wording(&shortened(&old_words), &shortened(&new_words)) {
        // `can't` and `cannot` are no negation added: what was noted word by word does not count.
        findings.tokens.retain(|(_, token)| !is_contraction_noise(token));
        let rest = findings.tokens.iter().map(|(class, _)| *class).max().unwrap_or(ChangeClass::Whitespace);
        findings.class = rest.max(ChangeClass::Wording);
        return;
    }
    for (old, new) in worded {
        let is_harmless = match (old.as_slice(), new.as_slice()) {
            ([one], [other]) => are_alike(one, other),
            (old, new) => is_same_wording(&shortened(old), &shortened(new)),
        };
        if is_harmless {
            findings.note(ChangeClass::Wording, "", &show(old), &show(new));
        } else if !is_sensitive {
            findings.note(ChangeClass::Meaning, "words", &show(old), &show(new));
        }
    }
}

/// Witnesses of roles, which a rewritten phrase explains.
fn is_contraction_noise(token: &str) -> bool {
    ["negation", "modal verb", "person", "condition", "quantifier", "time"]
        .iter()
        .any(|reason| token.starts_with(&format!("{reason}: ")))
}

fn are_alike(one: &str, other: &str) -> bool {
    let is_plain = |word: &str| matches!(role(word), Role::Plain | Role::Light);
    one == other
        || are_exchanged(one, other)
        || (is_plain(one) && is_plain(other) && (are_synonyms(one, other) || is_inflection(one, other)))
        || (role(one) == role(other) && role(one) == Role::Plain && is_typo(one, other))
}

/// Returns whether two phrases say the same but for light words, synonyms and inflections.
fn is_same_wording(old: &[&str], new: &[&str]) -> bool {
    // What both begin and end with says the same, light or not.
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let mut old = old.iter().take(old.len() - end).filter(|word| !is_dropped(word));
    let mut new = new.iter().take(new.len() - end).filter(|word| !is_dropped(word));
    loop {
        match (old.next(), new.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if are_alike(one, other) => {}
            _ => return false,
        }
    }
}

/// Replaces the long ways to say something.
fn shortened<'a>(words: &'a [Cow<'_, str>]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let phrase = phrases(first).iter().find(|(long, _)| {
            rest.get(..long.len()).is_some_and(|head| head.iter().zip(*long).all(|(word, listed)| word == listed))
        });
        match phrase {
            Some((long, short)) => {
                out.extend(*short);
                rest = rest.get(long.len()..).unwrap_or_default();
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    out
}

fn reason(kind: Kind, old: &str, new: &str) -> &'static str {
    match kind {
        Kind::Placeholder => "placeholder",
        Kind::Target => "link target",
        Kind::Code => "code",
        Kind::Sign => "sign",
        Kind::Number => {
            let has = |marks: &[char]| old.contains(marks) || new.contains(marks);
            let is_date = |text: &str| text.matches(['-', '/']).count() == 2 && text.len() >= 8;
            match () {
                () if has(&['%', '‰']) => "percentage",
                () if has(&['€', '$', '£']) => "amount",
                () if is_date(old) || is_date(new) => "date",
                () => "number",
            }
        }
        Kind::Word | Kind::Mark | Kind::Markup | Kind::Space => "",
    }
}
