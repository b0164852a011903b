//! `concordia glossary lookup`.

use super::list::{select, text};
use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Concept, Matcher};
use crate::language::OFFICIAL;
use crate::model::Failure;

/// Look up a term or concept in any language
///
/// Inflected forms are found too. Exit code 1 when there is nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  concordia glossary lookup panelu -l pl,de")]
pub(super) struct Args {
    /// A term in any language, a part of one, or a concept's identifier
    term: String,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (_, base, failures) = termbase(session)?;
    let mut found: Vec<usize> = OFFICIAL
        .iter()
        .filter(|language| base.terms(language.code).next().is_some())
        .flat_map(|language| Matcher::new(&base, language).find(&args.term))
        .filter(|hit| hit.level.is_sure())
        .map(|hit| hit.place.concept)
        .collect();
    let needle = args.term.to_lowercase();
    let is_part = |concept: &Concept| {
        concept.id == args.term
            || concept.iate == args.term
            || concept.sections.iter().flat_map(|s| &s.terms).any(|term| term.text.to_lowercase().contains(&needle))
    };
    found.extend(base.concepts.iter().enumerate().filter(|(_, concept)| is_part(concept)).map(|(at, _)| at));
    let ids: Vec<String> =
        found.iter().filter_map(|at| base.concepts.get(*at)).map(|concept| concept.id.clone()).collect();
    let chosen = select(base, session, |concept| ids.contains(&concept.id));
    let is_empty = chosen.concepts.is_empty();
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-lookup/1", "concepts": chosen.concepts,
        }))?,
        _ if is_empty => session.remark(&format!("nothing is called “{}”", args.term)),
        _ => session.print(&text(&chosen))?,
    }
    Ok(Outcome { passed: !is_empty, failures })
}
