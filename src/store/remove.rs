//! Taking away files that can be made again.
//!
//! Invariant: only a file that stands exactly as it was written is removed.

use std::fs;
use std::path::Path;

use super::{Stamp, StoreError, confined};

/// Removes the file at a path relative to `root` if it still has the stamp it was written with, and the folders above it
/// that become empty, up to and without `top`. Returns whether it was removed; a file that is gone or was changed by
/// somebody else is left.
///
/// # Errors
///
/// `Outside` as for [`confined`]; `Io` when the file cannot be removed.
pub fn remove_unchanged(root: &Path, relative: &Path, top: &Path, stamp: Stamp) -> Result<bool, StoreError> {
    let path = confined(root, relative)?;
    if Stamp::of(&path) != Some(stamp) {
        return Ok(false);
    }
    fs::remove_file(&path).map_err(|error| StoreError::io("remove", &path, error))?;
    for folder in relative.ancestors().skip(1).take_while(|folder| folder.starts_with(top) && *folder != top) {
        // A folder that holds anything else stays.
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_as_it_was_written_goes_with_its_empty_folders() {
        let root = std::env::temp_dir().join(format!("concordia-remove-{}", std::process::id()));
        fs::create_dir_all(root.join("build/da/sub")).unwrap();
        fs::write(root.join("build/da/sub/a.md"), "a").unwrap();
        let stamp = Stamp::of(&root.join("build/da/sub/a.md")).unwrap();
        fs::write(root.join("build/da/sub/a.md"), "ab").unwrap();
        let (file, top) = (Path::new("build/da/sub/a.md"), Path::new("build"));
        assert!(!remove_unchanged(&root, file, top, stamp).unwrap());
        let stamp = Stamp::of(&root.join(file)).unwrap();
        assert!(remove_unchanged(&root, file, top, stamp).unwrap());
        assert!(!root.join("build/da").exists() && root.join("build").exists());
        assert!(!remove_unchanged(&root, file, top, stamp).unwrap());
        fs::remove_dir_all(root).unwrap();
    }
}
