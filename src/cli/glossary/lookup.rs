//! `concordia glossary lookup`.

use super::list::{select, text};
use super::{known_languages, termbase};
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Concept, Matcher, Term, Termbase};
use crate::language::{Language, OFFICIAL};
use crate::model::Failure;

/// The fewest letters that are looked for in the middle of a term.
const SHORTEST: usize = 3;

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
    let (project, base, failures) = termbase(session)?;
    known_languages(session, &project, &base)?;
    if args.term.trim().is_empty() {
        return Err(Failure::new("look up a term: it is empty"));
    }
    let languages = || OFFICIAL.iter().filter(|language| base.terms(language.code).next().is_some());
    let mut found: Vec<usize> = languages()
        .flat_map(|language| Matcher::new(&base, language).find(&args.term))
        .filter(|hit| hit.level.is_sure())
        .map(|hit| hit.place.concept)
        .collect();
    let parts = parts(&base);
    found.extend(languages().flat_map(|language| with_every_word(&parts, language, &args.term)));
    let needle = args.term.trim().to_lowercase();
    let is_long = needle.chars().count() >= SHORTEST;
    let is_part = |concept: &Concept| {
        concept.id == args.term
            || concept.iate == args.term
            || is_long
                && concept.sections.iter().flat_map(|s| &s.terms).any(|term| term.text.to_lowercase().contains(&needle))
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

/// Returns the termbase with every word of a term as a term of its own.
fn parts(base: &Termbase) -> Termbase {
    let mut parts = base.clone();
    for section in parts.concepts.iter_mut().flat_map(|concept| &mut concept.sections) {
        let words = section.terms.iter().flat_map(|term| term.text.split(|c: char| !c.is_alphanumeric()));
        let words: Vec<Term> = words.filter(|word| word.chars().count() >= SHORTEST).map(Term::new).collect();
        section.terms = words;
    }
    parts
}

/// Returns the places of the concepts of which every word of the query, in any form, is a part of a term.
fn with_every_word(parts: &Termbase, language: &'static Language, query: &str) -> Vec<usize> {
    let matcher = Matcher::new(parts, language);
    let mut common: Option<Vec<usize>> = None;
    for word in query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let hits = matcher.find(word);
        let concepts = hits.iter().filter(|hit| hit.level.is_sure()).map(|hit| hit.place.concept);
        common = Some(match common {
            Some(known) => concepts.filter(|at| known.contains(at)).collect(),
            None => concepts.collect(),
        });
    }
    common.unwrap_or_default()
}
