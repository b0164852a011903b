//! A glance at a page: whether it has a line that other processors than CommonMark's read in their own way.

use memchr::memmem;

use super::callout_line::stands_in_body;
use super::{attributes, colon, kept, pandoc};

/// Returns whether a line may have to be masked; few pages have one.
pub(super) fn needs_mask(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut start, mut is_after_blank) = (0, true);
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let at = start + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let end = super::mask::line_end(bytes, at);
        let line = text.get(at..end).unwrap_or_default();
        let width = pandoc::markers(line);
        let content = line.get(width..).unwrap_or_default();
        let is_masked = match content.as_bytes() {
            [b':', next, ..] if !matches!(next, b' ' | b'\t' | b':') => colon::may_be_bare(content),
            [b':', b' ' | b'\t', ..] => {
                attributes::alone(content.get(2..).unwrap_or_default()).is_some() || stands_in_body(content)
            }
            [b'[', b'^', ..] => stands_in_body(content),
            [b'$', b'$', ..] | [b'\\', b'[' | b'\\', ..] => true,
            [b':', b':', b':', ..] | [b'!', b'!', b'!', ..] | [b'?', b'?', b'?', ..] => true,
            [b'=', b'=', b'=', b' ' | b'\t' | b'+' | b'!', ..] | [b'[', b'!', ..] | [b'*', b'[', ..] => true,
            // Tags; lists of attributes end with their line.
            [b'{', next, ..] => matches!(next, b'{' | b'%' | b':') || content.trim_end().ends_with('}'),
            [b'+', b'-' | b'=' | b':', ..] | [b'#', b'.' | b')', ..] | [b'(', ..] => true,
            [b'-', b'-', ..] | [b'%', ..] | [b'\\', b'a'..=b'z', ..] => true,
            [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] => content.contains('{'),
            [b'/', b'/', b'/', ..] | [b'+', b'+', b'+', ..] | [b'<', b'<', b'<', ..] => true,
            [b'-', b'8', ..] | [b';', b'-', ..] => true,
            [b'[', ..] => kept::tag_of_definition(content).is_some() || kept::line(content).is_some(),
            [b'|', ..] => {
                let is_tabbed =
                    text.get(start..at).is_some_and(|lead| lead.ends_with(super::mask::TABBED) && lead.contains('>'));
                is_tabbed || ((is_after_blank || width > 0) && pandoc::begins_lines(text, content, end))
            }
            [b'<', ..] => memmem::find_iter(content.as_bytes(), b"arkdown").next().is_some() || !content.contains('>'),
            [first, ..] if first.is_ascii_alphabetic() => pandoc::marker(content).is_some(),
            _ => false,
        };
        if is_masked {
            return true;
        }
        // What stands behind the mark of a definition or a footnote begins a block.
        let is_mark =
            || matches!(content.as_bytes(), [b':', ..] | [b'[', b'^', ..]) && pandoc::lead(content) == content.len();
        is_after_blank = content.is_empty() || is_mark();
        start = end + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::flavour::Flavour;
    use super::super::mask::read_lines;
    use super::needs_mask;

    /// What lines may begin with that are masked, and some that are like them.
    const HEADS: &[&str] = &[
        ":::",
        "::: note",
        ":::{note} A",
        "!!! note",
        "??? note",
        "===",
        "=== \"A\"",
        "/// note",
        "///",
        "+++",
        "+++ {\"a\": 1}",
        ":name: x",
        ":smile: x",
        ":x",
        ": x",
        ":",
        "::",
        "[^1]: x",
        "[^1]: :x",
        "[^1]: {{ x }}",
        "[x]:  {{ y }}",
        "[x]:{% y %}",
        "[!faq] x",
        "===\t\"A\"\n\n    y",
        "#) x\n#) y",
        "[x]: {{ y }}",
        "[x]: {% y %}",
        "[x]: y",
        "[toc]",
        "[[toc]]",
        "[!NOTE]",
        "[ ] x",
        "{.x}",
        "{: .x}",
        "{#x}",
        "{ x }",
        "{%",
        "{% raw %}",
        "{{ x }}",
        "{{< x >}}",
        "{::comment}",
        "{$x} y",
        "{$x}",
        "(x)=",
        "(1) x\n(2) y",
        "(a) x\n(b) y",
        "a. x\nb. y",
        "A) x\nB) y",
        "i. x\nii. y",
        "iv. x\nv. y",
        "so. x",
        "mix. x",
        "#. x\n#. y",
        "(@) x\n(@) y",
        "1. x",
        "- x",
        "*[A]: b",
        "+---+\n| a |\n+---+",
        "+===+",
        "+:--+",
        "| x\n| y",
        "|x|y|\n|-|-|",
        "---\na\n---",
        "-- --\na  b\n-- --",
        "--8<-- \"a\"",
        "-8<- \"a\"",
        ";--8<-- \"a\"",
        "% x",
        "\\newpage",
        "\\[x\\]",
        "\\begin{x}\ny\n\\end{x}",
        "$$\nx\n$$",
        "$$ x $$ (y)",
        "```{note}\nx\n```",
        "~~~{note}\nx\n~~~",
        "``` {note}\nx\n```",
        "```x",
        "<div markdown>\nx\n</div>",
        "<div markdown=\"1\">\nx\n</div>",
        "<p>x",
        "<p\nx>",
        "<<<  x",
        "<<< @/x",
        "===!",
        "=== x",
        "x",
        "",
    ];
    const LEADS: &[&str] =
        &["", "> ", ">", ": ", ":   ", "[^1]: ", "- ", "1. ", "   ", "\t", "> \t", "* - ", ":\t", "[^a]:", "10) "];

    #[test]
    fn nothing_is_overlooked() {
        let mut overlooked = Vec::new();
        for head in HEADS {
            for (outer, inner) in LEADS.iter().flat_map(|outer| LEADS.iter().map(move |inner| (outer, inner))) {
                for (above, below, end) in [
                    ("", "", "\n"),
                    ("x\n", "\nx", "\r\n"),
                    ("\n", "\n\n{x}\n:x", "\n"),
                    ("x\n\n", "\n    y\n", "\r\n"),
                    ("[^a]:  \n", "\n", "\n"),
                ] {
                    let text = format!("{above}{outer}{inner}{head}{below}\n").replace('\n', end);
                    let (masked, callouts) = read_lines(&text, Flavour::of(&text, false));
                    let is_masked = matches!(masked, Cow::Owned(_)) || !callouts.is_empty();
                    overlooked.extend((is_masked && !needs_mask(&text)).then_some(text));
                }
            }
        }
        assert_eq!(overlooked, Vec::<String>::new());
    }
}
