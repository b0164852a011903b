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
        let (walked, stopped) = self.walk();
        if let Some((path, error)) = stopped {
            return Err(Failure::new(error.to_string())
                .in_file(join(&self.config.source, &path))
                .hint("the source folder is set by `source` under [project] in concordia.toml"));
        }
        let mut names = walked.names;
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
        // A folder that cannot be read has already been reported by `source_files`.
        let names = self.walk().0.names.into_iter();
        names.filter(|name| !self.config.sources.iter().any(|set| set.contains(name))).collect()
    }

    /// Returns the symbolic links below the source folder that are not followed, by path relative to the project, each with
    /// where it leads.
    #[must_use]
    pub fn stray_links(&self) -> Vec<(String, &'static str)> {
        let stray = self.walk().0.stray.into_iter();
        stray.map(|(name, reason)| (join(&self.config.source, &name), reason)).collect()
    }

    /// Walks over the source folder, up to the first folder that cannot be read.
    fn walk(&self) -> (Walk, Option<(String, std::io::Error)>) {
        let mut walk = Walk::new(&self.root, &self.config.build_folder);
        let stopped = walk.folder(&self.root.join(&self.config.source), "").err();
        (walk, stopped)
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

/// The files below a folder. Symbolic links are followed inside the project, but not into what is built or hidden, nor in circles.
#[derive(Default)]
struct Walk {
    /// The project's root without links; none where it cannot be told, so that no link is followed.
    root: Option<PathBuf>,
    /// The folder of what is built, relative to the root.
    build: PathBuf,
    names: Vec<String>,
    /// The links that were not followed, and where they lead.
    stray: Vec<(String, &'static str)>,
    /// The folders with the links on the way here, and those that they lead to.
    above: Vec<PathBuf>,
}

impl Walk {
    fn new(root: &Path, build: &str) -> Self {
        Self { root: fs::canonicalize(root).ok(), build: build.into(), ..Self::default() }
    }

    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), (String, std::io::Error)> {
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
                self.folder(&entry.path(), &path)?;
            } else if kind.is_file() {
                self.names.push(path);
            } else if kind.is_symlink() {
                self.link(&entry.path(), folder, path)?;
            }
        }
        Ok(())
    }

    fn link(&mut self, link: &Path, folder: &Path, name: String) -> Result<(), (String, std::io::Error)> {
        let (Ok(real), Ok(folder)) = (fs::canonicalize(link), fs::canonicalize(folder)) else {
            self.stray.push((name, "leads nowhere"));
            return Ok(());
        };
        let inside = self.root.as_ref().and_then(|root| real.strip_prefix(root).ok());
        let is_hidden = |path: &Path| path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        match inside {
            None => self.stray.push((name, "leads out of the project")),
            Some(inside) if is_hidden(inside) || inside.starts_with(&self.build) => {
                self.stray.push((name, "leads to what is hidden or built"));
            }
            Some(_) if real.is_file() => self.names.push(name),
            Some(_) if folder.starts_with(&real) || self.above.iter().any(|above| above.starts_with(&real)) => {
                self.stray.push((name, "leads in a circle"));
            }
            Some(_) => {
                self.above.extend([folder, real.clone()]);
                self.folder(link, &name)?;
                self.above.truncate(self.above.len() - 2);
            }
        }
        Ok(())
    }
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
