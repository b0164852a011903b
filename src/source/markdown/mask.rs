//! Call-outs that CommonMark does not know, made visible to the parser.
//!
//! Lines such as `::: warning`, `!!! note "Title"` or `> [!faq]- Title` are replaced by structure of the same length
//! that CommonMark does know, so that all byte offsets stay: a fence becomes a thematic break, an indented call-out
//! becomes the marker of a list item with an empty heading. Inside code the replacement does no harm, since the masked
//! text is only ever used to find structure.

use std::borrow::Cow;
use std::ops::Range;

use super::callout_line::{self, BREAK};
use super::fence::Fences;
use super::flavour::{self, Flavour};
use super::glance::needs_mask;
use super::html_markdown::{self, Regions};
use super::pandoc::{self, Lists};
use super::{attributes, colon, html_cut, kept, mdx_block};

/// Why tags, expressions and code on lines of their own hold no text.
pub(super) const MDX: &str = "MDX";
/// Why a table whose columns are drawn holds none.
pub(super) const GRID: &str = "grid table";
/// Why one whose columns are set apart by blanks holds none.
pub(super) const DASHES: &str = "table of dashes";

/// A call-out line that was masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Callout {
    /// The bytes of the marker line, without its container prefix and line ending.
    pub(super) line: Range<usize>,
    /// The bytes of its title, without quotes or brackets; empty when it has none.
    pub(super) title: Range<usize>,
    /// The closing delimiter of the title, or none when it is the rest of the line.
    pub(super) delimiter: Option<char>,
    /// The bytes of a second title, among the attributes behind the first, and its quotation mark.
    pub(super) second: Option<(Range<usize>, char)>,
    /// Why the lines hold nothing for translators; none for a call-out.
    pub(super) reason: Option<&'static str>,
    /// The first byte of its line where a blank line is put above, in the place of its last byte.
    pub(super) cut: Option<usize>,
}

impl Callout {
    /// Returns where the parser finds what covers it.
    pub(super) fn found(&self) -> usize {
        self.line.start + usize::from(self.cut.is_some())
    }

    /// Covers a line without a title.
    pub(super) fn without_title(line: Range<usize>, reason: Option<&'static str>) -> Self {
        let end = line.end;
        Self { line, title: end..end, delimiter: None, second: None, reason, cut: None }
    }

    /// Covers bytes before a text, which becomes a paragraph of its own.
    fn before_text(line: Range<usize>) -> Self {
        Self::without_title(line, None)
    }
}

/// Returns a text as the parser reads it, as long as it was, and the bytes of what it does not see and may lead elsewhere: titles
/// of call-outs, and lines of tags.
#[must_use]
pub fn masked(text: &str, mdx: bool) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let (masked, callouts) = mask(text, Flavour::of(text, mdx));
    let hidden = |callout: Callout| match callout.reason {
        None => [Some(callout.title).filter(|title| !title.is_empty()), callout.second.map(|(title, _)| title)],
        Some(reason) => [(reason == MDX || reason == html_markdown::TAGS).then_some(callout.line), None],
    };
    (masked, callouts.into_iter().flat_map(hidden).flatten().collect())
}

/// Returns the text with call-out lines masked, and the call-outs in order. In MDX, tags and expressions on lines of their own are
/// masked as well.
pub(super) fn mask(text: &str, flavour: Flavour) -> (Cow<'_, str>, Vec<Callout>) {
    match flavour::safe(text) {
        Cow::Borrowed(text) => covered_lines(text, flavour),
        Cow::Owned(safe) => {
            let (masked, callouts) = covered_lines(&safe, flavour);
            (Cow::Owned(masked.into_owned()), callouts)
        }
    }
}

fn covered_lines(text: &str, flavour: Flavour) -> (Cow<'_, str>, Vec<Callout>) {
    if !flavour.mdx && !needs_mask(text) {
        debug_assert!(
            matches!(read_lines(text, flavour), (Cow::Borrowed(_), callouts) if callouts.is_empty()),
            "{text}"
        );
        return (Cow::Borrowed(text), Vec::new());
    }
    read_lines(text, flavour)
}

/// Masks without a glance first.
pub(super) fn read_lines(text: &str, flavour: Flavour) -> (Cow<'_, str>, Vec<Callout>) {
    let bytes = text.as_bytes();
    let mut scan = Scan::new(text, flavour);
    let mut masked: Option<String> = None;
    let mut copied = 0;
    let mut callouts = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let mut end = line_end(bytes, start);
        if let Some((callout, cover)) = scan.line(start, end) {
            let is_item = std::mem::take(&mut scan.is_item);
            let out = masked.get_or_insert_with(|| String::with_capacity(text.len()));
            let from = callout.cut.unwrap_or(callout.line.start);
            out.push_str(text.get(copied..from).unwrap_or_default());
            out.push_str(if callout.cut.is_some() { "\n" } else { "" });
            out.push_str(text.get(from..callout.line.start).unwrap_or_default());
            out.push_str(cover);
            let width = cover.len() + usize::from(callout.cut.is_some());
            out.extend(std::iter::repeat_n(' ', callout.line.len().saturating_sub(width)));
            copied = callout.line.end;
            end = line_end(bytes, copied);
            callouts.extend((!is_item).then_some(callout));
        }
        start = end + 1;
    }
    match masked {
        None => (Cow::Borrowed(text), callouts),
        Some(mut out) => {
            out.push_str(text.get(copied..).unwrap_or_default());
            (Cow::Owned(out), callouts)
        }
    }
}

/// Blank and tab between the mark of a quotation and the row of a table, where pulldown-cmark 0.13.6 sees no table; it does where
/// they stand the other way round.
pub(super) const TABBED: &str = " \t";
const SWAPPED: &str = "\t ";

pub(super) fn line_end(bytes: &[u8], start: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |at| start + at)
}

/// What the lines above say about the next one.
struct Scan<'a> {
    text: &'a str,
    mdx: bool,
    is_after_blank: bool,
    /// Whether the lines above are the head of a MyST directive, whose options may follow.
    has_options: bool,
    /// The fences that are open; only followed in MDX, and where directives of MyST may stand in some.
    fences: Fences,
    has_fences: bool,
    /// Whether the lines above are the head of the page.
    is_head: bool,
    /// Whether the line above may be a field.
    is_below_field: bool,
    /// Up to where fields stand, and whether their names are for programs.
    fields: (usize, bool),
    /// Whether the page is one of MyST.
    is_myst: bool,
    /// Whether indented lines may belong to a list, a footnote, a definition or a call-out; only followed in MDX.
    in_list: bool,
    /// Whether the next line may begin a paragraph.
    may_begin: bool,
    /// Whether the line above belongs to the first paragraph of an item.
    is_in_item: bool,
    /// Whether the line above belongs to a line block.
    is_in_lines: bool,
    /// How far the head of a block of PyMdown is indented whose options may follow.
    option_indent: Option<usize>,
    /// How far the heads of the indented call-outs that are open are indented.
    bodies: Vec<usize>,
    /// How many definitions lead to a tag of a template language.
    tagged: usize,
    /// Whether no rule further down closes a table of dashes.
    is_unclosed: bool,
    lists: Lists,
    regions: Regions,
    kept: kept::Regions,
    html: html_cut::Open,
    /// Whether the line that was covered last begins an item like any other.
    is_item: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, Flavour { mdx, myst }: Flavour) -> Self {
        Self {
            text,
            mdx,
            is_after_blank: true,
            has_options: false,
            fences: Fences::default(),
            has_fences: !mdx && ["```{", "~~~{"].iter().any(|fence| text.contains(fence)),
            is_head: true,
            is_below_field: false,
            fields: (0, false),
            is_myst: myst,
            in_list: false,
            may_begin: true,
            is_in_item: false,
            is_in_lines: false,
            option_indent: None,
            bodies: Vec::new(),
            tagged: 0,
            is_unclosed: false,
            lists: Lists::default(),
            kept: kept::Regions::default(),
            html: html_cut::Open::default(),
            regions: Regions::default(),
            is_item: false,
        }
    }

    /// Returns what covers a line, or lines from it on.
    fn line(&mut self, start: usize, end: usize) -> Option<(Callout, &'static str)> {
        let line = self.text.get(start..end).unwrap_or_default();
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + (line.len() - content.len());
        let is_after_blank = std::mem::replace(&mut self.is_after_blank, true);
        let has_options = std::mem::replace(&mut self.has_options, false);
        let may_begin = std::mem::replace(&mut self.may_begin, true);
        let indent = at - start;
        let html = self.html.next(content, indent);
        if self.mdx && !content.is_empty() && indent < 4 {
            let is_marker = starts_list(content);
            self.in_list = is_marker || (self.in_list && (indent >= 2 || !is_after_blank));
        }
        if has_options && let Some(end) = callout_line::options_end(self.text, at) {
            self.has_options = true;
            return Some(covered(at..end, "options of a directive"));
        }
        let is_left = !content.is_empty() && self.bodies.last().is_some_and(|head| indent <= *head);
        self.bodies.retain(|head| !is_left || *head < indent);
        if let Some(covered) = self.of_head(at, content, is_after_blank) {
            return Some(covered);
        }
        if self.has_fences && self.fences.directive(self.text, content, indent, end) {
            return Some(self.fence(line, content, start));
        }
        if self.has_fences && self.fences.is_in_code(content) {
            self.is_after_blank = false;
            return None;
        }
        let is_below_field = std::mem::replace(&mut self.is_below_field, colon::is_field(content));
        let is_tabbed = || self.text.get(start..at).is_some_and(|lead| lead.ends_with(TABBED) && lead.contains('>'));
        if content.starts_with('|') && is_tabbed() {
            (self.is_after_blank, self.is_item) = (false, true);
            return Some((Callout::before_text(at - TABBED.len()..at), SWAPPED));
        }
        if let Some(covered) = self.without_text((start, at, end), content, is_after_blank) {
            return Some(covered);
        }
        if self.mdx
            && !self.fences.is_in_code(content)
            && let Some(covered) = self.of_mdx((start, at), line, is_after_blank, may_begin)
        {
            return Some(covered);
        }
        if let Some(covered) = self.block((start, at, end), content, is_after_blank, may_begin) {
            return Some(covered);
        }
        let markers = pandoc::lead(content);
        let (is_plain, content) = (content.is_empty() || content.starts_with('#'), content.get(markers..)?);
        let indent = indent + markers;
        let may_begin = is_after_blank || markers > 0 || callout_line::has_body(self.text, content, indent, end);
        let callout = callout_line::recognise(line, content, start, may_begin);
        if let Some((mut callout, cover)) = callout.and_then(|callout| html.below(callout, self.text, start)) {
            self.html = html_cut::Open::default();
            self.option_indent = callout_line::opens_block(content).then_some(indent);
            self.bodies.extend((cover != BREAK).then_some(indent));
            let directive = callout_line::directive(content);
            self.has_options = directive.is_some();
            self.in_list |= cover != BREAK;
            let is_definition = || self.text.get(at..).is_some_and(|text| text.starts_with(':'));
            if cover == callout_line::ITEM
                && let Some(whole) = callout_line::definition(markers)
                && is_definition()
                && callout_line::stands_below_comment(self.text, start)
            {
                callout.line.start -= markers;
                return Some((callout, whole));
            }
            if callout.title.is_empty() && directive.is_some_and(|(_, argument)| !argument.is_empty()) {
                callout.reason = Some("argument of a directive");
            }
            return Some((callout, cover));
        }
        if content.starts_with(':') && end > self.fields.0 && colon::is_field(content) {
            self.fields = colon::fields(self.text, content, end);
        }
        let are_names = end <= self.fields.0 && self.fields.1;
        let name = if are_names { colon::name_of_field(self.text, content, end, is_below_field) } else { None };
        if let Some((width, cover)) = name.and_then(|width| Some((width, pandoc::flush_item(width)?))) {
            (self.is_after_blank, self.is_item) = (false, true);
            let at = end - content.len();
            return Some((Callout::before_text(at..at + width), cover));
        }
        if colon::is_bare(self.text, content, end, is_below_field) {
            (self.is_after_blank, self.is_item) = (false, true);
            self.may_begin = false;
            let at = end - content.len();
            return Some((Callout::before_text(at..at + 1), "."));
        }
        self.is_after_blank = content.is_empty();
        // A heading ends with its line.
        self.may_begin = is_plain;
        // What stands directly below a body is no more of it.
        (is_left && !is_after_blank).then(|| (Callout::before_text(at..at), ""))
    }

    /// Returns what covers a line that says something about the page: a field or the title at its head, or a comment of MyST.
    fn of_head(&mut self, at: usize, content: &str, is_after_blank: bool) -> Option<(Callout, &'static str)> {
        let is_percent = content.starts_with("% ");
        if is_percent && self.is_myst {
            self.is_after_blank = is_after_blank;
            return Some(covered(at..at + content.trim_end().len(), "comment"));
        }
        self.is_head &= content.is_empty() || is_percent || colon::is_of_head(content);
        // The title, the authors and the date of Pandoc's title block are a line each.
        if self.is_head && is_percent {
            self.is_item = true;
            return pandoc::item(2).map(|cover| (Callout::before_text(at..at + 2), cover));
        }
        if self.is_head && !content.is_empty() {
            return Some(covered(at..at + content.trim_end().len(), "field"));
        }
        None
    }

    /// Returns what covers a line of MDX, or the indentation of its text: tags, expressions and code on lines of their own.
    fn of_mdx(
        &mut self,
        (start, at): (usize, usize),
        line: &str,
        is_after_blank: bool,
        may_begin: bool,
    ) -> Option<(Callout, &'static str)> {
        let indent = at - start;
        let content = line.get(indent..)?;
        if let Some(end) = mdx_block::end(self.text, at, is_after_blank && at == start) {
            return Some(covered(at..end, MDX));
        }
        let is_spaces = line.get(..indent).is_some_and(|lead| lead.bytes().all(|byte| byte == b' '));
        let is_text = indent >= 4 && is_spaces && may_begin && !self.in_list && !content.is_empty();
        // MDX knows no indented code (`codeIndented` is off in micromark-extension-mdx-md).
        if let Some(cover) = pandoc::item(indent).filter(|_| is_text) {
            self.is_after_blank = false;
            self.may_begin = false;
            return Some((Callout::before_text(start..at), cover));
        }
        None
    }

    /// Covers the fence of a directive of MyST.
    fn fence(&mut self, line: &str, content: &str, start: usize) -> (Callout, &'static str) {
        let callout = callout_line::fence(line, content, start);
        self.has_options = content.contains('{');
        (callout, BREAK)
    }

    /// Returns what covers lines that hold nothing for translators, from the one that begins at `start`, its content at `at`.
    fn without_text(
        &mut self,
        (start, at, end): (usize, usize, usize),
        content: &str,
        is_after_blank: bool,
    ) -> Option<(Callout, &'static str)> {
        let option_indent = self.option_indent.take();
        let line_end = at + content.trim_end().len();
        if option_indent.is_some_and(|head| at - start >= head + 4) && content.contains(':') {
            self.option_indent = option_indent;
            return Some(covered(at..line_end, "options of a block"));
        }
        if callout_line::is_abbreviation(content) {
            return Some(covered(at..line_end, "abbreviation"));
        }
        if self.mdx {
            return None;
        }
        if let Some((end, reason)) = self.kept.end(self.text, at, end, is_after_blank) {
            return Some(covered(at..end, reason));
        }
        if self.kept.holds(at) {
            return None;
        }
        // A caption of Pandoc may be nothing but attributes.
        let list = content.strip_prefix(": ").unwrap_or(content);
        if let Some(reason) = attributes::alone(list).or_else(|| kept::line(content)) {
            return Some(covered(at..line_end, reason));
        }
        let is_variable =
            content.starts_with("{{") && content.find("}}").is_some_and(|close| at + close + 2 == line_end);
        let is_apart = || pandoc::next_line(self.text, end).is_none_or(|(_, below, _)| below.trim().is_empty());
        if is_variable && is_after_blank && is_apart() {
            return Some(covered(at..line_end, "template tag"));
        }
        // The parser needs an address; each has another, as far as there is room.
        let tag = kept::tag_of_definition(content)?;
        self.tagged += 1;
        self.is_item = true;
        self.is_after_blank = false;
        let cover = ADDRESS.get(..(1 + self.tagged % ADDRESS.len()).min(tag.len()))?;
        Some((Callout::before_text(at + tag.start..at + tag.end), cover))
    }

    /// Returns what covers a line of a block that other processors know: a grid table, a line block, a list, or HTML
    /// around Markdown. The line begins at `start`, its content at `at`.
    fn block(
        &mut self,
        (start, at, end): (usize, usize, usize),
        content: &str,
        is_after_blank: bool,
        may_begin: bool,
    ) -> Option<(Callout, &'static str)> {
        let is_in_item = std::mem::take(&mut self.is_in_item);
        let is_in_lines = std::mem::take(&mut self.is_in_lines);
        let starts_item = starts_list(content);
        let markers = pandoc::markers(content);
        let (at, content) = (at + markers, content.get(markers..).unwrap_or_default());
        let (is_after_blank, may_begin) = (is_after_blank || markers > 0, may_begin || is_in_item || markers > 0);
        if let Some(end) = pandoc::grid_end(self.text, at, end) {
            return Some(covered(at..end, GRID));
        }
        if is_after_blank
            && !content.is_empty()
            && let Some(end) = pandoc::dashed_end(self.text, content, end, &mut self.is_unclosed)
        {
            return Some(covered(at..end, DASHES));
        }
        if is_in_lines || (is_after_blank && pandoc::begins_lines(self.text, content, end)) {
            let width = pandoc::bar(content);
            self.is_in_lines = width.is_some() || (!content.is_empty() && at > start && markers == 0);
            if let Some((width, cover)) = width.and_then(|width| Some((width, pandoc::item(width)?))) {
                self.is_after_blank = false;
                return Some((Callout::before_text(at..at + width), cover));
            }
        }
        let is_quoted = self.text.get(start..at).is_some_and(|prefix| prefix.contains('>'));
        if !self.mdx
            && content.starts_with('<')
            && let Some(end) = self.regions.end(self.text, at, is_quoted)
        {
            return Some(covered(at..end, html_markdown::TAGS));
        }
        let line = (at - start, content, end);
        let marker = self.lists.item(self.text, line, may_begin, is_after_blank);
        if let Some((width, cover)) = marker.and_then(|marker| Some((marker.width, pandoc::item(marker.width)?))) {
            self.is_after_blank = false;
            self.is_in_item = true;
            self.is_item = true;
            return Some((Callout::before_text(at..at + width), cover));
        }
        self.is_in_item = !content.is_empty() && (is_in_item || starts_item);
        None
    }
}

/// Covers the tag that a link definition leads to.
const ADDRESS: &str = "xxxxxxxxxxxxxxxx";

/// Returns whether a line begins what indented lines may belong to: an item, a definition, a footnote.
fn starts_list(content: &str) -> bool {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = content.get(digits..).unwrap_or_default();
    let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '+', '*', ':'] };
    let behind = rest.strip_prefix(marks);
    behind.is_some_and(|text| text.is_empty() || text.starts_with([' ', '\t'])) || content.starts_with("[^")
}

/// Covers lines that hold nothing for translators.
fn covered(line: Range<usize>, reason: &'static str) -> (Callout, &'static str) {
    let cover = if line.len() < BREAK.len() { "#" } else { BREAK };
    (Callout::without_title(line, Some(reason)), cover)
}

#[cfg(test)]
#[path = "mask_tests.rs"]
mod tests;
