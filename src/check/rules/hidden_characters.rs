//! `hidden-characters`: nothing invisible stands in the text.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "hidden-characters",
    severity: Severity::Critical,
    summary: "the text contains invisible or direction-changing characters, or characters that were lost in a conversion",
    why: "Direction marks can show a text in another order than programs read it; zero-width characters break search and \
          links; U+FFFD marks a lost letter. Zero-width and lost characters are errors, soft hyphens notes. Characters that \
          the English has too are fine.",
    bad: Example { language: "et", content: Content::Plain, source: "Open the file", target: "Ava \u{202e}fail" },
    good: Example { language: "et", content: Content::Plain, source: "Open the file", target: "Ava fail" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::PUNCTUATION | Traits::RARE | Traits::LATIN1) {
            continue;
        }
        let mut last = None;
        for (at, c) in text.raw.char_indices() {
            if c.is_ascii() && c >= ' ' && c != '\u{7f}' {
                continue;
            }
            let Some((severity, name)) = judge(c) else { continue };
            let joins_pictures = c == '\u{200d}'
                && text
                    .raw
                    .get(at + c.len_utf8()..)
                    .and_then(|tail| tail.chars().next())
                    .is_some_and(|c| c >= '\u{2600}');
            if joins_pictures || unit.source.raw.contains(c) || last == Some(c) {
                continue;
            }
            last = Some(c);
            let hit = Hit::new(form, format!("{name} (U+{:04X})", u32::from(c))).at(at..at + c.len_utf8());
            hits.push(hit.hint("remove it").at_most(severity));
        }
    }
}

fn judge(c: char) -> Option<(Severity, &'static str)> {
    Some(match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (Severity::Critical, "a direction-changing character"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => (Severity::Warning, "a direction mark"),
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' => {
            (Severity::Error, "a zero-width character")
        }
        '\u{2028}' | '\u{2029}' => (Severity::Error, "a line or paragraph separator"),
        '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => (Severity::Error, "a lost character"),
        '\u{e0000}'..='\u{e007f}' => (Severity::Critical, "an invisible tag character"),
        '\u{e000}'..='\u{f8ff}' => (Severity::Error, "a private-use character"),
        '\u{ad}' => (Severity::Note, "a soft hyphen"),
        '\t' | '\n' | '\r' => return None,
        c if c.is_control() => (Severity::Error, "a control character"),
        _ => return None,
    })
}
