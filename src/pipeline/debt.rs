//! Since when each stale translation has missed the English, from one pass over the history of the sources.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::Workspace;
use super::versions::{Versions, short};
use crate::git::{Arrivals, Commit, History, Touch};
use crate::outdated::Since;
use crate::sync::OldText;

/// Answers since when an English text is gone.
#[derive(Debug)]
pub struct Debts {
    history: Option<History>,
    /// The changes of each file, newest first, as indices of the history's.
    touches: HashMap<String, Vec<usize>>,
    versions: Versions,
    root: PathBuf,
    /// When commits came to this branch, once a debt is of some age.
    arrivals: OnceLock<Arrivals>,
    today: String,
}

/// The age of one debt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Debt {
    /// The commit; none when the edit is not committed, or there is no history.
    pub since: Option<Since>,
    /// The age in whole days; none without history.
    pub age_days: Option<u32>,
}

impl Debts {
    /// Reads the history of the modules in `paths`, relative to the project. Versions that were read before come from a
    /// cache.
    #[must_use]
    pub fn read(workspace: &Workspace, paths: &[&str], today: &str) -> Self {
        let project = &workspace.project;
        let history = if paths.is_empty() { None } else { History::read(&project.root, &project.config.source) };
        let mut debts = Self {
            history,
            touches: HashMap::new(),
            versions: Versions::default(),
            root: project.root.clone(),
            arrivals: OnceLock::new(),
            today: today.to_owned(),
        };
        let Some(history) = &debts.history else { return debts };
        let mut wanted = Vec::new();
        for path in paths {
            let Some(file) = project.source_file(path) else { continue };
            let touches = history.places_of_file(path);
            let blobs = touches.iter().filter_map(|&place| history.touches.get(place)).flat_map(blobs);
            wanted.extend(blobs.map(|blob| (blob.as_str(), file.clone())));
            debts.touches.insert((*path).to_owned(), touches);
        }
        debts.versions = Versions::read(workspace, wanted);
        debts
    }

    /// Returns since when a text is gone from the module at `path`.
    #[must_use]
    pub fn since(&self, path: &str, old: &OldText) -> Debt {
        let Some(history) = &self.history else { return Debt::default() };
        let text = short(old.context.as_deref(), &old.source);
        let has = |blob: &Option<String>| {
            blob.as_ref().and_then(|blob| self.versions.of(blob)).is_some_and(|units| units.contains_key(&text))
        };
        let mut oldest: Option<&Touch> = None;
        let touches = self.touches.get(path).into_iter().flatten().filter_map(|&place| history.touches.get(place));
        for (rank, touch) in touches.enumerate() {
            // A merge took a text away only when all its sides had it.
            let before = has(&touch.old_blob) && touch.other_sides.iter().all(|(_, blob)| has(blob));
            let after = has(&touch.new_blob);
            if rank == 0 && after {
                return Debt { since: None, age_days: Some(0) };
            }
            if before && !after {
                return self.debt(history.commits.get(touch.commit), false);
            }
            // Where the text still stood, nothing was lost, whatever else the commit did.
            if !after {
                oldest = Some(touch);
            }
        }
        self.debt(oldest.and_then(|touch| history.commits.get(touch.commit)), true)
    }

    /// Counts the age from the day on which a commit came to this branch: nobody here could have known before.
    fn debt(&self, commit: Option<&Commit>, at_least: bool) -> Debt {
        let Some(commit) = commit else { return Debt::default() };
        let age = |day: &str| crate::outdated::days_between(day, &self.today);
        let arrived = match age(&commit.committed) {
            Some(0) => commit.committed.as_str(),
            _ => self.arrivals.get_or_init(|| Arrivals::read(&self.root)).day(&commit.id).unwrap_or(&commit.committed),
        };
        let since = Since {
            commit: commit.id.clone(),
            date: commit.date.clone(),
            arrived: (arrived != commit.date).then(|| arrived.to_owned()),
            author: commit.author.clone(),
            subject: commit.subject.clone(),
            at_least,
        };
        Debt { age_days: age(arrived), since: Some(since) }
    }
}

/// Returns the contents of a file before and after a change, on all sides of a merge.
fn blobs(touch: &Touch) -> impl Iterator<Item = &String> {
    let others = touch.other_sides.iter().filter_map(|(_, blob)| blob.as_ref());
    [&touch.old_blob, &touch.new_blob].into_iter().flatten().chain(others)
}
