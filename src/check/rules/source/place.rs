//! From a place in an English file to its unit and line, and from a relative path to the file it names.

use std::ops::Range;

use super::{SourceContext, SourceModule};
use crate::check::Hit;
use crate::model::line_of;
use crate::source::markdown::percent_decoded;

/// Returns a hit at bytes of a module: in the unit that lies there, and without one on its line alone. `shown` is what the
/// hit is about, to be marked in the unit's text.
pub(super) fn hit_at(module: &SourceModule<'_>, span: &Range<usize>, shown: &str, message: String) -> (usize, Hit) {
    let overlaps = |unit: &SourceContext<'_>| unit.span.start < span.end && span.start < unit.span.end;
    let contains = |unit: &SourceContext<'_>| !shown.is_empty() && unit.text.raw.contains(shown);
    // A repeated unit is listed where it stands first.
    let units = || module.units.iter();
    let unit = units().position(overlaps).or_else(|| units().position(contains));
    let mut hit = Hit::new(0, message).on_line(line_of(module.text, span.start));
    let place = unit.and_then(|at| module.units.get(at)).and_then(|unit| unit.text.raw.find(shown));
    if let Some(start) = place.filter(|_| !shown.is_empty()) {
        hit = hit.at(start..start + shown.len());
    }
    (unit.unwrap_or(usize::MAX), hit)
}

/// Returns whether a destination is a path, seen from the folder of its page: no address, no root, no anchor alone, nothing
/// that a site generator fills in.
pub(super) fn is_path(target: &str) -> bool {
    let has_scheme =
        target.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    !target.trim().is_empty()
        && !has_scheme
        && !target.starts_with(['/', '#', '?', '@', '~', '$', '<', '\\'])
        && !target.contains('{')
}

/// Returns a destination's path and anchor, with its `%20` read and without its query.
pub(super) fn parts(target: &str) -> (String, Option<String>) {
    let decoded = percent_decoded(target);
    let (path, anchor) = match decoded.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (decoded.as_str(), None),
    };
    (path.split('?').next().unwrap_or(path).to_owned(), anchor)
}

/// Returns what a relative path leads to from a file, or none above the root.
pub(super) fn resolve(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_followed_and_confined() {
        assert_eq!(resolve("advanced/01.md", "../basic.md").as_deref(), Some("basic.md"));
        assert_eq!(resolve("advanced/01.md", "./02.md").as_deref(), Some("advanced/02.md"));
        assert_eq!(resolve("a.md", "../b.md"), None);
    }

    #[test]
    fn paths_are_told_from_addresses() {
        for path in ["b.md", "../b.png", "b%20c.md#d", "b.md?x=1"] {
            assert!(is_path(path), "{path}");
        }
        for address in ["https://e.eu/b.md", "mailto:a@b.eu", "/b.md", "#b", "{{ url }}", "@site/b.png", "", " "] {
            assert!(!is_path(address), "{address}");
        }
        assert_eq!(parts("b%20c.md?x=1#d"), ("b c.md".to_owned(), Some("d".to_owned())));
    }
}
