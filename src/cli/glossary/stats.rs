//! `concordia glossary stats`.

use super::termbase;
use crate::cli::{Outcome, OutputFormat, Session};
use crate::glossary::{TermStatus, Termbase};
use crate::model::{Failure, Finding, Severity};
use crate::pipeline;
use crate::report::{self, Align, Cell};

/// Count concepts and terms per language, and show what is wrong with the termbase
///
/// Exit code 1 when the termbase contradicts itself.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// The numbers of one language.
#[derive(serde::Serialize)]
struct Line<'a> {
    language: &'a str,
    concepts: usize,
    preferred: usize,
    terms: usize,
    forbidden: usize,
    forms: usize,
    missing: usize,
}

pub(super) fn run(_args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let (project, base, mut failures) = termbase(session)?;
    let languages = session.languages_and_english(&project)?;
    let is_given = languages.iter().any(|language| language.code == "en");
    let english = (!is_given).then_some("en");
    let codes: Vec<&str> = english.into_iter().chain(languages.iter().map(|language| language.code)).collect();
    let lines: Vec<Line<'_>> = codes.iter().map(|code| line(&base, code)).collect();
    let mut findings = pipeline::term_faults(&project, &base, &codes);
    failures.extend(pipeline::waive_termbase(&project, &mut findings, &session.today).err());
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/glossary-stats/1", "concepts": base.concepts.len(), "languages": lines,
            "findings": findings,
        }))?,
        _ => session.print(&text(&base, &lines, &findings))?,
    }
    Ok(Outcome { passed: findings.iter().all(|finding| finding.severity < Severity::Error), failures })
}

fn line<'a>(base: &Termbase, code: &'a str) -> Line<'a> {
    let terms: Vec<_> = base.terms(code).map(|(_, _, term)| term).collect();
    let has_terms = |concept: &&crate::glossary::Concept| concept.section(code).is_some_and(|s| !s.terms.is_empty());
    let concepts = base.concepts.iter().filter(has_terms).count();
    let kept = base.concepts.iter().filter(|c| c.is_do_not_translate() && !has_terms(c)).count();
    Line {
        language: code,
        concepts,
        preferred: terms.iter().filter(|term| term.status == TermStatus::Preferred).count(),
        terms: terms.len(),
        forbidden: terms.iter().filter(|term| term.status.is_forbidden()).count(),
        forms: terms.iter().map(|term| term.forms.len()).sum(),
        missing: base.concepts.len() - concepts - kept,
    }
}

fn text(base: &Termbase, lines: &[Line<'_>], findings: &[Finding]) -> String {
    let bold = anstyle::Style::new().bold();
    let head = ["", "concepts", "terms", "preferred", "forbidden", "forms", "missing"];
    let mut rows = vec![head.map(|name| Cell::styled(name, bold)).to_vec()];
    rows.extend(lines.iter().map(|line| {
        let numbers = [line.concepts, line.terms, line.preferred, line.forbidden, line.forms, line.missing];
        std::iter::once(Cell::plain(line.language)).chain(numbers.map(|n| Cell::plain(n.to_string()))).collect()
    }));
    let right = Align::Right;
    let mut out = format!("{bold}{}{bold:#}\n", report::counted(base.concepts.len() as u64, "concept"));
    out.push_str(&report::table(&[Align::Left, right, right, right, right, right, right], &rows));
    for finding in findings {
        let language = finding.language.as_deref().map_or(String::new(), |code| format!(" {code}"));
        let place = finding.path.as_ref().zip(finding.line).map(|(path, line)| format!("  {path}:{line}"));
        let place = place.unwrap_or_default();
        out.push_str(&format!("{}{language} [{}] {}{place}\n", finding.severity, finding.rule, finding.message));
    }
    out
}
