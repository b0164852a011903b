//! Pseudo-localised modules, written to the build folder under `en-XA`.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::written::Written;
use super::{Source, Workspace};
use crate::language;
use crate::model::{Failure, Format, Unit};
use crate::source::{self, Folders, Refusal, Target, Translation};
use crate::store;

/// The code of the pseudo-language, as browsers and other tools know it.
pub const PSEUDO: &str = "en-XA";

/// One pseudo-localised module.
#[derive(Debug, Clone)]
pub struct Pseudo {
    /// The file relative to the project.
    pub path: String,
    /// How many units it has.
    pub units: usize,
    /// Whether the file changed.
    pub is_new: bool,
    /// The units that stayed English.
    pub refusals: Vec<Refusal>,
}

/// Writes every module in the pseudo-language, and returns them in order, then the files of earlier runs that were removed.
#[must_use]
pub fn pseudo(workspace: &Workspace) -> (Vec<Pseudo>, Vec<String>, Vec<Failure>) {
    let mut written = Written::open(&workspace.project);
    let names = workspace.sources.iter().map(|source| source.module.as_str()).collect();
    let (mut removed, mut failures) = written.clear_way(&[PSEUDO], &names);
    let results: Vec<Result<Pseudo, Failure>> =
        workspace.sources.par_iter().map(|source| pseudo_module(workspace, source)).collect();
    let mut done = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(one) => done.push(one),
            Err(failure) => failures.push(failure),
        }
    }
    let folder = format!("{}/{PSEUDO}/", workspace.project.config.build_folder);
    for one in &done {
        written.wrote(PSEUDO, one.path.strip_prefix(&folder).unwrap_or(&one.path), one.is_new, None);
    }
    for (gone, more) in [
        super::build::copy_assets(&workspace.project, &[PSEUDO], &mut written),
        written.sweep(&[PSEUDO], &BTreeSet::new()),
    ] {
        removed.extend(gone);
        failures.extend(more);
    }
    (done, removed, failures)
}

fn pseudo_module(workspace: &Workspace, source: &Source) -> Result<Pseudo, Failure> {
    let path = format!("{}/{PSEUDO}/{}", workspace.project.config.build_folder, source.module);
    let language = language::find("en").ok_or_else(|| Failure::new("English is not in the language table"))?;
    let translate = |unit: &Unit| {
        // An attribute of a term is what texts select on; no reader sees it.
        let is_grammar = source.document.format == Format::Fluent
            && unit.context.as_deref().is_some_and(|key| key.starts_with('-') && key.contains('.'));
        if is_grammar {
            return None;
        }
        let forms = std::iter::once(&unit.source).chain(&unit.plural).map(|text| source::pseudo(text)).collect();
        Some(Translation::of_forms(forms))
    };
    let config = &workspace.project.config;
    let output = format!("{}/{PSEUDO}", config.build_folder);
    let needs = source.outward(&workspace.project);
    let there = needs.iter().filter(|(_, is_there)| **is_there).map(|(path, _)| path.clone()).collect();
    let folders = Some(Folders { source: &config.source, output: &output, there: &there });
    let target = Target { folders, anchors: config.build.anchors, ..Target::new(language) };
    let rendered = source::render(&source.document, &source.text, &target, &translate);
    let is_new =
        store::write_derived(&store::confined(&workspace.project.root, path.as_ref())?, rendered.text.as_bytes())
            .map_err(Failure::from)?;
    Ok(Pseudo { path, units: source.document.units.len(), is_new, refusals: rendered.refusals })
}
