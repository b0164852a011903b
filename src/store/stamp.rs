//! Whether a file was written since it was last looked at, told by its size and times without reading it.

use std::fmt;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The size, times and number of a file, as one comparable value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    len: u64,
    /// When its content was written, in nanoseconds since 1970.
    modified: u128,
    /// When its content, name or rights last changed, in nanoseconds since 1970; nobody can set this back. Equal to
    /// `modified` where the system does not tell.
    changed: u128,
    /// The number of the file in its file system; 0 where the system does not tell.
    number: u64,
}

/// The coarsest clock of a file system that counts in parts of a second, in nanoseconds.
const TICK: u128 = 20_000_000;
/// The coarsest clock of a file system that counts in seconds, in nanoseconds.
const SECONDS: u128 = 2_000_000_000;

impl Stamp {
    /// Looks at a file; none when there is no such regular file.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        Self::from_metadata(&path.symlink_metadata().ok()?)
    }

    /// Reads what the system says about a file; none when it is no regular one.
    pub(super) fn from_metadata(metadata: &std::fs::Metadata) -> Option<Self> {
        if !metadata.is_file() {
            return None;
        }
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let (changed, number) = changed_and_number(metadata).unwrap_or((modified, 0));
        Some(Self { len: metadata.len(), modified, changed, number })
    }

    /// Returns whether a later write to this file must give it another stamp, given that `now` was made before the file
    /// was read: a file written within the same tick of the clock might not.
    #[must_use]
    pub fn is_settled(&self, now: &Self) -> bool {
        let tick = if self.changed.is_multiple_of(1_000_000_000) { SECONDS } else { TICK };
        self.changed + tick < now.changed
    }

    /// Reads what `Display` writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut next = || parts.next().and_then(|part| u128::from_str_radix(part, 16).ok());
        let (len, modified, changed, number) = (next()?, next()?, next()?, next()?);
        Some(Self { len: len.try_into().ok()?, modified, changed, number: number.try_into().ok()? })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}.{:x}.{:x}", self.len, self.modified, self.changed, self.number)
    }
}

#[cfg(unix)]
fn changed_and_number(metadata: &std::fs::Metadata) -> Option<(u128, u64)> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u128::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u128::try_from(metadata.ctime_nsec()).ok()?;
    Some((seconds * 1_000_000_000 + nanoseconds, metadata.ino()))
}

#[cfg(not(unix))]
fn changed_and_number(_: &std::fs::Metadata) -> Option<(u128, u64)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(changed: u128) -> Stamp {
        Stamp { len: 5, modified: 7, changed, number: 11 }
    }

    #[test]
    fn a_stamp_is_read_back() {
        assert_eq!(Stamp::parse(&at(1_234_567_890_123_456_789).to_string()), Some(at(1_234_567_890_123_456_789)));
        assert_eq!(Stamp::parse("1.2.3"), None);
    }

    #[test]
    fn a_file_written_just_now_is_not_settled() {
        let now = at(9_000_000_000_000_000_001);
        assert!(!at(9_000_000_000_000_000_001).is_settled(&now));
        assert!(!at(8_999_999_999_990_000_000).is_settled(&now));
        assert!(at(8_999_999_999_970_000_001).is_settled(&now));
        assert!(!at(8_999_999_999_000_000_000).is_settled(&now), "the file system may count in seconds");
    }
}
