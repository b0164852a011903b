//! `concordia status`.

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, Workspace};
use crate::report::{self, StatusGroup, StatusOptions, StatusTable, StatusWave};

/// Show where every language stands
///
/// Compares the English of today with the catalogues in memory. Writes nothing, needs no `sync` before, and never fails
/// because of what it sees; `concordia check` does that.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia status\n  concordia status -l da,pl --by module\n  \
    concordia status --by wave\n  concordia status --units --format json")]
pub struct Args {
    /// One line per language, module or wave
    #[arg(long, value_enum, default_value_t = By::Language, value_name = "GROUP")]
    pub by: By,
    /// Count units instead of English words
    #[arg(long)]
    pub units: bool,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// A language
    Language,
    /// A module, over all languages
    Module,
    /// A wave of concordia.toml
    Wave,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json, OutputFormat::Csv, OutputFormat::Markdown])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let (status, failures) = pipeline::status(&workspace, &languages);
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/status/1", "languages": status.languages,
        }))?,
        OutputFormat::Csv => session.print(&report::status_csv(&status))?,
        OutputFormat::Markdown => session.print(&report::status_markdown(&status))?,
        _ => {
            session.print(&text(args, session, &workspace, &status))?;
            if session.is_terminal() {
                session.remark(&next_step(&status));
            }
        }
    }
    session.remark_abandoned(&workspace, &languages);
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}

fn text(args: &Args, session: &Session, workspace: &Workspace, status: &StatusTable) -> String {
    let waves: Vec<StatusWave<'_>> = workspace
        .project
        .config
        .waves
        .iter()
        .map(|wave| StatusWave {
            name: &wave.name,
            languages: &wave.languages,
            modules: &wave.modules,
            due: wave.due.as_deref(),
        })
        .collect();
    let group = match args.by {
        By::Language => StatusGroup::Language,
        By::Module => StatusGroup::Module,
        By::Wave => StatusGroup::Wave,
    };
    let options = StatusOptions { group, units: args.units, columns: session.table_columns(), waves: &waves };
    report::status_text(status, &options)
}

/// Returns what to do next, in one sentence.
fn next_step(status: &StatusTable) -> String {
    let stale = status.languages.iter().filter(|row| row.units.stale > 0).max_by_key(|row| row.words.stale);
    let drafted = status.languages.iter().filter(|row| row.units.draft > 0).max_by_key(|row| row.words.draft);
    match (stale, drafted) {
        (Some(row), _) => format!(
            "Next: `concordia outdated -l {}` shows what its {} stale units have missed.",
            row.language.code, row.units.stale
        ),
        (None, Some(row)) => {
            format!(
                "Next: review the {} drafts in {}: `concordia report -l {}`.",
                row.units.draft, row.language.english, row.language.code
            )
        }
        (None, None) => "Next: `concordia check` says whether this may be published.".to_owned(),
    }
}
