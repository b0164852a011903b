//! `apostrophes`: apostrophes are one character.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "apostrophes",
    severity: Severity::Note,
    summary: "an accent or a quotation mark stands for an apostrophe, or a straight apostrophe where the English has ’",
    why: "A grave or acute accent between letters is a typing slip. Straight apostrophes are reported only where the English \
          author took the trouble to write ’, so that the two agree.",
    bad: Example { language: "it", content: Content::Plain, source: "It’s the mandate", target: "È l´incarico" },
    good: Example { language: "it", content: Content::Plain, source: "It’s the mandate", target: "È l’incarico" },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::APOSTROPHE | Traits::LATIN1 | Traits::BACKTICK) {
            continue;
        }
        let curly = text.traits.any(Traits::APOSTROPHE)
            && unit.source.traits.any(Traits::PUNCTUATION)
            && unit.source.raw.contains('’')
            && !unit.source.raw.contains('\'');
        let accent = text.traits.any(Traits::LATIN1 | Traits::BACKTICK) && text.clean.contains(['´', '`']);
        if !curly && !accent {
            continue;
        }
        let mut hit = Hit::new(form, "the apostrophe is ’");
        let mut before = None;
        let mut chars = text.clean.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let between = before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            let wrong = matches!(c, '´' | '`') || (c == '\'' && curly);
            // Maltese words end with an apostrophe: ta’, ma’.
            let is_end = unit.language.code == "mt"
                && matches!(c, '´' | '`')
                && before.is_some_and(char::is_alphabetic)
                && next.is_none_or(|c| c == ' ');
            if wrong && (between || is_end) {
                hit = hit.fix(at..at + c.len_utf8(), "’");
            }
            before = Some(c);
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}
