//! The review pages: one per module and language, with the units that wait for somebody.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::{Pair, Workspace};
use super::material::Material;
use crate::check::{Content, Text};
use crate::diff;
use crate::language::Language;
use crate::ledger::Act;
use crate::model::{Failure, Finding, Fingerprint, ModuleId, State, Unit, UnitId};
use crate::report::html::{Neighbour, Offer, ReviewPage, ReviewUnit, review_page, slug};
use crate::report::{Wording, shorten};
use crate::status::Assessed;
use crate::store;

/// What came of one review page.
#[derive(Debug)]
pub(super) struct Reviewed {
    pub(super) language: &'static Language,
    pub(super) module: ModuleId,
    /// How many units wait; none when there is no page, because nobody has started.
    pub(super) open: Option<usize>,
    /// The path, when the file changed.
    pub(super) written: Option<String>,
    /// The units that wait, where they were asked for.
    pub(super) units: Vec<ReviewUnit>,
}

type FindingsByUnit<'a> = HashMap<(&'a str, &'a ModuleId, &'a UnitId), Vec<&'a Finding>>;
/// The entry of each unit, by context and English; that of the earlier English for a stale unit.
type Entries<'a> = HashMap<(Option<&'a str>, &'a str), usize>;
type DaysByUnit<'a> = HashMap<(&'a str, &'a ModuleId, &'a UnitId), &'a str>;

/// Writes the review pages. A module that a language has not started gets one only as an attachment (`is_part`). The
/// units are handed back `with_units` only.
pub(super) fn review_pages(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
    is_part: bool,
    with_units: bool,
) -> (Vec<Reviewed>, Vec<Failure>) {
    let findings = material.findings_by_unit();
    let since: DaysByUnit<'_> = material
        .debts
        .iter()
        .filter_map(|item| Some(((item.language.code, &item.module, &item.unit), item.since.as_ref()?.date.as_str())))
        .collect();
    let (results, _) = workspace.pairs(languages, |pair| {
        let (units, is_started) = units(pair, material, &findings, &since);
        let module = pair.source.module.clone();
        let mut reviewed = Reviewed { language: pair.language, module, open: None, written: None, units: Vec::new() };
        if is_started || is_part {
            let text = render(pair, material, &units, is_part);
            let folder = &workspace.project.config.reports;
            let path = format!("{folder}/{}/{}.html", pair.language.code, slug(&pair.source.module));
            reviewed.open = Some(units.len());
            if store::write_derived(&store::confined(&workspace.project.root, path.as_ref())?, text.as_bytes())? {
                reviewed.written = Some(path);
            }
        }
        if with_units {
            reviewed.units = units;
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

fn render(pair: &Pair<'_>, material: &Material, units: &[ReviewUnit], is_part: bool) -> String {
    let wording = &material.wording;
    let links = super::pages::language_links(wording, pair.language, false);
    review_page(&ReviewPage {
        language: pair.language,
        module: &pair.source.module,
        title: &super::pages::title(pair.source),
        path: &pair.source.path,
        units,
        links: if is_part { &[] } else { &links },
        commit: material.commit.as_deref(),
        wording,
    })
}

/// Returns the units that wait for somebody, and whether anything is translated at all.
fn units(
    pair: &Pair<'_>,
    material: &Material,
    findings: &FindingsByUnit<'_>,
    since: &DaysByUnit<'_>,
) -> (Vec<ReviewUnit>, bool) {
    let assessed = pair.assess().units;
    let is_started = assessed.iter().any(|unit| unit.state != State::Missing);
    let entries: Entries<'_> = assessed
        .iter()
        .filter_map(|one| {
            let unit = pair.source.document.units.get(one.unit)?;
            Some(((unit.context.as_deref(), unit.source.as_str()), one.entry?))
        })
        .collect();
    let mut units = Vec::new();
    for (index, assessed) in assessed.into_iter().enumerate() {
        let Some(unit) = pair.source.document.units.get(assessed.unit) else { continue };
        let id = unit.id();
        let key = (pair.language.code, &pair.source.module, &id);
        let found = findings.get(&key).map(Vec::as_slice).unwrap_or_default();
        let is_open = match assessed.state {
            State::Missing | State::Stale | State::Draft | State::Translated => true,
            State::Revised | State::Approved => !found.is_empty(),
        };
        if is_open {
            let at = assessed.unit;
            let mut review = review_unit(pair, unit, assessed, &material.wording);
            review.context = [at.checked_sub(1), Some(at), Some(at + 1)].map(|at| neighbour(pair, &entries, at?));
            review.since = since.get(&key).map(|&day| day.to_owned());
            review.findings = found.iter().map(|&finding| finding.clone()).collect();
            review.terms = material.terms_of(&pair.source.module, index, pair.language);
            units.push(review);
        }
    }
    (units, is_started)
}

fn review_unit(pair: &Pair<'_>, unit: &Unit, assessed: Assessed, wording: &Wording) -> ReviewUnit {
    let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
    let forms: Vec<String> =
        entry.map_or_else(Vec::new, |entry| entry.forms().into_iter().map(Cow::into_owned).collect());
    let target = Fingerprint::of(forms.iter().map(String::as_str));
    let (pieces, change) = match (&assessed.lag, assessed.state) {
        (Some(lag), State::Stale) => {
            let mut change = wording.say(&format!("change-{}", lag.change.class));
            if !lag.change.tokens.is_empty() {
                change = format!("{change}: {}", lag.change.tokens.join(", "));
            }
            (diff::words(&lag.old.source, &unit.source), change)
        }
        _ => (Vec::new(), String::new()),
    };
    let header = pair.catalogue.as_ref().and_then(|catalogue| catalogue.header().plural_forms());
    let categories = match (&unit.plural, header) {
        (None, _) => Vec::new(),
        (Some(_), Some(header)) if header != pair.language.plural.header() => {
            ["1", "2", "3", "4", "5", "6"].into_iter().take(forms.len()).collect()
        }
        (Some(_), _) => pair.language.plural.categories.iter().map(|category| category.keyword()).collect(),
    };
    let offer = if assessed.state == State::Stale { offer(pair, unit) } else { None };
    ReviewUnit {
        offer,
        context: [None, None, None],
        id: unit.id(),
        state: assessed.state,
        kind: unit.kind.words(),
        headings: unit.heading.to_vec(),
        line: unit.line,
        notes: unit.notes.clone(),
        max_length: unit.max_length,
        source: unit.source.clone(),
        plural: unit.plural.clone(),
        pieces,
        change,
        since: None,
        categories,
        forms,
        terms: Vec::new(),
        findings: Vec::new(),
        source_print: unit.source_print().to_string(),
        target_print: target.to_string(),
    }
}

/// Returns the latest draft of the English of today that the ledger holds.
fn offer(pair: &Pair<'_>, unit: &Unit) -> Option<Offer> {
    let (id, print) = (unit.id(), unit.source_print());
    let is_ours = |line: &&crate::ledger::Line| line.act == Act::Draft && line.unit == id && line.source == Some(print);
    let line = pair.ledger.lines().iter().rev().find(is_ours)?;
    let forms = line.more.get("forms")?.as_array()?.iter().filter_map(|form| Some(form.as_str()?.to_owned())).collect();
    Some(Offer { engine: line.by.strip_prefix("engine:").unwrap_or(&line.by).to_owned(), forms })
}

/// The width up to which a neighbour is shown.
const NEIGHBOUR: usize = 240;

/// Returns a unit of the document as a reader sees it, with what stands in the translation.
fn neighbour(pair: &Pair<'_>, entries: &Entries<'_>, at: usize) -> Option<Neighbour> {
    let unit = pair.source.document.units.get(at)?;
    let content = Content::of_format(pair.source.format);
    let rendered = |text: &str| shorten(&Text::new(text, content).rendered(), NEIGHBOUR);
    let entry = entries.get(&(unit.context.as_deref(), unit.source.as_str()));
    let entry = entry.and_then(|&index| pair.catalogue.as_ref()?.entry(index));
    let target = entry.map(|entry| rendered(&entry.form(0))).unwrap_or_default();
    Some(Neighbour { source: rendered(&unit.source), target })
}
