//! Gettext templates of the English modules.

use std::path::Path;

use super::{Source, Workspace};
use crate::model::Failure;
use crate::store;
use crate::sync::{English, template};

/// Returns the gettext template of a module.
#[must_use]
pub fn template_of(source: &Source) -> String {
    template(&English::with_entries(&source.document, &source.entries))
}

/// Writes `<module>.pot` for every module below a folder; returns how many there are.
///
/// # Errors
/// When a template cannot be written.
pub fn write_templates(workspace: &Workspace, folder: &Path) -> Result<usize, Failure> {
    for source in &workspace.sources {
        let text = template_of(source);
        store::write_derived(&folder.join(format!("{}.pot", source.module)), text.as_bytes())?;
    }
    Ok(workspace.sources.len())
}
