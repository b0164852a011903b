//! `links`: every link of the English leads to the same place in the translation.

use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "links",
    severity: Severity::Error,
    summary: "a link, image or address is missing, added or leads elsewhere",
    why: "A changed target sends readers astray in one language only, where nobody notices. A target that differs \
          only by the language's code (`/en/` and `/fr/`, `en.wikipedia.org` and `fr.wikipedia.org`) is the same.",
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
        let (wanted, given) = (targets(english), targets(text));
        if wanted == given {
            continue;
        }
        let (wanted, given) = (comparable(&wanted, "en"), comparable(&given, unit.language.code));
        let (missing, mut added) = difference(&wanted, &given);
        for target in missing {
            // The nearest of the added ones is what it has become.
            let host = host_of(&target);
            let twin =
                added.iter().position(|other| host_of(other) == host).or(if added.is_empty() { None } else { Some(0) });
            match twin {
                Some(at) => {
                    let other = added.remove(at);
                    hits.push(
                        Hit::new(form, format!("the link {target} has become {other}"))
                            .hint("link targets are not translated"),
                    );
                }
                None => hits.push(Hit::new(form, format!("the link {target} is missing"))),
            }
        }
        for target in added {
            hits.push(Hit::new(form, format!("the link {target} is not in the English")).at_most(Severity::Warning));
        }
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

fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    ["href=", "src="].into_iter().filter_map(move |name| {
        let value = tag.get(tag.find(name)? + name.len()..)?;
        match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split(quote).next(),
            _ => value.split([' ', '>']).next(),
        }
    })
}

/// Drops what says nothing about the place: the language's code, a final slash, the scheme's `s`.
fn comparable(targets: &[&str], code: &str) -> Vec<String> {
    targets
        .iter()
        .map(|target| {
            let plain = target.trim_end_matches('/').replacen("http://", "https://", 1);
            let mut out = String::with_capacity(plain.len());
            let mut part = String::new();
            for c in plain.chars().chain(std::iter::once('/')) {
                if c.is_ascii_alphanumeric() {
                    part.push(c);
                    continue;
                }
                let lower = part.to_ascii_lowercase();
                // A language and a region: `fr`, `fr-FR`, `pt_PT`.
                if lower == "en" || lower == code || (part.len() == 2 && out.ends_with(['•'])) {
                    out.push('•');
                } else {
                    out.push_str(&part);
                }
                part.clear();
                out.push(c);
            }
            out.replace("•-•", "•").replace("•_•", "•")
        })
        .map(|mut target| {
            target.pop();
            target
        })
        .collect()
}

/// Returns the host of an absolute address, without `www.`.
pub(in crate::check) fn host_of(target: &str) -> Option<&str> {
    let rest = target.split_once("://").map(|(_, rest)| rest).or_else(|| target.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}
