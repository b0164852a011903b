//! Taking in what eTranslation delivers: late, twice, and in parts.
//!
//! Invariants: files stay where they are and are read anew each time, so that parts of a unit may come one by one; what
//! came of a file is told once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::gather::{ModuleWork, Work, gather};
use super::refusals::{Refused, is_known};
use super::requests::{Asked, Came, Requests};
use super::run::in_millionths;
use super::terms::Terms;
use super::verify;
use super::wishes::{Wish, keys, wishes};
use super::write::{Draft, write};
use crate::check::{Content, Plan};
use crate::draft::Damage;
use crate::engine::{Delivery, Returned};
use crate::glossary::Termbase;
use crate::language::{Category, Language};
use crate::model::{Failure, Finding, Fingerprint, RuleId, Severity};
use crate::pipeline::{ModuleFilter, Workspace};
use crate::store;

/// What was taken from deliveries in one language.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Collected {
    /// The language code.
    pub language: String,
    /// Units drafted.
    pub drafted: u64,
    /// Texts that came for the first time, and whose units were drafted or translated before.
    pub known: u64,
    /// Texts that came for the first time, and whose English was edited or removed since they were asked for.
    pub late: u64,
    /// Units of which the deliveries hold some forms only.
    pub partial: u64,
    /// What was said about texts that came for the first time: refused ones, and drafts that miss a term.
    pub findings: Vec<Finding>,
}

/// What a folder of deliveries came to.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Collection {
    /// The languages of which there is a delivery.
    pub languages: Vec<Collected>,
    /// Files that are no delivery.
    pub passed_over: Vec<String>,
    /// Documents of which nothing came yet.
    pub waiting: Vec<Asked>,
}

/// One delivered text.
struct Answer {
    text: String,
    /// Whether its delivery was not collected before.
    is_new: bool,
    engine: String,
}

/// One delivery with its file.
struct File {
    path: String,
    print: String,
    delivery: Delivery,
}

/// What one language was sent.
#[derive(Default)]
struct Mail {
    answers: HashMap<String, Answer>,
    /// The deliveries that were not collected before: print, reference, request.
    new: Vec<(String, Option<String>, Option<i64>)>,
}

impl Mail {
    /// Adds texts; what is new stands before what was collected, and otherwise what comes first.
    fn add(&mut self, texts: &[(String, String)], is_new: bool, engine: &str) {
        for (key, text) in texts {
            if self.answers.get(key).is_none_or(|known| is_new && !known.is_new) {
                let answer = Answer { text: text.clone(), is_new, engine: engine.to_owned() };
                self.answers.insert(key.clone(), answer);
            }
        }
    }
}

/// What arrived of one unit.
#[derive(Default)]
struct Arrived {
    /// The forms by category; none where one was refused or is not there.
    forms: Vec<(usize, Option<String>)>,
    keys: Vec<String>,
    is_new: bool,
    engine: String,
    characters: u64,
}

/// A draft about to be written.
struct Ready {
    draft: Draft,
    keys: Vec<String>,
    is_new: bool,
}

/// Taking in the texts of one language.
struct Take<'a> {
    workspace: &'a Workspace,
    work: &'a Work<'a>,
    terms: Terms<'a>,
    collected: Collected,
    /// The names of new texts that were refused.
    refused: Vec<String>,
    /// The same for the ledgers, one for each unit, with the place of its module.
    noted: Vec<(usize, Refused)>,
    /// The names of new texts whose marks came back damaged, and that are worth another attempt with others.
    damaged: Vec<String>,
    /// The names of texts whose marks came back damaged before.
    before: HashSet<String>,
}

/// Takes what a folder of deliveries holds; a folder that is not there yet holds nothing.
///
/// # Errors
/// When the folder or the request ledger cannot be read.
pub fn collect(
    workspace: &Workspace,
    languages: &[&'static Language],
    base: &Termbase,
    folder: &Path,
    today: &str,
    cache: Option<&PathBuf>,
) -> Result<(Collection, Vec<Failure>), Failure> {
    let mut requests = Requests::open(workspace)?;
    let mut collection = Collection::default();
    let mut failures = Vec::new();
    let files = files(folder, &mut collection.passed_over, &mut failures)?;
    failures.extend(failed(&files, &mut requests, today));
    let mut mail = sorted(&files, &requests, &workspace.project.config.languages, &mut failures);
    for &language in languages {
        let Some(mail) = mail.remove(language.code) else { continue };
        let (work, unread) = gather(workspace, language, &ModuleFilter::default(), today, cache);
        let before = requests.damaged().into_iter().map(str::to_owned).collect();
        let mut take = Take::new(workspace, &work, Terms::new(base, language), before);
        let unwritten = take.all(mail.answers, today);
        let is_whole = unread.is_empty() && unwritten.is_empty();
        failures.extend(unread.into_iter().chain(unwritten));
        collection.languages.push(take.collected);
        let (mut refused, mut damaged) = (take.refused, take.damaged);
        for (print, reference, request) in mail.new.iter().filter(|_| is_whole) {
            let (reference, language) = (reference.as_deref(), Some(language.code));
            let came = Came { print, reference, request: *request, language, refused: &refused, damaged: &damaged };
            requests.came(false, &came, today)?;
            refused.clear();
            damaged.clear();
        }
    }
    collection.waiting = requests.waiting(languages, today);
    Ok((collection, failures))
}

/// Reads all deliveries of a folder, in the order of their names. A file that cannot be read stops no other.
fn files(folder: &Path, passed_over: &mut Vec<String>, failures: &mut Vec<Failure>) -> Result<Vec<File>, Failure> {
    let failed = |error: std::io::Error| Failure::new(error.to_string()).in_file(folder.display().to_string());
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        let bytes = match store::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                failures.push(error.into());
                continue;
            }
        };
        match Delivery::read(&name, &bytes) {
            None => passed_over.push(path.display().to_string()),
            Some(delivery) => {
                let print = Fingerprint::of([String::from_utf8_lossy(&bytes).as_ref()]).to_string();
                files.push(File { path: path.display().to_string(), print, delivery });
            }
        }
    }
    Ok(files)
}

/// Returns what failed: once, and not where a translation came all the same or was asked for again.
fn failed(files: &[File], requests: &mut Requests, today: &str) -> Vec<Failure> {
    let mut failures = Vec::new();
    for file in files {
        let Returned::Failed(why) = &file.delivery.returned else { continue };
        let request = file.delivery.request;
        let reference = requests.reference(file.delivery.reference.as_deref(), request).map(str::to_owned);
        let is_superseded = files.iter().any(|other| {
            let delivery = &other.delivery;
            let of_other = requests.reference(delivery.reference.as_deref(), delivery.request);
            matches!(delivery.returned, Returned::Texts(_))
                && ((request.is_some() && delivery.request == request)
                    || (reference.is_some() && of_other == reference.as_deref()))
        });
        let asked = reference.as_deref().and_then(|reference| requests.asked(reference));
        let is_asked_again =
            asked.is_some_and(|asked| request.is_some() && asked.request.is_some() && request != asked.request);
        if is_superseded || is_asked_again || requests.is_told(&file.print) {
            continue;
        }
        let number = request.map_or(String::new(), |request| format!(" of request {request}"));
        failures.push(
            Failure::new(format!("the translation{number} failed: {why}"))
                .in_file(&file.path)
                .hint("this is told once; `concordia draft --submit` asks for the document again"),
        );
        let language = file.delivery.language.as_deref();
        let (reference, refused) = (reference.as_deref(), [].as_slice());
        let came = Came { print: &file.print, reference, request, language, refused, damaged: refused };
        failures.extend(requests.came(true, &came, today).err());
    }
    failures
}

/// Sorts the texts by language.
fn sorted(
    files: &[File],
    requests: &Requests,
    ours: &[&'static Language],
    failures: &mut Vec<Failure>,
) -> HashMap<String, Mail> {
    let mut mail: HashMap<String, Mail> = HashMap::new();
    for file in files {
        let Returned::Texts(texts) = &file.delivery.returned else { continue };
        let request = file.delivery.request;
        let reference = requests.reference(file.delivery.reference.as_deref(), request);
        let known = reference.and_then(|reference| requests.language(reference));
        let Some(code) = file.delivery.language.as_deref().or(known) else {
            let failure = Failure::new("the language of this delivery is not known").in_file(&file.path);
            failures.push(failure.hint("end the file name in the language's code, as in `name_DA.html`"));
            continue;
        };
        let code = code.split('-').next().unwrap_or("");
        let is_it = |language: &&&Language| language.code == code || language.etranslation.eq_ignore_ascii_case(code);
        let Some(language) = ours.iter().find(is_it) else {
            let known: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
            let failure = Failure::new(format!("this delivery is in `{known}`, which is no language of this project"));
            failures.push(failure.in_file(&file.path).hint("add it to `languages`, or take the file away"));
            continue;
        };
        let one = mail.entry(language.code.to_owned()).or_default();
        let engine = reference.and_then(|reference| requests.engine(reference)).unwrap_or("etranslation");
        let is_new = !requests.is_told(&file.print);
        one.add(texts, is_new, engine);
        if is_new {
            one.new.push((file.print.clone(), reference.map(str::to_owned), request));
        }
    }
    mail
}

impl<'a> Take<'a> {
    fn new(workspace: &'a Workspace, work: &'a Work<'a>, terms: Terms<'a>, before: HashSet<String>) -> Self {
        let collected = Collected { language: work.language.code.to_owned(), ..Collected::default() };
        let (refused, noted, damaged) = (Vec::new(), Vec::new(), Vec::new());
        Self { workspace, work, terms, collected, refused, noted, damaged, before }
    }

    /// Proves the texts, puts units together, and writes them.
    fn all(&mut self, mut answers: HashMap<String, Answer>, today: &str) -> Vec<Failure> {
        let plan = Plan::new(&self.workspace.project.config.check, self.work.language);
        let mut units: HashMap<(usize, usize), Arrived> = HashMap::new();
        for wish in wishes(self.work, &self.terms) {
            let unit = units.entry((wish.module, wish.wanted)).or_default();
            let text = answers.remove(&wish.key).and_then(|answer| {
                unit.is_new |= answer.is_new;
                unit.engine.clone_from(&answer.engine);
                unit.characters += wish.prepared.characters();
                let accepted = self.accepted(&wish, &answer.text, &plan);
                if let (Err(damage), true) = (&accepted, answer.is_new) {
                    let is_worth_it = damage.may_come_from_masking() && wish.second.is_some();
                    match is_worth_it && !self.before.contains(&wish.key) {
                        true => self.damaged.push(wish.key.clone()),
                        false => {
                            self.refused.push(wish.key.clone());
                            let characters = wish.prepared.characters();
                            self.note((wish.module, wish.wanted), &answer.engine, damage, characters);
                        }
                    }
                    self.refuse((wish.module, wish.wanted), &answer.engine, damage);
                }
                accepted.ok()
            });
            unit.forms.push((wish.category, text));
            unit.keys.push(wish.key);
        }
        let keys = keys(self.work);
        for (key, _) in answers.iter().filter(|(_, answer)| answer.is_new) {
            *(if keys.contains(key) { &mut self.collected.known } else { &mut self.collected.late }) += 1;
        }
        let mut failures = Vec::new();
        for (module, one) in self.work.modules.iter().enumerate() {
            let mut drafts = self.whole(module, one, &mut units);
            self.refuse_structure(module, one, &mut drafts);
            for ready in drafts.iter().filter(|ready| ready.is_new) {
                self.look_for_terms(module, &ready.draft);
            }
            self.collected.drafted += drafts.len() as u64;
            let drafts: Vec<Draft> = drafts.into_iter().map(|ready| ready.draft).collect();
            let noted = self.noted.iter().filter(|(of, _)| *of == module).map(|(_, one)| one.clone());
            let noted: Vec<Refused> = noted.collect();
            failures.extend(write(&self.workspace.project.root, one, &drafts, &noted, today).err());
        }
        failures
    }

    /// Puts the code back into a text and proves it.
    fn accepted(&self, wish: &Wish, answer: &str, plan: &Plan) -> Result<String, Damage> {
        let text = wish.accept(answer)?;
        let (work, module) = (self.work, self.work.modules.get(wish.module));
        let place = module.and_then(|module| Some((module, work.unit(wish.module, module.wanted.get(wish.wanted)?)?)));
        if let Some((module, unit)) = place {
            let is_one = work.language.plural.categories.get(wish.category) == Some(&Category::One);
            let many = unit.plural.as_deref().unwrap_or(&unit.source);
            let english = if is_one { &unit.source } else { many };
            verify::checked(english, &text, unit, Content::of_format(module.source.format), work.language, plan)?;
        }
        Ok(text)
    }

    /// Returns the units of a module all of whose forms are there.
    fn whole(
        &mut self,
        module: usize,
        one: &ModuleWork<'_>,
        units: &mut HashMap<(usize, usize), Arrived>,
    ) -> Vec<Ready> {
        let mut drafts = Vec::new();
        for (index, wanted) in one.wanted.iter().enumerate() {
            let Some(arrived) = units.remove(&(module, index)) else { continue };
            let is_plural = self.work.unit(module, wanted).is_some_and(|unit| unit.plural.is_some());
            let mut forms = vec![String::new(); arrived.forms.len()];
            for (category, text) in arrived.forms {
                let place = if is_plural { one.forms.get(category).copied().unwrap_or(0) } else { 0 };
                if let (Some(form), Some(text)) = (forms.get_mut(place), text) {
                    *form = text;
                }
            }
            let filled = forms.iter().filter(|form| !form.is_empty()).count();
            if filled < forms.len() {
                self.collected.partial += u64::from(filled > 0);
                continue;
            }
            // What somebody threw away does not come back.
            let target = Fingerprint::of(forms.iter().map(String::as_str));
            if one.was_rejected(wanted, &arrived.engine, Some(target)) {
                self.collected.known += if arrived.is_new { forms.len() as u64 } else { 0 };
                continue;
            }
            let (engine, characters) = (arrived.engine, arrived.characters);
            let cost = in_millionths(characters, self.rate(&engine));
            let draft = Draft { wanted: index, forms, engine, model: None, origin: None, characters, cost };
            drafts.push(Ready { draft, keys: arrived.keys, is_new: arrived.is_new });
        }
        drafts
    }

    /// Takes back the drafts with which a page could not be rendered.
    fn refuse_structure(&mut self, module: usize, one: &ModuleWork<'_>, drafts: &mut Vec<Ready>) {
        let id = |draft: &Draft| one.wanted.get(draft.wanted).map(|wanted| wanted.id.clone());
        let forms = drafts.iter().filter_map(|ready| Some((id(&ready.draft)?, ready.draft.forms.clone()))).collect();
        let refused = verify::structure(one, self.work.language, &forms);
        drafts.retain(|ready| {
            let damage = id(&ready.draft).and_then(|id| refused.get(&id));
            if let Some(damage) = damage.filter(|_| ready.is_new) {
                self.refused.extend(ready.keys.iter().cloned());
                self.note((module, ready.draft.wanted), &ready.draft.engine, damage, ready.draft.characters);
                self.refuse((module, ready.draft.wanted), &ready.draft.engine, damage);
            }
            damage.is_none()
        });
    }

    fn look_for_terms(&mut self, module: usize, draft: &Draft) {
        let unit = self.work.modules.get(module).and_then(|one| self.work.unit(module, one.wanted.get(draft.wanted)?));
        let Some(unit) = unit else { return };
        for term in self.terms.unused(&unit.source, draft.forms.last().map_or("", String::as_str)) {
            let message = format!("the draft does not use the termbase's translation of “{term}”");
            self.find("draft-term", Severity::Note, (module, draft.wanted), message);
        }
    }

    fn rate(&self, engine: &str) -> Option<f64> {
        self.workspace.project.config.engines.get(engine)?.price_per_million
    }

    /// Puts a refusal aside for the ledger: what is on record, or was put aside for another form, is not repeated.
    fn note(&mut self, (module, at): (usize, usize), engine: &str, damage: &Damage, characters: u64) {
        let Some(wanted) = self.work.modules.get(module).and_then(|one| one.wanted.get(at)) else { return };
        let is_noted = self.noted.iter().any(|(of, one)| (*of, one.wanted) == (module, at));
        if is_noted || is_known(wanted, engine, damage) {
            return;
        }
        let (cost, damage) = (in_millionths(characters, self.rate(engine)), damage.clone());
        let (settings, model, engine) = (None, None, engine.to_owned());
        self.noted.push((module, Refused { wanted: at, engine, settings, model, characters, cost, damage }));
    }

    fn refuse(&mut self, place: (usize, usize), engine: &str, damage: &Damage) {
        self.find("draft", Severity::Warning, place, format!("the draft of {engine} was refused: {damage}"));
    }

    fn find(&mut self, rule: &'static str, severity: Severity, (module, wanted): (usize, usize), message: String) {
        let Some(one) = self.work.modules.get(module) else { return };
        let unit = one.wanted.get(wanted).and_then(|wanted| self.work.unit(module, wanted));
        let mut finding = Finding::new(RuleId::new(rule), severity, message);
        finding.language = Some(self.work.language.code.to_owned());
        finding.module = Some(one.source.module.clone());
        finding.path = Some(one.catalogue_path.clone());
        finding.unit = unit.map(crate::model::Unit::id);
        finding.source = unit.map(|unit| unit.source.clone());
        self.collected.findings.push(finding);
    }
}
