//! A run of inline content: what one paragraph, heading, item or cell holds.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::attributes;
use super::lines::Break;
use super::shape;
use super::skeleton::Label;

/// An image in a run that may be split off when the run holds nothing else.
#[derive(Debug, Clone)]
pub(super) struct Image {
    /// The whole image.
    pub(super) span: Range<usize>,
    /// The end of its last child.
    pub(super) inner_end: usize,
    /// Whether its alternative text holds words.
    pub(super) has_words: bool,
    /// Whether destination and title stand in parentheses behind it.
    pub(super) is_inline: bool,
    /// Whether it names a definition, `![alternative][label]`.
    pub(super) is_reference: bool,
}

/// An inline link with a title.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The whole link.
    pub(super) span: Range<usize>,
    /// The end of its last child.
    pub(super) inner_end: usize,
}

/// Inline content as it is being read. All offsets are those of the file.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The bytes from the first inline element to the end of the last.
    pub(super) span: Range<usize>,
    /// Whether there are words outside images.
    pub(super) has_words: bool,
    /// Whether there is code or mathematics.
    pub(super) has_code: bool,
    /// Whether there is an automatic link.
    pub(super) has_autolink: bool,
    /// The outermost images, in order.
    pub(super) images: Vec<Image>,
    /// The line breaks, in order.
    pub(super) breaks: Vec<Break>,
    /// The labels of shortcut and collapsed references, in order.
    pub(super) labels: Vec<Label>,
    /// Where links, images and footnotes lead, as `shape::sum` takes them.
    pub(super) targets: Vec<u64>,
    /// The links with a title outside images, in order.
    pub(super) links: Vec<Link>,
    /// The tags and comments, in order.
    pub(super) html: Vec<Range<usize>>,
    /// The text as readers see it; only gathered when asked for.
    pub(super) plain: Option<String>,
    /// How many inline elements are open.
    pub(super) depth: usize,
    image_depth: usize,
    autolink_depth: usize,
    in_titled_link: bool,
    has_open_break: bool,
}

impl Run {
    /// Begins a run at the first inline element.
    pub(super) fn new(start: usize, gather_plain: bool) -> Self {
        Self { span: start..start, plain: gather_plain.then(String::new), ..Self::default() }
    }

    /// Takes one inline event. `text` is the whole file.
    pub(super) fn take(&mut self, event: &Event<'_>, span: Range<usize>, text: &str) {
        if self.has_open_break {
            self.begin_line(event, &span, text);
        }
        self.widen(event, span.end);
        self.span.end = self.span.end.max(span.end);
        self.depth -= usize::from(matches!(event, Event::End(_)) && self.depth > 0);
        match event {
            Event::Text(words) => self.words(words),
            Event::Code(code) => {
                self.has_code = true;
                if let Some(plain) = &mut self.plain {
                    plain.push_str(code);
                }
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => self.has_code = true,
            Event::SoftBreak | Event::HardBreak => {
                let is_hard = matches!(event, Event::HardBreak);
                self.breaks.push(Break { span, content: None, is_hard });
                self.has_open_break = true;
                if let Some(plain) = &mut self.plain {
                    plain.push(' ');
                }
            }
            Event::Start(tag) => {
                self.depth += 1;
                self.open(tag, span, text);
            }
            Event::FootnoteReference(label) => self.targets.push(shape::footnote(label)),
            Event::InlineHtml(_) => self.html.push(span),
            Event::End(TagEnd::Image) => self.image_depth = self.image_depth.saturating_sub(1),
            Event::End(TagEnd::Link) => {
                self.in_titled_link = false;
                self.autolink_depth = self.autolink_depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Closes the break before the line that an event stands in.
    fn begin_line(&mut self, event: &Event<'_>, span: &Range<usize>, text: &str) {
        match event {
            // The line may begin with the end of a link or image, `](…)`, which no event covers.
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let from = self.breaks.last().map_or(span.start, |last| last.span.end);
                if let Some(bracket) = text.get(from..span.end).and_then(|gap| gap.find(']')) {
                    self.close_break(from + bracket, text);
                }
            }
            Event::End(_) => {}
            _ => self.close_break(span.start, text),
        }
    }

    /// Moves the end of the text in an open image, and in an open link with a title, behind an event.
    #[inline]
    fn widen(&mut self, event: &Event<'_>, end: usize) {
        let is_outermost_end = self.image_depth == 1 && matches!(event, Event::End(TagEnd::Image));
        if self.image_depth > 0
            && !is_outermost_end
            && let Some(image) = self.images.last_mut()
        {
            image.inner_end = image.inner_end.max(end);
        }
        if self.in_titled_link
            && !matches!(event, Event::End(TagEnd::Link))
            && let Some(link) = self.links.last_mut()
        {
            link.inner_end = link.inner_end.max(end);
        }
    }

    fn words(&mut self, words: &str) {
        if self.image_depth > 0 {
            if let Some(image) = self.images.last_mut() {
                image.has_words = image.has_words || is_translatable(words);
            }
        } else if self.autolink_depth == 0 && !self.has_words {
            // An attribute list behind an image says nothing to readers, unless it holds an alternative.
            let is_list = || attributes::alone(words.trim()) == Some("attributes");
            self.has_words = is_translatable(words) && (!is_list() || attributes::holds_text(words.trim()));
        }
        if let Some(plain) = &mut self.plain
            && self.image_depth == 0
        {
            plain.push_str(words);
        }
    }

    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>, text: &str) {
        let (link_type, image, destination, title) = match tag {
            Tag::Link { link_type, dest_url, title, .. } => (*link_type, false, dest_url, title),
            Tag::Image { link_type, dest_url, title, .. } => (*link_type, true, dest_url, title),
            _ => return,
        };
        self.targets.push(shape::target(destination, image));
        if image {
            if self.image_depth == 0 {
                let is_reference = matches!(link_type, LinkType::Reference);
                let is_inline = matches!(link_type, LinkType::Inline);
                let inner_end = span.start + 2;
                self.images.push(Image { span: span.clone(), inner_end, has_words: false, is_inline, is_reference });
            }
            self.image_depth += 1;
        } else if matches!(link_type, LinkType::Inline) && !title.is_empty() && self.image_depth == 0 {
            self.in_titled_link = true;
            self.links.push(Link { span: span.clone(), inner_end: span.start + 1 });
        } else if self.autolink_depth > 0 || matches!(link_type, LinkType::Autolink | LinkType::Email) {
            self.autolink_depth += 1;
            self.has_autolink = true;
        }
        match link_type {
            LinkType::Shortcut => {
                self.labels
                    .push(Label { span: span.start + 1 + usize::from(image)..span.end.saturating_sub(1), image });
            }
            LinkType::Collapsed => {
                // The parser leaves the trailing `[]` out of the range (pulldown-cmark issue 1077).
                if text.get(span.end..span.end + 2) == Some("[]") {
                    self.span.end = self.span.end.max(span.end + 2);
                }
                let inner = text.get(span.clone()).map_or(0, |all| all.trim_end_matches("[]").len());
                let end = (span.start + inner).saturating_sub(1);
                self.labels.push(Label { span: span.start + 1 + usize::from(image)..end, image });
            }
            _ => {}
        }
    }

    /// Says where the text after a line break begins; a backslash there belongs to the text although no event covers it.
    fn close_break(&mut self, start: usize, text: &str) {
        self.has_open_break = false;
        let Some(last) = self.breaks.last_mut() else { return };
        if start < last.span.end {
            return;
        }
        let gap = text.get(last.span.end..start).unwrap_or_default();
        last.content = Some(gap.find('\\').map_or(start, |at| last.span.end + at));
    }
}

/// Returns the inside of a comment in MDX, `{/* … */}`.
pub(super) fn mdx_comment(raw: &str) -> Option<&str> {
    raw.strip_prefix("{/*").and_then(|rest| rest.strip_suffix("*/}"))
}

/// Returns whether a text needs a translator: it has a letter, or a number whose separators differ between languages.
pub(super) fn is_translatable(text: &str) -> bool {
    if text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return true;
    }
    let mut before: [Option<char>; 2] = [None, None];
    for c in text.chars() {
        let is_separated = c.is_ascii_digit()
            && before[0].is_some_and(|c| c.is_ascii_digit())
            && before[1].is_some_and(|c| matches!(c, '.' | ',' | ':' | '/' | ' ' | '\u{a0}' | '\u{202f}'));
        if c.is_alphabetic() || is_separated || matches!(c, '%' | '‰' | '€' | '$' | '£' | '°') {
            return true;
        }
        before = [before[1], Some(c)];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_translatable;

    #[test]
    fn plain_integers_and_symbols_need_no_translator() {
        for text in ["", "12", "–", "3 ", "№", "* * *"] {
            assert!(!is_translatable(text), "{text}");
        }
    }

    #[test]
    fn letters_decimals_and_units_need_one() {
        for text in ["a", "ž", "1.5", "1,000", "25\u{a0}%", "5 000", "12/05/2026"] {
            assert!(is_translatable(text), "{text}");
        }
    }
}
