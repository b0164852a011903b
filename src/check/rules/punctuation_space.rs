//! `punctuation-space`: French marks stand as the profile says.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Profile, Rule, Run, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "punctuation-space",
    severity: Severity::Note,
    summary: "the space at a French colon, semicolon, question or exclamation mark or guillemet is not that of the profile",
    why: "The Interinstitutional Style Guide sets no space before : ; ! ? and none inside « » (French edition, 6.4); national \
          usage (the CLDR profile) asks for a no-break space. A breakable space is wrong in both.",
    bad: Example { language: "fr", content: Content::Plain, source: "Who decides?", target: "Qui décide ?" },
    good: Example { language: "fr", content: Content::Plain, source: "Who decides?", target: "Qui décide?" },
    languages: &["fr"],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let glued = case.plan.profile == Profile::Isg;
    for (form, text) in case.unit.filled() {
        if !text.traits.any(Traits::HIGH_POINT | Traits::LATIN1) {
            continue;
        }
        let mut hit = Hit::new(
            form,
            if glued { "a space at a mark that stands without" } else { "a mark that wants a no-break space" },
        );
        let mut before: Option<(usize, char)> = None;
        let mut chars = text.clean.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            if matches!(c, ':' | ';' | '!' | '?' | '»') {
                let closes = !is_ratio(&text.clean, at, c)
                    && (c == '»' || next.is_none_or(|c| c.is_whitespace() || matches!(c, '»' | ')' | '\u{1}')));
                if closes {
                    hit = judge(hit, before, at, c, glued);
                }
            }
            if c == '«' {
                let after = at + c.len_utf8();
                match (glued, next) {
                    (true, Some(space)) if is_space(space) => hit = hit.fix(after..after + space.len_utf8(), ""),
                    (false, Some(' ')) => hit = hit.fix(after..after + 1, "\u{a0}"),
                    (false, Some(other)) if !is_space(other) => hit = hit.fix(after..after, "\u{a0}"),
                    _ => {}
                }
            }
            before = Some((at, c));
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}

/// Returns whether a colon stands between two figures with spaces: `3 : 1`, `10 : 30`.
fn is_ratio(clean: &str, at: usize, mark: char) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (head, tail) = (clean.get(..at).unwrap_or(""), clean.get(at + 1..).unwrap_or(""));
    mark == ':'
        && head.ends_with(is_space)
        && tail.starts_with(is_space)
        && digit(head.chars().nth_back(1))
        && digit(tail.chars().nth(1))
}

fn judge(hit: Hit, before: Option<(usize, char)>, at: usize, mark: char, glued: bool) -> Hit {
    let Some((place, previous)) = before else { return hit };
    match (glued, previous) {
        (true, space) if is_space(space) => hit.fix(place..at, ""),
        (false, ' ') => hit.fix(place..at, wanted(mark)),
        (false, other) if other.is_alphanumeric() || matches!(other, ')' | '\u{2}') => hit.fix(at..at, wanted(mark)),
        _ => hit,
    }
}

/// A narrow space before high marks, a full one before colons and inside guillemets (CLDR, `fr`).
fn wanted(mark: char) -> &'static str {
    if matches!(mark, ':' | '»') { "\u{a0}" } else { "\u{202f}" }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}
