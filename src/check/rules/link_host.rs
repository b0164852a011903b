//! `link-host`: a translation sends readers to no host that the English does not name.

use super::links::{host_of, targets};
use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run};
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
        if text.pieces.is_empty() {
            continue;
        }
        let given = targets(text);
        if given.is_empty() {
            continue;
        }
        let known: Vec<&str> = targets(unit.source)
            .into_iter()
            .chain(unit.plural.map(targets).unwrap_or_default())
            .filter_map(host_of)
            .collect();
        for target in given {
            let Some(host) = host_of(target) else { continue };
            let lower = host.to_ascii_lowercase();
            let is_known = known.iter().any(|other| domain(&other.to_ascii_lowercase()) == domain(&lower))
                || case
                    .plan
                    .link_hosts
                    .iter()
                    .any(|allowed| lower == *allowed || lower.ends_with(&format!(".{allowed}")))
                // The English may name the host without linking to it.
                || unit.source.raw.contains(host)
                || lower.contains(['{', '%'])
                || is_example(&lower);
            if !is_known {
                let at = text.raw.find(target).unwrap_or(0);
                let hit = Hit::new(form, format!("the link leads to {host}, which the English does not link to"));
                hits.push(
                    hit.at(at..at + target.len())
                        .hint("check the address; name the host under link-hosts if it is right"),
                );
            }
        }
    }
}

/// Returns the part of a host that its owner registers; three labels under the usual two-label registries.
fn domain(host: &str) -> &str {
    let mut labels = host.rmatch_indices('.').map(|(at, _)| at + 1);
    let (_, second, third) = (labels.next(), labels.next(), labels.next());
    let two = second.and_then(|at| host.get(at..)).unwrap_or(host);
    let is_registry = ["co.", "com.", "gov.", "org.", "ac.", "gouv."].iter().any(|head| two.starts_with(head));
    if is_registry { third.and_then(|at| host.get(at..)).unwrap_or(host) } else { two }
}

/// Hosts that lead nowhere: RFC 2606 names, and words that stand for a host.
fn is_example(host: &str) -> bool {
    !host.contains('.') || host.split('.').any(|label| matches!(label, "example" | "localhost" | "test" | "invalid"))
}
