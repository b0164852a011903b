//! What changed in the catalogues between two revisions.

use rayon::prelude::*;

use super::{ModuleFilter, Workspace};
use crate::diff::{self, EntryDiff};
use crate::git;
use crate::language::Language;
use crate::model::{Failure, ModuleId};
use crate::po::Catalogue;
use crate::store;

/// The changes of one catalogue.
#[derive(Debug, Clone, serde::Serialize)]
pub struct CatalogueDiff {
    /// The language code.
    pub language: &'static str,
    /// The module.
    pub module: ModuleId,
    /// The path relative to the project.
    pub path: String,
    /// The entries that changed.
    pub entries: Vec<EntryDiff>,
}

/// Compares the catalogues of two revisions; without `new`, with the files as they are now. Catalogues without changes
/// are left out.
///
/// # Errors
/// When a revision does not exist.
pub fn diff_catalogues(
    workspace: &Workspace,
    languages: &[&'static Language],
    filter: &ModuleFilter,
    old: &str,
    new: Option<&str>,
) -> Result<(Vec<CatalogueDiff>, Vec<Failure>), Failure> {
    let project = &workspace.project;
    let mut modules: Vec<(&'static Language, ModuleId)> = Vec::new();
    for revision in [Some(old), new].into_iter().flatten() {
        git::resolve(&project.root, revision).ok_or_else(|| {
            Failure::new(format!("there is no revision `{revision}`"))
                .hint("name a commit, tag or branch of this repository")
        })?;
        let files = git::list(&project.root, revision, &project.config.translations).unwrap_or_default();
        modules.extend(files.iter().filter_map(|path| of_path(workspace, languages, path)));
    }
    modules.extend(
        languages
            .iter()
            .flat_map(|&language| workspace.sources.iter().map(move |source| (language, source.module.clone()))),
    );
    modules.retain(|(_, module)| filter.accepts(module));
    modules.sort_by(|one, other| (one.0.order, &one.1).cmp(&(other.0.order, &other.1)));
    modules.dedup();
    let results: Vec<Result<CatalogueDiff, Failure>> =
        modules.par_iter().map(|(language, module)| compare(workspace, language, module, old, new)).collect();
    let (mut diffs, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(diff) if diff.entries.is_empty() => {}
            Ok(diff) => diffs.push(diff),
            Err(failure) => failures.push(failure),
        }
    }
    Ok((diffs, failures))
}

fn of_path(
    workspace: &Workspace,
    languages: &[&'static Language],
    path: &str,
) -> Option<(&'static Language, ModuleId)> {
    let inside = path.strip_prefix(&workspace.project.config.translations)?.strip_prefix('/')?;
    let (code, file) = inside.split_once('/')?;
    let language = languages.iter().find(|language| language.code == code)?;
    Some((language, ModuleId::new(file.strip_suffix(".po")?)))
}

fn compare(
    workspace: &Workspace,
    language: &'static Language,
    module: &ModuleId,
    old: &str,
    new: Option<&str>,
) -> Result<CatalogueDiff, Failure> {
    let project = &workspace.project;
    let path = project.catalogue_path(language.code, module);
    let before = git::show(&project.root, old, &path);
    let after = match new {
        Some(new) => git::show(&project.root, new, &path),
        None => match store::read(&project.root.join(&path)) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.is_not_found() => None,
            Err(error) => return Err(Failure::from(error).in_file(&path)),
        },
    };
    let entries = if before == after {
        Vec::new()
    } else {
        let parse = |bytes: Option<Vec<u8>>| {
            bytes.map(Catalogue::parse).transpose().map_err(|error| Failure::from(error).in_file(&path))
        };
        diff::compare(parse(before)?.as_ref(), parse(after)?.as_ref())
    };
    Ok(CatalogueDiff { language: language.code, module: module.clone(), path, entries })
}
