//! Any bytes: reading XLIFF never panics, and what is read is whole.
#![no_main]

use concordia::exchange::xliff::{SegmentState, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(package) = read(data) else { return };
    let lines = data.iter().filter(|&&byte| byte == b'\n').count() + 1;
    for segment in &package.segments {
        assert!(segment.file < package.files.len());
        assert!((1..=lines).contains(&segment.line));
        assert_eq!(segment.target.is_none(), segment.state == SegmentState::New);
        assert!(segment.target.as_ref().is_none_or(|target| !target.is_empty()));
    }
});
