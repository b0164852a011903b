//! What authors tell the machinery in comments: `<!-- concordia: note Keep this short -->`.

/// An author's directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Directive {
    /// A note for translators of the next block.
    Note(String),
    /// The context of the next block's units.
    Context(String),
    /// The greatest length, in characters, of the next block's translations.
    MaxLength(usize),
    /// The next block is not translated.
    Skip,
    /// Nothing is translated from here …
    SkipStart,
    /// … to here.
    SkipEnd,
    /// Something else; what is wrong, in one line.
    Invalid(String),
}

/// What directives there are.
const VERBS: [&str; 6] = ["note", "context", "max-length", "skip", "skip-start", "skip-end"];

/// Reads the inside of a comment; none for a comment that is no directive.
pub(super) fn parse(comment: &str) -> Option<Directive> {
    let Some(words) = comment.trim().strip_prefix("concordia:").map(str::trim) else {
        return misspelt(comment.trim()).map(Directive::Invalid);
    };
    let is_second = |line: &str| line.trim().split_once(':').is_some_and(|(verb, _)| VERBS.contains(&verb.trim()));
    if words.lines().skip(1).any(|line| is_second(line) || line.trim().starts_with("concordia:")) {
        return Some(Directive::Invalid("two directives in one comment".into()));
    }
    let (verb, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match verb {
        "note" if !rest.is_empty() => Directive::Note(rest),
        "context" if !rest.is_empty() => Directive::Context(rest),
        "max-length" => rest.parse().map_or_else(
            |_| Directive::Invalid(format!("max-length needs a number of characters, not `{rest}`")),
            Directive::MaxLength,
        ),
        "skip" if rest.is_empty() => Directive::Skip,
        "skip-start" if rest.is_empty() => Directive::SkipStart,
        "skip-end" if rest.is_empty() => Directive::SkipEnd,
        "note" | "context" => Directive::Invalid(format!("{verb} needs a text")),
        _ => Directive::Invalid(format!("unknown directive `{words}`")),
    })
}

/// Returns what is wrong with a comment that looks like a directive and is none: in capitals, or without the colon.
fn misspelt(comment: &str) -> Option<String> {
    let (name, rest) = comment.split_at_checked("concordia".len())?;
    if !name.eq_ignore_ascii_case("concordia") || rest.starts_with(|c: char| c.is_alphanumeric() || "-_".contains(c)) {
        return None;
    }
    let words = rest.trim_start();
    let verb = words.strip_prefix([':', '=', '-', ',']).unwrap_or(words).split_whitespace().next().unwrap_or_default();
    let is_verb = VERBS.iter().any(|known| known.eq_ignore_ascii_case(verb));
    (words.starts_with(':') || is_verb)
        .then(|| format!("a directive begins with `concordia:`, not with `{}`", shown(comment)))
}

/// Returns the first two words of a comment.
fn shown(comment: &str) -> String {
    comment.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

/// Returns the inside of an HTML comment.
pub(super) fn inside(raw: &str) -> Option<&str> {
    raw.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"))
}

/// What directives say about the block they stand before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Instructions {
    /// Notes, in order.
    pub(super) notes: Vec<String>,
    /// The context.
    pub(super) context: Option<String>,
    /// The greatest length.
    pub(super) max_length: Option<usize>,
    /// Whether the block is left out.
    pub(super) skip: bool,
}

impl Instructions {
    /// Returns whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read() {
        assert_eq!(parse(" concordia: note  Keep\n it "), Some(Directive::Note("Keep it".into())));
        assert_eq!(parse("concordia: max-length 24"), Some(Directive::MaxLength(24)));
        assert_eq!(parse("concordia: skip-start"), Some(Directive::SkipStart));
        assert_eq!(parse(" a comment "), None);
    }

    #[test]
    fn what_looks_like_a_directive_and_is_none_is_told() {
        for comment in [
            "Concordia: skip",
            "concordia skip",
            "CONCORDIA Note Keep it",
            "concordia :skip",
            "concordia - skip",
            "concordia: context nav\n     note: x",
            "concordia: note x\nconcordia: skip",
        ] {
            assert!(matches!(parse(comment), Some(Directive::Invalid(_))), "{comment}");
        }
        for comment in ["Concordia builds this", "concordia", "concordia-skip-list", "skip", "concordiaskip is"] {
            assert_eq!(parse(comment), None, "{comment}");
        }
        assert!(matches!(parse("concordia: note See this\nnote: that one"), Some(Directive::Invalid(_))));
        assert!(matches!(parse("concordia: note a: b\n c: d"), Some(Directive::Note(_))));
    }

    #[test]
    fn misspelt_directives_are_told() {
        assert!(matches!(parse("concordia: skipp"), Some(Directive::Invalid(_))));
        assert!(matches!(parse("concordia: max-length x"), Some(Directive::Invalid(_))));
    }
}
