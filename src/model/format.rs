//! The closed set of source formats.

/// A source format. The set is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CommonMark with GFM and the usual extensions.
    Markdown,
    /// Fluent 1.0.
    Fluent,
}

impl Format {
    /// Returns the format of a file name, by its extension.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" => Some(Self::Markdown),
            "ftl" => Some(Self::Fluent),
            _ => None,
        }
    }
}
