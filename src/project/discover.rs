//! Finding the project and the files that belong to it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::config::{self, CONFIG_NAME, Config, SourceSet};
use crate::model::{Failure, Format, ModuleId};

/// A project on disk.
#[derive(Debug)]
pub struct Project {
    /// The folder of `concordia.toml`.
    pub root: PathBuf,
    /// The resolved configuration.
    pub config: Config,
    /// The text of `concordia.toml`, for error messages.
    pub config_text: String,
}

/// One English file that belongs to the project.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The module.
    pub module: ModuleId,
    /// Its path relative to the project, `/` separated.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// The index of its source set in the configuration.
    pub set: usize,
}

impl Project {
    /// Opens the project in `folder`, or with `upwards` in the nearest folder above that has a `concordia.toml`.
    ///
    /// # Errors
    /// When there is no configuration, or it is not valid.
    pub fn open(folder: &Path, upwards: bool) -> Result<Self, Failure> {
        let mut here = Some(folder);
        while let Some(root) = here {
            let path = root.join(CONFIG_NAME);
            if path.is_file() {
                let bytes = fs::read(&path).map_err(|error| Failure::new(error.to_string()).in_file(CONFIG_NAME))?;
                let text = String::from_utf8(bytes).map_err(|error| {
                    Failure::new(format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
                        .in_file(CONFIG_NAME)
                        .hint("save the file as UTF-8")
                })?;
                let config = config::parse(&text)?;
                return Ok(Self { root: root.to_owned(), config, config_text: text });
            }
            here = if upwards { root.parent() } else { None };
        }
        Err(Failure::new(format!("no {CONFIG_NAME} in {}", folder.display()))
            .hint("run `concordia init` to start a project here, or name one with --project DIR"))
    }

    /// Returns the English files in the order of their paths, and a failure for each that belongs to two sets.
    ///
    /// # Errors
    /// When the source folder cannot be read.
    pub fn source_files(&self) -> Result<(Vec<SourceFile>, Vec<Failure>), Failure> {
        let folder = self.root.join(&self.config.source);
        let mut names = Vec::new();
        walk(&folder, "", &mut names).map_err(|(path, error)| {
            Failure::new(error.to_string())
                .in_file(join(&self.config.source, &path))
                .hint("the source folder is set by `source` under [project] in concordia.toml")
        })?;
        names.sort();
        let mut files = Vec::new();
        let mut failures = Vec::new();
        for name in names {
            let sets: Vec<(usize, &SourceSet)> =
                self.config.sources.iter().enumerate().filter(|(_, set)| set.contains(&name)).collect();
            let path = join(&self.config.source, &name);
            match sets.as_slice() {
                [] => {}
                [(set, table)] => match Format::of_path(&name) {
                    Some(format) => files.push(SourceFile { module: ModuleId::new(name), path, format, set: *set }),
                    None => failures.push(
                        Failure::new(format!("{path} is not a known source format"))
                            .in_file(CONFIG_NAME)
                            .pointing_at(&self.config_text, table.span.clone())
                            .hint("sources are Markdown (.md, .markdown, .mdx) and Fluent (.ftl); narrow the glob"),
                    ),
                },
                [_, (_, second), ..] => {
                    return Err(Failure::new(format!("two source globs match {path}"))
                        .in_file(CONFIG_NAME)
                        .pointing_at(&self.config_text, second.span.clone())
                        .hint("narrow one of them, or list the file under its `except`"));
                }
            }
        }
        Ok((files, failures))
    }

    /// Returns the module that a path relative to the project is, whether or not the file exists today.
    #[must_use]
    pub fn source_file(&self, path: &str) -> Option<SourceFile> {
        let name = path.strip_prefix(&self.config.source)?.strip_prefix('/')?;
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        let set = self.config.sources.iter().position(|set| !is_hidden && set.contains(name))?;
        let format = Format::of_path(name)?;
        Some(SourceFile { module: ModuleId::new(name), path: path.to_owned(), format, set })
    }

    /// Returns the files below the source folder that belong to no source set (images, for example), by path.
    #[must_use]
    pub fn assets(&self) -> BTreeSet<String> {
        let mut names = Vec::new();
        // A folder that cannot be read has already been reported by `source_files`.
        let _ = walk(&self.root.join(&self.config.source), "", &mut names);
        names.into_iter().filter(|name| !self.config.sources.iter().any(|set| set.contains(name))).collect()
    }

    /// Returns the files of the termbase in the order of their paths, relative to the project.
    #[must_use]
    pub fn glossary_files(&self) -> Vec<String> {
        if self.config.glossary.is_empty() {
            return Vec::new();
        }
        let mut names = Vec::new();
        let skip = [".git", "target", self.config.build_folder.as_str(), self.config.reports.as_str()];
        walk_except(&self.root, "", &skip, &mut names);
        names.retain(|name| self.is_glossary_file(name));
        names.sort();
        names
    }

    /// Returns whether a path relative to the project is one of the termbase.
    #[must_use]
    pub fn is_glossary_file(&self, name: &str) -> bool {
        self.config.glossary.iter().any(|glob| glob.is_match(name))
    }

    /// Returns the path of a catalogue relative to the project.
    #[must_use]
    pub fn catalogue_path(&self, language: &str, module: &ModuleId) -> String {
        format!("{}/{language}/{module}.po", self.config.translations)
    }

    /// Returns the path of a ledger relative to the project.
    #[must_use]
    pub fn ledger_path(&self, language: &str, module: &ModuleId) -> String {
        format!("{}/{language}/{module}.ledger.jsonl", self.config.translations)
    }
}

fn join(folder: &str, name: &str) -> String {
    if name.is_empty() { folder.to_owned() } else { format!("{folder}/{name}") }
}

/// Lists the files below a folder; symbolic links are not followed out of it.
fn walk(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), (String, std::io::Error)> {
    let entries = fs::read_dir(folder).map_err(|error| (prefix.to_owned(), error))?;
    for entry in entries {
        let entry = entry.map_err(|error| (prefix.to_owned(), error))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().map_err(|error| (path.clone(), error))?;
        if kind.is_dir() {
            walk(&entry.path(), &path, names)?;
        } else if kind.is_file() {
            names.push(path);
        }
    }
    Ok(())
}

fn walk_except(folder: &Path, prefix: &str, skip: &[&str], names: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if skip.contains(&path.as_str()) || path.starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk_except(&entry.path(), &path, skip, names),
            Ok(kind) if kind.is_file() => names.push(path),
            _ => {}
        }
    }
}
