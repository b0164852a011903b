//! Runs without words: what readers see or hear of their images, links and tags.

use std::ops::Range;

use super::super::html_block::{Item, View};
use super::super::run::{Image, Link, Run};
use super::super::skeleton::{Place, Slot};
use super::super::{lines, link};
use super::Extractor;
use crate::model::UnitKind;

/// A part of a run that readers may see or hear.
enum Part<'r> {
    Image(&'r Image),
    Title(&'r Link),
    Attribute(Item),
}

impl Extractor<'_> {
    /// Takes a run whose images, links and tags are units of their own; `span` is all of it.
    pub(super) fn wordless(&mut self, run: &Run, span: Range<usize>) {
        let mut parts: Vec<(usize, Part<'_>)> = Vec::new();
        parts.extend(run.images.iter().map(|image| (image.span.start, Part::Image(image))));
        parts.extend(run.links.iter().map(|link| (link.inner_end, Part::Title(link))));
        let is_in_image = |html: &&Range<usize>| run.images.iter().any(|image| image.span.contains(&html.start));
        for html in run.html.iter().filter(|html| !is_in_image(html)) {
            let items = View::new(self.text, std::slice::from_ref(html)).attribute_items(self.mdx);
            parts.extend(items.into_iter().map(|item| (html.start, Part::Attribute(item))));
        }
        parts.sort_by_key(|(start, _)| *start);
        let before = (self.units.len(), self.opaque.len());
        for (_, part) in parts {
            match part {
                Part::Image(image) => self.image(image),
                Part::Title(link) => self.link_title(link.span.clone(), link.inner_end),
                Part::Attribute(item) => self.item(item),
            }
        }
        if before == (self.units.len(), self.opaque.len()) {
            let reason = match (run.has_code, run.has_autolink) {
                (true, _) => "only code or mathematics",
                (_, true) => "web address",
                _ => "no words",
            };
            self.keep(span, reason);
        }
    }

    /// The alternative text and the title of an image that stands alone.
    fn image(&mut self, image: &Image) {
        let close = self.text.get(image.inner_end..image.span.end).and_then(|rest| rest.find(']'));
        let alt = image.span.start + 2..close.map_or(image.inner_end, |at| image.inner_end + at);
        if image.has_words {
            let source = lines::unwrap(self.text, alt.clone(), &[], self.quotes);
            let slot = Slot { span: alt.clone(), place: Place::Alt, labels: Vec::new(), links: None };
            self.push(UnitKind::ImageAlt, source, alt, slot);
        }
        if image.is_inline {
            self.link_title(image.span.clone(), image.inner_end);
        }
    }

    /// The title of an inline link or image whose last child ends at `inner_end`.
    fn link_title(&mut self, span: Range<usize>, inner_end: usize) {
        let parts = link::inline_parts(self.text, span, inner_end);
        if let Some((title, delimiter)) = parts.and_then(|parts| parts.title) {
            self.title(title, Place::Title(delimiter));
        }
    }
}
