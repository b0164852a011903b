//! The review pages: one per module and language, with the units that wait for somebody.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::super::{Pair, Source, Workspace};
use super::material::Material;
use super::provenance::{Provenance, origin_of};
use super::sheets::OpenUnit;
use crate::check::{Content, Text};
use crate::diff;
use crate::language::Language;
use crate::ledger::{Act, Line};
use crate::model::{Failure, Finding, Fingerprint, ModuleId, State, Unit, UnitId};
use crate::outdated::Item;
use crate::report::html::{
    Neighbour, Offer, ReviewEnglish, ReviewPage, ReviewRemark, ReviewUnit, ReviewWords, review_file, review_page,
    review_parts,
};
use crate::report::shorten;
use crate::status::Assessed;
use crate::store;

/// What came of one review page.
#[derive(Debug)]
pub(super) struct Reviewed {
    pub(super) language: &'static Language,
    pub(super) module: ModuleId,
    /// How many units wait; none when there is no page, because nobody has started.
    pub(super) open: Option<usize>,
    /// The paths of the files that changed.
    pub(super) written: Vec<String>,
    /// The units that wait, where they were asked for.
    pub(super) units: Vec<OpenUnit>,
    /// The first of the units that are missing, drafts or not revised, in the order of those states: their places in the
    /// document. Empty without a page.
    pub(super) waiting: Vec<(usize, State)>,
    /// How many there are.
    pub(super) waits: usize,
}

/// What is known about the units of one module in one language before its page is made.
#[derive(Default)]
struct Known<'a> {
    findings: HashMap<&'a UnitId, Vec<&'a Finding>>,
    debts: HashMap<&'a UnitId, &'a Item>,
}

/// What the pages of one module share.
struct Module<'a> {
    source: &'a Source,
    title: String,
    /// Parallel to the units of the document.
    english: Vec<ReviewEnglish>,
    /// For each unit of the document, the place of its entry among the source's.
    slots: Vec<usize>,
}

/// Writes the review pages. A module that a language has not started gets one only as an attachment (`is_part`), which is
/// never divided. The units are handed back `with_units` only.
pub(super) fn review_pages(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
    is_part: bool,
    with_units: bool,
) -> (Vec<Reviewed>, Vec<Failure>) {
    let known = known(material);
    let nothing = Known::default();
    let words = ReviewWords::new(&material.wording);
    let modules: Vec<(&ModuleId, Module<'_>)> =
        workspace.sources.par_iter().map(|source| (&source.module, Module::new(source, &words, material))).collect();
    let modules: HashMap<&ModuleId, Module<'_>> = modules.into_iter().collect();
    let (results, _) = workspace.pairs(languages, |pair| {
        let module = pair.source.module.clone();
        let mut reviewed = Reviewed::new(pair.language, module);
        let Some(shared) = modules.get(&pair.source.module) else { return Ok(reviewed) };
        let known = known.get(&(pair.language.code, &pair.source.module)).unwrap_or(&nothing);
        let (mut units, is_started) = units(pair, shared, material, known);
        if is_started || is_part {
            let parts = review_parts(&units, is_part);
            set_beside(pair, shared, &mut units, &parts);
            let page = Pages { workspace, pair, shared, material, words: &words, is_part };
            reviewed.open = Some(units.len());
            reviewed.wait(&units);
            reviewed.written = page.write(&units, &parts)?;
        }
        if with_units {
            reviewed.units = units.iter().map(OpenUnit::of).collect();
        }
        Ok::<_, Failure>(reviewed)
    });
    let mut done = Vec::with_capacity(results.len());
    let mut failures = Vec::new();
    for result in results {
        match result {
            Ok(reviewed) => done.push(reviewed),
            Err(failure) => failures.push(failure),
        }
    }
    (done, failures)
}

/// So many waiting units of a module are handed on.
const WAITING: usize = 50;

impl Reviewed {
    fn new(language: &'static Language, module: ModuleId) -> Self {
        Self { language, module, open: None, written: Vec::new(), units: Vec::new(), waiting: Vec::new(), waits: 0 }
    }

    /// Notes the units that wait for a translation, a review or a revision.
    fn wait(&mut self, units: &[ReviewUnit<'_>]) {
        let is_waiting = |state| matches!(state, State::Missing | State::Draft | State::Translated);
        let mut waiting: Vec<(usize, State)> =
            units.iter().filter(|unit| is_waiting(unit.state)).map(|unit| (unit.at, unit.state)).collect();
        waiting.sort_by_key(|&(at, state)| (state, at));
        self.waits = waiting.len();
        waiting.truncate(WAITING);
        self.waiting = waiting;
    }
}

/// Returns findings and debts by language and module.
fn known(material: &Material) -> HashMap<(&str, &ModuleId), Known<'_>> {
    let mut known: HashMap<(&str, &ModuleId), Known<'_>> = HashMap::new();
    for finding in &material.findings {
        if let (Some(language), Some(module), Some(unit)) = (&finding.language, &finding.module, &finding.unit) {
            let of_pair = known.entry((language.as_str(), module)).or_default();
            of_pair.findings.entry(unit).or_default().push(finding);
        }
    }
    for item in &material.debts {
        known.entry((item.language.code, &item.module)).or_default().debts.insert(&item.unit, item);
    }
    known
}

impl<'a> Module<'a> {
    fn new(source: &'a Source, words: &ReviewWords, material: &Material) -> Self {
        let units = &source.document.units;
        let content = Content::of_format(source.format);
        let english = |unit: &Unit| {
            let rendered = Text::new(&unit.source, content).rendered();
            ReviewEnglish::new(&source.module, unit, &rendered, words, &material.wording)
        };
        let first: HashMap<(Option<&str>, &str), usize> = (source.entries.iter().enumerate())
            .filter_map(|(slot, &at)| units.get(at).map(|unit| ((unit.context.as_deref(), unit.source.as_str()), slot)))
            .collect();
        let slot = |unit: &Unit| first.get(&(unit.context.as_deref(), unit.source.as_str())).copied();
        Self {
            source,
            title: super::pages::title(source),
            english: units.iter().map(english).collect(),
            slots: units.iter().map(|unit| slot(unit).unwrap_or(usize::MAX)).collect(),
        }
    }
}

/// One review page about to be written.
struct Pages<'a> {
    workspace: &'a Workspace,
    pair: &'a Pair<'a>,
    shared: &'a Module<'a>,
    material: &'a Material,
    words: &'a ReviewWords,
    is_part: bool,
}

impl Pages<'_> {
    /// Writes all parts, and takes away those that an earlier report needed; returns the paths that changed.
    fn write(&self, units: &[ReviewUnit<'_>], parts: &[Range<usize>]) -> Result<Vec<String>, Failure> {
        let (pair, wording) = (self.pair, &self.material.wording);
        let links = super::pages::language_links(wording, pair.language, false);
        let view = ReviewPage {
            language: pair.language,
            module: &pair.source.module,
            title: &self.shared.title,
            path: &pair.source.path,
            units,
            parts,
            links: if self.is_part { &[] } else { &links },
            commit: self.material.commit.as_deref(),
            wording,
            words: self.words,
        };
        let mut written = Vec::new();
        for part in 0..parts.len() {
            let path = self.path(part);
            let text = review_page(&view, part);
            let file = store::confined(&self.workspace.project.root, path.as_ref())?;
            if store::write_derived(&file, text.as_bytes())? {
                written.push(path);
            }
        }
        for part in parts.len().. {
            let path = self.path(part);
            let root = &self.workspace.project.root;
            let Some(stamp) = store::Stamp::of(&root.join(&path)) else { break };
            store::remove_unchanged(root, path.as_ref(), path.as_ref(), stamp)?;
            written.push(path);
        }
        Ok(written)
    }

    fn path(&self, part: usize) -> String {
        let folder = &self.workspace.project.config.reports;
        format!("{folder}/{}/{}", self.pair.language.code, review_file(&self.pair.source.module, part))
    }
}

/// Returns the units that wait for somebody, and whether anything is translated at all.
fn units<'a>(
    pair: &'a Pair<'_>,
    shared: &'a Module<'_>,
    material: &'a Material,
    known: &'a Known<'_>,
) -> (Vec<ReviewUnit<'a>>, bool) {
    let assessed = pair.assess().units;
    let is_started = assessed.iter().any(|unit| unit.state != State::Missing);
    let header = pair.catalogue.as_ref().and_then(|catalogue| catalogue.header().plural_forms());
    let foreign = header.is_some_and(|header| header != pair.language.plural.header());
    let remarks = remarks(pair);
    let provenance = Provenance::of(pair.ledger.lines());
    let mut units = Vec::with_capacity(assessed.len());
    for (index, assessed) in assessed.into_iter().enumerate() {
        let Some(english) = shared.english.get(assessed.unit) else { continue };
        let found = known.findings.get(english.id()).map(Vec::as_slice).unwrap_or_default();
        let is_open = match assessed.state {
            State::Missing | State::Stale | State::Draft | State::Translated => true,
            State::Revised | State::Approved => !found.is_empty(),
        };
        if is_open {
            let mut unit = review_unit(pair, english, &assessed, known, foreign, material);
            let text = pair.source.document.units.get(unit.at).filter(|_| unit.state == State::Draft);
            unit.origin = text.and_then(|text| {
                let target = Fingerprint::of(unit.forms.iter().map(AsRef::as_ref));
                provenance.origin(text, target)
            });
            unit.findings = found;
            unit.remarks = remarks_on(&remarks, pair.source.document.units.get(unit.at), &unit.forms);
            unit.terms = material.terms_of(&pair.source.module, index, pair.language);
            units.push(unit);
        }
    }
    (units, is_started)
}

fn review_unit<'a>(
    pair: &'a Pair<'_>,
    english: &'a ReviewEnglish,
    assessed: &Assessed,
    known: &'a Known<'_>,
    is_foreign: bool,
    material: &'a Material,
) -> ReviewUnit<'a> {
    let unit = pair.source.document.units.get(assessed.unit);
    let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
    let forms: Vec<Cow<'a, str>> = entry.map(|entry| entry.forms()).unwrap_or_default();
    let categories = match unit.and_then(|unit| unit.plural.as_ref()) {
        None => Vec::new(),
        Some(_) if is_foreign => ["1", "2", "3", "4", "5", "6"].into_iter().take(forms.len()).collect(),
        Some(_) => pair.language.plural.categories.iter().map(|category| category.keyword()).collect(),
    };
    let is_stale = assessed.state == State::Stale;
    let debt = known.debts.get(english.id()).filter(|_| is_stale);
    let pieces = match (debt, unit) {
        (Some(debt), Some(unit)) => diff::words(&debt.old, &unit.source),
        _ => Vec::new(),
    };
    let content = Content::of_format(pair.source.format);
    let reader = |form: &Cow<'_, str>| Text::new(form, content).rendered();
    ReviewUnit {
        english,
        at: assessed.unit,
        state: assessed.state,
        pieces,
        change: debt.map(|debt| change(debt, material)).unwrap_or_default(),
        since: debt.and_then(|debt| Some(debt.since.as_ref()?.date.as_str())),
        categories,
        origin: None,
        rendered: forms.first().filter(|_| english.has_markup()).map(reader),
        offer: unit.filter(|_| is_stale).and_then(|unit| offer(pair, unit)),
        beside: [None, None],
        terms: Vec::new(),
        findings: &[],
        remarks: Vec::new(),
        forms,
    }
}

/// Returns what the English edit did, with the words that decided it.
fn change(debt: &Item, material: &Material) -> String {
    let class = material.wording.say(&format!("change-{}", debt.class));
    let tokens: Vec<String> = debt.tokens.iter().map(|token| reworded(token, material)).collect();
    if tokens.is_empty() { class } else { format!("{class}: {}", tokens.join(", ")) }
}

/// Returns a witness `reason: old → new` with the reason in the words of the pages.
fn reworded(token: &str, material: &Material) -> String {
    let said = token.split_once(": ").and_then(|(reason, words)| {
        let key = format!("change-reason-{}", reason.replace(' ', "-"));
        let said = material.wording.say(&key);
        (said != key).then(|| format!("{said}: {words}"))
    });
    said.unwrap_or_else(|| token.to_owned())
}

/// Returns the latest draft of the English of today that the ledger holds.
fn offer<'a>(pair: &'a Pair<'_>, unit: &Unit) -> Option<Offer<'a>> {
    let (id, print) = (unit.id(), unit.source_print());
    let is_ours = |line: &&crate::ledger::Line| line.act == Act::Draft && line.unit == id && line.source == Some(print);
    let line = pair.ledger.lines().iter().rev().find(is_ours)?;
    let forms = line.more.get("forms")?.as_array()?.iter().filter_map(|form| Some(form.as_str()?.to_owned())).collect();
    Some(Offer { origin: origin_of(line, unit), forms })
}

/// Returns what people said in the ledger, by unit.
fn remarks<'a>(pair: &'a Pair<'_>) -> HashMap<&'a UnitId, Vec<&'a Line>> {
    let mut remarks: HashMap<&UnitId, Vec<&Line>> = HashMap::new();
    for line in pair.ledger.lines() {
        let is_said =
            matches!(line.act, Act::Remark | Act::Reject | Act::Translate | Act::Attest | Act::Revise | Act::Approve);
        if is_said && line.reason.as_ref().is_some_and(|reason| !reason.is_empty()) {
            remarks.entry(&line.unit).or_default().push(line);
        }
    }
    remarks
}

/// Returns what people said about a translation as it stands, of the English of today.
fn remarks_on<'a>(
    remarks: &HashMap<&UnitId, Vec<&'a Line>>,
    unit: Option<&Unit>,
    forms: &[Cow<'_, str>],
) -> Vec<ReviewRemark<'a>> {
    let Some((unit, lines)) = unit.and_then(|unit| Some((unit, remarks.get(&unit.id())?))) else { return Vec::new() };
    let prints = (Some(unit.source_print()), Some(Fingerprint::of(forms.iter().map(AsRef::as_ref))));
    let ours = lines.iter().filter(|line| (line.source, line.target) == prints);
    ours.map(|line| ReviewRemark {
        is_rejection: line.act == Act::Reject,
        by: &line.by,
        date: &line.at,
        text: line.reason.as_deref().unwrap_or_default(),
    })
    .collect()
}

/// The width up to which a neighbour is shown.
const NEIGHBOUR: usize = 240;

/// Gives each unit the neighbours that do not stand beside it on the same page.
fn set_beside(pair: &Pair<'_>, shared: &Module<'_>, units: &mut [ReviewUnit<'_>], parts: &[Range<usize>]) {
    let Some(assessed) = (units.len() < shared.english.len() || parts.len() > 1).then(|| pair.assess().units) else {
        return;
    };
    let places: Vec<usize> = units.iter().map(|unit| unit.at).collect();
    for part in parts {
        let shown = places.get(part.clone()).unwrap_or_default();
        for (index, unit) in units.get_mut(part.clone()).unwrap_or_default().iter_mut().enumerate() {
            let is_shown = |index: Option<usize>, at: usize| index.and_then(|index| shown.get(index)) == Some(&at);
            let before = unit.at.checked_sub(1).filter(|&at| !is_shown(index.checked_sub(1), at));
            let after = Some(unit.at + 1).filter(|&at| !is_shown(Some(index + 1), at));
            unit.beside = [before, after].map(|at| neighbour(pair, shared, &assessed, at?));
        }
    }
}

/// Returns a unit of the document as a reader sees it, with what stands in the translation.
fn neighbour(pair: &Pair<'_>, shared: &Module<'_>, assessed: &[Assessed], at: usize) -> Option<Neighbour> {
    let unit = shared.source.document.units.get(at)?;
    let content = Content::of_format(pair.source.format);
    let rendered = |text: &str| shorten(&Text::new(text, content).rendered(), NEIGHBOUR);
    let entry = shared.slots.get(at).and_then(|&slot| assessed.get(slot)).and_then(|one| one.entry);
    let entry = entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
    let target = entry.map(|entry| rendered(&entry.form(0))).unwrap_or_default();
    Some(Neighbour { source: rendered(&unit.source), target })
}
