//! The anchors of headings: links that lead to an English heading lead to its translation.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::kept;
use super::skeleton::Skeleton;
use super::slug::{self, Slugs};
use crate::source::Anchors;

/// Returns every anchor of an English page that a link may lead to: those of headings, by the rules of several processors, and
/// identifiers that the author wrote (`{#id}`, `{: #id}`, `id="…"`, `name="…"`, `(id)=`), wherever they stand.
#[must_use]
pub fn page_anchors(skeleton: &Skeleton, text: &str) -> Vec<String> {
    let slugs = Slugs::of(skeleton.headings.iter().map(|heading| heading.plain.as_str()));
    let mut found = slugs.github;
    found.extend(slugs.others.into_iter().flatten());
    found.extend(text.lines().filter_map(kept::target).map(str::to_owned));
    for (open, close) in [
        ("{#", '}'),
        ("{: #", '}'),
        ("{:#", '}'),
        ("{ #", '}'),
        ("id=\"", '"'),
        ("name=\"", '"'),
        ("id='", '\''),
        ("name='", '\''),
    ] {
        for (at, _) in text.match_indices(open) {
            let rest = text.get(at + open.len()..).unwrap_or("");
            let id = rest.find(|c: char| c == close || c.is_whitespace()).and_then(|end| rest.get(..end)).unwrap_or("");
            if !id.is_empty() {
                found.push(id.to_owned());
            }
        }
    }
    found
}

/// How a heading says its anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Anchor {
    /// ` {#id}` at the end of its line.
    Attribute(String),
    /// `<a id="id"></a>` at the end of its text.
    Html(String),
}

/// Index of the unit, index of the heading, and the anchor that it needs.
pub(super) type Needed = (usize, usize, Anchor);

/// Returns the anchors that translated headings need.
///
/// # Errors
/// A translated heading whose own anchor is the one that a later heading needs, so that links to it would end at the first:
/// the index of its unit, and the anchor.
pub(super) fn anchors<'a>(
    skeleton: &'a Skeleton,
    wanted: Anchors,
    translation: impl Fn(usize) -> Option<&'a str>,
) -> Result<Vec<Needed>, (usize, String)> {
    if skeleton.headings.is_empty() {
        return Ok(Vec::new());
    }
    let plain = || skeleton.headings.iter().map(|heading| heading.plain.as_str());
    let english = skeleton.slugs.get_or_init(|| Slugs::of(plain()));
    let texts: Vec<Option<&str>> =
        skeleton.headings.iter().map(|heading| heading.unit.and_then(&translation)).collect();
    let shown = plain().zip(&texts).map(|(plain, text)| text.unwrap_or(plain));
    // Beside English anchors in ASCII, others need not be known.
    let target = match english.is_ascii() {
        true => slug::github_in_ascii(shown),
        false => slug::github(shown).into_iter().map(Some).collect(),
    };
    let taken: OnceCell<HashSet<&str>> = OnceCell::new();
    let is_taken =
        |anchor: &str| taken.get_or_init(|| target.iter().flatten().map(String::as_str).collect()).contains(anchor);
    let is_attribute = match wanted {
        Anchors::Auto => skeleton.knows_ids || skeleton.headings.iter().any(|heading| heading.has_id),
        Anchors::Attribute => true,
        Anchors::Html => false,
    };
    // Who reads identifiers alone has no use for the anchors of other processors.
    let is_alone = wanted == Anchors::Attribute || (wanted == Anchors::Auto && skeleton.knows_ids);
    let mut anchors = Vec::new();
    for (index, heading) in skeleton.headings.iter().enumerate() {
        let (Some(unit), Some(slug), Some(new)) = (heading.unit, english.github.get(index), target.get(index)) else {
            continue;
        };
        let is_translated = texts.get(index).is_some_and(Option::is_some);
        let is_same = new.as_deref() == Some(slug.as_str());
        let is_kept = is_same || slug.is_empty() || heading.has_id;
        let is_changed = is_translated || !is_same;
        if is_changed && !is_kept {
            let anchor = if is_attribute { Anchor::Attribute(slug.clone()) } else { Anchor::Html(slug.clone()) };
            anchors.push((unit, index, anchor));
            let others = english.others.get(index).filter(|_| !is_alone).into_iter().flatten();
            let others = others.filter(|other| !is_taken(other));
            anchors.extend(others.map(|other| (unit, index, Anchor::Html(other.clone()))));
        }
    }
    let needed: HashMap<&str, usize> = anchors
        .iter()
        .filter_map(|(_, index, anchor)| match anchor {
            Anchor::Html(slug) => Some((slug.as_str(), *index)),
            Anchor::Attribute(_) => None,
        })
        .collect();
    for (index, slug) in target.iter().enumerate() {
        let Some(slug) = slug else { continue };
        let unit = skeleton.headings.get(index).and_then(|heading| heading.unit);
        let unit = unit.filter(|_| texts.get(index).is_some_and(Option::is_some));
        if let (Some(unit), Some(_)) = (unit, needed.get(slug.as_str()).filter(|owner| **owner > index)) {
            return Err((unit, slug.clone()));
        }
    }
    Ok(anchors)
}
