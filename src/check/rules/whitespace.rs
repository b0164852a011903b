//! `whitespace`: spaces stand where the English has them.

use std::collections::HashMap;

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "whitespace",
    severity: Severity::Warning,
    summary: "spaces are lost or added at the ends, doubled inside, missing after a full stop, or stand before a mark",
    why: "Spaces at the ends glue texts together or tear them apart when a program joins them; the others are slips. Doubled \
          spaces are passed over where the English doubles them. French spaces before : ; ! ? belong to the rule \
          punctuation-space.",
    bad: Example {
        language: "nl",
        content: Content::Plain,
        source: "Save the file, then close it.",
        target: "Sla het bestand op , en sluit  het.",
    },
    good: Example {
        language: "nl",
        content: Content::Plain,
        source: "Save the file, then close it.",
        target: "Sla het bestand op, en sluit het.",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        if unit.content != Content::Fluent {
            edges(form, english, text, hits);
        }
        if text.traits.any(Traits::TWO_SPACES) {
            doubled(form, english, text, hits);
        }
        if text.traits.any(Traits::SPACE_MARK) {
            before_marks(form, english, text, unit.language.code, hits);
        }
        if text.traits.any(Traits::TAB) && !english.traits.any(Traits::TAB) {
            hits.push(Hit::new(form, "a tab that the English does not have"));
        }
        if text.traits.any(Traits::COMMA_LETTER) {
            glued(form, english, text, hits);
        }
        if text.traits.any(Traits::DOT_LETTER) {
            glued_sentence(form, english, text, hits);
        }
        if text.traits.any(Traits::BRACKET_SPACE) {
            inside_brackets(form, english, text, hits);
        }
    }
}

fn edges(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let is_edged = |raw: &str| raw.starts_with(char::is_whitespace) || raw.ends_with(char::is_whitespace);
    if !is_edged(text.raw) && !is_edged(english.raw) {
        return;
    }
    let head = |raw: &str| raw.len() - raw.trim_start().len();
    let tail = |raw: &str| raw.trim_end().len();
    let (wanted, given) = (english.raw.get(..head(english.raw)), text.raw.get(..head(text.raw)));
    if wanted != given {
        let hit = Hit::new(form, "the spaces at the start differ from the English").at(0..head(text.raw));
        hits.push(hit.fix(0..head(text.raw), wanted.unwrap_or("")));
    }
    let (wanted, given) = (english.raw.get(tail(english.raw)..), text.raw.get(tail(text.raw)..));
    if wanted != given {
        let span = tail(text.raw)..text.raw.len();
        // A final space is often dropped on purpose where nothing follows.
        let hit = Hit::new(form, "the spaces at the end differ from the English").at(span.clone());
        hits.push(hit.fix(span, wanted.unwrap_or("")));
    }
}

fn doubled(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let inner = text.clean.trim_end();
    let start = inner.len() - inner.trim_start().len();
    if !inner.get(start..).unwrap_or("").contains("  ") || english.clean.trim().contains("  ") {
        return;
    }
    let mut hit = Hit::new(form, "doubled spaces");
    let mut at = start;
    while let Some(found) = inner.get(at..).and_then(|rest| rest.find("  ")) {
        let from = at + found;
        let length = inner.get(from..).unwrap_or("").bytes().take_while(|&b| b == b' ').count();
        // Spaces at the start of a line are layout.
        let is_layout = inner.get(..from).is_some_and(|head| head.ends_with('\n'));
        if !is_layout {
            hit = hit.fix(from..from + length, " ");
        }
        at = from + length;
    }
    if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
        hits.push(hit.at(first));
    }
}

fn before_marks(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let marks: &[u8] = if code == "fr" { b",." } else { b",.;:!?" };
    let bytes = text.clean.as_bytes();
    let mut theirs: HashMap<u8, bool> = HashMap::new();
    for at in memchr::memchr_iter(b' ', bytes) {
        let Some(&byte) = bytes.get(at + 1).filter(|mark| marks.contains(mark)) else { continue };
        let mark = char::from(byte);
        let next = text.clean.get(at + 2..).and_then(|tail| tail.chars().next());
        let before = text.clean.get(..at).and_then(|head| head.chars().next_back());
        let ends = next.is_none_or(char::is_whitespace);
        let after_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '»' | '”' | '“'));
        // `3 : 1` is a ratio.
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_ratio = || byte == b':' && is_digit(before) && is_digit(text.clean.get(at + 2..).and_then(second));
        let mut is_theirs = || *theirs.entry(byte).or_insert_with(|| english.clean.contains(&format!(" {mark}")));
        if ends && after_word && !is_ratio() && !is_theirs() {
            let hit = Hit::new(form, format!("a space before {mark}")).at(at..at + 1 + mark.len_utf8());
            hits.push(hit.fix(at..at + 1, ""));
        }
    }
}

/// Returns the second character of a text.
fn second(text: &str) -> Option<char> {
    text.chars().nth(1)
}

/// A comma between two letters without a space.
fn glued(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let is_glued = |text: &Text<'_>| -> Option<usize> {
        text.clean.match_indices(',').map(|(at, _)| at).find(|at| {
            let before = text.clean.get(..*at).and_then(|head| head.chars().next_back());
            let after = text.clean.get(at + 1..).and_then(|tail| tail.chars().next());
            // Greek ό,τι is one word.
            let is_word = before.is_some_and(|c| matches!(c, 'ό' | 'Ό' | 'ο' | 'Ο')) && after == Some('τ');
            before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) && !is_word
        })
    };
    if let Some(at) = is_glued(text)
        && is_glued(english).is_none()
    {
        hits.push(Hit::new(form, "no space after the comma").at(at..at + 1).fix(at + 1..at + 1, " "));
    }
}

/// A full stop between a word in small letters and one with a capital, without a space. Names of files and programs
/// (`Node.js`, `Datei.Endung`) and what the English has are passed over.
fn glued_sentence(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let is_word = |c: &char| c.is_alphabetic();
    let ends = |head: &str| {
        let last: Vec<char> = head.chars().rev().take_while(is_word).collect();
        last.len() >= 3 && last.iter().all(|c| c.is_lowercase())
            || last.len() >= 4 && last.iter().rev().skip(1).all(|c| c.is_lowercase())
    };
    for (at, _) in text.clean.match_indices('.') {
        let (head, tail) = (text.clean.get(..at).unwrap_or(""), text.clean.get(at + 1..).unwrap_or(""));
        let next: String = tail.chars().take_while(is_word).collect();
        let starts = next.starts_with(char::is_uppercase) && next.chars().skip(1).all(char::is_lowercase);
        // One sentence at least stands before: a path or a name has no spaces.
        let is_prose = || head.rsplit(['.', '!', '?']).next().is_some_and(|sentence| sentence.trim().contains(' '));
        let goes_on = tail.get(next.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']));
        // `Node.Js` for `Node.js` is a slip of another kind.
        let is_theirs = || {
            let dotted = format!(".{next}");
            english.clean.contains(&dotted) || english.clean.contains(&dotted.to_lowercase())
        };
        if starts && goes_on && ends(head) && is_prose() && !is_theirs() {
            let hit = Hit::new(form, "no space after the full stop").at(at..at + 1);
            hits.push(hit.fix(at + 1..at + 1, " "));
            return;
        }
    }
}

/// A space behind an opening bracket or before a closing one.
fn inside_brackets(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let open = text.clean.find("( ").filter(|at| {
        text.clean.get(at + 2..).is_some_and(|tail| tail.starts_with(char::is_alphanumeric))
            && !english.clean.contains("( ")
    });
    if let Some(at) = open {
        hits.push(Hit::new(form, "a space behind the bracket").at(at..at + 2).fix(at + 1..at + 2, ""));
    }
    let close = text.clean.find(" )").filter(|at| {
        text.clean.get(..*at).is_some_and(|head| head.ends_with(char::is_alphanumeric)) && !english.clean.contains(" )")
    });
    if let Some(at) = close {
        hits.push(Hit::new(form, "a space before the bracket").at(at..at + 2).fix(at..at + 1, ""));
    }
}
