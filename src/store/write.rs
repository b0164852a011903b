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
struct Temporary {
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
    write(path, bytes, Flush::FileAndName)
}

/// As [`write_atomic`], but the new name waits for [`flush_names`]: until then a power cut may bring the old file back, whole.
/// For many files of which none depends on another.
///
/// # Errors
///
/// As [`write_atomic`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    write(path, bytes, Flush::File)
}

/// As [`write_atomic`], for files that can be made again from others: other processes never see half a file, but a
/// power cut may leave an empty one.
///
/// # Errors
///
/// As [`write_atomic`].
pub fn write_derived(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    write(path, bytes, Flush::Nothing)
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

/// What is on the disk when a write returns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flush {
    Nothing,
    File,
    FileAndName,
}

fn write(path: &Path, bytes: &[u8], flush: Flush) -> Result<bool, StoreError> {
    let io = |error| StoreError::io("write", path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let permissions = match path.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => return Err(StoreError::NotAFile { path: path.to_owned() }),
        Ok(metadata) => {
            if metadata.len() == bytes.len() as u64 && fs::read(path).map_err(io)? == bytes {
                return Ok(false);
            }
            if metadata.permissions().readonly() {
                return Err(StoreError::ReadOnly { path: path.to_owned() });
            }
            Some(metadata.permissions())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(io)?;
            None
        }
        Err(error) => return Err(io(error)),
    };
    let Some(name) = path.file_name() else { return Err(StoreError::NotAFile { path: path.to_owned() }) };
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let temporary = sweep::temporary_name(&name.to_string_lossy(), std::process::id(), number);
    replace(path, &folder.join(temporary), bytes, permissions, flush).map_err(io)?;
    if flush == Flush::FileAndName {
        flush_names(folder);
    }
    Ok(true)
}

fn replace(
    path: &Path,
    temporary: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
    flush: Flush,
) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    let mut guard = Temporary { path: temporary.to_owned(), is_placed: false };
    // Not every file system knows locks; without one, a sweep after a crash may disturb this write, which then fails.
    let _ = file.try_lock();
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    if flush != Flush::Nothing {
        file.sync_all()?;
    }
    fs::rename(temporary, path)?;
    guard.is_placed = true;
    Ok(())
}

/// Puts the names in a folder on the disk: a new name survives a power cut only then. Where folders cannot be flushed
/// (some network file systems, Windows), the file is whole all the same.
pub fn flush_names(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
