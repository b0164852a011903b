//! What checks found, kept in the repository's own folder from one run to the next.
//!
//! A part is what can be checked by itself: the English, its terms, one language, or the languages beside each other. It is kept
//! under a key of everything it depends on: this build of the program, the configuration, the English, the termbase,
//! and the translations. Losing what is kept costs time, nothing else.

use std::fmt::Write;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Workspace;
use super::survey::Translated;
use crate::git;
use crate::language::Language;
use crate::model::{Finding, Fingerprint};
use crate::store;

/// What can be checked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The English; whether the files are there that it needs is asked on every run.
    English,
    /// The termbase, and its terms in the English.
    Terms,
    /// The translations of one language.
    Language(&'static Language),
    /// The translations of all languages beside each other.
    Across,
}

/// One part with its key.
pub(super) struct KeyedPart {
    pub(super) what: Part,
    key: Fingerprint,
}

/// The findings of earlier runs.
pub(super) struct Kept {
    /// None outside a repository: nothing is kept there.
    folder: Option<PathBuf>,
    parts: Vec<KeyedPart>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Record {
    key: Fingerprint,
    findings: Vec<Finding>,
}

impl Kept {
    /// Computes the keys of all parts.
    pub(super) fn open(workspace: &Workspace, languages: &[&'static Language], translated: &[Translated]) -> Self {
        let root = workspace.project.root.display().to_string();
        let mut name = format!("check-{}", Fingerprint::of([root.as_str()]));
        name.truncate("check-".len() + 10);
        let folder = git::cache_folder(&workspace.project.root).map(|folder| folder.join(name));
        // Where nothing is kept, keys are of no use.
        let is_keeping = folder.is_some();
        let base = if is_keeping { base_key(workspace).to_string() } else { String::new() };
        let of_language = |&language: &&'static Language| KeyedPart {
            what: Part::Language(language),
            key: if is_keeping { language_key(&base, language, translated) } else { Fingerprint::of([]) },
        };
        let mut parts: Vec<KeyedPart> = languages.par_iter().map(of_language).collect();
        let codes = languages.iter().map(|language| language.code);
        let terms = Fingerprint::of(std::iter::once(base.as_str()).chain(codes));
        let keys: Vec<String> = parts.iter().map(|part| part.key.to_string()).collect();
        let across = Fingerprint::of(std::iter::once("across").chain(keys.iter().map(String::as_str)));
        parts.insert(0, KeyedPart { what: Part::English, key: Fingerprint::of(["english", base.as_str()]) });
        parts.insert(1, KeyedPart { what: Part::Terms, key: terms });
        parts.push(KeyedPart { what: Part::Across, key: across });
        Self { folder, parts }
    }

    /// Returns all parts: the English, its terms, the languages in their order, and the languages beside each other.
    pub(super) fn parts(&self) -> &[KeyedPart] {
        &self.parts
    }

    /// Returns what an earlier run found in the same texts.
    pub(super) fn read(&self, part: &KeyedPart) -> Option<Vec<Finding>> {
        let bytes = store::read(&self.path(part)?).ok()?;
        let record: Record = serde_json::from_slice(&bytes).ok()?;
        (record.key == part.key).then_some(record.findings)
    }

    /// Keeps what was found.
    pub(super) fn write(&self, part: &KeyedPart, findings: &[Finding]) {
        let Some(path) = self.path(part) else { return };
        let record = Record { key: part.key, findings: findings.to_vec() };
        if let Ok(text) = serde_json::to_vec(&record) {
            let _ = store::write_derived(&path, &text);
        }
    }

    fn path(&self, part: &KeyedPart) -> Option<PathBuf> {
        let name = match part.what {
            Part::English => "english",
            Part::Terms => "terms",
            Part::Language(language) => language.code,
            Part::Across => "across",
        };
        Some(self.folder.as_ref()?.join(format!("{name}.json")))
    }
}

/// The program, the configuration, the English and the termbase.
fn base_key(workspace: &Workspace) -> Fingerprint {
    let project = &workspace.project;
    let glossary: Vec<String> = project
        .glossary_files()
        .into_iter()
        .map(|path| {
            let bytes = store::read(&project.root.join(&path)).unwrap_or_default();
            format!("{path} {}", Fingerprint::of([String::from_utf8_lossy(&bytes).as_ref()]))
        })
        .collect();
    let sources = workspace.sources.iter().flat_map(|source| [source.path.as_str(), source.text.as_str()]);
    let glossary = glossary.iter().map(String::as_str);
    let fixed = [env!("CONCORDIA_BUILD"), project.config_text.as_str()];
    Fingerprint::of(fixed.into_iter().chain(sources).chain(glossary))
}

/// What one language has, unit by unit, with the lines that findings name.
fn language_key(base: &str, language: &'static Language, translated: &[Translated]) -> Fingerprint {
    let mut text = String::new();
    let mut of_module = |one: &Translated| {
        text.clear();
        // Writing to a text cannot fail.
        let _ = write!(text, "{} {}", one.module, one.path);
        for unit in &one.units {
            let _ = write!(text, "\n{} {}", unit.line(), unit.forms().len());
            for form in one.texts.range(unit.forms()) {
                let _ = write!(text, " {} {form}", form.len());
            }
        }
        Fingerprint::of([text.as_str()]).to_string()
    };
    let modules: Vec<String> = translated.iter().filter(|one| one.language == language).map(&mut of_module).collect();
    Fingerprint::of([base, language.code].into_iter().chain(modules.iter().map(String::as_str)))
}
