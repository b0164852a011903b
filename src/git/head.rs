//! Which commit the project stands at.

use std::path::Path;
use std::process::Command;

/// Returns the short name of the commit that is checked out in a folder; none outside a repository, or before the first
/// commit, or without Git.
#[must_use]
pub fn head(root: &Path) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}
