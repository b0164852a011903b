//! Relative links and images of a page that is published in another folder than its English source.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::flavour::{self, Flavour};
use super::html::{self, Token};
use super::mask::Callout;
use super::skeleton::Skeleton;
use super::{html_markdown, link, mask, mdx_block};
use crate::model::Format;
use crate::source::{Folders, Target, front_matter};

/// Rewrites relative destinations as the target asks: `assets` is put before every one that is not a module, or those that
/// leave the folder of the sources are led to the same file. `module` is the module's path.
pub(super) fn relink(text: String, skeleton: &Skeleton, module: &str, target: &Target<'_>) -> String {
    let prefix = target.assets.trim_end_matches('/');
    let depth = module.matches('/').count();
    let led = |site: &Site, destination: &str| match target.folders {
        _ if !prefix.is_empty() => is_asset(destination, depth).then(|| format!("{prefix}/{destination}")),
        Some(folders) => {
            let outward = Outward::of(destination, module, folders.source)?;
            (site.is_code || folders.there.contains(&outward.asked())).then(|| outward.led(folders))
        }
        None => None,
    };
    let is_needed = !prefix.is_empty() || (target.folders.is_some() && may_leave(&text));
    if !is_needed {
        return text;
    }
    let mut sites: Vec<(Range<usize>, String)> = sites(&text, skeleton.mdx)
        .into_iter()
        .filter_map(|site| Some((site.span.clone(), led(&site, text.get(site.span.clone())?)?)))
        .collect();
    sites.sort_unstable_by_key(|(site, _)| site.start);
    sites.dedup();
    let mut out = String::with_capacity(text.len() + sites.len() * 16);
    let mut copied = 0;
    for (site, led) in sites {
        out.push_str(text.get(copied..site.start).unwrap_or_default());
        out.push_str(&led);
        copied = site.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Returns whether a page may have a path that leaves its folder.
fn may_leave(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"../").is_some()
}

/// Returns the paths, relative to the project, of the files and folders outside the folder of the sources that a page may lead
/// to, sorted, each once. Whether they are there is for the caller to find out.
pub fn outward(text: &str, skeleton: &Skeleton, module: &str, source: &str) -> BTreeSet<String> {
    if !may_leave(text) {
        return BTreeSet::new();
    }
    let sites = sites(text, skeleton.mdx).into_iter().filter(|site| !site.is_code);
    sites.filter_map(|site| Some(Outward::of(text.get(site.span)?, module, source)?.asked())).collect()
}

/// Where a relative destination leads that leaves the folder of the sources.
struct Outward<'d> {
    /// The folders and the name, from the project's root.
    parts: Vec<&'d str>,
    /// How many of the first ones are the folder of the sources.
    source: usize,
    /// How many folders stand between the folder of the sources and the page.
    depth: usize,
    /// Whether it comes back into the sources.
    is_inside: bool,
    /// A slash at the end of the path, and what follows it.
    slash: &'static str,
    tail: &'d str,
}

impl<'d> Outward<'d> {
    /// Reads a destination; none for one that never leaves the sources, or that leaves the project.
    fn of(destination: &'d str, module: &'d str, source: &'d str) -> Option<Self> {
        let end = destination.find(['#', '?']).unwrap_or(destination.len());
        let (path, tail) = destination.split_at_checked(end)?;
        if !is_relative(path) {
            return None;
        }
        let source: Vec<&str> = source.split('/').collect();
        let above = module.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> =
            source.iter().copied().chain(above.split('/').filter(|part| !part.is_empty())).collect();
        let depth = parts.len() - source.len();
        let mut leaves = false;
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()?),
                "." | "" => {}
                _ => parts.push(part),
            }
            leaves |= parts.len() < source.len();
        }
        let slash = if path.ends_with('/') { "/" } else { "" };
        let is_inside = parts.starts_with(&source);
        leaves.then_some(Self { parts, source: source.len(), depth, is_inside, slash, tail })
    }

    /// Returns the path that it names, without the escapes of Markdown and of addresses.
    fn asked(&self) -> String {
        link::percent_decoded(&link::unescaped(&self.parts.join("/")))
    }

    /// Returns the destination as seen from the rendered page.
    fn led(&self, folders: Folders<'_>) -> String {
        // What comes back into the sources has its counterpart among the pages.
        let (up, rest) = match self.parts.get(self.source..).filter(|_| self.is_inside) {
            Some(inside) => (self.depth, inside),
            None => (self.depth + folders.output.split('/').count(), self.parts.as_slice()),
        };
        let slash = if rest.is_empty() { "" } else { self.slash };
        format!("{}{}{slash}{}", "../".repeat(up), rest.join("/"), self.tail)
    }
}

/// The bytes of a destination.
struct Site {
    span: Range<usize>,
    /// Whether it stands in code, where it is a path from the file whatever the address of the page is.
    is_code: bool,
}

impl Site {
    fn new(span: Range<usize>) -> Self {
        Self { span, is_code: false }
    }

    fn in_code(span: Range<usize>) -> Self {
        Self { span, is_code: true }
    }
}

/// Returns whether a destination without anchor is a path from the folder of its page.
fn is_relative(path: &str) -> bool {
    let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    !path.is_empty() && !has_scheme && !path.starts_with(['/', '\\', '{', '$', '<'])
}

/// Returns whether a destination is a file beside the English source that is no module of the project. `depth` is the
/// number of folders between the source folder and the module.
fn is_asset(destination: &str, depth: usize) -> bool {
    let path = destination.split(['#', '?']).next().unwrap_or_default();
    if !is_relative(path) {
        return false;
    }
    let mut level = depth;
    let leaves = path.split('/').any(|part| match part {
        ".." if level == 0 => true,
        ".." => {
            level -= 1;
            false
        }
        "." | "" => false,
        _ => {
            level += 1;
            false
        }
    });
    leaves || Format::of_path(path).is_none()
}

/// Returns the bytes of all destinations: of links, images, definitions, and HTML attributes, of the titles of call-outs, and
/// of the tags and imports of MDX.
fn sites(text: &str, mdx: bool) -> Vec<Site> {
    let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
    let base = front_matter::find(text, start).map_or(start, |block| block.end);
    let (masked, callouts) = mask::mask(text.get(base..).unwrap_or_default(), Flavour::of(text, mdx));
    let mut sites = Vec::new();
    field_sites(text, start, &mut sites);
    let hidden = gather(text, &masked, base, &mut sites);
    let is_in = |spans: &[Range<usize>], at: usize| {
        let before = spans.partition_point(|span| span.start <= at);
        before.checked_sub(1).and_then(|last| spans.get(last)).is_some_and(|span| span.contains(&at))
    };
    for callout in &callouts {
        let start = callout.line.start + base;
        if !is_in(&hidden.code, start) && !is_in(&hidden.html, start) {
            covered_sites(text, callout, base, &mut sites);
        }
    }
    // What CommonMark takes for text may be a tag in MDX: `<A b={c("d")}/>`.
    for at in memchr::memchr_iter(b'<', text.as_bytes()).filter(|at| mdx && *at >= base) {
        let is_escaped = at > 0 && text.as_bytes().get(at - 1) == Some(&b'\\');
        if let Some(tag) = html::tag(text, at).filter(|_| !is_escaped && !is_in(&hidden.code, at)) {
            html_sites(text, tag.span, &mut sites);
        }
    }
    sites
}

/// The bytes of a page that are no Markdown.
#[derive(Default)]
struct Hidden {
    /// Blocks and spans of code.
    code: Vec<Range<usize>>,
    /// Blocks of HTML.
    html: Vec<Range<usize>>,
}

/// Adds the destinations of Markdown whose first byte stands at `base` of the text, and returns what is
/// no Markdown. `parsed` is as long as the Markdown, and equal to it but for what is masked.
fn gather(text: &str, parsed: &str, base: usize, sites: &mut Vec<Site>) -> Hidden {
    let mut hidden = Hidden::default();
    let parsed = flavour::safe(parsed);
    let parser = Parser::new_ext(&parsed, flavour::OPTIONS);
    for (_, definition) in parser.reference_definitions().iter() {
        let span = definition.span.start + base..definition.span.end + base;
        sites.extend(link::definition_parts(text, span).map(|parts| Site::new(parts.destination)));
    }
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    for (event, span) in parser.into_offset_iter() {
        let span = span.start + base..span.end + base;
        match &event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let whole = if matches!(link_type, LinkType::Inline) { span.clone() } else { span.start..span.start };
                if let Some((_, inner_end)) = open.last_mut() {
                    *inner_end = span.end.max(*inner_end);
                }
                open.push((whole, span.start));
                continue;
            }
            Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) => {
                if let Some((whole, inner_end)) = open.pop()
                    && !whole.is_empty()
                {
                    let found = link::inline_parts(text, whole.clone(), inner_end.max(whole.start));
                    sites.extend(found.map(|parts| Site::new(parts.destination)));
                }
                continue;
            }
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => {
                let head = text.get(span.clone()).and_then(|block| block.lines().next()).unwrap_or_default();
                let path = directive_path(head).map(|path| path.start + span.start..path.end + span.start);
                sites.extend(path.map(Site::in_code));
                hidden.code.push(span.clone());
            }
            Event::Start(Tag::HtmlBlock) => hidden.html.push(span.clone()),
            Event::Html(_) | Event::InlineHtml(_) => html_sites(text, span.clone(), sites),
            _ => {}
        }
        if let Some((_, inner_end)) = open.last_mut() {
            *inner_end = span.end.max(*inner_end);
        }
    }
    hidden
}

/// Adds the destinations of a line that the parser does not see.
fn covered_sites(text: &str, callout: &Callout, base: usize, sites: &mut Vec<Site>) {
    let line = callout.line.start + base..callout.line.end + base;
    let raw = || text.get(line.clone()).unwrap_or_default();
    if callout.reason == Some(html_markdown::TAGS) {
        html_sites(text, line, sites);
    } else if let Some(path) = directive_path(raw()) {
        sites.push(Site::in_code(path.start + line.start..path.end + line.start));
    } else if matches!(callout.reason, Some(mask::GRID | mask::DASHES)) {
        gather(text, raw(), line.start, sites);
    } else if callout.reason == Some(mask::MDX) {
        let raw = raw();
        let is_code = !raw.starts_with(['<', '{']);
        let paths = mdx_block::paths(raw).filter(|_| is_code);
        sites.extend(paths.map(|path| Site::in_code(path.start + line.start..path.end + line.start)));
    } else if !callout.title.is_empty() {
        let title = callout.title.start + base..callout.title.end + base;
        gather(text, text.get(title.clone()).unwrap_or_default(), title.start, sites);
    }
}

/// The directives of MyST whose argument is the path of a file.
const OF_FILES: [&str; 5] = ["figure", "image", "include", "literalinclude", "figure-md"];

/// Returns the bytes of the path that a line names as the argument of a directive, `:::{figure} a.png`.
fn directive_path(line: &str) -> Option<Range<usize>> {
    let head = line.trim_end();
    let rest = head.trim_start_matches([':', '`', '~']);
    let (name, argument) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
    let path = argument.trim_start();
    let is_path = OF_FILES.contains(&name) && rest.len() + 3 <= head.len() && !path.is_empty() && !path.contains(' ');
    is_path.then(|| head.len() - path.len()..head.len())
}

/// Adds the destinations of the front matter: paths that begin with `../` in fields that name a picture. What begins otherwise may
/// be a path from the root of the site.
fn field_sites(text: &str, start: usize, sites: &mut Vec<Site>) {
    let Some(block) = front_matter::find(text, start) else { return };
    for field in front_matter::fields(text, &block) {
        let name = field.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let inner = field.scalar.inner.clone();
        let is_led =
            PICTURES.contains(&name.as_str()) && text.get(inner.clone()).is_some_and(|path| path.starts_with("../"));
        sites.extend(is_led.then(|| Site::new(inner)));
    }
}

/// The fields of front matter that name a picture (Docusaurus, Jekyll, Hugo, Astro).
const PICTURES: [&str; 10] =
    ["image", "images", "cover", "thumbnail", "banner", "hero", "logo", "og_image", "src", "teaser"];

fn html_sites(text: &str, span: Range<usize>, sites: &mut Vec<Site>) {
    let raw = text.get(span.clone()).unwrap_or_default();
    for token in html::tokens(raw) {
        let Token::Tag(tag) = token else { continue };
        for attribute in tag.attributes {
            let name = raw.get(attribute.name).unwrap_or_default().to_ascii_lowercase();
            let Some((value, _)) = attribute.value else { continue };
            let code = raw.get(value.clone()).filter(|value| value.starts_with('{'));
            let value = value.start + span.start..value.end + span.start;
            if let Some(code) = code {
                let paths = mdx_block::paths(code);
                sites.extend(paths.map(|path| Site::in_code(path.start + value.start..path.end + value.start)));
                continue;
            }
            match name.as_str() {
                "src" | "href" | "poster" | "data" => sites.push(Site::new(value)),
                "srcset" => sites.extend(candidates(text, value).into_iter().map(Site::new)),
                _ => {}
            }
        }
    }
}

/// Returns the addresses of a `srcset` (HTML Living Standard, section 4.8.4.3.7).
fn candidates(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = span.start;
    while let Some(rest) = text.get(at..span.end).filter(|rest| !rest.is_empty()) {
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
        let rest = text.get(at..span.end).unwrap_or_default();
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let address = word.trim_end_matches(',');
        if !address.is_empty() {
            found.push(at..at + address.len());
        }
        // A comma at the end of the address ends the candidate; else one behind its descriptors does.
        let behind = rest.get(word.len()..).unwrap_or_default();
        let is_ended = address.len() < word.len();
        let length = if is_ended { 0 } else { behind.find(',').map_or(behind.len(), |comma| comma + 1) };
        at += word.len() + length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> String {
        let target = Target { assets: "../../../en/", ..Target::new(crate::language::find("da").unwrap()) };
        relink(text.to_owned(), &Skeleton::default(), "sub/a.md", &target)
    }

    #[test]
    fn paths_of_directives_and_of_front_matter_are_found() {
        let text = "---\nimage: ../a.png\ncover: \"../b.png\"\ntitle: ../t\nlogo: c.png\n---\n:::{figure} ../d.png\n:::\n\n```{include} ../e.md\n```\n\n```{note} ../n\n```\n";
        let mut found: Vec<&str> = sites(text, false).into_iter().map(|site| &text[site.span]).collect();
        found.sort_unstable();
        assert_eq!(found, ["../a.png", "../b.png", "../d.png", "../e.md"]);
    }

    #[test]
    fn links_out_of_the_sources_are_led_to_the_same_files() {
        let there = BTreeSet::new();
        let folders = Folders { source: "source-en", output: "build/da", there: &there };
        let led = |destination, module| Outward::of(destination, module, "source-en").map(|one| one.led(folders));
        assert_eq!(led("../README.md#a", "a.md").as_deref(), Some("../../README.md#a"));
        assert_eq!(led("../../docs/", "sub/a.md").as_deref(), Some("../../../docs/"));
        assert_eq!(led("../../source-en/b.md", "sub/a.md").as_deref(), Some("../b.md"));
        for stays in
            ["b.md", "../b.md", "../x/../c.png", "../../../etc/passwd", "https://e.eu/../a", "/a/../../b", "#a"]
        {
            assert_eq!(led(stays, "sub/a.md"), None, "{stays}");
        }
    }

    #[test]
    fn what_is_not_there_is_no_file_to_lead_to() {
        let text = "<img src=\"../../img/a%20b.png\"> [x](../../other/) [y](../../o\\_p.md#q)\n";
        assert_eq!(
            outward(text, &Skeleton::default(), "guide/a.md", "src").into_iter().collect::<Vec<_>>(),
            ["img/a b.png", "o_p.md", "other"]
        );
        let led = |there: &[&str]| {
            let there = there.iter().map(|path| (*path).to_owned()).collect();
            let folders = Folders { source: "src", output: "build/da", there: &there };
            let target = Target { folders: Some(folders), ..Target::new(crate::language::find("da").unwrap()) };
            relink(text.to_owned(), &Skeleton::default(), "guide/a.md", &target)
        };
        assert_eq!(led(&[]), text);
        assert_eq!(led(&["img/a b.png", "other", "o_p.md"]), text.replace("../../", "../../../"));
        assert_eq!(led(&["o_p.md"]), text.replace("../../o\\", "../../../o\\"));
    }

    #[test]
    fn destinations_in_titles_of_callouts_and_on_lines_of_mdx_are_led() {
        let there = ["README.md", "i.png", "b.md", "x.md", "a.png", "o.png", "b.png"].map(str::to_owned).into();
        let folders = Folders { source: "src", output: "build/da", there: &there };
        let target = Target { folders: Some(folders), ..Target::new(crate::language::find("da").unwrap()) };
        let led =
            |text: &str, mdx| relink(text.to_owned(), &Skeleton { mdx, ..Skeleton::default() }, "guide/a.md", &target);
        let up = |text: &str| text.replace("../../", "../../../");
        for page in [
            "!!! note \"See [r](../../README.md) and ![i](../../i.png)\"\n    [b](../../b.md)\n",
            "::: warning Read [this](../../x.md)\nText\n:::\n",
            "> [!faq]- Why <img src=\"../../a.png\">?\n> a\n",
        ] {
            assert_eq!(led(page, false), up(page));
        }
        for page in [
            "import X from \"../../comp/x\"\nimport '../../b.css'\nexport { y } from '../../y'\n\nText\n",
            "<img src=\"../../o.png\"/>\n\n![a](../../b.png)\n",
            "<Card\n  img={require('../../o.png').default}\n>\n\nText <Icon of={import(\"../../i\")} /> here\n\n</Card>\n",
        ] {
            assert_eq!(led(page, true), up(page));
        }
        for page in [
            "export const a = '../../not/a/path'\n",
            "```\nimport X from \"../../x\"\n!!! note \"[r](../../r.md)\"\n```\n",
            "import X from '../b/x'\n\n<img src=\"b.png\"/>\n",
            "{/* from \"../../x\" */}\n",
            "`<img src=\"../../x\"/>` \\<img src={require('../../x')}/>\n",
        ] {
            assert_eq!(led(page, true), page);
        }
    }

    #[test]
    fn assets_are_found_from_the_new_folder() {
        assert_eq!(
            linked("![a](x.png \"t\") [b](<c d.pdf>)\n"),
            "![a](../../../en/x.png \"t\") [b](<../../../en/c d.pdf>)\n"
        );
        assert_eq!(linked("[![a](x.png)](y.pdf)\n"), "[![a](../../../en/x.png)](../../../en/y.pdf)\n");
        assert_eq!(linked("[a]\n\n[a]: x.pdf 'b'\n"), "[a]\n\n[a]: ../../../en/x.pdf 'b'\n");
        assert_eq!(
            linked("<img src=\"x.png\">\n\n<div>\n<a href='y'>\n"),
            "<img src=\"../../../en/x.png\">\n\n<div>\n<a href='../../../en/y'>\n"
        );
    }

    #[test]
    fn every_picture_of_a_set_is_found() {
        let text = "<img srcset=\"a.png 1x, b.png 2x,c,d.png\" src=x.png>\n\n<object data='e.svg'></object>\n";
        let led = "<img srcset=\"../../../en/a.png 1x, ../../../en/b.png 2x,../../../en/c,d.png\" src=../../../en/x.png>\n\n\
            <object data='../../../en/e.svg'></object>\n";
        assert_eq!(linked(text), led);
        let inline = "<img srcset=\"data:image/png;base64,AAAA 1x, https://e.eu/a.png 2x\">\n";
        assert_eq!(linked(inline), inline);
    }

    #[test]
    fn modules_addresses_and_anchors_stay() {
        let text =
            "[a](b.md#c) [a](#c) [a](https://e.eu/x.png) [a](mailto:a@b.eu) [a](/x.png) [a](../b.md) <https://a.b/c>\n";
        assert_eq!(linked(text), text);
        assert_eq!(linked("[a](../../README.md)\n"), "[a](../../../en/../../README.md)\n");
    }
}
