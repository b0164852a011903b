//! `inconsistent`: the same English is translated in the same way.

use std::collections::HashMap;

use crate::check::quick_hash::QuickHash;
use crate::check::{Content, Example, Hit, Plan, Rule, Run, Together};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent",
    severity: Severity::Note,
    summary: "the same English has two translations in one language",
    why: "Readers take two wordings for two things. Compared are texts of at least three words of the same kind; a different \
          context, grammar or place may well ask for another wording, which is why this is a note.",
    bad: Example {
        language: "lv",
        content: Content::Plain,
        source: "Send the answers today.",
        target: "Nosūtiet atbildes šodien. | Šodien atbildes ir jāiesniedz.",
    },
    good: Example {
        language: "lv",
        content: Content::Plain,
        source: "Send the answers today.",
        target: "Nosūtiet atbildes šodien. | Nosūtiet atbildes šodien.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Module(run),
};

fn run(units: &[Together<'_>], _plan: &Plan) -> Vec<(usize, Hit)> {
    let mut first: HashMap<&str, usize, QuickHash> = HashMap::with_hasher(QuickHash::new());
    let mut hits = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let source = unit.source.trim();
        if !unit.may_be_repeated
            || unit.first.trim_start().is_empty()
            || unit.is_plural
            || source.split_whitespace().nth(2).is_none()
        {
            continue;
        }
        let at = *first.entry(source).or_insert(index);
        let Some(other) = units.get(at).filter(|_| at != index) else { continue };
        if unit.first != other.first && plain(unit.first) != plain(other.first) {
            let place = other.module.map_or(String::new(), |module| format!(" in {module}"));
            let hit = Hit::new(0, format!("the same English is translated otherwise{place}: {}", other.first.trim()));
            hits.push((index, hit));
        }
    }
    hits
}

/// Case and the last mark do not make a translation another one.
fn plain(text: &str) -> String {
    text.trim().trim_end_matches(['.', ':', '!', '…']).to_lowercase()
}
