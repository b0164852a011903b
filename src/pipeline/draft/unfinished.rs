//! Telling a run that was killed between ledger and catalogue from drafts that somebody threw away.
//!
//! While the drafts of a module are written, an empty file outside the project says so. Invariant: whoever finds it knows
//! that the ledger may speak of texts that never reached the catalogue.

use std::path::{Path, PathBuf};

use crate::ledger::{Act, Document};
use crate::model::Fingerprint;
use crate::po::Catalogue;

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

    /// Ends it where the last draft of the ledger stands in the catalogue: then only the file outlived the run.
    pub(super) fn settled(mut self, ledger: &Document, catalogue: &Catalogue) -> Self {
        let last = ledger.lines().iter().rev().find(|line| line.act == Act::Draft).and_then(|line| line.target);
        let stands = |target| {
            let mut texts = catalogue.entries().map(|entry| entry.forms());
            texts.any(|forms| Fingerprint::of(forms.iter().map(AsRef::as_ref)) == target)
        };
        if self.was_there && last.is_some_and(stands) {
            self.end();
            self.was_there = false;
        }
        self
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Line;
    use crate::model::UnitId;

    #[test]
    fn a_note_that_outlived_a_finished_run_is_taken_away() {
        let folder = std::env::temp_dir().join(format!("concordia-unfinished-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let note = || Unfinished::of(Some(&folder), Path::new("/nowhere"), "translations/da/a.md.po");
        let target = Some(Fingerprint::of(["En."]));
        let line = Line::new(Act::Draft, UnitId::of(None, "One."), Fingerprint::of(["One."]), target, "engine:x", "");
        let ledger = Document::parse(Document::default().append(&[line]).expect("a ledger"));
        let catalogue = |text: &str| {
            Catalogue::parse(format!("msgid \"\"\nmsgstr \"\"\n\nmsgid \"One.\"\nmsgstr \"{text}\"\n").into_bytes())
                .expect("a catalogue")
        };
        assert!(!note().was_there());
        note().begin();
        assert!(note().settled(&ledger, &catalogue("")).was_there(), "the text never reached the catalogue");
        assert!(note().was_there());
        assert!(!note().settled(&ledger, &catalogue("En.")).was_there());
        assert!(!note().was_there());
        let _ = std::fs::remove_dir_all(&folder);
    }
}
