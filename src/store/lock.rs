//! One writer per project.
//!
//! The lock is a file that the system releases by itself when its holder dies. A holder writes its name into it and
//! empties it in the end; a name that is found there is that of a process that died at work, and its temporary files
//! are swept.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::{StoreError, sweep};

/// The folder of the lock below the project's root; it ignores itself in Git.
const FOLDER: &str = ".concordia";
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write in a project, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Waits for the right to write below a project's root, at most for `patience`.
    ///
    /// # Errors
    ///
    /// `Locked` when another process still works after that time; `Io` when the lock cannot be made.
    pub fn acquire(root: &Path, patience: Duration) -> Result<Self, StoreError> {
        let folder = root.join(FOLDER);
        let path = folder.join("lock");
        let io = |error| StoreError::io("lock", &path, error);
        fs::create_dir_all(&folder).map_err(io)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n").map_err(io)?;
        }
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Locked { path: path.clone(), holder: holder(&mut file) });
                }
                // A file system without locks: better unlocked than unable to work.
                Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => break,
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
        }
        if !holder(&mut file).is_empty() {
            sweep::sweep(root);
        }
        let mut lock = Self { file };
        lock.sign(&format!("process {}", std::process::id())).map_err(io)?;
        Ok(lock)
    }

    fn sign(&mut self, name: &str) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(name.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.sign("");
        let _ = self.file.unlock();
    }
}

fn holder(file: &mut File) -> String {
    let mut name = String::new();
    let _ = file.seek(SeekFrom::Start(0));
    let _ = file.take(100).read_to_string(&mut name);
    name.trim().to_owned()
}
