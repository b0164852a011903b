//! The translations that were ever declared fresh without being touched, from one pass over the history of the catalogues.
//!
//! What two versions of a catalogue differ in never changes, so it is kept inside the repository's own folder; as long as
//! the same commit is checked out, the history is not asked again. Losing what is kept costs time, nothing else.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::{Pair, Workspace};
use crate::git::{self, History};
use crate::model::{Fingerprint, State};
use crate::po::Catalogue;
use crate::status::{Assessment, Refresh, refreshes, short};
use crate::store;

/// The refreshes of each pair of versions, by their names in Git.
type Pairs = BTreeMap<(String, String), Vec<Refresh>>;

/// Per language code, the units with their translations that somebody has to attest.
#[derive(Debug, Default)]
pub(super) struct Refreshed(HashMap<String, HashMap<u64, HashSet<Fingerprint>>>);

impl Refreshed {
    /// Reads the history. More than `many` refreshes of one language in one commit are all suspicious, otherwise those
    /// whose English changed in meaning.
    pub(super) fn read(workspace: &Workspace, many: usize) -> Self {
        let root = &workspace.history_root;
        let folder = &workspace.project.config.translations;
        let (Some(head), Some(cache)) = (git::resolve(root, "HEAD"), git::cache_folder(root)) else {
            return Self::default();
        };
        let key = format!("{head} {many} {folder}");
        let place = root.display().to_string();
        let name =
            format!("refreshes-{}.txt", Fingerprint::of([env!("CONCORDIA_BUILD"), place.as_str(), folder.as_str()]));
        let path = cache.join(name);
        let kept = String::from_utf8(store::read(&path).unwrap_or_default()).unwrap_or_default();
        let (kept_key, kept_lines) = kept.split_once('\n').unwrap_or_default();
        if kept_key == key {
            return Self::of(kept_lines.lines().filter_map(|line| line.strip_prefix("! ")));
        }
        let Some(history) = History::read(root, folder) else { return Self::default() };
        let mut pairs: Pairs = kept_lines.lines().filter_map(pair_of_line).collect();
        compare(workspace, &history, &mut pairs);
        let found = suspicious(&history, &pairs, folder, many);
        let mut text = format!("{key}\n");
        text.extend(found.iter().map(|line| format!("! {line}\n")));
        text.extend(pairs.iter().map(line_of_pair));
        let _ = store::write_derived(&path, text.as_bytes());
        Self::of(found.iter().map(String::as_str))
    }

    /// Reads lines of `language unit core`.
    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut refreshed = Self::default();
        for line in lines {
            let mut parts = line.split(' ');
            let (Some(language), Some(unit), Some(core)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let (Ok(unit), Some(core)) = (u64::from_str_radix(unit, 16), Fingerprint::parse(core)) else { continue };
            refreshed.0.entry(language.to_owned()).or_default().entry(unit).or_default().insert(core);
        }
        refreshed
    }

    /// Marks the fresh units of a pair that nobody attested since.
    pub(super) fn mark(&self, pair: &Pair<'_>, assessment: &mut Assessment) {
        let Some(known) = self.0.get(pair.language.code) else { return };
        for assessed in &mut assessment.units {
            let is_open = assessed.state.is_fresh() && assessed.state != State::Draft && !assessed.is_attested;
            let unit = pair.source.document.units.get(assessed.unit).filter(|_| is_open);
            let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
            let (Some(unit), Some(entry)) = (unit, entry) else { continue };
            let Some(cores) = known.get(&short(unit.context.as_deref(), &unit.source)) else { continue };
            let forms = entry.forms();
            let core = Fingerprint::of_core(forms.iter().map(AsRef::as_ref));
            let source = unit.source_print();
            assessed.is_suspicious |= cores.contains(&core) && !pair.evidence().is_vouched(&unit.id(), source, core);
        }
    }
}

impl Workspace {
    /// Returns what the history says was declared fresh untouched; found out once, before the pairs are read in parallel:
    /// it works in parallel itself, and one of its threads would wait for itself otherwise.
    pub(super) fn refreshed(&self) -> &Refreshed {
        self.refreshed.get_or_init(|| match self.project.config.gate.suspicious {
            true => Refreshed::read(self, self.project.config.gate.refreshed_at_once),
            false => Refreshed::default(),
        })
    }
}

/// Compares the versions of catalogues that were not compared before.
fn compare(workspace: &Workspace, history: &History, pairs: &mut Pairs) {
    let wanted: HashSet<(&str, &str)> = versions(history)
        .map(|(_, _, old, new)| (old, new))
        .filter(|(old, new)| !pairs.contains_key(&((*old).to_owned(), (*new).to_owned())))
        .collect();
    let wanted: Vec<(&str, &str)> = wanted.into_iter().collect();
    // So many versions at a time are in memory.
    for some in wanted.chunks(256) {
        compare_some(workspace, some, pairs);
    }
}

fn compare_some(workspace: &Workspace, wanted: &[(&str, &str)], pairs: &mut Pairs) {
    let mut ids: Vec<&str> = wanted.iter().flat_map(|(old, new)| [*old, *new]).collect();
    ids.sort_unstable();
    ids.dedup();
    let contents = git::read_blobs(&workspace.history_root, &ids);
    let parsed: HashMap<&str, Catalogue> =
        ids.par_iter().filter_map(|&id| Some((id, Catalogue::parse(contents.get(id)?.clone()).ok()?))).collect();
    let compared: Vec<((String, String), Vec<Refresh>)> = wanted
        .par_iter()
        .map(|&(old, new)| {
            let found = match (parsed.get(old), parsed.get(new)) {
                (Some(one), Some(other)) => refreshes(one, other),
                _ => Vec::new(),
            };
            ((old.to_owned(), new.to_owned()), found)
        })
        .collect();
    pairs.extend(compared);
}

/// The changes of catalogues, as (commit, path, content before, content after). A merge is compared with its first side.
fn versions(history: &History) -> impl Iterator<Item = (usize, &str, &str, &str)> {
    let catalogues = history.touches.iter().filter(|touch| touch.new_path.ends_with(".po"));
    catalogues.filter(|touch| touch.other_sides.is_empty()).filter_map(|touch| {
        Some((touch.commit, touch.new_path.as_str(), touch.old_blob.as_deref()?, touch.new_blob.as_deref()?))
    })
}

/// Returns the refreshes that somebody has to attest, as lines of `language unit core`.
fn suspicious(history: &History, pairs: &Pairs, folder: &str, many: usize) -> Vec<String> {
    let mut commits: BTreeMap<(usize, &str), Vec<Refresh>> = BTreeMap::new();
    for (commit, path, old, new) in versions(history) {
        let language = path.strip_prefix(folder).and_then(|path| path.trim_start_matches('/').split('/').next());
        if let (Some(language), Some(found)) = (language, pairs.get(&(old.to_owned(), new.to_owned()))) {
            commits.entry((commit, language)).or_default().extend(found);
        }
    }
    let mut lines = Vec::new();
    for ((_, language), found) in commits {
        let is_bulk = found.len() > many;
        let ours = found.iter().filter(|refresh| is_bulk || refresh.is_meaning);
        lines.extend(ours.map(|refresh| format!("{language} {:x} {}", refresh.unit, refresh.core)));
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// `old new unit/core/class …`
fn line_of_pair(((old, new), found): (&(String, String), &Vec<Refresh>)) -> String {
    let mut line = format!("{old} {new}");
    for Refresh { unit, core, is_meaning } in found {
        line.push_str(&format!(" {unit:x}/{core}/{}", if *is_meaning { "meaning" } else { "other" }));
    }
    line.push('\n');
    line
}

fn pair_of_line(line: &str) -> Option<((String, String), Vec<Refresh>)> {
    let mut parts = line.split(' ').filter(|_| !line.starts_with('!'));
    let key = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let refresh = |part: &str| {
        let mut parts = part.split('/');
        let unit = u64::from_str_radix(parts.next()?, 16).ok()?;
        let core = Fingerprint::parse(parts.next()?)?;
        Some(Refresh { unit, core, is_meaning: parts.next()? == "meaning" })
    };
    Some((key, parts.map(refresh).collect::<Option<Vec<Refresh>>>()?))
}
