//! `source-sentence`: English sentences are short enough to translate.

use super::SourceModule;
use crate::check::rules::max_length::shown_length;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-sentence",
    severity: Severity::Note,
    summary: "an English sentence is overlong, or a text longer than its own limit",
    why: "A sentence of more than 45 words is hard to read and harder to translate 23 times; the Commission's guide \
          `How to write clearly` asks for 20 on average. The limit is set by `sentence-words`. A text longer than \
          the limit that its author sets for translations (`max-length`) is told as well.",
    bad: Example {
        language: "en",
        content: Content::Markdown,
        source: "When you plan the process you should first think about who is affected by the decision and who can \
                 change it and who has the knowledge that is needed and who will have to carry it out afterwards, and \
                 only then about which of the many methods that exist might fit these people.",
        target: "",
    },
    good: Example {
        language: "en",
        content: Content::Markdown,
        source: "First think about people: who is affected, who decides, who knows, who carries it out. Then choose a \
                 method that fits them.",
        target: "",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(overlong),
};

fn overlong(modules: &[SourceModule<'_>], settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut hits = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        for (index, unit) in module.units.iter().enumerate() {
            let beyond = |limit: usize| Some((shown_length(unit.text), limit)).filter(|(length, limit)| length > limit);
            if let Some((length, limit)) = unit.max_length.and_then(beyond) {
                let message =
                    format!("{length} characters, and no more than {limit} are allowed by its own `max-length`");
                hits.push((at, index, Hit::new(0, message).hint("shorten it: no translation could be shorter")));
            }
            let mut start = 0;
            let clean = &unit.text.clean;
            for end in sentence_ends(clean) {
                let sentence = clean.get(start..end).unwrap_or("");
                let count = words(sentence).count();
                if count > settings.sentence_words {
                    let hit = Hit::new(0, format!("a sentence of {count} words")).at(start..end).hint("split it");
                    hits.push((at, index, hit));
                }
                start = end;
            }
        }
    }
    hits
}

/// Returns the ends of sentences, the last being the end of the text. Abbreviations end no sentence.
fn sentence_ends(clean: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, _) in clean.match_indices(['.', '!', '?', ':']) {
        let tail = clean.get(at + 1..).unwrap_or("");
        let head = clean.get(..at).unwrap_or("");
        let last = head.rsplit(char::is_whitespace).next().unwrap_or("");
        let ends_here =
            tail.starts_with(char::is_whitespace) && !matches!(last, "e.g" | "i.e" | "etc" | "Dr" | "Art" | "approx");
        if ends_here {
            ends.push(at + 1);
        }
    }
    ends.push(clean.len());
    ends
}
