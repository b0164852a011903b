//! Localised modules, written to the build folder.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::build_kept::Kept;
use super::refreshed::Refreshed;
use super::written::Written;
use super::{Pair, Source, Workspace};
use crate::build::{Composed, Offer, PageState, compose};
use crate::language::Language;
use crate::ledger::Evidence;
use crate::model::{Failure, Finding, ModuleId, RuleId, Severity, State};
use crate::po::Catalogue;
use crate::source::{Extra, Folders, Translation};
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

/// Renders every module in every language below the build folder, and copies the files that pages show. What an earlier
/// build wrote and this one would not is removed: the paths are the second part of the result.
#[must_use]
pub fn build(workspace: &Workspace, languages: &[&'static Language]) -> (Vec<Built>, Vec<String>, Vec<Failure>) {
    // What is suspicious is published all the same, so the history is not asked.
    let _ = workspace.refreshed.set(Refreshed::default());
    let kept = Kept::open(workspace);
    let folders = confined_folders(workspace, languages);
    let (results, mut failures) = workspace.pairs_unless(
        languages,
        |language, source| Some(Ok((known(workspace, &kept, language, source)?, None, None))),
        |pair| {
            let inputs = if pair.is_astray() { None } else { kept.inputs(pair.language, pair.source) };
            let (built, stamp) = build_pair(workspace, &folders, pair)?;
            let page = inputs.and_then(|inputs| inputs.built(&built, stamp?));
            Ok((built, page, stamp))
        },
    );
    let mut built = Vec::with_capacity(results.len());
    let mut pages = Vec::new();
    let mut written = Written::open(workspace);
    let mut refused = BTreeSet::new();
    for result in results {
        let (one, page, stamp) = match result {
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
        pages.extend(page);
    }
    kept.write(pages);
    let folders: Vec<&str> = languages.iter().map(|language| language.code).collect();
    failures.extend(copy_assets(workspace, &folders, &mut written));
    let (removed, more) = written.sweep(&folders, &refused);
    failures.extend(more);
    (built, removed, failures)
}

/// Returns the path of a localised module relative to the project.
pub(super) fn page_path(workspace: &Workspace, language: &Language, module: &ModuleId) -> String {
    format!("{}/{}/{module}", workspace.project.config.build_folder, language.code)
}

/// Returns a page that stands already as it would be built.
fn known(workspace: &Workspace, kept: &Kept<'_>, language: &'static Language, source: &Source) -> Option<Built> {
    let result = kept.page(language, source)?;
    let path = page_path(workspace, language, &source.module);
    Some(Built { language, module: source.module.clone(), path, result })
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
            let path = PathBuf::from(page_path(workspace, language, &source.module));
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
            true => Translation { forms: pair.forms(&entry) },
            false => Translation::single(entry.form(0)),
        })
    };
    let extras = extras(pair);
    let offer = Offer { states: &states, translation: &translation, extras: &extras };
    let config = &workspace.project.config;
    let path = page_path(workspace, pair.language, &pair.source.module);
    let output = format!("{}/{}", config.build_folder, pair.language.code);
    let places_of = Folders { source: &config.source, output: &output };
    let (document, text) = (&pair.source.document, &pair.source.text);
    let composed = compose(document, text, pair.language, &config.build, &offer, places_of);
    let mut stamp = None;
    let result = match composed {
        Composed::Refused(reason) => BuiltResult::Refused(reason),
        Composed::Page { text, state, refusals } => {
            let is_new;
            (is_new, stamp) = write_page(&workspace.project.root, folders, path.as_ref(), &text)?;
            let findings = refusals
                .into_iter()
                .map(|refusal| {
                    let mut finding = Finding::new(RuleId::new("rendering"), Severity::Error, refusal.reason);
                    finding.language = Some(pair.language.code.to_owned());
                    finding.module = Some(pair.source.module.clone());
                    finding.path = Some(pair.catalogue_path.clone());
                    finding.unit = Some(refusal.unit);
                    finding.hint = Some("the English text stands there until the translation is mended".to_owned());
                    finding
                })
                .collect();
            BuiltResult::Done { is_new, page: state, findings }
        }
    };
    Ok((Built { language: pair.language, module: pair.source.module.clone(), path, result }, stamp))
}

/// Copies every file of the source folder that is not a module to folders below the build folder, so that relative
/// links and images stay right.
pub(super) fn copy_assets(workspace: &Workspace, folders: &[&str], written: &mut Written<'_>) -> Vec<Failure> {
    let config = &workspace.project.config;
    let assets: BTreeSet<String> = workspace.project.assets();
    let mut failures = Vec::new();
    for asset in &assets {
        let from = workspace.project.root.join(&config.source).join(asset);
        let bytes = match store::read(&from) {
            Ok(bytes) => bytes,
            Err(error) => {
                failures.push(Failure::from(error).in_file(format!("{}/{asset}", config.source)));
                continue;
            }
        };
        for folder in folders {
            let to = format!("{}/{folder}/{asset}", config.build_folder);
            match store::confined(&workspace.project.root, to.as_ref()).and_then(|to| store::write_derived(&to, &bytes))
            {
                Ok(is_new) => written.wrote(folder, asset, is_new, None),
                Err(error) => failures.push(Failure::from(error)),
            }
        }
    }
    failures
}
