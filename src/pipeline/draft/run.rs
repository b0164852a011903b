//! A whole run: gather, look up, price, send, prove, write.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::DraftCache;
use super::attempt::Slot;
use super::gather::{ModuleWork, Unknown, Work, gather};
use super::refusals::{Refused, settings_print};
use super::send::{Sender, Stop};
use super::terms::Terms;
use super::verify;
use super::write::{Draft, Origin, write};
use crate::check::{Content, Plan};
use crate::draft::{Budget, Capabilities, Damage, EngineSettings, Limit, Price, cost, intact};
use crate::engine::{Engine, EngineError};
use crate::glossary::Termbase;
use crate::language::{Category, Language};
use crate::memory::{Fit, Segment};
use crate::model::{Failure, Finding, Fingerprint, RuleId, Severity, Unit};
use crate::pipeline::{ModuleFilter, Workspace};

/// An engine beside the memory.
#[derive(Clone, Copy)]
pub struct EngineChoice<'a> {
    /// The engine.
    pub engine: &'a dyn Engine,
    /// Its name in the configuration, for ledgers and reports.
    pub name: &'a str,
    /// Its settings.
    pub settings: &'a EngineSettings,
}

/// How a run is made.
#[derive(Clone, Copy)]
pub struct DraftOptions<'a> {
    /// The engine to ask for what the memory does not know; none for the memory alone.
    pub engine: Option<EngineChoice<'a>>,
    /// Whether to price the run only.
    pub is_dry: bool,
    /// Whether units are asked for whose draft by this engine was refused before, and whose answer the cache does not hold.
    pub is_again: bool,
    /// The most characters to send in this run, repeats included.
    pub max_characters: Option<u64>,
    /// The characters that the engine's account has left.
    pub account: Option<u64>,
    /// Set when the run is to end: open requests are waited for and what they bring is kept.
    pub interrupted: &'a AtomicBool,
    /// From how many percent on a text of the memory is written.
    pub fill_from: usize,
    /// From how many percent on a text of the memory is suggested.
    pub suggest_from: usize,
    /// The folder of the cache; none to keep answers in memory only.
    pub cache: Option<&'a PathBuf>,
    /// The modules to draft.
    pub filter: &'a ModuleFilter,
    /// The termbase.
    pub terms: &'a Termbase,
    /// The day to write into the ledger.
    pub today: &'a str,
    /// Told how far sending is.
    pub progress: &'a (dyn Fn(&DraftProgress) + Sync),
}

/// How far a language is.
#[derive(Debug, Clone, Copy)]
pub struct DraftProgress {
    /// The language code.
    pub language: &'static str,
    /// Characters dealt with.
    pub done: u64,
    /// Characters to send.
    pub characters: u64,
    /// How long a request waits before it is sent again, where one begins to.
    pub pause: Option<std::time::Duration>,
}

/// What became of one language.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Drafted {
    /// The language code.
    pub language: String,
    /// What was sent, or would be.
    pub price: Price,
    /// Units drafted from the memory.
    pub from_memory: u64,
    /// Units drafted by the engine.
    pub from_engine: u64,
    /// Of both, those whose draft stands in the ledger beside a stale translation.
    pub beside: u64,
    /// Units of which a draft by this engine was thrown away, and that it was not asked for again.
    pub rejected_before: u64,
    /// Units whose draft by this engine was refused before, and that still have none.
    pub refused_before: u64,
    /// Of these, units that it was not asked for again, since the cache does not hold its answer.
    pub held_back: u64,
    /// Units that nothing could draft.
    pub left: u64,
    /// Why sending ended early.
    pub stopped: Option<String>,
    /// Answers that were refused for the first time, and drafts that miss a term.
    pub findings: Vec<Finding>,
    /// The units without a draft, with what the memory has near them.
    pub unknown: Vec<Unknown>,
}

/// Drafts what is missing in some languages. Results keep the order of the languages.
#[must_use]
pub fn draft(
    workspace: &Workspace,
    languages: &[&'static Language],
    options: &DraftOptions<'_>,
) -> (Vec<Drafted>, Vec<Failure>) {
    let mut budget = Budget::new(options.max_characters, options.account);
    let mut fault: Option<String> = None;
    let mut all = Vec::new();
    let mut failures = Vec::new();
    for language in languages {
        let (work, failed) = gather(workspace, language, options.filter, options.today, options.cache);
        failures.extend(failed);
        let mut run = Run::new(workspace, &work, options);
        run.language(&mut budget, &mut fault);
        failures.append(&mut run.failures);
        all.push(run.drafted);
    }
    (all, failures)
}

pub(super) struct Run<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) work: &'a Work<'a>,
    pub(super) options: &'a DraftOptions<'a>,
    pub(super) drafted: Drafted,
    pub(super) failures: Vec<Failure>,
    /// What was refused for the first time, with the place of its module.
    pub(super) refused: Vec<(usize, Refused)>,
    /// Why the engine gave no answer to some text.
    refusal: Option<EngineError>,
}

/// Drafts what the memory of one language knows.
pub(super) fn memory_of(workspace: &Workspace, work: &Work<'_>, options: &DraftOptions<'_>) -> (Drafted, Vec<Failure>) {
    let mut run = Run::new(workspace, work, options);
    run.language(&mut Budget::default(), &mut None);
    (run.drafted, run.failures)
}

/// Names what ends a budget.
pub(super) fn name_of(limit: Limit) -> &'static str {
    match limit {
        Limit::Run => "the budget of this run (`--max-chars`, `max-characters`)",
        Limit::Language => "the language's `budget`",
        Limit::Account => "what the engine's account has left",
    }
}

/// Returns the price of one answer, to a millionth.
pub(super) fn in_millionths(characters: u64, per_million: Option<f64>) -> Option<f64> {
    per_million.map(|rate| (characters as f64 * rate).round() / 1e6)
}

impl<'a> Run<'a> {
    fn new(workspace: &'a Workspace, work: &'a Work<'a>, options: &'a DraftOptions<'a>) -> Self {
        let drafted = Drafted::default();
        Self { workspace, work, options, drafted, failures: Vec::new(), refused: Vec::new(), refusal: None }
    }
}

impl Run<'_> {
    /// Drafts one language. With a fault of the engine it is not asked any more; the memory is.
    fn language(&mut self, budget: &mut Budget, fault: &mut Option<String>) {
        let code = self.work.language.code;
        self.drafted.language = code.to_owned();
        self.drafted.price.language = code.to_owned();
        let mut drafts: Vec<Vec<Draft>> = self.work.modules.iter().map(|_| Vec::new()).collect();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let modules = self.work.modules.iter().enumerate();
        let places: Vec<_> =
            modules.flat_map(|(module, one)| (0..one.wanted.len()).map(move |index| (module, index))).collect();
        for (place, known) in places.iter().zip(self.work.known(&places, self.options.fill_from)) {
            match known.and_then(|known| self.remembered(*place, known)) {
                Some(draft) => drafts.get_mut(place.0).into_iter().for_each(|drafts| drafts.push(draft.clone())),
                None => open.push(*place),
            }
        }
        self.refuse_remembered(&mut drafts, &mut open);
        self.drafted.from_memory = drafts.iter().map(|drafts| drafts.len() as u64).sum();
        match (self.options.engine, &fault) {
            (Some(_), Some(fault)) if !open.is_empty() => self.drafted.stopped = Some(format!("not asked: {fault}")),
            (Some(choice), None) if !open.is_empty() => {
                // What people threw away of this engine is not bought again.
                let asked: Vec<_> =
                    open.iter().copied().filter(|&place| !self.was_rejected(place, choice.name)).collect();
                self.drafted.rejected_before = (open.len() - asked.len()) as u64;
                *fault = self.by_engine(choice, &asked, &mut drafts, budget);
            }
            _ => {}
        }
        self.close(&open, &drafts);
        if !self.options.is_dry {
            for (at, (module, drafts)) in self.work.modules.iter().zip(&drafts).enumerate() {
                let of_module = self.refused.iter().filter(|(module, _)| *module == at);
                let refused: Vec<Refused> = of_module.map(|(_, one)| one.clone()).collect();
                let (root, today) = (&self.workspace.project.root, self.options.today);
                self.failures.extend(write(root, module, drafts, &refused, today).err());
            }
        }
    }

    fn was_rejected(&self, (module, index): (usize, usize), engine: &str) -> bool {
        let one = self.work.modules.get(module);
        one.and_then(|one| Some(one.was_rejected(one.wanted.get(index)?, engine, None))).unwrap_or(false)
    }

    /// Takes back the memory's drafts with which a page could not be rendered; they stay suggestions.
    fn refuse_remembered(&self, drafts: &mut [Vec<Draft>], open: &mut Vec<(usize, usize)>) {
        for (module, (one, drafts)) in self.work.modules.iter().zip(drafts).enumerate() {
            let id = |draft: &Draft| one.wanted.get(draft.wanted).map(|wanted| wanted.id.clone());
            let forms = drafts.iter().filter_map(|draft| Some((id(draft)?, draft.forms.clone()))).collect();
            let refused = verify::structure(one, self.work.language, &forms);
            if refused.is_empty() {
                continue;
            }
            drafts.retain(|draft| {
                let is_refused = id(draft).is_some_and(|id| refused.contains_key(&id));
                if is_refused {
                    open.push((module, draft.wanted));
                }
                !is_refused
            });
        }
        open.sort_unstable();
    }

    /// Makes a draft of what the memory has for a unit.
    fn remembered(&self, (module, index): (usize, usize), (segment, fit): (&Segment, Fit)) -> Option<Draft> {
        let one = self.work.modules.get(module)?;
        let wanted = one.wanted.get(index)?;
        let unit = self.work.unit(module, wanted)?;
        let expected = if unit.plural.is_some() { one.forms.len() } else { 1 };
        let percent = if let Fit::Fuzzy(percent) = fit { percent } else { 100 };
        let forms = segment.forms.clone();
        let target = Fingerprint::of(forms.iter().map(String::as_str));
        if one.was_rejected(wanted, "memory", Some(target)) {
            return None;
        }
        if percent < 100 && !self.is_proved(one, unit, &forms) {
            return None;
        }
        (forms.len() == expected).then_some(Draft {
            wanted: index,
            forms,
            engine: "memory".to_owned(),
            model: None,
            origin: Some(Origin { module: segment.module.clone(), percent, english: segment.source.clone() }),
            characters: 0,
            cost: None,
        })
    }

    /// Returns whether the translation of a near text may stand for this one, by the proof that engines must pass.
    fn is_proved(&self, one: &ModuleWork<'_>, unit: &Unit, forms: &[String]) -> bool {
        let plan = Plan::new(&self.workspace.project.config.check, self.work.language);
        let content = Content::of_format(one.source.format);
        let many = unit.plural.as_deref().unwrap_or(&unit.source);
        forms.iter().enumerate().all(|(form, text)| {
            let is_one = one
                .forms
                .iter()
                .position(|&place| place == form)
                .and_then(|at| self.work.language.plural.categories.get(at))
                == Some(&Category::One);
            let english = if is_one { &unit.source } else { many };
            intact(english, text, content).is_ok()
                && verify::checked(english, text, unit, content, self.work.language, &plan).is_ok()
        })
    }

    /// Asks the engine; returns why it must not be asked for other languages, if so.
    fn by_engine(
        &mut self,
        choice: EngineChoice<'_>,
        open: &[(usize, usize)],
        drafts: &mut [Vec<Draft>],
        budget: &mut Budget,
    ) -> Option<String> {
        let language = self.work.language;
        let settings = choice.settings;
        let capabilities = match self.capabilities(choice) {
            Ok(capabilities) => capabilities,
            Err(why) => return why,
        };
        let terms = Terms::new(self.options.terms, language);
        let pairs = if capabilities.has_glossary { terms.pairs() } else { Vec::new() };
        let glossary = match self.glossary(choice, &pairs) {
            Ok(glossary) => glossary,
            Err(why) => return why,
        };
        // What was translated without the glossary does not count as translated with it.
        let used = if self.options.is_dry || glossary.is_some() { pairs.as_slice() } else { &[] };
        let terms_hash = Fingerprint::of(used.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()])).to_string();
        let folder = self.options.cache.map(|folder| folder.join(choice.engine.name()).join(language.code));
        let sender = Sender {
            engine: choice.engine,
            language,
            capabilities: &capabilities,
            cache: &DraftCache::open(folder),
            glossary,
            terms: terms_hash,
            concurrency: settings.concurrency.unwrap_or(2).clamp(1, 16),
            attempts: settings.attempts.unwrap_or(6).max(1),
            interrupted: self.options.interrupted,
            progress: self.options.progress,
        };
        budget.next_language(settings.budget.get(language.code).copied());
        let mut slots = self.slots(open, &terms);
        let print = settings_print(choice.engine);
        self.hold_back(choice.name, &print, &sender, &mut slots);
        if self.options.is_dry {
            self.price(&sender, &slots, settings);
            if let Err(limit) = budget.take(self.drafted.price.characters) {
                self.drafted.stopped = Some(format!("{} would end before the language does", name_of(limit)));
            }
            return None;
        }
        let fault = self.ask(&sender, &mut slots, budget);
        self.take(choice, &slots, &terms, drafts, settings);
        self.note_refused(choice, &print, &slots);
        fault
    }

    /// Returns what an engine can do in the language; else why the run ends for it, as `by_engine` does.
    fn capabilities(&mut self, choice: EngineChoice<'_>) -> Result<Capabilities, Option<String>> {
        let language = self.work.language;
        let capabilities = match self.options.is_dry {
            true => Ok(choice.engine.assumed(language)),
            false => choice.engine.capabilities(language),
        };
        match capabilities {
            Ok(capabilities) if capabilities.is_supported => Ok(capabilities),
            Ok(_) => {
                let not = if self.options.is_dry { "is not known to" } else { "does not" };
                self.drafted.stopped = Some(format!("{} {not} translate into {}", choice.name, language.english));
                Err(None)
            }
            Err(error) => Err(self.fault(error.to_string(), error.into())),
        }
    }

    /// Returns the name of the engine's glossary of some terms, if it has one; else why the run ends, as `by_engine` does.
    fn glossary(
        &mut self,
        choice: EngineChoice<'_>,
        pairs: &[(String, String)],
    ) -> Result<Option<String>, Option<String>> {
        if self.options.is_dry || pairs.is_empty() {
            return Ok(None);
        }
        match choice.engine.glossary(self.work.language, pairs) {
            Ok(glossary) => Ok(glossary),
            Err(error) if error.is_about_this_request() => {
                self.failures.push(error.into());
                Ok(None)
            }
            Err(error) => Err(self.fault(error.to_string(), error.into())),
        }
    }

    /// Asks the engine, a second time with other masks for what came back damaged; returns why the run ends, if it does.
    fn ask(&mut self, sender: &Sender<'_>, slots: &mut [Slot], budget: &mut Budget) -> Option<String> {
        let plan = Plan::new(&self.workspace.project.config.check, self.work.language);
        let mut fault = None;
        for attempt in 0..sender.capabilities.maskings.len().min(2) {
            let sent = self.attempt(sender, slots, attempt, budget, &plan);
            self.refusal = self.refusal.take().or_else(|| sent.failed.into_values().next());
            if let Some(short) = sent.short {
                fault = self.short(short, attempt);
            }
            fault = match sent.stop {
                None => fault,
                Some(Stop::Engine(error)) => self.fault(error.to_string(), error.into()),
                Some(Stop::Cache(failure)) => self.fault(failure.to_string(), failure),
                Some(Stop::Interrupted) => {
                    let failure = Failure::new("the run was interrupted");
                    let hint = "run the same command again; what was bought is kept, and is not bought twice";
                    self.fault("interrupted".to_owned(), failure.hint(hint))
                }
            };
            if self.drafted.stopped.is_some() {
                break;
            }
        }
        fault
    }

    /// Notes a failure that ends asking, in this language and the others.
    fn fault(&mut self, why: String, failure: Failure) -> Option<String> {
        self.drafted.stopped = Some(why.clone());
        self.failures.push(failure);
        Some(why)
    }

    /// Says which limit held back how much. An empty account is a failure of the engine; a budget is somebody's wish.
    fn short(&mut self, (limit, characters): (Limit, u64), attempt: usize) -> Option<String> {
        let again = if attempt > 0 { " for another attempt" } else { "" };
        let why = format!("{} does not hold {characters} more characters{again}; they were not sent", name_of(limit));
        if limit == Limit::Account {
            let failure = Failure::from(EngineError::Quota);
            return self.fault(why, failure);
        }
        self.drafted.stopped = Some(why);
        None
    }

    fn take(
        &mut self,
        choice: EngineChoice<'_>,
        slots: &[Slot],
        terms: &Terms<'_>,
        drafts: &mut [Vec<Draft>],
        settings: &EngineSettings,
    ) {
        for ((module, index), forms) in self.complete(slots) {
            let own = || slots.iter().filter(|slot| slot.module == module && slot.wanted == index);
            let characters = own().map(|slot| slot.characters).sum();
            let unit = self.work.modules.get(module).and_then(|one| self.work.unit(module, one.wanted.get(index)?));
            if let Some(unit) = unit {
                for term in terms.unused(&unit.source, forms.last().map_or("", String::as_str)) {
                    let message = format!("the draft does not use the termbase's translation of “{term}”");
                    self.find("draft-term", Severity::Note, module, index, message);
                }
            }
            let draft = Draft {
                wanted: index,
                forms,
                engine: choice.name.to_owned(),
                model: own().find_map(|slot| slot.model.clone()),
                origin: None,
                characters,
                cost: in_millionths(characters, settings.price_per_million),
            };
            drafts.get_mut(module).into_iter().for_each(|drafts| drafts.push(draft.clone()));
            self.drafted.from_engine += 1;
        }
        if let Some(error) = self.refusal.take().filter(|_| self.drafted.stopped.is_none()) {
            let count = slots.iter().filter(|slot| matches!(slot.result, Some(Err(Damage::Engine(_))))).count();
            if count > 0 {
                let texts = if count == 1 { "1 text has".to_owned() } else { format!("{count} texts have") };
                self.failures.push(Failure::new(format!("{texts} no answer: {error}")).hint(error.hint()));
            }
        }
        let price = &mut self.drafted.price;
        price.cost = cost(price.characters - price.refused_characters, settings.price_per_million);
    }

    pub(super) fn find(
        &mut self,
        rule: &'static str,
        severity: Severity,
        module: usize,
        index: usize,
        message: String,
    ) {
        let mut finding = Finding::new(RuleId::new(rule), severity, message);
        finding.language = Some(self.work.language.code.to_owned());
        if let Some(one) = self.work.modules.get(module) {
            finding.module = Some(one.source.module.clone());
            finding.path = Some(one.catalogue_path.clone());
            let wanted = one.wanted.get(index);
            finding.unit = wanted.map(|wanted| wanted.id.clone());
            finding.source = wanted.and_then(|wanted| self.work.unit(module, wanted)).map(|unit| unit.source.clone());
        }
        self.drafted.findings.push(finding);
    }

    /// Counts what is left, and looks for what is near it.
    fn close(&mut self, open: &[(usize, usize)], drafts: &[Vec<Draft>]) {
        let is_drafted = |module: usize, index: usize| {
            drafts.get(module).is_some_and(|drafts| drafts.iter().any(|draft| draft.wanted == index))
        };
        let left: Vec<_> = open.iter().copied().filter(|(module, index)| !is_drafted(*module, *index)).collect();
        self.drafted.left += left.len() as u64;
        self.drafted.unknown.extend(self.work.unknown(&left, self.options.suggest_from));
        let stale = |module: usize, draft: &Draft| {
            self.work.modules.get(module).and_then(|one| one.wanted.get(draft.wanted)).is_some_and(|one| one.is_stale)
        };
        let beside = drafts.iter().enumerate().flat_map(|(module, drafts)| drafts.iter().map(move |one| (module, one)));
        self.drafted.beside = beside.filter(|(module, one)| stale(*module, one)).count() as u64;
    }
}
