//! `links`: every link of the English leads to the same place in the translation.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Piece, Rule, Run, Text};
use crate::language::without_language;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "links",
    severity: Severity::Error,
    summary: "a link, image or address is missing, added or leads elsewhere",
    why: "A changed target sends readers astray in one language only, where nobody notices. A target that differs \
          only by the language's code (`/en/` and `/fr/`, `en.wikipedia.org` and `fr.wikipedia.org`) is the same; another page of the \
          same site in the translation's language is a note.",
    bad: Example {
        language: "pl",
        content: Content::Markdown,
        source: "See [the plan](02-planning.md#steps).",
        target: "Zobacz [plan](02-planning.md#kroki).",
    },
    good: Example {
        language: "pl",
        content: Content::Markdown,
        source: "See [the plan](02-planning.md#steps).",
        target: "Zobacz [plan](02-planning.md#steps).",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        if english.pieces.is_empty() && text.pieces.is_empty() {
            continue;
        }
        emptied(form, english, text, hits);
        if case.has_same_code(form) {
            continue;
        }
        labels(form, english, text, hits);
        lost(form, english, text, hits);
        titles(form, english, text, hits);
        compare(form, english, text, unit.language.code, hits);
    }
}

/// Reports targets that are missing, added or changed.
fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, code: &str, hits: &mut Vec<Hit>) {
    let (wanted, given) = (targets(english), targets(text));
    if wanted == given {
        return;
    }
    let (wanted, given) = (comparable(&wanted, "en"), comparable(&given, code));
    let (missing, added) = difference(&wanted, &given);
    let mut added = Added::new(added);
    for target in missing {
        hits.extend(match added.take_like(&target) {
            Some(other) => changed(form, &target, &other, code),
            None => Some(Hit::new(form, format!("the link {} is missing", target.shown))),
        });
    }
    for target in added.left.into_iter().flatten() {
        hits.push(
            Hit::new(form, format!("the link {} is not in the English", target.shown)).at_most(Severity::Warning),
        );
    }
}

/// Returns what is wrong with a target in the place of another; nothing where it is the same, encrypted.
fn changed(form: usize, target: &Target<'_>, other: &Target<'_>, code: &str) -> Option<Hit> {
    if differ_by_scheme(&target.key, &other.key) {
        let message = || format!("the link {} is no longer encrypted", target.shown);
        let is_open = other.key.starts_with("http://");
        return is_open.then(|| Hit::new(form, message()).hint("write https").at_most(Severity::Warning));
    }
    let hit = Hit::new(form, format!("the link {} has become {}", target.shown, other.shown));
    Some(match () {
        // Another language has another name for its page.
        () if is_sister(target, other, code) => {
            hit.hint("is this the same page in another language?").at_most(Severity::Note)
        }
        // An address that leads nowhere may be worded anew.
        () if is_example(target.shown) => hit.hint("link targets are not translated").at_most(Severity::Warning),
        () => hit.hint("link targets are not translated"),
    })
}

/// Where a link leads.
#[derive(Debug, Clone)]
struct Target<'t> {
    /// Without what says nothing about the place; two targets are one where these are.
    key: String,
    /// As written.
    shown: &'t str,
}

impl PartialEq for Target<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Target<'_> {}

impl Hash for Target<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// The links of a translation that the English has not.
struct Added<'t> {
    /// In order; none for one that was taken.
    left: Vec<Option<Target<'t>>>,
    /// Their places by host, the last one first.
    of_host: HashMap<Option<String>, Vec<usize>>,
    /// Every place before this one was taken.
    first: usize,
}

impl<'t> Added<'t> {
    fn new(list: Vec<Target<'t>>) -> Self {
        let mut of_host: HashMap<Option<String>, Vec<usize>> = HashMap::new();
        for (at, target) in list.iter().enumerate().rev() {
            of_host.entry(host_of(&target.key).map(str::to_owned)).or_default().push(at);
        }
        Self { left: list.into_iter().map(Some).collect(), of_host, first: 0 }
    }

    /// Takes the first one on the same host, else the first one.
    fn take_like(&mut self, target: &Target<'_>) -> Option<Target<'t>> {
        let left = &mut self.left;
        let list = self.of_host.get_mut(&host_of(&target.key).map(str::to_owned));
        let near = list
            .and_then(|list| std::iter::from_fn(|| list.pop()).find_map(|at| left.get_mut(at).and_then(Option::take)));
        near.or_else(|| {
            while self.left.get(self.first).is_some_and(Option::is_none) {
                self.first += 1;
            }
            self.left.get_mut(self.first).and_then(Option::take)
        })
    }
}

/// Reports the label of a reference link, as in `[the plan][plan]`, that the English does not have: it leads nowhere.
fn labels(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let mut known: Option<HashSet<String>> = None;
    for piece in text.of_kind(PieceKind::Reference).filter(|piece| !text.whole(piece).ends_with("[]")) {
        let label = text.inner(piece);
        if !known.get_or_insert_with(|| bracketed(english.raw)).contains(&label.to_lowercase()) {
            let hit = Hit::new(form, format!("the reference [{label}] is not in the English")).at(piece.inner.clone());
            hits.push(hit.hint("labels of references are not translated"));
        }
    }
}

/// Reports links without a text, which nobody can click, unless the English has as many.
fn emptied(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    if !text.raw.contains("[]") {
        return;
    }
    let empty = |text: &Text<'_>| -> Vec<Range<usize>> {
        let pairs = text.pieces.iter().zip(text.pieces.iter().skip(1));
        let is_link = |(open, link): &(&Piece, &Piece)| {
            open.kind == PieceKind::Open
                && matches!(link.kind, PieceKind::Target | PieceKind::Reference)
                && open.span.end == link.span.start
                && !text.raw.get(..open.span.start).is_some_and(|before| before.ends_with('!'))
        };
        pairs.filter(is_link).map(|(open, link)| open.span.start..link.span.end).collect()
    };
    for span in empty(text).into_iter().skip(empty(english).len()) {
        hits.push(Hit::new(form, "a link has no text").at(span).hint("put the words between the brackets"));
    }
}

/// Reports definitions to which fewer references lead than in the English, `[the plan][plan]`.
fn lost(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let mut owed: BTreeMap<String, usize> = BTreeMap::new();
    for piece in english.of_kind(PieceKind::Reference) {
        *owed.entry(english.inner(piece).to_lowercase()).or_default() += 1;
    }
    if owed.is_empty() {
        return;
    }
    // Any of `[text][label]`, `[label][]` and `[label]` leads there.
    for label in text.raw.split(']').filter_map(|part| Some(part.rsplit_once('[')?.1.to_lowercase())) {
        if let Some(count) = owed.get_mut(&label) {
            *count = count.saturating_sub(1);
        }
    }
    let shorter = |piece: &Piece| english.whole(piece).ends_with("[]");
    let collapsed: HashSet<String> = english
        .of_kind(PieceKind::Reference)
        .filter(|piece| shorter(piece))
        .map(|piece| english.inner(piece).to_lowercase())
        .collect();
    // The label of `[text][]` is translated, and gets the English one when the page is built.
    for (label, _) in owed.into_iter().filter(|(label, count)| *count > 0 && !collapsed.contains(label)) {
        hits.push(Hit::new(form, format!("a link to [{label}] is missing")));
    }
}

/// Returns what stands between a bracket and the next closing one, in lower case.
fn labels_of(raw: &str) -> impl Iterator<Item = String> {
    raw.split(']').filter_map(|part| Some(part.rsplit_once('[')?.1.to_lowercase()))
}

fn bracketed(raw: &str) -> HashSet<String> {
    labels_of(raw).collect()
}

/// Reports links and images that lost their title.
fn titles(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let titled = |text: &Text<'_>| {
        let has_quote = |piece: &&Piece| {
            text.raw.get(piece.inner.end..piece.span.end).is_some_and(|behind| behind.contains(['"', '\'', '(']))
        };
        text.of_kind(PieceKind::Target).filter(has_quote).count()
    };
    if titled(text) < titled(english) {
        hits.push(Hit::new(form, "the title of a link or image is missing").at_most(Severity::Warning));
    }
}

/// Returns the targets of links, images, `href` and `src` attributes, and bare addresses.
pub(in crate::check) fn targets<'a>(text: &Text<'a>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for piece in &text.pieces {
        match piece.kind {
            PieceKind::Target => found.push(text.inner(piece)),
            PieceKind::Address => found.push(text.inner(piece).trim_matches(['<', '>'])),
            PieceKind::Tag => found.extend(attributes(text.whole(piece))),
            _ => {}
        }
    }
    found
}

/// Attributes whose value a browser loads or opens.
static ADDRESSES: [&str; 6] = ["href", "src", "action", "formaction", "srcset", "poster"];

/// Returns the addresses in the attributes of a tag, whatever their spelling.
pub(in crate::check) fn attributes(tag: &str) -> Vec<&str> {
    if memchr::memchr(b'=', tag.as_bytes()).is_none() {
        return Vec::new();
    }
    let lower = tag.to_ascii_lowercase();
    let mut found = Vec::new();
    // A style loads pictures, and `<meta http-equiv=refresh content="0;url=…">` leads away.
    for (opening, close) in [("url(", [')', '"', '\'']), (";url=", ['"', '\'', '>']), ("; url=", ['"', '\'', '>'])] {
        let starts = lower.match_indices(opening).map(|(at, _)| at + opening.len());
        found.extend(starts.filter_map(|at| tag.get(at..)?.trim_start_matches(['"', '\'']).split(close).next()));
    }
    for name in ADDRESSES {
        for (at, _) in lower.match_indices(name) {
            let is_name =
                lower.get(..at).is_some_and(|head| head.ends_with(|c: char| !c.is_ascii_alphanumeric() && c != '-'));
            let value = tag.get(at + name.len()..).and_then(|rest| rest.trim_start().strip_prefix('='));
            if let Some(value) = value.filter(|_| is_name).map(str::trim_start) {
                let value = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => value.get(1..).and_then(|value| value.split(quote).next()),
                    _ => value.split([' ', '>']).next(),
                };
                match value {
                    // Several pictures, each with its width behind it (HTML Living Standard, section 4.8.4.3.7).
                    Some(value) if name == "srcset" && !value.contains("data:") => {
                        found.extend(value.split(", ").filter_map(|one| one.split_whitespace().next()));
                    }
                    value => found.extend(value),
                }
            }
        }
    }
    found
}

/// Returns an address with scheme and host in small letters, as browsers read them.
fn lower_host(target: &str) -> String {
    let Some((scheme, rest)) = target.split_once("://") else { return target.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    format!("{}://{}{path}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase())
}

/// Returns whether two addresses differ by the `s` of the scheme alone.
fn differ_by_scheme(one: &str, other: &str) -> bool {
    let bare = |target: &str| target.strip_prefix("https://").or(target.strip_prefix("http://")).map(str::to_owned);
    one != other && bare(one).is_some() && bare(one) == bare(other)
}

/// Drops what says nothing about the place: the language's code, a final slash.
fn comparable<'t>(targets: &[&'t str], code: &str) -> Vec<Target<'t>> {
    let is_code = |part: &str| part.eq_ignore_ascii_case("en") || part.eq_ignore_ascii_case(code);
    let key = |target: &str| without_language(&lower_host(target.trim_end_matches('/')), &is_code).into_owned();
    targets.iter().map(|target| Target { key: key(target), shown: target }).collect()
}

/// Returns whether two addresses lie on one site in two languages: the English and the translation's own.
fn is_sister(english: &Target<'_>, other: &Target<'_>, code: &str) -> bool {
    let names = |target: &Target<'_>, code: &str| {
        without_language(target.shown, &|part: &str| part.eq_ignore_ascii_case(code)) != target.shown
    };
    host_of(&english.key).is_some()
        && host_of(&english.key) == host_of(&other.key)
        && names(english, "en")
        && names(other, code)
}

/// Returns the host of an absolute address, without `www.`, as a browser reads it: slashes of either kind and any number
/// after `http:` (WHATWG URL, "special authority slashes"), and nothing before `@`.
pub(in crate::check) fn host_of(target: &str) -> Option<&str> {
    let slashes = ['/', '\\'];
    let is_web =
        |scheme: &str| ["http", "https", "ftp", "ws", "wss"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let rest = match target.split_once(':') {
        Some((scheme, rest)) if is_web(scheme) => rest.trim_start_matches(slashes),
        Some((_, rest)) if rest.starts_with("//") => rest.get(2..)?,
        _ if target.starts_with("//") || target.starts_with("/\\") || target.starts_with("\\\\") => target.get(2..)?,
        _ => return None,
    };
    let host = rest.split(['/', '\\', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// Returns whether an address leads nowhere: the names of RFC 2606, and hosts without a dot.
pub(in crate::check) fn is_example(target: &str) -> bool {
    let Some(host) = host_of(target).or_else(|| target.rsplit_once('@').map(|(_, host)| host)) else { return false };
    let lower = host.to_ascii_lowercase();
    let mut labels = lower.rsplit('.');
    let (top, second) = (labels.next().unwrap_or(""), labels.next());
    second.is_none()
        || matches!(top, "example" | "localhost" | "test" | "invalid")
        || second == Some("example") && matches!(top, "com" | "net" | "org" | "edu" | "eu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_a_browser_takes_for_it() {
        for (target, host) in [
            ("https://www.europa.eu/a", "europa.eu"),
            ("HTTP:evil.com", "evil.com"),
            ("https:\\\\evil.com\\@europa.eu", "evil.com"),
            ("https://europa.eu@evil.com:80/", "evil.com"),
            ("https://user:pass@evil.com", "evil.com"),
            ("/\\evil.com", "evil.com"),
            ("//evil.com/x", "evil.com"),
        ] {
            assert_eq!(host_of(target), Some(host), "{target}");
        }
        assert_eq!(host_of("a/b.md#http"), None);
    }

    #[test]
    fn an_example_is_a_whole_domain() {
        assert!(
            is_example("https://sub.example.com/x") && is_example("a@name.example.org") && is_example("nfs://server/a")
        );
        assert!(!is_example("https://example.evil.com") && !is_example("https://test.evil.eu"));
    }

    #[test]
    fn attributes_are_read_in_any_spelling() {
        assert_eq!(attributes("<a HREF = 'x' data-src=y>"), ["x"]);
        assert_eq!(attributes("<button formaction=z>"), ["z"]);
        assert_eq!(attributes("<img srcset=\"a.png 1x, b,c.png 2x\" src=d>"), ["d", "a.png", "b,c.png"]);
        assert_eq!(attributes("<p style=\"background:url('//evil.com/x')\">"), ["//evil.com/x"]);
        assert_eq!(attributes("<meta http-equiv=refresh content='0;url=//evil.com'>"), ["//evil.com"]);
    }
}
