//! The anchors of headings: links that lead to an English heading lead to its translation.

use std::collections::HashMap;

use super::skeleton::Skeleton;
use crate::source::Anchors;

/// Returns the English anchor of every heading in order, by GitHub's rules; empty where there is none.
///
/// Lower case; letters, digits, `-`, `_` and spaces stay, spaces become hyphens; a repeated anchor gets `-1`, `-2` …
/// (github-slugger, `index.js` and `regex.js`).
pub(super) fn slugs<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    headings
        .map(|heading| {
            let base = slug(heading);
            let Some(&(mut count)) = seen.get(&base) else {
                seen.insert(base.clone(), 0);
                return base;
            };
            let slug = loop {
                count += 1;
                let slug = format!("{base}-{count}");
                if !seen.contains_key(&slug) {
                    break slug;
                }
            };
            seen.insert(base, count);
            seen.insert(slug.clone(), 0);
            slug
        })
        .collect()
}

/// Returns every anchor of an English page that a link may lead to: those of headings, and identifiers that the author
/// wrote (`{#id}`, `id="…"`, `name="…"`), wherever they stand.
#[must_use]
pub fn page_anchors(skeleton: &Skeleton, text: &str) -> Vec<String> {
    let mut found = slugs(skeleton.headings.iter().map(|heading| heading.plain.as_str()));
    for (open, close) in [("{#", '}'), ("id=\"", '"'), ("name=\"", '"'), ("id='", '\''), ("name='", '\'')] {
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

fn slug(heading: &str) -> String {
    let heading = heading.trim();
    let mut slug = String::with_capacity(heading.len());
    for c in heading.chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c => slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    slug
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
    if wanted == Anchors::Off || skeleton.headings.is_empty() {
        return Ok(Vec::new());
    }
    let plain = || skeleton.headings.iter().map(|heading| heading.plain.as_str());
    let english = skeleton.slugs.get_or_init(|| slugs(plain()));
    let texts: Vec<Option<&str>> =
        skeleton.headings.iter().map(|heading| heading.unit.and_then(&translation)).collect();
    let target = slugs(plain().zip(&texts).map(|(plain, text)| text.unwrap_or(plain)));
    let is_attribute = match wanted {
        Anchors::Auto => skeleton.headings.iter().any(|heading| heading.has_id),
        Anchors::Attribute => true,
        Anchors::Html | Anchors::Off => false,
    };
    let mut anchors = Vec::new();
    for (index, heading) in skeleton.headings.iter().enumerate() {
        let (Some(unit), Some(slug), Some(new)) = (heading.unit, english.get(index), target.get(index)) else {
            continue;
        };
        let is_translated = texts.get(index).is_some_and(Option::is_some);
        let is_kept = slug == new || slug.is_empty() || heading.has_id;
        let is_changed = is_translated || slug != new;
        if is_changed && !is_kept {
            let anchor = if is_attribute { Anchor::Attribute(slug.clone()) } else { Anchor::Html(slug.clone()) };
            anchors.push((unit, index, anchor));
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
        let unit = skeleton.headings.get(index).and_then(|heading| heading.unit);
        let unit = unit.filter(|_| texts.get(index).is_some_and(Option::is_some));
        if let (Some(unit), Some(_)) = (unit, needed.get(slug.as_str()).filter(|owner| **owner > index)) {
            return Err((unit, slug.clone()));
        }
    }
    Ok(anchors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_github() {
        let headings = ["Hello, World!", "a_b – c", "Hello world", "hello world", "Ünï 1.2", "hello world-1"];
        assert_eq!(
            slugs(headings.into_iter()),
            ["hello-world", "a_b--c", "hello-world-1", "hello-world-2", "ünï-12", "hello-world-1-1"]
        );
        assert_eq!(slugs(["a", "a-1", "a", "a"].into_iter()), ["a", "a-1", "a-2", "a-3"]);
    }
}
