//! The termbase of a project: read from its files, and written back to them.

use std::path::Path;

use crate::glossary::{Concept, Decoded, NewForm, PassedOver, Reading, Termbase, TermbaseFormat, add_forms, decode};
use crate::model::Failure;
use crate::project::Project;
use crate::store;

/// One file of the termbase.
#[derive(Debug, Clone)]
pub struct TermbaseFile {
    /// Its path relative to the project, or as it is to be shown.
    pub path: String,
    /// How it is written.
    pub format: TermbaseFormat,
    /// Its text as it stands on the disk; empty for a new one.
    pub text: String,
    /// Its concepts.
    pub base: Termbase,
    /// What else it says that is not taken over.
    pub passed_over: Vec<PassedOver>,
    /// The character set of the file, where it is not UTF-8; such a file is not written.
    pub charset: Option<&'static str>,
}

impl TermbaseFile {
    /// Creates a file that is not there yet.
    #[must_use]
    pub fn new(path: String, format: TermbaseFormat) -> Self {
        Self { path, format, text: String::new(), base: Termbase::default(), passed_over: Vec::new(), charset: None }
    }

    /// Returns the file with its concepts as they are now.
    ///
    /// # Errors
    /// Where something that the file holds, or should hold, would be lost.
    pub fn updated(&self, project: &Project) -> Result<String, Failure> {
        let new = self.format.update(&self.text, &self.base, &project.config.name);
        new.map_err(|failure| failure.in_file(&self.path))
    }

    /// Writes another text to the file; returns whether its bytes changed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, project: &Project, text: &str) -> Result<bool, Failure> {
        if let Some(charset) = self.charset {
            return Err(Failure::new(format!("write the file: it is in {charset}"))
                .in_file(&self.path)
                .hint("convert it to UTF-8 first, in its XML head too"));
        }
        let failed = |error: store::StoreError| Failure::new(error.message()).in_file(&self.path).hint(error.hint());
        let path = store::confined(&project.root, Path::new(&self.path)).map_err(failed)?;
        store::write_atomic(&path, text.as_bytes()).map_err(failed)
    }
}

/// Lists further forms in the files that have their terms, and returns how many files changed. Only the rows and entries of
/// these terms change.
///
/// # Errors
/// When a file cannot be read or written, or cannot hold forms; nothing is written where one file refuses.
pub fn list_forms(project: &Project, forms: &[NewForm]) -> Result<usize, Failure> {
    let (files, failures) = termbase_files(project);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    let mut changed = Vec::new();
    for mut file in files {
        let new = if file.format == TermbaseFormat::Csv {
            add_forms(&file.text, forms).map_err(|failure| failure.in_file(&file.path))?
        } else if add_to(&mut file.base, forms) {
            file.updated(project)?
        } else {
            continue;
        };
        if new != file.text {
            changed.push((file, new));
        }
    }
    for (file, new) in &changed {
        file.write(project, new)?;
    }
    Ok(changed.len())
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
pub fn read_termbase(path: &Path, shown: &str) -> Result<TermbaseFile, Failure> {
    let bytes = store::read(path).map_err(|error| Failure::new(error.message()).in_file(shown).hint(error.hint()))?;
    let Decoded { text, charset } = decode(bytes).map_err(|(reason, line)| {
        let failure = Failure::new(reason).in_file(shown).hint("convert it to UTF-8");
        line.map_or(failure.clone(), |line| failure.at_line(line))
    })?;
    let format = TermbaseFormat::of(shown, &text).ok_or_else(|| {
        Failure::new("not a termbase").in_file(shown).hint("termbases are .csv, .tbx, or IATE's pipe-separated export")
    })?;
    let Reading { base, passed_over } = format.read_whole(&text).map_err(|failure| failure.in_file(shown))?;
    Ok(TermbaseFile { path: shown.to_owned(), format, text, base, passed_over, charset })
}

/// Reads every file of the project's termbase in the order of their paths. One bad file does not stop the others. No
/// identifier that is made up is that of another concept.
#[must_use]
pub fn termbase_files(project: &Project) -> (Vec<TermbaseFile>, Vec<Failure>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for path in project.glossary_files() {
        match read_termbase(&project.root.join(&path), &path) {
            Ok(file) => files.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    tell_apart(files.iter_mut().map(|file| &mut file.base).collect());
    (files, failures)
}

/// Makes up identifiers that no other file of the termbase has.
fn tell_apart(mut bases: Vec<&mut Termbase>) {
    let is_given = |concept: &&Concept| !concept.has_made_up_id;
    let given = bases.iter().flat_map(|base| base.concepts.iter().filter(is_given).map(|concept| concept.id.clone()));
    let mut taken: Vec<String> = given.collect();
    for base in &mut bases {
        let made_up = |base: &Termbase| base.concepts.iter().any(|concept| concept.has_made_up_id);
        if made_up(base) {
            base.make_up_identifiers(&taken.iter().map(String::as_str).collect::<Vec<_>>());
            let made = base.concepts.iter().filter(|concept| concept.has_made_up_id).map(|concept| concept.id.clone());
            taken.extend(made);
        }
    }
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
    let mut bases = Vec::new();
    for path in names.split('\0').filter(|name| project.is_glossary_file(name)) {
        let output = git(&["show", "--end-of-options", &format!("{commit}:./{path}")])
            .map_err(|error| Failure::new(format!("run git: {error}")))?;
        if !output.status.success() {
            continue;
        }
        let text = String::from_utf8_lossy(&output.stdout);
        if let Some(format) = TermbaseFormat::of(path, &text) {
            bases.push(format.read(&text).map_err(|failure| failure.in_file(format!("{commit}:{path}")))?);
        }
    }
    tell_apart(bases.iter_mut().collect());
    let mut whole = Termbase::default();
    for base in bases {
        whole.join(base);
    }
    Ok(whole)
}
