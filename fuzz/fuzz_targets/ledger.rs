//! Any bytes: reading never panics, appending keeps what stands there, joining keeps every line.
#![no_main]

use concordia::language::PluralForms;
use concordia::ledger::{Document, join};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(forms) = PluralForms::parse(text)
    {
        let _ = forms.first_gap();
        let _ = forms.led_to_forms(&forms);
    }
    let document = Document::parse(data.to_vec());
    if let Ok(bytes) = document.append(document.lines()) {
        assert!(bytes.starts_with(data));
        let again = Document::parse(bytes);
        assert_eq!(again.lines().len(), 2 * document.lines().len());
    }
    if document.torn().is_empty() {
        let joined = Document::parse(join(data, data));
        assert!(document.lines().iter().all(|line| joined.lines().contains(line)));
    }
});
