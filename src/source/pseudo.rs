//! Pseudo-translation: English that looks foreign, to show untranslatable text and layout trouble before any
//! translator has worked.
//!
//! Letters get accents, the text grows by about a third, and brackets mark both ends, so that a cut or a glued text
//! is seen at once. Inline codes stay: code spans, link destinations, tags, entities, placeables, escapes.

use super::markdown::{self, balanced};

/// Returns the pseudo-translation of a unit's text.
#[must_use]
pub fn pseudo(text: &str) -> String {
    // A key to press, or the mark of a column.
    if text.len() == 1 {
        return text.chars().map(accented).collect();
    }
    // A text that is one link stays one: the summary of a book has room for links alone.
    let label = markdown::link_alone(text).unwrap_or(0..text.len());
    let (label, rest) = text
        .split_at_checked(label.end)
        .map_or((text, ""), |(head, rest)| (head.get(label.start..).unwrap_or_default(), rest));
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str(if rest.is_empty() { "⟦" } else { "[⟦" });
    let letters = accent(label, &mut out);
    let growth = letters.div_ceil(3);
    if growth > 0 {
        out.push(' ');
        out.extend(
            "one two three four five six seven eight nine ten eleven twelve "
                .chars()
                .cycle()
                .take(growth)
                .map(accented),
        );
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('⟧');
    if let Some(behind) = rest.strip_prefix(']') {
        out.push(']');
        accent(behind, &mut out);
    }
    out
}

/// Writes a text in accents; inline codes stay. Returns how many letters it has.
fn accent(text: &str, out: &mut String) -> usize {
    let mut letters = 0_usize;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let code = code_length(rest, out.ends_with(']'), out.ends_with(char::is_alphanumeric));
        if first == '{'
            && let Some(written) = rest.get(..code).and_then(selector)
        {
            out.push_str(&written);
            rest = rest.get(code..).unwrap_or_default();
            continue;
        }
        if first == '<'
            && code > 0
            && let Some((values, end)) = markdown::shown_values(rest)
        {
            let mut copied = 0;
            for value in values {
                out.push_str(rest.get(copied..value.start).unwrap_or_default());
                accent(rest.get(value.clone()).unwrap_or_default(), out);
                copied = value.end;
            }
            out.push_str(rest.get(copied..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        if code > 0 {
            let (kept, after) = rest.split_at_checked(code).unwrap_or((rest, ""));
            out.push_str(kept);
            rest = after;
            continue;
        }
        letters += usize::from(first.is_alphabetic());
        out.push(accented(first));
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    letters
}

/// Returns a Fluent selector with its variants' texts in accents; none for another text in braces.
fn selector(code: &str) -> Option<String> {
    let (head, variants) = arrow(code).and_then(|at| Some((code.get(..at)?, code.get(at + 2..)?)))?;
    let variants = variants.strip_suffix('}').filter(|variants| variants.trim_start().starts_with(['[', '*']))?;
    let mut out = format!("{head}->");
    let mut rest = variants;
    let mut starts_line = true;
    while let Some(first) = rest.chars().next() {
        let inside = first == '{' || first == '\\';
        let code = if inside { code_length(rest, false, false) } else { 0 };
        let kept = match rest.find(']') {
            Some(end) if starts_line && (first == '[' || rest.starts_with("*[")) => end + 1,
            _ => code,
        };
        let taken = if kept > 0 { kept } else { first.len_utf8() };
        let (now, after) = rest.split_at_checked(taken)?;
        match selector(now).filter(|_| first == '{') {
            Some(nested) => out.push_str(&nested),
            None if kept > 0 => out.push_str(now),
            None => out.push(accented(first)),
        }
        starts_line = first == '\n' || (starts_line && first == ' ');
        rest = after;
    }
    out.push('}');
    Some(out)
}

/// Returns where the arrow of a selector stands, behind what it selects on: not in a string, nor in braces of its own.
fn arrow(code: &str) -> Option<usize> {
    let mut is_string = false;
    let mut is_escaped = false;
    for (at, pair) in code.as_bytes().windows(2).enumerate() {
        match pair {
            _ if is_escaped => is_escaped = false,
            [b'\\', _] if is_string => is_escaped = true,
            [b'"', _] => is_string = !is_string,
            b"->" if !is_string => return Some(at),
            [b'{', _] if at > 0 && !is_string => return None,
            _ => {}
        }
    }
    None
}

/// No inline code is longer, in bytes; a text full of beginnings without an end would be read again and again.
const LONGEST: usize = 8 * 1024;

/// Returns the length of the inline code that a text begins with, or 0.
fn code_length(text: &str, is_after_bracket: bool, is_after_letter: bool) -> usize {
    let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let bytes = text.as_bytes();
    let until = |close: &str, from: usize| {
        text.get(from..).and_then(|rest| rest.find(close)).map_or(0, |at| from + at + close.len())
    };
    match bytes.first() {
        // Mathematics, as far as nobody can tell it from an escape.
        Some(b'\\') if bytes.get(1) == Some(&b'(') => until("\\)", 2).max(2),
        Some(b'\\') => 1 + text.chars().nth(1).map_or(0, char::len_utf8),
        Some(b'`') => {
            let ticks = bytes.iter().take_while(|&&b| b == b'`').count();
            until(text.get(..ticks).unwrap_or("`"), ticks).max(ticks)
        }
        Some(b'<') if bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) => {
            markdown::shown_values(text).map_or_else(|| until(">", 1), |(_, end)| end)
        }
        Some(b'&') => {
            let end = until(";", 1);
            let name = text.get(1..end.saturating_sub(1)).unwrap_or_default();
            let is_entity = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
            if is_entity { end } else { 0 }
        }
        Some(b'{') => balanced(bytes, b'{', b'}'),
        Some(b'(') if is_after_bracket => destination(text),
        Some(b'[') if is_after_bracket || bytes.get(1) == Some(&b'^') => until("]", 1),
        Some(b'$') => until("$", 1),
        Some(b':' | b'+' | b'@') if !is_after_letter => shortcode(bytes),
        Some(b'h' | b'w') if ["https://", "http://", "www."].iter().any(|start| text.starts_with(start)) => {
            text.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"')).unwrap_or(text.len())
        }
        _ => 0,
    }
}

/// Returns the length of an emoji (`:smile:`), of keys (`++ctrl+c++`, PyMdown) or of a citation (`@name`, Pandoc), or 0.
fn shortcode(bytes: &[u8]) -> usize {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+');
    let word = bytes.iter().skip(1).take_while(|b| is_part(b)).count();
    match bytes {
        [b':', ..] if word > 0 && bytes.get(word + 1) == Some(&b':') => word + 2,
        [b'+', b'+', ..] if word > 3 && bytes.get(word - 1..=word) == Some(b"++") => word + 1,
        [b'@', ..] if word > 0 => word + 1,
        _ => 0,
    }
}

/// Returns the length of a link's destination in parentheses, up to its title or its end.
fn destination(text: &str) -> usize {
    let inside = text.get(1..).unwrap_or_default();
    let lead = 1 + inside.len() - inside.trim_start().len();
    if text.get(lead..).is_some_and(|rest| rest.starts_with('<')) {
        return text.get(lead..).and_then(|rest| rest.find('>')).map_or(0, |at| lead + at + 1);
    }
    let whole = balanced(text.as_bytes(), b'(', b')');
    let tags = [("{{", "}}"), ("{%", "%}")].map(|tag| (tag, text.get(..whole).and_then(|inside| inside.rfind(tag.1))));
    let mut at = lead;
    while let Some(rest) = text.get(at..whole).filter(|rest| !rest.is_empty()) {
        // The tag of a template (`{{< ref "x.md" >}}`) is one piece.
        let tag = tags.iter().filter(|(_, last)| last.is_some_and(|last| last > at)).find_map(|((open, close), _)| {
            let inside = rest.strip_prefix(open)?;
            Some(open.len() + inside.find(close)? + close.len())
        });
        match tag {
            None if rest.starts_with([' ', '\n']) => return at + 1,
            _ => at += tag.or(rest.chars().next().map(char::len_utf8)).unwrap_or(1),
        }
    }
    whole
}

fn accented(c: char) -> char {
    match c {
        'a' => 'á',
        'b' => 'ƀ',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'é',
        'f' => 'ƒ',
        'g' => 'ĝ',
        'h' => 'ĥ',
        'i' => 'í',
        'j' => 'ĵ',
        'k' => 'ķ',
        'l' => 'ļ',
        'm' => 'ɱ',
        'n' => 'ñ',
        'o' => 'ö',
        'p' => 'þ',
        'q' => 'ɋ',
        'r' => 'ŕ',
        's' => 'š',
        't' => 'ţ',
        'u' => 'û',
        'v' => 'ṽ',
        'w' => 'ŵ',
        'x' => 'ẋ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Å',
        'B' => 'Ɓ',
        'C' => 'Ç',
        'D' => 'Ð',
        'E' => 'É',
        'F' => 'Ƒ',
        'G' => 'Ĝ',
        'H' => 'Ĥ',
        'I' => 'Î',
        'J' => 'Ĵ',
        'K' => 'Ķ',
        'L' => 'Ļ',
        'M' => 'Ṁ',
        'N' => 'Ñ',
        'O' => 'Ö',
        'P' => 'Þ',
        'Q' => 'Ǫ',
        'R' => 'Ŕ',
        'S' => 'Š',
        'T' => 'Ţ',
        'U' => 'Û',
        'V' => 'Ṽ',
        'W' => 'Ŵ',
        'X' => 'Ẋ',
        'Y' => 'Ý',
        'Z' => 'Ž',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::pseudo;

    #[test]
    fn words_change_and_grow() {
        assert_eq!(pseudo("Good work"), "⟦Ĝööð ŵöŕķ öñé⟧");
    }

    #[test]
    fn the_variants_of_a_selector_change() {
        let text = "You have { $n ->\n    [0] no mails\n   *[other] { $n } mails\n} today";
        let done = pseudo(text);
        assert!(done.contains("{ $n ->\n    [0] ñö ɱáíļš\n   *[other] { $n } ɱáíļš\n} ţöðáý"), "{done}");
    }

    #[test]
    fn selectors_on_functions_with_strings_change() {
        let text = "{ NUMBER($n, type: \"->\") ->\n    [one] { $n }st place\n   *[other] { $n }th place\n} here";
        let done = pseudo(text);
        let variants = "{ NUMBER($n, type: \"->\") ->\n    [one] { $n }šţ þļáçé\n   *[other] { $n }ţĥ þļáçé\n} ĥéŕé";
        assert!(done.contains(variants), "{done}");
        assert!(pseudo("{ \"a -> b\" } c").contains("{ \"a -> b\" } ç"));
    }

    #[test]
    fn a_single_letter_stays_one() {
        assert_eq!((pseudo("C"), pseudo("1")), ("Ç".to_owned(), "1".to_owned()));
    }

    #[test]
    fn a_text_that_is_a_link_stays_one() {
        assert_eq!(pseudo("[Good](a.md \"b\")"), "[⟦Ĝööð öñ⟧](a.md \"ƀ\")");
        assert_eq!(pseudo("[Good][a]"), "[⟦Ĝööð öñ⟧][a]");
        assert_eq!(pseudo("[a](b) [c](d)"), "⟦[á](b) [ç](d) ö⟧");
    }

    #[test]
    fn what_readers_see_of_a_tag_changes() {
        let done = pseudo("a <img src=\"b.png\" alt=\"Our map &amp; co\" title='Map'> c");
        assert!(done.contains("<img src=\"b.png\" alt=\"Öûŕ ɱáþ &amp; çö\" title='Ṁáþ'>"), "{done}");
    }

    #[test]
    fn tags_of_templates_stay_in_destinations() {
        for link in [
            "]({{< ref \"a.md#b\" >}})",
            "]({% link _posts/a.md %})",
            "]({{ site.baseurl }}/x ",
            "]({{ a }}{% post_url b %}#c ",
        ] {
            let done = pseudo(&format!("see [it{link}\"t\")"));
            assert!(done.contains(link), "{done}");
        }
    }

    #[test]
    fn beginnings_without_an_end_are_read_once() {
        // Read to the end again for each of them, these would take minutes.
        for start in ["[a](b ", "<a b=\"c\" ", "{", "`a ``b "] {
            assert!(!pseudo(&start.repeat(100_000)).is_empty());
        }
    }

    #[test]
    fn icons_and_keys_stay() {
        let done = pseudo("a :warning: b ++ctrl+alt++ :material-clock:, @fig-plan");
        for code in [":warning:", "++ctrl+alt++", ":material-clock:,", "@fig-plan"] {
            assert!(done.contains(code), "{done}");
        }
    }

    #[test]
    fn formulas_stay() {
        let done = pseudo("a \\(a_b = \\text{cost}\\) b $c$");
        assert!(done.contains("\\(a_b = \\text{cost}\\)") && done.contains("$c$"), "{done}");
    }

    #[test]
    fn inline_codes_stay() {
        for code in [":smile:", ":material-clock:", "++ctrl+c++", "@good", "@a-b_1"] {
            let done = pseudo(&format!("see {code} it ({code}) a"));
            assert_eq!(done.matches(code).count(), 2, "{done}");
        }
        assert!(pseudo("10:ab: x++ a@b").contains("10:áƀ: ẋ++ á@ƀ"));
        let text = "a `b c` [d](e.md \"f\") <b g=\"h\">i</b> {$j} &nbsp; \\* [k][l] https://m.eu/n $o$";
        let done = pseudo(text);
        for code in
            ["`b c`", "](e.md ", "<b g=\"h\">", "</b>", "{$j}", "&nbsp;", "\\*", "][l]", "https://m.eu/n", "$o$"]
        {
            assert!(done.contains(code), "{done}");
        }
    }
}
