//! Markdown within HTML, where an attribute `markdown` asks for it (Python-Markdown's `md_in_html`, kramdown's
//! `parse_block_html`). CommonMark reads on as HTML up to a blank line.
//!
//! The lines of such tags are covered, so that what stands between them is read as Markdown.

use super::html::{self, Tag};
use super::html_start::is_block;
use super::tags::VOID;

/// Why a line of tags around Markdown holds nothing else.
pub(super) const TAGS: &str = "HTML around Markdown";

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Their names, in lower case.
    open: Vec<String>,
    /// Up to where no element that begins is known to end.
    barren: usize,
}

/// Returns whether a tag says that Markdown is in its element.
pub(super) fn asks(text: &str, tag: &Tag) -> bool {
    let is_off = |value: &std::ops::Range<usize>| text.get(value.clone()) == Some("0");
    !tag.is_closing
        && !tag.is_self_closing
        && tag.attributes.iter().any(|attribute| {
            text.get(attribute.name.clone()).is_some_and(|name| name.eq_ignore_ascii_case("markdown"))
                && !attribute.value.as_ref().is_some_and(|(value, _)| is_off(value))
        })
}

impl Regions {
    /// Returns the end of the tags that stand alone in the line with its first byte at `at`, or of an element that is HTML
    /// among the Markdown. `is_quoted` says that the line stands in a quotation.
    pub(super) fn end(&mut self, text: &str, at: usize, is_quoted: bool) -> Option<usize> {
        let tag = html::tag(text, at)?;
        let name = text.get(tag.name.clone()).filter(|name| is_block(name))?.to_ascii_lowercase();
        if tag.is_closing {
            return self.close(text, tag, name);
        }
        if asks(text, &tag) {
            let is_alone = ends_line(text, tag.span.end);
            self.open.extend(is_alone.then_some(name));
            return is_alone.then_some(tag.span.end);
        }
        if self.open.is_empty() || is_quoted || at < self.barren {
            return None;
        }
        let block = text.get(at..)?;
        let length = blank_line(block);
        let end = element_end(block.get(..length)?, &name).map(|end| at + end);
        if end.is_none() {
            self.barren = at + length;
        }
        end.filter(|end| ends_line(text, *end))
    }

    /// Closes the elements whose end tags fill a line.
    fn close(&mut self, text: &str, tag: Tag, name: String) -> Option<usize> {
        let (mut end, mut names) = (tag.span.end, vec![name]);
        while let Some(next) = html::tag(text, end).filter(|next| next.is_closing) {
            names.push(text.get(next.name.clone())?.to_ascii_lowercase());
            end = next.span.end;
        }
        let is_known =
            self.open.iter().rev().zip(&names).take(names.len()).filter(|(a, b)| a == b).count() == names.len();
        if !is_known || !ends_line(text, end) {
            return None;
        }
        self.open.truncate(self.open.len() - names.len());
        Some(end)
    }
}

/// Returns whether nothing but blanks stands behind an offset in its line.
fn ends_line(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

/// Returns the length of a text up to its first blank line.
fn blank_line(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

/// Returns the end of the element that a text begins with.
fn element_end(text: &str, name: &str) -> Option<usize> {
    if VOID.contains(&name) {
        return html::tag(text, 0).map(|tag| tag.span.end);
    }
    let mut depth = 0_usize;
    for token in html::tokens(text) {
        let html::Token::Tag(tag) = &token else {
            if depth == 0 {
                return Some(html::span(&token).end);
            }
            continue;
        };
        if tag.is_self_closing || !text.get(tag.name.clone()).is_some_and(|own| own.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if tag.is_closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth == 0 {
            return Some(tag.span.end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_ends_with_its_own_tag() {
        assert_eq!(element_end("<p>a<p>b</p></p>c", "p"), Some(16));
        assert_eq!(element_end("<p>a<P/>b</P>c", "p"), Some(13));
        assert_eq!(element_end("<pre>a</pre> b", "pre"), Some(12));
        assert_eq!(element_end("<p>a", "p"), None);
    }

    #[test]
    fn tags_ask_for_markdown_by_their_attribute() {
        let asks = |text: &str| asks(text, &html::tag(text, 0).unwrap());
        for text in ["<div markdown>", "<div class=a markdown=\"1\">", "<p Markdown=span>", "<td markdown='block'>"] {
            assert!(asks(text), "{text}");
        }
        for text in ["<div>", "<div markdown=0>", "<div markdown=\"0\">", "<div data-markdown>", "</div>"] {
            assert!(!asks(text), "{text}");
        }
    }
}
