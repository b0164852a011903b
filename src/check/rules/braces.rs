//! What processors of Markdown run or read between braces, for `unsafe-markup`: attribute lists, and tags of template languages.
//!
//! CommonMark knows neither; Python-Markdown, kramdown and Pandoc read the lists; Jekyll, Hugo and plug-ins of MkDocs the tags.

use crate::check::text::PieceKind;
use crate::check::{Hit, Text};
use crate::source::markdown::{Foreign, foreign_braces};

/// Attributes that lead elsewhere or hide what stands on the page, beside event handlers.
static ATTRIBUTES: [&str; 11] =
    ["style", "href", "src", "srcset", "srcdoc", "action", "formaction", "data", "poster", "background", "xlink:href"];

/// Reports attribute lists that do harm, and template tags, that the English has not.
pub(super) fn find(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    for Foreign { span, is_list } in foreign_braces(english.raw, text.raw) {
        let part = text.raw.get(span.clone()).unwrap_or_default();
        if is_list {
            if let Some(name) = harmful(part) {
                let what = if name.starts_with("on") { "event handler" } else { "attribute" };
                hits.push(Hit::new(form, format!("the {what} {name} of {part} is not in the English")).at(span));
            }
        // One variable for another is a mistake, told by `placeholders`.
        } else if runs(part) || !shows_variable(english) {
            let shown: String = part.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
            hits.push(Hit::new(form, format!("the template tag {shown} is not in the English")).at(span));
        }
    }
}

/// How much of a tag is shown, in characters: one without an end is as long as the text.
const SHOWN: usize = 80;

/// Returns the name, in lower case, of the first attribute of a list that may do harm.
fn harmful(list: &str) -> Option<String> {
    let inner = list.get(1..list.len().saturating_sub(1))?.trim_start_matches(':');
    let names =
        inner.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).filter_map(|word| word.split_once('='));
    names.map(|(name, _)| name.to_ascii_lowercase()).find(|name| {
        let is_handler =
            name.strip_prefix("on").is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|b| b.is_ascii_alphabetic()));
        is_handler || ATTRIBUTES.contains(&name.as_str())
    })
}

/// Returns whether a text has a tag that only shows a variable.
fn shows_variable(text: &Text<'_>) -> bool {
    text.of_kind(PieceKind::Placeholder).any(|piece| {
        let tag = text.whole(piece);
        tag.starts_with("{{") && !runs(tag)
    })
}

/// Returns whether a tag does more than show a variable.
fn runs(tag: &str) -> bool {
    !tag.starts_with("{{") || tag.starts_with("{{<") || tag.starts_with("{{%") || tag.contains('(')
}
