//! Judges punctuation and markup, where the words are the same or differ harmlessly.
//!
//! Only the shape of a mark is harmless: the style of quotation marks and dashes, and the full stop at the end. A mark
//! inside a sentence that comes, goes or changes may turn what is said, and somebody has to see it.

use super::compare::{Findings, content, key, lower, straight};
use super::token::{Kind, Token};
use super::words::{Role, role};
use crate::model::ChangeClass;

/// A mark behind so many words.
type Placed = (usize, String);

/// Notes what became of markup and punctuation.
pub(super) fn marks(old: &[Token<'_>], new: &[Token<'_>], findings: &mut Findings) {
    let of_kind = |tokens: &[Token<'_>], kind: Kind| {
        let texts: Vec<String> =
            tokens.iter().filter(|token| token.kind == kind).map(|token| straight(token.text).into_owned()).collect();
        texts
    };
    let content_of_old = content(old);
    let is_same_length = content_of_old.len() == content(new).len();
    let differs = |kind: Kind| {
        if is_same_length { placed(old, kind) != placed(new, kind) } else { of_kind(old, kind) != of_kind(new, kind) }
    };
    if differs(Kind::Markup) {
        let (before, after) = (of_kind(old, Kind::Markup), of_kind(new, Kind::Markup));
        findings.note(ChangeClass::Markup, "", &before.concat(), &after.concat());
    }
    if differs(Kind::Mark) {
        let (class, reason) = if is_same_length {
            judge(&shapeless(placed(old, Kind::Mark)), &shapeless(placed(new, Kind::Mark)), &content_of_old)
        } else {
            (ChangeClass::Wording, "")
        };
        let (gone, come) = difference(&of_kind(old, Kind::Mark), &of_kind(new, Kind::Mark));
        findings.note(class, reason, &gone, &come);
    } else if findings.is_below(ChangeClass::Punctuation) && old.iter().zip(new).any(|(a, b)| a.text != b.text) {
        typography(old, new, findings);
    }
}

/// Returns the marks with the number of words before them: a comma that moved is a change, one that stayed is not.
fn placed(tokens: &[Token<'_>], kind: Kind) -> Vec<Placed> {
    let mut words = 0_usize;
    let mut placed = Vec::new();
    for token in tokens {
        if token.kind == kind {
            placed.push((words, straight(token.text).into_owned()));
        }
        words += usize::from(token.is_content());
    }
    placed
}

/// Returns the marks by what they do: all quotation marks alike, all dashes alike, nothing for what cannot be seen.
fn shapeless(placed: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(placed.len());
    for (place, mark) in placed {
        let shape = match mark.as_str() {
            "'" | "\"" | "‘" | "‚" | "‛" | "“" | "”" | "„" | "‟" | "«" | "»" | "‹" | "›" => "\"",
            "-" | "‐" | "‒" | "–" | "—" | "―" => "–",
            mark if mark.starts_with('&') || mark.chars().all(is_invisible) => continue,
            mark => mark,
        };
        out.push((place, shape.to_owned()));
        // Three full stops are an ellipsis.
        if let [.., (a, one), (b, two), (c, three)] = out.as_slice()
            && a == b
            && b == c
            && [one, two, three].iter().all(|mark| *mark == ".")
        {
            out.truncate(out.len() - 3);
            out.push((place, "…".to_owned()));
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Judges marks by what they do; `content` are the words between them, the same on both sides.
fn judge(old: &[Placed], new: &[Placed], content: &[Token<'_>]) -> (ChangeClass, &'static str) {
    let (gone, come) = (minus(old, new), minus(new, old));
    let end = content.len();
    let inner = |marks: &[Placed]| marks.iter().filter(|(place, _)| *place < end).cloned().collect::<Vec<_>>();
    let (inner_gone, inner_come) = (inner(&gone), inner(&come));
    // Two marks that come or go set a phrase apart, or stop doing so: `The judge, said the lawyer, lied.`
    let is_enclosure = inner_gone.is_empty() && inner_come.len() > 1 || inner_come.is_empty() && inner_gone.len() > 1;
    let is_turned = |marks: &[Placed], others: &[Placed]| marks.iter().any(|mark| turns(mark, others, content));
    if is_enclosure || is_turned(&inner_gone, &inner_come) || is_turned(&inner_come, &inner_gone) {
        return (ChangeClass::Meaning, "punctuation");
    }
    let asks = |marks: &[Placed]| marks.iter().filter(|(_, mark)| mark == "?").count();
    if asks(&gone) != asks(&come) {
        return (ChangeClass::Wording, "question");
    }
    // What is left inside can only be a full stop against an exclamation mark; at the end, either may be missing.
    let is_plain = |marks: &[Placed]| marks.iter().all(|(_, mark)| matches!(mark.as_str(), "." | "!"));
    let is_stop = is_plain(&gone) && is_plain(&come) && inner_gone.len() == inner_come.len();
    (if is_stop { ChangeClass::Punctuation } else { ChangeClass::Wording }, "")
}

/// Returns whether a mark that came or went decides what the words beside it mean: `No, smoking is allowed.`
fn turns((place, mark): &Placed, others: &[Placed], content: &[Token<'_>]) -> bool {
    let is_stop = |mark: &str| matches!(mark, "." | "!" | "?" | "…");
    let left = place.checked_sub(1).and_then(|at| content.get(at));
    let right = content.get(*place);
    let has_role = |token: Option<&Token<'_>>, roles: &[Role]| {
        token.is_some_and(|token| roles.contains(&role(&lower(token.text))))
    };
    let is_number = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| token.kind == Kind::Number || role(&lower(token.text)) == Role::Number)
    };
    let ends_sentence = is_stop(mark) && left.is_some();
    (ends_sentence && !others.iter().any(|(other, mark)| other == place && is_stop(mark)))
        || has_role(left, &[Role::Negation, Role::Quantifier])
        || has_role(right, &[Role::Negation])
        || (is_number(left) && is_number(right))
}

/// Notes apostrophes, quotation marks and hyphens that changed their shape.
fn typography(old: &[Token<'_>], new: &[Token<'_>], findings: &mut Findings) {
    let visible = |tokens: &[Token<'_>]| {
        let shown = tokens.iter().filter(|token| !matches!(token.kind, Kind::Space | Kind::Markup));
        let text = |token: &Token<'_>| match token.kind {
            Kind::Target | Kind::Code => key(token).into_owned(),
            _ => token.text.to_owned(),
        };
        shown.map(text).collect::<Vec<String>>()
    };
    let (before, after) = (visible(old), visible(new));
    if before.len() == after.len() {
        for (one, other) in before.iter().zip(&after).filter(|(one, other)| one != other) {
            findings.note(ChangeClass::Punctuation, "", one, other);
        }
    }
}

/// The marks that are on one side only, each as one text.
fn difference(old: &[String], new: &[String]) -> (String, String) {
    (minus(old, new).concat(), minus(new, old).concat())
}

/// Returns what `from` has more of than `other`.
fn minus<T: Clone + PartialEq>(from: &[T], other: &[T]) -> Vec<T> {
    let mut left = other.to_vec();
    let only = from.iter().filter(|one| match left.iter().position(|known| known == *one) {
        Some(place) => {
            left.swap_remove(place);
            false
        }
        None => true,
    });
    only.cloned().collect()
}
