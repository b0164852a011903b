//! Writing a translated string into front matter, in the author's style where that can hold it.

use super::block::{Scalar, Style};
use super::yaml::is_surely_string;

/// Returns the bytes that stand for `value` in place of `scalar`. The result never changes the structure around it.
#[must_use]
pub fn encode(scalar: &Scalar, value: &str, newline: &str) -> String {
    let value = value.replace("\r\n", "\n");
    // A block has no escapes.
    let is_block = matches!(scalar.style, Style::Block { .. });
    let is_lost = |c: char| (c.is_control() && c != '\n' && c != '\t') || (is_block && ESCAPED.contains(&c));
    let value: String = value.chars().map(|c| if is_lost(c) { ' ' } else { c }).collect();
    let value = value.trim_matches([' ', '\n', '\t']);
    match scalar.style {
        Style::Plain { flow } if is_plain(value, flow) => value.to_owned(),
        Style::Single if !value.contains(['\n', '\t']) && !value.contains(ESCAPED) => {
            format!("'{}'", value.replace('\'', "''"))
        }
        Style::Plain { .. } | Style::Single | Style::Double => double(value),
        Style::Block { indent, folded } => block(value, indent, folded, newline),
        Style::TomlLiteral if !value.contains(['\'', '\n', '\t']) => format!("'{value}'"),
        Style::TomlBasic | Style::TomlLiteral => double(value),
    }
}

/// What YAML 1.1 takes for line ends besides `\n`, and what may not stand in YAML but as an escape.
const ESCAPED: [char; 6] = ['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];

/// Returns whether YAML reads the text back as the same string without quotes.
fn is_plain(value: &str, flow: bool) -> bool {
    let first = value.chars().next();
    let starts_well = first.is_some_and(|c| !"-?:,[]{}#&*!|>'\"%@`=<".contains(c) && !c.is_whitespace());
    let is_safe = !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !value.contains(['\n', '\t'])
        && !value.contains(ESCAPED);
    let is_safe_flow = !flow || !value.contains([',', '[', ']', '{', '}', ':', '?', '"', '\'']);
    starts_well && is_safe && is_safe_flow && is_surely_string(value) && value != "..."
}

/// Writes a double-quoted string with escapes that YAML and TOML share.
fn double(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if ESCAPED.contains(&c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes the lines of a block scalar. Where breaks are folded, every one that stands between two texts is
/// written twice; beside a line that begins with a blank none is folded.
fn block(value: &str, indent: usize, folded: bool, newline: &str) -> String {
    let margin = " ".repeat(indent);
    let is_text = |line: &str| !line.starts_with([' ', '\t']);
    let mut out = String::with_capacity(value.len() + margin.len());
    // The last line that is not empty.
    let mut before: Option<&str> = None;
    for (index, line) in value.split('\n').enumerate() {
        if index > 0 {
            out.push_str(newline);
        }
        if line.is_empty() {
            continue;
        }
        if folded && is_text(line) && before.is_some_and(is_text) {
            out.push_str(newline);
        }
        out.push_str(&margin);
        out.push_str(line);
        before = Some(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{fields, find};
    use super::*;

    fn rewritten(page: &str, value: &str) -> (String, String) {
        let block = find(page, 0).unwrap();
        let field = &fields(page, &block)[0];
        let mut out = page.to_owned();
        out.replace_range(field.scalar.span.clone(), &encode(&field.scalar, value, "\n"));
        let block = find(&out, 0).unwrap();
        let again = fields(&out, &block)[0].scalar.value.clone();
        (out, again)
    }

    #[test]
    fn every_style_holds_every_value() {
        let pages = [
            "---\na: x\nb: y\n---\n",
            "---\na: 'x'\n---\n",
            "---\na: \"x\"\n---\n",
            "---\na: [x, y]\n---\n",
            "---\na:\n  - x\n---\n",
            "---\na: |\n  x\n---\n",
            "+++\na = \"x\"\n+++\n",
            "+++\na = 'x'\n+++\n",
        ];
        let values = [
            "true",
            "12",
            "a: b",
            "# c",
            "it's \"so\"",
            "[x]",
            "- a",
            "---",
            "a\\b",
            "&x",
            "x #y",
            "null",
            "a, b",
            "\u{2028}x",
        ];
        for page in pages {
            for value in values {
                let (out, again) = rewritten(page, value);
                let is_block = page.contains('|') && value.contains('\u{2028}');
                assert_eq!(again, if is_block { value.replace('\u{2028}', "") } else { value.to_owned() }, "{out}");
                // Not even in YAML 1.1 does a line end where none is.
                assert!(!out.contains('\u{2028}') || page.starts_with("+++"), "{out}");
            }
        }
    }

    #[test]
    fn plain_stays_plain() {
        assert_eq!(rewritten("---\na: x\n---\n", "Kursus").0, "---\na: Kursus\n---\n");
    }

    #[test]
    fn blocks_hold_the_lines_of_a_translation() {
        for value in ["a\nb", "a\n\nb\n\n\nc", "- a\n  - b\n\n  c\nd", "a \n\tb\n   \nc", "# a\n# b"] {
            for head in ["|", ">", "|2-", ">+ # c"] {
                let (out, again) = rewritten(&format!("---\na: {head}\n  x\n\nb: c\n---\n"), value);
                assert_eq!(again, value, "{out}");
            }
        }
    }

    #[test]
    fn what_some_reader_takes_for_no_string_is_quoted() {
        for value in ["y", "1_000", "0b10", "-0x1f", "1e3", "+.INF", "=", "12:30:00", "what?", "a\u{fffe}b"] {
            let (out, again) = rewritten("---\na: [x]\n---\n", value);
            assert!(again == value && out.contains('"'), "{out}");
        }
        assert_eq!(rewritten("---\na: x\n---\n", "3 kurser").0, "---\na: 3 kurser\n---\n");
    }
}
