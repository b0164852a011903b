//! `concordia glossary import`.

use std::path::{Path, PathBuf};

use crate::cli::{Outcome, Session};
use crate::glossary::{TbxStyle, Termbase, TermbaseFormat};
use crate::model::Failure;
use crate::pipeline::{self, TermbaseFile};
use crate::project::Project;
use crate::report;

/// Take over terms from a TBX file, a CSV file or an IATE export
///
/// Adds concepts, terms and forms that are not there yet; what is there is never changed. With `-l`, only these
/// languages and English are taken over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia glossary import iate-export.csv --into glossaries/iate.csv\n  \
    concordia glossary import terms.tbx -l pl,de --dry-run")]
pub(super) struct Args {
    /// The file to take terms from
    file: PathBuf,
    /// The file to put them into, relative to the project [default: the first file of the termbase]
    #[arg(long, value_name = "FILE")]
    into: Option<String>,
    /// Only say what would be taken over
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let project = session.project()?;
    let (_, mut other) = pipeline::read_termbase(&session.cwd.join(&args.file), &args.file.display().to_string())?;
    if let Some(id) = other.repeated_identifier() {
        return Err(Failure::new(format!("two concepts have the identifier “{id}”"))
            .in_file(args.file.display().to_string())
            .hint("give each its own; nothing was imported"));
    }
    super::known_languages(session, &project, &other)?;
    for concept in &mut other.concepts {
        concept.sections.retain(|section| super::wants(session, &section.language));
    }
    let (files, failures) = pipeline::termbase_files(&project);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure.hint("repair the termbase first; nothing was imported"));
    }
    let into = args.into.clone().or_else(|| files.first().map(|file| file.path.clone()));
    let into = into.unwrap_or_else(|| "glossaries/terms.csv".to_owned());
    let mut file = match files.into_iter().find(|file| file.path == into) {
        Some(file) => file,
        None if project.root.join(&into).exists() => {
            let (format, base) = pipeline::read_termbase(&project.root.join(&into), &into)?;
            TermbaseFile { path: into, format, base }
        }
        None => {
            let is_tbx = Path::new(&into).extension().is_some_and(|extension| extension == "tbx" || extension == "xml");
            let format = if is_tbx { TermbaseFormat::Tbx(TbxStyle::Dca) } else { TermbaseFormat::Csv };
            TermbaseFile { path: into, format, base: Termbase::default() }
        }
    };
    let before = size(&file.base);
    let mut strangers = other.languages().into_iter().filter(|code| !is_of_project(&project, code)).collect::<Vec<_>>();
    strangers.sort_unstable();
    let strangers = strangers.join(", ");
    file.base.merge(other);
    let after = size(&file.base);
    if !args.dry_run {
        file.save(&project)?;
    }
    let verb = if args.dry_run { "would take over" } else { "took over" };
    let more = |at: usize, noun: &str| {
        let grown = after.get(at).unwrap_or(&0).saturating_sub(*before.get(at).unwrap_or(&0));
        report::counted(grown as u64, noun)
    };
    session.remark(&format!(
        "{verb} {}, {} and {} into {}",
        more(0, "concept"),
        more(1, "term"),
        more(2, "form"),
        file.path
    ));
    if !strangers.is_empty() {
        session.remark(&format!("languages that the project does not have: {strangers}; leave them out with --lang"));
    }
    Ok(Outcome::fine())
}

fn is_of_project(project: &Project, code: &str) -> bool {
    code == "en" || project.config.languages.iter().any(|language| language.code == code)
}

/// Counts concepts, terms and listed forms.
fn size(base: &Termbase) -> [usize; 3] {
    let terms = || base.concepts.iter().flat_map(|concept| &concept.sections).flat_map(|section| &section.terms);
    [base.concepts.len(), terms().count(), terms().map(|term| term.forms.len()).sum()]
}
