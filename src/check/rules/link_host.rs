//! `link-host`: a translation sends readers to no host that the English does not name.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::links::{host_of, is_example, targets};
use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "link-host",
    severity: Severity::Critical,
    summary: "the translation links to a host that the English does not link to",
    why: "A changed host is how a reader is led to a forged site, and the English reviewer never sees it. Hosts of the same \
          domain are fine (`fr.wikipedia.org` for `en.wikipedia.org`); others are named under `link-hosts` in the settings.",
    bad: Example {
        language: "it",
        content: Content::Markdown,
        source: "See the [guide](https://europa.eu/guide).",
        target: "Consulti la [guida](https://eur0pa.net/guide).",
    },
    good: Example {
        language: "it",
        content: Content::Markdown,
        source: "See the [guide](https://europa.eu/guide).",
        target: "Consulti la [guida](https://europa.eu/guide).",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let bare = if text.traits.any(Traits::TWO_WS) { bare_hosts(text) } else { Vec::new() };
        if (text.pieces.is_empty() || case.has_same_code(form)) && bare.is_empty() {
            continue;
        }
        let given = targets(text);
        let given: Vec<&str> = given.into_iter().chain(bare).collect();
        if given.is_empty() {
            continue;
        }
        let english = English::of(case);
        for target in given {
            let Some(problem) = english.problem(case, target) else { continue };
            // The targets are stretches of the text itself.
            let at = target.as_ptr().addr().saturating_sub(text.raw.as_ptr().addr());
            let hit = Hit::new(form, problem).at(at..at + target.len());
            let hit = hit.hint("check the address; name the host under link-hosts if it is right");
            // An address of the English that leads nowhere may have been worded anew.
            hits.push(if english.has_example { hit.at_most(Severity::Warning) } else { hit });
        }
    }
}

/// What the English says about hosts, read once for all links of a translation.
struct English<'a> {
    links: HashSet<&'a str>,
    /// The domains that it links to, in lower case.
    domains: HashSet<String>,
    /// Its words; a host among them may be linked to.
    words: OnceCell<HashSet<&'a str>>,
    /// Whether it has an address that leads nowhere.
    has_example: bool,
}

impl<'a> English<'a> {
    fn of(case: &Case<'a>) -> Self {
        let unit = case.unit;
        let links: HashSet<&str> =
            targets(unit.source).into_iter().chain(unit.plural.map(targets).unwrap_or_default()).collect();
        let hosts = links.iter().filter_map(|target| host_of(target));
        Self {
            domains: hosts.map(|host| domain(&host.to_ascii_lowercase()).to_owned()).collect(),
            words: OnceCell::new(),
            has_example: links.iter().any(|target| is_example(target)),
            links,
        }
    }

    fn problem(&self, case: &Case<'a>, target: &str) -> Option<String> {
        if target.contains("&#") && !self.links.contains(target) {
            return Some(format!("the address {target} hides characters"));
        }
        let host = target.strip_prefix("www.").or_else(|| host_of(target))?;
        let lower = host.to_ascii_lowercase();
        let is_known = self.domains.contains(domain(&lower))
            || case.plan.link_hosts.iter().any(|allowed| lower == *allowed || lower.ends_with(&format!(".{allowed}")))
            // The English may name the host without linking to it.
            || self.words.get_or_init(|| words(case.unit.source.raw)).contains(host)
            || is_placeholder(&lower)
            || is_example(target);
        (!is_known).then(|| format!("the link leads to {host}, which the English does not link to"))
    }
}

/// Returns the stretches of a text that may be hosts, without `www.`.
fn words(raw: &str) -> HashSet<&str> {
    let words = raw.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-'));
    words.map(|word| word.trim_end_matches('.').trim_start_matches("www.")).collect()
}

/// Returns the hosts that stand in the prose as `www.…`, which GitHub and many programs make links of.
fn bare_hosts<'a>(text: &Text<'a>) -> Vec<&'a str> {
    let starts = memchr::memmem::find_iter(text.clean.as_bytes(), b"www.");
    let host = |at: usize| {
        let is_start =
            !text.clean.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-'));
        let rest = text.raw.get(at..).filter(|_| is_start)?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        let host = rest.get(..end)?.trim_end_matches(['.', '-']);
        (host.matches('.').count() >= 2).then_some(host)
    };
    starts.filter_map(host).collect()
}

/// Returns whether a program fills the host in: `{host}`, `%s`, `%(host)s`, `%1`.
fn is_placeholder(host: &str) -> bool {
    host.contains('{') || host.strip_prefix('%').is_some_and(|rest| rest.starts_with('(') || rest.len() == 1)
}

/// Returns the part of a host that its owner registers; three labels under the usual two-label registries.
fn domain(host: &str) -> &str {
    let mut labels = host.rmatch_indices('.').map(|(at, _)| at + 1);
    let (_, second, third) = (labels.next(), labels.next(), labels.next());
    let two = second.and_then(|at| host.get(at..)).unwrap_or(host);
    let is_registry = ["co.", "com.", "gov.", "org.", "ac.", "gouv."].iter().any(|head| two.starts_with(head))
        || SHARED.contains(&two);
    if is_registry { third.and_then(|at| host.get(at..)).unwrap_or(host) } else { two }
}

/// Domains under which everybody may have a host of their own (from the private part of the Public Suffix List).
static SHARED: [&str; 12] = [
    "github.io",
    "gitlab.io",
    "pages.dev",
    "workers.dev",
    "netlify.app",
    "vercel.app",
    "web.app",
    "herokuapp.com",
    "blogspot.com",
    "wordpress.com",
    "azurewebsites.net",
    "weebly.com",
];
