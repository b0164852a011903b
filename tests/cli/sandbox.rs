//! A project in a folder of its own, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A folder that is removed when the test ends.
pub struct Sandbox {
    root: PathBuf,
}

/// What a run of the program came to.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// Makes an empty folder.
    pub fn new() -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("concordia-test-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file, with its folders.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Starts the program with its output thrown away.
    pub fn start(&self, arguments: &[&str]) -> std::process::Child {
        let null = std::process::Stdio::null;
        let mut command = Command::new(env!("CARGO_BIN_EXE_concordia"));
        command.current_dir(&self.root).args(arguments).stdout(null()).stderr(null());
        command.env("HOME", self.root.join(".home")).env("XDG_CACHE_HOME", self.root.join(".cache"));
        command.spawn().unwrap()
    }

    /// Runs the program here with variables set.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concordia"));
        command.current_dir(&self.root).args(arguments).env_remove("NO_COLOR").env_remove("COLUMNS");
        command.env("HOME", self.root.join(".home")).env("XDG_CACHE_HOME", self.root.join(".cache"));
        command.envs(variables.iter().copied());
        run_of(&command.output().unwrap())
    }

    /// Runs Git here, with a fixed identity and clock.
    pub fn git(&self, arguments: &[&str]) -> Run {
        self.git_with(arguments, &[])
    }

    /// Runs Git here with variables set.
    pub fn git_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new("git");
        command.current_dir(&self.root).args(["-c", "user.name=Tess Ter", "-c", "user.email=tess@example.org"]);
        command.args(["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]).args(arguments);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", self.root.join(".home")).envs(variables.iter().copied());
        run_of(&command.output().unwrap())
    }
}

/// A day that a waiver may last to.
pub fn soon() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    concordia::model::Day::of_seconds(seconds as i64).plus(60).to_string()
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn run_of(output: &Output) -> Run {
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
