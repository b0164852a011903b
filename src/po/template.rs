//! Gettext templates: entries without translations, one after the other.

use super::{Catalogue, Header, writer};

/// A template under construction.
#[derive(Debug)]
pub struct Template {
    text: String,
}

impl Template {
    /// Begins with the header; `capacity` is how long the template may become, in bytes.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let header = Catalogue::empty().rebuild_under(&Header::template(), &[]);
        let mut text = String::with_capacity(header.len() + capacity);
        text.push_str(&String::from_utf8_lossy(&header));
        Self { text }
    }

    /// Adds an entry. `notes` are the lines of its extracted comments.
    pub fn push(
        &mut self,
        notes: impl IntoIterator<Item = impl AsRef<str>>,
        context: Option<&str>,
        id: &str,
        plural: Option<&str>,
    ) {
        self.text.push('\n');
        for note in notes {
            let note = note.as_ref();
            self.text.push_str(if note.is_empty() { "#." } else { "#. " });
            self.text.extend(note.chars().map(|c| if matches!(c, '\r' | '\n' | '\0') { ' ' } else { c }));
            self.text.push('\n');
        }
        writer::missing(&mut self.text, context, id, plural);
    }

    /// Returns the whole.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::po::{Message, Slot};

    #[test]
    fn a_template_is_what_the_messages_would_be_written_as() {
        let entries = [
            (vec!["paragraph"], None, "A \"quoted\"\tid\\", None),
            (vec!["message", "", "a\rnote "], Some("key"), "one\ntwo\n", Some("{ $n }\r")),
            (vec![], Some(""), "\u{7}\u{b}é\0", None),
        ];
        let mut template = Template::new(0);
        let mut slots = Vec::new();
        for (notes, context, id, plural) in &entries {
            template.push(notes.iter().copied(), *context, id, *plural);
            let mut message = Message::new(context.map(str::to_owned), *id, plural.map(str::to_owned), 2);
            message.set_extracted_comments(notes.iter().copied());
            slots.push(Slot::Put(message));
        }
        let written = Catalogue::empty().rebuild_under(&Header::template(), &slots);
        assert_eq!(template.into_text().into_bytes(), written);
    }
}
