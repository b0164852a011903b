//! Since when each stale translation has missed the English, from one pass over the history of the sources.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::Workspace;
use crate::git::{self, Commit, History, Touch};
use crate::model::{Format, UnitId};
use crate::outdated::Since;
use crate::source;
use crate::store;
use crate::sync::OldText;

/// Answers since when an English text is gone.
#[derive(Debug)]
pub struct Debts {
    history: Option<History>,
    /// The texts of each version of a file, by blob, as short hashes.
    versions: HashMap<String, HashSet<u64>>,
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
    /// cache inside the repository's own folder.
    #[must_use]
    pub fn read(workspace: &Workspace, paths: &[&str], today: &str) -> Self {
        let project = &workspace.project;
        let history = if paths.is_empty() { None } else { History::read(&project.root, &project.config.source) };
        let mut debts = Self { history, versions: HashMap::new(), today: today.to_owned() };
        let Some(history) = &debts.history else { return debts };
        let cache = Cache::open(workspace);
        debts.versions = cache.read();
        let mut wanted: Vec<(String, Format, source::Options)> = Vec::new();
        for path in paths {
            let Some(source) = workspace.sources.iter().find(|source| source.path == **path) else { continue };
            let options = workspace.options(&source.module);
            let blobs = history.of_file(path).flat_map(|touch| [&touch.old_blob, &touch.new_blob]).flatten();
            wanted.extend(blobs.map(|blob| (blob.clone(), source.format, options.clone())));
        }
        wanted.sort_by(|one, other| one.0.cmp(&other.0));
        wanted.dedup_by(|one, other| one.0 == other.0);
        wanted.retain(|(blob, ..)| !debts.versions.contains_key(blob));
        if wanted.is_empty() {
            return debts;
        }
        let ids: Vec<&str> = wanted.iter().map(|(blob, ..)| blob.as_str()).collect();
        let contents = git::read_blobs(&project.root, &ids);
        for (blob, format, options) in &wanted {
            let Some(content) = contents.get(blob) else { continue };
            let text = String::from_utf8_lossy(content);
            let document = source::extract(crate::model::ModuleId::new(""), *format, &text, options);
            let texts = document
                .units
                .iter()
                .map(|unit| short(unit.context.as_deref(), &unit.source))
                .collect::<HashSet<u64>>();
            debts.versions.insert(blob.clone(), texts);
        }
        cache.write(&debts.versions);
        debts
    }

    /// Returns since when a text is gone from the module at `path`.
    #[must_use]
    pub fn since(&self, path: &str, old: &OldText) -> Debt {
        let Some(history) = &self.history else { return Debt::default() };
        let text = short(old.context.as_deref(), &old.source);
        let has = |blob: &Option<String>| {
            blob.as_ref().and_then(|blob| self.versions.get(blob)).is_some_and(|texts| texts.contains(&text))
        };
        let mut oldest: Option<&Touch> = None;
        for (rank, touch) in history.of_file(path).enumerate() {
            let (before, after) = (has(&touch.old_blob), has(&touch.new_blob));
            if rank == 0 && after {
                return Debt { since: None, age_days: Some(0) };
            }
            if before && !after {
                return self.debt(history.commits.get(touch.commit), false);
            }
            oldest = Some(touch);
        }
        self.debt(oldest.and_then(|touch| history.commits.get(touch.commit)), true)
    }

    fn debt(&self, commit: Option<&Commit>, at_least: bool) -> Debt {
        let Some(commit) = commit else { return Debt::default() };
        let since = Since {
            commit: commit.id.clone(),
            date: commit.date.clone(),
            author: commit.author.clone(),
            subject: commit.subject.clone(),
            at_least,
        };
        Debt { age_days: crate::outdated::days_between(&since.date, &self.today), since: Some(since) }
    }
}

/// Ten hexadecimal digits of the hash of context and text, as a number.
fn short(context: Option<&str>, text: &str) -> u64 {
    u64::from_str_radix(UnitId::of(context, text).as_str(), 16).unwrap_or(0)
}

/// The texts of all versions read so far. Losing it costs time, nothing else.
struct Cache {
    path: Option<PathBuf>,
}

impl Cache {
    /// Raised when the extraction changes, so that old caches are not read.
    const VERSION: &str = concat!("units-", env!("CARGO_PKG_VERSION"), "-1.txt");

    fn open(workspace: &Workspace) -> Self {
        Self { path: git::cache_folder(&workspace.project.root).map(|folder| folder.join(Self::VERSION)) }
    }

    fn read(&self) -> HashMap<String, HashSet<u64>> {
        let text = self.path.as_ref().and_then(|path| store::read(path).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let line = |line: &str| {
            let (blob, texts) = line.split_once(':')?;
            let texts = texts.split_ascii_whitespace().map(|text| u64::from_str_radix(text, 16).ok());
            Some((blob.to_owned(), texts.collect::<Option<HashSet<u64>>>()?))
        };
        text.lines().filter_map(line).collect()
    }

    fn write(&self, versions: &HashMap<String, HashSet<u64>>) {
        let Some(path) = &self.path else { return };
        let mut blobs: Vec<(&String, &HashSet<u64>)> = versions.iter().collect();
        blobs.sort_by_key(|(blob, _)| *blob);
        let mut text = String::new();
        for (blob, texts) in blobs {
            text.push_str(blob);
            text.push(':');
            let mut texts: Vec<u64> = texts.iter().copied().collect();
            texts.sort_unstable();
            text.extend(texts.iter().map(|one| format!(" {one:x}")));
            text.push('\n');
        }
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = store::write_atomic(path, text.as_bytes());
    }
}
