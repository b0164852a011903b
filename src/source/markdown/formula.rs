//! Formulas on lines of their own that CommonMark takes for text: `$$ … $$ (label)`, `\[ … \]`, `\begin{align} … \end{align}`
//! (MyST, Pandoc, arithmatex, MathJax).
//!
//! Invariant: a formula holds no blank line, so that every part of a page reads it as the page does.

use super::pandoc::next_line;

/// Why the lines hold nothing for translators.
pub(super) const REASON: &str = "mathematics";

/// Lines from one that begins a formula to the one that closes it.
pub(super) struct Formula {
    /// The end of its last line, without trailing blanks.
    pub(super) end: usize,
    /// Whether other text cannot be part of its paragraph.
    pub(super) is_block: bool,
}

/// What closes a formula.
enum Close<'t> {
    /// `$$`, with or without a label.
    Dollars,
    /// A line of its own: `\]`, `\\]`.
    Line(&'t str),
    /// `\end{name}`.
    Environment(&'t str),
}

/// Returns the formula that begins in the line with its content at `at`, which ends at `end`. `barren` is up to where no line
/// closes one.
pub(super) fn formula(text: &str, at: usize, end: usize, barren: &mut usize) -> Option<Formula> {
    let content = text.get(at..end)?.trim_end();
    let close = match content.as_bytes() {
        [b'$', b'$', ..] => match content.get(2..)?.split_once("$$") {
            Some((_, behind)) => {
                let is_block = !behind.is_empty() && is_label(behind);
                return is_block.then_some(Formula { end: at + content.len(), is_block });
            }
            None => Close::Dollars,
        },
        [b'\\', b'b', ..] => {
            let (name, rest) = content.strip_prefix("\\begin{")?.split_once('}')?;
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'*');
            if !is_name {
                return None;
            }
            if ends(rest, name) {
                return Some(Formula { end: at + content.len(), is_block: true });
            }
            Close::Environment(name)
        }
        _ => match content {
            "\\[" => Close::Line("\\]"),
            "\\\\[" => Close::Line("\\\\]"),
            _ => return is_bracketed(content).then_some(Formula { end: at + content.len(), is_block: true }),
        },
    };
    if at < *barren {
        return None;
    }
    let mut line = end;
    while let Some((_, content, end)) = next_line(text, line) {
        let content = content.trim_end();
        let (is_close, is_block) = match close {
            Close::Dollars => (closes(content), !content.ends_with("$$")),
            Close::Line(close) => (content == close, true),
            Close::Environment(name) => (ends(content, name), true),
        };
        if is_close {
            let blanks = text.get(..end).map_or(0, |above| above.len() - above.trim_end_matches([' ', '\t']).len());
            return Some(Formula { end: end - blanks, is_block });
        }
        if content.is_empty() || content.starts_with("```") || content.starts_with("~~~") {
            break;
        }
        line = end;
    }
    // An environment of another name may end before.
    if !matches!(close, Close::Environment(_)) {
        *barren = line;
    }
    None
}

/// Returns whether a line ends with `$$`, and a label behind at most.
fn closes(line: &str) -> bool {
    line.rsplit_once("$$").is_some_and(|(_, behind)| behind.is_empty() || is_label(behind))
}

/// Returns whether what stands behind a formula is its label, ` (eq-cost)` or ` {#eq-cost}`.
fn is_label(behind: &str) -> bool {
    let label = behind.trim_start_matches(' ');
    let inner = label
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| label.strip_prefix("{#").and_then(|rest| rest.strip_suffix('}')));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['(', ')', '{', '}', ' ']))
}

/// Returns whether a line ends the environment of a name.
fn ends(line: &str, name: &str) -> bool {
    let rest = line.trim_end_matches(['.', ',', ';', '$', ' ']).strip_suffix('}');
    rest.and_then(|rest| rest.strip_suffix(name)).is_some_and(|rest| rest.ends_with("\\end{"))
}

/// Returns whether a line is a formula in `\[ … \]` and no text in brackets.
fn is_bracketed(line: &str) -> bool {
    let inner = line.strip_prefix("\\[").and_then(|rest| rest.strip_suffix("\\]"));
    inner.is_some_and(|inner| {
        let is_command = inner.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic());
        is_command || inner.contains(['^', '=']) || inner.contains("_{")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Option<(&str, bool)> {
        let end = text.find('\n').unwrap_or(text.len());
        formula(text, 0, end, &mut 0).map(|found| (&text[found.end..], found.is_block))
    }

    #[test]
    fn formulas_end_where_they_are_closed() {
        assert_eq!(rest("$$\na = \\text{cost}\n$$ (eq-cost) \nb"), Some((" \nb", true)));
        assert_eq!(rest("$$ a\nb $$\nc"), Some(("\nc", false)));
        assert_eq!(rest("$$ a $$ {#eq-x}\nb"), Some(("\nb", true)));
        assert_eq!(rest("\\begin{align*}\na % half\n\\end{align*}\nb"), Some(("\nb", true)));
        assert_eq!(rest("\\begin{x} a \\end{x}.\nb"), Some(("\nb", true)));
        assert_eq!(rest("\\[\nx = \\frac{1}{2}\n\\]\nb"), Some(("\nb", true)));
        assert_eq!(rest("\\[ x^2 \\]\nb"), Some(("\nb", true)));
    }

    #[test]
    fn text_is_no_formula() {
        for text in [
            "$$ a $$ is the cost",
            "$$ a $$",
            "$$\na\n\nb\n$$",
            "\\[see below\\]\na",
            "\\[\na\n\n\\]",
            "\\begin{a}\n\\end{b}",
            "\\begin a",
            "\\begin{a b}\n\\end{a b}",
            "$$\n```\n$$",
        ] {
            assert_eq!(rest(text), None, "{text}");
        }
    }

    #[test]
    fn a_beginning_without_an_end_is_searched_once() {
        let text = "$$ a\n".repeat(3) + "b";
        let mut barren = 0;
        // Each of these lines closes nothing, and the first search says so for all of them.
        assert!(formula(&text, 0, 4, &mut barren).is_none());
        assert_eq!(barren, text.len());
    }
}
