//! What an English edit did to a unit.

use super::Text;
use crate::model::{Change, ChangeClass};

/// Classifies an edit of a unit. Conservative: what nobody can tell is a change of meaning.
#[must_use]
pub fn classify(old: Text<'_>, new: Text<'_>) -> Change {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let class = if squeeze(old.source) == squeeze(new.source) && old.plural == new.plural {
        ChangeClass::Whitespace
    } else {
        ChangeClass::Meaning
    };
    Change { class, tokens: Vec::new() }
}
