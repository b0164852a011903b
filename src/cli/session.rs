//! One run of the program: its options, its surroundings, its output.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::arguments::{Color, Global, OutputFormat};
use crate::language::Language;
use crate::model::{Day, Failure};
use crate::pipeline::{ModuleFilter, Progress, Workspace};
use crate::project::Project;
use crate::store::Lock;

/// One run of the program.
#[derive(Debug)]
pub struct Session {
    /// The options of every verb.
    pub global: Global,
    /// The current directory.
    pub cwd: PathBuf,
    /// The day of the run in UTC, as `2026-11-23`.
    pub today: String,
}

impl Session {
    /// Reads the surroundings.
    ///
    /// # Errors
    /// When the current directory is gone.
    pub fn new(global: Global) -> Result<Self, Failure> {
        let cwd = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current directory cannot be read: {error}")))?;
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let today = Day::of_seconds(i64::try_from(seconds).unwrap_or(0)).to_string();
        Ok(Self { global, cwd, today })
    }

    /// Opens the project.
    ///
    /// # Errors
    /// When there is none, or its configuration is wrong.
    pub fn project(&self) -> Result<Project, Failure> {
        match &self.global.project {
            Some(folder) => Project::open(&self.cwd.join(folder), false),
            None => Project::open(&self.cwd, true),
        }
    }

    /// Opens the project and extracts the modules that `--module` names.
    ///
    /// # Errors
    /// When there is no project, or no module.
    pub fn workspace(&self) -> Result<Workspace, Failure> {
        let mut workspace = Workspace::load(self.project()?, &ModuleFilter::new(&self.global.module)?)?;
        workspace.progress = self.progress();
        Ok(workspace)
    }

    /// Returns where long work shows how far it has come.
    pub fn progress(&self) -> Progress {
        let is_shown = !self.global.quiet && std::io::IsTerminal::is_terminal(&std::io::stderr());
        if is_shown { Progress::on_terminal() } else { Progress::default() }
    }

    /// Returns the target languages that `--lang` names, or all of the project's, in protocol order.
    ///
    /// # Errors
    /// When a code is not among the project's languages.
    pub fn languages(&self, project: &Project) -> Result<Vec<&'static Language>, Failure> {
        let known = &project.config.languages;
        if let Some(code) = self.global.lang.iter().find(|code| !known.iter().any(|known| known.code == **code)) {
            let codes: Vec<&str> = known.iter().map(|language| language.code).collect();
            return Err(Failure::new(format!("`{code}` is not a target language of this project"))
                .hint(format!("its languages are {}", codes.join(", "))));
        }
        Ok(known.iter().copied().filter(|language| self.asks_for(language.code)).collect())
    }

    /// Returns English and the target languages that `--lang` names, or all of the project's, in protocol order; English
    /// first.
    ///
    /// # Errors
    /// When a code is neither English nor among the project's languages.
    pub fn languages_and_english(&self, project: &Project) -> Result<Vec<&'static Language>, Failure> {
        let known: Vec<&'static Language> =
            crate::language::find("en").into_iter().chain(project.config.languages.iter().copied()).collect();
        if let Some(code) = self.global.lang.iter().find(|code| !known.iter().any(|known| known.code == **code)) {
            let codes: Vec<&str> = known.iter().map(|language| language.code).collect();
            return Err(Failure::new(format!("`{code}` is not a language of this project"))
                .hint(format!("its languages are {}", codes.join(", "))));
        }
        Ok(known.into_iter().filter(|language| self.asks_for(language.code)).collect())
    }

    fn asks_for(&self, code: &str) -> bool {
        self.global.lang.is_empty() || self.global.lang.iter().any(|wanted| wanted == code)
    }

    /// Waits for other runs that write to the project, and keeps them waiting until the value is dropped.
    ///
    /// # Errors
    /// When another run holds the project for longer than half a minute.
    pub fn lock(&self, project: &Project) -> Result<Lock, Failure> {
        Ok(Lock::acquire(&project.root, Duration::from_secs(30))?)
    }

    /// Returns the format, which must be one that the verb can write; text when none was asked for.
    ///
    /// # Errors
    /// When the verb cannot write it.
    pub fn format(&self, accepted: &[OutputFormat]) -> Result<OutputFormat, Failure> {
        let wanted = self.global.format.unwrap_or(OutputFormat::Text);
        if wanted == OutputFormat::Text || accepted.contains(&wanted) {
            return Ok(wanted);
        }
        let names: Vec<String> = accepted.iter().map(|format| format!("{format:?}").to_lowercase()).collect();
        Err(Failure::new(format!("this verb cannot write {}", format!("{wanted:?}").to_lowercase()))
            .hint(format!("it writes text, {}", names.join(", "))))
    }

    /// Returns when to use colour.
    #[must_use]
    pub fn color(&self) -> anstream::ColorChoice {
        match self.global.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }

    /// Returns whether `--output` is absent and standard output is a terminal.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        self.global.output.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout())
    }

    /// Returns the columns of the terminal; 80 in a pipe.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.known_columns().unwrap_or(80)
    }

    /// Returns the columns that a table may take: those of the terminal; in a pipe or file as many as it likes.
    #[must_use]
    pub fn table_columns(&self) -> usize {
        self.known_columns().unwrap_or(usize::MAX)
    }

    /// Returns the columns that the environment names, else those of the terminal, at least 40.
    fn known_columns(&self) -> Option<usize> {
        let from_environment = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let of_terminal = || Some(usize::from(terminal_size::terminal_size()?.0.0)).filter(|_| self.is_terminal());
        from_environment.filter(|&columns: &usize| columns >= 40).or_else(of_terminal).map(|columns| columns.max(40))
    }

    /// Writes the result to standard output or to the file of `--output`. Colour is removed where it is not wanted; a
    /// reader that closes the pipe early is no failure.
    ///
    /// # Errors
    /// When the file or the stream cannot be written.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        if let Some(path) = &self.global.output {
            let plain = anstream::adapter::strip_str(text).to_string();
            return std::fs::write(self.cwd.join(path), plain).map_err(|error| {
                Failure::new(error.to_string()).in_file(path.display().to_string()).hint("choose another --output")
            });
        }
        let mut out = anstream::AutoStream::new(std::io::stdout().lock(), self.color());
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("standard output cannot be written: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Writes a serialisable value as one JSON object.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn print_json(&self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let mut text = serde_json::to_string_pretty(value)
            .map_err(|error| Failure::new(format!("the result cannot be written as JSON: {error}")))?;
        text.push('\n');
        self.print(&text)
    }

    /// Names the catalogues of modules that are gone, so that no translation drops out of sight.
    pub(super) fn remark_abandoned(&self, workspace: &Workspace, languages: &[&'static Language]) {
        for (path, finished) in workspace.abandoned(languages) {
            let texts = if finished == 1 { "text" } else { "texts" };
            self.remark(&format!(
                "{path} belongs to no module, and has {finished} finished {texts}: if the module was renamed, `git mv` the file \
                 to its new name and run `concordia sync`; if it is gone for good, delete the file"
            ));
        }
    }

    /// Says something on standard error that is not part of the result; silent with `--quiet`.
    pub fn remark(&self, text: &str) {
        if !self.global.quiet {
            let mut err = anstream::AutoStream::new(std::io::stderr().lock(), self.color());
            let _ = writeln!(err, "{}", crate::report::visible(text));
        }
    }
}
