//! `inconsistent`: the same English is translated in the same way.

use std::collections::HashMap;

use crate::check::context::Context;
use crate::check::{Content, Example, Hit, Plan, Rule, Run};
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

fn run(units: &[Context<'_>], _plan: &Plan) -> Vec<(usize, Hit)> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(units.len());
    let mut hits = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let source = unit.source.raw.trim();
        let Some(own) = unit.forms.first().filter(|form| !form.is_blank()) else { continue };
        if unit.plural.is_some() || source.split_whitespace().nth(2).is_none() {
            continue;
        }
        let at = *first.entry(source).or_insert(index);
        let Some(other) = units.get(at).and_then(|other| other.forms.first()) else { continue };
        if at != index && own.raw != other.raw && plain(own.raw) != plain(other.raw) {
            let place =
                units.get(at).and_then(|other| other.module).map_or(String::new(), |module| format!(" in {module}"));
            let hit = Hit::new(0, format!("the same English is translated otherwise{place}: {}", other.raw.trim()));
            hits.push((index, hit));
        }
    }
    hits
}

/// Case and the last mark do not make a translation another one.
fn plain(text: &str) -> String {
    text.trim().trim_end_matches(['.', ':', '!', '…']).to_lowercase()
}
