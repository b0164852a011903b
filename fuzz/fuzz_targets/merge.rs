//! Any three catalogues: merging never panics, a clean result can be read, and no text is dropped.
#![no_main]

use concordia::po::Catalogue;
use concordia::po::merge::{is_mergeable, merge, split};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = split(data);
    let mut parts = data.splitn(3, |&byte| byte == 0).map(|part| Catalogue::inspect(part.to_vec()).catalogue.filter(is_mergeable));
    let (Some(Some(base)), Some(Some(ours)), Some(Some(theirs))) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merge(&ours, &ours, &ours).bytes, ours.bytes());
    if !merged.conflicts.is_empty() {
        return;
    }
    let result = Catalogue::inspect(merged.bytes).catalogue.expect("a clean merge can be read");
    let forms = |catalogue: &Catalogue| -> Vec<String> {
        catalogue.entries().flat_map(|entry| entry.to_message().forms).filter(|form| !form.is_empty()).collect()
    };
    let notes: Vec<String> = result.entries().flat_map(|entry| entry.translator_comments().collect::<Vec<_>>()).collect();
    let (old, new) = (forms(&base), forms(&result));
    for form in forms(&ours).iter().chain(&forms(&theirs)) {
        let escaped = form.replace('\n', "\\n");
        let is_kept = old.contains(form) || new.contains(form) || notes.iter().any(|note| note.contains(&escaped));
        assert!(is_kept, "{form:?} is lost");
    }
});
