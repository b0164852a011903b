//! Any page and any catalogue, separated by a zero byte: following never panics, the new catalogue can be read, no text
//! that somebody wrote is lost, and a second run changes nothing.
#![no_main]

use std::collections::HashSet;

use concordia::language;
use concordia::ledger::Evidence;
use concordia::model::{Format, ModuleId};
use concordia::po::Catalogue;
use concordia::source::{Options, extract};
use concordia::sync::{ChangePolicy, English, apply};
use libfuzzer_sys::fuzz_target;

/// The texts of a catalogue's entries, active and obsolete.
fn forms(catalogue: &Catalogue) -> HashSet<String> {
    catalogue.entries().flat_map(|entry| entry.to_message().forms).filter(|form| !form.is_empty()).collect()
}

fuzz_target!(|data: (bool, &[u8])| {
    let (is_fluent, data) = data;
    let Some(at) = data.iter().position(|&byte| byte == 0) else { return };
    let Ok(page) = std::str::from_utf8(&data[..at]) else { return };
    let Some(old) = Catalogue::inspect(data[at + 1..].to_vec()).catalogue else { return };
    let Some(polish) = language::find("pl") else { return };
    let (name, format) = if is_fluent { ("x.ftl", Format::Fluent) } else { ("x.md", Format::Markdown) };
    let document = extract(ModuleId::new(name), format, page, &Options::default());
    let english = English::new(&document);
    let policy = ChangePolicy::default();
    let nothing = Evidence::default();
    let applied = apply(&english, Some(&old), polish, &policy, &|| &nothing, "2026-01-01");
    let new = Catalogue::inspect(applied.bytes.to_vec()).catalogue.expect("the new catalogue can be read");
    let kept = forms(&new);
    for form in forms(&old) {
        let is_there = kept.iter().any(|kept| kept.contains(&form));
        assert!(is_there, "{form:?} is lost from\n{}", String::from_utf8_lossy(&applied.bytes));
    }
    let again = apply(&English::new(&document), Some(&new), polish, &policy, &|| &nothing, "2026-01-01");
    assert_eq!(String::from_utf8_lossy(&again.bytes), String::from_utf8_lossy(&applied.bytes));
});
