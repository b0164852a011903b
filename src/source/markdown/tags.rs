//! Which HTML tags a translation may hold: those of its English, and a few that cannot harm.
//!
//! Invariant: a translation opens and closes nothing that its English does not, so nothing leaks out of its place.

use std::borrow::Cow;
use std::collections::HashMap;

use super::html::{self, Tag};
use super::shape::same_page;

/// Tags without attributes that a translator may add in pairs, and the two that stand alone.
const HARMLESS: [&str; 18] = [
    "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
];
const ALONE: [&str; 2] = ["br", "wbr"];

/// The elements that have no end (HTML Living Standard, section 13.1.2).
pub(super) const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// How the text around a translation is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// As HTML, which knows neither code spans nor escapes, instead of as Markdown.
    pub(super) in_html: bool,
    /// As MDX, where a name with a capital letter is another element.
    pub(super) is_mdx: bool,
}

/// One `<` of a text that begins a tag or a comment.
struct Site {
    start: usize,
    end: usize,
    signature: String,
    /// The name of the tag; empty for a comment.
    name: String,
    is_harmless: bool,
    is_closing: bool,
    /// Whether nothing closes it.
    is_alone: bool,
}

/// What became of a translation's tags.
pub(super) enum Cleaned<'a> {
    /// The text that may be used.
    Text(Cow<'a, str>),
    /// A tag of the English is missing: its signature.
    Missing(String),
    /// A tag is closed before it is opened, or while another is open in it.
    Crossed,
}

/// Escapes the tags that a translation may not hold: by `&lt;`, which means the same to every processor; `\<` is no escape
/// in Python-Markdown, so that one before a tag is written so too.
pub(super) fn clean<'a>(source: &str, translation: &'a str, reading: Reading) -> Cleaned<'a> {
    let in_html = reading.in_html;
    let holds = |text: &str| memchr::memchr(b'<', text.as_bytes()).is_some();
    if !holds(source) && !holds(translation) {
        return Cleaned::Text(Cow::Borrowed(translation));
    }
    let (english, ..) = sites(source, reading);
    let mut owed: HashMap<&str, usize> = HashMap::new();
    for site in unpaired(&english) {
        *owed.entry(&site.signature).or_default() += 1;
    }
    let (found, bare, masked) = sites(translation, reading);
    let begins = |at: &usize| !reading.is_mdx && begins_tag(translation.get(*at..).unwrap_or_default());
    let mut escape: Vec<usize> = bare.into_iter().filter(|at| in_html || begins(at)).collect();
    for site in unpaired(&found) {
        match owed.get_mut(site.signature.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => escape.push(site.start),
        }
    }
    let is_missing = |site: &&Site| owed.get(site.signature.as_str()).is_some_and(|count| *count > 0);
    if let Some(missing) = unpaired(&english).find(is_missing) {
        return Cleaned::Missing(missing.signature.clone());
    }
    escape.sort_unstable();
    let kept: Vec<&Site> = found.iter().filter(|site| escape.binary_search(&site.start).is_err()).collect();
    let english: Vec<&Site> = english.iter().collect();
    if !(is_nested(&kept) || (!is_nested(&english) && turns(&kept) == turns(&english))) {
        return Cleaned::Crossed;
    }
    escape.extend(masked);
    escape.sort_unstable();
    if escape.is_empty() {
        return Cleaned::Text(Cow::Borrowed(translation));
    }
    let mut out = String::with_capacity(translation.len() + 8);
    let mut copied = 0;
    for at in escape {
        out.push_str(translation.get(copied..at).unwrap_or_default());
        out.push_str("&lt;");
        copied = at + if translation.get(at..).is_some_and(|rest| rest.starts_with('\\')) { 2 } else { 1 };
    }
    out.push_str(translation.get(copied..).unwrap_or_default());
    Cleaned::Text(Cow::Owned(out))
}

/// Returns whether some processor might take what a text begins with for a tag that ends further below: `<x`, but no automatic
/// link, `<https://a.eu>`.
fn begins_tag(text: &str) -> bool {
    let inner = text.get(1..).unwrap_or_default();
    let length = inner.find([' ', '\n', '<', '>']).unwrap_or(inner.len());
    let is_link = inner.get(length..).is_some_and(|rest| rest.starts_with('>'))
        && inner.get(..length).is_some_and(|inner| inner.contains([':', '@']));
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) && !is_link
}

/// Adds up the tags of a text that are not harmless, in any order; equal for a text and its allowed translations.
pub(super) fn sum(text: &str, in_html: bool) -> u64 {
    let (found, ..) = sites(text, Reading { in_html, is_mdx: false });
    unpaired(&found).fold(0, |sum: u64, site| sum.wrapping_add(super::shape::hash(1, site.signature.as_bytes())))
}

/// Returns the tags that are not pairs of harmless ones.
fn unpaired(sites: &[Site]) -> impl Iterator<Item = &Site> {
    sites.iter().zip(pairs(sites)).filter(|(_, is_paired)| !is_paired).map(|(site, _)| site)
}

/// Returns for each tag whether it is a harmless one that stands alone or has its counterpart, in order.
fn pairs(sites: &[Site]) -> Vec<bool> {
    let mut paired = vec![false; sites.len()];
    let mut open: Vec<usize> = Vec::new();
    // Where in `open` the tags of each name stand.
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, site) in sites.iter().enumerate().filter(|(_, site)| site.is_harmless) {
        let name = site.name.as_str();
        let mut pair = |index: usize| {
            if let Some(is_paired) = paired.get_mut(index) {
                *is_paired = true;
            }
        };
        if ALONE.contains(&name) {
            pair(index);
        } else if !site.is_closing {
            places.entry(name).or_default().push(open.len());
            open.push(index);
        } else if let Some(at) = places.get(name).and_then(|places| places.last().copied()) {
            if let Some(opening) = open.get(at) {
                pair(*opening);
            }
            pair(index);
            for crossed in open.drain(at..).filter_map(|index| sites.get(index)) {
                places.get_mut(crossed.name.as_str()).and_then(Vec::pop);
            }
        }
    }
    paired
}

/// Returns whether every tag that is closed is the last one that was opened.
fn is_nested(sites: &[&Site]) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut tags = sites.iter().filter(|site| !site.name.is_empty() && !site.is_alone);
    tags.all(|site| match site.is_closing {
        true => open.pop() == Some(&site.name),
        false => {
            open.push(&site.name);
            true
        }
    })
}

/// Returns for each name whether its tags open or close, in order; harmless ones left out.
fn turns<'s>(sites: &[&'s Site]) -> Vec<(&'s str, bool)> {
    let tags = sites.iter().filter(|site| !site.is_harmless && !site.is_alone);
    let mut turns: Vec<(&str, bool)> = tags.map(|site| (site.name.as_str(), site.is_closing)).collect();
    turns.sort_by_key(|(name, _)| *name);
    turns
}

/// Returns the tags and comments of a text, every other `<`, and the backslash before what would be a tag without it.
fn sites(text: &str, reading: Reading) -> (Vec<Site>, Vec<usize>, Vec<usize>) {
    let in_html = reading.in_html;
    let bytes = text.as_bytes();
    let last = ENDS.map(|(_, end)| text.rfind(end));
    let mut sites: Vec<Site> = Vec::new();
    let mut bare = Vec::new();
    let mut masked = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if !in_html => {
                if bytes.get(at + 1) == Some(&b'<') && site(text, at + 1, reading.is_mdx, &last).is_some() {
                    masked.push(at);
                }
                at += 2;
            }
            b'`' if !in_html => at = code_end(bytes, at),
            b'<' => {
                let site = site(text, at, reading.is_mdx, &last);
                match site {
                    Some(site) => {
                        at = site.end;
                        sites.push(site);
                    }
                    None => {
                        bare.push(at);
                        at += 1;
                    }
                }
            }
            _ => at += 1,
        }
    }
    (sites, bare, masked)
}

/// Returns the end of the code span that begins at a run of backticks, or of the run when it opens nothing.
pub(super) fn code_end(bytes: &[u8], start: usize) -> usize {
    let run = |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|&&b| b == b'`').count();
    let ticks = run(start);
    let mut at = start + ticks;
    while let Some(found) = memchr::memchr(b'`', bytes.get(at..).unwrap_or_default()) {
        let close = at + found;
        let length = run(close);
        at = close + length;
        if length == ticks {
            return at;
        }
    }
    start + ticks
}

/// How comments, processing instructions and declarations begin and end.
const ENDS: [(&str, &str); 3] = [("<!--", "-->"), ("<?", "?>"), ("<!", ">")];

/// Returns the tag or comment at a `<`; `last` is where each of [`ENDS`] occurs last.
fn site(text: &str, start: usize, is_mdx: bool, last: &[Option<usize>; 3]) -> Option<Site> {
    if let Some(tag) = html::tag(text, start) {
        let name = cased(text.get(tag.name.clone())?, is_mdx);
        return Some(Site {
            start,
            end: tag.span.end,
            signature: signature(text, &tag, is_mdx),
            is_harmless: tag.attributes.is_empty() && HARMLESS.iter().chain(&ALONE).any(|one| *one == name),
            is_closing: tag.is_closing,
            is_alone: tag.is_self_closing || VOID.contains(&name.as_str()),
            name,
        });
    }
    let rest = text.get(start..)?;
    let (&(open, close), last) = ENDS.iter().zip(last).find(|((open, _), _)| rest.starts_with(open))?;
    // One that does not end hides nothing behind it.
    let end = last.filter(|last| *last > start).and_then(|_| rest.find(close));
    let end = end.map_or(start + open.len(), |at| start + at + close.len());
    Some(Site {
        start,
        end,
        signature: squeeze(text.get(start..end)?),
        name: String::new(),
        is_harmless: false,
        is_closing: false,
        is_alone: true,
    })
}

/// Returns the name of an element or attribute as it is compared.
fn cased(name: &str, is_mdx: bool) -> String {
    if is_mdx { name.to_owned() } else { name.to_ascii_lowercase() }
}

/// Joins the lines of a text.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a tag without the texts that a translation may change.
fn signature(text: &str, tag: &Tag, is_mdx: bool) -> String {
    let part = |span: &std::ops::Range<usize>| text.get(span.clone()).unwrap_or_default();
    let mut out = format!("<{}{}", if tag.is_closing { "/" } else { "" }, cased(part(&tag.name), is_mdx));
    for attribute in &tag.attributes {
        let name = cased(part(&attribute.name), is_mdx);
        out.push(' ');
        out.push_str(&name);
        if let Some((value, _)) = &attribute.value
            && name != "lang"
            && !html::is_shown(text, tag, attribute)
            && !(html::is_component(text, tag) && html::is_shown_by_component(text, tag, attribute))
        {
            out.push('=');
            let value = squeeze(part(value));
            let is_address = matches!(name.as_str(), "href" | "cite");
            out.push_str(&if is_address { same_page(&value) } else { value.into() });
        }
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(source: &str, translation: &str, in_html: bool) -> Option<String> {
        match clean(source, translation, Reading { in_html, is_mdx: false }) {
            Cleaned::Text(text) => Some(text.into_owned()),
            Cleaned::Missing(_) | Cleaned::Crossed => None,
        }
    }

    #[test]
    fn tags_open_and_close_as_in_the_english() {
        let english = "One <a href=\"x\">link</a>";
        assert!(cleaned(english, "</a>Et <a href=\"x\">link", true).is_none());
        assert!(cleaned(english, "<a href=\"x\">Et</a> link", true).is_some());
        assert!(cleaned("a <i id=x>b</i>", "</i><b>x</b> <i id=x>", false).is_none());
        assert!(cleaned("a <i id=x>b</i>", "<b><i id=x>b</b></i>", false).is_none());
        // The English itself closes what is opened elsewhere.
        assert_eq!(cleaned("a</div><div>b", "x</div><div>y", true).unwrap(), "x</div><div>y");
        assert!(cleaned("a</div><div>b", "x<div></div>y", true).is_some());
        assert!(cleaned("a <img src=x> b</p>", "<img src=x> b</p>", true).is_some());
    }

    #[test]
    fn an_unfinished_comment_hides_no_tag() {
        for text in ["<!-- <img src=x onerror=y> ", "<? <img src=x onerror=y> ", "<!x <img src=x onerror=y "] {
            let found = cleaned("a", text, true).unwrap();
            assert!(!found.contains('<'), "{found}");
        }
        assert_eq!(cleaned("a <!-- b", "x <!-- y", false).unwrap(), "x <!-- y");
    }

    #[test]
    fn a_component_of_mdx_is_no_harmless_element() {
        let mdx = Reading { in_html: false, is_mdx: true };
        let Cleaned::Text(text) = clean("a <b>d</b>", "x <B>d</B> <b>e</b>", mdx) else { panic!("refused") };
        assert_eq!(text, "x &lt;B>d&lt;/B> <b>e</b>");
    }

    #[test]
    fn foreign_tags_are_escaped() {
        assert_eq!(cleaned("a", "<script>x</script>", false).unwrap(), "&lt;script>x&lt;/script>");
        assert_eq!(cleaned("a", "</div> a < b", true).unwrap(), "&lt;/div> a &lt; b");
        assert_eq!(cleaned("a", "`<div>` \\<b> \\< c", false).unwrap(), "`<div>` &lt;b> \\< c");
    }

    #[test]
    fn harmless_pairs_may_be_added_and_left_out() {
        assert_eq!(cleaned("a", "1<sup>er</sup><br>", false).unwrap(), "1<sup>er</sup><br>");
        assert_eq!(cleaned("<b>a</b>", "a", false).unwrap(), "a");
        assert_eq!(cleaned("a", "<b>a", false).unwrap(), "&lt;b>a");
    }

    #[test]
    fn the_work_grows_with_the_number_of_tags_alone() {
        // Pairwise comparisons of so many tags would take minutes.
        for one in ["<b>x</b>", "<b><i>", "</u><b>", "<a href=x>", "<br>"] {
            let many = one.repeat(20_000);
            assert!(cleaned(&many, &many, true).is_some(), "{one}");
            assert_eq!(sum(&many, true) == 0, !one.contains("href") && one.contains('x') || one == "<br>", "{one}");
        }
        let crossed = format!("{}{}", "<b>".repeat(20_000), "<i></i></u>".repeat(20_000));
        assert_eq!(cleaned(&crossed, &crossed, true).unwrap(), crossed);
        assert_eq!(cleaned("a", "<b><i>x</b></i>", true).unwrap(), "<b>&lt;i>x</b>&lt;/i>");
    }

    #[test]
    fn tags_of_the_english_must_stay() {
        assert!(cleaned("<a href='x'>a</a>", "a", false).is_none());
        assert_eq!(
            cleaned("<abbr title=\"x\">a</abbr>", "<abbr title=\"y\">b</abbr>", false).unwrap(),
            "<abbr title=\"y\">b</abbr>"
        );
    }
}
