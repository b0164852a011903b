//! `max-length`: the translation fits where it is shown.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::context::Case;
use crate::check::text::THROUGH;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "max-length",
    severity: Severity::Error,
    summary: "the translation is longer than the author allows",
    why: "The author gave a limit (`concordia: max-length 24`) because a button or a column holds no more. Markup that readers \
          do not see is not counted; combining marks count with their letter.",
    bad: Example {
        language: "fi", content: Content::Plain, source: "Send", target: "Lähetä tämä vastauslomake nyt"
    },
    good: Example { language: "fi", content: Content::Plain, source: "Send", target: "Lähetä" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let Some(limit) = case.unit.max_length else { return };
    for (form, text) in case.unit.filled() {
        let length = text.clean.graphemes(true).filter(|grapheme| !grapheme.starts_with(THROUGH)).count();
        if length > limit {
            hits.push(Hit::new(form, format!("{length} characters, at most {limit} fit")).hint("shorten it"));
        }
    }
}
