//! Identity: every file goes through extraction and rendering, and comes back byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::model::{Failure, Format, ModuleId};
use crate::source::{self, Options};
use crate::store;

/// A file that went through extraction and rendering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The file as it was named, or its path below the folder that was named.
    pub path: String,
    /// How many units it has.
    pub units: usize,
    /// The 0-based offset of the first byte that came back different; none when all are the same.
    pub difference: Option<usize>,
}

/// A file that could not be checked.
#[derive(Debug)]
pub struct Unread {
    /// Why.
    pub failure: Failure,
    /// The 0-based offset of the first byte that is no text, where that is the reason.
    pub offset: Option<usize>,
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Self { failure, offset: None }
    }
}

/// The fields of front matter that count as text when no project says which.
const FIELDS: [&str; 6] = ["title", "subtitle", "description", "summary", "keywords", "tags"];

/// Checks files, and all source files below folders. The results are in the order of the paths; hidden folders and
/// links are passed over.
#[must_use]
pub fn identity(paths: &[PathBuf]) -> (Vec<Identity>, Vec<Unread>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, &mut failures);
        } else if path.to_str().and_then(Format::of_path).is_some() {
            files.push(path.clone());
        } else {
            failures.push(
                Failure::new("not a known source format")
                    .in_file(path.display().to_string())
                    .hint("sources are Markdown (.md, .markdown, .mdx) and Fluent (.ftl)")
                    .into(),
            );
        }
    }
    let results: Vec<Result<Identity, Box<Unread>>> = files.par_iter().map(|path| check(path)).collect();
    let mut checked = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(one) => checked.push(one),
            Err(unread) => failures.push(*unread),
        }
    }
    (checked, failures)
}

fn check(path: &Path) -> Result<Identity, Box<Unread>> {
    let shown = path.display().to_string();
    let name = shown.strip_prefix("./").unwrap_or(&shown).to_owned();
    let bytes = store::read(path).map_err(|error| Box::new(Unread::from(Failure::from(error).in_file(&name))))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let failure = Failure::new(format!("byte {offset} is not UTF-8")).in_file(&name).hint("save the file as UTF-8");
        Box::new(Unread { failure, offset: Some(offset) })
    })?;
    let format = Format::of_path(&name).unwrap_or(Format::Markdown);
    let options = Options { front_matter: FIELDS.map(str::to_owned).to_vec(), mdx: false };
    let document = source::extract(ModuleId::new(&name), format, &text, &options);
    let again = source::identity(&document, &text);
    Ok(Identity { path: name, units: document.units.len(), difference: difference(&text, &again) })
}

/// Returns the first byte in which two texts differ.
fn difference(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return None;
    }
    Some(a.bytes().zip(b.bytes()).position(|(a, b)| a != b).unwrap_or_else(|| a.len().min(b.len())))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, failures: &mut Vec<Unread>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            failures.push(Failure::new(error.to_string()).in_file(folder.display().to_string()).into());
            return;
        }
    };
    let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let Ok(kind) = entry.file_type() else { continue };
        let name = entry.file_name();
        let is_hidden = name.to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden {
            walk(&entry.path(), files, failures);
        } else if kind.is_file() && name.to_str().and_then(Format::of_path).is_some() {
            files.push(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_difference_is_found() {
        assert_eq!(difference("abc", "abc"), None);
        assert_eq!(difference("abc", "abd"), Some(2));
        assert_eq!(difference("abc", "ab"), Some(2));
    }
}
