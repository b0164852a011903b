//! `concordia report`.

use super::{Outcome, OutputFormat, Session};
use crate::git;
use crate::model::{Day, Failure};
use crate::pipeline::{self, ReportOptions, Since};
use crate::report::{self, StatusGroup, StatusOptions, Wording};

/// Write the reports, and show where every language stands
///
/// Writes reports/index.html (open it in any browser), a work list and review pages per language, status.json,
/// status.csv and STATUS.md; with --xlsx a workbook. With --lang or --module only the review pages of those are written, complete, to be sent
/// to a reviewer; `concordia apply` takes what comes back.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia report\n  concordia report -q && xdg-open reports/index.html\n  concordia report --since v1.2    what moved since a release\n  \
                  concordia report -l pl -m 3    one page to attach"
)]
pub struct Args {
    /// How many days back changes are counted
    #[arg(long, default_value_t = 7, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    pub days: u32,
    /// Count changes since the end of a day, as 2026-11-01, or since a commit, tag or branch
    #[arg(long, value_name = "DATE|REV", conflicts_with = "days")]
    pub since: Option<String>,
    /// Language of the words on the pages
    #[arg(long = "in", default_value = "en", value_name = "LANGUAGE")]
    pub language: String,
    /// Write reports/status.xlsx, too
    #[arg(long)]
    pub xlsx: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let wording = Wording::of(&args.language).ok_or_else(|| {
        let codes: Vec<&str> = Wording::codes().collect();
        Failure::new(format!("the words of the reports are not translated into `{}`", args.language))
            .hint(format!("they are there in {}", codes.join(", ")))
    })?;
    let is_part = !session.global.lang.is_empty() || !session.global.module.is_empty();
    if is_part && args.xlsx {
        return Err(Failure::new(
            "a workbook is about the whole project, and --lang and --module write review pages only",
        )
        .hint("leave out --xlsx, or --lang and --module"));
    }
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let since = since(args, &workspace.project.root)?;
    let _lock = session.lock(&workspace.project)?;
    let options = ReportOptions { is_part, today: &session.today, since, with_workbook: args.xlsx, wording };
    let (reported, failures) = pipeline::report(&workspace, &languages, options)?;
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/report/1", "written": reported.written, "languages": reported.status.languages,
        }))?,
        _ => {
            let options = StatusOptions {
                group: StatusGroup::Language,
                units: false,
                columns: session.table_columns(),
                waves: &[],
            };
            session.print(&report::status_text(&reported.status, &options))?;
            let folder = &workspace.project.config.reports;
            session.remark(&match reported.written.len() {
                0 => format!("{folder}/ is up to date."),
                1..=4 => format!("Wrote {}.", reported.written.join(", ")),
                number if is_part => format!("Wrote {number} files."),
                number => format!("Wrote {number} files. Open {folder}/index.html in a browser."),
            });
            if is_part {
                session.remark("The other pages are as they were; without --lang and --module all are written.");
            }
        }
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}

/// Returns what changes are counted from.
fn since(args: &Args, root: &std::path::Path) -> Result<Since, Failure> {
    let Some(text) = &args.since else { return Ok(Since::Days(args.days)) };
    if let Some(day) = Day::parse(text) {
        return Ok(Since::Day(day));
    }
    let id = git::resolve(root, text).ok_or_else(|| {
        Failure::new(format!("`{text}` is neither a day nor a commit"))
            .hint("write a day as 2026-11-01, or name a commit, tag or branch")
    })?;
    Ok(Since::Commit { name: text.clone(), id })
}
