//! `no-break`: a number and its unit stay on one line.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "no-break",
    severity: Severity::Note,
    summary: "an ordinary space stands between a number and its unit, or the space before % is not that of the language",
    why: "A line break between 5 and kg, or between 50 and €, makes readers stumble. The percent sign is spaced as the profile \
          says: with a no-break space in the Interinstitutional Style Guide.",
    bad: Example { language: "sv", content: Content::Plain, source: "50% of the people", target: "50 % av deltagarna" },
    good: Example {
        language: "sv",
        content: Content::Plain,
        source: "50% of the people",
        target: "50\u{a0}% av deltagarna",
    },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let style = case.plan.numbers(unit.language);
    for (form, text) in unit.filled() {
        if text.numbers.is_empty() {
            continue;
        }
        let mut hit = Hit::new(form, "a no-break space belongs between a number and its unit");
        for number in &text.numbers {
            let end = number.span.end;
            let tail = text.clean.get(end..).unwrap_or("");
            if let Some(rest) = tail.strip_prefix(' ')
                && let Some(symbol) = unit_at(rest)
            {
                if symbol == "%" && !style.percent_space {
                    hit = hit.fix(end..end + 1, "");
                } else {
                    hit = hit.fix(end..end + 1, "\u{a0}");
                }
            } else if tail.starts_with('%') && style.percent_space && !tail.starts_with("%-") {
                hit = hit.fix(end..end, "\u{a0}");
            }
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}

/// Returns the unit symbol that a text starts with; a symbol of letters ends at a word boundary.
fn unit_at(rest: &str) -> Option<&'static str> {
    UNITS.into_iter().find(|symbol| {
        rest.strip_prefix(symbol).is_some_and(|tail| {
            !symbol.ends_with(char::is_alphabetic) || tail.chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

static UNITS: [&str; 21] = [
    "%", "‰", "€", "°C", "°", "km²", "m²", "km", "cm", "mm", "kg", "kB", "MB", "GB", "KB", "MiB", "KiB", "EUR", "kWh",
    "MHz", "GHz",
];
