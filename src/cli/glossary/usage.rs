//! `concordia glossary usage`.

use std::collections::BTreeMap;

use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Checker, Concept, Match, Matcher, Termbase, spellings, wording};
use crate::language;
use crate::model::{Failure, ModuleId, UnitId};
use crate::pipeline::{self, TermRow};
use crate::report;

/// Show every rendering of a concept, with counts and places
///
/// Without a term, shows suspect entries only: concepts that have no rendering from the termbase in a third of their units,
/// at least three units.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia glossary usage facilitator -l nl\n  concordia glossary usage -l pl")]
pub(super) struct Args {
    /// A term in any form, or a concept's identifier
    term: Option<String>,
}

/// The uses of one concept in one language, by wording.
#[derive(serde::Serialize)]
struct Usage {
    concept: String,
    name: String,
    language: &'static str,
    units: usize,
    exceptions: usize,
    suspect: bool,
    renderings: Vec<Rendering>,
}

#[derive(serde::Serialize)]
struct Rendering {
    wording: String,
    term: Option<String>,
    status: Option<&'static str>,
    level: Match,
    count: usize,
    places: Vec<Place>,
}

#[derive(serde::Serialize)]
struct Place {
    module: ModuleId,
    unit: UnitId,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (_, base, mut failures) = termbase(session)?;
    let wanted = args.term.as_deref().map(|term| concepts(&base, term)).transpose()?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let (rows, more) = pipeline::term_rows(&workspace, &languages, &base);
    let mut usages = Vec::new();
    for rows in rows.chunk_by(|a, b| a.language == b.language) {
        usages.extend(usages_of(&base, rows, wanted.as_deref()));
    }
    if wanted.is_none() {
        usages.retain(|usage| usage.suspect);
        usages.sort_by_key(|usage| std::cmp::Reverse(usage.exceptions));
    }
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-usage/1", "usages": usages,
        }))?,
        _ if usages.is_empty() && wanted.is_none() => {
            session
                .print("no suspect entries: no concept is often without a term; name a term to see its renderings\n")?;
        }
        _ if usages.is_empty() => session.print("no translated unit has it\n")?,
        _ => session.print(&text(&usages))?,
    }
    failures.extend(workspace.failures);
    failures.extend(more);
    Ok(Outcome::with(failures))
}

/// Returns the places of the concepts that a term may mean.
fn concepts(base: &Termbase, term: &str) -> Result<Vec<usize>, Failure> {
    let by_id = base.concepts.iter().position(|concept| concept.id == term);
    let mut found: Vec<usize> = by_id.into_iter().collect();
    if found.is_empty() {
        for language in base.languages().into_iter().filter_map(language::find) {
            let whole = |hit: &crate::glossary::Hit| hit.level.is_sure() && hit.span == (0..term.len());
            found.extend(
                Matcher::new(base, language).find(term).iter().filter(|hit| whole(hit)).map(|h| h.place.concept),
            );
        }
        found.sort_unstable();
        found.dedup();
    }
    if found.is_empty() {
        return Err(Failure::new(format!("find “{term}”: the termbase has no such term"))
            .hint(format!("try `concordia glossary lookup {term}`")));
    }
    Ok(found)
}

fn usages_of(base: &Termbase, rows: &[TermRow], wanted: Option<&[usize]>) -> Vec<Usage> {
    let Some(language) = rows.first().map(|row| row.language) else { return Vec::new() };
    let checker = Checker::new(base, language);
    let mut by_concept: BTreeMap<usize, BTreeMap<String, Rendering>> = BTreeMap::new();
    let mut totals: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.targets.is_empty() && row.state.is_fresh()) {
        let target = row.targets.join("\n");
        for rendering in checker.renderings(&row.named, &target) {
            if wanted.is_some_and(|wanted| !wanted.contains(&rendering.concept)) {
                continue;
            }
            let hit = rendering.hit.as_ref();
            let term = hit.and_then(|hit| checker.term(hit));
            let wording = hit.and_then(|hit| target.get(hit.span.clone())).map(wording).unwrap_or_default();
            let is_exception = term.is_none_or(|term| term.status.is_forbidden());
            if let Some(total) = Some(totals.entry(rendering.concept).or_default()) {
                total[0] += 1;
                total[1] += usize::from(is_exception);
            }
            let key = spellings("und", &wording).into_iter().next().unwrap_or_default();
            let slot = by_concept.entry(rendering.concept).or_default().entry(key).or_insert_with(|| Rendering {
                wording,
                term: term.map(|term| term.text.clone()),
                status: term.map(|term| term.status.word()),
                level: hit.map_or(Match::None, |hit| hit.level),
                count: 0,
                places: Vec::new(),
            });
            slot.count += 1;
            slot.places.push(Place { module: row.module.clone(), unit: row.unit.clone() });
        }
    }
    let usage = |(at, renderings): (usize, BTreeMap<String, Rendering>)| {
        let concept: &Concept = base.concepts.get(at)?;
        let [units, exceptions] = totals.get(&at).copied().unwrap_or_default();
        let mut renderings: Vec<Rendering> = renderings.into_values().collect();
        renderings.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.wording.cmp(&b.wording)));
        Some(Usage {
            concept: concept.id.clone(),
            name: concept.name().to_owned(),
            language: language.code,
            units,
            exceptions,
            suspect: units >= 3 && exceptions * 3 >= units,
            renderings,
        })
    };
    by_concept.into_iter().filter_map(usage).collect()
}

fn text(usages: &[Usage]) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut out = String::new();
    for usage in usages {
        let suspect = if usage.suspect { "  suspect entry" } else { "" };
        out.push_str(&format!(
            "{bold}{} · {}{bold:#}  {}, {} without a usable term{suspect}\n",
            usage.name,
            usage.language,
            report::counted(usage.units as u64, "unit"),
            usage.exceptions
        ));
        let width = usage.renderings.iter().map(|one| shown(one).chars().count()).max().unwrap_or(0);
        for rendering in &usage.renderings {
            let level = match rendering.status {
                Some(status) => format!("{} {status}", rendering.level),
                None => rendering.level.to_string(),
            };
            out.push_str(&format!("{:>5} × {:width$}  {dim}{level}{dim:#}\n", rendering.count, shown(rendering)));
            for place in rendering.places.iter().take(5) {
                out.push_str(&format!("        {dim}{} {}{dim:#}\n", place.module, place.unit));
            }
            if rendering.places.len() > 5 {
                out.push_str(&format!("        {dim}and {} more{dim:#}\n", rendering.places.len() - 5));
            }
        }
    }
    out
}

fn shown(rendering: &Rendering) -> &str {
    if rendering.wording.is_empty() { "no term" } else { &rendering.wording }
}
