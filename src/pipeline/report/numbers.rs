//! The numbers for programs, and `STATUS.md`.

use serde_json::{Value, json};

use super::super::Workspace;
use super::material::Material;
use super::outlook;
use crate::gate::Blocker;
use crate::language::Language;
use crate::model::{Failure, Severity};
use crate::report::html::{Outlook, Start, blocker_words};
use crate::report::{self, CsvExtra, LanguageTally, ModuleTally, StatusTable, Wording};
use crate::status::{Forecast, Promise};

/// Returns `status.json`: what `status --format json` says, and beside it findings, publication, movement and forecast.
pub(super) fn json(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
) -> Result<String, Failure> {
    let outlooks = outlook::outlooks(material, languages);
    let rows: Vec<Value> = material
        .status
        .languages
        .iter()
        .zip(&outlooks)
        .map(|(row, outlook)| language(row, outlook, material))
        .collect();
    let waves = outlook::waves(workspace, material);
    let waves: Vec<Value> = waves
        .iter()
        .map(|wave| {
            let codes: Vec<&str> = wave.languages.iter().map(|language| language.code).collect();
            let promise = wave.promise.map(promise_word);
            json!({"name": wave.name, "languages": codes, "due": wave.due, "words": wave.words,
                "forecast": wave.forecast.map(forecast), "promise": promise})
        })
        .collect();
    let (days, since) = match &material.start {
        Start::Days(days) => (Some(*days), None),
        Start::Since(since) => (None, Some(since)),
    };
    let object = json!({"schema": "concordia/status/1", "commit": material.commit, "day": material.now.to_string(),
        "movement_days": days, "movement_since": since, "languages": rows, "waves": waves});
    serde_json::to_string_pretty(&object)
        .map(|text| report::visible_json(&text) + "\n")
        .map_err(|error| Failure::new(format!("the status cannot be written as JSON: {error}")))
}

fn language(row: &LanguageTally, outlook: &Outlook, material: &Material) -> Value {
    let modules: Vec<Value> = row
        .modules
        .iter()
        .map(|module| {
            let blockers = material.publication.get(&(row.language.code, module.module.clone()));
            let reasons: Option<Vec<String>> = blockers.map(|blockers| reasons(blockers));
            json!({"module": module.module, "units": module.units, "words": module.words,
                "ready": blockers.is_some_and(Vec::is_empty), "blocked": reasons})
        })
        .collect();
    let findings: serde_json::Map<String, Value> = Severity::ALL
        .into_iter()
        .map(|severity| (severity.word().to_owned(), material.count(severity, Some(row.language.code)).into()))
        .collect();
    let movement = outlook.movement.map(|movement| json!({"fresh": movement.fresh, "rest": movement.rest}));
    json!({"language": row.language.code, "units": row.units, "words": row.words, "findings": findings,
        "stale_since": outlook.oldest.as_ref().map(|debt| &debt.date), "movement": movement,
        "forecast": outlook.forecast.map(forecast), "modules": modules})
}

fn reasons(blockers: &[Blocker]) -> Vec<String> {
    let english = Wording::english();
    blockers.iter().map(|blocker| blocker_words(blocker, &english)).collect()
}

fn forecast(forecast: Forecast) -> Value {
    match forecast {
        Forecast::Done => json!({"kind": "done"}),
        Forecast::TooShort(weeks) => json!({"kind": "not-enough-history", "weeks": weeks}),
        Forecast::NoEnd => json!({"kind": "no-end"}),
        Forecast::Range { earliest, likely, latest } => json!({"kind": "range", "earliest": earliest.to_string(),
            "likely": likely.to_string(), "latest": latest.map(|day| day.to_string())}),
    }
}

fn promise_word(promise: Promise) -> &'static str {
    match promise {
        Promise::Done => "done",
        Promise::Overdue => "overdue",
        Promise::OnTime => "on-time",
        Promise::AtRisk => "at-risk",
        Promise::Late => "late",
        Promise::Unknown => "unknown",
    }
}

/// Returns `status.csv`: what `status --format csv` says, and publication and findings in further columns.
pub(super) fn csv(material: &Material) -> String {
    let findings = material.findings_by_module();
    let since = material.oldest_by_module();
    let extra = |row: &LanguageTally, module: &ModuleTally| {
        let key = (row.language.code, &module.module);
        let blockers = material.publication.get(&(row.language.code, module.module.clone()));
        CsvExtra {
            is_ready: blockers.is_some_and(Vec::is_empty),
            blocked: blockers.map(|blockers| reasons(blockers).join(", ")).unwrap_or_default(),
            stale_since: since.get(&key).map(|&date| date.to_owned()).unwrap_or_default(),
            findings: findings.get(&key).copied().unwrap_or_default(),
        }
    };
    report::report_csv(&material.status, &extra)
}

/// Returns `STATUS.md`.
pub(super) fn markdown(workspace: &Workspace, status: &StatusTable) -> String {
    format!(
        "# {}: status of the translations\n\nNumbers are English words. Written by `concordia report`.\n\n{}",
        report::markdown_text(&workspace.project.config.name),
        report::status_markdown(status)
    )
}
