//! Placeholders of Drupal, `@count`, `%name` and `:url`, as the rule `placeholders` compares them.
//!
//! In other texts these signs stand before names of accounts, behind numbers and before explanations. So the English decides: only
//! what it has, in small letters and standing alone, is looked for.
//!
//! Source: Drupal API, `FormattableMarkup::placeholderFormat`.

use std::collections::BTreeSet;

use crate::check::{Content, Hit, Text, Traits};
use crate::model::Severity;

/// Reports placeholders of the English that the translation lacks, and others in their place.
pub(super) fn compare(form: usize, english: &Text<'_>, text: &Text<'_>, content: Content, hits: &mut Vec<Hit>) {
    if content != Content::Plain || !english.traits.any(Traits::CODE) || english.raw == text.raw {
        return;
    }
    let wanted = names(english.raw);
    if wanted.is_empty() {
        return;
    }
    // One name with `@` may be that of an account.
    let is_sure = wanted.len() > 1 || wanted.iter().any(|name| !name.starts_with('@'));
    let severity = if is_sure { Severity::Error } else { Severity::Warning };
    let there = replaced(text.raw, &wanted);
    for name in wanted.difference(&there) {
        let hit = Hit::new(form, format!("the placeholder {name} is missing")).at_most(severity);
        hits.push(hit.hint("copy it from the English"));
    }
    let given = names(text.raw);
    let theirs = replaced(english.raw, &given);
    let is_known = |name: &str| theirs.contains(name) || at(name, 0, &wanted).is_some();
    for name in given.iter().copied().filter(|name| !is_known(name)) {
        let hit = Hit::new(form, format!("the placeholder {name} does not occur in the English")).at_most(severity);
        hits.push(match text.raw.find(name) {
            Some(at) => hit.at(at..at + name.len()),
            None => hit,
        });
    }
}

/// Returns those of some placeholders that a text has, whatever stands before them.
fn replaced<'n>(raw: &str, names: &BTreeSet<&'n str>) -> BTreeSet<&'n str> {
    memchr::memchr3_iter(b'@', b'%', b':', raw.as_bytes()).filter_map(|sign| at(raw, sign, names)).collect()
}

/// Returns the longest of some placeholders at a sign; an ending may follow, behind a hyphen or of up to three small letters:
/// `@count-es`, `%names`. Drupal replaces it there as well. Longer ones make another name: `%username` is not `%user`.
fn at<'n>(raw: &str, sign: usize, names: &BTreeSet<&'n str>) -> Option<&'n str> {
    let rest = raw.get(sign..)?;
    let end = 1 + rest.get(1..)?.find(|c| !is_name(c)).unwrap_or(rest.len() - 1);
    let is_ending = |tail: &[u8]| {
        let letters = tail.iter().take(4).take_while(|byte| byte.is_ascii_lowercase()).count();
        letters < 4 && matches!(tail.get(letters), None | Some(b'-'))
    };
    let run = rest.get(..end)?;
    let cuts = (2..=end).rev().filter(|cut| run.as_bytes().get(*cut..).is_some_and(is_ending));
    cuts.filter_map(|cut| names.get(run.get(..cut)?).copied()).next()
}

/// Returns the placeholders of a text; `:url` only in an attribute or beside another placeholder.
fn names(raw: &str) -> BTreeSet<&str> {
    let all: Vec<(usize, &str)> = memchr::memchr3_iter(b'@', b'%', b':', raw.as_bytes())
        .filter_map(|at| name(raw, at).map(|name| (at, name)))
        .collect();
    let has_other = all.iter().any(|(_, name)| !name.starts_with(':'));
    let is_attribute = |at: usize, name: &str| {
        let (head, tail) = (raw.get(..at).unwrap_or(""), raw.get(at + name.len()..).unwrap_or(""));
        ['"', '\'']
            .iter()
            .any(|mark| tail.starts_with(*mark) && head.strip_suffix(*mark).is_some_and(|head| head.ends_with('=')))
    };
    let is_one = |at, name: &str| !name.starts_with(':') || has_other || is_attribute(at, name);
    all.into_iter().filter(|(at, name)| is_one(*at, name)).map(|(_, name)| name).collect()
}

/// Returns the placeholder at a sign: behind a space or an opening mark, of three small letters or more, and not the beginning of
/// an address, a time or a picture (`:smile:`).
fn name(raw: &str, at: usize) -> Option<&str> {
    let (head, rest) = raw.split_at_checked(at)?;
    let end = 1 + rest.get(1..)?.find(|c| !is_name(c)).unwrap_or(rest.len() - 1);
    let name = rest.get(..end)?.trim_end_matches('-');
    let starts = head.is_empty() || head.ends_with(|c: char| c.is_whitespace() || "\"'“‘„«»(>=-/[".contains(c));
    let is_share = rest.starts_with('%') && head.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let tail = rest.get(name.len()..)?;
    let goes_on = tail.starts_with([':', '@', '%', '=', '(', '/'])
        || tail.strip_prefix('.').is_some_and(|after| after.starts_with(char::is_alphanumeric));
    let is_word =
        name.get(1..).is_some_and(|word| word.len() >= 3 && word.starts_with(|c: char| c.is_ascii_lowercase()));
    (starts && is_word && !is_share && !goes_on && !is_directive(name)).then_some(name)
}

/// Returns whether a name is a directive of printf, with a unit behind it or not: `%llu`, `%dpx`, `%dmin`.
fn is_directive(name: &str) -> bool {
    let Some(word) = name.strip_prefix('%') else { return false };
    let is_unit = |unit: &str| matches!(unit, "min" | "sec" | "rem") || !unit.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    ["ll", "zu", "zd", "lu", "ld"].iter().any(|long| word.starts_with(long))
        || word.strip_prefix(['d', 'i', 'u', 's', 'f']).is_some_and(is_unit)
}

fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(english: &str, text: &str) -> Vec<String> {
        let plain = |text| Text::new(text, Content::Plain);
        let mut hits = Vec::new();
        compare(0, &plain(english), &plain(text), Content::Plain, &mut hits);
        hits.into_iter().map(|hit| hit.message).collect()
    }

    #[test]
    fn names_of_the_english_are_kept() {
        let english = "@count votes by %name at <a href=\":url\">the page</a>";
        assert_eq!(found(english, "@count Stimmen von %name auf <a href=\":url\">der Seite</a>"), Vec::<String>::new());
        assert_eq!(
            found(english, "@anzahl Stimmen von auf <a href=\":url\">der Seite</a>"),
            [
                "the placeholder %name is missing",
                "the placeholder @count is missing",
                "the placeholder @anzahl does not occur in the English"
            ]
        );
        assert_eq!(found("%name and %names", "%names"), ["the placeholder %name is missing"]);
        assert_eq!(
            found("By %user", "Von %username"),
            ["the placeholder %user is missing", "the placeholder %username does not occur in the English"]
        );
        assert_eq!(found("<a href=\":url\">", "<a>"), ["the placeholder :url is missing"]);
        assert_eq!(found("<a href=':url'>", "<a>"), ["the placeholder :url is missing"]);
        assert_eq!(found("Of %date", "Vom"), ["the placeholder %date is missing"]);
        assert_eq!(found("Hello @name", "Hallo"), ["the placeholder @name is missing"]);
        for (english, text) in [
            ("Hello @name, welcome", "Terve, @name:lle"),
            ("@count items", "@count-es elem"),
            ("Write to ana@example.eu", "Scrivere a info@example.eu"),
            ("100 %of", "100 %von"),
            ("The profile of %name is ready", "%names profil är klar"),
            ("The page of @user", "@users side"),
            ("Written to @name", "A @nameként"),
            ("%name and %names", "%names och %name"),
            ("The box is %dpx wide", "Die Breite ist %d px"),
            ("Wait %dmin", "Warte %d Min."),
            ("Open: see :smile: and 10:30", "Offen"),
            ("%s items", "%s Dinge"),
            ("See @EU_Commission", "Siehe @EUKommission"),
            ("The list :first", "Die Liste"),
        ] {
            assert_eq!(found(english, text), Vec::<String>::new(), "{text}");
        }
    }
}
