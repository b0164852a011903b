//! The tables of the workbook: status, modules, open units, findings, drafts.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::{EngineRow, Source, Workspace};
use super::material::Material;
use super::review::Reviewed;
use super::{effort, outlook, pages};
use crate::language::Language;
use crate::model::{Failure, ModuleId, Severity, State, Tally};
use crate::report::html::{ReviewUnit, blocker_words};
use crate::report::{Sheet, SheetCell, Wording, workbook};
use crate::status::Forecast;

/// A unit that waits for somebody, as the workbook lists it; there may be a million of them.
#[derive(Debug)]
pub(super) struct OpenUnit {
    /// Its place in the document.
    at: u32,
    state: State,
    translation: Box<str>,
    /// What only some units have.
    more: Option<Box<More>>,
}

#[derive(Debug)]
struct More {
    change: String,
    since: String,
    findings: String,
}

impl OpenUnit {
    pub(super) fn of(unit: &ReviewUnit<'_>) -> Self {
        let findings: Vec<&str> = unit.findings.iter().map(|finding| finding.message.as_str()).collect();
        let more = (unit.state == State::Stale || !findings.is_empty()).then(|| More {
            change: unit.change.clone(),
            since: unit.since.unwrap_or_default().to_owned(),
            findings: findings.join("\n"),
        });
        Self {
            at: u32::try_from(unit.at).unwrap_or(u32::MAX),
            state: unit.state,
            translation: unit.forms.join("\n").into_boxed_str(),
            more: more.map(Box::new),
        }
    }
}

/// Returns the workbook as bytes.
pub(super) fn xlsx(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
    reviewed: &[Reviewed],
) -> Result<Vec<u8>, Failure> {
    let sheets = vec![
        status(workspace, languages, material),
        modules(workspace, material),
        units(workspace, material, reviewed),
        findings(material),
        drafts(material),
    ];
    workbook(sheets, &material.now.to_string())
        .map_err(|error| Failure::new(format!("the workbook cannot be written: {error}")))
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> SheetCell<'a> {
    SheetCell::Text(text.into())
}

fn number<'a>(number: u64) -> SheetCell<'a> {
    SheetCell::Number(number as f64)
}

fn share<'a>(part: u64, whole: u64) -> SheetCell<'a> {
    SheetCell::Share(if whole == 0 { 1.0 } else { part as f64 / whole as f64 })
}

fn sheet<'a>(
    wording: &Wording,
    name: &str,
    columns: &[(&str, f64)],
    count: usize,
    rows: impl Iterator<Item = Vec<SheetCell<'a>>> + 'a,
) -> Sheet<'a> {
    let columns = columns.iter().map(|(key, width)| (wording.say(key), *width)).collect();
    Sheet { name: wording.say(name), columns, count, rows: Box::new(rows) }
}

fn listed<'a>(wording: &Wording, name: &str, columns: &[(&str, f64)], rows: Vec<Vec<SheetCell<'a>>>) -> Sheet<'a> {
    sheet(wording, name, columns, rows.len(), rows.into_iter())
}

/// The columns of [`tally`].
const TALLY: [(&str, f64); 8] = [
    ("column-fresh", 8.0),
    ("column-reviewed", 10.0),
    ("state-missing", 10.0),
    ("state-stale", 10.0),
    ("state-draft", 10.0),
    ("state-translated", 11.0),
    ("state-revised", 10.0),
    ("state-approved", 10.0),
];

/// The columns of findings, worst first.
const FINDINGS: [(&str, f64); 4] =
    [("column-critical", 9.0), ("column-errors", 9.0), ("column-warnings", 9.0), ("column-notes", 9.0)];

fn tally<'a>(words: &Tally) -> Vec<SheetCell<'a>> {
    let reviewed = words.get(State::Revised) + words.get(State::Approved);
    let shares = [share(words.fresh(), words.total()), share(reviewed, words.total())];
    shares.into_iter().chain(State::ALL.iter().map(|&state| number(words.get(state)))).collect()
}

fn status<'a>(workspace: &Workspace, languages: &[&'static Language], material: &Material) -> Sheet<'a> {
    let mut columns = vec![("column-language", 10.0), ("column-name", 16.0)];
    columns.extend(TALLY);
    columns.extend([("column-oldest", 13.0), ("column-earliest", 13.0), ("column-latest", 13.0)]);
    columns.extend([("column-weighted", 10.0), ("column-pages", 10.0), ("column-days", 8.0), ("column-cost", 10.0)]);
    columns.extend(FINDINGS);
    let outlooks = outlook::outlooks(material, languages);
    let efforts = effort::efforts(workspace, languages, material);
    let rows = material.status.languages.iter().zip(outlooks).zip(efforts).map(|((row, outlook), effort)| {
        let mut cells = vec![text(row.language.code), text(row.language.endonym)];
        cells.extend(tally(&row.words));
        cells.push(text(outlook.oldest.map(|debt| debt.date).unwrap_or_default()));
        let (earliest, latest) = match outlook.forecast {
            Some(Forecast::Range { earliest, latest, .. }) => (Some(earliest), latest),
            _ => (None, None),
        };
        cells.extend([earliest, latest].map(|day| text(day.map(|day| day.to_string()).unwrap_or_default())));
        cells.extend(
            [effort.weighted_words.round(), effort.pages.ceil(), effort.days.ceil(), effort.cost.round()]
                .map(SheetCell::Number),
        );
        cells.extend(effort.findings.into_iter().rev().map(number));
        cells
    });
    let rows = rows.collect();
    listed(&material.wording, "sheet-status", &columns, rows)
}

fn modules<'a>(workspace: &'a Workspace, material: &'a Material) -> Sheet<'a> {
    let wording = &material.wording;
    let mut columns = vec![("column-language", 10.0), ("column-path", 30.0), ("column-module", 34.0)];
    columns.extend(TALLY);
    columns.extend([("column-ready", 10.0), ("column-blocked", 40.0), ("column-oldest", 13.0)]);
    columns.extend(FINDINGS);
    let findings = material.findings_by_module();
    let since = material.oldest_by_module();
    let mut rows = Vec::new();
    for row in &material.status.languages {
        for module in &row.modules {
            let key = (row.language.code, &module.module);
            let blockers = material.publication.get(&(row.language.code, module.module.clone()));
            let is_ready = blockers.is_some_and(Vec::is_empty);
            let reasons: Vec<String> =
                blockers.into_iter().flatten().map(|blocker| blocker_words(blocker, wording)).collect();
            let title = workspace.sources.iter().find(|source| source.module == module.module).map(pages::title);
            let mut cells =
                vec![text(row.language.code), text(module.module.as_str()), text(title.unwrap_or_default())];
            cells.extend(tally(&module.words));
            cells.push(text(wording.say(if is_ready { "ready" } else { "not-ready" })));
            cells.push(text(reasons.join(", ")));
            cells.push(text(since.get(&key).copied().unwrap_or_default()));
            cells.extend(findings.get(&key).copied().unwrap_or_default().into_iter().rev().map(number));
            rows.push(cells);
        }
    }
    listed(wording, "sheet-modules", &columns, rows)
}

fn units<'a>(workspace: &'a Workspace, material: &Material, reviewed: &'a [Reviewed]) -> Sheet<'a> {
    let wording = &material.wording;
    let columns = [
        ("column-language", 10.0),
        ("column-path", 30.0),
        ("column-unit", 16.0),
        ("column-line", 7.0),
        ("column-kind", 14.0),
        ("column-state", 14.0),
        ("review-english", 60.0),
        ("review-translation", 60.0),
        ("column-change", 24.0),
        ("column-since", 13.0),
        ("review-findings", 40.0),
    ];
    let states = State::ALL.map(|state| wording.say(&format!("state-{state}")));
    let sources: HashMap<&ModuleId, &Source> =
        workspace.sources.iter().map(|source| (&source.module, source)).collect();
    let count = reviewed.iter().map(|one| one.units.len()).sum();
    let units = reviewed.iter().flat_map(|one| one.units.iter().map(move |open| (one, open)));
    let rows = units.map(move |(one, open)| {
        let unit = sources.get(&one.module).and_then(|source| source.document.units.get(open.at as usize));
        let state = State::ALL.iter().position(|&state| state == open.state).and_then(|at| states.get(at));
        let more = open.more.as_deref();
        vec![
            text(one.language.code),
            text(one.module.as_str()),
            text(unit.map(|unit| unit.id().as_str().to_owned()).unwrap_or_default()),
            number(unit.map_or(0, |unit| unit.line as u64)),
            text(unit.map_or("", |unit| unit.kind.words())),
            text(state.cloned().unwrap_or_default()),
            text(unit.map_or("", |unit| unit.source.as_str())),
            text(&*open.translation),
            text(more.map_or("", |more| more.change.as_str())),
            text(more.map_or("", |more| more.since.as_str())),
            text(more.map_or("", |more| more.findings.as_str())),
        ]
    });
    sheet(wording, "sheet-units", &columns, count, rows)
}

fn findings(material: &Material) -> Sheet<'_> {
    let columns = [
        ("column-severity", 10.0),
        ("column-language", 10.0),
        ("column-place", 44.0),
        ("column-line", 7.0),
        ("column-unit", 16.0),
        ("column-rule", 18.0),
        ("column-finding", 60.0),
        ("column-hint", 40.0),
    ];
    let worst_first = Severity::ALL.into_iter().rev();
    let ordered = worst_first.flat_map(|severity| material.findings.iter().filter(move |one| one.severity == severity));
    let rows = ordered.map(|finding| {
        vec![
            text(material.wording.say(&format!("severity-{}", finding.severity))),
            text(finding.language.as_deref().unwrap_or("en")),
            text(finding.path.as_deref().unwrap_or_default()),
            finding.line.map_or_else(|| text(""), |line| number(line as u64)),
            text(finding.unit.as_ref().map(|unit| unit.as_str()).unwrap_or_default()),
            text(finding.rule.as_str()),
            text(finding.message.as_str()),
            text(finding.hint.as_deref().unwrap_or_default()),
        ]
    });
    sheet(&material.wording, "sheet-findings", &columns, material.findings.len(), rows)
}

fn drafts<'a>(material: &'a Material) -> Sheet<'a> {
    let columns = [
        ("column-language", 10.0),
        ("column-path", 34.0),
        ("column-engine", 16.0),
        ("column-drafts", 10.0),
        ("column-draft-open", 10.0),
        ("column-unchanged", 12.0),
        ("column-edited", 12.0),
        ("column-rejected", 10.0),
        ("column-lapsed", 10.0),
        ("column-refused", 10.0),
        ("column-edit-distance", 12.0),
        ("column-edit-share", 10.0),
    ];
    let row = |row: &'a EngineRow| {
        let counts =
            [row.drafts, row.open, row.unchanged, row.edited, row.rejected, row.lapsed, row.refused, row.distance];
        let mut cells = vec![text(row.language.as_str()), text(row.module.as_str()), text(row.engine.as_str())];
        cells.extend(counts.map(number));
        cells.push(row.changed().map_or_else(|| text(""), SheetCell::Share));
        cells
    };
    let rows = material.drafts.rows.iter().map(row).collect();
    listed(&material.wording, "sheet-drafts", &columns, rows)
}
