//! Sending texts: what the cache holds is not sent, the rest goes in batches, a few at a time, within the budget.
//!
//! Invariants: whatever is sent was taken from the budget before, repeats included; an engine that fails every request is
//! asked three times, not once per text.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::DraftCache;
use super::run::DraftProgress;
use crate::draft::{Budget, Capabilities, Limit, Masking, Prepared};
use crate::engine::{Answer, Engine, EngineError, Request};
use crate::language::Language;
use crate::model::Failure;

/// After so many failed requests in a row the fault lies not with a text.
const FAILURES: u32 = 3;

/// One text to send.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) masking: Masking,
    /// What the texts of one request share.
    pub(super) context: String,
    /// What is said about this text alone; often empty.
    pub(super) note: String,
}

/// Why sending ended before everything was sent.
#[derive(Debug, Clone)]
pub(super) enum Stop {
    /// The engine failed for good.
    Engine(EngineError),
    /// What was bought could not be kept.
    Cache(Failure),
    /// Somebody asked the run to end.
    Interrupted,
}

/// What came of sending.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) stop: Option<Stop>,
    /// Texts that the engine rejected or answered wrongly, by key.
    pub(super) failed: HashMap<String, EngineError>,
    /// The limit that was in the way, and the characters that it held back.
    pub(super) short: Option<(Limit, u64)>,
    /// Characters sent, repeats included.
    pub(super) characters: u64,
    /// Of these, characters without a usable answer that may be billed.
    pub(super) doubtful: u64,
    /// Of these, characters that were turned away.
    pub(super) refused: u64,
    /// What the engine says it bills.
    pub(super) billed: Option<u64>,
    /// Texts that were answered.
    pub(super) texts: u64,
}

/// What the workers share.
struct State<'b> {
    queue: VecDeque<Vec<Part>>,
    budget: &'b mut Budget,
    sent: Sent,
    /// Requests that failed since the last that did not, and the texts that failed alone in them.
    failures: u32,
    streak: Vec<String>,
    last: Option<EngineError>,
    has_answer: bool,
    done: u64,
    total: u64,
}

impl State<'_> {
    /// Takes the next batch, with those of its texts that fit into the budget.
    fn next(&mut self) -> Option<Vec<Part>> {
        while self.sent.stop.is_none()
            && let Some(batch) = self.queue.pop_front()
        {
            let mut fitting = Vec::new();
            for part in batch {
                let length = part.text.chars().count() as u64;
                match self.budget.take(length) {
                    Ok(()) => fitting.push(part),
                    Err(limit) => self.hold(limit, length),
                }
            }
            if !fitting.is_empty() {
                self.sent.characters += characters(&fitting);
                return Some(fitting);
            }
        }
        None
    }

    fn hold(&mut self, limit: Limit, characters: u64) {
        self.sent.short.get_or_insert((limit, 0)).1 += characters;
    }

    /// Takes another attempt from the budget.
    fn repeat(&mut self, characters: u64) -> bool {
        match self.budget.take(characters) {
            Ok(()) => {
                self.sent.characters += characters;
                true
            }
            Err(limit) => {
                self.hold(limit, characters);
                false
            }
        }
    }

    /// Books a failed attempt.
    fn book(&mut self, error: &EngineError, characters: u64) {
        if error.is_unsent() {
            self.budget.give_back(characters);
            self.sent.characters -= characters;
        } else if error.may_be_billed() {
            self.sent.doubtful += characters;
        } else {
            self.sent.refused += characters;
        }
    }

    fn stop(&mut self, stop: Stop) {
        self.sent.stop.get_or_insert(stop);
    }

    /// Takes what came of a batch; what failed together is tried in halves, behind everything else.
    fn settle(&mut self, mut batch: Vec<Part>, outcome: Result<Answer, EngineError>, cache: &DraftCache) {
        self.done += characters(&batch);
        match outcome {
            Ok(answer) => self.keep(&batch, answer, cache),
            Err(error) if error.is_about_this_request() => {
                self.failures += 1;
                match batch.split_off(batch.len().div_ceil(2)) {
                    rest if rest.is_empty() => self.streak.extend(batch.into_iter().map(|part| part.key)),
                    rest => self.queue.extend([batch, rest]),
                }
                if self.failures >= FAILURES {
                    self.stop(Stop::Engine(error.clone()));
                }
                self.last = Some(error);
            }
            Err(error) => self.stop(Stop::Engine(error)),
        }
    }

    fn keep(&mut self, batch: &[Part], answer: Answer, cache: &DraftCache) {
        self.has_answer = true;
        self.failures = 0;
        self.close_streak();
        if let Some(billed) = answer.billed {
            let sum = self.sent.billed.get_or_insert(0);
            *sum = sum.saturating_add(billed);
        }
        let mut kept = Vec::new();
        for (part, text) in batch.iter().zip(answer.texts) {
            match text {
                Ok(text) => kept.push((part.key.clone(), text)),
                Err(why) => {
                    self.sent.doubtful += part.text.chars().count() as u64;
                    self.sent.failed.insert(part.key.clone(), EngineError::Rejected(0, why));
                }
            }
        }
        self.sent.texts += kept.len() as u64;
        // It goes into the ledger, in the engine's own words.
        let model = answer.model.map(|model| model.chars().filter(|c| !c.is_control()).take(80).collect::<String>());
        if let Err(failure) = cache.keep(&kept, model.as_deref()) {
            self.stop(Stop::Cache(failure));
        }
    }

    fn close_streak(&mut self) {
        if let Some(error) = &self.last {
            self.sent.failed.extend(self.streak.drain(..).map(|key| (key, error.clone())));
        }
    }

    fn end(mut self) -> Sent {
        match self.last.take() {
            // Not one request worked: that is no matter of texts.
            Some(error) if !self.has_answer => self.stop(Stop::Engine(error)),
            last if self.sent.stop.is_none() => {
                self.last = last;
                self.close_streak();
            }
            _ => {}
        }
        self.sent
    }
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
    /// How often a request is tried.
    pub(super) attempts: u32,
    /// Set when the run is to end: open requests are waited for, and no other is begun.
    pub(super) interrupted: &'a AtomicBool,
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

    /// Returns whether the cache holds the answers to all parts of a text.
    pub(super) fn has(&self, prepared: &Prepared, surroundings: &str) -> bool {
        let key = |text: &String| self.key(text, prepared.masking(), surroundings);
        prepared.parts().iter().all(|text| self.cache.get(&key(text)).is_some())
    }

    /// Sends the parts that the cache does not hold.
    pub(super) fn send(&self, parts: &[Part], budget: &mut Budget) -> Sent {
        let batches = self.batches(parts);
        let total = batches.iter().map(|batch| characters(batch)).sum();
        let state = Mutex::new(State {
            queue: VecDeque::from(batches),
            budget,
            sent: Sent::default(),
            failures: 0,
            streak: Vec::new(),
            last: None,
            has_answer: false,
            done: 0,
            total,
        });
        let work = || {
            while let Some(batch) = self.next(&state) {
                let outcome = self.ask(&batch, &state);
                let mut now = lock(&state);
                now.settle(batch, outcome, self.cache);
                let done = now.done.min(total);
                drop(now);
                (self.progress)(&DraftProgress { language: self.language.code, done, characters: total, pause: None });
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.concurrency {
                scope.spawn(work);
            }
        });
        state.into_inner().unwrap_or_else(PoisonError::into_inner).end()
    }

    fn next(&self, state: &Mutex<State<'_>>) -> Option<Vec<Part>> {
        let mut state = lock(state);
        if self.interrupted.load(Ordering::SeqCst) {
            state.stop(Stop::Interrupted);
        }
        state.next()
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

    /// Asks for a batch until there is an answer. An answer that was lost may have been billed, so it is asked for once
    /// more and no further.
    fn ask(&self, batch: &[Part], state: &Mutex<State<'_>>) -> Result<Answer, EngineError> {
        let Some(first) = batch.first() else { return Err(EngineError::Malformed(String::new())) };
        let texts: Vec<String> = batch.iter().map(|part| part.text.clone()).collect();
        let context = if self.capabilities.has_context { context_of(batch) } else { String::new() };
        let request = Request {
            language: self.language,
            texts: &texts,
            masking: first.masking,
            context: &context,
            glossary: self.glossary.as_deref(),
        };
        let characters = characters(batch);
        let (mut attempt, mut lost) = (0, 0);
        loop {
            attempt += 1;
            let error = match self.engine.translate(request) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            lock(state).book(&error, characters);
            lost += u32::from(matches!(error, EngineError::Lost(_)));
            let Some(pause) = error.pause(attempt).filter(|_| attempt < self.attempts && lost < 2) else {
                return Err(error);
            };
            if !self.wait(pause, state) || !lock(state).repeat(characters) {
                return Err(error);
            }
        }
    }

    /// Waits; returns false as soon as the run is to end.
    fn wait(&self, pause: Duration, state: &Mutex<State<'_>>) -> bool {
        const STEP: Duration = Duration::from_millis(100);
        let mut left = pause;
        let now = lock(state);
        let (language, done, characters) = (self.language.code, now.done.min(now.total), now.total);
        drop(now);
        (self.progress)(&DraftProgress { language, done, characters, pause: Some(pause) });
        loop {
            if self.interrupted.load(Ordering::SeqCst) || lock(state).sent.stop.is_some() {
                return false;
            }
            if left.is_zero() {
                return true;
            }
            let step = left.min(STEP);
            std::thread::sleep(step);
            left -= step;
        }
    }
}

fn lock<'s, 'b>(state: &'s Mutex<State<'b>>) -> MutexGuard<'s, State<'b>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many characters of a context are sent at most.
const LONGEST_CONTEXT: usize = 4000;

/// Returns what an engine is told about the texts of a request, each line once.
fn context_of(batch: &[Part]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut length = 0;
    let shared = batch.first().map_or("", |first| first.context.as_str());
    for line in std::iter::once(shared).chain(batch.iter().flat_map(|part| part.note.lines())) {
        length += line.chars().count() + 1;
        if !line.is_empty() && !lines.contains(&line) && length <= LONGEST_CONTEXT {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Returns the bytes of a text in JSON, nearly: quotation marks and backslashes take two.
fn json_length(text: &str) -> usize {
    text.len() + text.matches(['"', '\\', '\n']).count() + 3
}

fn characters(batch: &[Part]) -> u64 {
    batch.iter().map(|part| part.text.chars().count() as u64).sum()
}
