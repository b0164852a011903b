//! `source-heading`: a heading is worded in one way.

use super::SourceModule;
use super::rewording::rewordings;
use super::sibling::strangers;
use crate::check::word::{mask_of, words};
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::{Severity, UnitKind};

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-heading",
    severity: Severity::Note,
    summary: "two English headings seem to name the same thing in two ways",
    why: "Where a title reads `Exploitation and dissemination of results` in one place and `Dissemination of results` in \
          another, 23 translators must guess whether they are two things. Reported is a heading of at least two content words \
          all of which stand in a longer heading, which adds at most two. Headings with a label and a number (`Exercise 2: …`) \
          name another thing and are passed over, as are keywords. Reported too is the same wording with other capitals or \
          marks and, in headings of two words and more, with other articles or with one action named by two words \
          (`Recruiting participants`, `Recruitment of participants`). A synonym is found by its place alone: `Objectives` that \
          stands nowhere else, between two headings between which at least three other modules, and all that have both, have \
          `Goals`.",
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
    let mut headings: Vec<Named<'_>> = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            if (unit.kind == UnitKind::Heading || unit.is_title) && !is_numbered(&unit.text.clean) {
                let content = content(&unit.text.clean);
                if content.len() >= 2 && content.len() <= 8 {
                    headings.push(Named {
                        module: at,
                        unit: index,
                        is_title: unit.is_title,
                        raw: unit.text.raw,
                        content,
                    });
                }
            }
        }
    }
    let mut hits = rewordings(modules);
    hits.extend(strangers(modules));
    for own in &headings {
        let Some(longer) = headings.iter().find(|other| own.is_within(other)) else { continue };
        let place = modules.get(longer.module).map_or(String::new(), |module| format!(" in {}", module.module));
        let hit = Hit::new(0, format!("worded otherwise{place}: {}", longer.raw)).hint("use one wording, or waive it");
        hits.push((own.module, own.unit, hit));
    }
    hits
}

/// A heading with the words that carry its meaning.
struct Named<'a> {
    module: usize,
    unit: usize,
    is_title: bool,
    raw: &'a str,
    content: Vec<String>,
}

impl Named<'_> {
    /// Returns whether another heading says the same with one or two words more. The sections of a module may name its
    /// title.
    fn is_within(&self, other: &Self) -> bool {
        let more = other.content.len().saturating_sub(self.content.len());
        let is_section = self.module == other.module && (self.is_title || other.is_title);
        (1..=2).contains(&more)
            && self.content.len() >= more
            && !is_section
            && self.raw != other.raw
            && self.content.iter().all(|word| other.content.contains(word))
    }
}

/// Returns whether a heading begins with a label and a number, such as `Exercise 2:`.
pub(super) fn is_numbered(clean: &str) -> bool {
    let Some((label, _)) = clean.split_once([':', '.', '–']) else { return false };
    let mut words = label.split_whitespace();
    let is_word = words.next().is_some_and(|word| word.chars().all(char::is_alphabetic));
    is_word && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit())) && words.next().is_none()
}

/// Returns whether a short word is a name in capitals, such as `C` or `QR`.
fn is_initial(word: &str) -> bool {
    word.chars().count() <= 2 && !matches!(word, "A" | "I") && word.chars().all(char::is_uppercase)
}

/// Returns the words of a heading that carry its meaning, in lower case, without plural endings, each once.
fn content(clean: &str) -> Vec<String> {
    let mut content: Vec<String> = Vec::new();
    let is_content = |text: &str| (text.chars().count() > 2 && mask_of(text) == 0) || is_initial(text);
    for word in words(clean).filter(|word| is_content(word.text)) {
        let bare = word.text.to_lowercase().trim_end_matches('s').to_owned();
        if !content.contains(&bare) {
            content.push(bare);
        }
    }
    content
}
