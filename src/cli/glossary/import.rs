//! `concordia glossary import`.

use std::path::PathBuf;

use crate::cli::{Outcome, Session};
use crate::glossary::{TbxStyle, Termbase, TermbaseFormat, passed_over_text};
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
    let shown = args.file.display().to_string();
    let given = pipeline::read_termbase(&session.cwd.join(&args.file), &shown)?;
    let mut other = given.base;
    if let Some(id) = other.repeated_identifier() {
        return Err(Failure::new(format!("two concepts have the identifier “{id}”"))
            .in_file(shown)
            .hint("give each its own; nothing was imported"));
    }
    super::known_languages(session, &project, &other)?;
    for concept in &mut other.concepts {
        concept.sections.retain(|section| super::wants(session, &section.language));
    }
    let given_concepts = other.concepts.len();
    other.concepts.retain(|concept| !concept.sections.is_empty());
    let empty = given_concepts - other.concepts.len();
    let (files, failures) = pipeline::termbase_files(&project);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure.hint("repair the termbase first; nothing was imported"));
    }
    identify(&mut other, &files, &shown)?;
    let mut file = destination(args, &project, files)?;
    let before = size(&file.base);
    let mut strangers = other.languages().into_iter().filter(|code| !is_of_project(&project, code)).collect::<Vec<_>>();
    strangers.sort_unstable();
    let strangers = strangers.join(", ");
    file.base.merge(other);
    let after = size(&file.base);
    let text = file.updated(&project)?;
    if !args.dry_run {
        file.write(&project, &text)?;
    }
    let verb = if args.dry_run { "would take over" } else { "took over" };
    let more = |at: usize, noun: &str| {
        let grown = after.get(at).unwrap_or(&0).saturating_sub(*before.get(at).unwrap_or(&0));
        report::counted(grown as u64, noun)
    };
    let counts = [more(0, "concept"), more(1, "term"), more(2, "form")];
    session.remark(&format!("{verb} {}, {} and {} into {}", counts[0], counts[1], counts[2], file.path));
    if !given.passed_over.is_empty() {
        session.remark(&format!("not taken over from {shown}: {}", passed_over_text(&given.passed_over)));
    }
    if empty > 0 {
        let entries = if empty == 1 { "1 entry".to_owned() } else { format!("{empty} entries") };
        session.remark(&format!("not taken over from {shown}: {entries} without any language"));
    }
    if !strangers.is_empty() {
        session.remark(&format!("languages that the project does not have: {strangers}; leave them out with --lang"));
    }
    Ok(Outcome::fine())
}

/// Gives each concept of another file the identifier that it has in the termbase.
///
/// # Errors
/// When an identifier is that of another concept there.
fn identify(other: &mut Termbase, files: &[TermbaseFile], shown: &str) -> Result<(), Failure> {
    let mut whole = Termbase::default();
    for file in files {
        whole.join(file.base.clone());
    }
    other.identify(&whole);
    let clashes = other.clashes(&whole);
    let Some(first) = clashes.first() else { return Ok(()) };
    let more = if clashes.len() > 1 { format!(" ({} such identifiers)", clashes.len()) } else { String::new() };
    let message = format!("“{}” is {} here and {} in the file{more}", first.id, first.mine, first.theirs);
    Err(Failure::new(message)
        .in_file(shown)
        .hint("give it another identifier, or, if it is the same concept, a term that both have; nothing was imported"))
}

/// Returns the file of the termbase to write to.
///
/// # Errors
/// A file that is not one of the termbase.
fn destination(args: &Args, project: &Project, files: Vec<TermbaseFile>) -> Result<TermbaseFile, Failure> {
    let into = args.into.clone().or_else(|| files.first().map(|file| file.path.clone()));
    let into = into.unwrap_or_else(|| "glossaries/terms.csv".to_owned());
    let into = into.strip_prefix("./").map_or(into.clone(), str::to_owned);
    if let Some(file) = files.into_iter().find(|file| file.path == into) {
        return Ok(file);
    }
    let name = into.to_lowercase();
    let format = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("tbx" | "xml") => TermbaseFormat::Tbx(TbxStyle::Dca),
        Some("csv") => TermbaseFormat::Csv,
        _ => return Err(Failure::new("write a termbase").in_file(into).hint("its name must end in .csv or .tbx")),
    };
    if !project.is_glossary_file(&into) {
        let failure = Failure::new("the file is not one of the termbase: its terms would not be used").in_file(&into);
        return Err(failure.hint("name it in concordia.toml: [glossary] files = [\"glossaries/*\"]"));
    }
    Ok(TermbaseFile::new(into, format))
}

fn is_of_project(project: &Project, code: &str) -> bool {
    code == "en" || project.config.languages.iter().any(|language| language.code == code)
}

/// Counts concepts, terms and listed forms.
fn size(base: &Termbase) -> [usize; 3] {
    let terms = || base.concepts.iter().flat_map(|concept| &concept.sections).flat_map(|section| &section.terms);
    [base.concepts.len(), terms().count(), terms().map(|term| term.forms.len()).sum()]
}
