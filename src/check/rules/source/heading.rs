//! `source-heading`: a heading is worded in one way.

use super::SourceModule;
use crate::check::word::{mask_of, words};
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::{Severity, UnitKind};

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-heading",
    severity: Severity::Note,
    summary: "two English headings seem to name the same thing in two ways",
    why: "Where a title reads `Exploitation and dissemination of results` in one place and `Dissemination of results` in \
          another, 23 translators must guess whether they are two things. Reported is a heading of at least two content words \
          all of which stand in a longer heading, which adds at most two.",
    bad: Example {
        language: "en",
        content: Content::Markdown,
        source: "# Dissemination of results (elsewhere: # Exploitation and dissemination of results)",
        target: "",
    },
    good: Example {
        language: "en",
        content: Content::Markdown,
        source: "# Exploitation and dissemination of results (everywhere)",
        target: "",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut headings: Vec<(usize, usize, &str, Vec<String>)> = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            if matches!(unit.kind, UnitKind::Heading | UnitKind::FrontMatter) {
                let content = content(&unit.text.clean);
                if content.len() >= 2 && content.len() <= 8 {
                    headings.push((at, index, unit.text.raw, content));
                }
            }
        }
    }
    let mut hits = Vec::new();
    for (at, index, raw, own) in &headings {
        let longer = headings.iter().find(|(_, _, other, theirs)| {
            other != raw && theirs.len() > own.len() && theirs.len() <= own.len() + 2 && own.iter().all(|word| theirs.contains(word))
                // Headings that only add a number or a name of a series are a series.
                && own.len() * 2 >= theirs.len()
        });
        if let Some((module, _, other, _)) = longer {
            let place = modules.get(*module).map_or(String::new(), |module| format!(" in {}", module.module));
            let hit = Hit::new(0, format!("worded otherwise{place}: {other}")).hint("use one wording, or waive it");
            hits.push((*at, *index, hit));
        }
    }
    hits
}

/// Returns the words of a heading that carry its meaning, in lower case, without plural endings.
fn content(clean: &str) -> Vec<String> {
    words(clean)
        .filter(|word| word.text.chars().count() > 2 && mask_of(word.text) == 0)
        .map(|word| word.text.to_lowercase().trim_end_matches('s').to_owned())
        .collect()
}
