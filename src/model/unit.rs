//! The smallest item that is translated as a whole.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::{Fingerprint, UnitId};

/// What a unit is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// The text of a list item.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// The alternative text of an image.
    ImageAlt,
    /// The title of a link, image or link reference definition.
    Title,
    /// The term of a definition list.
    DefinitionTerm,
    /// The definition of a definition list.
    Definition,
    /// The text of a footnote.
    Footnote,
    /// The title of a call-out.
    CalloutTitle,
    /// A field of the front matter.
    FrontMatter,
    /// Text inside an HTML block.
    Html,
    /// The value of a Fluent message.
    Message,
    /// An attribute of a Fluent message or term.
    Attribute,
    /// The value of a Fluent term.
    Term,
}

impl UnitKind {
    /// Returns the words used in catalogues and reports, for example `table cell`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::ListItem => "list item",
            Self::TableCell => "table cell",
            Self::ImageAlt => "image alternative",
            Self::Title => "title",
            Self::DefinitionTerm => "definition term",
            Self::Definition => "definition",
            Self::Footnote => "footnote",
            Self::CalloutTitle => "call-out title",
            Self::FrontMatter => "front matter",
            Self::Html => "HTML text",
            Self::Message => "message",
            Self::Attribute => "attribute",
            Self::Term => "term",
        }
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

/// One occurrence of a unit in a document. Two occurrences with equal `context` and `source` share one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// The `msgctxt`: the Fluent key, or the author's context in Markdown.
    pub context: Option<String>,
    /// The `msgid`: the English text on one line where the format allows it, inline markup as the author wrote it.
    pub source: String,
    /// The `msgid_plural`, for a plural unit; then `source` is the singular.
    pub plural: Option<String>,
    /// The headings above it, outermost first; empty at the top. Shared by all units below one heading.
    pub heading: Arc<[String]>,
    /// The 1-based line on which it starts.
    pub line: usize,
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// What the author tells translators, in order; often empty.
    pub notes: Vec<String>,
    /// The greatest length of a translation, in characters.
    pub max_length: Option<usize>,
}

impl Unit {
    /// Returns the name within the module: the key of a Fluent unit, a short hash otherwise.
    #[must_use]
    pub fn id(&self) -> UnitId {
        match (self.kind, &self.context) {
            (UnitKind::Message | UnitKind::Attribute | UnitKind::Term, Some(key)) => UnitId::keyed(key.as_str()),
            (_, context) => UnitId::of(context.as_deref(), &self.source),
        }
    }

    /// Returns the notes that do not repeat a heading above it, as the title of a Fluent group does.
    pub fn own_notes(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().map(String::as_str).filter(|note| !self.heading.iter().any(|heading| heading == note))
    }

    /// Returns the fingerprint of the English, with its plural, as ledgers record it.
    #[must_use]
    pub fn source_print(&self) -> Fingerprint {
        Fingerprint::of(std::iter::once(self.source.as_str()).chain(self.plural.as_deref()))
    }
}
