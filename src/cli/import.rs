//! `concordia import`.

use std::path::PathBuf;

use super::{Outcome, OutputFormat, Session};
use crate::exchange::TakeInPolicy;
use crate::language::Language;
use crate::model::{Failure, Finding};
use crate::pipeline::{self, Imported, ModuleFilter, Workspace};
use crate::{report, store};

/// Take a localised file that exists already into the catalogue, by key
///
/// Reads a Fluent file of one language and writes its texts into the catalogue of the module. What only the target has
/// (grammatical cases, genders) is taken too. A translation that the catalogue has already stays, unless --overwrite
/// is given.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia import old/da/platform.ftl -l da\n  concordia import da.ftl -l da -m platform.ftl --dry-run"
)]
pub struct Args {
    /// The localised file (.ftl)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Replace translations that differ
    #[arg(long)]
    pub overwrite: bool,
    /// Take the texts as drafts, to be accepted by a person
    #[arg(long)]
    pub as_drafts: bool,
    /// Show what would be taken, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    if args.file.extension().is_none_or(|extension| extension != "ftl") {
        return Err(Failure::new("only Fluent files can be imported").hint("the file's name must end in .ftl"));
    }
    let project = session.project()?;
    let languages = session.languages(&project)?;
    let [language] = languages.as_slice() else {
        return Err(Failure::new("the language of the file is not known").hint("name it, for example with -l da"));
    };
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let wanted = if session.global.module.is_empty() { vec![name] } else { session.global.module.clone() };
    let text = store::read_text(&session.cwd.join(&args.file))?;
    let is_named = !session.global.module.is_empty();
    let workspace =
        Workspace::load(project, &ModuleFilter::new(&wanted)?).map_err(|failure| match wanted.as_slice() {
            [name] if !is_named && failure.message == "no module matches --module" => {
                Failure::new(format!("no module is called {name}"))
                    .hint("name one with --module; `concordia extract` lists the modules")
            }
            _ => failure,
        })?;
    let _lock = if args.dry_run { None } else { Some(session.lock(&workspace.project)?) };
    let policy = TakeInPolicy { overwrites: args.overwrite, as_drafts: args.as_drafts };
    let imported = pipeline::import_fluent(&workspace, language, &text, policy, &session.today, args.dry_run)?;
    match format {
        OutputFormat::Json => session.print_json(&as_json(&imported, language, args.dry_run))?,
        _ => session.print(&as_text(&imported, args))?,
    }
    Ok(Outcome::with(workspace.failures))
}

fn as_json(imported: &Imported, language: &Language, is_dry: bool) -> serde_json::Value {
    let taken_in = &imported.taken_in;
    serde_json::json!({
        "schema": "concordia/import/1", "dry_run": is_dry, "language": language.code, "path": imported.path,
        "units": imported.units, "taken": taken_in.taken, "same": taken_in.same, "kept": taken_in.kept,
        "unplaced": taken_in.unplaced, "findings": imported.findings,
    })
}

fn as_text(imported: &Imported, args: &Args) -> String {
    let taken_in = &imported.taken_in;
    let verb = if args.dry_run { "would take" } else { "took" };
    let mut out = format!("{} {verb} {}", imported.path, report::counted(taken_in.taken.len() as u64, "text"));
    if taken_in.same > 0 {
        out.push_str(&format!("; {} it had already", taken_in.same));
    }
    out.push_str(&format!("; the module has {}.\n", report::counted(imported.units as u64, "unit")));
    if !taken_in.kept.is_empty() {
        out.push_str("Kept, because the catalogue's own translation differs (--overwrite replaces it):\n");
        taken_in.kept.iter().for_each(|context| out.push_str(&format!("  {context}\n")));
    }
    if !taken_in.unplaced.is_empty() {
        out.push_str("Without an entry to go to:\n");
        taken_in.unplaced.iter().for_each(|context| out.push_str(&format!("  {context}\n")));
    }
    for finding in &imported.findings {
        out.push_str(&line_of(finding, args));
    }
    out
}

fn line_of(finding: &Finding, args: &Args) -> String {
    let line = finding.line.map_or(String::new(), |line| format!("{line}: "));
    format!("{}:{line} {}: {}\n", args.file.display(), finding.severity, finding.message)
}
