//! `concordia check`.

use std::collections::BTreeMap;

use super::answer::{self, Answer};
use super::{Outcome, OutputFormat, Session};
use crate::check;
use crate::gate::{self, Position, Verdict};
use crate::git;
use crate::language::Language;
use crate::model::{Failure, Finding, ModuleId, Severity};
use crate::pipeline::{self, Debts, ModuleFilter, Survey, Workspace};
use crate::report::{self, visible};

/// Check quality and terminology, and ask the gate whether this may be merged
///
/// Exit code 1 when the gate says no. What is wrong with the English is shown whatever languages `--lang` names, since it is
/// wrong for all of them; each finding is counted once. `-l en` shows nothing else.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia check\n  concordia check -l pl --format json\n  concordia check --list\n  \
    concordia check --explain numbers\n  concordia check --base origin/main --changed     in a pull request\n  \
    concordia check --fix --dry-run"
)]
pub struct Args {
    /// List the rules
    #[arg(long)]
    pub list: bool,
    /// Explain one rule: what, why, an example
    #[arg(long, value_name = "RULE")]
    pub explain: Option<String>,
    /// Be a ratchet: fail only on what is worse than on this commit, tag or branch
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Look only at modules whose English, catalogue or ledger differ from --base
    #[arg(long, requires = "base")]
    pub changed: bool,
    /// Put right what can be put right safely (typography), and show the difference
    #[arg(long, conflicts_with_all = ["base", "list", "explain"])]
    pub fix: bool,
    /// With --fix: show the difference and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// With --fix: change revised and approved texts as well, which ends their approval
    #[arg(long, requires = "fix")]
    pub signed: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if args.fix {
        return super::check_fix::run(args.dry_run, args.signed, session);
    }
    if args.list {
        match session.format(&[OutputFormat::Json, OutputFormat::Markdown])? {
            OutputFormat::Markdown => session.print(&check::list_markdown())?,
            OutputFormat::Json => session.print_json(&serde_json::json!({
                "schema": "concordia/check-list/1", "rules": check::list_lines(),
            }))?,
            _ => session.print(&check::list_text())?,
        }
        return Ok(Outcome::fine());
    }
    if let Some(name) = &args.explain {
        return explain(name, session);
    }
    let format = session.format(&answer::FORMATS)?;
    // Links lead to other modules, so all of them are read even when only some are asked about.
    let workspace = Workspace::load(session.project()?, &ModuleFilter::default())?;
    let filter = ModuleFilter::new(&session.global.module)?;
    // The English is checked in any case; `-l en` asks for nothing else.
    let mut languages = session.languages_and_english(&workspace.project)?;
    languages.retain(|language| language.code != "en");
    let mut survey = Survey::of(&workspace, &languages, &session.today);
    let unread = std::mem::take(&mut survey.failures);
    let (mut findings, failures) = pipeline::check(&workspace, &survey);
    findings.retain(|finding| finding.module.as_ref().map_or(filter.is_empty(), |module| filter.accepts(module)));
    // The termbase is audited whole; what is wrong in a language that nobody asked about is left out.
    let is_asked = |code: &str| code == "en" || languages.iter().any(|language| language.code == code);
    findings.retain(|finding| finding.language.as_deref().is_none_or(is_asked));
    let asked = Asked { args, session, languages: &languages, filter: &filter };
    let (now, verdict, mut more) = asked.gate(&workspace, survey, findings)?;
    more.extend(pipeline::idle_rules(&workspace));
    more.extend(workspace.failures.into_iter().chain(unread).chain(failures));
    more.dedup();
    let answer = Answer {
        verb: "check",
        failures: &more,
        findings: &now.findings,
        passed: verdict.passed,
        reasons: verdict.reasons.iter().map(|reason| reason.message.clone()).collect(),
        rules: serde_json::to_value(&verdict.reasons).ok(),
    };
    answer.print(format, session, || {
        format!("{}{}", text(&now.findings, is_english), verdict_text(&verdict, more.len()))
    })?;
    Ok(Outcome { passed: verdict.passed, failures: more })
}

/// Prints the page of one rule.
pub(super) fn explain(name: &str, session: &Session) -> Result<Outcome, Failure> {
    let text = check::explain(name).ok_or_else(|| {
        Failure::new(format!("there is no rule `{name}`")).hint("`concordia check --list` lists them")
    })?;
    session.print(&text)?;
    Ok(Outcome::fine())
}

/// What the gate was asked about.
struct Asked<'a> {
    args: &'a Args,
    session: &'a Session,
    languages: &'a [&'static Language],
    filter: &'a ModuleFilter,
}

impl Asked<'_> {
    /// Judges the project as it is, beside `--base` where one was given.
    fn gate(
        &self,
        workspace: &Workspace,
        survey: Survey,
        findings: Vec<Finding>,
    ) -> Result<(Position, Verdict, Vec<Failure>), Failure> {
        let session = self.session;
        let today = &session.today;
        // History is read only where somebody asks for ages.
        let policy = &workspace.project.config.gate;
        let are_ages_asked = self.args.base.is_some() || policy.rules.iter().any(|rule| rule.older_than.is_some());
        let mut debts = |paths: &[&str]| Debts::read(workspace, if are_ages_asked { paths } else { &[] }, today);
        let (mut now, mut failures) = pipeline::position(workspace, survey, findings, &mut debts, today);
        let Some(revision) = &self.args.base else {
            self.narrow(&mut now, None);
            let verdict = gate::judge(policy, &now, None);
            return Ok((now, verdict, failures));
        };
        let root = &workspace.project.root;
        let common = git::merge_base(root, revision).unwrap_or_else(|| revision.clone());
        if !pipeline::has_project_at(&workspace.project, &common) {
            session.remark(&format!("{revision} has no concordia.toml: everything counts as new since"));
            let changed = self.args.changed.then(|| git::changed_since(root, &common).unwrap_or_default());
            self.narrow(&mut now, changed.as_deref());
            let verdict = gate::judge(policy, &now, Some(&Position::default()));
            return Ok((now, verdict, failures));
        }
        let base = pipeline::workspace_at(&workspace.project, &common, &ModuleFilter::default())?;
        let survey = Survey::of(&base, self.languages, today);
        let (findings, _) = pipeline::check(&base, &survey);
        let (mut before, _) = pipeline::position(&base, survey, findings, &mut debts, today);
        pipeline::rename_modules(&mut before, &base, workspace);
        let changed = self.args.changed.then(|| git::changed_since(root, &common).unwrap_or_default());
        for position in [&mut now, &mut before] {
            self.narrow(position, changed.as_deref());
        }
        failures.extend(base.failures);
        let verdict = gate::judge(policy, &now, Some(&before));
        Ok((now, verdict, failures))
    }

    /// Leaves out the modules that were not asked about.
    fn narrow(&self, position: &mut Position, changed: Option<&[String]>) {
        if self.filter.is_empty() && changed.is_none() {
            return;
        }
        let is_changed = |module: &ModuleId| {
            let names = [format!("/{module}"), format!("/{module}.po"), format!("/{module}.ledger.jsonl")];
            changed.is_none_or(|paths| paths.iter().any(|path| names.iter().any(|name| path.ends_with(name.as_str()))))
        };
        let accepts = |module: &ModuleId| self.filter.accepts(module) && is_changed(module);
        position.rows.retain(|row| accepts(&row.module));
        position.words.retain(|(_, module), _| accepts(module));
        position.findings.retain(|finding| finding.module.as_ref().is_none_or(accepts));
    }
}

/// Returns the answer of the gate, with the one rule that decided it and the next step. `unread` counts what could not
/// be checked.
fn verdict_text(verdict: &Verdict, unread: usize) -> String {
    use anstyle::AnsiColor::{Green, Red};
    let Some(first) = verdict.reasons.first() else {
        if unread > 0 {
            let style = Red.on_default().bold();
            let what = if unread == 1 { "1 file".to_owned() } else { format!("{unread} files") };
            return format!("\n{style}The gate cannot say yes{style:#}: {what} could not be checked, see below.\n");
        }
        let style = Green.on_default().bold();
        return format!("\n{style}The gate says yes.{style:#}\n");
    };
    let style = Red.on_default().bold();
    let mut out =
        format!("\n{style}The gate says no{style:#}: {}: {}.\n  next: {}\n", first.rule, first.message, first.next);
    for reason in verdict.reasons.iter().skip(1) {
        out.push_str(&format!("  also {}: {}\n", reason.rule, reason.message));
    }
    out
}

/// Returns the findings file by file, and their number per severity; `is_english` tells those on the English.
pub(super) fn text(findings: &[Finding], is_english: fn(&Finding) -> bool) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut out = String::new();
    let mut count: BTreeMap<Severity, u64> = BTreeMap::new();
    let mut path = None;
    for finding in findings {
        *count.entry(finding.severity).or_default() += 1;
        if path != Some(&finding.path) {
            path = Some(&finding.path);
            let whose = if is_english(finding) { "  the English, for all languages" } else { "" };
            out.push_str(&format!(
                "{bold}{}{bold:#}{dim}{whose}{dim:#}\n",
                visible(finding.path.as_deref().unwrap_or("project"))
            ));
        }
        let line = finding.line.map_or(String::new(), |line| format!("{line}: "));
        let style = style(finding.severity);
        // Where an entry is named by its English, this may have several lines.
        let unit = finding.unit.as_ref().map(|unit| unit.as_str().trim_end().replace('\n', "↵"));
        let unit = unit.map_or(String::new(), |unit| format!("  {dim}{}{dim:#}", visible(&unit)));
        out.push_str(&format!(
            "  {line}{style}{}{style:#} {}: {}{unit}\n",
            finding.severity,
            finding.rule,
            visible(&finding.message)
        ));
        if let Some(hint) = &finding.hint {
            out.push_str(&format!("      {}\n", visible(hint)));
        }
    }
    let numbers: Vec<String> = count.iter().rev().map(|(severity, count)| counted(*severity, *count)).collect();
    let english = findings.iter().filter(|finding| is_english(finding)).count();
    let share = match english {
        0 => String::new(),
        all if all == findings.len() => " on the English".to_owned(),
        some => format!("; {} of them on the English", report::grouped(some as u64)),
    };
    if numbers.is_empty() {
        out.push_str("No findings.\n");
    } else {
        out.push_str(&format!("\n{}{share}\n", numbers.join(", ")));
    }
    out
}

/// Returns whether a finding is about an English module: it is there whatever languages are asked about, and once.
fn is_english(finding: &Finding) -> bool {
    finding.module.is_some() && finding.language.is_none()
}

/// Returns a number of findings in words: `1 critical`, `2 errors`.
fn counted(severity: Severity, count: u64) -> String {
    let plural = if count == 1 || severity == Severity::Critical { "" } else { "s" };
    format!("{} {severity}{plural}", report::grouped(count))
}

fn style(severity: Severity) -> anstyle::Style {
    use anstyle::AnsiColor::{Blue, Red, Yellow};
    match severity {
        Severity::Note => Blue.on_default(),
        Severity::Warning => Yellow.on_default(),
        Severity::Error => Red.on_default(),
        Severity::Critical => Red.on_default().bold(),
    }
}
