//! `untranslated`: the translation is the English text.

use crate::check::context::Case;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::language::function_words;
use crate::model::{Severity, UnitKind};

pub(super) static RULE: Rule = Rule {
    id: "untranslated",
    severity: Severity::Warning,
    summary: "the translation repeats the English",
    why: "Somebody copied the English and forgot to translate it. Names, codes and international words are the same in \
          many languages, so only texts with English function words (the, of, your, …) and at least three words are \
          reported.",
    bad: Example {
        language: "sv",
        content: Content::Plain,
        source: "Choose the method that fits your group.",
        target: "Choose the method that fits your group.",
    },
    good: Example {
        language: "sv",
        content: Content::Plain,
        source: "Choose the method that fits your group.",
        target: "Välj den metod som passar gruppen.",
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
        let same = text.raw == english.raw
            || (text.raw.len() == english.raw.len() && text.raw.eq_ignore_ascii_case(english.raw));
        if !same {
            continue;
        }
        let mut total = 0;
        let mut telling = 0;
        for word in words(&text.clean) {
            total += 1;
            let lower = word.text.to_lowercase();
            let mask = function_words::mask(&lower);
            if function_words::has(mask, "en") && !function_words::has(mask, unit.language.code) {
                telling += 1;
            }
        }
        if total >= 3 && telling >= 1 {
            let hit = Hit::new(form, "the translation is the same as the English").hint("translate it, or waive it");
            // The title of a link is often that of a work, which is cited as it was published.
            let is_title = unit.kind == Some(UnitKind::Title);
            hits.push(if is_title { hit.at_most(Severity::Note) } else { hit });
        }
    }
}
