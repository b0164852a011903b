//! How the tags of a translation lie within each other, beside those of the English, for the rule `markup`.
//!
//! Invariant: a tag is compared only where its name stands once in both texts, so that order alone says nothing.

use std::collections::HashMap;

use crate::check::text::PieceKind;
use crate::check::{Hit, Text};
use crate::model::Severity;

/// Reports inline codes of XLIFF that close before they open (`<ept1/> … <bpt1/>`), and tags that lie within another tag than
/// in the English: many tools refuse such a segment. Tags of HTML are a note, where both stood apart.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let (wanted, given) = (Nesting::of(english), Nesting::of(text));
    if let Some(tag) = &given.early
        && wanted.early.is_none()
    {
        hits.push(Hit::new(form, format!("the code {tag} stands before the one that it closes")));
        return;
    }
    for (name, parent) in &wanted.parents {
        let (Some(parent), Some(Some(other))) = (parent, given.parents.get(name)) else { continue };
        if parent == other {
            continue;
        }
        let is_code = is_code(name);
        let were_apart = parent.is_none() && other.as_ref().is_some_and(|other| wanted.is_outside(other));
        if !is_code && !were_apart {
            continue;
        }
        let message = match other {
            Some(other) => format!("the tag <{name}> stands inside <{other}>, which it does not in the English"),
            None => format!("the tag <{name}> stands outside the tag that holds it in the English"),
        };
        hits.push(Hit::new(form, message).at_most(if is_code { Severity::Warning } else { Severity::Note }));
        return;
    }
}

/// The tags of a text, each with the tag around it.
#[derive(Default)]
struct Nesting {
    /// The tag around each, or none around it; nothing for a name that stands more than once.
    parents: std::collections::BTreeMap<String, Option<Option<String>>>,
    /// The first code that closes what was not opened.
    early: Option<String>,
}

impl Nesting {
    fn of(text: &Text<'_>) -> Self {
        let mut nesting = Self::default();
        let mut open: Vec<String> = Vec::new();
        // Codes that stand alone may overlap: they are no part of the tree, but have an order.
        let mut begun: HashMap<String, usize> = HashMap::new();
        for piece in text.of_kind(PieceKind::Tag) {
            let name = text.inner(piece).trim_end_matches('/').to_ascii_lowercase();
            if let Some(closed) = name.strip_prefix('/') {
                if open.last().is_some_and(|top| top == closed) {
                    open.pop();
                }
                continue;
            }
            if text.whole(piece).ends_with("/>") {
                let id = |prefixes: [&str; 3]| prefixes.iter().find_map(|prefix| name.strip_prefix(prefix));
                if let Some(id) = id(["bpt", "bx", "sc"]) {
                    *begun.entry(id.to_owned()).or_default() += 1;
                } else if let Some(id) = id(["ept", "ex", "ec"]) {
                    match begun.get_mut(id).filter(|count| **count > 0) {
                        Some(count) => *count -= 1,
                        None => drop(nesting.early.get_or_insert_with(|| text.whole(piece).to_owned())),
                    }
                }
                continue;
            }
            let parent = open.last().cloned();
            nesting.parents.entry(name.clone()).and_modify(|known| *known = None).or_insert(Some(parent));
            open.push(name);
        }
        nesting
    }

    /// Returns whether a tag stands once, and in no other.
    fn is_outside(&self, name: &str) -> bool {
        self.parents.get(name).is_some_and(|parent| *parent == Some(None))
    }
}

/// Returns whether a name is that of an inline code of XLIFF, with its number: `g1`, `pc2`.
fn is_code(name: &str) -> bool {
    let id = name.strip_prefix("pc").or_else(|| name.strip_prefix('g'));
    id.is_some_and(|id| id.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Content;

    fn found(english: &str, text: &str) -> Vec<(String, Option<Severity>)> {
        let mut hits = Vec::new();
        compare(0, &Text::new(english, Content::Plain), &Text::new(text, Content::Plain), &mut hits);
        hits.into_iter().map(|hit| (hit.message, hit.at_most)).collect()
    }

    #[test]
    fn codes_lie_as_in_the_english() {
        let first = |english, text| found(english, text).into_iter().next();
        assert_eq!(found("<g1>A</g1> and <g2>B</g2>", "<g2>B</g2> et <g1>A</g1>"), []);
        let (message, most) = first("<g1>A</g1> and <g2>B</g2>", "<g2><g1>A</g1></g2> et B").unwrap();
        assert!(message.contains("<g1> stands inside <g2>") && most == Some(Severity::Warning), "{message}");
        let (message, most) = first("<pc1><pc2>A</pc2></pc1>", "<pc1>A</pc1><pc2></pc2>").unwrap();
        assert!(message.contains("<pc2> stands outside") && most == Some(Severity::Warning), "{message}");
        let (message, most) = first("<bpt1/>you<ept1/>", "<ept1/>vous<bpt1/>").unwrap();
        assert!(message.contains("<ept1/> stands before") && most.is_none(), "{message}");
        assert_eq!(found("<sc1/>a <sc2/>b<ec1/>c<ec2/>", "<sc2/>a <sc1/>b<ec1/>c<ec2/>"), []);
        assert_eq!(first("<b>x</b> <i>y</i>", "<b><i>x</i></b> y").unwrap().1, Some(Severity::Note));
        assert_eq!(found("<b><i>x</i></b>", "<i><b>x</b></i>"), []);
        assert_eq!(found("<b>x</b> <b>y</b> <i>z</i>", "<b><i>x</i></b> <b>y</b>"), []);
    }
}
