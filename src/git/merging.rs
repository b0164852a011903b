//! What Git knows about a merge in progress, and its own way of merging text.

use std::path::Path;
use std::process::Command;

/// Returns the common ancestor of a file that Git could not merge; none outside such a merge.
#[must_use]
pub fn staged_base(path: &Path) -> Option<Vec<u8>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name()?.to_str()?;
    let output = Command::new("git").arg("-C").arg(folder).arg("show").arg(format!(":1:./{name}")).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// Merges three files line by line, as Git does without a driver. Returns the text and whether it has no conflict; none
/// when Git cannot.
#[must_use]
pub fn merge_text(ours: &Path, base: &Path, theirs: &Path) -> Option<(Vec<u8>, bool)> {
    let output = Command::new("git")
        .args(["merge-file", "-p", "--diff3", "-L", "ours", "-L", "base", "-L", "theirs", "--"])
        .args([ours, base, theirs])
        .output()
        .ok()?;
    // The exit code is the number of conflicts; 128 and above are failures.
    let code = output.status.code().filter(|code| (0..128).contains(code))?;
    Some((output.stdout, code == 0))
}
