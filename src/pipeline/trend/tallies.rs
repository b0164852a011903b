//! Words per state at a commit, counted once for each combination of English, catalogue and ledger.
//!
//! The cache lies inside the repository's own folder and is addressed by content, so that the work is proportional to the
//! versions that differ, not to commits. Losing it costs time, nothing else.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::super::{Source, Workspace};
use crate::git;
use crate::language::Language;
use crate::ledger::{self, Evidence};
use crate::model::{Fingerprint, State, Tally};
use crate::po::Catalogue;
use crate::project::SourceFile;
use crate::status::assess_shared;
use crate::store;
use crate::sync::English;

/// How many pairs are in memory at once.
const BATCH: usize = 512;
/// Raised when the counting changes, so that old caches are not read.
const CACHE: &str = concat!("tallies-", env!("CARGO_PKG_VERSION"), "-1.txt");

/// One module in one language at a commit, by the names of its contents.
#[derive(Debug, Clone)]
struct Versioned {
    file: SourceFile,
    english: String,
    catalogue: Option<String>,
    ledger: Option<String>,
}

/// English words in each state: one tally per language, and for each wave one per language.
pub(super) type Sums = (Vec<Tally>, Vec<Vec<Tally>>);

/// The tallies counted so far.
pub(super) struct Tallies<'a> {
    workspace: &'a Workspace,
    languages: &'a [&'static Language],
    path: Option<PathBuf>,
    known: HashMap<Fingerprint, Tally>,
    used: HashSet<Fingerprint>,
    commits: HashMap<String, Option<Sums>>,
}

impl<'a> Tallies<'a> {
    /// Reads the cache.
    pub(super) fn open(workspace: &'a Workspace, languages: &'a [&'static Language]) -> Self {
        let path = git::cache_folder(&workspace.project.root).map(|folder| folder.join(CACHE));
        let text = path.as_ref().and_then(|path| store::read(path).ok()).unwrap_or_default();
        let known = String::from_utf8_lossy(&text).lines().filter_map(read_line).collect();
        Self { workspace, languages, path, known, used: HashSet::new(), commits: HashMap::new() }
    }

    /// Returns the words in each state per language, and per wave and language; none when something is missing from this clone.
    pub(super) fn at(&mut self, commit: &str) -> Option<Sums> {
        if let Some(found) = self.commits.get(commit) {
            return found.clone();
        }
        let found = self.count(commit);
        self.commits.insert(commit.to_owned(), found.clone());
        found
    }

    fn count(&mut self, commit: &str) -> Option<Sums> {
        let pairs = self.pairs(commit);
        let mut wanted: BTreeMap<Fingerprint, &Versioned> = BTreeMap::new();
        for (_, key, versioned) in &pairs {
            self.used.insert(*key);
            if !self.known.contains_key(key) {
                wanted.insert(*key, versioned);
            }
        }
        let mut wanted: Vec<(Fingerprint, &Versioned)> = wanted.into_iter().collect();
        // Pairs of one English text stand together, so that it is read once per batch.
        wanted.sort_by(|one, other| (&one.1.english, one.0).cmp(&(&other.1.english, other.0)));
        for batch in wanted.chunks(BATCH) {
            let counted = count_batch(self.workspace, batch);
            self.known.extend(counted);
        }
        let waves = &self.workspace.project.config.waves;
        let mut by_language = vec![Tally::default(); self.languages.len()];
        let mut by_wave = vec![by_language.clone(); waves.len()];
        for (at, key, versioned) in &pairs {
            let tally = self.known.get(key)?;
            by_language.get_mut(*at)?.merge(tally);
            for (wave, sum) in waves.iter().zip(&mut by_wave) {
                if self.languages.get(*at).is_some_and(|language| wave.contains(language, &versioned.file.module)) {
                    sum.get_mut(*at)?.merge(tally);
                }
            }
        }
        Some((by_language, by_wave))
    }

    /// Returns every module in every language at a commit, with the index of the language and the key of its contents.
    fn pairs(&self, commit: &str) -> Vec<(usize, Fingerprint, Versioned)> {
        let project = &self.workspace.project;
        let tree: HashMap<String, String> = git::tree(&project.root, commit).into_iter().collect();
        let mut sources: Vec<(SourceFile, &String)> =
            tree.iter().filter_map(|(path, blob)| Some((project.source_file(path)?, blob))).collect();
        sources.sort_by(|one, other| one.0.path.cmp(&other.0.path));
        let changes = format!("{:?}", project.config.changes);
        let mut pairs = Vec::with_capacity(sources.len() * self.languages.len());
        for (file, english) in sources {
            let options = format!("{:?} {:?} {changes}", file.format, self.workspace.options(&file.module));
            for (at, language) in self.languages.iter().enumerate() {
                let catalogue = tree.get(&project.catalogue_path(language.code, &file.module)).cloned();
                let ledger = tree.get(&project.ledger_path(language.code, &file.module)).cloned();
                let part = |blob: &'_ Option<String>| blob.clone().unwrap_or_default();
                let key = Fingerprint::of([english.as_str(), &part(&catalogue), &part(&ledger), &options]);
                pairs.push((at, key, Versioned { file: file.clone(), english: english.clone(), catalogue, ledger }));
            }
        }
        pairs
    }

    /// Writes the cache: what this run used, and nothing older.
    pub(super) fn save(self) {
        let Some(path) = &self.path else { return };
        let mut lines: Vec<String> = self
            .known
            .iter()
            .filter(|(key, _)| self.used.contains(key))
            .map(|(key, tally)| {
                let numbers: Vec<String> = State::ALL.iter().map(|&state| tally.get(state).to_string()).collect();
                format!("{key} {}\n", numbers.join(" "))
            })
            .collect();
        lines.sort_unstable();
        let _ = store::write_derived(path, lines.concat().as_bytes());
    }
}

fn read_line(line: &str) -> Option<(Fingerprint, Tally)> {
    let mut parts = line.split(' ');
    let key = Fingerprint::parse(parts.next()?)?;
    let mut tally = Tally::default();
    for state in State::ALL {
        tally.add(state, parts.next()?.parse().ok()?);
    }
    Some((key, tally))
}

/// Counts pairs; those with a missing or unreadable content are left out.
fn count_batch(workspace: &Workspace, batch: &[(Fingerprint, &Versioned)]) -> Vec<(Fingerprint, Tally)> {
    let mut ids: Vec<&str> = batch
        .iter()
        .flat_map(|(_, pair)| [Some(&pair.english), pair.catalogue.as_ref(), pair.ledger.as_ref()])
        .flatten()
        .map(String::as_str)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let contents = git::read_blobs(&workspace.project.root, &ids);
    let groups: Vec<&[(Fingerprint, &Versioned)]> =
        batch.chunk_by(|one, other| one.1.english == other.1.english && one.1.file.path == other.1.file.path).collect();
    let count = |group: &&[(Fingerprint, &Versioned)]| -> Vec<(Fingerprint, Tally)> {
        let Some((_, first)) = group.first() else { return Vec::new() };
        let Some(text) = contents.get(&first.english) else { return Vec::new() };
        let text = String::from_utf8_lossy(text).into_owned();
        let source = Source::of(&first.file, text, &workspace.options(&first.file.module));
        let english = English::with_entries(&source.document, &source.entries);
        let read = |blob: &Option<String>| match blob {
            Some(blob) => contents.get(blob).map(Some),
            None => Some(None),
        };
        group
            .iter()
            .filter_map(|(key, pair)| {
                let (catalogue, ledger) = (read(&pair.catalogue)?, read(&pair.ledger)?);
                Some((*key, tally(workspace, &source, &english, catalogue, ledger)))
            })
            .collect()
    };
    groups.par_iter().map(count).flatten().collect()
}

/// Counts one pair. A catalogue that could not be read then held no translation that anybody could use.
fn tally(
    workspace: &Workspace,
    source: &Source,
    english: &English<'_>,
    catalogue: Option<&Vec<u8>>,
    ledger: Option<&Vec<u8>>,
) -> Tally {
    let catalogue = catalogue.and_then(|bytes| Catalogue::parse(bytes.clone()).ok());
    let ledger = ledger.map(|bytes| ledger::Document::parse(bytes.clone())).unwrap_or_default();
    let evidence = Evidence::of(ledger.lines());
    let assessment = assess_shared(english, catalogue.as_ref(), &evidence, &workspace.project.config.changes);
    let mut words = Tally::default();
    for (assessed, &count) in assessment.units.iter().zip(source.words()) {
        words.add(assessed.state, count);
    }
    words
}
