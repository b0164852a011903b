//! What kind of message a text is: which byte sequences are code rather than prose.

use crate::model::Format;

/// The message format of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Content {
    /// CommonMark inline markup.
    Markdown,
    /// Fluent patterns.
    Fluent,
    /// Text with optional HTML tags and `{name}` placeholders, as in a catalogue without format flags.
    #[default]
    Plain,
    /// The same without any `%` directive (`no-c-format`).
    Text,
    /// C `printf` directives (`c-format`, `objc-format`, `php-format`, …).
    C,
    /// Python `%` directives, with `%(name)s` (`python-format`).
    Python,
    /// Brace placeholders (`python-brace-format`, `java-format`, `csharp-format`).
    Brace,
    /// `%1`, `%n`, `%L1` (`qt-format`, `kde-format`).
    Qt,
}

impl Content {
    /// Returns the content of a source module's units.
    #[must_use]
    pub fn of_format(format: Format) -> Self {
        match format {
            Format::Markdown => Self::Markdown,
            Format::Fluent => Self::Fluent,
        }
    }

    /// Returns the content that a catalogue's format flag names, for example `c-format`; none for other flags.
    ///
    /// Flags: GNU gettext manual, "The Format of PO Files".
    #[must_use]
    pub fn of_flag(flag: &str) -> Option<Self> {
        Some(match flag {
            "c-format"
            | "objc-format"
            | "php-format"
            | "awk-format"
            | "sh-printf-format"
            | "perl-format"
            | "lua-format"
            | "go-format"
            | "boost-format"
            | "gcc-internal-format"
            | "object-pascal-format" => Self::C,
            "python-format" => Self::Python,
            "python-brace-format"
            | "java-format"
            | "java-printf-format"
            | "csharp-format"
            | "perl-brace-format"
            | "rust-format"
            | "c++-format" => Self::Brace,
            "qt-format" | "qt-plural-format" | "kde-format" | "kde-kuit-format" => Self::Qt,
            "markdown-text" => Self::Markdown,
            flag if flag.starts_with("no-") && flag.ends_with("-format") => Self::Text,
            _ => return None,
        })
    }

    /// Returns the content for a name in test data: `markdown`, `fluent`, `plain`, `c`, `python`, `brace`, `qt`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "markdown" | "md" => Self::Markdown,
            "fluent" => Self::Fluent,
            "plain" => Self::Plain,
            "c" => Self::C,
            "python" => Self::Python,
            "brace" => Self::Brace,
            "qt" => Self::Qt,
            _ => return None,
        })
    }

    /// Returns whether `%` may start a directive.
    #[must_use]
    pub fn has_printf(self) -> bool {
        match self {
            Self::C | Self::Python | Self::Qt => true,
            Self::Markdown | Self::Fluent | Self::Plain | Self::Text | Self::Brace => false,
        }
    }
}
