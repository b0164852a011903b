//! The project with its English modules read and extracted.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::refreshed::Refreshed;
use super::renamed::Renames;
use super::{ModuleFilter, Progress};
use crate::model::{Failure, Format, ModuleId, count_words};
use crate::po;
use crate::project::{Project, SourceFile, SourceSet};
use crate::source::{self, Document};
use crate::store;

/// One English module, read and extracted.
#[derive(Debug)]
pub struct Source {
    /// The module.
    pub module: ModuleId,
    /// Its path relative to the project.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// The whole file.
    pub text: String,
    /// Its units.
    pub document: Document,
    /// The indices of the units that have an entry of their own: the first of each (context, source).
    pub entries: Vec<usize>,
    /// The hash of the key of each entry, as catalogues have it; parallel to `entries`.
    pub(super) keys: Vec<u64>,
    /// The place in `entries` of each unit's entry; parallel to the units.
    pub entry_of: Vec<usize>,
    /// See [`Self::words`].
    words: OnceLock<Vec<u64>>,
    /// The paths outside the sources that the module leads to, and whether something stands there; found out when they are
    /// first asked for.
    outward: OnceLock<BTreeMap<String, bool>>,
}

impl Source {
    /// Extracts the text of a module.
    #[must_use]
    pub fn of(file: &SourceFile, text: String, options: &source::Options) -> Self {
        let document = source::extract(file.module.clone(), file.format, &text, options);
        let mut known = HashMap::with_capacity(document.units.len());
        let mut entries = Vec::with_capacity(document.units.len());
        let mut entry_of = Vec::with_capacity(document.units.len());
        for (index, unit) in document.units.iter().enumerate() {
            let place = *known.entry((unit.context.as_deref(), unit.source.as_str())).or_insert(entries.len());
            if place == entries.len() {
                entries.push(index);
            }
            entry_of.push(place);
        }
        drop(known);
        let units = entries.iter().filter_map(|&index| document.units.get(index));
        let keys = units.map(|unit| po::key_hash(unit.context.as_deref(), &unit.source)).collect();
        let SourceFile { module, path, format, .. } = file.clone();
        Self {
            module,
            path,
            format,
            text,
            document,
            entries,
            keys,
            entry_of,
            words: OnceLock::new(),
            outward: OnceLock::new(),
        }
    }

    /// Returns the words of each entry, parallel to `entries`; counted when they are first asked for.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        let units = || self.entries.iter().filter_map(|&index| self.document.units.get(index));
        self.words.get_or_init(|| units().map(|unit| count_words(&unit.source)).collect())
    }

    /// Returns the paths outside the sources that the module leads to, relative to the project, and whether a file or a folder
    /// stands there.
    pub(super) fn outward(&self, project: &Project) -> &BTreeMap<String, bool> {
        let look = |path: String| {
            let is_there = is_there(project, &path);
            (path, is_there)
        };
        self.outward.get_or_init(|| {
            source::outward(&self.document, &self.text, &project.config.source).into_iter().map(look).collect()
        })
    }
}

/// Returns whether a file or a folder stands at a path of the project.
pub(super) fn is_there(project: &Project, path: &str) -> bool {
    store::confined(&project.root, path.as_ref()).is_ok_and(|path| path.exists())
}

/// The project with its English modules.
#[derive(Debug)]
pub struct Workspace {
    /// The project.
    pub project: Project,
    /// The modules in the order of their paths.
    pub sources: Vec<Source>,
    /// What could not be read; the other modules are there all the same.
    pub failures: Vec<Failure>,
    /// Where long work shows how far it has come.
    pub progress: Progress,
    /// The folder whose history tells what was declared fresh untouched: the project's, also for an earlier revision of it.
    pub(super) history_root: PathBuf,
    /// The translations that the history says were declared fresh untouched.
    pub(super) refreshed: OnceLock<Refreshed>,
    /// Which catalogues lie under another name than their module.
    pub(super) renames: Renames,
}

impl Workspace {
    /// Reads and extracts the modules that the filter accepts, in parallel.
    ///
    /// # Errors
    /// When the source folder cannot be read, or the filter names no module.
    pub fn load(project: Project, filter: &ModuleFilter) -> Result<Self, Failure> {
        let (files, failures) = accepted_files(&project, filter)?;
        Ok(Self::of_files(project, &files, failures))
    }

    /// Reads and extracts some modules, in parallel; `failures` are those that are known already.
    pub(super) fn of_files(project: Project, files: &[SourceFile], mut failures: Vec<Failure>) -> Self {
        let results: Vec<Result<Source, Failure>> = files.par_iter().map(|file| read_source(&project, file)).collect();
        let mut sources = Vec::with_capacity(results.len());
        for result in results {
            match result {
                Ok(source) => sources.push(source),
                Err(failure) => failures.push(failure),
            }
        }
        let renames = Renames::new(&project.config.languages);
        let history_root = project.root.clone();
        let refreshed = OnceLock::new();
        Self { project, sources, failures, progress: Progress::default(), history_root, refreshed, renames }
    }
}

/// Returns the English files that the filter accepts, in the order of their paths, with what is wrong about others.
///
/// # Errors
/// When the source folder cannot be read, or the filter names no module.
pub(super) fn accepted_files(
    project: &Project,
    filter: &ModuleFilter,
) -> Result<(Vec<SourceFile>, Vec<Failure>), Failure> {
    let (mut files, failures) = project.source_files()?;
    files.retain(|file| filter.accepts(&file.module));
    if files.is_empty() && !filter.is_empty() {
        return Err(Failure::new("no module matches --module").hint("`concordia extract` lists the modules"));
    }
    Ok((files, failures))
}

impl Workspace {
    /// Returns how a module is extracted, for reading older versions of it.
    #[must_use]
    pub fn options(&self, module: &ModuleId) -> source::Options {
        let set = self.project.config.sources.iter().find(|set| set.contains(module.as_str()));
        set.map(SourceSet::options).unwrap_or_default()
    }
}

pub(super) fn read_source(project: &Project, file: &SourceFile) -> Result<Source, Failure> {
    let bytes = std::fs::read(project.root.join(&file.path))
        .map_err(|error| Failure::new(error.to_string()).in_file(&file.path))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', error.as_bytes().get(..valid).unwrap_or(&[])).count() + 1;
        Failure::new(format!("byte {valid} is not UTF-8"))
            .in_file(&file.path)
            .at_line(line)
            .hint("save the file as UTF-8")
    })?;
    let options = project.config.sources.get(file.set).map(SourceSet::options).unwrap_or_default();
    let source = Source::of(file, text, &options);
    match conflict(&source) {
        Some(line) => Err(Failure::new("Git left both sides of a merge in the file")
            .in_file(&file.path)
            .at_line(line)
            .hint("choose between the sides and take the lines with <<<<<<<, ======= and >>>>>>> out")),
        None => Ok(source),
    }
}

/// Returns the 1-based line on which Git's conflict markers begin, inside a text that would be translated; a page that shows
/// them as code has none.
fn conflict(source: &Source) -> Option<usize> {
    const MARKER: &str = "<<<<<<< ";
    let text = &source.text;
    memchr::memmem::find_iter(text.as_bytes(), MARKER).find_map(|at| {
        let is_line = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        let is_text = || source.document.units.iter().any(|unit| unit.span.contains(&at));
        let before = text.as_bytes().get(..at).unwrap_or_default();
        (is_line && is_text()).then(|| memchr::memchr_iter(b'\n', before).count() + 1)
    })
}
