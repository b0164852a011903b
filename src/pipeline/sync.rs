//! Catalogues and ledgers brought up to the English of today.

use std::borrow::Cow;

use super::check_terms::with_levels;
use super::moving::{self, Moved};
use super::{Pair, Workspace};
use crate::language::Language;
use crate::model::{Failure, Finding, ModuleId, Severity};
use crate::store;
use crate::sync::{Applied, Fates};

/// One catalogue, as `sync` left it or would leave it.
#[derive(Debug, Clone)]
pub struct Synced {
    /// The language.
    pub language: &'static Language,
    /// The module.
    pub module: ModuleId,
    /// The catalogue relative to the project.
    pub path: String,
    /// What happened to its entries.
    pub fates: Fates,
    /// Whether the file changed, or would.
    pub is_changed: bool,
    /// Whether the file did not exist before.
    pub is_new: bool,
}

/// Returns what in the English modules cannot be read, so that it stays English: the paths of the modules, and the findings
/// that `check` has on them at the levels of the configuration, without notes.
#[must_use]
pub fn english_faults(workspace: &Workspace) -> Vec<(String, Finding)> {
    let settings = &workspace.project.config.check;
    let found = workspace.sources.iter().flat_map(|source| {
        let findings = with_levels(source.document.findings.clone(), settings);
        findings.into_iter().map(|finding| (source.path.clone(), finding))
    });
    found.filter(|(_, finding)| finding.severity >= Severity::Warning).collect()
}

/// Brings all catalogues up to the sources; with `is_dry` nothing is written. The ledger is written first: should the
/// catalogue then fail, its lines are about texts that do not exist yet, and say nothing. The catalogues take their places
/// when all of them are on the disk.
#[must_use]
pub fn sync(
    workspace: &Workspace,
    languages: &[&'static Language],
    today: &str,
    is_dry: bool,
) -> (Vec<Synced>, Vec<Failure>) {
    let batch = store::Batch::default();
    let (results, mut failures) = workspace.pairs(languages, |pair| sync_pair(workspace, pair, today, is_dry, &batch));
    failures.extend(batch.place().into_iter().map(Failure::from));
    let mut synced = Vec::with_capacity(results.len());
    let mut moved = Vec::new();
    for result in results {
        match result {
            Ok((one, file)) => {
                synced.push(one);
                moved.extend(file);
            }
            Err(failure) => failures.push(failure),
        }
    }
    let moved = moving::write(workspace, moved);
    if !is_dry {
        failures.extend(moved.and_then(|()| moving::sweep(workspace, languages)).err());
    }
    (synced, failures)
}

fn sync_pair(
    workspace: &Workspace,
    pair: &Pair<'_>,
    today: &str,
    is_dry: bool,
    batch: &store::Batch,
) -> Result<(Synced, Option<Moved>), Failure> {
    let Applied { bytes, lines, fates } = pair.applied(today);
    let old = pair.catalogue.as_ref().map(crate::po::Catalogue::bytes).unwrap_or_default();
    let is_changed = (matches!(bytes, Cow::Owned(_)) && bytes != old) || pair.is_astray();
    let mut moved = None;
    if is_changed && !is_dry {
        let root = &workspace.project.root;
        store::refuse_read_only(&root.join(&pair.catalogue_path))
            .map_err(|error| Failure::from(error).in_file(&pair.catalogue_path))?;
        let ledger = || pair.ledger.append(&lines).map_err(|torn| Failure::from(torn).in_file(&pair.ledger_path));
        if pair.is_astray() {
            moved = Some(Moved::new(workspace, pair, bytes.into_owned(), ledger()?));
        } else {
            if !lines.is_empty() {
                batch.write_ahead(&store::confined(root, pair.ledger_path.as_ref())?, &ledger()?)?;
            }
            batch.put(&store::confined(root, pair.catalogue_path.as_ref())?, &bytes)?;
        }
    }
    let synced = Synced {
        language: pair.language,
        module: pair.source.module.clone(),
        path: pair.catalogue_path.clone(),
        fates,
        is_changed,
        is_new: pair.catalogue.is_none(),
    };
    Ok((synced, moved))
}
