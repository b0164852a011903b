//! `concordia report`.

use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline;
use crate::report::{self, StatusGroup, StatusOptions};

/// Write the reports, and show where every language stands
///
/// Writes reports/index.html (open it in any browser), status.json, status.csv and STATUS.md.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia report\n  concordia report -q && xdg-open reports/index.html")]
pub struct Args {}

pub(super) fn run(_args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let _lock = session.lock(&workspace.project)?;
    let (reported, failures) = pipeline::report(&workspace, &languages)?;
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/report/1", "written": reported.written, "languages": reported.status.languages,
        }))?,
        _ => {
            let options =
                StatusOptions { group: StatusGroup::Language, units: false, columns: session.columns(), waves: &[] };
            session.print(&report::status_text(&reported.status, &options))?;
            let folder = &workspace.project.config.reports;
            session.remark(&match reported.written.len() {
                0 => format!("{folder}/ is up to date."),
                _ => format!("Wrote {}. Open {folder}/index.html in a browser.", reported.written.join(", ")),
            });
        }
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}
