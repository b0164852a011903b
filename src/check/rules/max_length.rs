//! `max-length`: the translation fits where it is shown.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::context::Case;
use crate::check::text::{PieceKind, THROUGH};
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "max-length",
    severity: Severity::Error,
    summary: "the translation is longer than the author allows",
    why: "The author gave a limit (`concordia: max-length 24`) because a button or a column holds no more. Markup that readers \
          do not see is not counted, nor are placeholders, whose values nobody knows here; combining marks count with their \
          letter. An English text that is longer than its own limit is told as `source-sentence`.",
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
        let length = shown_length(text);
        if length > limit {
            hits.push(Hit::new(form, format!("{length} characters, at most {limit} fit")).hint("shorten it"));
        }
    }
}

/// Returns how many letters readers see of a text, without those of its placeholders.
pub(super) fn shown_length(text: &Text<'_>) -> usize {
    let all = text.clean.graphemes(true).filter(|grapheme| !grapheme.starts_with(THROUGH)).count();
    // In their place stands one filler for each byte.
    let placeholders: usize = text.of_kind(PieceKind::Placeholder).map(|piece| piece.span.len()).sum();
    all.saturating_sub(placeholders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_hidden_markup_are_not_counted() {
        let length = |text, content| shown_length(&Text::new(text, content));
        assert_eq!(length("Hallo { $participantFirstName }", Content::Fluent), 6);
        assert_eq!(length("**Größe** [hier](https://a.eu)", Content::Markdown), 10);
        assert_eq!(length("%(count)s e\u{301}l", Content::Python), 3);
    }
}
