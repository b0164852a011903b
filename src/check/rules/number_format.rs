//! `number-format`: numbers are written as the language writes them.

use std::collections::HashMap;

use super::measures::measure;
use crate::check::Number;
use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text};
use crate::language::NumberStyle;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "number-format",
    severity: Severity::Warning,
    summary: "a number has the separators of English, or of another language",
    why: "In most EU languages 1,500 means one and a half, in Maltese and Irish 1.500 does. A number with the digits of the \
          English is reported where the language reads its separators otherwise: grouped thousands always, decimals that were \
          copied only before a unit or the word for a million, since 2.5 may be a version or a section. Apostrophes between \
          thousands are a note.",
    bad: Example {
        language: "pl",
        content: Content::Plain,
        source: "a grant of 1,500 euros",
        target: "dotacja w wysokości 1,500 euro",
    },
    good: Example {
        language: "pl",
        content: Content::Plain,
        source: "a grant of 1,500 euros",
        target: "dotacja w wysokości 1\u{a0}500 euro",
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
        let is_cut = |number: &&Number| !number.separators.is_empty() && !number.glued;
        let mut cut = text.numbers.iter().filter(is_cut).peekable();
        if cut.peek().is_none() {
            continue;
        }
        let english = unit.english(form);
        let theirs: HashMap<(&str, Vec<usize>), &Number> =
            english.numbers.iter().filter(is_cut).map(|number| (shape(number), number)).collect();
        for number in cut {
            let Some(other) = theirs.get(&shape(number)) else { continue };
            let raw = text.raw.get(number.span.clone()).unwrap_or("");
            let is_copied = english.raw.get(other.span.clone()) == Some(raw);
            let Some(misread) = misread(number, other, &style) else { continue };
            // `2.5` may be a version or a section, and an English `50.000` a slip: what was copied tells only before what is
            // measured.
            let is_thousand = !is_copied && other.readings().len() > 1;
            if misread.is_lone_point && (is_thousand || is_copied && !is_measured(text, number, unit.language.code)) {
                continue;
            }
            let message = match misread.what {
                What::Group => format!("{raw} is read as a decimal"),
                What::Decimal => {
                    format!("the decimal separator of {} is {}", unit.language.english, named(style.decimal))
                }
                What::Apostrophe => format!("{raw} is grouped as in no official language"),
            };
            let hit = Hit::new(form, message).at(number.span.clone()).fix(number.span.clone(), misread.right);
            hits.push(if misread.what == What::Apostrophe { hit.at_most(Severity::Note) } else { hit });
        }
    }
}

/// Returns the digits of a number and the places of its separators, whichever these are.
fn shape(number: &Number) -> (&str, Vec<usize>) {
    (&number.digits, number.separators.iter().map(|(_, place)| *place).collect())
}

fn named(separator: char) -> &'static str {
    if separator == ',' { "a comma" } else { "a point" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The separator of thousands is the one of decimals.
    Group,
    /// The separator of decimals is that of the other style.
    Decimal,
    /// Thousands are set apart by apostrophes.
    Apostrophe,
}

/// A number that its readers take for another one.
struct Misread {
    what: What,
    /// Whether it has one separator, a point before decimals.
    is_lone_point: bool,
    right: String,
}

/// Compares the separators of a number with what they are in its English: a comma before three digits sets thousands apart, a
/// point that comes last stands before decimals.
fn misread(number: &Number, english: &Number, style: &NumberStyle) -> Option<Misread> {
    let theirs: Vec<char> = english.separators.iter().map(|(separator, _)| *separator).collect();
    let (last, groups) = theirs.split_last()?;
    let has_decimals = *last == '.';
    let is_english = groups.iter().all(|separator| *separator == ',') && matches!(last, '.' | ',');
    // `1,5,7` is a list, and `1,50` a slip of the English.
    let is_grouped =
        !english.readings().is_empty() && (has_decimals || english.readings().iter().any(|one| !one.contains('.')));
    if !is_english || !is_grouped {
        return None;
    }
    let foreign = if style.decimal == ',' { '.' } else { ',' };
    let mut what = None;
    let mut right = String::new();
    let mut from = 0;
    for (at, &(separator, place)) in number.separators.iter().enumerate() {
        let is_decimal = has_decimals && at == groups.len();
        what = what.or(match separator {
            _ if is_decimal => (separator == foreign).then_some(What::Decimal),
            '\'' | '’' => Some(What::Apostrophe),
            _ => (separator == style.decimal).then_some(What::Group),
        });
        right.push_str(number.digits.get(from..place)?);
        right.push(if is_decimal { style.decimal } else { style.group });
        from = place;
    }
    right.push_str(number.digits.get(from..)?);
    let is_lone_point = has_decimals && groups.is_empty();
    Some(Misread { what: what?, is_lone_point, right })
}

/// `2.5 times`: the beginnings of the word for times.
static TIMES: [(&str, &str); 12] = [
    ("fr", "fois"),
    ("es", "vece"),
    ("pt", "veze"),
    ("it", "volt"),
    ("nl", "keer"),
    ("nl", "maal"),
    ("de", "mal "),
    ("sv", "gång"),
    ("da", "gang"),
    ("pl", "razy"),
    ("cs", "krát"),
    ("sk", "krát"),
];

/// Returns whether a quantity follows, or a currency sign stands before.
fn is_measured(text: &Text<'_>, number: &Number, code: &str) -> bool {
    if measure(&text.clean, number.span.start, number.span.end, code).is_some() {
        return true;
    }
    let tail = text.clean.get(number.span.end..).unwrap_or("").trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let head = text.clean.get(..number.span.start).unwrap_or("").trim_end();
    let lower: String = tail.chars().take(4).flat_map(char::to_lowercase).collect();
    tail.starts_with(['%', '€', '°', '£'])
        || head.ends_with(['€', '£', '$'])
        || TIMES.iter().any(|(other, word)| *other == code && lower.starts_with(word))
        || ["mil", "mln", "mrd", "mio", "млн", "εκατ", "km ", "kg ", "eur"].iter().any(|unit| lower.starts_with(unit))
}
