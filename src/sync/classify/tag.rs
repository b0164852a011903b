//! Reads an HTML tag inside a text: mere markup, what says something, or a placeholder in angle brackets.

use super::token::Kind;

/// Tags that change how a text looks and not what it says.
const LOOKS: &str = "a abbr acronym article b bdi bdo big blockquote br button caption center cite code dd details dfn div dl dt em \
    figcaption figure font h1 h2 h3 h4 h5 h6 hr i img kbd label li mark nobr ol p picture pre q rp rt ruby samp section small \
    span strong summary table tbody td tfoot th thead time tr tt u ul var video wbr";

/// Tags that turn what they enclose: struck out, added, raised, lowered.
const TURNS: &str = "s strike del ins sup sub";

/// Attributes that nobody reads.
const SILENT: &str = "class id style width height align valign border rel target role dir";

/// Returns kind and length of the tag at the start of a text.
pub(super) fn tag(text: &str) -> (Kind, usize) {
    let end = |end: &str| text.find(end).map(|at| at + end.len());
    if text.starts_with("<!") {
        let length = if text.starts_with("<!--") { end("-->") } else { end(">") };
        return (Kind::Markup, length.unwrap_or(1));
    }
    let Some(length) = end(">") else { return (Kind::Sign, 1) };
    let inner = text.get(1..length - 1).unwrap_or("").trim_start_matches('/').trim_end_matches('/');
    let (name, attributes) = inner.split_at(inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len()));
    let is_in = |list: &str| list.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(name));
    let kind = match () {
        () if is_in(TURNS) => Kind::Sign,
        () if inner.contains("://") || inner.contains('@') => Kind::Target,
        () if !is_in(LOOKS) => Kind::Placeholder,
        () if is_silent(attributes) => Kind::Markup,
        () => Kind::Target,
    };
    (kind, length)
}

/// Returns whether all attributes of a tag only say how it looks.
fn is_silent(attributes: &str) -> bool {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_at(rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len()));
        if !SILENT.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(name)) {
            return false;
        }
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => value.get(1..).and_then(|inner| inner.find(quote)).map_or(value.len(), |at| at + 2),
            None => value.find(char::is_whitespace).unwrap_or(value.len()),
        };
        rest = value.get(end..).unwrap_or("").trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        for (text, kind) in [
            ("<b>x", Kind::Markup),
            ("</b>", Kind::Markup),
            ("<br/>", Kind::Markup),
            ("<span class=\"a b\" id=x>", Kind::Markup),
            ("<!-- a > b -->", Kind::Markup),
            ("<a href=\"x.html\">", Kind::Target),
            ("<abbr title=\"European Commission\">", Kind::Target),
            ("<time datetime='2026-05-12'>", Kind::Target),
            ("<img src=x>", Kind::Target),
            ("<span class=\"a\" title=\"b\">", Kind::Target),
            ("<https://example.org>", Kind::Target),
            ("<info@example.org>", Kind::Target),
            ("<firstname>", Kind::Placeholder),
            ("<first name>", Kind::Placeholder),
            ("<del>", Kind::Sign),
            ("</sup>", Kind::Sign),
        ] {
            assert_eq!(tag(text).0, kind, "{text}");
        }
    }
}
