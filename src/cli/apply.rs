//! `concordia apply`.

use std::path::PathBuf;

use super::{Outcome, OutputFormat, Session};
use crate::exchange::read_review_form;
use crate::git;
use crate::model::Failure;
use crate::pipeline::{self, AnswerFate, Fate, ModuleFilter, Signed, Workspace};
use crate::report::{self, Align, Cell};
use crate::store;

/// Take the form that a reviewer filled in on a review page
///
/// Corrections go into the catalogue, decisions and remarks into the ledger, signed with the name in the form. A rejected
/// text stays in the catalogue as a draft, with the reason as a comment. Every answer is listed with what became of it:
/// applied, unchanged (it was taken before), stale (the English changed since), conflicting (the translation changed since),
/// refused, damaged or unknown. Exit code 1 when any answer was not taken.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia apply review-pl-basic-course-md.json\n  \
                        concordia apply --dry-run review-*.json\n  concordia apply review.json --as reviser-2")]
pub struct Args {
    /// The files that the review pages saved
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Show what would happen, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Sign with this name or role instead of the one in the form
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for file in &args.files {
        let shown = file.display().to_string();
        match apply_file(args, session, file) {
            Ok((language, module, answers)) => files.push((shown, language, module, answers)),
            Err(failure) if failure.path.is_some() => failures.push(failure),
            Err(failure) => failures.push(failure.in_file(shown)),
        }
    }
    let passed = files.iter().all(|(.., answers)| answers.iter().all(|answer| answer.fate.is_fine()));
    match format {
        OutputFormat::Json => {
            let files: Vec<serde_json::Value> = files
                .iter()
                .map(|(file, language, module, answers)| {
                    serde_json::json!({"file": file, "language": language, "module": module, "units": answers})
                })
                .collect();
            session.print_json(&serde_json::json!({
                "schema": "concordia/apply/1", "dry_run": args.dry_run, "files": files,
            }))?;
        }
        _ => {
            let mut out = String::new();
            for (_, language, module, answers) in &files {
                out.push_str(&text(language, module, answers));
            }
            session.print(&out)?;
        }
    }
    Ok(Outcome { passed, failures })
}

fn apply_file(
    args: &Args,
    session: &Session,
    file: &std::path::Path,
) -> Result<(String, String, Vec<AnswerFate>), Failure> {
    let bytes = store::read(&session.cwd.join(file))?;
    let form = read_review_form(&bytes)
        .map_err(|message| Failure::new(message).hint("ask the reviewer to save and send the file again"))?;
    let project = session.project()?;
    let language = project.config.languages.iter().copied().find(|language| language.code == form.language);
    let language = language
        .ok_or_else(|| Failure::new(format!("`{}` is not a target language of this project", form.language)))?;
    let by = args.by.as_deref().unwrap_or(&form.reviewer).trim().to_owned();
    if by.is_empty() {
        return Err(Failure::new("nobody signed the form").hint("name the reviewer with --as NAME"));
    }
    super::decisions::is_name(&by)?;
    let mut workspace = Workspace::load(project, &ModuleFilter::default())?;
    workspace.sources.retain(|source| source.module.as_str() == form.module);
    if workspace.sources.is_empty() {
        return Err(Failure::new(format!("there is no module `{}`", form.module))
            .hint("it was renamed or removed after the form was made"));
    }
    let via = git::identity(&workspace.project.root).filter(|identity| *identity != by);
    let _lock = session.lock(&workspace.project)?;
    let signed = Signed { by: &by, via: via.as_deref(), today: &session.today, is_dry: args.dry_run };
    let answers = pipeline::apply_form(&workspace, language, &form, signed)?;
    Ok((form.language, form.module, answers))
}

/// Lists every answer; what was not taken with its text, so that nothing a reviewer wrote is lost.
fn text(language: &str, module: &str, answers: &[AnswerFate]) -> String {
    let rows: Vec<Vec<Cell>> = answers
        .iter()
        .map(|answer| {
            [answer.fate.word(), answer.unit.as_str(), answer.message.as_str()]
                .map(|text| Cell::plain(visible(text)))
                .to_vec()
        })
        .collect();
    let mut out = format!("{language} {module}\n{}", report::table(&[Align::Left; 3], &rows));
    for answer in answers.iter().filter(|answer| !answer.fate.is_fine()) {
        for form in answer.translation.iter().filter(|form| !form.trim().is_empty()) {
            out.push_str(&format!("not taken, {}: {}\n", visible(&answer.unit), visible(form)));
        }
    }
    for answer in answers.iter().filter(|answer| !answer.remark.is_empty()) {
        out.push_str(&format!("remark, {}: {}\n", visible(&answer.unit), visible(&answer.remark)));
    }
    let all =
        [Fate::Applied, Fate::Unchanged, Fate::Stale, Fate::Conflicting, Fate::Refused, Fate::Damaged, Fate::Unknown];
    let counts: Vec<String> = all
        .into_iter()
        .map(|fate| (fate, answers.iter().filter(|answer| answer.fate == fate).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(fate, count)| format!("{count} {}", fate.word()))
        .collect();
    let counts = if counts.is_empty() { "the form has no answers".to_owned() } else { counts.join(", ") };
    out.push_str(&format!("{counts}.\n"));
    out
}

/// Shows control characters instead of sending them to the terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
