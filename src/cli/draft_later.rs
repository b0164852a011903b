//! `concordia draft --submit`, `--collect` and `--listen`: eTranslation, which answers later.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::draft::{Args, suggest_from};
use super::draft_engine::{cache_folder, callback_secret, etranslation, etranslation_settings};
use super::draft_later_text;
use super::draft_text::is_refusal;
use super::{Outcome, OutputFormat, Session};
use crate::engine::{Received, Receiver};
use crate::model::{Failure, Fingerprint};
use crate::pipeline::{self, Destination, DraftOptions, ModuleFilter, SubmitOptions, Workspace};
use crate::report::visible;

pub(super) fn submit(
    args: &Args,
    folder: Option<&Path>,
    filter: &ModuleFilter,
    session: &Session,
    workspace: Workspace,
) -> Result<Outcome, Failure> {
    let languages = session.languages(&workspace.project)?;
    let config = &workspace.project.config;
    let (terms, failed) = pipeline::load_termbase(&workspace.project);
    let name = args.engine.as_deref().unwrap_or("etranslation");
    let settings = etranslation_settings(name, &workspace.project)?;
    let folder = folder.map(|folder| session.cwd.join(folder));
    let engine = match folder.is_some() || args.dry_run {
        true => None,
        false => Some(etranslation(&settings, session, &workspace.project)?),
    };
    let to = match (&engine, &folder) {
        (Some(engine), _) => Destination::Engine(engine),
        (None, Some(folder)) if !args.dry_run => Destination::Folder(folder),
        _ => Destination::Nowhere,
    };
    let cache = cache_folder(&workspace.project)?;
    let interrupted = AtomicBool::new(false);
    let memory = DraftOptions {
        engine: None,
        is_dry: args.dry_run,
        is_again: args.again,
        max_characters: [args.max_chars, settings.max_characters].into_iter().flatten().min(),
        account: None,
        interrupted: &interrupted,
        fill_from: args.fill_from(config),
        suggest_from: suggest_from(config),
        cache: Some(&cache),
        filter,
        terms: &terms,
        today: &session.today,
        progress: &|_| {},
    };
    let _lock = if args.dry_run { None } else { Some(session.lock(&workspace.project)?) };
    let options = SubmitOptions { to, name, settings: &settings, is_again: args.again, memory: &memory };
    let (submission, failures) = pipeline::submit(&workspace, &languages, &options);
    match session.format(&[OutputFormat::Json])? {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/draft-submit/1", "engine": name, "dry_run": args.dry_run,
            "currency": config.rates.currency, "documents": submission.documents, "waiting": submission.waiting,
            "languages": submission.languages, "note": submission.note,
        }))?,
        _ => {
            let is_whole = failures.is_empty();
            let text = draft_later_text::submitted(&submission, &to, name, &config.rates.currency, is_whole);
            session.print(&visible(&text))?;
        }
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failed).chain(failures).collect()))
}

pub(super) fn collect(folder: Option<&Path>, session: &Session, workspace: Workspace) -> Result<Outcome, Failure> {
    let languages = session.languages(&workspace.project)?;
    let folder = match folder {
        Some(folder) => session.cwd.join(folder),
        None => deliveries(&workspace)?,
    };
    if folder.is_file() {
        let failure = Failure::new("this is a file").in_file(folder.display().to_string());
        return Err(failure.hint("name the folder that holds the deliveries"));
    }
    let cache = cache_folder(&workspace.project)?;
    let (terms, failed) = pipeline::load_termbase(&workspace.project);
    let _lock = session.lock(&workspace.project)?;
    let (collection, failures) =
        pipeline::collect(&workspace, &languages, &terms, &folder, &session.today, Some(&cache))?;
    match session.format(&[OutputFormat::Json])? {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/draft-collect/1", "languages": collection.languages,
            "passed_over": collection.passed_over, "waiting": collection.waiting,
        }))?,
        _ => session.print(&visible(&draft_later_text::collected(&collection, failures.is_empty())))?,
    }
    let passed = !collection.languages.iter().flat_map(|one| &one.findings).any(is_refusal);
    Ok(Outcome { passed, failures: workspace.failures.into_iter().chain(failed).chain(failures).collect() })
}

pub(super) fn listen(args: &Args, address: &str, session: &Session, workspace: &Workspace) -> Result<Outcome, Failure> {
    let receiver = Receiver::bind(address, callback_secret()?, &deliveries(workspace)?)?;
    session.remark(&format!("listening on http://{}/<secret>; end with Ctrl-C", receiver.address()));
    let mut count = 0;
    while args.deliveries.is_none_or(|wanted| count < wanted) {
        match receiver.receive()? {
            Received::Stored(path) => {
                count += 1;
                session.print(&format!("{}\n", path.display()))?;
            }
            Received::Again(path) => session.remark(&format!("{} came again", path.display())),
            Received::Noted => session.remark("a note that a document is done; the document comes by itself"),
            Received::Refused => session.remark("a request without the secret, or no delivery, was refused"),
        }
    }
    Ok(Outcome::fine())
}

/// Returns the folder in which `--listen` puts the deliveries of a project.
fn deliveries(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let root = &workspace.project.root;
    let root = root.canonicalize().unwrap_or_else(|_| root.clone());
    let name = Fingerprint::of([root.display().to_string().as_str()]).to_string();
    Ok(cache_folder(&workspace.project)?.join("deliveries").join(name))
}
