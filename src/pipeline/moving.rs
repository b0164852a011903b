//! Writes the catalogues and ledgers of renamed modules under their new names.
//!
//! Invariant: all of them were read before the first is written, and none is removed before all are written, so that
//! modules that changed their names with each other do not overwrite each other's files.

use std::collections::HashSet;

use super::{Pair, Workspace};
use crate::model::Failure;
use crate::store;

/// The files of one module in one language, ready to be written; an empty one is not.
pub(super) struct Moved {
    files: [(String, Vec<u8>); 2],
    /// Where they, and what lies under the new names, came from.
    leaves: Vec<String>,
}

impl Moved {
    pub(super) fn new(workspace: &Workspace, pair: &Pair<'_>, catalogue: Vec<u8>, ledger: Vec<u8>) -> Self {
        let project = &workspace.project;
        let code = pair.language.code;
        let former = pair.renamed_from.map(|old| [project.catalogue_path(code, old), project.ledger_path(code, old)]);
        let mut leaves: Vec<String> = former.into_iter().flatten().collect();
        if pair.is_given_away {
            leaves.extend([pair.catalogue_path.clone(), pair.ledger_path.clone()]);
        }
        Self { files: [(pair.ledger_path.clone(), ledger), (pair.catalogue_path.clone(), catalogue)], leaves }
    }

    fn is_written_over(&self, other: &Self) -> bool {
        self.files.iter().any(|(path, _)| other.leaves.contains(path))
    }
}

/// Writes all files, those first whose place nothing else has to leave, then removes what was left behind.
pub(super) fn write(workspace: &Workspace, mut moved: Vec<Moved>) -> Result<(), Failure> {
    let root = &workspace.project.root;
    let mut leaves: HashSet<String> = moved.iter().flat_map(|one| one.leaves.iter().cloned()).collect();
    while !moved.is_empty() {
        let free = moved.iter().enumerate().position(|(at, one)| {
            !moved.iter().enumerate().any(|(other, another)| other != at && one.is_written_over(another))
        });
        let one = moved.swap_remove(free.unwrap_or(0));
        for (path, bytes) in one.files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
            store::write_atomic(&store::confined(root, path.as_ref())?, bytes)?;
            leaves.remove(path);
        }
    }
    let mut leaves: Vec<String> = leaves.into_iter().collect();
    leaves.sort_unstable();
    for path in leaves {
        match std::fs::remove_file(store::confined(root, path.as_ref())?) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::new(error.to_string()).in_file(&path));
            }
            _ => {}
        }
    }
    Ok(())
}
