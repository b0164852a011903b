//! `no-break`: a number and its unit stay on one line.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Number, PieceKind, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "no-break",
    severity: Severity::Note,
    summary: "an ordinary space stands inside a number or between it and its unit, or the space before % is not that of the language",
    why: "A line break between 5 and kg, between 50 and €, or between 2 and 000 makes readers stumble. The percent sign is spaced as the profile \
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
        if text.numbers.is_empty() && text.pieces.is_empty() {
            continue;
        }
        let mut hit = Hit::new(form, "");
        for piece in text.pieces.iter().filter(|piece| piece.kind == PieceKind::Placeholder) {
            let end = piece.span.end;
            if text.clean.get(end..).and_then(|tail| tail.strip_prefix(' ')).and_then(unit_at).is_some() {
                hit = hit.fix(end..end + 1, "\u{a0}");
            }
        }
        let mut before = Before::default();
        for number in &text.numbers {
            let is_phone = before.leads_to(text.clean.get(before.end..number.span.start).unwrap_or(""), number);
            let spaces = group_spaces(text.clean.get(number.span.clone()).unwrap_or(""));
            for space in spaces.into_iter().filter(|_| !is_phone) {
                let at = number.span.start + space;
                hit = hit.fix(at..at + 1, "\u{a0}");
            }
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
                if is_adjective(unit.language.code, tail) {
                    let shown = text.clean.get(number.span.clone()).unwrap_or("");
                    let message = format!("{shown}% is an adjective, {shown}\u{a0}% a number of per cent");
                    hits.push(Hit::new(form, message).at(number.span.start..end + 1));
                    continue;
                }
                hit = hit.fix(end..end, "\u{a0}");
            }
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hit.message = format!("a no-break space belongs into {}", around(text, &first));
            if hit.fix.iter().any(|edit| edit.with.is_empty()) {
                hit.message = format!("the space does not belong into {}", around(text, &first));
            }
            hits.push(hit.at(first));
        }
    }
}

/// Returns the words on both sides of a place, as written.
fn around(text: &Text<'_>, place: &std::ops::Range<usize>) -> String {
    let (head, tail) = (text.raw.get(..place.start).unwrap_or(""), text.raw.get(place.end..).unwrap_or(""));
    let is_gap = |c: char| c.is_whitespace() && c != '\u{a0}';
    let start = head
        .rfind(is_gap)
        .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let end = tail.find(is_gap).unwrap_or(tail.len()).min(tail.floor_char_boundary(24));
    let start = start.max(head.ceil_char_boundary(head.len().saturating_sub(24)));
    let gap = text.raw.get(place.clone()).unwrap_or("");
    format!(
        "“{}{gap}{}”",
        head.get(start..).unwrap_or(""),
        tail.get(..end).unwrap_or("").trim_end_matches(['.', ',', ';', ':'])
    )
}

/// Returns whether what follows a number is `%` with a noun behind it: Czech and Slovak write the adjective (`10% podíl`)
/// without a space.
fn is_adjective(code: &str, tail: &str) -> bool {
    if !matches!(code, "cs" | "sk") {
        return false;
    }
    let rest = tail.trim_start_matches('%').strip_prefix([' ', '\u{a0}']).unwrap_or("");
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or("");
    word.chars().count() > 2 && word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word)
}

/// Words behind a number of per cent that are no nouns.
static PARTICLES: [&str; 18] = [
    "nebo", "ale", "pro", "než", "při", "pod", "nad", "jako", "před", "podle", "pre", "alebo", "ako", "pri", "pred",
    "podľa", "aby", "což",
];

/// What stands before a number.
#[derive(Default)]
struct Before {
    /// Where the number before it ends.
    end: usize,
    /// Whether what follows goes on with a telephone number: `+32 2 299 11 11`.
    is_phone: bool,
}

impl Before {
    /// Returns whether a number is part of a telephone number; `gap` is what stands between it and the one before.
    fn leads_to(&mut self, gap: &str, number: &Number) -> bool {
        let rest = gap.trim_end_matches([' ', '(', ')']);
        let is_phone = if rest.is_empty() { self.is_phone } else { rest.ends_with('+') };
        let is_of_digits = number.separators.iter().all(|(separator, _)| *separator == ' ');
        *self = Self { end: number.span.end, is_phone: is_phone && is_of_digits };
        is_phone
    }
}

/// Returns the places of the ordinary spaces that part the groups of three digits of a number.
fn group_spaces(number: &str) -> Vec<usize> {
    let whole = number.split([',', '.']).next().unwrap_or("");
    let mut groups = whole.split([' ', '\u{a0}', '\u{202f}']);
    let is_led = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    if !is_led || !groups.all(|group| group.len() == 3) {
        return Vec::new();
    }
    whole.match_indices(' ').map(|(at, _)| at).collect()
}

/// Returns the unit symbol that a text starts with; a symbol of letters ends at a word boundary.
fn unit_at(rest: &str) -> Option<&'static str> {
    if rest.starts_with(|c: char| c.is_ascii() && !matches!(c, '%' | 'k' | 'c' | 'm' | 'M' | 'G' | 'K' | 'E')) {
        return None;
    }
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
