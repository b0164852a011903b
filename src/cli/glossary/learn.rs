//! `concordia glossary learn`.

use std::collections::BTreeMap;

use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Checker, Match, NewForm, TermPlace, wording};
use crate::model::{Failure, State};
use crate::pipeline::{self, TermRow};
use crate::report;

/// Accept forms seen in approved translations into the termbase
///
/// Lists wordings that matched a term by its stem or only probably, in approved translations; compounds are other words.
/// With `--accept`, they become listed forms of the term, which match with certainty from then on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia glossary learn -l fi\n  concordia glossary learn -l fi --accept\n  \
    concordia glossary learn -l fi --accept --only probable --state revised")]
pub(super) struct Args {
    /// Write the forms into the termbase
    #[arg(long)]
    accept: bool,
    /// Only forms that were recognised this way
    #[arg(long, value_name = "LEVEL", value_enum)]
    only: Option<Level>,
    /// Look at translations that are at least this far
    #[arg(long, value_name = "STATE", value_enum, default_value_t = Least::Approved)]
    state: Least,
    /// Only forms seen in at least this many units
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Probable,
    Stem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Least {
    Translated,
    Revised,
    Approved,
}

/// A form that could be listed.
#[derive(serde::Serialize)]
struct Seen {
    language: &'static str,
    concept: String,
    term: String,
    form: String,
    level: Match,
    count: usize,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (project, base, mut failures) = termbase(session)?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let (rows, more) = pipeline::term_rows(&workspace, &languages, &base);
    failures.extend(workspace.failures);
    failures.extend(more);
    let least = match args.state {
        Least::Translated => State::Translated,
        Least::Revised => State::Revised,
        Least::Approved => State::Approved,
    };
    let mut seen: BTreeMap<(&'static str, TermPlace, String), Seen> = BTreeMap::new();
    for rows in rows.chunk_by(|a, b| a.language == b.language) {
        let Some(language) = rows.first().map(|row| row.language) else { continue };
        let checker = Checker::new(&base, language);
        for (row, target) in rows.iter().filter(|row| row.state >= least).flat_map(texts) {
            for hit in checker.renderings(&row.named, target).into_iter().filter_map(|rendering| rendering.hit) {
                let (Some(term), Some(form)) = (checker.term(&hit), target.get(hit.span.clone())) else { continue };
                let is_wanted = args.only.map_or(hit.level != Match::Form, |only| only.is(hit.level));
                let form = wording(form).to_lowercase();
                let is_known = term.forms.contains(&form) || term.text.to_lowercase() == form;
                if !is_wanted || is_known || hit.level == Match::Compound || term.status.is_forbidden() {
                    continue;
                }
                let concept = base.concepts.get(hit.place.concept).map_or("", |concept| concept.id.as_str());
                let slot = seen.entry((language.code, hit.place, form.clone())).or_insert_with(|| Seen {
                    language: language.code,
                    concept: concept.to_owned(),
                    term: term.text.clone(),
                    form,
                    level: hit.level,
                    count: 0,
                });
                slot.count += 1;
            }
        }
    }
    let seen: Vec<Seen> = seen.into_values().filter(|seen| seen.count >= args.least).collect();
    if args.accept && failures.is_empty() {
        let form = |seen: &Seen| NewForm {
            concept: seen.concept.clone(),
            language: seen.language.to_owned(),
            term: seen.term.clone(),
            form: seen.form.clone(),
        };
        pipeline::list_forms(&project, &seen.iter().map(form).collect::<Vec<_>>())?;
    }
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-learn/1", "accepted": args.accept && failures.is_empty(), "forms": seen,
        }))?,
        _ => session.print(&text(&seen, args.accept))?,
    }
    Ok(Outcome::with(failures))
}

impl Level {
    fn is(self, level: Match) -> bool {
        match self {
            Self::Probable => level == Match::Probable,
            Self::Stem => level == Match::Stem,
        }
    }
}

fn texts(row: &TermRow) -> impl Iterator<Item = (&TermRow, &str)> {
    row.targets.iter().map(move |target| (row, target.as_str()))
}

fn text(seen: &[Seen], accepted: bool) -> String {
    let mut out = String::new();
    for seen in seen {
        out.push_str(&format!("{} {} ← {}  {} × {}\n", seen.language, seen.term, seen.form, seen.count, seen.level));
    }
    match (seen.is_empty(), accepted) {
        (true, _) => out.push_str("no new forms\n"),
        (false, true) => {
            let verb = if seen.len() == 1 { "is" } else { "are" };
            out.push_str(&format!("{} {verb} listed now\n", report::counted(seen.len() as u64, "form")));
        }
        (false, false) => out.push_str("list them with --accept\n"),
    }
    out
}
