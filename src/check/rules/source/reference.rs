//! `source-reference`: English references say what they refer to.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::SourceModule;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Settings, Text};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-reference",
    severity: Severity::Note,
    summary: "an English link or reference does not say where it leads",
    why: "`Click here` says nothing to a reader who hears the page, and `see above` is wrong as soon as a language or a layout \
          moves things. Name the place.",
    bad: Example {
        language: "en",
        content: Content::Markdown,
        source: "For the template [click here](template.md).",
        target: "",
    },
    good: Example {
        language: "en",
        content: Content::Markdown,
        source: "Use the [template of the mandate](template.md).",
        target: "",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut hits = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            for (label, span) in labels(unit.text) {
                if VAGUE.contains(&label.as_str()) {
                    let hit = Hit::new(0, format!("the link text “{label}” does not say where it leads")).at(span);
                    hits.push((at, index, hit.hint("name the place it leads to")));
                }
            }
            let lower = unit.text.clean.to_ascii_lowercase();
            for (phrase, finder) in FINDERS.iter() {
                if let Some(start) = finder.find(lower.as_bytes()) {
                    let hit = Hit::new(0, format!("“{phrase}” does not say where")).at(start..start + phrase.len());
                    hits.push((at, index, hit.hint("name the section")));
                }
            }
        }
    }
    hits
}

/// Returns the texts of links in lower case, with their bytes.
fn labels(text: &Text<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    let mut open = None;
    let mut found = Vec::new();
    for piece in &text.pieces {
        match piece.kind {
            PieceKind::Open if piece.span.len() == 1 => open = Some(piece.span.end),
            PieceKind::Target | PieceKind::Reference => {
                if let Some(start) = open.take() {
                    let label = text.clean.get(start..piece.span.start).unwrap_or("").replace('\u{1}', "");
                    found.push((label.trim().to_ascii_lowercase(), start..piece.span.start));
                }
            }
            _ => {}
        }
    }
    found
}

static VAGUE: [&str; 10] =
    ["here", "click here", "this", "link", "this link", "this page", "more", "read more", "see here", "page"];

static FINDERS: LazyLock<[(&str, Finder<'static>); 8]> =
    LazyLock::new(|| PHRASES.map(|phrase| (phrase, Finder::new(phrase))));

static PHRASES: [&str; 8] = [
    "see above",
    "see below",
    "as mentioned above",
    "as described above",
    "mentioned earlier",
    "the section above",
    "the section below",
    "on the next page",
];
