//! Telling a run that was killed between ledger and catalogue from drafts that somebody threw away.
//!
//! While the drafts of a module are written, an empty file outside the project says so. Invariant: whoever finds it knows
//! that the ledger may speak of texts that never reached the catalogue.

use std::path::{Path, PathBuf};

use crate::model::Fingerprint;

/// The file of one catalogue; none without a folder outside the project.
#[derive(Debug, Clone)]
pub(super) struct Unfinished {
    path: Option<PathBuf>,
    was_there: bool,
}

impl Unfinished {
    /// Names the file: `cache` is the folder of the drafts' cache, `root` the project.
    pub(super) fn of(cache: Option<&PathBuf>, root: &Path, catalogue_path: &str) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let name = Fingerprint::of([root.display().to_string().as_str(), catalogue_path]).to_string();
        let path = cache.map(|cache| cache.join("unfinished").join(name));
        Self { was_there: path.as_ref().is_some_and(|path| path.exists()), path }
    }

    /// Returns whether an earlier run ended while it wrote.
    pub(super) fn was_there(&self) -> bool {
        self.was_there
    }

    /// Begins to write. Without the file nothing but the distinction is lost.
    pub(super) fn begin(&self) {
        if let Some(path) = &self.path {
            let _ = path.parent().map(std::fs::create_dir_all);
            let _ = std::fs::write(path, "");
        }
    }

    /// Everything is written.
    pub(super) fn end(&self) {
        let _ = self.path.as_ref().map(std::fs::remove_file);
    }
}
