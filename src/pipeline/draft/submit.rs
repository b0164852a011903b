//! Asking eTranslation, which answers later: documents out, through its interface or by hand.
//!
//! Invariants: what the memory knows is drafted from it and not asked for; a document that is on its way is not asked for
//! a second time unless somebody says so; nothing is sent beyond a budget.

use std::collections::HashSet;
use std::path::Path;

use super::gather::{Work, gather};
use super::requests::{Asked, Order, RequestFate, Requests, Underway, short};
use super::run::{DraftOptions, memory_of, name_of};
use super::terms::Terms;
use super::wishes::wishes;
use crate::draft::{Budget, EngineSettings, Limit, cost};
use crate::engine::{Domains, ETranslation, EngineError, Parcel};
use crate::language::Language;
use crate::model::{Failure, Fingerprint, ModuleId, UnitId};
use crate::pipeline::Workspace;
use crate::store;

/// Where documents go.
#[derive(Clone, Copy)]
pub enum Destination<'a> {
    /// To the engine.
    Engine(&'a ETranslation),
    /// Into a folder, for somebody to upload.
    Folder(&'a Path),
    /// Nowhere: they are priced only.
    Nowhere,
}

/// How documents are asked for.
#[derive(Clone, Copy)]
pub struct SubmitOptions<'a> {
    /// Where they go.
    pub to: Destination<'a>,
    /// The engine's name in the configuration.
    pub name: &'a str,
    /// Its settings.
    pub settings: &'a EngineSettings,
    /// Whether documents are asked for again that are still on their way, or were collected.
    pub is_again: bool,
    /// How the memory is asked before; its limit of characters is the limit of the run.
    pub memory: &'a DraftOptions<'a>,
}

/// One document that was sent, or written for somebody to send, or priced.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Submitted {
    /// The language code.
    pub language: String,
    /// Our name for the document.
    pub reference: String,
    /// The engine's number; none for a document that was not sent.
    pub request: Option<i64>,
    /// Texts in it.
    pub texts: u64,
    /// Characters in it.
    pub characters: u64,
    /// Their price, in the currency of the project, not rounded; none without a rate.
    pub cost: Option<f64>,
}

/// What became of one language.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct SubmittedLanguage {
    /// The language code.
    pub language: String,
    /// Units drafted from the memory.
    pub from_memory: u64,
    /// Units whose draft by this engine was thrown away, and that are not asked for again.
    pub rejected_before: u64,
    /// Units whose translation came before and was refused, and that are not asked for again.
    pub refused_before: u64,
    /// Units that are in a document which was asked for before, and of which nothing came yet.
    pub waiting: u64,
    /// Why something was not asked for.
    pub stopped: Option<String>,
}

/// What was asked for.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Submission {
    /// The documents.
    pub documents: Vec<Submitted>,
    /// Documents that were asked for before, and are not asked for again.
    pub waiting: Vec<Asked>,
    /// The languages, in the order in which they were asked for.
    pub languages: Vec<SubmittedLanguage>,
    /// Why the engine could not be asked what it offers, so that documents are sent without knowing.
    pub note: Option<String>,
}

/// The texts of a document, with what they are.
struct Document {
    reference: String,
    texts: Vec<(String, String)>,
    characters: u64,
}

/// A run over several languages.
struct Run<'a> {
    workspace: &'a Workspace,
    options: &'a SubmitOptions<'a>,
    requests: Requests,
    budget: Budget,
    /// Why no other document would be accepted.
    fault: Option<String>,
    /// What the engine offers, once it was asked; none where it does not tell.
    offer: Option<Option<Domains>>,
    submission: Submission,
    failures: Vec<Failure>,
}

/// Asks for everything that is missing and not in the memory.
pub fn submit(
    workspace: &Workspace,
    languages: &[&'static Language],
    options: &SubmitOptions<'_>,
) -> (Submission, Vec<Failure>) {
    let requests = match Requests::open(workspace) {
        Ok(requests) => requests,
        Err(failure) => return (Submission::default(), vec![failure]),
    };
    let budget = Budget::new(options.memory.max_characters, None);
    let (submission, failures) = (Submission::default(), Vec::new());
    let mut run = Run { workspace, options, requests, budget, fault: None, offer: None, submission, failures };
    for &language in languages {
        run.language(language);
    }
    (run.submission, run.failures)
}

impl Run<'_> {
    fn language(&mut self, language: &'static Language) {
        let memory = self.options.memory;
        let (work, failed) = gather(self.workspace, language, memory.filter, memory.today, memory.cache);
        self.failures.extend(failed);
        let (drafted, failed) = memory_of(self.workspace, &work, memory);
        self.failures.extend(failed);
        let open = drafted.unknown.iter().map(|unit| (&unit.module, &unit.unit)).collect();
        let mut one = SubmittedLanguage {
            language: language.code.to_owned(),
            from_memory: drafted.from_memory,
            ..SubmittedLanguage::default()
        };
        self.budget.next_language(self.options.settings.budget.get(language.code).copied());
        let refused = if self.options.is_again { HashSet::new() } else { self.requests.refused() };
        let is_held = !self.options.is_again && is_sent(self.options);
        let underway = if is_held { self.requests.underway(language) } else { Vec::new() };
        let units = Units { open: &open, refused: &refused, damaged: &self.requests.damaged(), underway: &underway };
        let mut held = HashSet::new();
        let document = document(&work, &units, self.options, &mut self.budget, &mut one, &mut held);
        let waits = underway.iter().enumerate().filter(|(at, _)| held.contains(at));
        self.submission.waiting.extend(waits.map(|(_, underway)| underway.asked.clone()));
        if let Some(document) = document {
            self.document(&document, language, &mut one);
        }
        self.submission.languages.push(one);
    }

    fn document(&mut self, document: &Document, language: &Language, one: &mut SubmittedLanguage) {
        let asked = self.requests.asked(&document.reference).filter(|_| !self.options.is_again);
        if let Some(asked) = asked.filter(|asked| asked.fate != RequestFate::Failed && is_sent(self.options)) {
            self.budget.give_back(document.characters);
            self.submission.waiting.push(asked);
            return;
        }
        if let Some(fault) = &self.fault {
            one.stopped = Some(format!("not asked: {fault}"));
            return;
        }
        if let Err(why) = self.is_offered(language) {
            self.budget.give_back(document.characters);
            one.stopped = Some(why);
            return;
        }
        match ask(document, language, self.options, &mut self.requests) {
            Ok(asked) => self.submission.documents.push(asked),
            Err(refused) => {
                let (failure, fault) = *refused;
                self.fault = fault;
                self.failures.push(failure);
            }
        }
    }
}

impl Run<'_> {
    /// Asks the engine, once, what it offers.
    ///
    /// # Errors
    /// Why a language is not asked for: its domain does not have the pair, there is no such domain, or the engine cannot be
    /// asked for anything; the latter two end the run and are among the failures. Where it does not tell, it is tried.
    fn is_offered(&mut self, language: &Language) -> Result<(), String> {
        let Destination::Engine(engine) = self.options.to else { return Ok(()) };
        if self.offer.is_none() {
            let offer = match engine.domains() {
                Ok(domains) => Some(domains),
                Err(error) if is_mute(&error) => {
                    self.submission.note = Some(error.to_string());
                    None
                }
                Err(error) => return Err(self.give_up(error.into())),
            };
            self.offer = Some(offer);
        }
        let Some(Some(domains)) = &self.offer else { return Ok(()) };
        let domain = engine.domain();
        if !domains.has(domain) {
            let known = domains.names().collect::<Vec<_>>().join(", ");
            let failure = Failure::new(format!("{} has no domain `{domain}`", self.options.name));
            return Err(self.give_up(failure.hint(format!("known are {known}; set `domain` in the engine's table"))));
        }
        if domains.translates(domain, language.etranslation) {
            return Ok(());
        }
        let others: Vec<&str> =
            domains.names().filter(|name| domains.translates(name, language.etranslation)).collect();
        let others =
            if others.is_empty() { "no other does".to_owned() } else { format!("{} would", others.join(", ")) };
        Err(format!("the domain {domain} does not translate into {} ({others}); not asked for", language.english))
    }

    /// Ends asking.
    fn give_up(&mut self, failure: Failure) -> String {
        let why = failure.message.clone();
        self.failures.push(failure);
        self.fault = Some(why.clone());
        format!("not asked: {why}")
    }
}

/// Returns whether an engine that cannot say what it offers may still translate.
fn is_mute(error: &EngineError) -> bool {
    error.is_about_this_request() || matches!(error, EngineError::Unavailable(..) | EngineError::Lost(_))
}

/// Which units go into a document, and how.
struct Units<'a> {
    open: &'a HashSet<(&'a ModuleId, &'a UnitId)>,
    /// Texts that were refused.
    refused: &'a HashSet<&'a str>,
    /// Texts whose marks came back damaged.
    damaged: &'a HashSet<&'a str>,
    /// Documents that are on their way.
    underway: &'a [Underway],
}

/// Documents for people are written as often as somebody wants them.
fn is_sent(options: &SubmitOptions<'_>) -> bool {
    !matches!(options.to, Destination::Folder(_))
}

/// Puts the texts of the open units together, as many whole units as the budget holds; none where there are none. Adds the
/// places of the documents on their way that hold an open unit.
fn document(
    work: &Work<'_>,
    units: &Units<'_>,
    options: &SubmitOptions<'_>,
    budget: &mut Budget,
    one: &mut SubmittedLanguage,
    held_by: &mut HashSet<usize>,
) -> Option<Document> {
    let terms = Terms::new(options.memory.terms, work.language);
    let wishes = wishes(work, &terms);
    let mut texts = Vec::new();
    let mut seconds = 0;
    let (mut characters, mut held): (u64, Option<(Limit, u64)>) = (0, None);
    for unit in wishes.chunk_by(|a, b| (a.module, a.wanted) == (b.module, b.wanted)) {
        let place = unit.first().and_then(|first| Some((work.modules.get(first.module)?, first.wanted)));
        let Some((module, wanted)) = place.and_then(|(one, at)| Some((one, one.wanted.get(at)?))) else { continue };
        if !units.open.contains(&(&module.source.module, &wanted.id)) {
            continue;
        }
        if module.was_rejected(wanted, options.name, None) {
            one.rejected_before += 1;
            continue;
        }
        if unit.iter().any(|wish| units.refused.contains(wish.key.as_str())) {
            one.refused_before += 1;
            continue;
        }
        let is_in = |underway: &Underway| unit.iter().any(|wish| underway.keys.contains(short(&wish.key)));
        if let Some(at) = units.underway.iter().position(is_in) {
            one.waiting += 1;
            held_by.insert(at);
            continue;
        }
        let length = unit.iter().map(|wish| wish.prepared.characters()).sum();
        match budget.take(length) {
            Err(limit) => held.get_or_insert((limit, 0)).1 += length,
            Ok(()) => {
                characters += length;
                texts.extend(unit.iter().map(|wish| {
                    let is_second = wish.second.is_some() && units.damaged.contains(wish.key.as_str());
                    seconds += u64::from(is_second);
                    (wish.key.clone(), wish.text(is_second))
                }));
            }
        }
    }
    one.stopped = held.map(|(limit, held)| {
        format!("{} does not hold {held} more characters; they were not asked for", name_of(limit))
    });
    if texts.is_empty() {
        return None;
    }
    let keys = texts.iter().map(|(key, _)| key.as_str());
    // Texts with other marks are another document.
    let attempt = if seconds > 0 { Some("other marks") } else { None };
    let hash = Fingerprint::of(keys.chain([work.language.code]).chain(attempt)).to_string();
    Some(Document { reference: format!("concordia-{}", hash.get(..12).unwrap_or(&hash)), texts, characters })
}

/// A failure, and why other documents would fail as well.
type Refused = Box<(Failure, Option<String>)>;

/// Sends or writes a document, and notes it.
fn ask(
    document: &Document,
    language: &Language,
    options: &SubmitOptions<'_>,
    requests: &mut Requests,
) -> Result<Submitted, Refused> {
    let parcel = Parcel::new(&document.reference, &document.texts);
    let mut asked = Submitted {
        language: language.code.to_owned(),
        reference: document.reference.clone(),
        request: None,
        texts: document.texts.len() as u64,
        characters: document.characters,
        cost: cost(document.characters, options.settings.price_per_million),
    };
    let source = Fingerprint::of([parcel.html.as_str()]).to_string();
    let keys: Vec<String> = document.texts.iter().map(|(key, _)| key.clone()).collect();
    let order = Order { engine: options.name, today: options.memory.today, source: &source, keys: &keys };
    match options.to {
        Destination::Nowhere => return Ok(asked),
        Destination::Engine(engine) => {
            // Written before: what may have been asked for must not be asked for again after an interruption.
            requests.begin(order, &asked).map_err(everywhere)?;
            match engine.submit(&parcel, language) {
                Ok(accepted) => asked.request = Some(accepted.request),
                Err(error) => return Err(not_accepted(&error, language, requests)),
            }
        }
        Destination::Folder(folder) => {
            let file = folder.join(format!("{}_{}.html", parcel.reference, language.etranslation));
            store::write_atomic(&file, parcel.html.as_bytes()).map_err(|error| everywhere(error.into()))?;
        }
    }
    requests.submitted(order, &asked).map_err(everywhere)?;
    Ok(asked)
}

/// Says why a document was not accepted, or that nobody knows.
fn not_accepted(error: &EngineError, language: &Language, requests: &mut Requests) -> Refused {
    let why = (!error.is_about_this_request()).then(|| error.to_string());
    let failure = Failure::new(format!("{}: {error}", language.code));
    if matches!(error, EngineError::Lost(_)) {
        let hint = "it may have been accepted: what is delivered is collected; `--submit --again` asks once more";
        return Box::new((failure.hint(hint), why));
    }
    match requests.withdraw() {
        Ok(()) => Box::new((failure.hint(error.hint()), why)),
        Err(failure) => everywhere(failure),
    }
}

/// A failure that every document would meet.
fn everywhere(failure: Failure) -> Refused {
    let why = failure.message.clone();
    Box::new((failure, Some(why)))
}
