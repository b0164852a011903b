//! `concordia lint`.

use std::path::{Path, PathBuf};

use super::answer::{self, Answer};
use super::{Outcome, Session};
use crate::check::{Profile, Settings};
use crate::language::{Language, find};
use crate::model::{Failure, Finding, ModuleId, Severity};
use crate::pipeline::{Declared, LintAcross, LintTerms, LintedFile};
use crate::{check, pipeline, po, store};

/// Check catalogues and XLIFF files outside a project
///
/// Applies the rules of the PO format to any catalogue or template: syntax, character set, header, plural forms,
/// duplicates, format strings, conflict markers; the quality rules to its translations and to XLIFF 1.0–1.2 and 2.0–2.2;
/// and the rules on the English, as far as they need no project, to templates. A ledger beside a file (`app.ledger.jsonl` of
/// `app.po`) accepts findings, as `waive --file` writes it. Exit code 1 when an error is found.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia lint po/*.po\n  concordia lint --lang pl messages.po --format json\n  \
    concordia lint --termbase terms.tbx work.xliff\n  concordia lint --fix --dry-run work.xliff\n  \
    concordia lint --list")]
pub struct Args {
    /// Catalogues, templates and XLIFF files, or folders with some
    #[arg(value_name = "FILE", required_unless_present_any = ["list", "explain"])]
    pub files: Vec<PathBuf>,
    /// List the rules
    #[arg(long)]
    pub list: bool,
    /// Explain one rule: what, why, an example
    #[arg(long, value_name = "RULE")]
    pub explain: Option<String>,
    /// Put right what can be put right safely (typography), and show the difference
    #[arg(long, conflicts_with_all = ["list", "explain", "termbase"])]
    pub fix: bool,
    /// With --fix: show the difference and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// With --fix: change texts that are revised or approved as well, by the ledger beside the file or the states of XLIFF
    #[arg(long, requires = "fix")]
    pub signed: bool,
    /// Check the terms of this termbase as well: CSV, TBX, or an IATE export
    #[arg(long, value_name = "FILE")]
    pub termbase: Option<PathBuf>,
    /// Whose typography counts: the Interinstitutional Style Guide's or national usage
    #[arg(long, value_enum, default_value = "isg")]
    pub profile: Style,
}

/// See [`Profile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Style {
    /// The Interinstitutional Style Guide
    Isg,
    /// The Unicode CLDR, that is, national usage
    Cldr,
}

/// What every file is checked with.
struct With<'b> {
    language: Option<&'static Language>,
    settings: Settings,
    terms: Option<LintTerms<'b>>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if args.list {
        session.print(&check::list_text())?;
        return Ok(Outcome::fine());
    }
    if let Some(name) = &args.explain {
        return super::check::explain(name, session);
    }
    if args.fix {
        return super::lint_fix::run(args, session);
    }
    let format = session.format(&answer::FORMATS)?;
    let base = match &args.termbase {
        Some(path) => Some(pipeline::read_termbase(&session.cwd.join(path), &path.display().to_string())?.base),
        None => None,
    };
    let with = With {
        language: language(session)?,
        settings: settings(args.profile),
        terms: base.as_ref().map(LintTerms::new),
    };
    let mut findings = Vec::new();
    let mut failures = Vec::new();
    let files = files(&args.files, session, &mut failures);
    let named: Vec<(PathBuf, String)> =
        files.into_iter().map(|file| (session.cwd.join(&file), file.to_string_lossy().replace('\\', "/"))).collect();
    let mut across = LintAcross::of(named.iter().map(|(_, name)| name.as_str()));
    for (file, name) in &named {
        match lint(file, name, &with, &mut across, &mut failures) {
            Ok(found) => findings.extend(found),
            Err(failure) => failures.push(failure),
        }
    }
    findings.extend(across.findings(&with.settings));
    for (file, name) in &named {
        failures.extend(waive(&mut findings, file, name, &with, &session.today).err());
    }
    findings.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    let passed = findings.iter().all(|finding| finding.severity < Severity::Error);
    let errors = findings.iter().filter(|finding| finding.severity >= Severity::Error).count();
    let reasons: Vec<String> = if passed {
        Vec::new()
    } else {
        vec![format!("{errors} finding{} of severity error or critical", if errors == 1 { "" } else { "s" })]
    };
    let answer = Answer { verb: "lint", findings: &findings, passed, reasons, failures: &failures, rules: None };
    // A file that could not be read has findings that nobody knows.
    let unknown = findings.is_empty() && !failures.is_empty();
    answer.print(format, session, || if unknown { String::new() } else { super::check::text(&findings, |_| false) })?;
    Ok(Outcome { passed, failures })
}

/// Takes out what the ledger beside a file accepts; a file without one is as it was.
fn waive(findings: &mut Vec<Finding>, path: &Path, name: &str, with: &With<'_>, today: &str) -> Result<(), Failure> {
    let beside = path.to_string_lossy();
    let ledger = match store::read(Path::new(&pipeline::ledger_beside(&beside))) {
        Ok(ledger) => ledger,
        Err(error) if error.is_not_found() => return Ok(()),
        Err(error) => return Err(Failure::from(error).in_file(pipeline::ledger_beside(name))),
    };
    // That the file itself cannot be read was said already.
    let Ok(bytes) = store::read(path) else { return Ok(()) };
    let language = with.language.map(|language| language.code);
    let file = LintedFile { name, bytes: &bytes, is_xliff: is_xliff(name, &bytes), language };
    pipeline::waive_linted(findings, file, ledger, today)
}

/// Checks one file as `lint` does, with default settings; for those who accept one of its findings.
pub(super) fn findings_of(path: &Path, name: &str, session: &Session) -> Result<Vec<Finding>, Failure> {
    let with = With { language: language(session)?, settings: Settings::default(), terms: None };
    lint(path, name, &with, &mut LintAcross::of(std::iter::empty()), &mut Vec::new())
}

/// The default settings with a style authority.
pub(super) fn settings(style: Style) -> Settings {
    let profile = match style {
        Style::Isg => Profile::Isg,
        Style::Cldr => Profile::Cldr,
    };
    Settings { profile, ..Settings::default() }
}

/// The one language of `--lang`.
pub(super) fn language(session: &Session) -> Result<Option<&'static Language>, Failure> {
    match session.global.lang.as_slice() {
        [] => Ok(None),
        [code] => find(code).map(Some).ok_or_else(|| {
            Failure::new(format!("`{code}` is not an official language of the Union")).hint("use a code such as `pl`")
        }),
        _ => Err(Failure::new("lint takes one language at a time").hint("run it once per language")),
    }
}

/// The files to check: those named, and all catalogues in the folders named.
pub(super) fn files(named: &[PathBuf], session: &Session, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        if !session.cwd.join(path).is_dir() {
            files.push(path.clone());
            continue;
        }
        match store::list(&session.cwd.join(path), &["po", "pot", "xliff", "xlf", "sdlxliff", "mqxliff", "mxliff"]) {
            Ok(found) => files.extend(found.into_iter().map(|inside| path.join(inside))),
            Err(error) => failures.push(error.into()),
        }
    }
    files
}

/// Returns whether a file is XLIFF and no catalogue: by its name, or by how it begins in UTF-8 or UTF-16.
pub(super) fn is_xliff(name: &str, bytes: &[u8]) -> bool {
    if name.ends_with("xliff") || name.ends_with(".xlf") {
        return true;
    }
    let mut begin = bytes.iter().filter(|byte| !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff));
    let first = begin.find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'<') && begin.next() != Some(&b'<')
}

fn has_translations(catalogue: &po::Catalogue) -> bool {
    catalogue.entries().any(|entry| !entry.is_obsolete() && !entry.is_fuzzy() && entry.has_text())
}

/// Checks one file; what of it could not be checked, although the rest was, is added to `failures`.
fn lint(
    path: &Path,
    name: &str,
    with: &With<'_>,
    across: &mut LintAcross,
    failures: &mut Vec<Failure>,
) -> Result<Vec<Finding>, Failure> {
    let language = with.language;
    let bytes = store::read(path).map_err(|error| Failure::from(error).in_file(name))?;
    if is_xliff(name, &bytes) {
        let mut findings = pipeline::lint_xliff(&bytes, language, &with.settings, with.terms.as_ref())
            .map_err(|failure| if failure.path.is_none() { failure.in_file(name) } else { failure })?;
        findings.iter_mut().for_each(|finding| finding.path = Some(name.to_owned()));
        return Ok(findings);
    }
    let linted = po::lint::lint(bytes, language, name.ends_with(".pot"));
    let module = module_of(name);
    let mut format = linted.findings;
    let mut findings = Vec::new();
    let declared = linted.catalogue.as_ref().map(|catalogue| pipeline::declared_language(catalogue, name));
    let declared = language.map(Declared::Official).or(declared);
    let (official, code) = match declared {
        Some(Declared::Official(language)) => (Some(language), Some(language.code.to_owned())),
        Some(Declared::Other(tag)) => {
            format.push(pipeline::other_language(&tag));
            (None, Some(tag))
        }
        Some(Declared::Unknown)
            if !name.ends_with(".pot") && linted.catalogue.as_ref().is_some_and(has_translations) =>
        {
            failures.push(pipeline::unknown_language("check the translations").in_file(name));
            (None, None)
        }
        Some(Declared::Unknown) | None => (None, None),
    };
    if let (Some(catalogue), Some(language)) = (&linted.catalogue, official) {
        findings.extend(check::check_catalogue(catalogue, language, name, &with.settings));
        across.add(catalogue, language, name);
        if let Some(terms) = &with.terms {
            findings.extend(terms.lint(language, &pipeline::term_pairs(catalogue)));
        }
    }
    if let Some(template) = linted.catalogue.as_ref().filter(|_| name.ends_with(".pot")) {
        let terms = with.terms.as_ref().map(LintTerms::english_terms).unwrap_or_default();
        findings.extend(check::check_template(template, name, &terms, &with.settings));
    }
    for finding in format.iter_mut().chain(&mut findings) {
        finding.path = Some(name.to_owned());
        finding.language.clone_from(&code);
        finding.module.clone_from(&module);
    }
    check::drop_repeats(&mut findings, &format);
    format.extend(findings);
    format.sort_by_key(|finding| finding.line);
    Ok(format)
}

/// The module that a catalogue's name tells: `advanced/01.md.po` is of `01.md`.
fn module_of(name: &str) -> Option<ModuleId> {
    let stem = name.rsplit('/').next()?.strip_suffix(".po")?;
    (stem.ends_with(".md") || stem.ends_with(".ftl")).then(|| ModuleId::new(stem))
}
