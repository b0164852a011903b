//! Any text: reading a termbase never panics, and what is written is read back whole.
#![no_main]

use concordia::glossary::{TbxStyle, TermbaseFormat, read_csv, read_iate, read_tbx};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = [read_csv(text), read_iate(text), read_tbx(text)];
    for base in found.into_iter().flatten() {
        let csv = TermbaseFormat::Csv.write(&base, "");
        let once = read_csv(&csv);
        if let Ok(once) = once {
            let again = TermbaseFormat::Csv.write(&once, "");
            assert_eq!(read_csv(&again).expect("what is written can be read"), once);
        }
        for style in [TbxStyle::Dca, TbxStyle::Dct, TbxStyle::Martif] {
            read_tbx(&TermbaseFormat::Tbx(style).write(&base, "title")).expect("what is written can be read");
        }
    }
});
