//! `concordia glossary impact`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::model::{Failure, ModuleId, UnitId};
use crate::pipeline::{self, AffectedUnit, TermImpact};
use crate::report::{self, Align, Cell};

/// List the units and words that a change of the termbase affects
///
/// Compares the termbase as it is in the folder with the one that was committed last, or with another file. A unit is
/// affected in a language where its English names a concept that was changed for that language; it needs work where
/// the translation does not agree with the new termbase. The English is counted like a language: it needs work where it uses
/// what must not be used any more, and its edits make translations stale.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia glossary impact\n  concordia glossary impact --from old-terms.csv -l pl"
)]
pub(super) struct Args {
    /// Compare with this file instead of the last commit
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Compare with this commit instead of the last one
    #[arg(long, value_name = "COMMIT", default_value = "HEAD", conflicts_with = "from")]
    since: String,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (project, new, mut failures) = termbase(session)?;
    let old = match &args.from {
        Some(path) => pipeline::read_termbase(&session.cwd.join(path), &path.display().to_string())?.base,
        None => pipeline::committed_termbase(&project, &args.since)?,
    };
    let workspace = session.workspace()?;
    let languages = session.languages_and_english(&workspace.project)?;
    let (changed, impacts, more) = pipeline::term_impact(&workspace, &languages, &old, &new);
    failures.extend(workspace.failures);
    failures.extend(more);
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-impact/1",
            "concepts": changed,
            "languages": impacts.iter().map(json).collect::<Vec<_>>(),
        }))?,
        _ => session.print(&text(&changed, &impacts))?,
    }
    Ok(Outcome::with(failures))
}

fn json(impact: &TermImpact) -> serde_json::Value {
    let ((units, words), (work_units, work_words)) = (impact.size(false), impact.size(true));
    serde_json::json!({
        "language": impact.language, "units": units, "words": words, "work_units": work_units,
        "work_words": work_words, "places": impact.places,
    })
}

fn text(changed: &[String], impacts: &[TermImpact]) -> String {
    if changed.is_empty() {
        return "the termbase did not change\n".to_owned();
    }
    let bold = anstyle::Style::new().bold();
    let mut out =
        format!("{bold}{}:{bold:#} {}\n", report::counted(changed.len() as u64, "changed concept"), changed.join(", "));
    let head = ["", "units", "words", "to work on", "words"];
    let mut rows = vec![head.map(|name| Cell::styled(name, bold)).to_vec()];
    for impact in impacts.iter().filter(|impact| !impact.places.is_empty()) {
        let ((units, words), (work_units, work_words)) = (impact.size(false), impact.size(true));
        let numbers = [units as u64, words, work_units as u64, work_words];
        let numbers = numbers.map(|number| Cell::plain(report::grouped(number)));
        rows.push(std::iter::once(Cell::plain(impact.language)).chain(numbers).collect());
    }
    let right = Align::Right;
    out.push_str(&report::table(&[Align::Left, right, right, right, right], &rows));
    let english = impacts.iter().find(|impact| impact.language == "en").map_or(0, |impact| impact.size(true).0);
    if english > 0 {
        let units = report::counted(english as u64, "English unit");
        out.push_str(&format!("{units} to edit; an edit makes the translations of its unit stale\n"));
    }
    out.push_str(&places(impacts));
    out
}

/// Lists the affected units, each once with its languages, and what is to be worked on in each.
fn places(impacts: &[TermImpact]) -> String {
    let mut units: BTreeMap<(&ModuleId, &UnitId), Vec<(&str, &AffectedUnit)>> = BTreeMap::new();
    for impact in impacts {
        for place in &impact.places {
            units.entry((&place.module, &place.unit)).or_default().push((impact.language, place));
        }
    }
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for ((module, unit), places) in units {
        let Some((_, first)) = places.first() else { continue };
        let words = report::counted(first.words, "word");
        let languages: Vec<&str> = places.iter().map(|(language, _)| *language).collect();
        let languages = languages.join(" ");
        out.push_str(&format!(
            "\n{bold}{unit}{bold:#} {module}  {words}  {languages}\n  {}\n",
            report::shorten(&first.source, 100)
        ));
        for (language, place) in places.iter().filter(|(_, place)| place.work) {
            let line = place.line.map_or(String::new(), |line| format!(":{line}"));
            out.push_str(&format!("  {language} {}  {}{line}\n", place.reasons.join("; "), place.path));
        }
    }
    out
}
