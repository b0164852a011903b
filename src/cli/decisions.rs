//! What `attest`, `revise`, `approve` and `waive` have in common.

use std::path::Path;

use super::{Outcome, OutputFormat, Session};
use crate::git;
use crate::ledger::Act;
use crate::model::{Failure, Finding};
use crate::pipeline::{self, Decided, Decision, Selection};
use crate::report;

/// What a decision needs beside its units.
pub(super) struct Details<'a> {
    pub act: Act,
    pub reason: Option<&'a str>,
    pub by: Option<&'a str>,
    pub rule: Option<&'a str>,
    pub until: Option<&'a str>,
    pub accepted: Vec<Finding>,
}

/// Writes a decision about the selected units into the ledgers.
pub(super) fn run(session: &Session, selection: &Selection, details: &Details<'_>) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let verb = details.act.word().to_owned();
    let workspace = session.workspace()?;
    let is_english = details.act == Act::Waive && is_english(session);
    let languages = if is_english { Vec::new() } else { session.languages(&workspace.project)? };
    if session.global.lang.is_empty() && languages.len() > 1 {
        return Err(Failure::new("a decision is about named languages").hint(format!("concordia {verb} … -l da")));
    }
    if selection.units.is_empty() && selection.classes.is_empty() && !selection.all {
        return Err(Failure::new("name the units").hint("`concordia outdated` shows their names"));
    }
    let decision = decision(&workspace.project.root, session, details)?;
    let _lock = session.lock(&workspace.project)?;
    let (decided, failures) = match is_english {
        true => (pipeline::waive_english(&workspace, selection, &decision)?, Vec::new()),
        false => pipeline::decide(&workspace, &languages, selection, &decision, false)?,
    };
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": format!("concordia/{verb}/1"), "by": decision.by, "units": decided,
        }))?,
        _ => {
            let mut out = if decided.len() > LISTED { per_module(&decided) } else { list(&decided) };
            let past = match details.act {
                Act::Attest => "attested",
                Act::Revise => "revised",
                Act::Approve => "approved",
                _ => "waived",
            };
            let units = if decided.len() == 1 { "unit" } else { "units" };
            match decided.len() {
                0 => out.push_str(&format!("Nothing new: all of it was {past} before, or could not be written.\n")),
                number => out.push_str(&format!("{number} {units} {past} by {}.\n", decision.by)),
            }
            session.print(&out)?;
        }
    }
    Ok(Outcome::with(failures))
}

/// Signs a decision with `--as` or the Git identity of a folder.
pub(super) fn decision(folder: &Path, session: &Session, details: &Details<'_>) -> Result<Decision, Failure> {
    let identity = git::identity(folder);
    let by = details.by.map(|by| by.trim().to_owned()).or_else(|| identity.clone()).unwrap_or_default();
    if by.is_empty() {
        return Err(Failure::new("nobody to sign the decision").hint("set `git config user.name`, or use --as NAME"));
    }
    is_name(&by)?;
    Ok(Decision {
        act: details.act.clone(),
        via: identity.filter(|identity| *identity != by),
        is_from_form: false,
        by,
        today: session.today.clone(),
        reason: details.reason.map(str::to_owned),
        rule: details.rule.map(str::to_owned),
        until: details.until.map(str::to_owned),
        accepted: details.accepted.clone(),
    })
}

/// Refuses a name that would be no name in a list.
pub(super) fn is_name(by: &str) -> Result<(), Failure> {
    match by.chars().any(char::is_control) {
        true => Err(Failure::new("a name is one line without control characters")),
        false => Ok(()),
    }
}

/// Returns whether `--lang` names the source language and nothing else.
pub(super) fn is_english(session: &Session) -> bool {
    session.global.lang.iter().map(String::as_str).eq(["en"])
}

/// So many units are listed one by one; more are counted per module.
const LISTED: usize = 20;

fn list(decided: &[Decided]) -> String {
    let line = |one: &Decided| {
        let named = format!("{} {} {}  {}\n", one.language, one.module, one.unit, report::shorten(&one.source, 70));
        named + &accepted(&one.accepts)
    };
    decided.iter().map(line).collect()
}

/// Returns the lines that say what a waiver accepts.
pub(super) fn accepted(said: &[String]) -> String {
    said.iter().map(|said| format!("    accepts: {}\n", report::visible(said))).collect()
}

fn per_module(decided: &[Decided]) -> String {
    let of = |one: &Decided| (one.language, one.module.clone());
    let line = |units: &[Decided]| {
        units.first().map_or(String::new(), |one| {
            format!("{} {}  {}\n", one.language, one.module, report::counted(units.len() as u64, "unit"))
        })
    };
    decided.chunk_by(|one, other| of(one) == of(other)).map(line).collect()
}

/// Accepts a reason that says something.
pub(super) fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return Err("say why, in words".to_owned());
    }
    Ok(text.to_owned())
}
