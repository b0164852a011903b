//! Which file of a termbase is written how.

use super::tbx::{TbxStyle, read_tbx, write_tbx};
use super::{Termbase, is_iate, read_csv, read_iate, write_csv, write_iate};
use crate::model::Failure;

/// A file format for termbases. The set is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermbaseFormat {
    /// Our own columns.
    Csv,
    /// IATE's pipe-separated export.
    Iate,
    /// TBX in one of its styles.
    Tbx(TbxStyle),
}

impl TermbaseFormat {
    /// Returns the format of a file by its name and, where the name does not tell, by its text. A TBX file is
    /// written back in the style that it has.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Option<Self> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "tbx" | "xml" if text.contains("<martif") => Some(Self::Tbx(TbxStyle::Martif)),
            "tbx" | "xml" if text.contains("style=\"dct\"") || text.contains("style='dct'") => {
                Some(Self::Tbx(TbxStyle::Dct))
            }
            "tbx" | "xml" => Some(Self::Tbx(TbxStyle::Dca)),
            "csv" | "txt" | "tsv" if is_iate(text) => Some(Self::Iate),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// Whatever is wrong with it, with the line.
    pub fn read(self, text: &str) -> Result<Termbase, Failure> {
        match self {
            Self::Csv => read_csv(text),
            Self::Iate => read_iate(text),
            Self::Tbx(_) => read_tbx(text),
        }
    }

    /// Writes the text of a file. `title` is the title of a TBX file.
    #[must_use]
    pub fn write(self, base: &Termbase, title: &str) -> String {
        match self {
            Self::Csv => write_csv(base),
            Self::Iate => write_iate(base, true),
            Self::Tbx(style) => write_tbx(base, style, title),
        }
    }
}
