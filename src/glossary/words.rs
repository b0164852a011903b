//! The words of a text with their bytes; code, link targets, tags and placeables hold no words.

use std::ops::Range;

use super::twins::Twins;

/// How a word follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// At the start, or after punctuation or skipped code that no term crosses.
    Break,
    /// After spaces and inline markup.
    Space,
    /// After a hyphen.
    Hyphen,
    /// After an apostrophe.
    Apostrophe,
}

/// One word: a run of letters, digits and combining marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) span: Range<usize>,
    /// How it follows the word before.
    pub(super) gap: Gap,
}

/// Splits a text into words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut twins = Twins::of(text);
    let mut gap = Gap::Break;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let number = act_number(rest);
        if number > 0 {
            at += number;
            continue;
        }
        let is_start = at == 0 || text.as_bytes().get(at - 1).is_none_or(|b| !b.is_ascii_alphanumeric());
        let skipped = skip(rest, at, is_start, &mut twins);
        if skipped > 0 {
            gap = Gap::Break;
            at += skipped;
        } else if is_letter(first) {
            let end = rest.char_indices().find(|(_, c)| !is_letter(*c)).map_or(rest.len(), |(end, _)| end);
            found.push(Word { span: at..at + end, gap });
            gap = Gap::Break;
            // The full stop of an ordinal ends no sentence: `12. detsembri`.
            let is_ordinal = rest.get(..end).is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
                && rest.get(end..).is_some_and(|tail| tail.starts_with(". ") || tail.starts_with(".\u{a0}"));
            at += end + usize::from(is_ordinal);
            gap = between(text.get(at..).unwrap_or(""), gap);
        } else {
            at += first.len_utf8();
        }
    }
    found
}

/// Tells what kind of gap starts with `rest`, up to the next word.
fn between(rest: &str, default: Gap) -> Gap {
    let mut gap = None;
    let mut after_number = 0;
    for (at, c) in rest.char_indices() {
        if at < after_number {
            continue;
        }
        if c == '(' {
            after_number = at + act_number(rest.get(at..).unwrap_or(""));
        }
        let next = match c {
            '(' if after_number > at => continue,
            c if is_letter(c) => return gap.unwrap_or(Gap::Space),
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Gap::Space,
            '*' | '_' | '~' | '[' | ']' | '\u{ad}' | '\u{2060}' | '\u{200b}' => continue,
            '-' | '\u{2010}' | '\u{2011}' => Gap::Hyphen,
            '\'' | '\u{2019}' | '\u{2bc}' => Gap::Apostrophe,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‚' => Gap::Space,
            _ => return default,
        };
        gap = Some(match (gap, next) {
            (None, next) => next,
            (Some(_), _) => Gap::Space,
        });
    }
    default
}

/// Returns the length of the number of a Union act that `rest` starts with, or 0: `(EU) 2023/2836`, `(EU, Euratom)
/// 2018/1046`. It may stand inside the name of the act in one language and behind it in another (Interinstitutional
/// Style Guide, numbering of acts).
fn act_number(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('(').filter(|inner| inner.starts_with(char::is_uppercase)) else { return 0 };
    // Twenty letters of up to four bytes.
    let near = inner.get(..inner.floor_char_boundary(81)).unwrap_or(inner);
    let Some((domain, number)) = near.find(')').and_then(|end| Some((inner.get(..end)?, inner.get(end + 1..)?))) else {
        return 0;
    };
    let is_domain = domain.chars().count() <= 20 && domain.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | ' '));
    let digits = number.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let length = digits.find(|c: char| !(c.is_ascii_digit() || c == '/')).unwrap_or(digits.len());
    let is_number = digits.get(..length).is_some_and(|text| {
        text.split_once('/').is_some_and(|(one, other)| !one.is_empty() && !other.is_empty() && !other.contains('/'))
    });
    if is_domain && is_number { rest.len() - digits.len() + length } else { 0 }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Returns the length of the code, tag, placeable, address or link target that `rest` starts with at byte `at`, or 0.
fn skip(rest: &str, at: usize, word_start: bool, twins: &mut Twins<'_>) -> usize {
    let bytes = rest.as_bytes();
    match bytes.first() {
        Some(b'`') => {
            let ticks = bytes.iter().take_while(|&&b| b == b'`').count();
            twins.fence(at, ticks).unwrap_or(ticks)
        }
        Some(b'<') if bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) => {
            twins.next(b'>', at)
        }
        Some(b'{') => twins.brace(at),
        Some(b'%') => printf(bytes, at, twins),
        Some(b']') if bytes.get(1) == Some(&b'(') => match twins.parenthesis(at + 1) {
            0 => 0,
            length => length + 1,
        },
        Some(b']') if bytes.get(1) == Some(&b'[') => match twins.next(b']', at + 1) {
            0 => 0,
            length => length + 1,
        },
        Some(b'h' | b'H' | b'w' | b'W' | b'm' | b'M') if word_start => {
            let is_address = ["http://", "https://", "www.", "mailto:"]
                .iter()
                .any(|s| bytes.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s.as_bytes())));
            let end = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '»' | '”');
            if is_address { rest.find(end).unwrap_or(rest.len()) } else { 0 }
        }
        _ => 0,
    }
}

/// Returns the length of a `printf` or Python placeholder: `%s`, `%1$d`, `%(name)s`.
fn printf(bytes: &[u8], place: usize, twins: &mut Twins<'_>) -> usize {
    let mut at = 1;
    if bytes.get(at) == Some(&b'(') {
        match twins.next(b')', place) {
            0 => return 0,
            end => at = end,
        }
    }
    while bytes.get(at).is_some_and(|b| b.is_ascii_digit() || matches!(b, b'$' | b'.' | b'-' | b'+' | b'#')) {
        at += 1;
    }
    let ends = bytes.get(at).is_some_and(|b| b"sdiufgexXc".contains(b));
    let bounded = bytes.get(at + 1).is_none_or(|b| !b.is_ascii_alphanumeric() && *b < 0x80);
    if ends && bounded { at + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| &text[word.span]).collect()
    }

    #[test]
    fn code_links_tags_and_placeables_hold_no_words() {
        assert_eq!(
            texts("a `term` [link](http://x.y/term(1)) <b class=\"term\">c</b> { $term } %(term)s %s d"),
            ["a", "link", "c", "d"]
        );
        assert_eq!(texts("see https://term.example/term, www.term.eu and [text][term]"), ["see", "and", "text"]);
        assert_eq!(texts("{ $n -> [one] term *[other] { x } } y"), ["y"]);
        assert_eq!(texts("a { b and 50 % c ` d < e"), ["a", "b", "and", "50", "c", "d", "e"]);
    }

    #[test]
    fn the_number_of_an_act_parts_no_name() {
        let found = words("Empfehlung (EU) 2023/2836 der Kommission (EU) x");
        assert_eq!(found.iter().map(|word| word.gap).collect::<Vec<_>>()[1..3], [Gap::Space, Gap::Space]);
        assert_eq!(texts("Recommendation (EU) 2023/2836"), ["Recommendation"]);
        assert_eq!(texts("a (EU) b (2023/1) c"), ["a", "EU", "b", "2023", "1", "c"]);
    }

    #[test]
    fn gaps_tell_what_stands_between() {
        let gaps: Vec<Gap> = words("**citizens'** assembly, follow-up l’eau").into_iter().map(|w| w.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Space, Gap::Break, Gap::Hyphen, Gap::Space, Gap::Apostrophe]);
    }
}
