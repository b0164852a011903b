//! What the folders say about findings: which files are there, and which symbolic links are not followed. Asked on every run.

use std::path::Path;

use crate::model::{Finding, RuleId, Severity};
use crate::project::Project;
use crate::store;

/// Returns one finding for each symbolic link among the sources that is not followed.
pub(super) fn stray_links(project: &Project) -> Vec<Finding> {
    let level = project.config.check.rules.get("source-file");
    let Some(severity) = level.map_or(Some(Severity::Warning), |level| level.severity()) else { return Vec::new() };
    let finding = |(path, reason): (String, &str)| {
        let message = format!("the symbolic link {reason}: nothing behind it is on any page");
        let mut finding = Finding::new(RuleId::new("source-file"), severity.min(Severity::Warning), message);
        finding.path = Some(path);
        finding
    };
    project.stray_links().into_iter().map(finding).collect()
}

/// Returns a finding, unless one of the files is there today that make it void, or lies where nobody may look.
pub(super) fn holds(root: &Path, mut finding: Finding) -> Option<Finding> {
    let is_absent = |path: &str| store::confined(root, path.as_ref()).is_ok_and(|file| !file.exists());
    finding.target.take().is_none_or(|files| files.split('\n').all(is_absent)).then_some(finding)
}
