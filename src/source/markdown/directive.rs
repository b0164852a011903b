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

/// Reads the inside of a comment; none for a comment that is no directive.
pub(super) fn parse(comment: &str) -> Option<Directive> {
    let words = comment.trim().strip_prefix("concordia:")?.trim();
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
    fn misspelt_directives_are_told() {
        assert!(matches!(parse("concordia: skipp"), Some(Directive::Invalid(_))));
        assert!(matches!(parse("concordia: max-length x"), Some(Directive::Invalid(_))));
    }
}
