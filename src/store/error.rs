//! Why a file could not be read or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::Failure;

/// A failure of the file system, or a refusal to touch a file.
#[derive(Debug)]
pub enum StoreError {
    /// The system refused; `doing` says what, for example `read`.
    Io {
        /// The verb that failed, in its bare form.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's answer.
        error: io::Error,
    },
    /// The file is larger than the limit, in bytes.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The file is not text in UTF-8.
    NotText {
        /// The file.
        path: PathBuf,
        /// The 1-based line of the first bad byte.
        line: usize,
    },
    /// Something other than a plain file stands at the path.
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file may be read only.
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The path leads out of the project.
    Outside {
        /// The path as it was given.
        path: PathBuf,
    },
    /// Another process works on the project.
    Locked {
        /// The lock file.
        path: PathBuf,
        /// What the holder wrote about itself; may be empty.
        holder: String,
    },
}

impl StoreError {
    pub(super) fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), error }
    }

    /// Returns the path that the failure is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::TooLarge { path, .. }
            | Self::NotText { path, .. }
            | Self::NotAFile { path }
            | Self::ReadOnly { path }
            | Self::Outside { path }
            | Self::Locked { path, .. } => path,
        }
    }

    /// Returns whether the failure is that there is no such file.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Io { error, .. } if error.kind() == io::ErrorKind::NotFound)
    }

    /// Returns what is wrong, without the path.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Io { doing, error, .. } if error.kind() == io::ErrorKind::NotFound => {
                format!("{doing} the file: there is no such file or folder")
            }
            Self::Io { doing, error, .. } => format!("{doing} the file: {error}"),
            Self::TooLarge { limit, .. } => format!("read the file: it is larger than {} MiB", limit >> 20),
            Self::NotText { .. } => "read the file: it is not text in UTF-8".to_owned(),
            Self::NotAFile { .. } => "use the path: it is not a plain file".to_owned(),
            Self::ReadOnly { .. } => "write the file: it is read-only".to_owned(),
            Self::Outside { .. } => "use the path: it leads out of the project".to_owned(),
            Self::Locked { holder, .. } if holder.is_empty() => {
                "lock the project: another concordia process works on it".to_owned()
            }
            Self::Locked { holder, .. } => {
                format!("lock the project: another concordia process ({holder}) works on it")
            }
        }
    }

    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Io { error, .. } => match error.kind() {
                io::ErrorKind::NotFound => "check the path",
                io::ErrorKind::PermissionDenied => "check the permissions of the file and its folder",
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space; the old file is intact",
                io::ErrorKind::ReadOnlyFilesystem => "work on a copy that can be written",
                _ => "the file was left as it was",
            },
            Self::TooLarge { .. } => "split it",
            Self::NotText { .. } => "convert it to UTF-8",
            Self::NotAFile { .. } => "name a plain file; symbolic links are not followed when writing",
            Self::ReadOnly { .. } => "make it writable if it may change",
            Self::Outside { .. } => {
                "keep it below the project's folder; symbolic links that lead out of it are not followed"
            }
            Self::Locked { .. } => "wait until it has ended, then try again",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path().display(), self.message())
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::TooLarge { .. }
            | Self::NotText { .. }
            | Self::NotAFile { .. }
            | Self::ReadOnly { .. }
            | Self::Outside { .. }
            | Self::Locked { .. } => None,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let path = error.path().to_string_lossy().replace('\\', "/");
        let failure = Self::new(format!("failed to {}", error.message())).in_file(path).hint(error.hint());
        match error {
            StoreError::NotText { line, .. } => failure.at_line(line),
            _ => failure,
        }
    }
}
