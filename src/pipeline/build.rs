//! Localised modules, written to the build folder.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::build_kept::{Kept, Page};
use super::refreshed::Refreshed;
use super::workspace::accepted_files;
use super::written::Written;
use super::{ModuleFilter, Pair, Progress, Source, Workspace};
use crate::build::{Composed, Offer, PageState, compose};
use crate::language::Language;
use crate::ledger::Evidence;
use crate::model::{Failure, Finding, ModuleId, RuleId, Severity, State, UnitId};
use crate::po::Catalogue;
use crate::project::{Project, SourceFile};
use crate::source::{Extra, Folders, Refusal, Translation};
use crate::status::assess_shared;
use crate::store::{self, Stamp};

/// One module in one language, as `build` left it.
#[derive(Debug, Clone)]
pub struct Built {
    /// The language.
    pub language: &'static Language,
    /// The module.
    pub module: ModuleId,
    /// The file relative to the project.
    pub path: String,
    /// What came of it.
    pub result: BuiltResult,
}

/// What came of one localised module.
#[derive(Debug, Clone)]
pub enum BuiltResult {
    /// The file has the right bytes; `is_new` says whether they were written now.
    Done {
        /// Whether the file changed.
        is_new: bool,
        /// What the page tells its readers about itself.
        page: PageState,
        /// The units whose translation would have damaged the page.
        findings: Vec<Finding>,
    },
    /// The policy refuses the module in this language; an older page is taken away.
    Refused(String),
}

/// What a build came to.
#[derive(Debug)]
pub struct Build {
    /// The pages, by language, then by module.
    pub pages: Vec<Built>,
    /// The paths of what an earlier build wrote and this one removed.
    pub removed: Vec<String>,
    /// What could not be read or written.
    pub failures: Vec<Failure>,
}

/// Renders the modules that the filter accepts, in every language, below the build folder, and copies the files that pages
/// show. What an earlier build wrote and this one would not is removed. A module whose pages all stand as they would be built
/// is not even read.
///
/// # Errors
/// When the source folder cannot be read, or the filter names no module.
pub fn build(
    project: Project,
    filter: &ModuleFilter,
    languages: &[&'static Language],
    progress: Progress,
) -> Result<Build, Failure> {
    let (files, failures) = accepted_files(&project, filter)?;
    let mut kept = Kept::open(&project, &files);
    let order: BTreeMap<ModuleId, usize> =
        files.iter().enumerate().map(|(at, file)| (file.module.clone(), at)).collect();
    let (mut built, open) = standing(&project, &kept, languages, files);
    let mut workspace = Workspace::of_files(project, &open, failures);
    workspace.progress = progress;
    let mut failures = std::mem::take(&mut workspace.failures);
    let mut written = Written::open(&workspace.project);
    for one in &built {
        written.wrote(one.language.code, one.module.as_str(), false, None);
    }
    let folders: Vec<&str> = languages.iter().map(|language| language.code).collect();
    let names = workspace.sources.iter().map(|source| source.module.as_str()).collect();
    let (mut removed, more) = written.clear_way(&folders, &names);
    failures.extend(more);
    let mut refused = BTreeSet::new();
    for result in build_pairs(&workspace, &kept, languages, &mut failures) {
        let Done { built: one, page, stamp } = match result {
            Ok(done) => done,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        match &one.result {
            BuiltResult::Done { is_new, .. } => written.wrote(one.language.code, one.module.as_str(), *is_new, stamp),
            BuiltResult::Refused(_) => {
                refused.insert((one.language.code.to_owned(), one.module.as_str().to_owned()));
            }
        }
        built.push(one);
        kept.add(page);
    }
    kept.write(&workspace.project);
    let rank = |language: &Language| languages.iter().position(|known| known.code == language.code);
    built.sort_by_key(|one| (rank(one.language), order.get(&one.module)));
    for (gone, more) in [copy_assets(&workspace.project, &folders, &mut written), written.sweep(&folders, &refused)] {
        removed.extend(gone);
        failures.extend(more);
    }
    Ok(Build { pages: built, removed, failures })
}

/// One page, as this build left it.
struct Done {
    built: Built,
    /// What to know it by from now on.
    page: Option<Page>,
    stamp: Option<Stamp>,
}

/// Returns the pages of the modules whose pages all stand already, and the other modules.
fn standing(
    project: &Project,
    kept: &Kept,
    languages: &[&'static Language],
    files: Vec<SourceFile>,
) -> (Vec<Built>, Vec<SourceFile>) {
    let mut built = Vec::new();
    let mut open = Vec::new();
    for file in files {
        let pages = languages.iter().map(|language| known(project, kept, language, &file.module));
        match pages.collect::<Option<Vec<Built>>>() {
            Some(pages) => built.extend(pages),
            None => open.push(file),
        }
    }
    (built, open)
}

fn build_pairs(
    workspace: &Workspace,
    kept: &Kept,
    languages: &[&'static Language],
    failures: &mut Vec<Failure>,
) -> Vec<Result<Done, Failure>> {
    if workspace.sources.is_empty() {
        return Vec::new();
    }
    // What is suspicious is published all the same, so the history is not asked.
    let _ = workspace.refreshed.set(Refreshed::default());
    let project = &workspace.project;
    let folders = confined_folders(workspace, languages);
    let known = |language, source: &Source| {
        Some(Ok(Done { built: known(project, kept, language, &source.module)?, page: None, stamp: None }))
    };
    let (results, more) = workspace.pairs_unless(languages, known, |pair| {
        let inputs = if pair.is_astray() { None } else { kept.inputs(project, pair.language, &pair.source.module) };
        let (built, stamp) = build_pair(workspace, &folders, pair)?;
        let needs = pair.source.outward(project);
        let page = inputs.zip(stamp).and_then(|(inputs, stamp)| Page::of(&built, inputs, stamp, needs));
        Ok(Done { built, page, stamp })
    });
    failures.extend(more);
    results
}

/// Returns the path of a localised module relative to the project.
pub(super) fn page_path(project: &Project, language: &Language, module: &ModuleId) -> String {
    format!("{}/{}/{module}", project.config.build_folder, language.code)
}

/// Returns a page that stands already as it would be built.
fn known(project: &Project, kept: &Kept, language: &'static Language, module: &ModuleId) -> Option<Built> {
    let path = page_path(project, language, module);
    let result = kept.page(project, language, module, &path)?;
    Some(Built { language, module: module.clone(), path, result })
}

/// Returns what only the language has, without drafts.
fn extras(pair: &Pair<'_>) -> Vec<Extra> {
    let entries = pair.catalogue.iter().flat_map(Catalogue::entries);
    entries
        .filter(|entry| pair.english.is_extra(entry) && entry.is_translated() && !entry.is_fuzzy())
        .map(|entry| Extra {
            context: entry.context().unwrap_or_default().into_owned(),
            text: entry.form(0).into_owned(),
        })
        .collect()
}

/// Returns the folders of pages that lie below the project's root, links in between included.
fn confined_folders(workspace: &Workspace, languages: &[&'static Language]) -> HashSet<PathBuf> {
    let root = &workspace.project.root;
    let mut folders = HashSet::new();
    for language in languages {
        for source in &workspace.sources {
            let path = PathBuf::from(page_path(&workspace.project, language, &source.module));
            let Some(folder) = path.parent() else { continue };
            if !folders.contains(folder) && store::confined(root, folder).is_ok() {
                folders.insert(folder.to_owned());
            }
        }
    }
    folders
}

/// Writes a page when its bytes differ; returns whether it was written, and its stamp.
fn write_page(
    root: &Path,
    folders: &HashSet<PathBuf>,
    path: &Path,
    text: &str,
) -> Result<(bool, Option<Stamp>), Failure> {
    if path.parent().is_some_and(|folder| folders.contains(folder))
        && let Some(stamp) = store::create_derived(&root.join(path), text.as_bytes())?
    {
        return Ok((true, Some(stamp)));
    }
    let target = store::confined(root, path)?;
    let is_new = store::write_derived(&target, text.as_bytes())?;
    Ok((is_new, Stamp::of(&target)))
}

/// Builds one page; also returns its stamp.
fn build_pair(
    workspace: &Workspace,
    folders: &HashSet<PathBuf>,
    pair: &Pair<'_>,
) -> Result<(Built, Option<Stamp>), Failure> {
    let evidence = Evidence::of(pair.ledger.lines());
    let assessment = assess_shared(pair.english, pair.catalogue.as_ref(), &evidence, pair.changes);
    let assessed = |place: &usize| assessment.units.get(*place);
    let places = &pair.source.entry_of;
    let states: Vec<State> =
        places.iter().map(|place| assessed(place).map_or(State::Missing, |assessed| assessed.state)).collect();
    let translation = |index: usize| {
        let entry = pair.catalogue.as_ref()?.entry(assessed(places.get(index)?)?.entry?)?;
        Some(match entry.is_plural() {
            true => Translation::of_forms(pair.forms(&entry)),
            false => Translation::single(entry.form(0)),
        })
    };
    let extras = extras(pair);
    let offer = Offer { states: &states, translation: &translation, extras: &extras };
    let config = &workspace.project.config;
    let path = page_path(&workspace.project, pair.language, &pair.source.module);
    let output = format!("{}/{}", config.build_folder, pair.language.code);
    let needs = pair.source.outward(&workspace.project);
    let there = needs.iter().filter(|(_, is_there)| **is_there).map(|(path, _)| path.clone()).collect();
    let places_of = Folders { source: &config.source, output: &output, there: &there };
    let (document, text) = (&pair.source.document, &pair.source.text);
    let composed = compose(document, text, pair.language, &config.build, &offer, places_of);
    let mut stamp = None;
    let result = match composed {
        Composed::Refused(reason) => BuiltResult::Refused(reason),
        Composed::Page { text, state, refusals } => {
            let is_new;
            (is_new, stamp) = write_page(&workspace.project.root, folders, path.as_ref(), &text)?;
            let line = |unit: &UnitId| {
                let at = (0..places.len()).find(|at| document.name(*at).is_some_and(|(one, _)| one == unit))?;
                let entry = pair.catalogue.as_ref()?.entry(assessed(places.get(at)?)?.entry?)?;
                Some(entry.line())
            };
            let place = (pair.language, &pair.source.module, pair.catalogue_path.as_str());
            let findings = refusals.into_iter().map(|refusal| refused(place, line(&refusal.unit), refusal)).collect();
            BuiltResult::Done { is_new, page: state, findings }
        }
    };
    Ok((Built { language: pair.language, module: pair.source.module.clone(), path, result }, stamp))
}

/// Returns the finding on a translation that would change the page around it; `place` is the language, the module and the
/// path of the catalogue.
pub(super) fn refused(place: (&Language, &ModuleId, &str), line: Option<usize>, refusal: Refusal) -> Finding {
    let (language, module, path) = place;
    let mut finding = Finding::new(RuleId::new("rendering"), Severity::Error, refusal.reason);
    finding.language = Some(language.code.to_owned());
    finding.module = Some(module.clone());
    finding.path = Some(path.to_owned());
    finding.line = line;
    finding.unit = Some(refusal.unit);
    finding.hint = Some("the English text stands on the page until the translation is mended".to_owned());
    finding
}

/// Copies every file of the source folder that is not a module to folders below the build folder, so that relative
/// links and images stay right. Returns the paths of what stood in their way and was removed, and what failed.
pub(super) fn copy_assets(
    project: &Project,
    folders: &[&str],
    written: &mut Written<'_>,
) -> (Vec<String>, Vec<Failure>) {
    let config = &project.config;
    let assets: BTreeSet<String> = project.assets();
    let (mut removed, mut failures) = (Vec::new(), Vec::new());
    for asset in &assets {
        let from = project.root.join(&config.source).join(asset);
        let bytes = match store::read(&from) {
            Ok(bytes) => bytes,
            Err(error) => {
                failures.push(Failure::from(error).in_file(format!("{}/{asset}", config.source)));
                continue;
            }
        };
        for folder in folders {
            let to = format!("{}/{folder}/{asset}", config.build_folder);
            let copy = || store::confined(&project.root, to.as_ref()).and_then(|to| store::write_derived(&to, &bytes));
            let copied = copy().or_else(|error| {
                let (gone, more) = written.clear_way(&[folder], &BTreeSet::from([asset.as_str()]));
                failures.extend(more);
                if gone.is_empty() { Err(error) } else { copy().inspect(|_| removed.extend(gone)) }
            });
            match copied {
                Ok(is_new) => written.wrote(folder, asset, is_new, None),
                Err(error) => failures.push(Failure::from(error)),
            }
        }
    }
    (removed, failures)
}
