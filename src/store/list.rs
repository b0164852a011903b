//! Finding files below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Returns the files below a folder with one of these extensions, as sorted paths relative to it. Hidden folders and
/// symbolic links are passed over.
///
/// # Errors
///
/// `Io` when a folder cannot be read.
pub fn list(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = Vec::new();
    walk(folder, Path::new(""), extensions, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(root: &Path, inside: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) -> Result<(), StoreError> {
    let folder = root.join(inside);
    let io = |error| StoreError::io("list", &folder, error);
    for entry in fs::read_dir(&folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let kind = entry.file_type().map_err(io)?;
        let path = inside.join(entry.file_name());
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden {
            walk(root, &path, extensions, found)?;
        } else if kind.is_file() && path.extension().is_some_and(|have| extensions.iter().any(|want| have == *want)) {
            found.push(path);
        }
    }
    Ok(())
}
