//! Sending texts: what the cache holds is not sent, the rest goes in batches, a few at a time, within the budget.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::DraftCache;
use super::run::DraftProgress;
use crate::draft::{Budget, Capabilities, Masking};
use crate::engine::{Engine, EngineError, Request};
use crate::language::Language;
use crate::model::Failure;

/// One text to send.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) masking: Masking,
    pub(super) context: String,
}

/// Why sending ended before everything was sent.
#[derive(Debug, Clone)]
pub(super) enum Stop {
    /// The next request does not fit into the budget.
    Budget,
    /// The engine failed for good.
    Engine(EngineError),
    /// What was bought could not be kept.
    Cache(Failure),
}

/// What came of sending.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) stop: Option<Stop>,
    /// Texts that the engine rejected or answered wrongly, by key.
    pub(super) failed: HashMap<String, EngineError>,
}

pub(super) struct Sender<'a> {
    pub(super) engine: &'a dyn Engine,
    pub(super) language: &'static Language,
    pub(super) capabilities: &'a Capabilities,
    pub(super) cache: &'a DraftCache,
    pub(super) glossary: Option<String>,
    /// A hash of the glossary's terms, since its name says nothing to the cache.
    pub(super) terms: String,
    pub(super) concurrency: usize,
    pub(super) progress: &'a (dyn Fn(&DraftProgress) + Sync),
}

impl Sender<'_> {
    /// Names a text for the cache.
    pub(super) fn key(&self, text: &str, masking: Masking, context: &str) -> String {
        let masking = format!("{masking:?}");
        let context = if self.capabilities.has_context { context } else { "" };
        let variant = self.engine.variant();
        DraftCache::key(&[self.engine.name(), &variant, self.language.code, &masking, context, &self.terms, text])
    }

    /// Sends the parts that the cache does not hold.
    pub(super) fn send(&self, parts: &[Part], budget: &mut Budget) -> Sent {
        let batches = self.batches(parts);
        let characters = batches.iter().map(|batch| characters(batch)).sum();
        let done = AtomicU64::new(0);
        let queue = Mutex::new((VecDeque::from(batches), budget));
        let sent = Mutex::new(Sent::default());
        let work = || {
            while let Some(batch) = self.next(&queue, &sent) {
                let asked = self.ask(&batch);
                let mut all = sent.lock().unwrap_or_else(PoisonError::into_inner);
                all.failed.extend(asked.failed);
                all.stop = all.stop.take().or(asked.stop);
                drop(all);
                let done = done.fetch_add(self::characters(&batch), Ordering::Relaxed) + self::characters(&batch);
                (self.progress)(&DraftProgress { language: self.language.code, done, characters });
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.concurrency {
                scope.spawn(work);
            }
        });
        sent.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next batch, unless sending must stop.
    fn next(&self, queue: &Mutex<(VecDeque<Vec<Part>>, &mut Budget)>, sent: &Mutex<Sent>) -> Option<Vec<Part>> {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.stop.is_some() {
            return None;
        }
        let batch = queue.0.pop_front()?;
        if !queue.1.take(characters(&batch)) {
            sent.stop = Some(Stop::Budget);
            return None;
        }
        Some(batch)
    }

    /// Groups what the cache does not hold: one masking and one context in a batch, each text once.
    fn batches(&self, parts: &[Part]) -> Vec<Vec<Part>> {
        let mut seen = HashSet::new();
        let mut batches: Vec<Vec<Part>> = Vec::new();
        let limits = self.capabilities;
        for part in parts {
            if self.cache.get(&part.key).is_some() || !seen.insert(part.key.clone()) {
                continue;
            }
            let open = batches.iter_mut().rev().find(|batch| {
                batch.first().is_some_and(|first| {
                    first.masking == part.masking && (!limits.has_context || first.context == part.context)
                })
            });
            let fits = |batch: &Vec<Part>| {
                let bytes: usize = batch.iter().map(|part| json_length(&part.text)).sum();
                batch.len() < limits.max_texts && bytes + json_length(&part.text) <= limits.max_bytes
            };
            match open {
                Some(batch) if fits(batch) => batch.push(part.clone()),
                _ => batches.push(vec![part.clone()]),
            }
        }
        batches
    }

    fn ask(&self, batch: &[Part]) -> Sent {
        let Some(first) = batch.first() else { return Sent::default() };
        let texts: Vec<String> = batch.iter().map(|part| part.text.clone()).collect();
        let request = Request {
            language: self.language,
            texts: &texts,
            masking: first.masking,
            context: if self.capabilities.has_context { &first.context } else { "" },
            glossary: self.glossary.as_deref(),
        };
        match self.engine.translate(request) {
            Ok(answer) => {
                let answers: Vec<(String, String)> =
                    batch.iter().map(|part| part.key.clone()).zip(answer.texts).collect();
                let kept = self.cache.keep(&answers, answer.model.as_deref());
                Sent { stop: kept.err().map(Stop::Cache), failed: HashMap::new() }
            }
            Err(error) if error.is_about_this_request() => {
                let failed = batch.iter().map(|part| (part.key.clone(), error.clone())).collect();
                Sent { stop: None, failed }
            }
            Err(error) => Sent { stop: Some(Stop::Engine(error)), failed: HashMap::new() },
        }
    }
}

/// Returns the bytes of a text in JSON, nearly: quotation marks and backslashes take two.
fn json_length(text: &str) -> usize {
    text.len() + text.matches(['"', '\\', '\n']).count() + 3
}

fn characters(batch: &[Part]) -> u64 {
    batch.iter().map(|part| part.text.chars().count() as u64).sum()
}
