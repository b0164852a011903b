//! The units of every version of an English file, by blob, in a cache inside the repository's own folder.
//!
//! A version is extracted once, however many commits and questions come back to it. Losing the cache costs time, nothing
//! else.

use std::collections::HashMap;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Workspace;
use crate::git;
use crate::model::{Fingerprint, ModuleId, UnitId, count_words};
use crate::project::SourceFile;
use crate::source;
use crate::store;

/// The units of one version: a short hash of context and text, and the words of the text.
pub(super) type Units = HashMap<u64, u64>;

/// The versions of English files that were asked for, by blob.
#[derive(Debug, Default)]
pub(super) struct Versions {
    units: HashMap<String, Units>,
}

impl Versions {
    /// Extracts the blobs that the cache does not know. Blobs that are missing from this clone are left out.
    pub(super) fn read(workspace: &Workspace, mut wanted: Vec<(&str, SourceFile)>) -> Self {
        let cache = Cache::open(workspace);
        let mut units = cache.read();
        wanted.sort_by(|one, other| one.0.cmp(other.0));
        wanted.dedup_by(|one, other| one.0 == other.0);
        wanted.retain(|(blob, _)| !units.contains_key(*blob));
        if wanted.is_empty() {
            return Self { units };
        }
        let ids: Vec<&str> = wanted.iter().map(|(blob, _)| *blob).collect();
        let contents = git::read_blobs(&workspace.project.root, &ids);
        let extracted: Vec<(String, Units)> = wanted
            .par_iter()
            .filter_map(|(blob, file)| {
                let text = String::from_utf8_lossy(contents.get(*blob)?);
                let options = workspace.options(&file.module);
                let document = source::extract(ModuleId::new(""), file.format, &text, &options);
                let unit = |unit: &crate::model::Unit| {
                    (short(unit.context.as_deref(), &unit.source), count_words(&unit.source))
                };
                Some(((*blob).to_owned(), document.units.iter().map(unit).collect()))
            })
            .collect();
        units.extend(extracted);
        cache.write(&units);
        Self { units }
    }

    /// Returns the units of a version; none when it could not be read.
    pub(super) fn of(&self, blob: &str) -> Option<&Units> {
        self.units.get(blob)
    }
}

/// Ten hexadecimal digits of the hash of context and text, as a number.
pub(super) fn short(context: Option<&str>, text: &str) -> u64 {
    u64::from_str_radix(UnitId::of(context, text).as_str(), 16).unwrap_or(0)
}

struct Cache {
    path: Option<PathBuf>,
    /// What the extraction depends on besides the text; the first line of the file.
    settings: String,
}

impl Cache {
    /// Raised when the extraction or the counting changes, so that old caches are not read.
    const VERSION: &str = concat!("units-", env!("CARGO_PKG_VERSION"), "-3.txt");

    fn open(workspace: &Workspace) -> Self {
        let path = git::cache_folder(&workspace.project.root).map(|folder| folder.join(Self::VERSION));
        let sets = &workspace.project.config.sources;
        let fields = sets.iter().flat_map(|set| {
            let flavour = if set.mdx { "mdx" } else { "" };
            [set.files.glob().glob(), flavour].into_iter().chain(set.front_matter.iter().map(String::as_str))
        });
        Self { path, settings: format!("# {}", Fingerprint::of(fields)) }
    }

    fn read(&self) -> HashMap<String, Units> {
        let text = self.path.as_ref().and_then(|path| store::read(path).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let line = |line: &str| {
            let (blob, units) = line.split_once(':')?;
            let unit = |unit: &str| {
                let (hash, words) = unit.split_once('=')?;
                Some((u64::from_str_radix(hash, 16).ok()?, words.parse().ok()?))
            };
            Some((blob.to_owned(), units.split_ascii_whitespace().map(unit).collect::<Option<Units>>()?))
        };
        let mut lines = text.lines();
        if lines.next() != Some(self.settings.as_str()) {
            return HashMap::new();
        }
        lines.filter_map(line).collect()
    }

    fn write(&self, versions: &HashMap<String, Units>) {
        let Some(path) = &self.path else { return };
        let mut blobs: Vec<(&String, &Units)> = versions.iter().collect();
        blobs.sort_by_key(|(blob, _)| *blob);
        let mut text = format!("{}\n", self.settings);
        for (blob, units) in blobs {
            text.push_str(blob);
            text.push(':');
            let mut units: Vec<(u64, u64)> = units.iter().map(|(hash, words)| (*hash, *words)).collect();
            units.sort_unstable();
            text.extend(units.iter().map(|(hash, words)| format!(" {hash:x}={words}")));
            text.push('\n');
        }
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = store::write_derived(path, text.as_bytes());
    }
}
