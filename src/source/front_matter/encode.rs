//! Writing a translated string into front matter, in the author's style where that can hold it.

use super::block::{Scalar, Style};
use super::yaml::is_string;

/// Returns the bytes that stand for `value` in place of `scalar`. The result never changes the structure around it.
#[must_use]
pub fn encode(scalar: &Scalar, value: &str, newline: &str) -> String {
    let value: String = value.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c }).collect();
    let value = value.trim_matches([' ', '\n', '\t']);
    match scalar.style {
        Style::Plain { flow } if is_plain(value, flow) => value.to_owned(),
        Style::Single if !value.contains(['\n', '\t']) && !value.contains(BREAKS) => {
            format!("'{}'", value.replace('\'', "''"))
        }
        Style::Plain { .. } | Style::Single | Style::Double => double(value),
        Style::Block { indent, folded } => block(value, indent, folded, newline),
        Style::TomlLiteral if !value.contains(['\'', '\n', '\t']) => format!("'{value}'"),
        Style::TomlBasic | Style::TomlLiteral => double(value),
    }
}

/// What YAML 1.1 takes for line ends besides `\n`.
const BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Returns whether YAML reads the text back as the same string without quotes.
fn is_plain(value: &str, flow: bool) -> bool {
    let first = value.chars().next();
    let starts_well = first.is_some_and(|c| !"-?:,[]{}#&*!|>'\"%@`=<".contains(c) && !c.is_whitespace());
    let is_safe = !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !value.contains(['\n', '\t', '\u{feff}'])
        && !value.contains(BREAKS);
    let is_safe_flow = !flow || !value.contains([',', '[', ']', '{', '}', ':', '"', '\'']);
    starts_well && is_safe && is_safe_flow && is_string(value) && value != "---" && value != "..."
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
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes the lines of a block scalar. Lines are stripped, since a line that begins with a space would change the
/// indentation or the folding.
fn block(value: &str, indent: usize, folded: bool, newline: &str) -> String {
    let margin = " ".repeat(indent);
    // They would close the block, which has no escapes.
    let value = value.replace(BREAKS, " ");
    let lines: Vec<String> = value
        .split('\n')
        .map(|line| line.trim_matches([' ', '\t']))
        .map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") })
        .collect();
    let separator = if folded { format!("{newline}{newline}") } else { newline.to_owned() };
    lines.join(&separator)
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
}
