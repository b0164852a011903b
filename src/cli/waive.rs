//! `concordia waive`.

use std::path::PathBuf;

use super::decisions::{self, Details};
use super::{Outcome, OutputFormat, Session};
use crate::gate;
use crate::ledger::Act;
use crate::model::{Day, Failure, Finding};
use crate::pipeline::{self, ModuleFilter, Selection, Workspace};
use crate::project::is_date;

/// Accept one finding, with a reason and an end date
///
/// Accepted is what this rule finds today in this translation, and is named; another finding stands. It comes back when the
/// English or the translation changes, and after the end date. `-l en` accepts a finding about the English itself. A finding
/// about the termbase is named by its concept.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia waive 1f0a9c2b -l da --rule numbers --until 2027-03-31 --reason \"the law is quoted verbatim\"\n  concordia waive 1f0a9c2b -l da --rule numbers --about 31 --until 2027-03-31 --reason \"31 by Danish law\"\n  concordia waive jury --rule termbase-homograph --until 2027-03-31 --reason \"both are in use\"\n  concordia waive \"menu|Save\" --file po/da.po --rule length --until 2027-03-31 --reason \"fits the menu\""
)]
pub struct Args {
    /// The unit, by name; the concept, for a rule about the termbase
    #[arg(value_name = "UNIT", required = true)]
    pub unit: String,
    /// The rule whose finding is accepted
    #[arg(long, required = true)]
    pub rule: String,
    /// Accept only findings whose message contains this text, where the rule finds several things
    #[arg(long, value_name = "TEXT")]
    pub about: Option<String>,
    /// The last day on which it is accepted, as 2027-03-31; at most `waiver-days` of `[gate]` from today
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
    if crate::check::explain(&args.rule).is_none() {
        return Err(
            Failure::new(format!("there is no rule `{}`", args.rule)).hint("`concordia check --list` lists them")
        );
    }
    if let Some(file) = &args.file {
        lasts(&args.until, &session.today, gate::Policy::default().waiver_days)?;
        return super::waive_file::run(file, args, session);
    }
    let project = session.project()?;
    lasts(&args.until, &session.today, project.config.gate.waiver_days)?;
    let workspace = Workspace::load(project, &ModuleFilter::default())?;
    let accepted = accepted(args, session, &workspace)?;
    if pipeline::is_of_termbase(&args.rule) {
        return of_termbase(args, session, &workspace, accepted);
    }
    let selection = Selection { units: vec![args.unit.clone()], classes: Vec::new(), all: false, is_exact: false };
    decisions::run(session, &selection, &details(args, accepted))
}

/// Refuses a last day that is none, has passed, or is further away than a waiver may last.
fn lasts(until: &str, today: &str, days: u32) -> Result<(), Failure> {
    let day = Day::parse(until).filter(|_| is_date(until));
    let Some(day) = day else {
        return Err(Failure::new(format!("`{until}` is not a date")).hint("write it as 2027-03-31"));
    };
    let Some(today) = Day::parse(today) else { return Ok(()) };
    if day < today {
        return Err(Failure::new(format!("{until} has passed")).hint("choose a day to come"));
    }
    let last = today.plus(days.into());
    if day > last {
        return Err(Failure::new(format!("{until} is too far away: a waiver lasts {days} days at most, to {last}"))
            .hint("waive it to then and look again; `waiver-days` under [gate] in concordia.toml sets the limit"));
    }
    Ok(())
}

/// What a waiver of these findings says.
pub(super) fn details(args: &Args, accepted: Vec<Finding>) -> Details<'_> {
    Details {
        act: Act::Waive,
        reason: Some(&args.reason),
        by: args.by.as_deref(),
        rule: Some(&args.rule),
        until: Some(&args.until),
        accepted,
    }
}

/// Returns whether a finding of the rule is one that is meant.
pub(super) fn is_meant(args: &Args, finding: &Finding) -> bool {
    finding.rule.as_str() == args.rule && args.about.as_ref().is_none_or(|text| finding.message.contains(text))
}

/// Returns what a message adds where only findings about something are meant.
pub(super) fn about(args: &Args) -> String {
    args.about.as_ref().map_or(String::new(), |text| format!(" about “{text}”"))
}

/// Returns the findings that are meant; refuses to accept what nobody found.
fn accepted(args: &Args, session: &Session, workspace: &Workspace) -> Result<Vec<Finding>, Failure> {
    let is_termbase = pipeline::is_of_termbase(&args.rule);
    let is_english = decisions::is_english(session);
    let asked = if is_english { Vec::new() } else { session.languages(&workspace.project)? };
    // Some rules compare the languages, so that they find nothing in a few of them.
    let survey = pipeline::Survey::of(workspace, &workspace.project.config.languages, &session.today);
    let (findings, _) = pipeline::check(workspace, &survey);
    let is_named = |finding: &Finding| {
        let unit = finding.unit.as_ref().map_or("", |unit| unit.as_str());
        unit == args.unit || !is_termbase && args.unit.len() >= 4 && unit.starts_with(&args.unit)
    };
    let is_asked = |finding: &Finding| match finding.language.as_deref() {
        None => is_english || is_termbase,
        Some("en") if is_termbase => is_english || session.global.lang.is_empty(),
        Some(code) => asked.iter().any(|language| language.code == code),
    };
    let meant: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| is_meant(args, finding) && is_named(finding) && is_asked(finding))
        .collect();
    if !meant.is_empty() {
        return Ok(meant);
    }
    let (place, hint) = match (is_termbase, is_english) {
        (true, _) => ("the termbase", "`concordia check` names the concepts behind its findings"),
        (false, true) => ("the English", "`concordia check` names the units"),
        (false, false) => {
            ("these languages", "`concordia check` names the units; findings about the English are waived with `-l en`")
        }
    };
    let message = format!("`{}` has no finding of {}{} in {place}", args.unit, args.rule, about(args));
    Err(Failure::new(message).hint(hint))
}

/// Accepts findings about the termbase.
fn of_termbase(
    args: &Args,
    session: &Session,
    workspace: &Workspace,
    accepted: Vec<Finding>,
) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let decision = decisions::decision(&workspace.project.root, session, &details(args, accepted))?;
    let _lock = session.lock(&workspace.project)?;
    let decided = pipeline::decide_termbase(&workspace.project, &decision)?;
    let said: Vec<String> = decided.into_iter().flat_map(|(_, said)| said).collect();
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/waive/1", "by": decision.by, "units": [],
            "concepts": [{ "concept": args.unit, "accepts": said }],
        }))?,
        _ => session.print(&format!(
            "{}\n{}1 concept waived by {}.\n",
            args.unit,
            decisions::accepted(&said),
            decision.by
        ))?,
    }
    Ok(Outcome::fine())
}
