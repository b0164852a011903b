//! What was bought before: a content-addressed store of answers outside the repository.
//!
//! Invariant: an answer is on the disk before anything else is done with it, so whatever interrupts a run, nothing is
//! bought twice that came back once. Keys and texts are stored, never credentials.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::model::{Failure, Fingerprint};
use crate::store;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cached {
    key: String,
    /// The translation as the engine gave it, marks included.
    pub(super) text: String,
    /// The model that the engine said it used.
    pub(super) model: Option<String>,
}

/// The answers of one engine in one language.
#[derive(Debug)]
pub(super) struct DraftCache {
    folder: Option<PathBuf>,
    known: Mutex<HashMap<String, Cached>>,
}

impl DraftCache {
    /// Reads the answers below a folder; without one, answers live as long as the run. Files that cannot be read are
    /// passed over, and so are torn lines.
    pub(super) fn open(folder: Option<PathBuf>) -> Self {
        let mut known = HashMap::new();
        let files = folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        for file in files {
            let path = file.path();
            if path.extension().is_none_or(|extension| extension != "jsonl") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for cached in text.lines().filter_map(|line| serde_json::from_str::<Cached>(line).ok()) {
                known.insert(cached.key.clone(), cached);
            }
        }
        Self { folder, known: Mutex::new(known) }
    }

    /// Returns the key of a text: a hash of everything on which its translation depends.
    pub(super) fn key(parts: &[&str]) -> String {
        Fingerprint::of(parts.iter().copied()).to_string()
    }

    pub(super) fn get(&self, key: &str) -> Option<Cached> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Keeps the answers of one request.
    ///
    /// # Errors
    /// When they cannot be written; then nothing more should be bought.
    pub(super) fn keep(&self, answers: &[(String, String)], model: Option<&str>) -> Result<(), Failure> {
        let mut lines = String::new();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, text) in answers {
            let cached = Cached { key: key.clone(), text: text.clone(), model: model.map(str::to_owned) };
            if let Ok(line) = serde_json::to_string(&cached) {
                lines.push_str(&line);
                lines.push('\n');
            }
            known.insert(key.clone(), cached);
        }
        drop(known);
        if let Some(folder) = &self.folder {
            let name = Fingerprint::of(answers.iter().map(|(key, _)| key.as_str()));
            store::write_atomic(&folder.join(format!("{name}.jsonl")), lines.as_bytes()).map_err(|error| {
                Failure::new(format!("the draft cache: {}", error.message()))
                    .in_file(error.path().display().to_string())
                    .hint("set XDG_CACHE_HOME to a folder that can be written; nothing more is bought until then")
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_outlive_the_run_and_torn_lines_cost_nothing_else() {
        let folder = std::env::temp_dir().join(format!("concordia-cache-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let cache = DraftCache::open(Some(folder.clone()));
        let key = DraftCache::key(&["deepl", "da", "Hello"]);
        cache.keep(&[(key.clone(), "Hej".to_owned())], Some("m")).expect("written");
        std::fs::write(folder.join("torn.jsonl"), "{\"key\":\"x\",\"te").expect("written");
        let again = DraftCache::open(Some(folder.clone()));
        assert_eq!(again.get(&key).map(|cached| cached.text), Some("Hej".to_owned()));
        assert_ne!(DraftCache::key(&["deepl", "daHello"]), DraftCache::key(&["deepl", "da", "Hello"]));
        let _ = std::fs::remove_dir_all(&folder);
    }
}
