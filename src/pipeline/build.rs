//! Localised modules, written to the build folder.

use std::collections::{BTreeSet, HashMap};

use super::build_kept::Kept;
use super::written::Written;
use super::{Pair, Source, Workspace};
use crate::build::{Composed, Offer, PageState, compose};
use crate::language::Language;
use crate::model::{Failure, Finding, ModuleId, RuleId, Severity, State, Unit};
use crate::po::Catalogue;
use crate::source::{Extra, Folders, Translation};
use crate::store;

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
    let kept = Kept::open(workspace);
    let (results, mut failures) = workspace.pairs_unless(
        languages,
        |language, source| Some(Ok((known(workspace, &kept, language, source)?, None))),
        |pair| {
            let inputs = if pair.is_astray() { None } else { kept.inputs(pair.language, pair.source) };
            let built = build_pair(workspace, pair)?;
            let page = inputs.and_then(|inputs| inputs.built(&built));
            Ok((built, page))
        },
    );
    let mut built = Vec::with_capacity(results.len());
    let mut pages = Vec::new();
    for result in results {
        match result {
            Ok((one, page)) => {
                built.push(one);
                pages.extend(page);
            }
            Err(failure) => failures.push(failure),
        }
    }
    kept.write(pages);
    let folders: Vec<&str> = languages.iter().map(|language| language.code).collect();
    let mut written = Written::open(workspace);
    let mut refused = BTreeSet::new();
    for one in &built {
        match &one.result {
            BuiltResult::Done { is_new, .. } => written.wrote(one.language.code, one.module.as_str(), *is_new),
            BuiltResult::Refused(_) => {
                refused.insert((one.language.code.to_owned(), one.module.as_str().to_owned()));
            }
        }
    }
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

/// Returns what a language has for each unit, by (context, source).
fn offers<'a>(pair: &'a Pair<'_>) -> HashMap<(Option<&'a str>, &'a str), Offer> {
    let assessment = pair.assess();
    let mut offers = HashMap::with_capacity(assessment.units.len());
    for assessed in assessment.units {
        let Some(unit) = pair.source.document.units.get(assessed.unit) else { continue };
        let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
        let forms: Option<Vec<String>> =
            entry.filter(|_| assessed.state != State::Missing).map(|entry| pair.forms(&entry));
        let offer = Offer { state: assessed.state, translation: forms.map(|forms| Translation { forms }) };
        offers.insert((unit.context.as_deref(), unit.source.as_str()), offer);
    }
    offers
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

fn build_pair(workspace: &Workspace, pair: &Pair<'_>) -> Result<Built, Failure> {
    let offers = offers(pair);
    let offer = |unit: &Unit| {
        let missing = Offer { state: State::Missing, translation: None };
        offers.get(&(unit.context.as_deref(), unit.source.as_str())).cloned().unwrap_or(missing)
    };
    let config = &workspace.project.config;
    let path = page_path(workspace, pair.language, &pair.source.module);
    let output = format!("{}/{}", config.build_folder, pair.language.code);
    let folders = Folders { source: &config.source, output: &output };
    let (document, text) = (&pair.source.document, &pair.source.text);
    let composed = compose(document, text, pair.language, &config.build, &offer, &extras(pair), folders);
    let result = match composed {
        Composed::Refused(reason) => BuiltResult::Refused(reason),
        Composed::Page { text, state, refusals } => {
            let target = store::confined(&workspace.project.root, path.as_ref())?;
            let is_new = store::write_derived(&target, text.as_bytes()).map_err(Failure::from)?;
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
    Ok(Built { language: pair.language, module: pair.source.module.clone(), path, result })
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
                Ok(is_new) => written.wrote(folder, asset, is_new),
                Err(error) => failures.push(Failure::from(error)),
            }
        }
    }
    failures
}
