//! `concordia draft`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::draft_engine::{cache_folder, engine_of};
use super::draft_later::{collect, listen, submit};
use super::draft_text;
use super::{Outcome, OutputFormat, Session};
use crate::model::Failure;
use crate::pipeline::{self, DraftOptions, DraftProgress, EngineChoice, ModuleFilter, Workspace};
use crate::project::Config;
use crate::report::visible;

/// Draft missing translations by memory or machine
///
/// Without --engine the translations that the project already has are used, and nothing leaves this machine. Drafts are
/// marked as such until a person accepts them; a translation that a person wrote is never touched: for a stale one the
/// draft is put into the ledger beside it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia draft -l fi                                 from the project's own translations\n  \
    concordia draft -l da,pl --engine deepl --dry-run     what would it cost?\n  \
    concordia draft -l da --engine deepl --max-chars 50000\n  \
    concordia draft -l da --submit                        ask eTranslation, which answers later\n  \
    concordia draft -l da --submit --again                the request was lost: ask once more\n  \
    concordia draft --listen 127.0.0.1:8080               receive its answers\n  \
    concordia draft --collect                             take them in\n  \
    concordia draft --stats                               how much did people change?\n\n\
    Keys come from DEEPL_AUTH_KEY, ETRANSLATION_USER and ETRANSLATION_PASSWORD, LIBRETRANSLATE_API_KEY, or from a file\n\
    outside the repository that `key-file` names; the secret of the delivery address from CONCORDIA_CALLBACK_SECRET."
)]
pub struct Args {
    /// Ask an engine for what the memory does not know: a name under [engines], or deepl, libretranslate
    #[arg(long, value_name = "NAME")]
    pub engine: Option<String>,
    /// Price the run per language, and send and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Stop before more characters than this are sent, repeats included
    #[arg(long, value_name = "NUMBER")]
    pub max_chars: Option<u64>,
    /// Write near texts of the memory, too, from this similarity on, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(50..=100))]
    pub fuzzy: Option<u8>,
    /// Show how much people changed the drafts of each engine
    #[arg(long, conflicts_with_all = ["engine", "dry_run"])]
    pub stats: bool,
    /// Ask eTranslation for what the memory does not know; with a folder, write the documents there to be uploaded by hand
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, conflicts_with = "stats")]
    pub submit: Option<Option<PathBuf>>,
    /// Ask once more: with --submit for documents that were lost on their way or collected already, with --engine for what
    /// was refused before and is not in the cache any more
    #[arg(long, conflicts_with_all = ["stats", "collect", "listen"])]
    pub again: bool,
    /// Take in eTranslation's deliveries, from a folder or from where --listen puts them
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, conflicts_with_all = ["stats", "dry_run", "submit"])]
    pub collect: Option<Option<PathBuf>>,
    /// Receive eTranslation's deliveries on this address until interrupted
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["stats", "dry_run", "submit", "collect"])]
    pub listen: Option<String>,
    /// With --listen: end after so many deliveries
    #[arg(long, value_name = "NUMBER", requires = "listen")]
    pub deliveries: Option<u64>,
}

impl Args {
    /// Returns from which similarity on, in percent, the memory's translation of another text is a draft.
    pub(super) fn fill_from(&self, config: &Config) -> usize {
        usize::from(self.fuzzy.unwrap_or(config.draft.fill_from)).clamp(50, 100)
    }
}

/// Returns from which similarity on, in percent, the memory's translation of another text is shown.
pub(super) fn suggest_from(config: &Config) -> usize {
    usize::from(config.draft.suggest_from).clamp(50, 100)
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    session.format(&[OutputFormat::Json])?;
    let filter = ModuleFilter::new(&session.global.module)?;
    // The memory draws on every module, whichever are drafted.
    let workspace = Workspace::load(session.project()?, &ModuleFilter::default())?;
    if !filter.is_empty() && !workspace.sources.iter().any(|source| filter.accepts(&source.module)) {
        return Err(Failure::new("no module matches --module").hint("`concordia extract` lists the modules"));
    }
    if args.stats {
        return stats(&filter, session, workspace);
    }
    if let Some(address) = &args.listen {
        return listen(args, address, session, &workspace);
    }
    if let Some(folder) = &args.submit {
        return submit(args, folder.as_deref(), &filter, session, workspace);
    }
    if let Some(folder) = &args.collect {
        return collect(folder.as_deref(), session, workspace);
    }
    draft(args, &filter, session, workspace)
}

fn draft(args: &Args, filter: &ModuleFilter, session: &Session, workspace: Workspace) -> Result<Outcome, Failure> {
    let languages = session.languages(&workspace.project)?;
    let config = &workspace.project.config;
    let name = args.engine.as_deref().unwrap_or(&config.draft.engine);
    let engine = match name {
        "memory" => None,
        name => Some(engine_of(name, session, &workspace.project, args.dry_run)?),
    };
    let cache = cache_folder(&workspace.project)?;
    let (terms, failed) = pipeline::load_termbase(&workspace.project);
    // What the account has left caps the run, where the engine tells and the key may ask.
    let usage = engine.as_ref().filter(|_| !args.dry_run).and_then(|(engine, _)| engine.usage().ok().flatten());
    let max = [args.max_chars, engine.as_ref().and_then(|(_, settings)| settings.max_characters)];
    let interrupted = interruption(args.dry_run || engine.is_none());
    let progress = draft_text::progress(session);
    let report = |at: &DraftProgress| {
        draft_text::report(&progress, at);
        // Where nobody sees the bar the wait is said.
        if let Some(pause) = at.pause.filter(|pause| progress.is_hidden() && pause.as_secs() >= 1) {
            session.remark(&format!("{}: the engine is busy; asking again in {} s", at.language, pause.as_secs()));
        }
    };
    let options = DraftOptions {
        engine: engine.as_ref().map(|(engine, settings)| EngineChoice { engine: engine.as_ref(), name, settings }),
        is_dry: args.dry_run,
        is_again: args.again,
        max_characters: max.into_iter().flatten().min(),
        account: usage.and_then(|usage| usage.left()),
        interrupted: &interrupted,
        fill_from: args.fill_from(config),
        suggest_from: suggest_from(config),
        cache: Some(&cache),
        filter,
        terms: &terms,
        today: &session.today,
        progress: &report,
    };
    let _lock = if args.dry_run { None } else { Some(session.lock(&workspace.project)?) };
    let (drafted, failures) = pipeline::draft(&workspace, &languages, &options);
    progress.finish_and_clear();
    match session.format(&[OutputFormat::Json])? {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/draft/1", "engine": name, "dry_run": args.dry_run,
            "account": usage, "currency": config.rates.currency, "languages": drafted,
        }))?,
        // Much of it was written by others: engines, catalogues, ledgers.
        _ => {
            let text = draft_text::drafted(&drafted, name, args.dry_run, &config.rates.currency, usage);
            session.print(&visible(&text))?;
        }
    }
    let passed = !drafted.iter().flat_map(|one| &one.findings).any(draft_text::is_refusal);
    Ok(Outcome { passed, failures: workspace.failures.into_iter().chain(failed).chain(failures).collect() })
}

/// Makes the first Ctrl-C (or SIGTERM) let open requests end, so that what they bring is kept; the second ends at once.
fn interruption(is_offline: bool) -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    // Where there is nothing to lose the system's own way of ending is the best.
    if !is_offline {
        let _ = ctrlc::set_handler(move || {
            if set.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
        });
    }
    flag
}

fn stats(filter: &ModuleFilter, session: &Session, workspace: Workspace) -> Result<Outcome, Failure> {
    let languages = session.languages(&workspace.project)?;
    let (statistics, failures) = pipeline::draft_statistics(&workspace, &languages, filter);
    match session.format(&[OutputFormat::Json])? {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/draft-stats/1", "rows": statistics.rows, "best": statistics.best,
            "refusals": statistics.refusals,
        }))?,
        _ => {
            let with_modules = !filter.is_empty() || !session.global.lang.is_empty();
            session.print(&visible(&draft_text::statistics(&statistics, with_modules)))?;
        }
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}
