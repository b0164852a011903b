//! Where the project stands, for the gate: now, or at another commit.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::english_waivers::waived_english;
use super::stale_waivers::{self, Place, Scope};
use super::survey::{Lag, Open};
use super::{Debts, ModuleFilter, Source, Survey, Workspace, waive_termbase};
use crate::gate::{Position, Rule};
use crate::git;
use crate::model::{ChangeClass, Failure, Finding, ModuleId};
use crate::project::{Config, Project};
use crate::store;
use crate::sync::English;

/// Reads the project as it was at a revision, into a folder inside the repository's own, and opens it there.
///
/// # Errors
/// When the revision does not exist, or had no project.
pub fn workspace_at(project: &Project, revision: &str, filter: &ModuleFilter) -> Result<Workspace, Failure> {
    let root = &project.root;
    let missing = || {
        Failure::new(format!("there is no revision `{revision}`"))
            .hint("name a commit, tag or branch; in CI fetch it first: `git fetch origin main`")
    };
    let commit = git::resolve(root, revision).ok_or_else(missing)?;
    let cache = git::cache_folder(root).ok_or_else(missing)?;
    let folder = cache.join(format!("at-{}", commit.get(..16).unwrap_or(&commit)));
    if !folder.join(crate::project::CONFIG_NAME).exists() {
        check_out(project, &commit, &folder)?;
    }
    let project = Project::open(&folder, false)
        .map_err(|failure| failure.hint(format!("this is the project as it was at `{revision}`")))?;
    let mut workspace = Workspace::load(project, filter)?;
    workspace.failures.clear();
    workspace.history_root.clone_from(root);
    Ok(workspace)
}

/// Returns whether a revision has a project; where there is none, everything is new since.
#[must_use]
pub fn has_project_at(project: &Project, revision: &str) -> bool {
    // Whether there is such a revision at all, whoever opens it says.
    git::resolve(&project.root, revision).is_none()
        || git::show(&project.root, revision, crate::project::CONFIG_NAME).is_some()
}

/// Returns the gate's rules that are about no module: they would let everything pass.
#[must_use]
pub fn idle_rules(workspace: &Workspace) -> Vec<Failure> {
    let is_module = |glob: &String| {
        let matcher = globset::Glob::new(glob).map(|glob| glob.compile_matcher());
        matcher.is_ok_and(|glob| workspace.sources.iter().any(|source| glob.is_match(source.module.as_str())))
    };
    let failure = |rule: &Rule, glob: &String| {
        Failure::new(format!("gate rule `{}`: no module matches `{glob}`", rule.name))
            .in_file(crate::project::CONFIG_NAME)
            .hint("`concordia extract` lists the modules; take the glob out when its module is gone")
    };
    let gate = &workspace.project.config.gate;
    // Modules that cannot be read have names, but are not here.
    let rules = gate.rules.iter().chain(&gate.publish).filter(|_| workspace.failures.is_empty());
    rules.flat_map(|rule| rule.modules.iter().filter(|glob| !is_module(glob)).map(|glob| failure(rule, glob))).collect()
}

/// Returns whether results depend on a file: the configuration, English, translations, the termbase.
pub(super) fn is_input(config: &Config, path: &str) -> bool {
    let inside = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    path == crate::project::CONFIG_NAME
        || inside(&config.source)
        || inside(&config.translations)
        || config.glossary.iter().any(|glob| glob.is_match(path))
}

fn check_out(project: &Project, commit: &str, folder: &Path) -> Result<(), Failure> {
    let config = &project.config;
    let wanted: Vec<(String, String)> =
        git::tree(&project.root, commit).into_iter().filter(|(path, _)| is_input(config, path)).collect();
    let ids: Vec<&str> = wanted.iter().map(|(_, blob)| blob.as_str()).collect();
    let contents = git::read_blobs(&project.root, &ids);
    // The configuration is written last: its presence says that the folder is whole.
    let (first, last): (Vec<_>, Vec<_>) = wanted.iter().partition(|(path, _)| path != crate::project::CONFIG_NAME);
    for (path, blob) in first.into_iter().chain(last) {
        let Some(content) = contents.get(blob) else { continue };
        let path = folder.join(path);
        let failed = |error: std::io::Error| Failure::new(error.to_string()).in_file(path.display().to_string());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        store::write_atomic(&path, content)?;
    }
    Ok(())
}

/// Counts what is not fresh. `debts` knows since when a text is gone, also for a workspace of another revision.
#[must_use]
pub fn position(
    workspace: &Workspace,
    survey: Survey,
    findings: Vec<Finding>,
    debts: &mut dyn FnMut(&[&str]) -> Debts,
    today: &str,
) -> (Position, Vec<Failure>) {
    let paths: HashSet<&str> = survey
        .open
        .iter()
        .filter(|open| open.rows.iter().any(|(_, lag)| lag.is_some()))
        .map(|open| open.path.as_str())
        .collect();
    let mut paths: Vec<&str> = paths.into_iter().collect();
    paths.sort_unstable();
    let debts = debts(&paths);
    let mut classes = Classes { workspace, english: HashMap::new() };
    let mut position = Position { findings, ..Position::default() };
    for source in &workspace.sources {
        let names = source.entries.iter().filter_map(|&index| source.document.name(index));
        position.units.extend(names.map(|(id, print)| ((source.module.clone(), id.clone()), *print)));
    }
    let (english, mut failures) = waived_english(workspace, today);
    for (module, waived) in english {
        let path = workspace.project.ledger_path("en", &module);
        stale_waivers::apply(
            &mut position.findings,
            Place { scope: Scope::Module(None, &module), path: &path },
            &waived,
        );
    }
    failures.extend(waive_termbase(&workspace.project, &mut position.findings, today).err());
    position.rows.reserve(survey.open.iter().map(|open| open.rows.len()).sum());
    for Open { language, module, path, words, rows, waived } in survey.open {
        let waves: Arc<[String]> = workspace
            .project
            .config
            .waves
            .iter()
            .filter(|wave| wave.contains(language, &module))
            .map(|wave| wave.name.clone())
            .collect();
        for (mut row, lag) in rows {
            if let Some(lag) = lag {
                row.age_days = debts.since(&path, &lag.edit.old).age_days;
                let is_asked = workspace.project.config.gate.asks_class(row.age_days);
                row.class = if is_asked { classes.of(&path, &lag) } else { None };
            }
            row.waves.clone_from(&waves);
            position.rows.push(row);
        }
        if !waived.is_empty() {
            let path = workspace.project.ledger_path(language.code, &module);
            let place = Place { scope: Scope::Module(Some(language.code), &module), path: &path };
            stale_waivers::apply(&mut position.findings, place, &waived);
        }
        position.words.insert((language.code, module.clone()), words);
        position.waves.insert((language.code, module), waves);
    }
    (position, failures)
}

/// The classes of English edits, each found once for all languages.
struct Classes<'a> {
    workspace: &'a Workspace,
    english: HashMap<String, (&'a Source, English<'a>)>,
}

impl Classes<'_> {
    fn of(&mut self, path: &str, lag: &Lag) -> Option<ChangeClass> {
        if !self.english.contains_key(path) {
            let source = self.workspace.sources.iter().find(|source| source.path == path)?;
            let english = English::with_entries(&source.document, &source.entries);
            self.english.insert(path.to_owned(), (source, english));
        }
        let (source, english) = self.english.get(path)?;
        let unit = source.document.units.get(lag.unit)?;
        Some(english.class(unit, &lag.edit, &self.workspace.project.config.changes))
    }
}

/// Gives an earlier position the names that its modules have in `now`, so that a renamed module is compared with itself.
pub fn rename_modules(position: &mut Position, before: &Workspace, now: &Workspace) {
    let renamed: HashMap<ModuleId, ModuleId> =
        now.renamed_since(before).into_iter().map(|(new, old)| (old, new)).collect();
    if renamed.is_empty() {
        return;
    }
    let name = |module: ModuleId| renamed.get(&module).cloned().unwrap_or(module);
    for row in &mut position.rows {
        row.module = name(row.module.clone());
    }
    for finding in &mut position.findings {
        finding.module = finding.module.take().map(name);
    }
    position.units = std::mem::take(&mut position.units)
        .into_iter()
        .map(|((module, unit), text)| ((name(module), unit), text))
        .collect();
    for ((language, module), words) in std::mem::take(&mut position.words) {
        *position.words.entry((language, name(module))).or_default() += words;
    }
    let waves = std::mem::take(&mut position.waves).into_iter();
    position.waves = waves.map(|((language, module), waves)| ((language, name(module)), waves)).collect();
}
