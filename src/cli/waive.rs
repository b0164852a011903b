//! `concordia waive`.

use std::path::PathBuf;

use super::decisions::{self, Details};
use super::{Outcome, Session};
use crate::ledger::Act;
use crate::model::{Failure, Finding};
use crate::pipeline::{self, ModuleFilter, Selection, Workspace};
use crate::project::is_date;

/// Accept one finding, with a reason and an end date
///
/// Only the finding of this rule about this translation is accepted; it comes back when the English or the translation
/// changes, and after the end date. `-l en` accepts a finding about the English itself.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia waive 1f0a9c2b -l da --rule numbers --until 2027-03-31 --reason \"the law is quoted verbatim\"\n  concordia waive \"menu|Save\" --file po/da.po --rule length --until 2027-03-31 --reason \"fits the menu\""
)]
pub struct Args {
    /// The unit, by name
    #[arg(value_name = "UNIT", required = true)]
    pub unit: String,
    /// The rule whose finding is accepted
    #[arg(long, required = true)]
    pub rule: String,
    /// The last day on which it is accepted, as 2027-03-31
    #[arg(long, required = true, value_name = "DATE")]
    pub until: String,
    /// Why it is no defect
    #[arg(long, required = true, value_parser = decisions::reason)]
    pub reason: String,
    /// Sign with another name or a role than the Git identity
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
    /// Accept what `lint` finds in this catalogue, template or XLIFF file, outside any project
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if !is_date(&args.until) {
        return Err(Failure::new(format!("`{}` is not a date", args.until)).hint("write it as 2027-03-31"));
    }
    if args.until < session.today {
        return Err(Failure::new(format!("{} has passed", args.until)).hint("choose a day to come"));
    }
    if crate::check::explain(&args.rule).is_none() {
        return Err(
            Failure::new(format!("there is no rule `{}`", args.rule)).hint("`concordia check --list` lists them")
        );
    }
    if let Some(file) = &args.file {
        return super::waive_file::run(file, args, session);
    }
    is_there(args, session)?;
    let selection = Selection { units: vec![args.unit.clone()], classes: Vec::new(), all: false, is_exact: false };
    let details = Details {
        act: Act::Waive,
        reason: Some(&args.reason),
        by: args.by.as_deref(),
        rule: Some(&args.rule),
        until: Some(&args.until),
    };
    decisions::run(session, &selection, &details)
}

/// Refuses to accept a finding that nobody made.
fn is_there(args: &Args, session: &Session) -> Result<(), Failure> {
    let workspace = Workspace::load(session.project()?, &ModuleFilter::default())?;
    let is_english = decisions::is_english(session);
    let asked = if is_english { Vec::new() } else { session.languages(&workspace.project)? };
    // Some rules compare the languages, so that they find nothing in a few of them.
    let survey = pipeline::Survey::of(&workspace, &workspace.project.config.languages, &session.today);
    let (findings, _) = pipeline::check(&workspace, &survey);
    let is_meant = |finding: &Finding| {
        let unit = finding.unit.as_ref().map_or("", |unit| unit.as_str());
        let is_named = unit == args.unit || args.unit.len() >= 4 && unit.starts_with(&args.unit);
        let is_asked = match finding.language.as_deref() {
            None => is_english,
            Some(code) => asked.iter().any(|language| language.code == code),
        };
        finding.rule.as_str() == args.rule && is_named && is_asked
    };
    if findings.iter().any(is_meant) {
        return Ok(());
    }
    let place = if is_english { "the English" } else { "these languages" };
    Err(Failure::new(format!("`{}` has no finding of {} in {place}", args.unit, args.rule))
        .hint("`concordia check` names the units; findings about the English are waived with `-l en`"))
}
