//! `concordia glossary list`.

use std::collections::BTreeSet;

use super::{known_languages, termbase, wants};
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Concept, Section, Termbase, write_csv};
use crate::model::Failure;
use crate::report::{self, Align, Cell};

/// List the concepts with their terms
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only concepts of this domain
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json, OutputFormat::Csv])?;
    let (project, base, failures) = termbase(session)?;
    known_languages(session, &project, &base)?;
    let domains: BTreeSet<String> = base.concepts.iter().map(|concept| concept.domain.clone()).collect();
    let chosen = select(base, session, |concept| args.domain.as_ref().is_none_or(|domain| concept.domain == *domain));
    if let Some(domain) = args.domain.as_ref().filter(|domain| !domains.contains(*domain)) {
        let known: Vec<String> = domains.into_iter().filter(|domain| !domain.is_empty()).collect();
        return Err(Failure::new(format!("no concept is of the domain “{domain}”"))
            .hint(format!("the domains are {}", known.join(", "))));
    }
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-list/1", "concepts": chosen.concepts,
        }))?,
        OutputFormat::Csv => session.print(&write_csv(&chosen))?,
        _ => session.print(&text(&chosen))?,
    }
    Ok(Outcome::with(failures))
}

/// Keeps the concepts that are wanted, with the languages of `--lang`.
pub(super) fn select(base: Termbase, session: &Session, keep: impl Fn(&Concept) -> bool) -> Termbase {
    let mut concepts: Vec<Concept> = base.concepts.into_iter().filter(keep).collect();
    for concept in &mut concepts {
        concept.sections.retain(|section| wants(session, &section.language));
    }
    Termbase { concepts }
}

/// Writes concepts for people.
pub(super) fn text(base: &Termbase) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut out = String::new();
    for concept in &base.concepts {
        let iate = if concept.iate.is_empty() { String::new() } else { format!("  IATE {}", concept.iate) };
        out.push_str(&format!(
            "{bold}{}{bold:#}  {dim}{} {}{iate}{dim:#}\n",
            concept.name(),
            concept.id,
            concept.domain
        ));
        let rows: Vec<Vec<Cell>> = concept.sections.iter().map(row).collect();
        out.push_str(&report::table(&[Align::Left, Align::Left], &rows));
        out.push('\n');
    }
    out
}

fn row(section: &Section) -> Vec<Cell> {
    let dim = anstyle::Style::new().dimmed();
    let terms: Vec<String> = section
        .terms
        .iter()
        .map(|term| match term.status {
            crate::glossary::TermStatus::Preferred => term.text.clone(),
            status => format!("{} ({status})", term.text),
        })
        .collect();
    let definition = if section.definition.is_empty() { String::new() } else { format!(": {}", section.definition) };
    vec![Cell::styled(section.language.clone(), dim), Cell::plain(format!("{}{definition}", terms.join(", ")))]
}
