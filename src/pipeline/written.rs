//! Which files below the build folder the program wrote, so that it can take away those that it no longer writes.
//!
//! Invariant: a file that the program did not write, or that somebody changed since, is never removed. The list lies in
//! the build folder and goes with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::Failure;
use crate::project::Project;
use crate::store::{self, Stamp};

/// The name of the list in the build folder.
const NAME: &str = ".concordia-written";

/// The files that were written by this run and earlier ones.
pub(super) struct Written<'a> {
    project: &'a Project,
    /// By folder (the language) and the path below it.
    files: BTreeMap<(String, String), Stamp>,
    /// Those that belong to this run.
    current: BTreeSet<(String, String)>,
    /// Whether the list has to be written.
    is_changed: bool,
}

impl<'a> Written<'a> {
    /// Reads the list.
    pub(super) fn open(project: &'a Project) -> Self {
        let mut written = Self { project, files: BTreeMap::new(), current: BTreeSet::new(), is_changed: false };
        let text = written.path().and_then(|path| store::read_text(&path).ok()).unwrap_or_default();
        written.files = text.lines().filter_map(parse).collect();
        written
    }

    /// Takes note of a file with the right bytes; `is_new` says that they were written now, `stamp` is the file's, where
    /// it is known.
    pub(super) fn wrote(&mut self, folder: &str, name: &str, is_new: bool, stamp: Option<Stamp>) {
        let key = (folder.to_owned(), name.to_owned());
        if is_new || !self.files.contains_key(&key) {
            let look = || Stamp::of(&self.project.root.join(self.relative(&key)));
            let stamp = stamp.or_else(look);
            self.files.extend(stamp.map(|stamp| (key.clone(), stamp)));
            self.is_changed = true;
        }
        self.current.insert(key);
    }

    /// Removes what earlier runs wrote into these folders where `names` are to be written now: a file whose name is that of a
    /// folder now, and the files below a name that is one of a file.
    pub(super) fn clear_way(&mut self, folders: &[&str], names: &BTreeSet<&str>) -> (Vec<String>, Vec<Failure>) {
        let needed: BTreeSet<&str> = names.iter().flat_map(|name| folders_above(name)).collect();
        let stands_in_way =
            |name: &str| needed.contains(name) || folders_above(name).any(|folder| names.contains(folder));
        let is_asked = |folder: &str| folders.contains(&folder);
        let files = self.files.iter().filter(|((folder, name), _)| is_asked(folder) && stands_in_way(name));
        let files = files.map(|(key, stamp)| (key.clone(), *stamp)).collect();
        self.remove(files)
    }

    /// Removes files that stand as they were written; returns their paths.
    fn remove(&mut self, files: Vec<((String, String), Stamp)>) -> (Vec<String>, Vec<Failure>) {
        let (mut removed, mut failures) = (Vec::new(), Vec::new());
        for (key, stamp) in files {
            let relative = self.relative(&key);
            let top = Path::new(&self.project.config.build_folder);
            match store::remove_unchanged(&self.project.root, &relative, top, stamp) {
                Ok(true) => removed.push(relative.to_string_lossy().replace('\\', "/")),
                Ok(false) => {}
                Err(error) => {
                    failures.push(Failure::from(error));
                    continue;
                }
            }
            self.files.remove(&key);
            self.is_changed = true;
        }
        (removed, failures)
    }

    /// Removes what earlier runs wrote into these folders, or into those of languages that the project has no more, and
    /// that is of no use now: what `refused` names, and what belongs to no module and no other file of the sources. Writes
    /// the list, and returns the paths that were removed.
    pub(super) fn sweep(
        mut self,
        folders: &[&str],
        refused: &BTreeSet<(String, String)>,
    ) -> (Vec<String>, Vec<Failure>) {
        let idle = self.idle(folders, refused);
        let done = self.remove(idle);
        if self.is_changed {
            self.write();
        }
        done
    }

    /// Returns the files that are of no use now.
    fn idle(&self, folders: &[&str], refused: &BTreeSet<(String, String)>) -> Vec<((String, String), Stamp)> {
        let project = self.project;
        let is_ours = |folder: &str| {
            let is_known = folder == super::PSEUDO || project.config.languages.iter().any(|own| own.code == folder);
            folders.contains(&folder) || !is_known
        };
        let rest: Vec<_> =
            self.files.iter().filter(|(key, _)| is_ours(&key.0) && !self.current.contains(key)).collect();
        if rest.is_empty() {
            return Vec::new();
        }
        // Without the names of the sources, nothing is known to be gone.
        let Ok((sources, _)) = project.source_files() else { return Vec::new() };
        let mut names: BTreeSet<String> = project.assets();
        names.extend(sources.into_iter().map(|source| source.module.as_str().to_owned()));
        rest.into_iter()
            .filter(|(key, _)| {
                let is_asked = folders.contains(&key.0.as_str());
                !is_asked || refused.contains(key) || !names.contains(&key.1)
            })
            .map(|(key, stamp)| (key.clone(), *stamp))
            .collect()
    }

    fn relative(&self, key: &(String, String)) -> PathBuf {
        Path::new(&self.project.config.build_folder).join(&key.0).join(&key.1)
    }

    /// Returns the file of the list; none when a link leads it out of the project.
    fn path(&self) -> Option<PathBuf> {
        let relative = Path::new(&self.project.config.build_folder).join(NAME);
        store::confined(&self.project.root, &relative).ok()
    }

    fn write(&self) {
        let line = |((folder, name), stamp): (&(String, String), &Stamp)| format!("{stamp}\t{folder}\t{name}\n");
        let text: String = self.files.iter().map(line).collect();
        if let Some(path) = self.path().filter(|_| !text.is_empty() || !self.current.is_empty()) {
            let _ = store::write_derived(&path, text.as_bytes());
        }
    }
}

/// Returns the folders that a path leads through, the outermost first.
fn folders_above(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').filter_map(|(at, _)| name.get(..at))
}

/// `stamp TAB folder TAB name`; the name stands last, as it may hold anything but a line end.
fn parse(line: &str) -> Option<((String, String), Stamp)> {
    let mut parts = line.splitn(3, '\t');
    let stamp = Stamp::parse(parts.next()?)?;
    let (folder, name) = (parts.next()?, parts.next()?);
    let is_plain = |text: &str| !text.is_empty() && text.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (is_plain(folder) && !folder.contains('/') && is_plain(name)).then(|| ((folder.to_owned(), name.to_owned()), stamp))
}
