//! Who wrote a translation: the ledger's author where it knows one, else whoever brought the text into the history.
//!
//! A text counts as one translation however it is wrapped, whatever stands around it, and whichever English a harmless or
//! other edit put over it: the line that Git blames says who touched the file, not who translated.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::answer_fate::is_same_person;
use super::decide::Decision;
use super::{Pair, Workspace};
use crate::git::{self, History};
use crate::ledger::Evidence;
use crate::model::{Failure, Fingerprint, Unit};
use crate::po::{Catalogue, Entry};

/// The history of all catalogues, read when somebody is the first to ask.
#[derive(Default)]
pub(super) struct Histories(OnceLock<Option<History>>);

/// Somebody's name, and their e-mail address where Git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    name: String,
    email: Option<String>,
}

impl Person {
    fn is(&self, other: &Self) -> bool {
        let has_email = |one: &String, other: &String| !one.is_empty() && is_same_person(one, other);
        is_same_person(&self.name, &other.name)
            || self.email.as_ref().zip(other.email.as_ref()).is_some_and(|(one, other)| has_email(one, other))
    }
}

/// The translations in one version of a catalogue: by their core, the hashes of context and English.
type Texts = HashMap<Fingerprint, Vec<u64>>;

/// The versions of one catalogue.
struct Versions<'a> {
    /// What is committed.
    head: Texts,
    /// Each change, newest first: who made it, the contents before on all sides, and the content after.
    changes: Vec<(&'a git::Commit, Vec<String>, String)>,
    texts: HashMap<String, Texts>,
}

/// Who wrote the translations of one catalogue.
pub(super) struct Authors<'a> {
    workspace: &'a Workspace,
    pair: &'a Pair<'a>,
    histories: &'a Histories,
    versions: Option<Versions<'a>>,
}

impl<'a> Authors<'a> {
    pub(super) fn new(workspace: &'a Workspace, pair: &'a Pair<'a>, histories: &'a Histories) -> Self {
        Self { workspace, pair, histories, versions: None }
    }

    /// Refuses a reviser who is the author, also one who signs with another name than that of the Git identity here,
    /// unless a form brought the decision.
    pub(super) fn four_eyes(
        &mut self,
        evidence: &Evidence,
        unit: &Unit,
        entry: &Entry<'_>,
        decision: &Decision,
    ) -> Result<(), Failure> {
        let forms = entry.forms();
        let target = Fingerprint::of(forms.iter().map(AsRef::as_ref));
        let authors = match recorded_author(evidence, unit, target) {
            Some(name) => vec![Person { name, email: None }],
            None => self.of_text(entry),
        };
        let reviser = Person { name: decision.by.clone(), email: None };
        if let Some(author) = authors.iter().find(|author| author.is(&reviser)) {
            return Err(not_two(&author.name));
        }
        let here = identity(self.workspace).filter(|_| !decision.is_from_form);
        match here.and_then(|here| authors.into_iter().find(|author| author.is(&here))) {
            Some(author) => Err(not_two(&author.name).hint(
                "that is the Git identity here: let the reviser sign with their own, or send them the review form of \
                 `concordia report`",
            )),
            None => Ok(()),
        }
    }

    /// Returns who brought the translation into the history; the one who is working here when it is not committed.
    fn of_text(&mut self, entry: &Entry<'_>) -> Vec<Person> {
        let (workspace, pair, histories) = (self.workspace, self.pair, self.histories);
        let versions = self.versions.get_or_insert_with(|| Versions::read(workspace, pair, histories));
        let core = core(entry);
        let now = pair.catalogue.as_ref().map(texts).unwrap_or_default();
        let Some(keys) = versions.head.get(&core).and_then(|old| same(old, now.get(&core), entry.key_hash())) else {
            return identity(workspace).into_iter().collect();
        };
        versions.introduced(core, keys)
    }
}

impl<'a> Versions<'a> {
    fn read(workspace: &Workspace, pair: &Pair<'_>, histories: &'a Histories) -> Self {
        let root = &workspace.project.root;
        let parse = |bytes: Vec<u8>| Catalogue::parse(bytes).as_ref().map(texts).unwrap_or_default();
        let head = git::show(root, "HEAD", &pair.catalogue_path).map(parse).unwrap_or_default();
        let history = histories.0.get_or_init(|| History::read(root, &workspace.project.config.translations));
        let mut changes = Vec::new();
        if let Some(history) = history {
            for touch in history.of_file(&pair.catalogue_path) {
                let (Some(commit), Some(new)) = (history.commits.get(touch.commit), &touch.new_blob) else { continue };
                let others = touch.other_sides.iter().map(|(_, blob)| blob);
                let olds: Vec<String> = std::iter::once(&touch.old_blob).chain(others).flatten().cloned().collect();
                changes.push((commit, olds, new.clone()));
            }
        }
        let mut ids: Vec<&str> = Vec::new();
        for (_, olds, new) in &changes {
            ids.extend(olds.iter().map(String::as_str).chain([new.as_str()]));
        }
        ids.sort_unstable();
        ids.dedup();
        let contents = git::read_blobs(root, &ids);
        let texts = contents.into_iter().map(|(blob, bytes)| (blob, parse(bytes))).collect();
        Self { head, changes, texts }
    }

    /// Returns the authors of the commits after which a text was there and before which it was not, newest first. `keys`
    /// are the units that have it; those that had it before their English was edited join them.
    fn introduced(&self, core: Fingerprint, mut keys: HashSet<u64>) -> Vec<Person> {
        let mut found = Vec::new();
        for (commit, olds, new) in &self.changes {
            let Some(after) = self.texts.get(new).and_then(|texts| texts.get(&core)) else { continue };
            if !after.iter().any(|key| keys.contains(key)) {
                continue;
            }
            let mut was_there = false;
            for before in olds.iter().filter_map(|old| self.texts.get(old)?.get(&core)) {
                let former: Vec<u64> =
                    before.iter().copied().filter(|key| keys.contains(key) || !after.contains(key)).collect();
                was_there |= !former.is_empty();
                keys.extend(former);
            }
            if !was_there {
                found.push(Person { name: commit.author.clone(), email: Some(commit.email.clone()) });
            }
        }
        found
    }
}

/// Returns the units that had a text: the one that has it now, or those whose English gave way to its.
fn same(old: &[u64], now: Option<&Vec<u64>>, key: u64) -> Option<HashSet<u64>> {
    let is_gone = |old: &u64| now.is_none_or(|now| !now.contains(old));
    let keys: HashSet<u64> = match old.contains(&key) {
        true => HashSet::from([key]),
        false => old.iter().copied().filter(is_gone).chain([key]).collect(),
    };
    (old.contains(&key) || keys.len() > 1).then_some(keys)
}

/// Sums up the translations of a catalogue, obsolete ones among them: what was set aside may come back.
fn texts(catalogue: &Catalogue) -> Texts {
    let mut texts = Texts::new();
    for entry in catalogue.entries().filter(Entry::has_text) {
        texts.entry(core(&entry)).or_default().push(entry.key_hash());
    }
    texts
}

fn core(entry: &Entry<'_>) -> Fingerprint {
    let forms = entry.forms();
    Fingerprint::of_core(forms.iter().map(AsRef::as_ref))
}

fn identity(workspace: &Workspace) -> Option<Person> {
    let root = &workspace.project.root;
    Some(Person { name: git::identity(root)?, email: git::email(root) })
}

fn recorded_author(evidence: &Evidence, unit: &Unit, target: Fingerprint) -> Option<String> {
    let author = evidence.standing(&unit.id(), unit.source_print(), target)?.author.clone();
    author.filter(|author| !author.is_empty())
}

fn not_two(author: &str) -> Failure {
    Failure::new(format!("{author} translated it: the reviser must be a second person"))
        .hint("ask a colleague to revise it")
}

/// Refuses a reviser who would be the author of a text that is about to be written here.
pub(super) fn may_revise_new(
    workspace: &Workspace,
    pair: &Pair<'_>,
    unit: &Unit,
    target: Fingerprint,
    by: &str,
) -> Result<(), Failure> {
    let recorded = recorded_author(pair.evidence(), unit, target);
    match recorded.or_else(|| git::identity(&workspace.project.root)) {
        Some(author) if is_same_person(&author, by) => Err(not_two(&author)),
        _ => Ok(()),
    }
}
