//! Gettext templates of the English modules.

use std::path::Path;

use super::Workspace;
use crate::model::Failure;
use crate::store;
use crate::sync::{English, template};

/// Writes `<module>.pot` for every module below a folder; returns how many there are.
///
/// # Errors
/// When a template cannot be written.
pub fn write_templates(workspace: &Workspace, folder: &Path) -> Result<usize, Failure> {
    for source in &workspace.sources {
        let bytes = template(&English::with_entries(&source.document, &source.entries));
        store::write_derived(&folder.join(format!("{}.pot", source.module)), &bytes)?;
    }
    Ok(workspace.sources.len())
}
