//! Writes the catalogues and ledgers of renamed modules under their new names.
//!
//! Invariant: all of them were read before the first is written, and every one lies whole in some catalogue of its language
//! at any moment, so that a run that is killed is finished by the next one. Modules that changed their names in a circle
//! are set aside under a name of no module for that, where renamed catalogues are looked for.

use std::collections::HashSet;
use std::path::Path;

use super::{Pair, Workspace};
use crate::language::Language;
use crate::model::Failure;
use crate::store;

/// The files of one module in one language, ready to be written; an empty one is not.
pub(super) struct Moved {
    files: [(String, Vec<u8>); 2],
    /// Where they came from.
    former: Vec<String>,
    /// What lies under the new names and belongs to other modules.
    given_away: Vec<String>,
}

impl Moved {
    pub(super) fn new(workspace: &Workspace, pair: &Pair<'_>, catalogue: Vec<u8>, ledger: Vec<u8>) -> Self {
        let project = &workspace.project;
        let code = pair.language.code;
        let former = pair.renamed_from.map(|old| [project.catalogue_path(code, old), project.ledger_path(code, old)]);
        let own = pair.is_given_away.then(|| [pair.catalogue_path.clone(), pair.ledger_path.clone()]);
        Self {
            files: [(pair.ledger_path.clone(), ledger), (pair.catalogue_path.clone(), catalogue)],
            former: former.into_iter().flatten().collect(),
            given_away: own.into_iter().flatten().collect(),
        }
    }

    fn is_written_over(&self, other: &Self) -> bool {
        self.files.iter().any(|(path, _)| other.former.contains(path))
    }

    /// Makes way for the module that takes this one's former name.
    fn set_aside(&mut self, root: &Path) -> Result<(), Failure> {
        let number =
            (1_u32..).find(|number| !self.files.iter().any(|(path, _)| root.join(aside(path, *number)).exists()));
        let mut places = Vec::new();
        for (path, bytes) in self.files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
            let place = aside(path, number.unwrap_or(0));
            store::write_atomic(&store::confined(root, place.as_ref())?, bytes)?;
            places.push(place);
        }
        for path in std::mem::replace(&mut self.former, places) {
            remove(root, &path)?;
        }
        Ok(())
    }
}

/// What tells the name of files that were set aside.
const ASIDE: &str = ".aside-";

/// Returns a path beside `path` that is a module's catalogue or ledger by its form: `de/01.md.po` → `de/01.aside-1.md.po`.
fn aside(path: &str, number: u32) -> String {
    let module = module_of(path).unwrap_or(path);
    let stem = module.rsplit_once('.').map_or(module, |(stem, _)| stem);
    format!("{stem}{ASIDE}{number}{}", path.strip_prefix(stem).unwrap_or_default())
}

/// Writes all files, those first whose place nothing else has to leave, then removes what was left behind.
pub(super) fn write(workspace: &Workspace, mut moved: Vec<Moved>) -> Result<(), Failure> {
    let root = &workspace.project.root;
    let mut leaves: HashSet<String> = moved.iter().flat_map(|one| &one.given_away).cloned().collect();
    while !moved.is_empty() {
        let blocker = |at: usize| {
            let one = moved.get(at)?;
            (0..moved.len())
                .find(|other| *other != at && moved.get(*other).is_some_and(|other| one.is_written_over(other)))
        };
        if let Some(free) = (0..moved.len()).find(|at| blocker(*at).is_none()) {
            let one = moved.swap_remove(free);
            leaves.extend(one.former);
            for (path, bytes) in one.files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
                store::write_atomic(&store::confined(root, path.as_ref())?, bytes)?;
                leaves.remove(path);
            }
        } else if let Some(blocker) = blocker(0).and_then(|at| moved.get_mut(at)) {
            blocker.set_aside(root)?;
        }
    }
    let mut leaves: Vec<String> = leaves.into_iter().collect();
    leaves.sort_unstable();
    leaves.iter().try_for_each(|path| remove(root, path))
}

/// Removes what a killed run set aside and what stands under a module's name as well: a catalogue with the same bytes, a
/// ledger with the same lines or more behind them.
pub(super) fn sweep(workspace: &Workspace, languages: &[&'static Language]) -> Result<(), Failure> {
    let project = &workspace.project;
    for language in languages {
        let files = workspace.files_of(language);
        if !files.iter().any(|file| file.contains(ASIDE)) {
            continue;
        }
        let folder = format!("{}/{}", project.config.translations, language.code);
        let (sources, _) = project.source_files()?;
        let modules: HashSet<&str> = sources.iter().map(|file| file.module.as_str()).collect();
        let is_of_module = |file: &&String| module_of(file).is_some_and(|module| modules.contains(module));
        let bytes_of = |file: &String| store::read(&project.root.join(&folder).join(file)).ok();
        for left in files.iter().filter(|file| file.contains(ASIDE) && !is_of_module(file)) {
            let Some(bytes) = bytes_of(left).filter(|_| module_of(left).is_some()) else { continue };
            let is_held = |held: Vec<u8>| if left.ends_with(".po") { held == bytes } else { held.starts_with(&bytes) };
            if files.iter().filter(is_of_module).any(|file| bytes_of(file).is_some_and(is_held)) {
                remove(&project.root, &format!("{folder}/{left}"))?;
            }
        }
    }
    Ok(())
}

/// Returns the module that a catalogue or ledger is named after.
fn module_of(file: &str) -> Option<&str> {
    file.strip_suffix(".po").or_else(|| file.strip_suffix(".ledger.jsonl"))
}

fn remove(root: &Path, path: &str) -> Result<(), Failure> {
    match std::fs::remove_file(store::confined(root, path.as_ref())?) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::new(error.to_string()).in_file(path))
        }
        _ => Ok(()),
    }
}
