//! Many files of one run that take their places together, each of them atomically.
//!
//! Whoever uses it holds the project's lock: what waits is not locked by itself, and the next holder sweeps what was left.
//! The names in a folder are put on the disk once for all its files, not once for each. Invariant: what was written ahead of
//! a file is on the disk, names included, before the file takes its place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::StoreError;
use super::write::{Staged, flush_names, folder_of, stage};

/// Files that wait to take their places; dropped without [`Batch::place`], they never do.
#[derive(Default)]
pub struct Batch {
    staged: Mutex<Vec<Staged>>,
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl Batch {
    /// Replaces a file now, ahead of those that wait. Its name is on the disk before theirs.
    ///
    /// # Errors
    ///
    /// As [`super::write_atomic`].
    pub fn write_ahead(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        if let Some(staged) = stage(path, bytes, true)? {
            staged.place()?;
            self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder_of(path).to_owned());
        }
        Ok(())
    }

    /// Puts the new bytes of a file on the disk, beside it.
    ///
    /// # Errors
    ///
    /// As [`super::write_atomic`].
    pub fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        if let Some(staged) = stage(path, bytes, true)? {
            self.staged.lock().unwrap_or_else(PoisonError::into_inner).push(staged);
        }
        Ok(())
    }

    /// Lets all files take their places; returns those that could not.
    #[must_use]
    pub fn place(self) -> Vec<StoreError> {
        let mut folders = self.folders.into_inner().unwrap_or_else(PoisonError::into_inner);
        folders.iter().for_each(|folder| flush_names(folder));
        let staged = self.staged.into_inner().unwrap_or_else(PoisonError::into_inner);
        folders.extend(staged.iter().map(|one| folder_of(one.path()).to_owned()));
        let failed = staged.into_iter().filter_map(|one| one.place().err()).collect();
        folders.iter().for_each(|folder| flush_names(folder));
        failed
    }
}
