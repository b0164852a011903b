//! The termbase of a project: read from its files, and written back to them.

use std::path::Path;

use crate::glossary::{NewForm, Termbase, TermbaseFormat, add_forms};
use crate::model::Failure;
use crate::project::Project;
use crate::store;

/// One file of the termbase.
#[derive(Debug, Clone)]
pub struct TermbaseFile {
    /// Its path relative to the project.
    pub path: String,
    /// How it is written.
    pub format: TermbaseFormat,
    /// Its concepts.
    pub base: Termbase,
}

impl TermbaseFile {
    /// Writes the concepts back to the file; returns whether its bytes changed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, project: &Project) -> Result<bool, Failure> {
        let text = self.format.write(&self.base, &project.config.name);
        let failed = |error: store::StoreError| Failure::new(error.message()).in_file(&self.path).hint(error.hint());
        let path = store::confined(&project.root, Path::new(&self.path)).map_err(failed)?;
        store::write_atomic(&path, text.as_bytes()).map_err(failed)
    }
}

/// Lists further forms in the files that have their terms, and returns how many files changed. In a CSV file only the rows of
/// these terms change; TBX and IATE files are written anew.
///
/// # Errors
/// When a file cannot be read or written.
pub fn list_forms(project: &Project, forms: &[NewForm]) -> Result<usize, Failure> {
    let (files, failures) = termbase_files(project);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    let mut changed = 0;
    for mut file in files {
        let is_changed = if file.format == TermbaseFormat::Csv {
            let path = store::confined(&project.root, Path::new(&file.path))?;
            let text = store::read_text(&path)?;
            let new = add_forms(&text, forms).map_err(|failure| failure.in_file(&file.path))?;
            new != text && store::write_atomic(&path, new.as_bytes())?
        } else {
            add_to(&mut file.base, forms) && file.save(project)?
        };
        changed += usize::from(is_changed);
    }
    Ok(changed)
}

/// Adds forms to their terms; returns whether any was new.
fn add_to(base: &mut Termbase, forms: &[NewForm]) -> bool {
    let mut is_changed = false;
    for new in forms {
        let concepts = base.concepts.iter_mut().filter(|concept| concept.id == new.concept);
        let sections = concepts.flat_map(|concept| &mut concept.sections).filter(|one| one.language == new.language);
        for term in sections.flat_map(|section| &mut section.terms).filter(|term| term.text == new.term) {
            if !term.forms.contains(&new.form) {
                term.forms.push(new.form.clone());
                is_changed = true;
            }
        }
    }
    is_changed
}

/// Reads one termbase file from anywhere; `shown` is the path for messages.
///
/// # Errors
/// When it cannot be read, or is no termbase.
pub fn read_termbase(path: &Path, shown: &str) -> Result<(TermbaseFormat, Termbase), Failure> {
    let text =
        store::read_text(path).map_err(|error| Failure::new(error.message()).in_file(shown).hint(error.hint()))?;
    let format = TermbaseFormat::of(shown, &text).ok_or_else(|| {
        Failure::new("not a termbase").in_file(shown).hint("termbases are .csv, .tbx, or IATE's pipe-separated export")
    })?;
    let base = format.read(&text).map_err(|failure| failure.in_file(shown))?;
    Ok((format, base))
}

/// Reads every file of the project's termbase in the order of their paths. One bad file does not stop the others.
#[must_use]
pub fn termbase_files(project: &Project) -> (Vec<TermbaseFile>, Vec<Failure>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for path in project.glossary_files() {
        match read_termbase(&project.root.join(&path), &path) {
            Ok((format, base)) => files.push(TermbaseFile { path, format, base }),
            Err(failure) => failures.push(failure),
        }
    }
    (files, failures)
}

/// Reads the whole termbase as one.
#[must_use]
pub fn load_termbase(project: &Project) -> (Termbase, Vec<Failure>) {
    let (files, failures) = termbase_files(project);
    let mut base = Termbase::default();
    for file in files {
        base.join(file.base);
    }
    (base, failures)
}

/// Reads the termbase as it was committed: the files that the commit has, wherever they are today.
///
/// # Errors
/// When the project is not in a Git repository, or a committed file is no termbase.
pub fn committed_termbase(project: &Project, commit: &str) -> Result<Termbase, Failure> {
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.arg("-C").arg(&project.root).args(arguments).stdin(std::process::Stdio::null()).output()
    };
    let verified = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{commit}^{{commit}}")]);
    if !verified.is_ok_and(|output| output.status.success()) {
        return Err(Failure::new(format!("find the commit {commit}"))
            .hint("run this inside a Git repository, or compare with a file: --from FILE"));
    }
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", commit, "."])
        .map_err(|error| Failure::new(format!("run git: {error}")))?;
    let names = String::from_utf8_lossy(&listed.stdout);
    let mut base = Termbase::default();
    for path in names.split('\0').filter(|name| project.is_glossary_file(name)) {
        let output = git(&["show", "--end-of-options", &format!("{commit}:./{path}")])
            .map_err(|error| Failure::new(format!("run git: {error}")))?;
        if !output.status.success() {
            continue;
        }
        let text = String::from_utf8_lossy(&output.stdout);
        if let Some(format) = TermbaseFormat::of(path, &text) {
            base.join(format.read(&text).map_err(|failure| failure.in_file(format!("{commit}:{path}")))?);
        }
    }
    Ok(base)
}
