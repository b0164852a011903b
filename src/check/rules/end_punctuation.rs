//! `end-punctuation`: question stays question, sentence stays sentence.

use crate::check::context::Case;
use crate::check::word::{first_visible, last_visible};
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::model::{Severity, UnitKind};

pub(super) static RULE: Rule = Rule {
    id: "end-punctuation",
    severity: Severity::Note,
    summary: "the text ends in another way than the English",
    why: "A lost question mark turns a question into a statement, a lost colon hides what follows. Each language's own \
          marks count: the Greek question mark is `;`. Full stops differ between languages in labels and lists, so \
          only their loss or addition after a whole sentence is reported. In Spanish an opening ¿ or ¡ is asked for.",
    bad: Example {
        language: "el", content: Content::Plain, source: "Who takes part?", target: "Ποιος συμμετέχει?"
    },
    good: Example {
        language: "el", content: Content::Plain, source: "Who takes part?", target: "Ποιος συμμετέχει;"
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

/// What a text ends with, as far as it says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Question,
    Exclamation,
    Stop,
    Colon,
    Ellipsis,
    Nothing,
}

impl End {
    fn words(self) -> &'static str {
        match self {
            Self::Question => "a question mark",
            Self::Exclamation => "an exclamation mark",
            Self::Stop => "a full stop",
            Self::Colon => "a colon",
            Self::Ellipsis => "an ellipsis",
            Self::Nothing => "no punctuation",
        }
    }
}

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let greek = unit.language.code == "el";
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        let (Some((_, from)), Some((at, to))) = (last(english), last(text)) else { continue };
        let wanted = end_of(english, from, false);
        let given = end_of(text, to, greek);
        if greek && to == '?' && wanted == End::Question {
            let hit = Hit::new(form, "a Greek question ends with ;").at(at..at + 1).hint("replace ? by ;");
            hits.push(hit.at_most(Severity::Warning));
        }
        // In Finnish and Swedish a beginning that the list completes takes no colon.
        let is_lead_in = (wanted, given) == (End::Colon, End::Nothing) && matches!(unit.language.code, "fi" | "sv");
        if wanted != given
            && !is_lead_in
            && !(wanted == End::Stop && ends_with_date(text, unit.language.code))
            // Requests end with an exclamation mark in Hungarian and Latvian.
            && !(given == End::Exclamation && wanted == End::Stop && matches!(unit.language.code, "hu" | "lv"))
            && matters(wanted, given, english, unit.kind)
        {
            let message = format!("the English ends with {}, the translation with {}", wanted.words(), given.words());
            hits.push(Hit::new(form, message));
        }
        if unit.language.code == "es" {
            spanish(form, text, given, hits);
        }
    }
}

/// Returns whether a text ends with a date that Fluent formats in a language whose dates end with a full stop of their
/// own (CLDR 47: `d. MMMM y.`, `y. MMMM d.`, `d MMMM y 'г'.`, `y 'm'. MMMM d 'd'.`).
fn ends_with_date(text: &Text<'_>, code: &str) -> bool {
    let raw = text.raw.trim_end();
    matches!(code, "bg" | "hr" | "hu" | "lt")
        && raw.ends_with('}')
        && raw.rfind('{').and_then(|at| raw.get(at..)).is_some_and(|placeable| placeable.contains("DATETIME"))
}

fn last(text: &Text<'_>) -> Option<(usize, char)> {
    last_visible(&text.clean, |c| matches!(c, '"' | '”' | '“' | '»' | '«' | '’' | '‘' | '\'' | ')' | ']'))
}

fn end_of(text: &Text<'_>, mark: char, greek: bool) -> End {
    match mark {
        '?' | '？' => End::Question,
        ';' | '\u{37e}' if greek => End::Question,
        '!' => End::Exclamation,
        '…' => End::Ellipsis,
        '.' if text.clean.trim_end().ends_with("...") => End::Ellipsis,
        '.' => End::Stop,
        ':' => End::Colon,
        _ => End::Nothing,
    }
}

/// Decides which differences are worth a word: question marks always, colons and stops only when nothing replaces
/// them and the English is long enough to be a sentence.
fn matters(wanted: End, given: End, english: &Text<'_>, kind: Option<UnitKind>) -> bool {
    let is_sentence = english.clean.split_whitespace().count() >= 5
        && first_visible(&english.clean, |c| !c.is_alphabetic()).is_some_and(|(_, c)| c.is_uppercase());
    match (wanted, given) {
        (End::Question, _) | (_, End::Question) => true,
        (End::Colon, End::Nothing) | (End::Nothing, End::Colon) => true,
        (End::Stop, End::Nothing | End::Colon | End::Exclamation) | (End::Nothing, End::Stop) => {
            is_sentence
                && !matches!(kind, Some(UnitKind::Heading | UnitKind::TableCell | UnitKind::ListItem | UnitKind::Title))
        }
        (End::Ellipsis, End::Nothing) => true,
        _ => false,
    }
}

fn spanish(form: usize, text: &Text<'_>, given: End, hits: &mut Vec<Hit>) {
    let opening = match given {
        End::Question => '¿',
        End::Exclamation => '¡',
        End::Stop | End::Colon | End::Ellipsis | End::Nothing => return,
    };
    if !text.clean.contains(opening) {
        hits.push(Hit::new(form, format!("the opening {opening} is missing")));
    }
}
