//! `brackets`: brackets and quotation marks come in pairs.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "brackets",
    severity: Severity::Warning,
    summary: "a bracket or quotation mark is not closed or not opened",
    why: "A bracket without its twin is a slip, or the sign of a lost half. List markers such as `a)` and smileys are passed \
          over, and so is a text whose English is out of balance as well.",
    bad: Example {
        language: "fr",
        content: Content::Plain,
        source: "The group (12 people) decides.",
        target: "Le groupe (12 personnes décide.",
    },
    good: Example {
        language: "fr",
        content: Content::Plain,
        source: "The group (12 people) decides.",
        target: "Le groupe (12 personnes) décide.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::ROUND_OR_SQUARE | Traits::STRAIGHT_QUOTE | Traits::PUNCTUATION | Traits::LATIN1) {
            continue;
        }
        let english = unit.english(form);
        let has_straight = text.traits.any(Traits::STRAIGHT_QUOTE);
        let has_curly = text.traits.any(Traits::PUNCTUATION);
        if text.traits.any(Traits::ROUND_OR_SQUARE)
            && let Some((at, mark)) = unpaired(&text.clean)
            && unpaired(&english.clean).is_none()
        {
            hits.push(
                Hit::new(form, format!("{mark} has no twin, in “{}”", beside(&text.clean, at)))
                    .at(at..at + mark.len_utf8()),
            );
        }
        let odd = has_straight && text.clean.matches('"').count() % 2 == 1;
        if odd && text.clean.matches(['“', '”', '„']).count() % 2 == 1 {
            let at = text.clean.find('"').unwrap_or(0);
            hits.push(Hit::new(form, "a straight quotation mark is paired with a curly one").at(at..at + 1));
        } else if odd && english.clean.matches('"').count().is_multiple_of(2) && !after_digit(text) {
            let at = text.clean.find('"').unwrap_or(0);
            hits.push(Hit::new(form, "a quotation mark has no twin").at(at..at + 1));
        }
        let count = |text: &Text<'_>, c: char| text.clean.matches(c).count();
        if text.traits.any(Traits::LATIN1)
            && count(text, '«') != count(text, '»')
            && count(english, '«') == count(english, '»')
        {
            let at = text.clean.find(['«', '»']).unwrap_or(0);
            hits.push(Hit::new(form, "a guillemet has no twin").at(at..at + 2));
        }
        let low = if has_curly { count(text, '„') } else { 0 };
        if low > 0
            && low != text.clean.matches(['“', '”']).count()
            && text.clean.matches('"').count() == 0
            && count(text, '»') == 0
        {
            let at = text.clean.find('„').unwrap_or(0);
            hits.push(Hit::new(form, "a low quotation mark has no twin").at(at..at + 3));
        }
    }
}

fn after_digit(text: &Text<'_>) -> bool {
    text.clean
        .match_indices('"')
        .any(|(at, _)| text.clean.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit())))
}

/// Returns the first bracket without a twin.
fn unpaired(clean: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, byte) in clean.bytes().enumerate() {
        let c = char::from(byte);
        match c {
            '(' | '[' if !is_smiley(clean, at) => open.push((at, c)),
            ')' | ']' => {
                let wanted = if c == ')' { '(' } else { '[' };
                match open.iter().rposition(|(_, other)| *other == wanted) {
                    Some(twin) => {
                        open.truncate(twin);
                    }
                    None if c == ')' && (is_marker(clean, at) || is_smiley(clean, at)) => {}
                    None => return Some((at, c)),
                }
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// Returns whether a closing bracket ends a list marker: `a)`, `12)`, `iv)` at the start of a word.
fn is_marker(clean: &str, at: usize) -> bool {
    let head = clean.get(..at).unwrap_or("");
    let word: Vec<char> = head.chars().rev().take_while(|c| !c.is_whitespace()).take(4).collect();
    (1..=3).contains(&word.len()) && word.into_iter().all(char::is_alphanumeric)
}

/// Returns what stands beside a bracket, cut at spaces.
fn beside(clean: &str, at: usize) -> String {
    let start = clean.floor_char_boundary(at.saturating_sub(16));
    let end = clean.ceil_char_boundary((at + 20).min(clean.len()));
    let part = clean.get(start..end).unwrap_or("");
    let head = if start > 0 { part.find(' ').map_or(0, |gap| gap + 1) } else { 0 };
    let tail = if end < clean.len() { part.rfind(' ').unwrap_or(part.len()) } else { part.len() };
    let shown = part.get(head..tail).filter(|shown| shown.len() > 1).unwrap_or(part);
    shown.replace(['\u{1}', '\u{2}'], "")
}

fn is_smiley(clean: &str, at: usize) -> bool {
    let head = clean.get(..at).unwrap_or("");
    head.ends_with([':', ';', '=']) || head.ends_with(":-") || head.ends_with(";-")
}
