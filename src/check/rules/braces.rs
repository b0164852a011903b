//! What processors of Markdown run or read between braces, for `unsafe-markup`: attribute lists, and tags of template languages.
//!
//! CommonMark knows neither; Python-Markdown, kramdown and Pandoc read the lists; Jekyll, Hugo and plug-ins of MkDocs the tags.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::text::PieceKind;
use crate::check::{Content, Hit, Text, placeholder};
use crate::source::markdown::attribute_lists;

/// Attributes that lead elsewhere or hide what stands on the page, beside event handlers.
static ATTRIBUTES: [&str; 11] =
    ["style", "href", "src", "srcset", "srcdoc", "action", "formaction", "data", "poster", "background", "xlink:href"];

/// Reports attribute lists that do harm, and template tags, that the English has not.
pub(super) fn find(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    if memchr::memchr(b'{', text.raw.as_bytes()).is_none() {
        return;
    }
    let part = |text: &Text<'_>, span: Range<usize>| text.raw.get(span).unwrap_or("").to_owned();
    let lists = attribute_lists(text.raw);
    if !lists.is_empty() {
        let known: HashSet<String> = attribute_lists(english.raw).into_iter().map(|span| part(english, span)).collect();
        for span in lists {
            let list = part(text, span.clone());
            if !known.contains(&list)
                && let Some(name) = harmful(&list)
            {
                let what = if name.starts_with("on") { "event handler" } else { "attribute" };
                hits.push(Hit::new(form, format!("the {what} {name} of {list} is not in the English")).at(span));
            }
        }
    }
    let tags = tags(text);
    if !tags.is_empty() {
        let known: HashSet<String> = self::tags(english).into_iter().map(|(tag, _)| tag).collect();
        let shows = known.iter().any(|tag| !runs(tag));
        for (tag, span) in tags {
            // One variable for another is a mistake, told by `placeholders`.
            if !known.contains(&tag) && (runs(&tag) || !shows) {
                let tag = part(text, span.clone());
                hits.push(Hit::new(form, format!("the template tag {tag} is not in the English")).at(span));
            }
        }
    }
}

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

/// Returns the template tags of a text without their spaces, each with its place.
fn tags(text: &Text<'_>) -> Vec<(String, Range<usize>)> {
    let pieces = text.of_kind(PieceKind::Placeholder).map(|piece| (text.whole(piece), piece.span.clone()));
    let tags = pieces.filter(|(tag, _)| tag.starts_with("{%") || tag.starts_with("{{"));
    tags.map(|(tag, span)| (placeholder::key(tag, Content::Markdown).into_owned(), span)).collect()
}

/// Returns whether a tag does more than show a variable.
fn runs(tag: &str) -> bool {
    tag.starts_with("{%") || tag.starts_with("{{<") || tag.starts_with("{{%") || tag.contains('(')
}
