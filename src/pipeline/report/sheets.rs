//! The tables of the workbook: status, modules, open units, findings, drafts.

use super::super::Workspace;
use super::material::Material;
use super::review::Reviewed;
use super::{effort, outlook, pages};
use crate::language::Language;
use crate::model::{Failure, ModuleId, Severity, State, Tally};
use crate::report::html::{ReviewUnit, blocker_words};
use crate::report::{Sheet, SheetCell, Wording, workbook};
use crate::status::Forecast;

/// A unit that waits for somebody, as the workbook lists it.
#[derive(Debug)]
pub(super) struct OpenUnit {
    /// Its place in the document.
    at: usize,
    state: State,
    translation: String,
    change: String,
    since: String,
    findings: String,
}

impl OpenUnit {
    pub(super) fn of(unit: &ReviewUnit<'_>) -> Self {
        let findings: Vec<&str> = unit.findings.iter().map(|finding| finding.message.as_str()).collect();
        Self {
            at: unit.at,
            state: unit.state,
            translation: unit.forms.join("\n"),
            change: unit.change.clone(),
            since: unit.since.unwrap_or_default().to_owned(),
            findings: findings.join("\n"),
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
    let sheets = [
        status(workspace, languages, material),
        modules(workspace, material),
        units(workspace, material, reviewed),
        findings(material),
        drafts(material),
    ];
    workbook(&sheets, &material.now.to_string())
        .map_err(|error| Failure::new(format!("the workbook cannot be written: {error}")))
}

fn text(text: impl Into<String>) -> SheetCell {
    SheetCell::Text(text.into())
}

fn number(number: u64) -> SheetCell {
    SheetCell::Number(number as f64)
}

fn share(part: u64, whole: u64) -> SheetCell {
    SheetCell::Share(if whole == 0 { 1.0 } else { part as f64 / whole as f64 })
}

fn sheet(wording: &Wording, name: &str, columns: &[(&str, f64)], rows: Vec<Vec<SheetCell>>) -> Sheet {
    let columns = columns.iter().map(|(key, width)| (wording.say(key), *width)).collect();
    Sheet { name: wording.say(name), columns, rows }
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

fn tally(words: &Tally) -> Vec<SheetCell> {
    let reviewed = words.get(State::Revised) + words.get(State::Approved);
    let shares = [share(words.fresh(), words.total()), share(reviewed, words.total())];
    shares.into_iter().chain(State::ALL.iter().map(|&state| number(words.get(state)))).collect()
}

fn status(workspace: &Workspace, languages: &[&'static Language], material: &Material) -> Sheet {
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
    sheet(&material.wording, "sheet-status", &columns, rows)
}

fn modules(workspace: &Workspace, material: &Material) -> Sheet {
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
    sheet(wording, "sheet-modules", &columns, rows)
}

fn units(workspace: &Workspace, material: &Material, reviewed: &[Reviewed]) -> Sheet {
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
    let states = State::ALL.map(|state| (state, wording.say(&format!("state-{state}"))));
    let mut rows = Vec::new();
    for one in reviewed {
        let Some(source) = workspace.sources.iter().find(|source| source.module == one.module) else { continue };
        for open in &one.units {
            let Some(unit) = source.document.units.get(open.at) else { continue };
            let state = states.iter().find(|(state, _)| *state == open.state).map(|(_, words)| words.as_str());
            rows.push(vec![
                text(one.language.code),
                text(one.module.as_str()),
                text(unit.id().as_str()),
                number(unit.line as u64),
                text(unit.kind.words()),
                text(state.unwrap_or_default()),
                text(unit.source.as_str()),
                text(open.translation.as_str()),
                text(open.change.as_str()),
                text(open.since.as_str()),
                text(open.findings.as_str()),
            ]);
        }
    }
    sheet(wording, "sheet-units", &columns, rows)
}

fn findings(material: &Material) -> Sheet {
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
    let mut rows = Vec::new();
    for severity in Severity::ALL.into_iter().rev() {
        for finding in material.findings.iter().filter(|finding| finding.severity == severity) {
            rows.push(vec![
                text(material.wording.say(&format!("severity-{severity}"))),
                text(finding.language.as_deref().unwrap_or("en")),
                text(finding.path.clone().unwrap_or_default()),
                finding.line.map_or_else(|| text(""), |line| number(line as u64)),
                text(finding.unit.as_ref().map(|unit| unit.as_str()).unwrap_or_default()),
                text(finding.rule.as_str()),
                text(finding.message.as_str()),
                text(finding.hint.clone().unwrap_or_default()),
            ]);
        }
    }
    sheet(&material.wording, "sheet-findings", &columns, rows)
}

fn drafts(material: &Material) -> Sheet {
    let columns = [
        ("column-language", 10.0),
        ("column-path", 34.0),
        ("column-engine", 16.0),
        ("column-drafts", 10.0),
        ("column-pending", 10.0),
        ("column-unchanged", 12.0),
        ("column-edited", 12.0),
        ("column-rejected", 10.0),
        ("column-edit-distance", 12.0),
        ("column-edit-share", 10.0),
    ];
    let row = |row: &super::super::EngineRow| {
        let counts = [row.drafts, row.open, row.unchanged, row.edited, row.rejected, row.distance];
        let mut cells = vec![
            text(row.language.as_str()),
            text(ModuleId::new(row.module.clone()).as_str()),
            text(row.engine.as_str()),
        ];
        cells.extend(counts.map(number));
        cells.push(row.changed().map_or_else(|| text(""), SheetCell::Share));
        cells
    };
    let rows = material.drafts.rows.iter().map(row).collect();
    sheet(&material.wording, "sheet-drafts", &columns, rows)
}
