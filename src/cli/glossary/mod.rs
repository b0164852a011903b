//! `concordia glossary`.

mod export;
mod impact;
mod import;
mod learn;
mod list;
mod lookup;
mod stats;
mod test;
mod usage;

use super::{Outcome, Session};
use crate::glossary::Termbase;
use crate::model::Failure;
use crate::pipeline;
use crate::project::Project;

/// Work with the termbase
///
/// The termbase is in `glossaries/`: concepts with a term in every language, as CSV or TBX. English terms are found in
/// the units, and their equivalents in the translations, in whatever inflected form or compound they are written.
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:\n  concordia glossary lookup assembly -l pl,de\n  concordia glossary usage 'citizens’ assembly' -l de\n  \
    concordia glossary import iate.csv --into glossaries/iate.csv\n  concordia glossary impact"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the concepts with their terms
    List(list::Args),
    /// Look up a term or concept in any language
    Lookup(lookup::Args),
    /// Take over terms from a TBX file, a CSV file or an IATE export
    Import(import::Args),
    /// Write the termbase as TBX, CSV or in IATE's columns
    Export(export::Args),
    /// Count concepts and terms per language, and show what is wrong with the termbase
    Stats(stats::Args),
    /// Show every rendering of a concept, with counts and places
    Usage(usage::Args),
    /// Accept forms seen in approved translations into the termbase
    Learn(learn::Args),
    /// List the units and words that a change of the termbase affects
    Impact(impact::Args),
    /// Try terms on texts: JSON lines in, JSON lines out
    Test(test::Args),
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    match &args.command {
        Command::List(args) => list::run(args, session),
        Command::Lookup(args) => lookup::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Stats(args) => stats::run(args, session),
        Command::Usage(args) => usage::run(args, session),
        Command::Learn(args) => learn::run(args, session),
        Command::Impact(args) => impact::run(args, session),
        Command::Test(args) => test::run(args, session),
    }
}

/// Opens the project and reads its termbase.
fn termbase(session: &Session) -> Result<(Project, Termbase, Vec<Failure>), Failure> {
    let project = session.project()?;
    let (base, failures) = pipeline::load_termbase(&project);
    if base.concepts.is_empty() && failures.is_empty() {
        let files = project.glossary_files();
        if files.is_empty() {
            return Err(Failure::new("find a termbase: the project has none").hint(
                "put a CSV or TBX file into glossaries/ and name it in concordia.toml: [glossary] files = [\"glossaries/*\"]",
            ));
        }
        session.remark(&format!("the termbase has no concepts yet: {}", files.join(", ")));
    }
    Ok((project, base, failures))
}

/// Refuses a language of `--lang` that neither the project nor the termbase has.
fn known_languages(session: &Session, project: &Project, base: &Termbase) -> Result<(), Failure> {
    let mut known: Vec<&str> = project.config.languages.iter().map(|language| language.code).collect();
    known.push("en");
    known.extend(base.languages());
    known.sort_unstable();
    known.dedup();
    match session.global.lang.iter().find(|code| !known.contains(&code.as_str())) {
        Some(code) => Err(Failure::new(format!("`{code}` is a language of neither the project nor the termbase"))
            .hint(format!("there are {}", known.join(", ")))),
        None => Ok(()),
    }
}

/// Returns whether `--lang` asks for this language; all when it is absent. English is always shown.
fn wants(session: &Session, language: &str) -> bool {
    session.global.lang.is_empty() || language == "en" || session.global.lang.iter().any(|code| code == language)
}
