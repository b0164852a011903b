//! Where an English Markdown page leads, and which of its references nothing defines.
//!
//! The page is read as the units are cut, call-outs included, because units do not show everything: definitions, images that stand alone and
//! HTML blocks have destinations too. Offsets are bytes of the file.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, Parser, Tag};

use crate::check::rules::links::attributes;
use crate::source::front_matter;
use crate::source::markdown::{OPTIONS, masked, tagged_labels};

/// What one page refers to.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The destinations of inline links, images, definitions and HTML attributes, in document order but for the
    /// definitions, which come first, and those in titles and tags of call-outs, which come last.
    pub(super) destinations: Vec<Destination>,
    /// The labels of `[text][label]` and `[label][]` that no definition bears.
    pub(super) undefined: Vec<(String, Range<usize>)>,
    /// The names of the footnotes that have a text.
    pub(super) footnotes: Vec<String>,
}

/// One destination, without the escapes of Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub(super) target: String,
    /// The bytes of the whole link, image, definition or tag.
    pub(super) span: Range<usize>,
    pub(super) is_image: bool,
}

/// Gathers the labels that nothing defines.
struct Undefined<'c> {
    base: usize,
    found: &'c RefCell<Vec<(String, Range<usize>)>>,
}

impl<'i> BrokenLinkCallback<'i> for Undefined<'_> {
    fn handle_broken_link(&mut self, link: BrokenLink<'i>) -> Option<(CowStr<'i>, CowStr<'i>)> {
        // `[word]` alone is mostly a word in brackets.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let span = link.span.start + self.base..link.span.end + self.base;
            self.found.borrow_mut().push((link.reference.to_string(), span));
        }
        None
    }
}

/// Reads a page; `mdx` says that it is MDX.
pub(super) fn read(text: &str, mdx: bool) -> Page {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let base = front_matter::find(text, start).map_or(start, |block| block.end);
    let page_text = text.get(base..).unwrap_or_default();
    let (body, hidden) = masked(page_text, mdx);
    let undefined = RefCell::new(Vec::new());
    let mut page = Page::default();
    let parser = Parser::new_with_broken_link_callback(&body, OPTIONS, Some(Undefined { base, found: &undefined }));
    for (_, definition) in parser.reference_definitions().iter() {
        let span = definition.span.start + base..definition.span.end + base;
        page.destinations.push(Destination { target: definition.dest.to_string(), span, is_image: false });
    }
    page.destinations.sort_by_key(|one| one.span.start);
    for (event, span) in parser.into_offset_iter() {
        page.add(&event, span.start + base..span.end + base);
    }
    for part in hidden {
        let start = part.start + base;
        for (event, span) in Parser::new_ext(page_text.get(part).unwrap_or_default(), OPTIONS).into_offset_iter() {
            page.add(&event, span.start + start..span.end + start);
        }
    }
    page.undefined = undefined.into_inner();
    if !page.undefined.is_empty() {
        let known = tagged_labels(text);
        page.undefined.retain(|(label, _)| !known.contains(&label.to_lowercase()));
    }
    page.undefined.sort_by_key(|(_, span)| span.start);
    page.undefined.dedup();
    page
}

impl Page {
    fn add(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                self.destinations.push(Destination { target: dest_url.to_string(), span, is_image: false });
            }
            Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, .. }) => {
                self.destinations.push(Destination { target: dest_url.to_string(), span, is_image: true });
            }
            Event::Start(Tag::FootnoteDefinition(name)) => self.footnotes.push(name.to_lowercase()),
            Event::Html(html) | Event::InlineHtml(html) => {
                for target in attributes(html) {
                    self.destinations.push(Destination {
                        target: target.to_owned(),
                        span: span.clone(),
                        is_image: false,
                    });
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        read(text, false).destinations.into_iter().map(|one| one.target).collect()
    }

    #[test]
    fn destinations_outside_units_are_seen() {
        let text = "---\ntitle: x\n---\n\n![alone](a.png \"t\")\n\n[x][y]\n\n<div>\n<img src=\"b.png\">\n</div>\n\n[y]: c.md\n";
        assert_eq!(targets(text), ["c.md", "a.png", "b.png"]);
        assert!(targets("`[a](b.md)` \\[a](b.md)\n\n    [a](b.md)\n").is_empty());
        assert_eq!(targets("[a](<b c.md>) [a](b\\(c\\).md) <https://e.eu>"), ["b c.md", "b(c).md"]);
    }

    #[test]
    fn destinations_in_call_outs_are_seen() {
        for text in [
            "!!! note \"T\"\n    text\n\n    - [x](nope.md)\n",
            "=== \"Tab\"\n\n    [x](nope.md)\n",
            "<figure markdown>\n  ![P](nope.md){ width=\"600\" }\n</figure>\n",
            "!!! note \"See [x](nope.md)\"\n    text\n",
            "<a href=\"nope.md\" markdown>\n\ntext\n\n</a>\n",
        ] {
            assert_eq!(targets(text), ["nope.md"], "{text}");
        }
        assert_eq!(read("<Card href=\"nope.md\">\ntext\n</Card>\n", true).destinations.len(), 1);
    }

    #[test]
    fn undefined_labels_are_told_from_words_in_brackets() {
        let page = read("[x][nope] [y][] [word] ![z][none] [d][Def] `[a][b]`\n\n[def]: e.md\n", false);
        let labels: Vec<&str> = page.undefined.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["nope", "y", "none"]);
        assert!(read("[x][Nope]\n\n[nope]: {% link a.md %}\n", false).undefined.is_empty());
        assert_eq!(read("a[^1]\n\n[^1]: b\n", false).footnotes, ["1"]);
    }
}
