//! `concordia glossary impact`.

use std::path::PathBuf;

use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{Concept, Section, Termbase};
use crate::model::Failure;
use crate::pipeline::{self, TermRow};
use crate::report::{self, Align, Cell};

/// List the units and words that a change of the termbase affects
///
/// Compares the termbase as it is in the folder with the one that was committed last, or with another file. A unit is
/// affected in a language where its English names a concept that was changed for that language; it needs work where
/// the translation does not agree with the new termbase.
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

/// What a change costs in one language.
#[derive(serde::Serialize)]
struct Line {
    language: &'static str,
    units: usize,
    words: u64,
    work_units: usize,
    work_words: u64,
    places: Vec<serde_json::Value>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (project, new, mut failures) = termbase(session)?;
    let old = match &args.from {
        Some(path) => pipeline::read_termbase(&session.cwd.join(path), &path.display().to_string())?.base,
        None => pipeline::committed_termbase(&project, &args.since)?,
    };
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let both = {
        let mut both = new.clone();
        both.merge(old.clone());
        both
    };
    let (rows, more) = pipeline::term_rows(&workspace, &languages, &both);
    failures.extend(workspace.failures);
    failures.extend(more);
    let mut changed: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for &language in &languages {
        let ids: Vec<&str> = both
            .concepts
            .iter()
            .map(|c| c.id.as_str())
            .filter(|id| is_changed(&old, &new, id, language.code))
            .collect();
        changed.extend(&ids);
        let is_named = |row: &&TermRow| {
            let mut concepts = row.named.iter().flat_map(|named| &named.concepts);
            concepts.any(|at| both.concepts.get(*at).is_some_and(|concept| ids.contains(&concept.id.as_str())))
        };
        let rows: Vec<TermRow> = rows.iter().filter(|row| row.language == language).filter(is_named).cloned().collect();
        lines.push(line(language.code, &only(&new, &ids), &rows));
    }
    changed.sort_unstable();
    changed.dedup();
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-impact/1", "concepts": changed, "languages": lines,
        }))?,
        _ => session.print(&text(&changed, &lines))?,
    }
    Ok(Outcome::with(failures))
}

/// Returns whether the terms of a concept differ in English or in one language.
fn is_changed(old: &Termbase, new: &Termbase, id: &str, language: &str) -> bool {
    let terms = |base: &Termbase, code: &str| -> Vec<(String, String, Vec<String>, bool, bool)> {
        let section = base.concept(id).and_then(|concept| concept.section(code));
        let of = |section: &Section| {
            let facts = section.terms.iter().map(|term| {
                (
                    term.text.clone(),
                    term.status.word().to_owned(),
                    term.forms.clone(),
                    term.do_not_translate,
                    term.case_sensitive,
                )
            });
            facts.collect()
        };
        section.map(of).unwrap_or_default()
    };
    ["en", language].iter().any(|code| terms(old, code) != terms(new, code))
}

/// Returns the termbase with only these concepts.
fn only(base: &Termbase, ids: &[&str]) -> Termbase {
    let is_kept = |concept: &&Concept| ids.contains(&concept.id.as_str());
    Termbase { concepts: base.concepts.iter().filter(is_kept).cloned().collect() }
}

fn line(language: &'static str, base: &Termbase, rows: &[TermRow]) -> Line {
    let translated: Vec<TermRow> =
        rows.iter().filter(|row| row.state.is_fresh() && !row.targets.is_empty()).cloned().collect();
    let renamed: Vec<TermRow> = pipeline::rename_rows(base, &translated);
    let findings = pipeline::check_terms(base, &renamed, false);
    let needs_work = |row: &&TermRow| {
        findings.iter().any(|f| f.unit.as_ref() == Some(&row.unit) && f.module.as_ref() == Some(&row.module))
    };
    let work: Vec<&TermRow> = translated.iter().filter(needs_work).collect();
    Line {
        language,
        units: translated.len(),
        words: translated.iter().map(|row| row.words).sum(),
        work_units: work.len(),
        work_words: work.iter().map(|row| row.words).sum(),
        places: translated
            .iter()
            .map(|row| {
                let is_work = work.iter().any(|w| w.unit == row.unit && w.module == row.module);
                serde_json::json!({ "module": row.module, "unit": row.unit, "words": row.words, "work": is_work })
            })
            .collect(),
    }
}

fn text(changed: &[&str], lines: &[Line]) -> String {
    if changed.is_empty() {
        return "the termbase did not change\n".to_owned();
    }
    let bold = anstyle::Style::new().bold();
    let mut out =
        format!("{bold}{}:{bold:#} {}\n", report::counted(changed.len() as u64, "changed concept"), changed.join(", "));
    let head = ["", "units", "words", "to work on", "words"];
    let mut rows = vec![head.map(|name| Cell::styled(name, bold)).to_vec()];
    rows.extend(lines.iter().filter(|line| line.units > 0).map(|line| {
        vec![
            Cell::plain(line.language),
            Cell::plain(line.units.to_string()),
            Cell::plain(report::grouped(line.words)),
            Cell::plain(line.work_units.to_string()),
            Cell::plain(report::grouped(line.work_words)),
        ]
    }));
    let right = Align::Right;
    out.push_str(&report::table(&[Align::Left, right, right, right, right], &rows));
    out
}
