//! The reports folder: dashboard, numbers for programs, and the page that a hosting site shows.

use super::{Source, Workspace, status};
use crate::git;
use crate::language::Language;
use crate::model::{Failure, ModuleId, Tally, UnitKind};
use crate::report::html::{Dashboard, DashboardWave, dashboard};
use crate::report::{self, StatusTable, Wording};
use crate::store;

/// What `report` wrote.
#[derive(Debug)]
pub struct Reported {
    /// The numbers that everything shows.
    pub status: StatusTable,
    /// The files that were written, relative to the project; those whose bytes did not change are left out.
    pub written: Vec<String>,
}

/// Writes the reports.
///
/// # Errors
/// When a report cannot be written; then the others may have been.
pub fn report(workspace: &Workspace, languages: &[&'static Language]) -> Result<(Reported, Vec<Failure>), Failure> {
    let (status, failures) = status(workspace, languages);
    let commit = git::head(&workspace.project.root);
    let files = [
        ("index.html", index(workspace, &status, commit.as_deref())),
        ("status.json", json(&status)?),
        ("status.csv", report::status_csv(&status)),
        ("STATUS.md", markdown(workspace, &status)),
    ];
    let mut written = Vec::new();
    for (name, text) in files {
        let path = format!("{}/{name}", workspace.project.config.reports);
        if store::write_atomic(&workspace.project.root.join(&path), text.as_bytes())? {
            written.push(path);
        }
    }
    Ok((Reported { status, written }, failures))
}

fn index(workspace: &Workspace, status: &StatusTable, commit: Option<&str>) -> String {
    let config = &workspace.project.config;
    let waves: Vec<DashboardWave<'_>> = config
        .waves
        .iter()
        .map(|wave| DashboardWave {
            name: &wave.name,
            languages: &wave.languages,
            due: wave.due.as_deref(),
            words: wave_words(status, wave),
        })
        .collect();
    let modules: Vec<(ModuleId, String)> =
        workspace.sources.iter().map(|source| (source.module.clone(), title(source))).collect();
    dashboard(&Dashboard {
        project: &config.name,
        status,
        modules: &modules,
        words: workspace.sources.iter().flat_map(|source| &source.words).sum(),
        waves: &waves,
        links: &[],
        commit,
        wording: &Wording::english(),
    })
}

fn wave_words(status: &StatusTable, wave: &crate::project::Wave) -> Tally {
    let mut words = Tally::default();
    for row in status.languages.iter().filter(|row| wave.languages.contains(&row.language)) {
        for module in &row.modules {
            if wave.modules.is_empty() || wave.modules.iter().any(|glob| glob.is_match(module.module.as_str())) {
                words.merge(&module.words);
            }
        }
    }
    words
}

/// Returns the title of a module: its front matter, else its first heading, else its path.
#[must_use]
pub(super) fn title(source: &Source) -> String {
    let units = &source.document.units;
    let field = units.iter().find(|unit| unit.kind == UnitKind::FrontMatter && unit.line <= 3);
    let heading = units.iter().find(|unit| unit.kind == UnitKind::Heading);
    field.or(heading).map_or_else(|| source.module.to_string(), |unit| unit.source.clone())
}

fn json(status: &StatusTable) -> Result<String, Failure> {
    let object = serde_json::json!({"schema": "concordia/status/1", "languages": status.languages});
    serde_json::to_string_pretty(&object)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("the status cannot be written as JSON: {error}")))
}

fn markdown(workspace: &Workspace, status: &StatusTable) -> String {
    format!(
        "# {}: status of the translations\n\nNumbers are English words. Written by `concordia report`.\n\n{}",
        workspace.project.config.name,
        report::status_markdown(status)
    )
}
