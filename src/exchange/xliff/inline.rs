//! Inline codes as readable tags.

use super::Version;
use super::attributes::Attributes;

/// What becomes of an inline element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Its content is text, between these tags.
    Pair(String, String),
    /// It stands alone; its content is native code and is left out.
    Single(String),
    /// Its content is text; it leaves no trace.
    Bare,
}

/// Returns what becomes of an element inside `<source>` or `<target>`; none for one that does not belong there.
pub(super) fn inline(version: Version, element: &str, attributes: &Attributes) -> Option<Inline> {
    let single =
        |name: &str, keys: &[&str]| Some(Inline::Single(format!("<{element}{}/>", id(attributes, name, keys))));
    let pair = || {
        let tag = format!("{element}{}", id(attributes, "id", &[]));
        Some(Inline::Pair(format!("<{tag}>"), format!("</{tag}>")))
    };
    match (version, element) {
        (Version::One, "g") | (Version::Two, "pc") => pair(),
        (Version::One, "x" | "bx" | "ex" | "bpt" | "ept" | "ph" | "it") => single("id", &["rid"]),
        (Version::Two, "ph" | "sc") => single("id", &[]),
        (Version::Two, "ec") => single("startRef", &["id"]),
        // A character that XML cannot hold (XLIFF 2.1, section 4.2.3.1).
        (Version::Two, "cp") => Some(Inline::Single("\u{fffd}".to_owned())),
        (Version::Two, "sm" | "em") => Some(Inline::Single(String::new())),
        (_, "mrk") => Some(Inline::Bare),
        _ => None,
    }
}

/// Returns the code's name, without characters that would end a tag.
fn id(attributes: &Attributes, name: &str, others: &[&str]) -> String {
    let found = std::iter::once(&name).chain(others).find_map(|name| attributes.text(name)).unwrap_or_default();
    found.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') { c } else { '_' }).collect()
}
