//! `concordia explain`.

use super::pieces::coloured;
use super::{Outcome, OutputFormat, Session};
use crate::diff;
use crate::model::Failure;
use crate::pipeline::{self, Biography};
use crate::report;

/// Tell the life of one unit: wordings, translations, commits, decisions, and why it is in its state
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia explain 1f0a9c2b -l da\n  concordia explain welcome.title -l da --format json"
)]
pub struct Args {
    /// The unit, by its name or a former one; the first four digits of a hash are enough
    #[arg(value_name = "UNIT")]
    pub unit: String,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let (lives, failures) = pipeline::biographies(&workspace, &languages, &args.unit)?;
    match format {
        OutputFormat::Json => {
            session.print_json(&serde_json::json!({ "schema": "concordia/explain/1", "units": lives }))?;
        }
        _ => session.print(&lives.iter().map(text).collect::<Vec<_>>().join("\n"))?,
    }
    Ok(Outcome::with(failures))
}

fn text(life: &Biography) -> String {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let mut out = format!("{bold}{} {}{bold:#}  {}:{}\n", life.language, life.unit, life.path, life.line);
    out.push_str(&format!("  {bold}{}{bold:#}: {}\n", life.state, life.why));
    let english = match &life.old {
        Some(old) => coloured(&diff::words(old, &life.source)),
        None => life.source.clone(),
    };
    out.push_str(&format!("  en  {english}\n"));
    for form in &life.translation {
        out.push_str(&format!("  {:3} {form}\n", life.language));
    }
    for event in &life.events {
        let commit = event.commit.as_ref().map_or(String::new(), |commit| {
            let subject = report::shorten(&event.subject, 50);
            format!("  {dim}{} {subject}{dim:#}", commit.get(..10).unwrap_or(commit))
        });
        out.push_str(&format!(
            "  {}  {} by {}{commit}\n",
            report::visible(&event.date),
            report::visible(&event.what),
            report::visible(&event.by)
        ));
        if !event.text.is_empty() {
            out.push_str(&format!("      {}\n", report::visible(&event.text).replace('\n', "\n      ")));
        }
    }
    out
}
