//! One entry as an owned value that can be edited.

use super::comments;

/// What a translation was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Previous {
    /// The previous `msgctxt`; an empty one says that there was none where the entry has one now.
    pub context: Option<String>,
    /// The previous `msgid`.
    pub id: String,
    /// The previous `msgid_plural`.
    pub id_plural: Option<String>,
}

/// One entry. Everything that the format knows is kept; writing it is canonical.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// The `msgctxt`; an empty one differs from none.
    pub context: Option<String>,
    /// The `msgid`.
    pub id: String,
    /// The `msgid_plural`.
    pub id_plural: Option<String>,
    /// The forms: one without plural, else one per plural form; missing ones are written empty.
    pub forms: Vec<String>,
    /// The previous source.
    pub previous: Option<Previous>,
    /// The comment lines as written, with their markers and without line ends (`# …`, `#. …`, `#: …`, `#, …`, `#= …`),
    /// in order; the flags, `fuzzy` among them, stand here alone.
    pub comments: Vec<String>,
    /// Whether it stands behind `#~`.
    pub is_obsolete: bool,
}

impl Message {
    /// Creates a missing translation: as many empty forms as `forms` says for a plural, else one.
    #[must_use]
    pub fn new(context: Option<String>, id: impl Into<String>, id_plural: Option<String>, forms: usize) -> Self {
        let count = if id_plural.is_some() { forms.max(1) } else { 1 };
        Self { context, id: id.into(), id_plural, forms: vec![String::new(); count], ..Self::default() }
    }

    /// Returns whether the message carries the flag `fuzzy`.
    #[must_use]
    pub fn is_fuzzy(&self) -> bool {
        self.comments.iter().any(|line| comments::has_fuzzy(line.as_bytes()))
    }

    /// Returns whether every form has a text, fuzzy or not.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        !self.forms.is_empty() && self.forms.iter().all(|form| !form.is_empty())
    }

    /// Returns whether any form has a text.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.forms.iter().any(|form| !form.is_empty())
    }

    /// Adds or removes the flag `fuzzy`; other flags stay where they are.
    pub fn set_fuzzy(&mut self, is_fuzzy: bool) {
        if is_fuzzy == self.is_fuzzy() {
            return;
        }
        if !is_fuzzy {
            self.comments = std::mem::take(&mut self.comments)
                .into_iter()
                .filter_map(|line| match comments::has_fuzzy(line.as_bytes()) {
                    true => comments::without_fuzzy(&line),
                    false => Some(line),
                })
                .collect();
            return;
        }
        match self.comments.iter_mut().find(|line| line.starts_with("#,")) {
            Some(line) => {
                let others = comments::flags(line).into_iter().flatten().collect::<Vec<_>>().join(", ");
                *line = if others.is_empty() { "#, fuzzy".to_owned() } else { format!("#, fuzzy, {others}") };
            }
            None => {
                let place = self.comments.iter().position(|line| line.starts_with("#=")).unwrap_or(self.comments.len());
                self.comments.insert(place, "#, fuzzy".to_owned());
            }
        }
    }

    /// Returns the flags of all `#,` and `#=` lines in order.
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        self.comments.iter().filter_map(|line| comments::flags(line)).flatten()
    }

    /// Returns the texts of the translator comments, one per line.
    pub fn translator_comments(&self) -> impl Iterator<Item = &str> {
        self.comments.iter().filter_map(|line| comments::translator(line))
    }

    /// Returns the texts of the extracted comments, one per line.
    pub fn extracted_comments(&self) -> impl Iterator<Item = &str> {
        self.comments.iter().filter_map(|line| comments::behind(line, "#."))
    }

    /// Returns the texts of the reference lines, one per line.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.comments.iter().filter_map(|line| comments::behind(line, "#:"))
    }

    /// Replaces all extracted comments; they stand behind the translator comments. Line ends in a text make lines.
    pub fn set_extracted_comments(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut lines: Vec<String> = Vec::new();
        for text in texts {
            let text = text.as_ref();
            lines.extend(text.is_empty().then(|| "#.".to_owned()));
            let comment = |line: &str| if line.is_empty() { "#.".to_owned() } else { format!("#. {}", one_line(line)) };
            lines.extend(text.lines().map(comment));
        }
        let first = self.comments.iter().position(|line| line.starts_with("#."));
        self.comments.retain(|line| !line.starts_with("#."));
        let translators = self.comments.iter().take_while(|line| comments::translator(line).is_some()).count();
        let place = first.unwrap_or(translators).min(self.comments.len());
        self.comments.splice(place..place, lines);
    }

    /// Adds a translator comment behind the others. Line ends in the text make lines.
    pub fn add_translator_comment(&mut self, text: &str) {
        let place = self.comments.iter().take_while(|line| comments::translator(line).is_some()).count();
        let lines = text.lines().map(|line| match line {
            "" => "#".to_owned(),
            line => format!("# {}", one_line(line)),
        });
        self.comments.splice(place..place, lines.collect::<Vec<_>>());
    }
}

/// Replaces what would end a comment line in some reader.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commented(comments: &[&str]) -> Message {
        Message { comments: comments.iter().map(|&line| line.to_owned()).collect(), ..Message::default() }
    }

    #[test]
    fn fuzzy_comes_and_goes_without_touching_other_flags() {
        let mut message = commented(&["# note", "#, c-format, no-wrap", "#= x"]);
        message.set_fuzzy(true);
        assert_eq!(message.comments, ["# note", "#, fuzzy, c-format, no-wrap", "#= x"]);
        message.set_fuzzy(false);
        assert_eq!(message.comments, ["# note", "#, c-format, no-wrap", "#= x"]);
        let mut message = commented(&["#: a.md", "#= fuzzy, x"]);
        message.set_fuzzy(false);
        assert_eq!(message.comments, ["#: a.md", "#= x"]);
    }

    #[test]
    fn extracted_comments_are_replaced_in_place() {
        let mut message = commented(&["# by hand", "#. old", "#: a.md", "#, fuzzy"]);
        message.set_extracted_comments(["heading", "two\nlines"]);
        assert_eq!(message.comments, ["# by hand", "#. heading", "#. two", "#. lines", "#: a.md", "#, fuzzy"]);
        assert_eq!(message.extracted_comments().collect::<Vec<_>>(), ["heading", "two", "lines"]);
    }
}
