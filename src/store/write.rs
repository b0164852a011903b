//! Atomic replacement of files.
//!
//! The new bytes go into a temporary file in the same folder, are flushed to the disk, and take the old file's name in
//! one step. The temporary file is locked while it is being written, so that nobody sweeps it away. Files that can be
//! made again from others are replaced in the same way, but not flushed. One that takes the place of none may be created
//! under its own name at once.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Stamp, StoreError, sweep};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A file in the making that is removed unless it took its place.
pub(super) struct Temporary {
    path: PathBuf,
    is_placed: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces a file, or creates it with its folders. Returns whether anything was written: nothing is when the file
/// holds these bytes already. Permissions are kept.
///
/// # Errors
///
/// `NotAFile` for a folder, a device or a symbolic link; `ReadOnly`; `Io` otherwise. After an error the old file
/// stands as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let Some(staged) = stage(path, bytes, true)? else { return Ok(false) };
    staged.place()?;
    flush_names(folder_of(path));
    Ok(true)
}

/// As [`write_atomic`], for files that can be made again from others: other processes never see half a file, but a
/// power cut may leave an empty one.
///
/// # Errors
///
/// As [`write_atomic`].
pub fn write_derived(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let Some(staged) = stage(path, bytes, false)? else { return Ok(false) };
    staged.place()?;
    Ok(true)
}

/// Creates a file that can be made again from others, and returns its stamp; none when there is a file of that name
/// already, or no folder for it. While it is being written, other processes see a part of it, and a process that dies
/// leaves that part: only for files that the next run compares, or knows by their stamp.
///
/// # Errors
///
/// `Io`; then no file is left.
pub fn create_derived(path: &Path, bytes: &[u8]) -> Result<Option<Stamp>, StoreError> {
    let io = |error| StoreError::io("write", path, error);
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
            return Ok(None);
        }
        Err(error) => return Err(io(error)),
    };
    let mut guard = Temporary { path: path.to_owned(), is_placed: false };
    file.write_all(bytes).map_err(io)?;
    guard.is_placed = true;
    Ok(Stamp::from_metadata(&file.metadata().map_err(io)?))
}

/// Refuses a file that may not be written, before anything that belongs to it is.
///
/// # Errors
///
/// `ReadOnly`. A file that does not exist yet is no error.
pub fn refuse_read_only(path: &Path) -> Result<(), StoreError> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.permissions().readonly() => Err(StoreError::ReadOnly { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// New bytes that wait under a temporary name to take the place of a file.
pub(super) struct Staged {
    path: PathBuf,
    temporary: Temporary,
}

impl Staged {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the file's place.
    pub(super) fn place(mut self) -> Result<(), StoreError> {
        fs::rename(&self.temporary.path, &self.path).map_err(|error| StoreError::io("write", &self.path, error))?;
        self.temporary.is_placed = true;
        Ok(())
    }
}

/// Writes the new bytes of a file beside it; none when it holds them already.
pub(super) fn stage(path: &Path, bytes: &[u8], is_flushed: bool) -> Result<Option<Staged>, StoreError> {
    let io = |error| StoreError::io("write", path, error);
    let permissions = match path.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => return Err(StoreError::NotAFile { path: path.to_owned() }),
        Ok(metadata) => {
            if metadata.len() == bytes.len() as u64 && fs::read(path).map_err(io)? == bytes {
                return Ok(None);
            }
            if metadata.permissions().readonly() {
                return Err(StoreError::ReadOnly { path: path.to_owned() });
            }
            Some(metadata.permissions())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder_of(path)).map_err(io)?;
            None
        }
        Err(error) => return Err(io(error)),
    };
    let Some(name) = path.file_name() else { return Err(StoreError::NotAFile { path: path.to_owned() }) };
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let temporary = sweep::temporary_name(&name.to_string_lossy(), std::process::id(), number);
    let temporary = written(folder_of(path).join(temporary), bytes, permissions, is_flushed).map_err(io)?;
    Ok(Some(Staged { path: path.to_owned(), temporary }))
}

fn written(
    path: PathBuf,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
    is_flushed: bool,
) -> io::Result<Temporary> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
    let temporary = Temporary { path, is_placed: false };
    // Not every file system knows locks; without one, a sweep after a crash may disturb this write, which then fails.
    let _ = file.try_lock();
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    if is_flushed {
        file.sync_all()?;
    }
    Ok(temporary)
}

/// Returns the folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts the names in a folder on the disk: a new name survives a power cut only then. Where folders cannot be flushed
/// (some network file systems, Windows), the file is whole all the same.
pub(super) fn flush_names(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
