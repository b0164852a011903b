//! Modules that were renamed or renumbered: which catalogue, lying under another name, belongs to which module.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use super::workspace::read_source;
use super::{Source, Workspace};
use crate::git::History;
use crate::language::Language;
use crate::model::{Format, ModuleId};
use crate::po::Catalogue;
use crate::store;
use crate::sync::{Holding, OldText, fits_clearly, moves};

/// The modules of one language whose catalogue lies under another name, with that name; none for one whose own catalogue
/// belongs to another module now.
pub(super) type Moves = BTreeMap<ModuleId, Option<ModuleId>>;

/// What is found out about renamed modules, each once and only when it is asked for.
#[derive(Debug, Default)]
pub(super) struct Renames {
    english: OnceLock<Vec<Holding>>,
    history: OnceLock<Option<History>>,
    languages: HashMap<&'static str, OnceLock<Moves>>,
}

impl Renames {
    pub(super) fn new(languages: &[&'static Language]) -> Self {
        let languages = languages.iter().map(|language| (language.code, OnceLock::new())).collect();
        Self { languages, ..Self::default() }
    }
}

impl Workspace {
    /// Returns where the catalogue of a module lies in one language, when it is not under the module's own name. Nothing
    /// is asked when the module holds nearly all of its own catalogue.
    pub(super) fn moved(
        &self,
        language: &'static Language,
        source: &Source,
        own: Option<&Catalogue>,
    ) -> Option<Option<&ModuleId>> {
        if own.is_some_and(|own| is_at_home(source, own)) {
            return None;
        }
        let moves = self.renames.languages.get(language.code)?.get_or_init(|| self.moves(language));
        moves.get(&source.module).map(Option::as_ref)
    }

    /// Returns the modules of this workspace that had another name in an earlier one, with that name.
    pub(super) fn renamed_since(&self, earlier: &Self) -> BTreeMap<ModuleId, ModuleId> {
        let found = moves(self.english(), earlier.english(), &[]);
        found.into_iter().filter_map(|(module, former)| Some((module, former?))).collect()
    }

    /// The English of all modules, also of those that nobody asked about.
    fn english(&self) -> &[Holding] {
        self.renames.english.get_or_init(|| {
            let mut found: Vec<Holding> = self.sources.iter().map(holding).collect();
            let known: HashSet<&ModuleId> = self.sources.iter().map(|source| &source.module).collect();
            let (files, _) = self.project.source_files().unwrap_or_default();
            let others = files.iter().filter(|file| !known.contains(&file.module));
            found.extend(others.filter_map(|file| Some(holding(&read_source(&self.project, file).ok()?))));
            found
        })
    }

    fn moves(&self, language: &'static Language) -> Moves {
        let paths = self.catalogue_paths(language);
        if paths.iter().all(|path| self.is_settled(language, path)) {
            return Moves::new();
        }
        let held = self.catalogues(language, paths);
        if held.is_empty() {
            return Moves::new();
        }
        let english = self.english();
        moves(english, &held, &self.known(english, &held))
    }

    /// Finds by Git's renames the former names of modules without a catalogue, among catalogues without a module.
    fn known(&self, english: &[Holding], held: &[Holding]) -> Vec<(ModuleId, ModuleId)> {
        let modules: HashSet<&ModuleId> = english.iter().map(|one| &one.module).collect();
        let covered: HashSet<&ModuleId> = held.iter().map(|one| &one.module).collect();
        let mut free: HashSet<&ModuleId> = covered.difference(&modules).copied().collect();
        let project = &self.project;
        let mut found = Vec::new();
        for module in english.iter().map(|one| &one.module).filter(|module| !covered.contains(module)) {
            if free.is_empty() {
                break;
            }
            let history = self.renames.history.get_or_init(|| History::read(&project.root, &project.config.source));
            let Some(history) = history else { break };
            let folder = format!("{}/", project.config.source);
            let path = format!("{folder}{module}");
            let names = history.of_file(&path).map(|touch| &touch.old_path);
            let former = names.filter_map(|path| path.strip_prefix(&folder)).map(ModuleId::new);
            let former = former.into_iter().find(|former| free.contains(former));
            if let Some(former) = former {
                free.remove(&former);
                found.push((module.clone(), former));
            }
        }
        found
    }

    /// Returns the modules that a language has catalogues for, by their paths.
    fn catalogue_paths(&self, language: &Language) -> Vec<ModuleId> {
        self.files_of(language).iter().filter_map(|path| path.strip_suffix(".po")).map(ModuleId::new).collect()
    }

    /// Returns the files of a language, relative to its folder, in the order of their names.
    pub(super) fn files_of(&self, language: &Language) -> Vec<String> {
        let project = &self.project;
        let mut paths = Vec::new();
        walk(&project.root.join(&project.config.translations).join(language.code), "", &mut paths);
        paths.sort_unstable();
        paths
    }

    /// Returns the catalogues that lie under the name of no module of this workspace, where no module takes them over.
    pub(super) fn catalogues_without_module(&self, language: &'static Language) -> Vec<(ModuleId, Catalogue)> {
        let modules: HashSet<&ModuleId> = self.sources.iter().map(|source| &source.module).collect();
        let mut paths = self.catalogue_paths(language);
        paths.retain(|path| !modules.contains(path));
        if paths.is_empty() {
            return Vec::new();
        }
        let moves = self.renames.languages.get(language.code).map(|moves| moves.get_or_init(|| self.moves(language)));
        let taken: HashSet<&ModuleId> = moves.into_iter().flat_map(Moves::values).flatten().collect();
        paths.retain(|path| !taken.contains(path));
        paths.into_iter().filter_map(|path| Some((path.clone(), self.catalogue(language, &path)?))).collect()
    }

    /// Returns the catalogues with translations that lie under the name of no module of the project and that no module takes
    /// over, by their paths, each with the number of its finished texts.
    #[must_use]
    pub fn abandoned(&self, languages: &[&'static Language]) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for &language in languages.iter().filter(|_| self.failures.is_empty()) {
            for (module, catalogue) in self.catalogues_without_module(language) {
                let finished = catalogue.entries().filter(|entry| entry.is_translated() && !entry.is_fuzzy()).count();
                if finished > 0 && !self.english().iter().any(|one| one.module == module) {
                    found.push((self.project.catalogue_path(language.code, &module), finished));
                }
            }
        }
        found
    }

    /// Returns whether a catalogue is that of the module whose name it bears, so that no other can claim it.
    fn is_settled(&self, language: &Language, module: &ModuleId) -> bool {
        let source = self.sources.iter().find(|source| source.module == *module);
        source.is_some_and(|source| self.catalogue(language, module).is_some_and(|own| is_at_home(source, &own)))
    }

    /// Reads a catalogue; one that cannot be read belongs to nobody.
    fn catalogue(&self, language: &Language, module: &ModuleId) -> Option<Catalogue> {
        let path = self.project.catalogue_path(language.code, module);
        Catalogue::parse(store::read(&self.project.root.join(path)).ok()?).ok()
    }

    fn catalogues(&self, language: &Language, modules: Vec<ModuleId>) -> Vec<Holding> {
        let read = |module| {
            let catalogue = self.catalogue(language, &module)?;
            Some(catalogue_holding(module, &catalogue))
        };
        modules.into_iter().filter_map(read).collect()
    }
}

fn holding(source: &Source) -> Holding {
    let units = source.entries.iter().filter_map(|&index| source.document.units.get(index));
    Holding::new(source.module.clone(), source.format, units.map(Into::into))
}

fn catalogue_holding(module: ModuleId, catalogue: &Catalogue) -> Holding {
    let format = Format::of_path(module.as_str()).unwrap_or(Format::Markdown);
    let texts: Vec<OldText> =
        catalogue.entries().filter(|entry| !entry.is_obsolete()).map(|entry| OldText::of(&entry)).collect();
    Holding::new(module, format, texts.iter().map(OldText::as_text))
}

/// Returns whether a module and its own catalogue are so alike that no other catalogue can belong to it.
fn is_at_home(source: &Source, own: &Catalogue) -> bool {
    let mut entries = own.entries().filter(|entry| !entry.is_obsolete());
    let is_in_order = source.keys.iter().all(|&key| entries.next().is_some_and(|entry| entry.key_hash() == key));
    is_in_order
        || fits_clearly(share_by_key(source, own))
        || fits_clearly(holding(source).share_in(&catalogue_holding(source.module.clone(), own)))
}

/// Returns the least share of a module's English that its own catalogue holds, in percent: that of the same keys and texts.
fn share_by_key(source: &Source, own: &Catalogue) -> u64 {
    let known: HashSet<u64> =
        own.entries().filter(|entry| !entry.is_obsolete()).map(|entry| entry.key_hash()).collect();
    let units = source.entries.iter().filter_map(|&index| source.document.units.get(index));
    let weights = units.map(|unit| unit.source.len() as u64 + 1).zip(&source.keys);
    let (all, shared) = weights.fold((0, 0), |(all, shared), (weight, key)| {
        (all + weight, if known.contains(key) { shared + weight } else { shared })
    });
    (100 * shared).checked_div(all).unwrap_or(100)
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
