//! Lines that hold nothing for translators although CommonMark takes them for text: targets of MyST, tables of
//! contents and includes, formulas, and what stands between two tags of a template language or in a directive of MyST that holds no prose.

use std::ops::Range;

use memchr::memmem;

use super::formula;
use super::pandoc::next_line;

/// The elements of template languages that hold code, formulas or comments (Jekyll, Hugo, Hexo, GitBook).
const CODE: [&str; 28] = [
    "asciinema",
    "chart",
    "code",
    "codeblock",
    "codes",
    "command",
    "comment",
    "console",
    "d2",
    "diff",
    "dot",
    "echarts",
    "goat",
    "graphviz",
    "highlight",
    "highlighter",
    "javascript",
    "katex",
    "katexmm",
    "kroki",
    "latex",
    "math",
    "mermaid",
    "nomarkdown",
    "plantuml",
    "shell",
    "svg",
    "tikz",
];

/// The directives of MyST whose lines are no prose.
const NO_PROSE: [&str; 24] = [
    "bibliography",
    "code",
    "code-block",
    "code-cell",
    "csv-table",
    "digraph",
    "doctest",
    "eval-rst",
    "glossary",
    "graph",
    "graphviz",
    "highlight",
    "include",
    "jupyter-execute",
    "literalinclude",
    "math",
    "mermaid",
    "parsed-literal",
    "plot",
    "productionlist",
    "raw",
    "sourcecode",
    "testcode",
    "toctree",
];

/// Returns why a line holds nothing for translators.
pub(super) fn line(content: &str) -> Option<&'static str> {
    let content = content.trim_end();
    let is_contents = ["[toc]", "[[toc]]", "[[_toc_]]"].iter().any(|toc| toc.eq_ignore_ascii_case(content));
    match content.as_bytes() {
        [b'(', ..] => target(content).map(|_| "target"),
        [b'[', ..] => is_contents.then_some("table of contents"),
        [b'-' | b';', ..] => {
            let marks = ["--8<--", ";--8<--", "-8<-", ";-8<-"];
            let rest = marks.iter().find_map(|mark| content.strip_prefix(mark));
            rest.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '-'])).map(|_| "include")
        }
        [b'<', b'<', b'<', b' ', ..] => Some("include"),
        [b'\\', b'a'..=b'z', ..] => is_command(content).then_some("command"),
        [b'{', ..] => is_element(content).then_some("between template tags"),
        [b'+', b'+', b'+'] | [b'+', b'+', b'+', b' ', b'{', .., b'}'] => Some("separator"),
        _ => None,
    }
}

/// Returns whether a page is one of MyST: it has directives, roles or targets, beside which a line `% x` is a comment.
pub(super) fn is_myst(text: &str) -> bool {
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    has("```{") || has(":::{") || has(")=\n") || memmem::find_iter(text.as_bytes(), b"}`").any(|at| ends_role(text, at))
}

/// Returns whether the name of a role ends with the brace at `at`, `{name}`; behind a backtick it is code.
fn ends_role(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-:+.".contains(byte);
    let length = before.iter().rev().take_while(|byte| is_part(byte)).count();
    match before.get(..at - length) {
        Some([.., b'`', b'{']) => false,
        Some([.., b'{']) => length > 0,
        _ => false,
    }
}

/// Returns whether a line is a command of TeX alone (`\newpage`), which Pandoc hands on.
fn is_command(content: &str) -> bool {
    let name = content.trim_start_matches('\\').trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_arguments = name.is_empty() || (name.starts_with(['{', '[']) && name.ends_with(['}', ']']));
    is_arguments && !name.contains(char::is_whitespace)
}

/// Returns the label of a target of MyST, `(label)=`.
pub(super) fn target(line: &str) -> Option<&str> {
    let label = line.trim().strip_prefix('(')?.strip_suffix(")=")?;
    (!label.trim().is_empty() && !label.contains(['(', ')'])).then_some(label)
}

/// What stands between two lines, as far as it is no prose.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// The end tags that the rest of the page does not hold.
    missing: Vec<String>,
    /// Where a formula ends that is part of a paragraph.
    formula: usize,
    /// Up to where no line closes a formula.
    barren: usize,
}

impl Regions {
    /// Returns whether a line is one of a formula.
    pub(super) fn holds(&self, at: usize) -> bool {
        at < self.formula
    }

    /// Returns the end of the lines from the one with its content at `at` to the one that closes them, and why they are kept.
    /// `is_apart` says that a blank line or a marker stands above.
    pub(super) fn end(&mut self, text: &str, at: usize, end: usize, is_apart: bool) -> Option<(usize, &'static str)> {
        if self.holds(at) {
            return None;
        }
        if let Some(found) = formula::formula(text, at, end, &mut self.barren) {
            let is_last = || next_line(text, found.end).is_none_or(|(_, below, _)| below.trim().is_empty());
            if found.is_block || (is_apart && is_last()) {
                return Some((found.end, formula::REASON));
            }
            self.formula = found.end;
        }
        let content = text.get(at..end)?.trim_end();
        let (close, reason) = match content.as_bytes() {
            [b'{', ..] => (closing(content)?, "between template tags"),
            [b':', b':', b':', ..] => {
                let (name, _) = super::callout_line::directive(content)?;
                NO_PROSE.contains(&name).then_some(())?;
                let colons = content.bytes().take_while(|byte| *byte == b':').count();
                (":".repeat(colons), "directive without prose")
            }
            [b'-' | b';', ..] if matches!(content, "--8<--" | ";--8<--" | "-8<-") => (content.to_owned(), "include"),
            _ => return None,
        };
        if self.missing.contains(&close) {
            return None;
        }
        let mut line = end;
        while let Some((_, content, end)) = next_line(text, line) {
            let content = content.trim_end();
            let is_close = match close.as_bytes() {
                [b':', ..] => content.len() >= close.len() && content.bytes().all(|byte| byte == b':'),
                [b'{', b':', ..] => ["{:/}", &close].iter().any(|end| squeezed(content).starts_with(end)),
                [b'{', ..] => squeezed(content).starts_with(&close),
                _ => content == close,
            };
            if is_close {
                return Some((end - trailing(text, end), reason));
            }
            line = end;
        }
        self.missing.push(close);
        None
    }
}

/// Returns how many blanks stand before an offset.
fn trailing(text: &str, end: usize) -> usize {
    let above = text.get(..end).unwrap_or_default();
    above.len() - above.trim_end_matches([' ', '\t']).len()
}

/// Drops the blanks and the marks of white-space control of a template tag.
fn squeezed(tag: &str) -> String {
    tag.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Returns whether a line is one element of a template language that holds code, from its opening tag to the one that closes it.
fn is_element(content: &str) -> bool {
    let Some(((open, close), name)) = opening(content) else { return false };
    let close = format!("{close}{name}");
    let closing =
        content.match_indices(open.get(..1).unwrap_or(open)).map(|(at, _)| content.get(at..).unwrap_or_default());
    let last = closing
        .skip(1)
        .find(|tag| squeezed(tag.get(..tag.floor_char_boundary(LONGEST)).unwrap_or(tag)).starts_with(&close));
    last.is_some_and(|tag| {
        tag.find('}').is_some_and(|end| tag.get(end..).is_some_and(|rest| rest.bytes().all(|b| b == b'}')))
    })
}

/// No closing tag is longer, in bytes.
const LONGEST: usize = 64;

/// Returns how the tag begins, without blanks, that closes the element whose opening tag is a line.
fn closing(content: &str) -> Option<String> {
    let ((_, end), name) = opening(content)?;
    // One that closes itself, or is closed in its line, opens nothing.
    let is_open = !content.ends_with("/>}}") && !content.ends_with("/%}}") && !content.ends_with("/}");
    is_open.then(|| format!("{end}{name}")).filter(|close| !squeezed(content).contains(close.as_str()))
}

/// Returns how the tag that a line begins with opens, how the tag begins that closes it, and the name, if its element holds code.
fn opening(content: &str) -> Option<((&'static str, &'static str), &str)> {
    let (open, end) = [("{%", "{%end"), ("{{<", "{{</"), ("{{%", "{{%/"), ("{::", "{:/")]
        .into_iter()
        .find(|(open, _)| content.starts_with(open))?;
    let inside = content.get(open.len()..)?.trim_start_matches(['-', ' ', '\t']);
    let length = inside.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = inside.get(..length).filter(|name| CODE.contains(name))?;
    Some(((open, end), name))
}

/// Returns the bytes of a tag of a template language that a link definition leads to, `[label]: {% link a.md %}`.
pub(super) fn tag_of_definition(content: &str) -> Option<Range<usize>> {
    let (label, rest) = content.trim_end().strip_prefix('[')?.split_once("]:")?;
    let tag = rest.trim_start_matches([' ', '\t']);
    let is_tag = tag.starts_with("{{") || tag.starts_with("{%");
    let end = content.trim_end().len();
    // A footnote has a text, which may be a tag.
    let is_link = !label.trim().is_empty() && !label.starts_with('^') && !label.contains(['[', ']']);
    // A title behind it is text.
    let title = tag
        .strip_suffix('"')
        .and_then(|tag| tag.rfind(" \""))
        .filter(|at| tag.rfind('}').is_none_or(|close| close < *at));
    let length = title.map_or(tag.len(), |at| tag.get(..at).unwrap_or_default().trim_end().len());
    let start = end - tag.len();
    (is_tag && is_link).then_some(start..start + length)
}

/// Returns the labels of the definitions that lead to a tag of a template language, in lower case.
#[must_use]
pub fn tagged_labels(text: &str) -> Vec<String> {
    let lines = text.lines().map(super::pandoc::content).filter(|line| tag_of_definition(line).is_some());
    lines.filter_map(|line| Some(line.get(1..)?.split_once("]:")?.0.to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_processors_hold_no_text() {
        for text in [
            "(a label)=",
            "[TOC]",
            "[[_TOC_]]",
            "\\newpage",
            "\\vspace{1cm}",
            "--8<-- \"a.md\"",
            "<<< @/a.js",
            "+++",
            "+++ {\"a\": 1}",
        ] {
            assert!(line(text).is_some(), "{text}");
        }
        for text in ["{{< highlight go >}}a{{< /highlight >}}", "{% highlight a %} {b} {% endhighlight %} "] {
            assert!(line(text).is_some(), "{text}");
        }
        for text in
            ["{{< katex >}}a{{< /katex >}} b", "{{< note >}}a{{< /note >}}", "{% math %}a{% endmath %} b {% endmath %}"]
        {
            assert!(line(text).is_none(), "{text}");
        }
        for text in
            ["\\newpage a", "\\[x\\]", "\\alpha is", "(a) = b", "()=", "[TOC] a", "[a]", "--8<--a", "+++ a", "<<<a"]
        {
            assert!(line(text).is_none(), "{text}");
        }
    }

    #[test]
    fn code_between_tags_is_kept_whole() {
        let kept = |text: &str| {
            let end = text.find('\n').unwrap_or(text.len());
            Regions::default().end(text, 0, end, true).map(|(end, _)| text[end..].to_owned())
        };
        for text in [
            "{% highlight ruby %}\n# a\n\n{% endhighlight %} \nb",
            "{%- highlight bash -%}\n# a\n{%- endhighlight -%} \nb",
            "{{< mermaid >}}\na\n{{< /mermaid >}} \nb",
            "{::comment}\na\n{:/comment} \nb",
            "{::nomarkdown}\na\n{:/} \nb",
            ":::{toctree}\na\n\nb\n:::: \nb",
            "--8<--\na.md\n--8<-- \nb",
        ] {
            assert_eq!(kept(text).as_deref(), Some(" \nb"), "{text}");
        }
        for text in ["{% highlight a %}\nb", "{{< note >}}\na\n{{< /note >}}", ":::{note}\na\n:::", "{{< math />}}\na"]
        {
            assert_eq!(kept(text), None, "{text}");
        }
    }

    #[test]
    fn definitions_may_lead_to_tags() {
        assert_eq!(tag_of_definition("[a b]: {% link c.md %} "), Some(7..22));
        assert_eq!(tag_of_definition("[a]: {{ b }}/c \"A title\""), Some(5..14));
        assert_eq!(tag_of_definition("[a]: {{ b | c: \"d\" }}"), Some(5..21));
        for text in ["[a]: b", "[a] {% b %}", "[]: {{ b }}", "[^1]: {{ b }}"] {
            assert_eq!(tag_of_definition(text), None, "{text}");
        }
    }
}
