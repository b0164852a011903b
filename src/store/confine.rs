//! Keeping paths inside the project.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::StoreError;

/// Joins a relative path to the project's root and makes sure that it stays below it, links in between included.
/// The file itself need not exist.
///
/// # Errors
///
/// `Outside` for an absolute path, one with `..`, or one that a symbolic link leads out of the root; `Io` when the
/// root cannot be resolved.
pub fn confined(root: &Path, relative: &Path) -> Result<PathBuf, StoreError> {
    let outside = || StoreError::Outside { path: relative.to_owned() };
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !relative.components().all(is_plain) {
        return Err(outside());
    }
    let path = root.join(relative);
    if !has_link(root, relative) {
        return Ok(path);
    }
    let real_root = fs::canonicalize(root).map_err(|error| StoreError::io("resolve", root, error))?;
    // A dangling link cannot be resolved and does not count as missing.
    let existing = path.ancestors().find(|part| part.symlink_metadata().is_ok()).unwrap_or(root);
    let real = fs::canonicalize(existing).map_err(|_| outside())?;
    if real.starts_with(&real_root) { Ok(path) } else { Err(outside()) }
}

/// Returns whether a part of a path below the root is a symbolic link.
fn has_link(root: &Path, relative: &Path) -> bool {
    let mut path = root.to_owned();
    for part in relative.components() {
        path.push(part);
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    false
}
