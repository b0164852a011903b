//! A whole run: gather, look up, price, send, prove, write.

use std::collections::HashMap;
use std::path::PathBuf;

use super::DraftCache;
use super::gather::{Unknown, Wanted, Work, gather};
use super::send::{Part, Sender, Stop};
use super::terms::Terms;
use super::verify;
use super::write::{Draft, write};
use crate::check::{Content, Plan};
use crate::draft::{Budget, Damage, EngineSettings, Price, Task, cost, plural_sample};
use crate::engine::Engine;
use crate::glossary::Termbase;
use crate::language::{Category, Language};
use crate::memory::Fit;
use crate::model::{Failure, Finding, Fingerprint, RuleId, Severity, UnitId};
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

/// One text: a unit, or one form of a plural unit.
struct Slot {
    module: usize,
    wanted: usize,
    category: usize,
    task: Task,
    context: String,
    result: Option<Result<String, Damage>>,
    characters: u64,
    model: Option<String>,
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

struct Run<'a> {
    workspace: &'a Workspace,
    work: &'a Work<'a>,
    options: &'a DraftOptions<'a>,
    drafted: Drafted,
    failures: Vec<Failure>,
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
                match self.from_memory(module, index, wanted) {
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

    fn from_memory(&self, module: usize, index: usize, wanted: &Wanted) -> Option<Draft> {
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

    /// Makes a text of every open unit, and one of every category of a plural unit.
    fn slots(&mut self, open: &[(usize, usize)], terms: &Terms<'_>) -> Vec<Slot> {
        let language = self.work.language;
        let mut slots = Vec::new();
        for &(module, index) in open {
            let Some(one) = self.work.modules.get(module) else { continue };
            let Some(wanted) = one.wanted.get(index) else { continue };
            let Some(unit) = self.work.unit(module, wanted) else { continue };
            self.drafted.price.units += 1;
            self.drafted.price.words += wanted.words;
            let content = Content::of_format(one.source.format);
            let context = unit.heading.first().map_or(String::new(), Clone::clone);
            let mut add = |source: &str, category: usize, count: Option<u32>| {
                let task = Task { source: source.to_owned(), content, keep: terms.kept(source), count };
                let context = context.clone();
                slots.push(Slot {
                    module,
                    wanted: index,
                    category,
                    task,
                    context,
                    result: None,
                    characters: 0,
                    model: None,
                });
            };
            match &unit.plural {
                None => add(&unit.source, 0, None),
                Some(_) if one.forms.is_empty() => {}
                Some(plural) => {
                    for (at, &category) in language.plural.categories.iter().enumerate() {
                        let source = if category == Category::One { &unit.source } else { plural };
                        add(source, at, Some(plural_sample(language, category)));
                    }
                }
            }
        }
        slots
    }

    fn price(&mut self, sender: &Sender<'_>, slots: &[Slot], settings: &EngineSettings) {
        let mut seen = std::collections::HashSet::new();
        for slot in slots {
            let Some(prepared) = slot.task.prepare(sender.capabilities, 0) else { continue };
            for text in prepared.parts() {
                let key = sender.key(text, prepared.masking(), &slot.context);
                let characters = text.chars().count() as u64;
                if sender.cache.get(&key).is_some() || !seen.insert(key) {
                    self.drafted.price.cached_characters += characters;
                } else {
                    self.drafted.price.texts += 1;
                    self.drafted.price.characters += characters;
                }
            }
        }
        self.drafted.price.cost = cost(self.drafted.price.characters, settings.price_per_million);
    }

    /// Sends the texts that have no good answer yet, and proves the answers.
    fn attempt(
        &mut self,
        sender: &Sender<'_>,
        slots: &mut [Slot],
        attempt: usize,
        budget: &mut Budget,
        plan: &Plan,
    ) -> Option<Stop> {
        let is_open = |slot: &Slot| match &slot.result {
            None => attempt == 0,
            Some(result) => result.is_err(),
        };
        let mut parts = Vec::new();
        let mut prepared = Vec::new();
        for (at, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| is_open(slot)) {
            // Without any code another masking is the same text.
            let Some(one) = slot.task.prepare(sender.capabilities, attempt) else {
                if slot.result.is_none() {
                    slot.result = Some(Err(Damage::Check("it cannot be cut or masked for this engine".to_owned())));
                }
                continue;
            };
            if attempt > 0 && !one.has_marks() {
                continue;
            }
            for text in one.parts() {
                let key = sender.key(text, one.masking(), &slot.context);
                let context = slot.context.clone();
                parts.push(Part { key, text: text.clone(), masking: one.masking(), context });
            }
            prepared.push((at, one));
        }
        let fresh: Vec<&Part> = parts.iter().filter(|part| sender.cache.get(&part.key).is_none()).collect();
        let mut unique: HashMap<&str, u64> = HashMap::new();
        for part in &fresh {
            unique.insert(&part.key, part.text.chars().count() as u64);
        }
        let sent = sender.send(&parts, budget);
        let language = self.work.language;
        for (at, one) in prepared {
            let Some(slot) = slots.get_mut(at) else { continue };
            let keys = one.parts().iter().map(|text| sender.key(text, one.masking(), &slot.context));
            let keys: Vec<String> = keys.collect();
            let answers: Option<Vec<_>> = keys.iter().map(|key| sender.cache.get(key)).collect();
            let Some(answers) = answers else {
                if let Some(error) = keys.iter().find_map(|key| sent.failed.get(key)) {
                    slot.result = Some(Err(Damage::Check(error.to_string())));
                }
                continue;
            };
            let bought: u64 = keys.iter().filter_map(|key| unique.remove(key.as_str())).sum();
            self.drafted.price.characters += bought;
            self.drafted.price.texts += u64::from(bought > 0) * keys.len() as u64;
            slot.characters += one.characters();
            slot.model = answers.iter().find_map(|answer| answer.model.clone());
            let texts: Vec<String> = answers.into_iter().map(|answer| answer.text).collect();
            let accepted = one.accept(&texts).and_then(|text| {
                let unit = self.work.modules.get(slot.module).and_then(|module| {
                    self.work.unit(slot.module, module.wanted.get(slot.wanted)?).map(|unit| (unit, module))
                });
                let Some((unit, module)) = unit else { return Ok(text) };
                if unit.plural.is_none() {
                    let content = Content::of_format(module.source.format);
                    verify::checked(&unit.source, &text, unit, content, language, plan)?;
                }
                Ok(text)
            });
            slot.result = Some(accepted);
        }
        self.refuse_structure(slots);
        sent.stop
    }

    /// Takes back the drafts with which a page could not be rendered.
    fn refuse_structure(&self, slots: &mut [Slot]) {
        for (module, one) in self.work.modules.iter().enumerate() {
            let drafts: HashMap<UnitId, Vec<String>> = self
                .complete(slots)
                .into_iter()
                .filter(|((of, _), _)| *of == module)
                .filter_map(|((_, index), forms)| Some((one.wanted.get(index)?.id.clone(), forms)))
                .collect();
            let refused = verify::structure(one, self.work.language, &drafts);
            for slot in slots.iter_mut().filter(|slot| slot.module == module) {
                let damage = one.wanted.get(slot.wanted).and_then(|wanted| refused.get(&wanted.id));
                if let Some(damage) = damage {
                    slot.result = Some(Err(damage.clone()));
                }
            }
        }
    }

    /// Returns the forms, in the order of the catalogue, of the units all of whose texts were accepted.
    fn complete(&self, slots: &[Slot]) -> Vec<((usize, usize), Vec<String>)> {
        let mut units: Vec<((usize, usize), Vec<&Slot>)> = Vec::new();
        for slot in slots {
            match units.last_mut() {
                Some((place, of)) if *place == (slot.module, slot.wanted) => of.push(slot),
                _ => units.push(((slot.module, slot.wanted), vec![slot])),
            }
        }
        let forms = |(place, slots): ((usize, usize), Vec<&Slot>)| {
            let module = self.work.modules.get(place.0)?;
            let is_plural = self.work.unit(place.0, module.wanted.get(place.1)?)?.plural.is_some();
            let mut forms = vec![String::new(); slots.len()];
            for slot in &slots {
                let Some(Ok(text)) = &slot.result else { return None };
                let form = if is_plural { *module.forms.get(slot.category)? } else { 0 };
                forms.get_mut(form)?.clone_from(text);
            }
            Some((place, forms))
        };
        units.into_iter().filter_map(forms).collect()
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
