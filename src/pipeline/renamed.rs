//! Modules that were renamed: which catalogues, left behind under the old name, belong to which module.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use super::Workspace;
use crate::git::History;
use crate::model::{ModuleId, Unit};
use crate::po::Catalogue;
use crate::store;

/// The least share of a module's units that a catalogue must hold to be recognised by its content, in percent.
const ALIKE: usize = 50;

/// Finds for modules that have no catalogue in any language the module they were renamed from.
///
/// Git's renames decide; without them, the catalogue that holds at least half of the module's English. Nothing is asked
/// when no catalogue was left behind.
pub(super) fn renamed_modules(workspace: &Workspace) -> BTreeMap<ModuleId, ModuleId> {
    let project = &workspace.project;
    let Ok((files, _)) = project.source_files() else { return BTreeMap::new() };
    let modules: HashSet<&ModuleId> = files.iter().map(|file| &file.module).collect();
    let known: BTreeSet<(String, ModuleId)> = catalogues(workspace);
    let orphans: BTreeSet<&ModuleId> =
        known.iter().map(|(_, module)| module).filter(|module| !modules.contains(module)).collect();
    let covered: HashSet<&ModuleId> = known.iter().map(|(_, module)| module).collect();
    let bare: Vec<&super::Source> =
        workspace.sources.iter().filter(|source| !covered.contains(&source.module)).collect();
    let mut found = BTreeMap::new();
    if orphans.is_empty() || bare.is_empty() {
        return found;
    }
    let history = History::read(&project.root, &project.config.source);
    let mut free = orphans;
    for source in &bare {
        let Some(history) = &history else { break };
        let names = history.of_file(&source.path).map(|touch| &touch.old_path);
        let prefix = format!("{}/", project.config.source);
        let old = names.filter_map(|path| path.strip_prefix(&prefix)).map(ModuleId::new).find(|old| free.contains(old));
        if let Some(old) = old {
            free.remove(&old);
            found.insert(source.module.clone(), old);
        }
    }
    for source in bare.iter().filter(|source| !source.entries.is_empty()) {
        if found.contains_key(&source.module) {
            continue;
        }
        let units = || source.entries.iter().filter_map(|&index| source.document.units.get(index));
        let share = |orphan: &ModuleId| {
            let language = known.iter().find(|(_, module)| module == orphan).map(|(language, _)| language)?;
            let path = project.root.join(project.catalogue_path(language, orphan));
            let catalogue = Catalogue::parse(store::read(&path).ok()?).ok()?;
            Some(100 * shared(&catalogue, units()) / source.entries.len())
        };
        let best = free.iter().filter_map(|orphan| Some((share(orphan)?, std::cmp::Reverse(*orphan)))).max();
        if let Some((share, std::cmp::Reverse(old))) = best
            && share >= ALIKE
        {
            found.insert(source.module.clone(), old.clone());
            free.remove(old);
        }
    }
    found
}

fn shared<'a>(catalogue: &Catalogue, units: impl Iterator<Item = &'a Unit>) -> usize {
    let known: HashSet<_> = catalogue.entries().map(|entry| (entry.context(), entry.id())).collect();
    units
        .filter(|unit| {
            let context = unit.context.as_deref().map(std::borrow::Cow::Borrowed);
            known.contains(&(context, std::borrow::Cow::Borrowed(unit.source.as_str())))
        })
        .count()
}

/// Returns all catalogues as (language code, module).
fn catalogues(workspace: &Workspace) -> BTreeSet<(String, ModuleId)> {
    let project = &workspace.project;
    let folder = project.root.join(&project.config.translations);
    let mut found = BTreeSet::new();
    for language in &project.config.languages {
        let mut paths = Vec::new();
        walk(&folder.join(language.code), "", &mut paths);
        let modules = paths.iter().filter_map(|path| path.strip_suffix(".po"));
        found.extend(modules.map(|module| (language.code.to_owned(), ModuleId::new(module))));
    }
    found
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{prefix}{name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &format!("{path}/"), found),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
}
