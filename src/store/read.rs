//! Reading whole files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::StoreError;

/// The size of the largest file that is read, in bytes.
pub const LARGEST: u64 = 1 << 30;

/// Reads a file whole.
///
/// # Errors
///
/// `Io`, `TooLarge` above [`LARGEST`], `NotAFile` for a folder or a device.
pub fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    read_into(path, &mut bytes)?;
    Ok(bytes)
}

/// Reads a file whole into a buffer, which is emptied first and may be used again and again.
///
/// # Errors
///
/// As [`read`].
pub fn read_into(path: &Path, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    bytes.clear();
    let io = |error| StoreError::io("read", path, error);
    let mut file = File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if !metadata.is_file() {
        return Err(StoreError::NotAFile { path: path.to_owned() });
    }
    let too_large = || StoreError::TooLarge { path: path.to_owned(), limit: LARGEST };
    if metadata.len() > LARGEST {
        return Err(too_large());
    }
    // One byte more than the file has, so that the end is found without growing.
    bytes.reserve_exact(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    (&mut file).take(LARGEST + 1).read_to_end(bytes).map_err(io)?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(()) }
}

/// Reads a file whole as UTF-8.
///
/// # Errors
///
/// As [`read`], and `NotText` with the line of the first bad byte.
pub fn read_text(path: &Path) -> Result<String, StoreError> {
    String::from_utf8(read(path)?).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        StoreError::NotText { path: path.to_owned(), line: memchr::memchr_iter(b'\n', good).count() + 1 }
    })
}
