//! Any English file and any translation, separated by a zero byte: rendering never panics, and the localised file has
//! the same messages, attributes and junk as the English one.
#![no_main]

use concordia::language::OFFICIAL;
use concordia::model::{Format, ModuleId};
use concordia::source::{Document, Options, Target, Translation, extract, render};
use libfuzzer_sys::fuzz_target;

fn read(text: &str) -> Document {
    extract(ModuleId::new("x.ftl"), Format::Fluent, text, &Options::default())
}

/// The keys of all units without their variants, and how much is not understood.
fn structure(document: &Document) -> (Vec<&str>, usize) {
    let keys = document.units.iter().filter_map(|unit| unit.context.as_deref()?.split('[').next());
    let mut keys: Vec<&str> = keys.collect();
    keys.dedup();
    let junk = document.opaque.iter().filter(|opaque| opaque.reason == "not understood").count();
    (keys, junk)
}

fuzz_target!(|data: (u8, &str)| {
    let (language, text) = data;
    let Some((english, typed)) = text.split_once('\0') else { return };
    let document = read(english);
    let language = &OFFICIAL[usize::from(language) % OFFICIAL.len()];
    let rendered = render(&document, english, &Target::new(language), &|unit| {
        let count = if unit.plural.is_some() { language.plural.categories.len() } else { 1 };
        Some(Translation::of_forms(vec![typed.to_owned(); count]))
    });
    let localised = read(&rendered.text);
    // Entries with more openings than anybody writes are not read back (`fluent/parse.rs`), however well they are written.
    if rendered.text.matches(['{', '(']).count() < 100 {
        // A translation that is one placeable and nothing else is no unit when it is read as a source: one that the
        // translator typed, or one that blanks and marks are written as.
        if !typed.contains(['{', '}', '(']) && typed.contains(char::is_alphanumeric) {
            assert_eq!(structure(&localised), structure(&document), "{}", rendered.text);
        }
        assert_eq!(structure(&localised).1, structure(&document).1, "{}", rendered.text);
    }
    let untouched = render(&document, english, &Target::new(language), &|_| None);
    assert_eq!(untouched.text, english);
});
