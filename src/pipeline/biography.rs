//! The life of one unit: its wordings, its translations, the decisions about it, and why it is in its state.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::decide::no_unit;
use super::{Pair, Workspace};
use crate::git::{self, Commit, History};
use crate::language::Language;
use crate::ledger::{Act, Line, Target};
use crate::model::{Change, Failure, Format, ModuleId, State, Unit, UnitId};
use crate::po::{Catalogue, Entry};
use crate::source;
use crate::sync::{OldText, Role, Text, align};

/// One thing that happened to a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// The day; empty when it is not committed.
    pub date: String,
    /// Who.
    pub by: String,
    /// The commit, for what Git knows.
    pub commit: Option<String>,
    /// What happened: `english`, `translation`, or the word of a ledger's act.
    pub what: String,
    /// The text that came to be, or the reason that was given.
    pub text: String,
    /// The subject of the commit.
    pub subject: String,
}

/// One unit in one language.
#[derive(Debug, Clone, Serialize)]
pub struct Biography {
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// The path of the English file.
    pub path: String,
    /// The 1-based line there.
    pub line: usize,
    /// The English of today.
    pub source: String,
    /// The language code.
    pub language: &'static str,
    /// Its state.
    pub state: State,
    /// Why it is in this state, in one sentence.
    pub why: String,
    /// The translation; empty when missing.
    pub translation: Vec<String>,
    /// The English that the translation was made from, where it differs.
    pub old: Option<String>,
    /// What the English edit did since.
    pub change: Option<Change>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
}

/// Tells the lives of the units with this name; a former name does as well.
///
/// # Errors
/// When there is no such unit; the failure names the file that it may stand in, where one could not be read.
pub fn biographies(
    workspace: &Workspace,
    languages: &[&'static Language],
    name: &str,
) -> Result<(Vec<Biography>, Vec<Failure>), Failure> {
    let (found, unread) = workspace.pairs(languages, |pair| of_pair(workspace, pair, name));
    let found: Vec<Biography> = found.into_iter().flatten().collect();
    let failures: Vec<Failure> = workspace.failures.iter().cloned().chain(unread).collect();
    if found.is_empty() { Err(no_unit(name, &failures)) } else { Ok((found, failures)) }
}

fn of_pair(workspace: &Workspace, pair: &Pair<'_>, name: &str) -> Vec<Biography> {
    let document = &pair.source.document;
    let is_meant = |id: &UnitId| id.as_str() == name || (name.len() >= 4 && id.as_str().starts_with(name));
    let find = |is_meant: &dyn Fn(&UnitId) -> bool| -> HashSet<usize> {
        let entries = pair.source.entries.iter().copied();
        entries.filter(|&at| document.units.get(at).is_some_and(|unit| is_meant(&unit.id()))).collect()
    };
    let mut wanted = find(&is_meant);
    if wanted.is_empty() {
        let later = later_names(pair.ledger.lines(), &is_meant);
        wanted = find(&|id| later.contains(id));
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let units = pair.assess().units.into_iter().filter(|assessed| wanted.contains(&assessed.unit));
    let tell = |assessed: crate::status::Assessed| {
        let unit = document.units.get(assessed.unit)?;
        let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
        let mut wordings = vec![(unit.context.clone(), unit.source.clone())];
        // Oldest first, so that events of one day stand in their order.
        let mut events = english(workspace, pair, assessed.unit, &mut wordings);
        events.reverse();
        if let Some(entry) = &entry {
            wordings.push((entry.context().map(Into::into), entry.id().into_owned()));
        }
        events.extend(translations(workspace, pair, &wordings));
        events.extend(decisions(pair, &wordings));
        events.sort_by(|one, other| one.date.cmp(&other.date));
        let change = assessed.lag.as_ref().map(|lag| lag.judge(unit.into(), pair.changes).0);
        Some(Biography {
            module: pair.source.module.clone(),
            unit: unit.id(),
            path: pair.source.path.clone(),
            line: unit.line,
            source: unit.source.clone(),
            language: pair.language.code,
            state: assessed.state,
            why: why(&assessed, change.as_ref(), entry.as_ref().and_then(|entry| carried(pair, unit, entry))),
            translation: entry.map(|entry| entry.forms().into_iter().map(Into::into).collect()).unwrap_or_default(),
            old: assessed.old_source().map(str::to_owned),
            change,
            events,
        })
    };
    units.filter_map(tell).collect()
}

/// Returns the names that units came to have whose former name is meant, as far as the ledger followed them.
fn later_names(lines: &[Line], is_meant: &dyn Fn(&UnitId) -> bool) -> HashSet<UnitId> {
    let mut later: HashSet<UnitId> = HashSet::new();
    loop {
        let known = later.len();
        for line in lines {
            let Some(was) = line.text("was-unit").map(UnitId::keyed) else { continue };
            if is_meant(&was) || later.contains(&was) {
                later.insert(line.unit.clone());
            }
        }
        if later.len() == known {
            return later;
        }
    }
}

/// Returns the class of the last English edit that a translation was carried over, unless somebody vouched for it since.
fn carried<'a>(pair: &'a Pair<'_>, unit: &Unit, entry: &Entry<'_>) -> Option<&'a str> {
    let forms = entry.forms();
    let target = Target::of(forms.iter().map(AsRef::as_ref));
    let (id, source) = (unit.id(), unit.source_print());
    if pair.evidence().lineage().is_vouched(&id, source, target) {
        return None;
    }
    let is_ours = |line: &&Line| {
        line.act == Act::Carry && line.unit == id && line.source == Some(source) && line.target == Some(target.whole)
    };
    pair.ledger.lines().iter().rev().find(is_ours)?.text("class")
}

fn why(assessed: &crate::status::Assessed, change: Option<&Change>, carried: Option<&str>) -> String {
    let present = match carried {
        Some(class) => format!("English before an edit that the policy carries ({class})"),
        None => "present English".to_owned(),
    };
    let change = || change.map_or(String::new(), |change| format!("{} {}", change.class, change.tokens.join("; ")));
    match assessed.state {
        State::Missing => "nobody has translated it yet".to_owned(),
        State::Stale => format!("its English changed since it was translated: {}", change().trim()),
        State::Draft => "nobody has accepted the draft yet".to_owned(),
        State::Translated if assessed.is_suspicious => {
            "it was declared fresh without a change although its English had changed".to_owned()
        }
        State::Translated if assessed.is_attested => {
            "somebody attested that it is right for the present English".to_owned()
        }
        State::Translated if assessed.lag.is_some() => {
            format!("its English changed, but the policy carries such edits: {}", change().trim())
        }
        State::Translated => format!("a person translated the {present}"),
        State::Revised => format!("a second person compared it with the {present}"),
        State::Approved => format!("it was released for the {present}"),
    }
}

type Wording = (Option<String>, String);

fn event(commit: &Commit, what: &str, text: String) -> Event {
    Event {
        date: commit.date.clone(),
        by: commit.author.clone(),
        commit: Some(commit.id.clone()),
        what: what.to_owned(),
        text,
        subject: commit.subject.clone(),
    }
}

/// Follows the unit backwards through the versions of its file, and notes each wording it had.
fn english(workspace: &Workspace, pair: &Pair<'_>, unit: usize, wordings: &mut Vec<Wording>) -> Vec<Event> {
    let root = &workspace.project.root;
    let Some(history) = History::read(root, &workspace.project.config.source) else { return Vec::new() };
    let touches: Vec<_> = history.of_file(&pair.source.path).collect();
    let ids: Vec<&str> = touches.iter().filter_map(|touch| touch.new_blob.as_deref()).collect();
    let contents = git::read_blobs(root, &ids);
    let options = workspace.options(&pair.source.module);
    let is_keyed = pair.source.format == Format::Fluent;
    let mut later = pair.source.document.clone();
    let mut place = unit;
    let mut events: Vec<Event> = Vec::new();
    let mut pending: Option<(&Commit, String)> = None;
    for touch in touches {
        let Some(content) = touch.new_blob.as_ref().and_then(|blob| contents.get(blob)) else { break };
        let text = String::from_utf8_lossy(content);
        let earlier = source::extract(pair.source.module.clone(), pair.source.format, &text, &options);
        let (old, new) = (distinct(&earlier), distinct(&later));
        let Some(rank) = new.iter().position(|&at| at == place) else { break };
        let (old_texts, new_texts) = (texts(&earlier, &old), texts(&later, &new));
        let old_views: Vec<Text<'_>> = old_texts.iter().map(OldText::as_text).collect();
        let new_views: Vec<Text<'_>> = new_texts.iter().map(OldText::as_text).collect();
        let alignment = align(&old_views, &new_views, is_keyed);
        let origin = alignment.origins.get(rank).and_then(|origin| origin.olds().first().copied());
        let Some((before, &at)) = origin.and_then(|at| Some((old_texts.get(at as usize)?, old.get(at as usize)?)))
        else {
            break;
        };
        let Some(commit) = history.commits.get(touch.commit) else { break };
        if pending.as_ref().is_some_and(|(_, wording)| *wording != before.source)
            && let Some((commit, wording)) = pending.take()
        {
            events.push(event(commit, "english", wording));
        }
        wordings.push((before.context.clone(), before.source.clone()));
        pending = Some((commit, before.source.clone()));
        place = at;
        later = earlier;
    }
    events.extend(pending.map(|(commit, wording)| event(commit, "english", wording)));
    events
}

fn texts(document: &source::Document, places: &[usize]) -> Vec<OldText> {
    let units = places.iter().filter_map(|&at| document.units.get(at));
    let text = |unit: &Unit| OldText {
        context: unit.context.clone(),
        source: unit.source.clone(),
        plural: unit.plural.clone(),
        role: Role::of(unit.kind),
    };
    units.map(text).collect()
}

fn distinct(document: &source::Document) -> Vec<usize> {
    let mut seen = HashSet::new();
    let units = document.units.iter().enumerate();
    units.filter(|(_, unit)| seen.insert((&unit.context, &unit.source))).map(|(index, _)| index).collect()
}

/// Notes each translation that the unit had under any of its wordings, from the versions of the catalogue.
fn translations(workspace: &Workspace, pair: &Pair<'_>, wordings: &[Wording]) -> Vec<Event> {
    let root = &workspace.project.root;
    // Of all catalogues, so that Git sees the renames.
    let Some(history) = History::read(root, &workspace.project.config.translations) else { return Vec::new() };
    let touches: Vec<_> = history.of_file(&pair.catalogue_path).collect();
    let ids: Vec<&str> = touches.iter().filter_map(|touch| touch.new_blob.as_deref()).collect();
    let contents: HashMap<String, Vec<u8>> = git::read_blobs(root, &ids);
    let mut events: Vec<Event> = Vec::new();
    let mut last: Option<(Vec<String>, bool)> = None;
    for touch in touches.iter().rev() {
        let (Some(content), Some(commit)) =
            (touch.new_blob.as_ref().and_then(|blob| contents.get(blob)), history.commits.get(touch.commit))
        else {
            continue;
        };
        let Ok(catalogue) = Catalogue::parse(content.clone()) else { continue };
        let index = wordings.iter().find_map(|(context, id)| catalogue.find(context.as_deref(), id));
        let Some(entry) = index.and_then(|index| catalogue.entry(index)).filter(Entry::has_text) else {
            continue;
        };
        let forms: Vec<String> = entry.forms().into_iter().map(Into::into).collect();
        let now = (forms, entry.is_fuzzy());
        if last.as_ref() != Some(&now) {
            let what = match (&last, now.1) {
                (_, true) => "marked as needing work",
                (Some((before, true)), false) if *before == now.0 => "declared fresh, unchanged",
                (_, false) => "translated",
            };
            events.push(event(commit, what, now.0.join(" | ")));
            last = Some(now);
        }
    }
    events
}

/// Notes what the ledger says about any wording of the unit.
fn decisions(pair: &Pair<'_>, wordings: &[Wording]) -> Vec<Event> {
    let names: HashSet<String> = wordings
        .iter()
        .map(|(context, source)| match (pair.source.format, context) {
            (Format::Fluent, Some(key)) => key.clone(),
            (_, context) => UnitId::of(context.as_deref(), source).to_string(),
        })
        .collect();
    let lines = pair.ledger.lines().iter().filter(|line| names.contains(line.unit.as_str()));
    lines
        .map(|line| {
            let class = line.text("class").map(|class| format!("English edit: {class}"));
            let text = [line.reason.clone(), class, line.text("rule").map(str::to_owned)];
            Event {
                date: line.at.clone(),
                by: if line.by.is_empty() { "sync".to_owned() } else { line.by.clone() },
                commit: None,
                what: line.act.word().to_owned(),
                text: text.into_iter().flatten().collect::<Vec<_>>().join("; "),
                subject: String::new(),
            }
        })
        .collect()
}
