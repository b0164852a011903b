//! A whole run: gather, look up, price, send, prove, write.

use std::path::PathBuf;

use super::DraftCache;
use super::attempt::Slot;
use super::gather::{Unknown, Wanted, Work, gather};
use super::send::{Sender, Stop};
use super::terms::Terms;
use super::write::{Draft, write};
use crate::check::Plan;
use crate::draft::{Budget, EngineSettings, Price, cost};
use crate::engine::Engine;
use crate::glossary::Termbase;
use crate::language::Language;
use crate::memory::Fit;
use crate::model::{Failure, Finding, Fingerprint, RuleId, Severity};
use crate::pipeline::{ModuleFilter, Workspace};

/// An engine beside the memory.
#[derive(Clone, Copy)]
pub struct EngineChoice<'a> {
    /// The engine.
    pub engine: &'a dyn Engine,
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
    /// The most characters to send in this run.
    pub max_characters: Option<u64>,
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
    /// Units that nothing could draft.
    pub left: u64,
    /// Why sending ended early.
    pub stopped: Option<String>,
    /// Refused answers, and drafts that miss a term.
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
    let mut budget = Budget::new(options.max_characters, None);
    let mut all = Vec::new();
    let mut failures = Vec::new();
    for language in languages {
        let (work, failed) = gather(workspace, language, options.filter, options.today);
        failures.extend(failed);
        let mut run = Run { workspace, work: &work, options, drafted: Drafted::default(), failures: Vec::new() };
        let goes_on = run.language(&mut budget);
        failures.append(&mut run.failures);
        all.push(run.drafted);
        if !goes_on {
            break;
        }
    }
    (all, failures)
}

pub(super) struct Run<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) work: &'a Work<'a>,
    pub(super) options: &'a DraftOptions<'a>,
    pub(super) drafted: Drafted,
    pub(super) failures: Vec<Failure>,
}

impl Run<'_> {
    /// Drafts one language; returns whether the next one makes sense.
    fn language(&mut self, budget: &mut Budget) -> bool {
        let code = self.work.language.code;
        self.drafted.language = code.to_owned();
        self.drafted.price.language = code.to_owned();
        let mut drafts: Vec<Vec<Draft>> = self.work.modules.iter().map(|_| Vec::new()).collect();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (module, one) in self.work.modules.iter().enumerate() {
            for (index, wanted) in one.wanted.iter().enumerate() {
                match self.remembered(module, index, wanted) {
                    Some(draft) => drafts.get_mut(module).into_iter().for_each(|drafts| drafts.push(draft.clone())),
                    None => open.push((module, index)),
                }
            }
        }
        self.drafted.from_memory = drafts.iter().map(|drafts| drafts.len() as u64).sum();
        let goes_on = match self.options.engine {
            Some(choice) if !open.is_empty() => self.by_engine(choice, &open, &mut drafts, budget),
            _ => true,
        };
        self.close(&open, &drafts);
        if !self.options.is_dry {
            for (module, drafts) in self.work.modules.iter().zip(&drafts) {
                if let Err(failure) = write(&self.workspace.project.root, module, drafts, self.options.today) {
                    self.failures.push(failure);
                }
            }
        }
        goes_on
    }

    fn remembered(&self, module: usize, index: usize, wanted: &Wanted) -> Option<Draft> {
        let (forms, fit, origin) = self.work.known(module, wanted, self.options.fill_from)?;
        let unit = self.work.unit(module, wanted)?;
        let one = self.work.modules.get(module)?;
        let expected = if unit.plural.is_some() { one.forms.len() } else { 1 };
        let percent = if let Fit::Fuzzy(percent) = fit { percent } else { 100 };
        (forms.len() == expected).then_some(Draft {
            wanted: index,
            forms,
            engine: "memory".to_owned(),
            model: None,
            origin: Some((origin, percent)),
            characters: 0,
            cost: None,
        })
    }

    fn by_engine(
        &mut self,
        choice: EngineChoice<'_>,
        open: &[(usize, usize)],
        drafts: &mut [Vec<Draft>],
        budget: &mut Budget,
    ) -> bool {
        let language = self.work.language;
        let settings = choice.settings;
        let capabilities = match self.options.is_dry {
            true => Ok(choice.engine.assumed(language)),
            false => choice.engine.capabilities(language),
        };
        let capabilities = match capabilities {
            Ok(capabilities) if capabilities.is_supported => capabilities,
            Ok(_) => {
                self.drafted.stopped =
                    Some(format!("{} does not translate into {}", choice.engine.name(), language.english));
                return true;
            }
            Err(error) => {
                self.drafted.stopped = Some(error.to_string());
                self.failures.push(error.into());
                return false;
            }
        };
        let terms = Terms::new(self.options.terms, language);
        let pairs = if capabilities.has_glossary { terms.pairs() } else { Vec::new() };
        let glossary = match self.options.is_dry || pairs.is_empty() {
            true => None,
            false => match choice.engine.glossary(language, &pairs) {
                Ok(glossary) => glossary,
                Err(error) => {
                    self.failures.push(Failure::from(error.clone()));
                    if !error.is_about_this_request() {
                        self.drafted.stopped = Some(error.to_string());
                        return false;
                    }
                    None
                }
            },
        };
        let terms_hash = Fingerprint::of(pairs.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()])).to_string();
        let folder = self.options.cache.map(|folder| folder.join(choice.engine.name()).join(language.code));
        let cache = DraftCache::open(folder);
        let sender = Sender {
            engine: choice.engine,
            language,
            capabilities: &capabilities,
            cache: &cache,
            glossary,
            terms: terms_hash,
            concurrency: settings.concurrency.unwrap_or(2).clamp(1, 16),
            progress: self.options.progress,
        };
        budget.next_language(settings.budget.get(language.code).copied());
        let mut slots = self.slots(open, &terms);
        if self.options.is_dry {
            self.price(&sender, &slots, settings);
            if !budget.take(self.drafted.price.characters) {
                self.drafted.stopped = Some("the budget would end before the language does".to_owned());
            }
            return true;
        }
        let plan = Plan::new(&self.workspace.project.config.check, language);
        let mut goes_on = true;
        for attempt in 0..2 {
            if attempt > 0 && capabilities.maskings.len() < 2 {
                break;
            }
            let stop = self.attempt(&sender, &mut slots, attempt, budget, &plan);
            match stop {
                None => {}
                Some(Stop::Budget) => {
                    self.drafted.stopped = Some("the budget is used up; nothing was sent beyond it".to_owned());
                    break;
                }
                Some(Stop::Engine(error)) => {
                    self.drafted.stopped = Some(error.to_string());
                    self.failures.push(error.into());
                    goes_on = false;
                    break;
                }
                Some(Stop::Cache(failure)) => {
                    self.drafted.stopped = Some(failure.to_string());
                    self.failures.push(failure);
                    goes_on = false;
                    break;
                }
            }
        }
        self.take(choice, &slots, &terms, drafts, settings);
        goes_on
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
                engine: choice.engine.name().to_owned(),
                model: own().find_map(|slot| slot.model.clone()),
                origin: None,
                characters,
                cost: settings.price_per_million.map(|rate| (characters as f64 * rate).round() / 1e6),
            };
            drafts.get_mut(module).into_iter().for_each(|drafts| drafts.push(draft.clone()));
            self.drafted.from_engine += 1;
        }
        for slot in slots {
            if let Some(Err(damage)) = &slot.result {
                let message = format!("the draft of {} was refused: {damage}", choice.engine.name());
                self.find("draft", Severity::Warning, slot.module, slot.wanted, message);
            }
        }
        self.drafted.price.cost = cost(self.drafted.price.characters, settings.price_per_million);
    }

    fn find(&mut self, rule: &'static str, severity: Severity, module: usize, index: usize, message: String) {
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
        for &(module, index) in open.iter().filter(|(module, index)| !is_drafted(*module, *index)) {
            let wanted = self.work.modules.get(module).and_then(|one| one.wanted.get(index));
            self.drafted.left += 1;
            self.drafted
                .unknown
                .extend(wanted.and_then(|wanted| self.work.unknown(module, wanted, self.options.suggest_from)));
        }
        let stale = |module: usize, draft: &Draft| {
            self.work.modules.get(module).and_then(|one| one.wanted.get(draft.wanted)).is_some_and(|one| one.is_stale)
        };
        let beside = drafts.iter().enumerate().flat_map(|(module, drafts)| drafts.iter().map(move |one| (module, one)));
        self.drafted.beside = beside.filter(|(module, one)| stale(*module, one)).count() as u64;
    }
}
