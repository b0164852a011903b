//! Which file of a termbase is written how.

use super::csv::read_table;
use super::csv_update::update_csv;
use super::iate::read_export;
use super::tbx::{TbxStyle, read_entries, update_tbx, write_tbx};
use super::{Reading, Termbase, is_iate, not_in_iate, passed_over_text, write_csv, write_iate};
use crate::model::Failure;

/// The remedy where a file cannot hold what it should.
const ELSEWHERE: &str = "keep it in a CSV file of the termbase: --into FILE.csv";

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
            "csv" | "tsv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// Whatever is wrong with it, with the line.
    pub fn read(self, text: &str) -> Result<Termbase, Failure> {
        self.read_whole(text).map(|reading| reading.base)
    }

    /// Reads the text of a file, with what is not taken over.
    ///
    /// # Errors
    /// Whatever is wrong with it, with the line.
    pub fn read_whole(self, text: &str) -> Result<Reading, Failure> {
        match self {
            Self::Csv => read_table(text),
            Self::Iate => read_export(text),
            Self::Tbx(_) => read_entries(text).map(|(reading, _)| reading),
        }
    }

    /// Returns the text of a file that holds a further termbase, which has the concepts of the file in its order first.
    /// `text` is the file as it is, empty for a new one; `title` is the title of a new TBX file.
    ///
    /// # Errors
    /// A file that cannot be read, or where something would be lost: what the file has and we do not read, or what its format
    /// has no place for.
    pub fn update(self, text: &str, base: &Termbase, title: &str) -> Result<String, Failure> {
        if let (Self::Tbx(style), false) = (self, text.is_empty()) {
            return update_tbx(text, style, base);
        }
        let lost = if text.is_empty() { String::new() } else { passed_over_text(&self.read_whole(text)?.passed_over) };
        if !lost.is_empty() {
            return Err(
                Failure::new(format!("write the file anew: it holds what would be lost: {lost}")).hint(ELSEWHERE)
            );
        }
        if let (Self::Csv, false) = (self, text.is_empty())
            && let Some(new) = update_csv(text, base)?
        {
            return Ok(new);
        }
        let new = self.write(base, title);
        if self == Self::Iate && self.read(&new).as_ref() != Ok(base) {
            let named = not_in_iate(base).join(", ");
            let what = if named.is_empty() { "all of it".to_owned() } else { named };
            return Err(Failure::new(format!("IATE's columns have no place for {what}")).hint(ELSEWHERE));
        }
        Ok(new)
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
