//! What an English edit did to a unit.
//!
//! Conservative: what nobody can tell is a change of meaning, and no change of a number, negation, modal verb, quantifier,
//! name, link target or placeholder is ever called harmless.

mod case;
mod compare;
mod glance;
mod marks;
mod spelling;
mod tag;
mod technical;
mod token;
mod words;

pub(super) use glance::is_beyond_typo;

use super::Text;
use crate::model::{Change, ChangeClass};

/// Classifies an edit of a unit. Equal texts count as a change of whitespace without tokens.
#[must_use]
pub fn classify(old: Text<'_>, new: Text<'_>) -> Change {
    let mut change = compare::compare(old.source, new.source);
    match (old.plural, new.plural) {
        (Some(one), Some(other)) => {
            let plural = compare::compare(one, other);
            change.class = change.class.max(plural.class);
            for token in plural.tokens {
                if !change.tokens.contains(&token) {
                    change.tokens.push(token);
                }
            }
        }
        (None, None) => {}
        (old, new) => {
            change.class = ChangeClass::Meaning;
            change.tokens.push(pair("plural", old, new));
        }
    }
    if old.context != new.context {
        change.class = ChangeClass::Meaning;
        change.tokens.push(pair("context", old.context, new.context));
    }
    change
}

/// Words one witness: `reason: old → new`.
fn pair(reason: &str, old: Option<&str>, new: Option<&str>) -> String {
    let shown = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("–").to_owned();
    let words = format!("{} → {}", shown(old), shown(new));
    if reason.is_empty() { words } else { format!("{reason}: {words}") }
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
