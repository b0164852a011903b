//! Temporary files: their names, and their removal after a crash.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;

const SUFFIX: &str = ".concordia-tmp";
/// Folders that never hold project files.
const FOREIGN: [&str; 4] = [".git", ".concordia", "target", "node_modules"];

/// Returns the name of a temporary file beside a file. It starts with a dot and never matches a catalogue's pattern.
pub(super) fn temporary_name(name: &str, process: u32, number: u32) -> String {
    // Names are cut, because a file system limits them to 255 bytes.
    let short: String = name.chars().take(48).collect();
    format!(".{short}.{process}-{number}{SUFFIX}")
}

/// Removes the temporary files that no living process holds. What cannot be read or removed is left alone.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let name = entry.file_name();
        if kind.is_dir() && !FOREIGN.iter().any(|foreign| name == OsStr::new(foreign)) {
            sweep(&entry.path());
        }
        let is_temporary =
            kind.is_file() && name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(SUFFIX));
        if is_temporary && is_abandoned(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_abandoned(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}
